"""Plain YAML with the line of everything: mappings, lists and words only, within limits."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

MAX_BYTES = 1_000_000
MAX_EVENTS = 60_000  # what a parser meets in a file: some 2,000 entries of ten keys
MAX_DEPTH = 4
MAX_WORDS = 4_000  # code points of one value

_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Problem = tuple[int, str]


class Unreadable(Exception):
    """The text is no plain YAML, or beyond the limits. Never leaves this package."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.problem: Problem = line, text


def compose(text: str) -> yaml.Node | None:
    """The document as nodes, None if there is nothing in it.

    Aliases, anchors and tags are refused before anything is built: what a file says stands where it is written.

    Raises:
        Unreadable: no YAML, more than one document, beyond a limit, or with aliases, anchors or tags.
    """
    try:
        for _ in _checked(text):
            pass
        return yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        said = getattr(error, "problem", None) or str(error).partition("\n")[0]
        raise Unreadable(
            mark.line + 1 if mark else 1, f"no YAML: {said}; quote words that hold “: ” or “ #”"
        ) from error


def _checked(text: str) -> Iterator[None]:
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_LOADER)):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if count > MAX_EVENTS:
            raise Unreadable(line, f"more than {MAX_EVENTS} parts; keep one document's corrections in a file")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Unreadable(line, "an alias or anchor (* or &); write the words out, or quote them")
        if (tag := getattr(event, "tag", None)) not in (None, "!"):
            raise Unreadable(line, f"a tag ({tag}); write plain words")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise Unreadable(line, "nested too deep; a file is a list of entries with plain values")
        if isinstance(event, yaml.ScalarEvent) and len(event.value) > MAX_WORDS:
            raise Unreadable(line, f"a value of more than {MAX_WORDS} characters")
        yield


def mapping(node: yaml.Node, problems: list[Problem]) -> dict[str, yaml.Node]:
    """Keys and nodes of a mapping; a key that is there twice, or no words, is a problem."""
    found: dict[str, yaml.Node] = {}
    if not isinstance(node, yaml.MappingNode):
        problems.append((line_of(node), "this must be a mapping of keys and values"))
        return found
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if not name:
            problems.append((line_of(key), "a key must be a word"))
        elif name in found:
            problems.append((line_of(key), f"the key {name!r} is there twice"))
        else:
            found[name] = value
    return found


def words(node: yaml.Node, key: str, problems: list[Problem]) -> str:
    """The words of a scalar without white space around them; an empty value gives none."""
    if not isinstance(node, yaml.ScalarNode):
        problems.append((line_of(node), f"{key} must be plain words"))
        return ""
    bare_null = node.style is None and node.value in ("null", "~", "Null", "NULL")
    return "" if bare_null else str(node.value).strip()


def line_of(node: yaml.Node) -> int:
    """Where a node begins, from 1."""
    return int(node.start_mark.line) + 1

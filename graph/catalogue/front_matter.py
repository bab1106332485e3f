"""Front matter: the YAML head of a query file, read with the line of every key, all faults collected."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field

import yaml

from graph.catalogue.query import Scalar
from graph.catalogue.spelling import near

OPEN, CLOSE = "/*---", "---*/"


# libyaml reads the 27 files several times faster; PyYAML has it wherever its wheels are used.
LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Split:
    """A query file in its two parts; ``line`` is the line of the file on which the Cypher begins, from 1."""

    head: str
    cypher: str
    line: int


def split(text: str) -> Split:
    """Front matter and Cypher of a query file. Raises ValueError if the file does not open with front matter."""
    lines = text.split("\n")
    if lines[0].rstrip() != OPEN:
        raise ValueError(f"a query file begins with a line {OPEN}")
    end = next((n for n, line in enumerate(lines) if line.rstrip() == CLOSE), None)
    if end is None:
        raise ValueError(f"the front matter is not closed by a line {CLOSE}")
    head = "\n".join(lines[1:end])
    if "*/" in head:
        raise ValueError("the front matter contains */, which would end the comment when the file is pasted")
    first = next((n for n in range(end + 1, len(lines)) if lines[n].strip()), None)
    if first is None:
        raise ValueError("no Cypher after the front matter")
    return Split(head, "\n".join(lines[first:]).rstrip(), first + 1)


@dataclass
class FrontMatter:
    """Reads YAML nodes strictly: closed sets of keys, no key twice. Faults gather in ``problems`` as (line, text)."""

    offset: int = 2  # line of the file on which the YAML begins
    problems: list[tuple[int, str]] = field(default_factory=list)

    def compose(self, head: str) -> yaml.Node | None:
        """The document node, None if the text is no YAML."""
        try:
            return yaml.compose(head, Loader=LOADER)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            self.problems.append(
                (self.offset + (mark.line if mark else 0), f"not YAML: {getattr(error, 'problem', None) or error}")
            )
            return None

    def line(self, node: yaml.Node) -> int:
        """Line of the file at which the node stands."""
        return self.offset + int(node.start_mark.line)

    def fault(self, node: yaml.Node, text: str) -> None:
        """Records that something is wrong at the node."""
        self.problems.append((self.line(node), text))

    def entries(self, node: yaml.Node, what: str) -> dict[str, yaml.Node]:
        """The entries of a mapping whose keys are free."""
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, f"{what} must be a mapping")
            return {}
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in found:
                self.fault(key, f"{what} has the key {name!r} twice")
            found[name] = value
        return found

    def fields(
        self, node: yaml.Node, what: str, required: Collection[str], optional: Collection[str] = ()
    ) -> dict[str, yaml.Node]:
        """The entries of a mapping whose keys are a closed set."""
        found = self.entries(node, what)
        if isinstance(node, yaml.MappingNode):
            known = [*required, *optional]
            for name in found.keys() - set(known):
                guess = near(name, known, 1)
                self.fault(found[name], f"{what}: unknown key {name!r}" + (f", {guess[0]!r}?" if guess else ""))
            for name in [n for n in required if n not in found]:
                self.fault(node, f"{what}: {name} is missing")
        return {name: value for name, value in found.items() if name in required or name in optional}

    def items(self, node: yaml.Node, what: str) -> list[yaml.Node]:
        """The items of a list."""
        if not isinstance(node, yaml.SequenceNode):
            self.fault(node, f"{what} must be a list")
            return []
        return list(node.value)

    def text(self, node: yaml.Node, what: str) -> str:
        """A text that is not empty."""
        value = self.scalar(node, what)
        if not isinstance(value, str) or not value.strip():
            self.fault(node, f"{what} must be text")
            return ""
        return " ".join(value.split())

    def flag(self, node: yaml.Node, what: str) -> bool:
        """A true or false."""
        value = self.scalar(node, what)
        if not isinstance(value, bool):
            self.fault(node, f"{what} must be true or false")
        return value is True

    def number(self, node: yaml.Node, what: str) -> int | None:
        """A whole number."""
        value = self.scalar(node, what)
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(node, f"{what} must be a whole number")
            return None
        return value

    def scalar(self, node: yaml.Node, what: str) -> Scalar:
        """A text, number, boolean, null or date (as ISO text)."""
        if isinstance(node, yaml.ScalarNode):
            value = _construct(node)
            if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
                return value.isoformat()
            if value is None or isinstance(value, str | int | bool):
                return value
        self.fault(node, f"{what} must be text, a whole number, true, false, null or a date")
        return None


def _construct(node: yaml.ScalarNode) -> object:
    try:
        return yaml.constructor.SafeConstructor().construct_object(node)
    except (ValueError, yaml.YAMLError):  # 2014-13-45 looks like a date to YAML and is none
        return node.value

"""Reading a file of corrections: strictly, every fault with its line and what to do about it."""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import yaml

from graph.errors import InvalidCorrections
from graph.evidence import fold
from loaders.corrections import yaml_lines
from loaders.corrections.correction import CHANGES, SUBJECTS, Correction, Corrections, file_name
from loaders.corrections.yaml_lines import Problem, Unreadable, line_of

_HEAD = ("document", "sha256", "corrections")
_KEYS = ("measure", "title", "quote", *SUBJECTS, "change", "to", "agency", "reason", "by", "date")
_HOW = "every entry needs one"
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def find_corrections(folder: Path, document: str) -> Corrections | None:
    """The corrections of a document in a folder of such files; None if there is no file of it.

    Raises:
        InvalidCorrections: the file cannot be followed, or is that of another document.
    """
    path = folder / file_name(document)
    if not path.is_file():
        return None
    found = read_corrections(path)
    if found.document != document:
        raise InvalidCorrections(
            [(1, f"these are corrections of {found.document}, in the file for {document}; rename it")], where=str(path)
        )
    return found


def read_corrections(path: Path) -> Corrections:
    """The corrections of a file.

    Raises:
        InvalidCorrections: it cannot be read, is too large, is no YAML, or an entry breaks the form; every fault at
            once, each with its line.
    """
    return parse_corrections(_text(path), str(path))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > yaml_lines.MAX_BYTES:
            raise InvalidCorrections([(1, f"larger than {yaml_lines.MAX_BYTES // 1_000_000} MB")], where=str(path))
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidCorrections([(1, "no UTF-8 text; save the file as UTF-8")], where=str(path)) from error
    except OSError as error:
        raise InvalidCorrections([(1, f"cannot be read: {error.strerror}")], where=str(path)) from error


def parse_corrections(text: str, name: str) -> Corrections:
    """The corrections in a text; ``name`` is that of the file, for messages. Raises as :func:`read_corrections`."""
    problems: list[Problem] = []
    try:
        found = _corrections(yaml_lines.compose(text), name, problems)
    except Unreadable as error:
        raise InvalidCorrections([error.problem], where=name) from error
    if problems:
        raise InvalidCorrections(sorted(problems), where=name)
    return found


def _corrections(node: yaml.Node | None, name: str, problems: list[Problem]) -> Corrections:
    if node is None:
        problems.append((1, "the file is empty; it needs document and corrections"))
        return Corrections("", ())
    head = yaml_lines.mapping(node, problems)
    _unknown(head, _HEAD, problems)
    document = _word(head, "document", problems)
    if not document:
        problems.append((line_of(node), "document is missing: the id of the document, e.g. 国办发〔2014〕18号"))
    entries = tuple(e for item in _items(head, problems) if (e := _entry(item, problems)))
    _refuse_doubles(entries, problems)
    return Corrections(document, entries, _word(head, "sha256", problems), name)


def _items(head: dict[str, yaml.Node], problems: list[Problem]) -> list[yaml.Node]:
    node = head.get("corrections")
    if node is None:
        problems.append((1, "corrections is missing: the list of entries"))
    elif isinstance(node, yaml.SequenceNode):
        return list(node.value)
    elif not isinstance(node, yaml.ScalarNode) or node.value.strip() not in ("", "null", "~"):
        problems.append((line_of(node), "corrections must be a list: every entry begins with “- ”"))
    return []


# ---- one entry --------------------------------------------------------------------------------------------------


def _entry(node: yaml.Node, problems: list[Problem]) -> Correction | None:
    line, before = line_of(node), len(problems)
    said = yaml_lines.mapping(node, problems)
    if len(problems) > before:
        return None
    _unknown(said, _KEYS, problems)
    value = {key: _word(said, key, problems) for key in _KEYS}
    subjects = [s for s in SUBJECTS if value[s]]
    if len(subjects) != 1:
        problems.append((line, "an entry names one party, object or law, as it is printed"))
    for key, what in (("quote", "the printed passage"), ("reason", "why"), ("change", "what is to change")):
        if not value[key]:
            problems.append((line, f"{key} is missing: {what}; {_HOW}"))
    if "measure" not in said:
        problems.append((line, f"measure is missing: its printed number, empty if none is printed; {_HOW}"))
    if len(problems) > before:
        return None
    _check_change(subjects[0], value, said, line, problems)
    _check_words(subjects[0], value, said, problems)
    return Correction(
        measure=value["measure"], title=value["title"], quote=value["quote"], subject=subjects[0],
        name=value[subjects[0]], change=value["change"], to=value["to"], agency=value["agency"],
        reason=value["reason"], by=value["by"], on=value["date"], line=line,
    )  # fmt: skip


def _check_change(
    subject: str, value: dict[str, str], said: dict[str, yaml.Node], line: int, problems: list[Problem]
) -> None:
    choices = CHANGES[subject].get(value["change"])
    if choices is None:
        known = ", ".join(CHANGES[subject])
        problems.append((line_of(said["change"]), f"change: {value['change']} is not for a {subject}; one of {known}"))
        return
    where = line_of(said["to"]) if "to" in said else line
    if value["change"] == "remove":
        if value["to"]:
            problems.append((where, "to: a removal has none; leave it empty"))
    elif not value["to"]:
        problems.append((where, f"to is missing: {' | '.join(choices) or 'an id or a name'}"))
    elif choices and value["to"] not in choices:
        problems.append((where, f"to: {value['to']} is not one of {', '.join(choices)}"))
    if value["agency"] and (subject, value["change"]) != ("party", "add"):
        problems.append((line_of(said["agency"]), "agency belongs to an added party; else use change: agency, to: …"))


def _check_words(subject: str, value: dict[str, str], said: dict[str, yaml.Node], problems: list[Problem]) -> None:
    if fold(value[subject]) not in fold(value["quote"]):
        problems.append((line_of(said[subject]), f"{subject}: “{value[subject]}” does not stand in the quote"))
    if value["date"] and not _is_day(value["date"]):
        problems.append((line_of(said["date"]), f"date: {value['date']} is no day like 2026-01-31"))
    for key, words in value.items():
        if _NO_TEXT.search(words):
            problems.append((line_of(said[key]), f"{key} holds characters that no text has"))


def _is_day(words: str) -> bool:
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False


def _word(head: dict[str, yaml.Node], key: str, problems: list[Problem]) -> str:
    return yaml_lines.words(head[key], key, problems) if key in head else ""


def _unknown(said: dict[str, yaml.Node], keys: tuple[str, ...], problems: list[Problem]) -> None:
    for key in said.keys() - set(keys):
        near = get_close_matches(key, keys, 1)
        advice = f"did you mean {near[0]}?" if near else f"known are {', '.join(keys)}"
        problems.append((line_of(said[key]), f"unknown key {key!r}; {advice}"))


def _refuse_doubles(entries: tuple[Correction, ...], problems: list[Problem]) -> None:
    """One change of a kind for each name, and nothing else for one that is removed."""
    seen: dict[tuple[str, ...], dict[str, int]] = {}
    for entry in entries:
        anchor = entry.measure, fold(entry.title), fold(entry.quote), entry.subject, fold(entry.name)
        changes = seen.setdefault(anchor, {})
        if entry.change in changes:
            problems.append((entry.line, f"the same change of “{entry.name}” stands in line {changes[entry.change]}"))
        elif changes and "remove" in (entry.change, *changes):
            first = next(iter(changes.values()))
            problems.append((entry.line, f"“{entry.name}” is removed and changed; see line {first}"))
        changes.setdefault(entry.change, entry.line)

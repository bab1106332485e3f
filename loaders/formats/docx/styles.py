"""Styles: what paragraphs and runs inherit of numbering, bold type, heavy fonts and hiding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from loaders.formats.docx.markup import W, number, switch, value

_HEAVY = re.compile(r"黑|粗|hei(?!ght)|fzht|bold", re.IGNORECASE)
_DEEPEST = 32  # styles that build on each other; a ring of them ends here too


@dataclass(frozen=True)
class Style:
    """What one style itself says; None where it says nothing."""

    id: str
    base: str | None
    numbering: str | None  # id of a list; "0" takes numbering away
    level: int | None
    bold: bool | None
    heavy: bool | None  # its Chinese font is a 黑体, which is what Chinese typesetting uses for bold
    hidden: bool | None


class Styles:
    """The styles of a document; a style that is not there says nothing."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._defaults: dict[str, str] = {}
        for element in root.iter(W + "style") if root is not None else ():
            style = _style(element)
            self._styles.setdefault(style.id, style)
            if element.get(W + "default") in ("1", "true", "on"):
                self._defaults.setdefault(element.get(W + "type", ""), style.id)

    def chain(self, style: str | None, kind: str = "paragraph") -> Iterator[Style]:
        """The style and those it builds on, nearest first; no style means the default one of the kind."""
        at = style or self._defaults.get(kind)
        for _ in range(_DEEPEST):
            found = self._styles.get(at or "")
            if found is None:
                return
            yield found
            at = found.base

    def bold(self, paragraph: str | None, run: str | None) -> bool:
        """Whether text is bold by its styles: bold in a bold paragraph is plain (17.7.3, toggle properties)."""
        return self._says_bold(paragraph, "paragraph") ^ self._says_bold(run, "character")

    def heavy(self, paragraph: str | None, run: str | None) -> bool:
        """Whether text is set in a heavy font by its styles, those of the run first."""
        chain = [*self.chain(run, "character"), *self.chain(paragraph)]
        return bool(next((s.heavy for s in chain if s.heavy is not None), False))

    def hidden(self, paragraph: str | None, run: str | None) -> bool:
        """Whether text is hidden by its styles."""
        return self._says_hidden(paragraph, "paragraph") ^ self._says_hidden(run, "character")

    def _says_bold(self, style: str | None, kind: str) -> bool:
        return bool(next((s.bold for s in self.chain(style, kind) if s.bold is not None), False))

    def _says_hidden(self, style: str | None, kind: str) -> bool:
        return bool(next((s.hidden for s in self.chain(style, kind) if s.hidden is not None), False))


def heavy(run: etree._Element | None) -> bool | None:
    """Whether run properties name a heavy Chinese font; None where they name none."""
    fonts = run.find(W + "rFonts") if run is not None else None
    font = fonts.get(W + "eastAsia") if fonts is not None else None
    return bool(_HEAVY.search(font)) if font else None


def _style(element: etree._Element) -> Style:
    run = element.find(W + "rPr")
    paragraph = element.find(W + "pPr")
    listed = paragraph.find(W + "numPr") if paragraph is not None else None
    return Style(
        id=element.get(W + "styleId", ""),
        base=value(element, "basedOn"),
        numbering=value(listed, "numId"),
        level=number(value(listed, "ilvl")),
        bold=switch(run, "b"),
        heavy=heavy(run),
        hidden=switch(run, "vanish"),
    )

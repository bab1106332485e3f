"""Fields: a code that is not seen and a result that is, between marks that may be paragraphs apart."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from loaders.formats.docx.codes import drawn, is_contents
from loaders.formats.docx.markup import W
from loaders.formats.docx.visible import is_gone

FIELD = W + "fldChar"
_CODE = W + "instrText"


@dataclass(eq=False)
class _Field:
    """A field that begins and ends: its marks in order, and its code."""

    marks: list[etree._Element] = field(default_factory=list)
    code: str = ""
    silent: bool = True  # while the code is passed; in a table of contents to the end


class Fields:
    """Where the reading stands among fields: in the code of one, or in its result.

    Only fields that begin and end are fields; a lone mark (left by a program, or by deleting half) hides nothing.
    """

    def __init__(self, root: etree._Element) -> None:
        self._known: dict[etree._Element, _Field] = {}
        self._open: list[_Field] = []
        self.silent = False  # whether what is met now is not seen
        self._find(root)

    def meet(self, mark: etree._Element) -> str:
        """Passes a mark (``w:fldChar``); returns what is seen of a field that has a code only."""
        met = self._known.get(mark)
        if met is None:
            return ""
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            self._open.append(met)
        elif kind == "separate":
            met.silent = is_contents(met.code)
        elif met in self._open:
            del self._open[self._open.index(met) :]
        self.silent = any(one.silent for one in self._open)
        return drawn(met.code) if kind == "end" and len(met.marks) == 2 and not self.silent else ""

    def _find(self, root: etree._Element) -> None:
        stack: list[_Field] = []
        for mark in root.iter(FIELD, _CODE):
            if any(is_gone(above) for above in mark.iterancestors()):
                continue  # the reading will not pass it
            kind = mark.get(W + "fldCharType")
            if kind == "begin":
                stack.append(_Field())
            if not stack:
                continue
            if mark.tag == _CODE:
                stack[-1].code += mark.text or ""
                continue
            stack[-1].marks.append(mark)
            if kind == "end":
                whole = stack.pop()
                self._known.update(dict.fromkeys(whole.marks, whole))

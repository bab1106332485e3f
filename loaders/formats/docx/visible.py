"""What of the markup is seen: insertions, not deletions; of two alternatives one; of a field its result."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from loaders.formats.docx.codes import is_contents
from loaders.formats.docx.markup import MATH, MC, W, switch

P, R, TABLE, ROW, CELL = W + "p", W + "r", W + "tbl", W + "tr", W + "tc"
TEXT, TEXT_BOX, SIMPLE_FIELD = W + "t", W + "txbxContent", W + "fldSimple"
_ALTERNATE = MC + "AlternateContent"
_CONTROL = W + "sdt"

# Elements that only wrap what is seen.
_WRAPPERS = frozenset(
    [
        *(W + name for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "bdo", "dir", "sdtContent")),
        *(MATH + name for name in ("oMathPara",)),
    ]
)
_GONE = frozenset(W + name for name in ("del", "moveFrom"))


def visible(parent: etree._Element) -> Iterator[etree._Element]:
    """Children that are seen, those inside wrappers in their place."""
    for child in parent:
        tag = child.tag
        if tag in _WRAPPERS:
            yield from visible(child)
        elif tag in _GONE:
            continue
        elif tag == _ALTERNATE:
            branch = _branch(child)
            yield from visible(branch) if branch is not None else ()
        elif tag == _CONTROL:
            yield from _control(child)
        elif tag == SIMPLE_FIELD:
            yield from visible(child) if not is_contents(child.get(W + "instr", "")) else ()
        else:
            yield child


def _branch(alternate: etree._Element) -> etree._Element | None:
    """The alternative with text in it, the newer one if both have; never both."""
    branches = [*alternate.findall(MC + "Choice"), *alternate.findall(MC + "Fallback")]
    return next((b for b in branches if next(b.iter(TEXT), None) is not None), branches[0] if branches else None)


def _control(control: etree._Element) -> Iterator[etree._Element]:
    """What stands in a content control; not its prompt (click here), and no table of contents."""
    properties = control.find(W + "sdtPr")
    if properties is not None:
        gallery = properties.find(f"{W}docPartObj/{W}docPartGallery")
        if properties.find(W + "showingPlcHdr") is not None:
            return
        if gallery is not None and gallery.get(W + "val") == "Table of Contents":
            return
    yield from visible(control)


def mark_is_gone(paragraph: etree._Element) -> bool:
    """Whether the end of the paragraph is deleted, so that the next one goes on with it."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(mark.find(tag) is not None for tag in _GONE)


def goes_on(paragraph: etree._Element) -> bool:
    """Whether the text goes on behind the paragraph on the same line (a style separator)."""
    return bool(switch(paragraph.find(f"{W}pPr/{W}rPr"), "specVanish"))


def text_boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    """The contents of text boxes in a drawing; a box inside another one is part of its content."""
    for child in drawing:
        if child.tag == TEXT_BOX:
            yield child
        elif child.tag == _ALTERNATE:
            branch = _branch(child)
            yield from text_boxes(branch) if branch is not None else ()
        else:
            yield from text_boxes(child)


def is_gone(element: etree._Element) -> bool:
    """Whether an element and all in it is deleted."""
    return element.tag in _GONE or (element.tag == ROW and row_is_gone(element))


def row_is_gone(row: etree._Element) -> bool:
    """Whether a table row is deleted."""
    properties = row.find(W + "trPr")
    return properties is not None and properties.find(W + "del") is not None

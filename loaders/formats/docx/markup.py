"""XML of Office files: parsed without entities, and names of WordprocessingML in one namespace."""

from __future__ import annotations

from lxml import etree

from graph.errors import DamagedFile, LimitExceeded

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

# Strict files (ISO/IEC 29500-1) use other names for the same things.
_STRICT = {
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}": W,
    "{http://purl.oclc.org/ooxml/officeDocument/math}": MATH,
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}": R,
}
_NO_MEMORY = 2  # xmlParserErrors of libxml2
_BEYOND = frozenset([45, 63, 110, 114])  # too long a comment, CDATA section or name; too deep, or too long a text


def parse(data: bytes, part: str, name: str) -> etree._Element:
    """The root of a part.

    Args:
        data: bytes of the part.
        part: its name in the archive, for errors.
        name: the file's name, for errors.

    Raises:
        DamagedFile: it is no well-formed XML, or declares a document type (Office never does).
        LimitExceeded: it is nested deeper than 256 elements, or has a text of more than 10 MB.
        MemoryError: there is not enough memory.
    """
    if b"<!DOCTYPE" in (data if b"\x00" not in data[:4] else data.replace(b"\x00", b"")):
        raise _doctype(part, name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _refusal(error, part, name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype(part, name)
    if root.tag.startswith("{http://purl.oclc.org/"):
        _rename(root)
    return root


def _doctype(part: str, name: str) -> DamagedFile:
    return DamagedFile(
        f"{part} declares a document type, which Office files never do",
        where=name,
        hint="it may be made to do harm; get the file from its source",
    )


def _refusal(error: etree.XMLSyntaxError, part: str, name: str) -> Exception:
    code = getattr(error, "code", 0)
    if code == _NO_MEMORY:
        return MemoryError()
    if code in _BEYOND:
        return LimitExceeded(f"{part} is nested too deeply or has too long a text", where=name, hint="is it a plan?")
    return DamagedFile(f"{part} is broken: {error.msg}", where=name, hint="open it in its program and save it anew")


def _rename(root: etree._Element) -> None:
    for element in root.iter("*"):
        element.tag = _transitional(str(element.tag))
        for key in [key for key in element.attrib if str(key).startswith("{http://purl.oclc.org/")]:
            element.set(_transitional(str(key)), element.attrib.pop(key))


def _transitional(tag: str) -> str:
    space, brace, local = tag.rpartition("}")
    return _STRICT.get(space + brace, space + brace) + local


# ---- values -----------------------------------------------------------------------------------------------------


def value(element: etree._Element | None, child: str) -> str | None:
    """``w:val`` of a child of an element; None where either is missing."""
    found = element.find(W + child) if element is not None else None
    return found.get(W + "val") if found is not None else None


def number(text: str | None) -> int | None:
    """A whole number of at most nine digits; None if it is none."""
    digits = (text or "").removeprefix("-")
    return int(text or "") if digits.isascii() and digits.isdecimal() and len(digits) <= 9 else None


def switch(element: etree._Element | None, child: str) -> bool | None:
    """A property that is on or off (``w:b``); None where nothing is said."""
    found = element.find(W + child) if element is not None else None
    if found is None:
        return None
    return found.get(W + "val", "1") not in ("0", "false", "off", "none")

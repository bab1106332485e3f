"""Writes DOCX files for tests, as Word does: paragraphs, lists, tables, tracked changes, text boxes; from a plan's text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

from loaders.numerals import numeral

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)

# ---- markup -----------------------------------------------------------------------------------------------------


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    """A paragraph of runs; what is no markup becomes a run."""
    runs = "".join(part if part.startswith("<") else run(part) for part in content if part)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def listed(text: str, number: int, level: int = 0) -> str:
    """A paragraph of a list."""
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def styled(text: str, style: str) -> str:
    return paragraph(text, properties=f'<w:pStyle w:val="{style}"/>')


def cell(*content: str, properties: str = "") -> str:
    body = "".join(part if part.startswith("<w:") else paragraph(part) for part in content) or paragraph()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{body}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inner = "".join(part if part.startswith("<w:tc>") else cell(part) for part in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str | Sequence[str]) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(r if isinstance(r, str) else row(*r) for r in rows)}</w:tbl>"


def inserted(content: str) -> str:
    return f'<w:ins w:id="1" w:author="a">{content}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="2" w:author="a"><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>'


def text_box(*paragraphs: str) -> str:
    """A run with a text box, in the new form and in the old one for older programs, as Word writes it."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
        f"{content}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def field(code: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


# ---- lists ------------------------------------------------------------------------------------------------------


def level(at: int, form: str, text: str, extra: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{escape(text)}"/></w:lvl>'
    )


def abstract(number: int, *levels: str, extra: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{extra}{"".join(levels)}</w:abstractNum>'


def num(number: int, definition: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'


def restart(at: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


# ---- files ------------------------------------------------------------------------------------------------------


def part(root: str, content: str) -> str:
    return f"{_HEAD}<w:{root} {_SPACES}>{content}</w:{root}>"


def docx(
    *body: str,
    numbering: str = "",
    styles: str = "",
    headers: Iterable[str] = (),
    others: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A DOCX file of paragraphs and tables.

    Args:
        body: markup of the body.
        numbering, styles: markup inside those parts; none is written for an empty one.
        headers: markup of page headers.
        others: more members by name, or other contents for those that are there.
    """
    parts = {"numbering": numbering, "styles": styles} | {f"header{i}": h for i, h in enumerate(headers, 1)}
    parts = {name: content for name, content in parts.items() if content}
    roots = {"numbering": "numbering", "styles": "styles"}
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": _HEAD + _TYPES,
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relations(*((name.rstrip("0123456789"), f"{name}.xml") for name in parts)),
        "word/document.xml": part("document", f"<w:body>{''.join(body)}</w:body>"),
        **{f"word/{name}.xml": part(roots.get(name, "hdr"), content) for name, content in parts.items()},
        **(others or {}),
    }
    return zipped(members)


def relations(*targets: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


# ---- plans ------------------------------------------------------------------------------------------------------

_HEADING = re.compile(r"(?:([一二三四五六七八九十百]{1,4})、|（([一二三四五六七八九十百]{1,4})）)\s*")


def plan_docx(text: str) -> bytes:
    """A plan with its numbers typed, one paragraph a line, runs cut as Word cuts them."""
    return docx(*(paragraph(*(run(piece) for piece in re.findall(r".{1,7}", line))) for line in text.splitlines()))


def numbered_plan_docx(text: str, suffix: str = "tab") -> bytes:
    """A plan whose 一、 and （一） are not in the text but come from lists; a number out of turn begins a new list.

    ``suffix`` is what stands between number and text: a tab unless one says otherwise, as in Word.
    """
    body: list[str] = []
    lists = [num(1, 1), num(2, 2)]
    current, last = {0: 1, 1: 2}, {0: 0, 1: 0}
    for line in text.splitlines():
        match = _HEADING.match(line)
        if not match:
            body.append(paragraph(line))
            continue
        kind = 0 if match[1] else 1
        value = numeral(match[1] or match[2])
        if value != last[kind] + 1:
            current[kind] = len(lists) + 1
            lists.append(num(current[kind], kind + 1, restart(0, value)))
        last[kind] = value
        body.append(listed(line[match.end() :], current[kind]))
    gap = f'<w:suff w:val="{suffix}"/>'
    first = abstract(1, level(0, "chineseCountingThousand", "%1、", gap))
    second = abstract(2, level(0, "chineseCounting", "（%1）", gap))
    return docx(*body, numbering=first + second + "".join(lists))

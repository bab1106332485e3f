"""DOCX files made to do harm, or broken: each is refused by name, quickly, and nothing of it is unpacked to disk."""

from __future__ import annotations

import io
import random
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import DamagedFile, DataRejected, LimitExceeded, ProtectedFile
from loaders.formats.archive import MAX_DIRECTORY, MAX_MEMBERS, MAX_PART, Archive
from loaders.formats.docx import read_docx
from tests.loaders.formats.docx_writer import docx, paragraph, part, relations, table, zipped

PLAIN = docx(paragraph("甲"))
MAIN = "word/document.xml"


def main_part(content: str | bytes) -> bytes:
    return docx(others={MAIN: content})


def body(markup: str) -> bytes:
    return main_part(part("document", f"<w:body>{markup}</w:body>"))


def doctype(declaration: str, inside: str, encoding: str = "utf-8") -> bytes:
    text = part("document", f"<w:body>{paragraph('甲')}{inside}</w:body>")
    head, _, rest = text.partition("\n")
    return main_part(f"{head.replace('UTF-8', encoding)}\n<!DOCTYPE w:document {declaration}>\n{rest}".encode(encoding))


LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "哈" * 10}">' for i in range(10))


def stored(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "/").replace("/xml", ".xml"), content)
    return stream.getvalue()


def patched(data: bytes, change: Callable[[bytearray, int], None]) -> bytes:
    """The file with the directory entry of the main part changed."""
    raw = bytearray(data)
    at = raw.rfind(MAIN.encode()) - 46
    assert raw[at : at + 4] == b"PK\x01\x02"
    change(raw, at)
    return bytes(raw)


def sized(size: int) -> Callable[[bytearray, int], None]:
    return lambda raw, at: struct.pack_into("<I", raw, at + 24, size)


def overlapping() -> bytes:
    """Two members that are the same bytes: the trick by which a small file unpacks to petabytes."""
    raw = bytearray(zipped({"a": "x" * 100, MAIN: "y" * 100}))
    first = raw.find(b"PK\x01\x02")
    second = raw.find(b"PK\x01\x02", first + 4)
    struct.pack_into("<I", raw, second + 42, struct.unpack_from("<I", raw, first + 42)[0])
    return bytes(raw)


def many_members(count: int, said: int = 0) -> bytes:
    """An archive of empty members, whose end record may speak of fewer."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for i in range(count):
            archive.writestr(str(i), "")
    raw = bytearray(stream.getvalue())
    struct.pack_into("<HH", raw, len(raw) - 14, said or count, said or count)
    return bytes(raw)


def promised(count: int, size: int) -> bytes:
    """An archive whose end record speaks of a huge table of contents, in the form for large archives."""
    end64 = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, count, count, size, 0)
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, len(PLAIN), 1)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return PLAIN + end64 + locator + end


def compressed_by(method: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr(MAIN, "<a/>")
    return stream.getvalue()


def twice() -> bytes:
    return zipped({MAIN: "<a/>", "word/Document.xml": "<b/>"})


NESTED = "<w:sdt><w:sdtContent>" * 200 + paragraph("甲") + "</w:sdtContent></w:sdt>" * 200

BAD: dict[str, tuple[Callable[[], bytes], type[DataRejected], str]] = {
    "a member that unpacks to too much": (lambda: main_part(b"\x00" * (MAX_PART + 1)), LimitExceeded, "times its size"),
    "a member far larger than its bytes": (lambda: main_part(b" " * 5_000_000), LimitExceeded, "200 times"),
    "a large member": (lambda: stored(word_document_xml=b"<" * (MAX_PART + 1)), LimitExceeded, "more than 32 MB"),
    "members that unpack to a terabyte": (lambda: patched(PLAIN, sized(0xFFFFFFF0)), LimitExceeded, "1000 MB"),
    "a size that is too small": (lambda: patched(PLAIN, sized(10)), DamagedFile, "broken"),
    "a size that is too large": (lambda: patched(PLAIN, sized(9_999_999)), DamagedFile, "broken"),
    "members that overlap": (overlapping, DamagedFile, "overlap"),
    "too many members": (lambda: many_members(MAX_MEMBERS + 1), LimitExceeded, "members"),
    "more members than its end record says": (
        lambda: many_members(MAX_MEMBERS + 1, said=3),
        LimitExceeded,
        "4,097 members",
    ),
    "a promise of a million members": (lambda: promised(1_000_000, 10), LimitExceeded, "1,000,000 members"),
    "a huge table of contents": (lambda: promised(1, MAX_DIRECTORY + 1), LimitExceeded, "table of contents"),
    "a table of contents beyond the file": (lambda: promised(5, 900_000), DamagedFile, "broken"),
    "two main parts": (twice, DamagedFile, "2 members named"),
    "another compression": (lambda: compressed_by(zipfile.ZIP_BZIP2), DamagedFile, "packed"),
    "cut off": (lambda: PLAIN[: len(PLAIN) // 2], DamagedFile, "truncated"),
    "cut off at the end": (lambda: PLAIN[:-1], DamagedFile, "truncated"),
    "only its first bytes": (lambda: b"PK\x03\x04", DamagedFile, "truncated"),
    "bytes that were changed": (lambda: PLAIN.replace(b"PK\x01\x02", b"PK\x01\x03"), DamagedFile, "broken"),
    "no main part": (lambda: zipped({"word/styles.xml": "<a/>"}), DamagedFile, "missing"),
    "a main part that is only promised": (
        lambda: zipped({"_rels/.rels": relations(("officeDocument", "word/x.xml"))}),
        DamagedFile,
        "word/x.xml is missing",
    ),
    "a main part outside the archive": (
        lambda: zipped({"_rels/.rels": relations(("officeDocument", "../../../../etc/passwd"))}),
        DamagedFile,
        "etc/passwd is missing",
    ),
    "encrypted members": (
        lambda: patched(PLAIN, lambda raw, at: struct.pack_into("<H", raw, at + 8, 1)),
        ProtectedFile,
        "password",
    ),
    "a main part that is no XML": (lambda: main_part(b"\x00\x01\x02"), DamagedFile, "is broken"),
    "a main part that is cut off": (lambda: main_part("<a><b>"), DamagedFile, "is broken"),
    "styles that are broken": (lambda: docx(paragraph("甲"), styles="<w:style>"), DamagedFile, "styles.xml is broken"),
    "entities that multiply": (lambda: doctype(f"[{LAUGHS}]", "&l9;"), DamagedFile, "document type"),
    "entities that multiply, in UTF-16": (lambda: doctype(f"[{LAUGHS}]", "&l9;", "utf-16"), DamagedFile, "document type"),
    "an entity from a file": (
        lambda: doctype('[<!ENTITY x SYSTEM "file:///etc/passwd">]', "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"),
        DamagedFile,
        "document type",
    ),
    "a document type from the network": (lambda: doctype('SYSTEM "http://127.0.0.1:9/x.dtd"', ""), DamagedFile, "document type"),
    "an entity that nobody declared": (lambda: body("<w:p>&x;</w:p>"), DamagedFile, "is broken"),
    "a huge text": (lambda: stored(word_document_xml=b"<a>" + b"x" * 11_000_000 + b"</a>"), LimitExceeded, "too long a text"),
    "deep nesting": (lambda: body("<w:sdt>" * 300 + "</w:sdt>" * 300), LimitExceeded, "nested too deeply"),
    "a text longer than any plan": (
        lambda: stored(word_document_xml=part("document", paragraph("十" * 9_000) * 600).encode()),
        LimitExceeded,
        "5,000,000 characters",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_bad_files_are_refused_by_name_and_at_once(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make, error, says = BAD[kind]
    data = make()
    monkeypatch.chdir(tmp_path)
    start = time.process_time()
    with pytest.raises(error, match=says) as caught:
        read_docx(data, "坏.docx")
    assert time.process_time() - start < 3
    assert type(caught.value) is error
    assert "坏.docx" in str(caught.value)
    assert caught.value.hint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../../../evil", "/etc/evil", "C:\\evil", "word/../../evil", "a/" * 500 + "b", "con"])
def test_odd_names_of_members_do_nothing(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_docx(docx(paragraph("甲"), others={name: "x"}), "plan.docx").text == "甲"
    assert list(tmp_path.iterdir()) == []


def test_much_nesting_that_word_allows_is_read() -> None:
    inner = paragraph("甲")
    for _ in range(20):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc>{paragraph()}</w:tc></w:tr></w:tbl>"
    assert read_docx(docx(inner), "plan.docx").text.strip() == "甲"
    wrapped = "<w:sdt><w:sdtContent>" * 100 + paragraph("甲") + "</w:sdtContent></w:sdt>" * 100
    assert read_docx(docx(wrapped), "plan.docx").text == "甲"


def test_a_long_paragraph_is_read() -> None:
    """A whole document in one paragraph of many runs, in time that grows with its length only."""
    start = time.process_time()
    raw = read_docx(docx(paragraph(*["一二三四五六七"] * 20_000)), "plan.docx")
    assert len(raw.text) == 140_000
    assert time.process_time() - start < 5


def test_a_wide_table_is_read() -> None:
    huge = table(("甲",) * 300) + '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>'
    raw = read_docx(
        docx(huge + paragraph("乙") + "</w:tc><w:tc>" + paragraph("丙") + "</w:tc></w:tr></w:tbl>"), "plan.docx"
    )
    assert [len(t.rows[0]) for t in raw.tables] == [300, 1000]


def test_an_archive_behind_other_bytes_is_read() -> None:
    """As a program that unpacks itself has it; Python reads these, so the limits must hold there, too."""
    assert MAIN in Archive(b"#!/bin/sh\n" + PLAIN, "x").names
    with pytest.raises(LimitExceeded):
        Archive(b"#!/bin/sh\n" + many_members(MAX_MEMBERS + 1), "x")


@settings(max_examples=150)
@given(st.data())
def test_damage_anywhere_is_an_error_with_a_name_or_does_no_harm(data: st.DataObject) -> None:
    whole = docx(paragraph("甲"), table(("乙", "丙")), numbering="<w:num/>", styles="<w:style/>")
    raw = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, 3))
    try:
        read_docx(bytes(raw[: len(raw) - cut]), "plan.docx")
    except DataRejected as error:
        assert error.where == "plan.docx"


@settings(max_examples=150)
@given(st.randoms(use_true_random=False))
def test_any_jumble_of_markup_is_read(chance: random.Random) -> None:
    """Elements in places where they do not belong: nothing breaks, and offsets stay sound."""
    tags = [
        "p",
        "r",
        "t",
        "tbl",
        "tr",
        "tc",
        "sdt",
        "sdtContent",
        "ins",
        "del",
        "tab",
        "br",
        "sym",
        "ruby",
        "rubyBase",
        "pPr",
        "rPr",
        "numPr",
        "tcPr",
        "vMerge",
        "gridSpan",
    ]
    tags += [
        "txbxContent",
        "fldChar",
        "instrText",
        "fldSimple",
        "hyperlink",
        "moveFrom",
        "drawing",
        "pict",
        "footnoteReference",
        "altChunk",
    ]

    def element(depth: int) -> str:
        tag = chance.choice(tags)
        inner = "".join(element(depth - 1) for _ in range(chance.randint(0, 3))) if depth else "文字"
        kind = chance.choice(["begin", "separate", "end", "1", "x", ""])
        return f'<w:{tag} w:val="{kind}" w:fldCharType="{kind}" w:char="{kind}">{inner}</w:{tag}>'

    markup = "".join(element(6) for _ in range(6)) + paragraph("末")
    raw = read_docx(docx(markup), "plan.docx")
    assert "末" in raw.text
    assert list(raw.paragraphs) == sorted(set(raw.paragraphs))
    spans = [*(s for t in raw.tables for r in t.rows for s in r), *raw.emphasis, *(r.span for r in raw.remarks)]
    assert all(0 <= s.start <= s.end <= len(raw.text) for s in spans)
    assert all(len({len(r) for r in t.rows}) <= 1 for t in raw.tables)

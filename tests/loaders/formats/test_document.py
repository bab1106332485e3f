"""Files of all kinds: told apart by their bytes, read, or refused with what they are and what to do."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import struct
import subprocess
import sys
import time
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from graph.errors import (
    ConverterMissing,
    DamagedFile,
    DataRejected,
    LimitExceeded,
    ProtectedFile,
    UndecodableText,
    UnreadableFile,
    UnsupportedFormat,
)
from loaders.formats.document import MAX_BYTES, read_bytes, read_document
from loaders.formats.limits import Limits
from loaders.formats.office import SETTING, read_office
from loaders.formats.sniff import Format, sniff
from tests.loaders.formats.docx_writer import docx, paragraph, zipped
from tests.loaders.formats.ole_writer import ole, word_document

PLAIN = "国务院办公厅关于印发行动计划的通知\n一、加强监管\n（一）开展检查。完善制度，推进改革。（财政部负责）\n"
PLAN = docx(*(paragraph(line) for line in PLAIN.splitlines()))
ODT = "application/vnd.oasis.opendocument.text"

# ---- what a file is ---------------------------------------------------------------------------------------------

KINDS: dict[str, tuple[bytes, Format]] = {
    "text": (PLAIN.encode(), Format.TEXT),
    "text in UTF-16": (b"\xff\xfe" + PLAIN.encode("utf-16-le"), Format.TEXT),
    "text in GB18030": (PLAIN.encode("gb18030"), Format.TEXT),
    "text that begins with a letter of a magic number": ("BMW 公司质量提升行动计划".encode(), Format.TEXT),
    "text with angle brackets": ("<关于印发计划的通知>\n一、加强监管".encode(), Format.TEXT),
    "text that speaks of a mail": ("From: 国务院办公厅\n一、加强监管".encode(), Format.TEXT),
    "html": (b"<!DOCTYPE html>\n<html><body>x</body></html>", Format.HTML),
    "html in capitals behind a byte order mark": (b"\xef\xbb\xbf\r\n<HTML>\n<HEAD>", Format.HTML),
    "html in UTF-16": ("\ufeff<html><body>".encode("utf-16-le"), Format.HTML),
    "html behind a warning of the server": (b"Warning: x in y\n<!doctype html>\n<html>", Format.HTML),
    "xhtml": (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html xmlns="x">', Format.HTML),
    "a piece of html": ('<div class="TRS_Editor"><p>一、加强监管</p></div>'.encode(), Format.HTML),
    "html that begins with a comment": (b"<!-- saved --><p>x</p>", Format.HTML),
    "mhtml": (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", Format.MHTML),
    "docx": (PLAN, Format.DOCX),
    "pdf": (b"%PDF-1.7\n", Format.PDF),
    "pdf behind other bytes": (b"\n\n%PDF-1.4\n", Format.PDF),
    "doc": (word_document(), Format.DOC),
    "rtf": (b"{\\rtf1\\ansi}", Format.RTF),
    "odt": (zipped({"mimetype": ODT, "content.xml": "<a/>"}), Format.ODT),
    "Word's flat XML": (
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
        b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">',
        Format.XML,
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_formats_are_known_by_their_bytes(kind: str) -> None:
    data, known = KINDS[kind]
    assert sniff(data, "file.of.any.name") is known


REFUSED: dict[str, tuple[bytes, type[DataRejected], str]] = {
    "nothing": (b"", UnreadableFile, "empty"),
    "white space": (b" \r\n\t ", UnreadableFile, "empty"),
    "zeros": (b"\x00\x00\x00", UnreadableFile, "empty"),
    "png": (b"\x89PNG\r\n\x1a\n\x00", UnsupportedFormat, "picture"),
    "jpeg": (b"\xff\xd8\xff\xe0\x00", UnsupportedFormat, "picture"),
    "gif": (b"GIF89a\x00", UnsupportedFormat, "picture"),
    "tiff": (b"II*\x00\x08", UnsupportedFormat, "picture"),
    "bmp": (b"BM\x36\x00\x00\x00", UnsupportedFormat, "picture"),
    "gzip": (b"\x1f\x8b\x08\x00", UnsupportedFormat, "gzip"),
    "bzip2": (b"BZh91AY", UnsupportedFormat, "bzip2"),
    "xz": (b"\xfd7zXZ\x00\x00", UnsupportedFormat, "xz archive"),
    "7z": (b"7z\xbc\xaf\x27\x1c\x00", UnsupportedFormat, "7z"),
    "rar": (b"Rar!\x1a\x07\x00", UnsupportedFormat, "RAR"),
    "zip": (zipped({"a.txt": "甲"}), UnsupportedFormat, "zip archive"),
    "zip with a plan in it": (zipped({"plan.docx": PLAN}), UnsupportedFormat, "zip archive"),
    "program": (b"\x7fELF\x02\x01\x01\x00", UnsupportedFormat, "program"),
    "program for Windows": (b"MZ\x90\x00\x03\x00", UnsupportedFormat, "program"),
    "database": (b"SQLite format 3\x00\x10", UnsupportedFormat, "database"),
    "xlsx": (zipped({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}), UnsupportedFormat, "spreadsheet"),
    "pptx": (zipped({"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>"}), UnsupportedFormat, "presentation"),
    "ofd": (zipped({"OFD.xml": "<a/>", "Doc_0/Document.xml": "<a/>"}), UnsupportedFormat, "OFD"),
    "epub": (zipped({"mimetype": "application/epub+zip"}), UnsupportedFormat, "EPUB"),
    "ods": (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), UnsupportedFormat, "OpenDocument"),
    "pages": (zipped({"Index/Document.iwa": "x"}), UnsupportedFormat, "iWork"),
    "xls": (ole({"Workbook": b"x"}), UnsupportedFormat, "spreadsheet"),
    "ppt": (ole({"PowerPoint Document": b"x"}), UnsupportedFormat, "presentation"),
    "msg": (ole({"__properties_version1.0": b"x"}), UnsupportedFormat, "mail"),
    "another compound file": (ole({"Contents": b"x"}), UnsupportedFormat, "old Office file"),
    "ceb": (b"Founder CEB 3.0\x00", UnsupportedFormat, "CEB"),
    "caj": (b"CAJ\x00\x00\x00", UnsupportedFormat, "CAJ"),
    "postscript": (b"%!PS-Adobe-3.0\n", UnsupportedFormat, "PostScript"),
    "xml": (b'<?xml version="1.0"?><plan><task/></plan>', UnsupportedFormat, "XML"),
    "docx with a password": (ole({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}), ProtectedFile, "password"),
    "doc with a password": (word_document(encrypted=True), ProtectedFile, "password"),
    "odt with a password": (
        zipped({"mimetype": ODT, "META-INF/manifest.xml": "<m:encryption-data/>"}),
        ProtectedFile,
        "password",
    ),
    "docx that is cut off": (PLAN[:200], DamagedFile, "truncated"),
    "empty zip": (b"PK\x05\x06" + bytes(18), UnsupportedFormat, "zip archive"),
    "compound file that is cut off": (word_document()[:600], DamagedFile, "cut off"),
    "docx without its main part": (
        zipped({"[Content_Types].xml": "wordprocessingml.document.main", "word/x.xml": "<a/>"}),
        DamagedFile,
        "missing",
    ),
    "bytes without meaning": (bytes(range(1, 256)) * 8, UndecodableText, "binary|no Chinese"),
    "text that was cut in a character": (PLAIN.encode() + b"\xe4", UndecodableText, "UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_not_read_is_named(kind: str) -> None:
    data, error, says = REFUSED[kind]
    with pytest.raises(error, match=says) as caught:
        read_bytes(data, "附件.bin")
    assert type(caught.value) is error
    assert caught.value.where == "附件.bin"
    assert caught.value.hint
    assert caught.value.exit_code == 1


@given(st.binary(max_size=300), st.sampled_from([b"", *(data[:40] for data, _ in KINDS.values()), b"PK\x03\x04"]))
def test_any_bytes_have_a_format_or_an_error_with_a_name(rest: bytes, start: bytes) -> None:
    try:
        assert sniff(start + rest, "x") in Format
    except DataRejected as error:
        assert error.where == "x"


# ---- reading files ----------------------------------------------------------------------------------------------


def test_a_text_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(PLAIN.encode("gb18030"))
    raw = read_document(path)
    assert (raw.text, raw.format, raw.name) == (PLAIN, "text", str(path))


def test_a_docx_is_read_whatever_its_name_is(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(PLAN)
    raw = read_document(path)
    assert (raw.text, raw.format) == (PLAIN.strip(), "docx")


def test_a_text_with_the_name_of_a_docx_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_text(PLAIN, encoding="utf-8")
    assert read_document(path).format == "text"


def test_a_page_is_read() -> None:
    page = f"<html><body><div>{''.join(f'<p>{line}</p>' for line in PLAIN.splitlines())}</div></body></html>"
    raw = read_bytes(page.encode(), "plan.doc")
    assert (raw.text.split(), raw.format) == (PLAIN.split(), "html")


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
def test_a_page_in_a_web_archive_is_read(encoding: str) -> None:
    page = f"<html><body>{''.join(f'<p>{line}</p>' for line in PLAIN.splitlines())}</body></html>"
    archive = MIMEMultipart("related")
    archive.attach(MIMEText(page, "html", encoding))
    archive.attach(MIMEText("body { color: red }", "css"))
    data = archive.as_bytes()
    raw = read_bytes(data, "plan.mht")
    assert (raw.text.split(), raw.format) == (PLAIN.split(), "mhtml")
    assert raw.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("parts", [[], [MIMEText("文字", "plain", "utf-8")], [MIMEText("", "html")]])
def test_a_web_archive_without_a_page(parts: list[MIMEText]) -> None:
    archive = MIMEMultipart("related", _subparts=parts)
    with pytest.raises(DamagedFile, match="no page"):
        read_bytes(archive.as_bytes(), "plan.mht")


def test_a_web_archive_of_archives_without_end() -> None:
    inner = MIMEMultipart("related")
    data = inner.as_bytes()
    for number in range(2_000):
        head = f'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b{number}"\n\n--b{number}\n'
        data = head.encode() + data + f"\n--b{number}--\n".encode()
    with pytest.raises(LimitExceeded, match="nested"):
        read_bytes(data, "plan.mht")


def test_a_pdf_is_read() -> None:
    stream = io.BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(stream)
    canvas.setFont("STSong-Light", 14)
    for at, line in enumerate(PLAIN.splitlines()):
        canvas.drawString(60, 700 - 24 * at, line[:30])
    canvas.save()
    raw = read_bytes(stream.getvalue(), "plan.txt")
    assert "国务院办公厅关于印发行动计划的通知" in raw.text
    assert (raw.format, raw.name, len(raw.pages)) == ("pdf", "plan.txt", 1)


@pytest.mark.parametrize("kind", ["document", "template", "macro"])
def test_templates_and_documents_with_macros_are_read(kind: str) -> None:
    main = {"macro": "application/vnd.ms-word.document.macroEnabled.main+xml"}.get(
        kind, f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}.main+xml"
    )
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    data = docx(paragraph("甲"), others={"[Content_Types].xml": types, "word/vbaProject.bin": b"\xd0\xcf"})
    assert read_bytes(data, "x").text == "甲"


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such file"):
        read_document(tmp_path / "missing.txt")


def test_folder_instead_of_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="folder"):
        read_document(tmp_path)


def test_too_large_a_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(LimitExceeded, match="larger than"):
        read_document(path)


def test_a_file_without_an_end_is_not_read() -> None:
    with pytest.raises(LimitExceeded, match="larger than"):
        read_document(Path("/dev/zero"))


def test_a_path_that_is_none() -> None:
    with pytest.raises(UnreadableFile, match="cannot be read"):
        read_document(Path("a\x00b"))


def test_a_text_is_read_without_what_other_formats_need(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(PLAIN, encoding="utf-8")
    script = (
        "import sys, pathlib\nfrom loaders.formats.document import read_document\n"
        "read_document(pathlib.Path(sys.argv[1]))\n"
        "print([m for m in ('lxml', 'zipfile', 'subprocess', 'selectolax', 'email') if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


# ---- old Office files: with the help of another program ---------------------------------------------------------


def program(folder: Path, *commands: str) -> Path:
    """A program that stands for LibreOffice; ``$OUT`` is the folder it is told to write to."""
    path = folder / "soffice"
    head = (
        '#!/bin/sh\nwhile [ $# -gt 0 ]; do [ "$1" = --outdir ] && OUT="$2"; LAST="$1"; shift; done\nmkdir -p "$OUT"\n'
    )
    path.write_text(head + "\n".join(commands) + "\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.parametrize("data", [word_document(), b"{\\rtf1}", KINDS["odt"][0]], ids=["doc", "rtf", "odt"])
def test_without_libreoffice_it_says_what_to_install(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv(SETTING, raising=False)
    with pytest.raises(ConverterMissing, match="LibreOffice is not installed") as caught:
        read_bytes(data, "旧.doc")
    assert caught.value.where == "旧.doc"
    assert SETTING in caught.value.hint
    assert "libreoffice-writer" in caught.value.hint


def test_a_program_that_is_named_and_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "no-such-program")
    with pytest.raises(ConverterMissing, match="no-such-program"):
        read_bytes(word_document(), "旧.doc")


def test_what_the_program_makes_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text, tables and remarks of the DOCX; the document is still the file that was given."""
    (tmp_path / "made.docx").write_bytes(PLAN)
    monkeypatch.setenv(SETTING, str(program(tmp_path, f'cp "{tmp_path}/made.docx" "$OUT/document.docx"')))
    raw = read_bytes(word_document(), "旧.doc")
    assert (raw.text, raw.format, raw.name) == (PLAIN.strip(), "doc", "旧.doc")
    assert raw.sha256 != read_bytes(PLAN, "x").sha256
    assert [(r.kind, r.severity) for r in raw.remarks] == [("converted", "info")]
    assert "LibreOffice" in raw.remarks[0].text
    assert raw.text[raw.remarks[0].span.start : raw.remarks[0].span.end] == PLAIN.splitlines()[0]


def test_the_program_gets_the_file_and_nothing_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_PASSWORD", "secret")
    seen = tmp_path / "seen"
    monkeypatch.setenv(
        SETTING, str(program(tmp_path, f'env > "{seen}"', f'echo "$LAST" >> "{seen}"', f'cat "$LAST" >> "{seen}"'))
    )
    with pytest.raises(DamagedFile):
        read_bytes(b"{\\rtf1 words}", "旧.doc")
    said = seen.read_text(encoding="utf-8")
    assert "secret" not in said
    assert "/document.rtf" in said
    assert "{\\rtf1 words}" in said
    home = next(line for line in said.splitlines() if line.startswith("HOME=")).removeprefix("HOME=")
    assert home != os.environ.get("HOME")
    assert not Path(home).exists()


@pytest.mark.parametrize(
    ("commands", "error", "says"),
    [
        (["exit 0"], DamagedFile, "makes nothing"),
        (["exit 77"], DamagedFile, "exit 77"),
        (['echo junk > "$OUT/document.docx"'], DamagedFile, "truncated"),
        (["kill -SEGV $$"], DamagedFile, "exit -11"),
        (["kill -XCPU $$"], LimitExceeded, "too long"),
    ],
)
def test_a_program_that_fails(
    commands: list[str], error: type[Exception], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTING, str(program(tmp_path, *commands)))
    with pytest.raises(error, match=says) as caught:
        read_bytes(word_document(), "旧.doc")
    assert "旧.doc" in str(caught.value)


def test_a_program_that_writes_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, str(program(tmp_path, 'exec cat /dev/zero > "$OUT/document.docx"')))
    with pytest.raises(DataRejected) as caught:
        read_bytes(word_document(), "旧.doc")
    assert isinstance(caught.value, DamagedFile | LimitExceeded)


def test_a_program_that_hangs_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = tmp_path / "pids"
    commands = [f'sleep 300 & echo $! >> "{noted}"', f'echo $$ >> "{noted}"', "wait"]
    monkeypatch.setenv(SETTING, str(program(tmp_path, *commands)))
    start = time.monotonic()
    with pytest.raises(LimitExceeded, match="longer than 3 seconds"):
        read_office(word_document(), "旧.doc", "doc", Limits(seconds=3.0, memory=1 << 32))
    assert time.monotonic() - start < 20
    pids = [int(pid) for pid in noted.read_text(encoding="utf-8").split()]
    assert len(pids) == 2
    assert gone(pids), "still running"


def gone(pids: list[int]) -> bool:
    """Whether all have ended within seconds: a signal that cannot be refused is carried out soon, not at once."""
    for _ in range(100):
        if not [p for p in pids if psutil.pid_exists(p) and psutil.Process(p).status() != psutil.STATUS_ZOMBIE]:
            return True
        time.sleep(0.05)
    return False


def test_the_compound_files_of_these_tests_are_sound() -> None:
    """The directory stands where the header says, and the chain of a stream ends."""
    data = ole({"WordDocument": b"x" * 5000, "1Table": b"y"})
    directory = struct.unpack_from("<I", data, 48)[0]
    entry = data[(directory + 1) * 512 + 128 :]
    first, size = struct.unpack_from("<IQ", entry, 116)
    assert entry[:24].decode("utf-16-le") == "WordDocument"
    assert data[(first + 1) * 512 :][:size].rstrip(b"\x00") == b"x" * 5000

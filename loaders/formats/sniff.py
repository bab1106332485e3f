"""What a file is, by its bytes and never by its name: a .doc from a government site may be HTML, a .txt a PDF."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

from graph.errors import DamagedFile, ProtectedFile, UnsupportedFormat


class Format(StrEnum):
    """The formats that are read."""

    TEXT = "text"
    HTML = "html"
    MHTML = "mhtml"
    DOCX = "docx"
    PDF = "pdf"
    DOC = "doc"  # from here on with the help of LibreOffice
    RTF = "rtf"
    ODT = "odt"
    XML = "xml"  # Word's and OpenDocument's flat XML


_UNPACK = "unpack it and give the files in it"
_AS_TEXT = "save its text as DOCX, PDF or plain text"
_OCR = "it has no text: run text recognition (OCR) over it and give the result"
_NO_PLAN = "give the file that holds the plan"
_PROTECTED = "open it with its password, save it without one, and give that file"

# First bytes of formats that are not read: what it is, and what to do.
_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "a picture (PNG)", _OCR),
    (b"\xff\xd8\xff", "a picture (JPEG)", _OCR),
    (b"GIF8", "a picture (GIF)", _OCR),
    (b"II*\x00", "a picture (TIFF)", _OCR),
    (b"MM\x00*", "a picture (TIFF)", _OCR),
    (b"BM", "a picture (BMP)", _OCR),
    (b"RIFF", "a picture, sound or film (RIFF)", _OCR),
    (b"AT&TFORM", "a scanned document (DjVu)", _OCR),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\x7fELF", "a program", _NO_PLAN),
    (b"MZ", "a program", _NO_PLAN),
    (b"\xcf\xfa\xed\xfe", "a program", _NO_PLAN),
    (b"\xca\xfe\xba\xbe", "a program", _NO_PLAN),
    (b"SQLite format 3\x00", "a database (SQLite)", _NO_PLAN),
    (b"\x00\x01\x00\x00Standard ", "a database (Access)", _NO_PLAN),
    (b"%!PS", "a PostScript file", "convert it to PDF"),
    (b"Founder CEB", "a CEB file", "open it in Apabi Reader and save it as PDF or text"),
    (b"CAJ\x00", "a CAJ file", "open it in CAJViewer and save it as PDF or text"),
)
_WEAK = (b"BM", b"MZ", b"RIFF")  # letters that a text may begin with: they count only with bytes that no text has
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HTML_ANYWHERE = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]")
_HTML_FIRST = re.compile(
    rb"<(?:!--|a|article|b|blockquote|br|center|div|font|form|h[1-6]|hr|img|input|li|link|main|meta|ol|p|pre|script|section|"
    rb"span|strong|style|table|tbody|td|title|tr|u|ul)[\s>/]|<!--"
)
_MIME = re.compile(rb"^(?:mime-version|from|subject|content-type):", re.MULTILINE)
_OFFICE_XML = re.compile(
    rb"<(?:\w+:)?(?:worddocument|package|document)\b[^>]*(?:openxmlformats|schemas\.microsoft|opendocument)"
)


def sniff(data: bytes, name: str) -> Format:
    """The format of a file's bytes; what is nothing else is taken for text.

    Raises:
        UnsupportedFormat: a known format that is not read; the error names it and says what to do.
        ProtectedFile: encrypted.
        DamagedFile: an Office or zip file that is broken.
        LimitExceeded: an archive beyond the limits of :mod:`loaders.formats.archive`.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(data, name)
    if data.startswith(_OLE):
        return _in_ole(data, name)
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    for magic, what, advice in _REFUSED:
        if data.startswith(magic) and not (magic in _WEAK and b"\x00" not in data[:64]):
            raise _unsupported(what, name, advice)
    return _markup(data, name)


def _unsupported(what: str, name: str, advice: str) -> UnsupportedFormat:
    return UnsupportedFormat(f"this is {what}, which is not read", where=name, hint=advice)


# ---- markup -----------------------------------------------------------------------------------------------------


def _markup(data: bytes, name: str) -> Format:
    head = data[:8192]
    for bom in _BOMS:
        head = head.removeprefix(bom)
    head = head.replace(b"\x00", b"").lstrip().lower()  # markup in UTF-16 is ASCII with zeros between
    if head.startswith(b"{\\rtf"):
        return Format.RTF
    if _MIME.match(head) and re.search(rb"^content-type:\s*(?:multipart/related|text/html)", head, re.MULTILINE):
        return Format.MHTML
    if head.startswith(b"<?xml") and not _HTML_ANYWHERE.search(head):
        if _OFFICE_XML.search(head):
            return Format.XML
        raise _unsupported("an XML file", name, _AS_TEXT)
    if _HTML_ANYWHERE.search(head) or _HTML_FIRST.match(head):
        return Format.HTML
    return Format.TEXT


# ---- zip --------------------------------------------------------------------------------------------------------

_WORD_PARTS = re.compile(
    rb"wordprocessingml\.(?:document|template)\.main|ms-word\.\w+\.macroenabledtemplate\.main|ms-word\.document\.macroenabled\.main"
)
_PACKAGES = (
    ("ofd.xml", "an OFD file", "open it in an OFD reader and save it as PDF or text"),
    ("xl/", "a spreadsheet (XLSX)", "save the table in a DOCX file, or its text as plain text"),
    ("ppt/", "a presentation (PPTX)", _AS_TEXT),
    ("visio/", "a drawing (VSDX)", _AS_TEXT),
    ("index/document.iwa", "an iWork file", "export it as DOCX or PDF"),
)  # fmt: skip


def _in_zip(data: bytes, name: str) -> Format:
    from loaders.formats.archive import Archive

    archive = Archive(data, name)
    if "word/document.xml" in archive.names:
        return Format.DOCX
    if "mimetype" in archive.names:
        return _open_document(archive.read("mimetype", 1000) or b"", archive.read("META-INF/manifest.xml") or b"", name)
    for part, what, advice in _PACKAGES:
        if any(member == part or (part[-1] == "/" and member.startswith(part)) for member in archive.names):
            raise _unsupported(what, name, advice)
    if _WORD_PARTS.search((archive.read("[Content_Types].xml") or b"").lower()):
        return Format.DOCX
    raise _unsupported("a zip archive", name, _UNPACK)


def _open_document(mimetype: bytes, manifest: bytes, name: str) -> Format:
    if b"encryption-data" in manifest:
        raise ProtectedFile("the file asks for a password", where=name, hint=_PROTECTED)
    if mimetype.strip().startswith(b"application/vnd.oasis.opendocument.text"):
        return Format.ODT
    what = "an e-book (EPUB)" if b"epub" in mimetype else "an OpenDocument file that is no text"
    raise _unsupported(what, name, _AS_TEXT)


# ---- OLE, the container of Office 97 to 2003, of WPS, and of encrypted DOCX --------------------------------------

_ENTRY = 128  # bytes of a directory entry: the name in UTF-16, at 64 its length in bytes with the final zero
_STREAMS = (
    ("Workbook", "a spreadsheet (XLS)"),
    ("Book", "a spreadsheet (XLS)"),
    ("PowerPoint Document", "a presentation (PPT)"),
    ("VisioDocument", "a drawing (VSD)"),
    ("__properties_version1.0", "a mail (MSG)"),
)
_SMALL = 4096  # a stream below this size is kept elsewhere; that of a Word document is larger


def _in_ole(data: bytes, name: str) -> Format:
    if len(data) < 1024:
        raise DamagedFile("the Office file is cut off", where=name, hint="get the file again")
    if any(_stream(data, stream) for stream in ("EncryptedPackage", "\tDRMContent")):
        raise ProtectedFile("the file asks for a password", where=name, hint=_PROTECTED)
    word = _stream(data, "WordDocument")
    if word:
        if _word_is_encrypted(data, word):
            raise ProtectedFile("the file asks for a password", where=name, hint=_PROTECTED)
        return Format.DOC
    for stream, what in _STREAMS:
        if _stream(data, stream):
            raise _unsupported(what, name, _AS_TEXT)
    raise _unsupported("an old Office file without a text document in it", name, _AS_TEXT)


def _stream(data: bytes, name: str) -> int:
    """Where the directory entry of a stream stands, 0 if there is none."""
    wanted = (name + "\x00").encode("utf-16-le")
    at = data.find(wanted, 512)
    while at >= 0:
        length = int.from_bytes(data[at + 64 : at + 66], "little")
        if at % _ENTRY == 0 and length == len(wanted):
            return at
        at = data.find(wanted, at + 2)
    return 0


def _word_is_encrypted(data: bytes, entry: int) -> bool:
    """The bit fEncrypted in the header of a Word document ([MS-DOC] 2.5.2)."""
    sector = 1 << min(int.from_bytes(data[30:32], "little"), 16)
    first, size = (int.from_bytes(data[entry + at : entry + at + 4], "little") for at in (116, 120))
    header = (first + 1) * sector
    flags = int.from_bytes(data[header + 10 : header + 12], "little")
    return size >= _SMALL and bool(flags & 0x0100)

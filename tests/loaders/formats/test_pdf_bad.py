"""PDF files that cannot be read, or only in part: each has its named error, or a remark with the page."""

from __future__ import annotations

import io
import random

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from graph.errors import (
    DamagedFile,
    DamagedText,
    DataRejected,
    LimitExceeded,
    NoTextFound,
    ProtectedFile,
    StructureNotFound,
)
from graph.registry import registry
from loaders.extract import extract
from loaders.formats.pdf import read_pdf
from loaders.formats.pdf.reader import MAX_CHARACTERS, MAX_OBJECTS, MAX_PAGES
from loaders.text import RawDocument
from tests.loaders.formats.pdf_writer import SONG, Paper, bare_pdf, coded, font_objects, meaning, page_pdf, scan, stream

TEXT = (
    "（一）推进标准化改革。完善消费品风险和产品伤害监测体系，开展专项整治，加强监管。（财政部、教育部按职责分工负责）"
)
LATIN = b"BT /F 12 Tf 80 700 Td (Plan) Tj ET"
CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def good() -> bytes:
    paper = Paper()
    paper.paragraph(TEXT * 5)
    return paper.save()


def refused(data: bytes) -> DataRejected:
    with pytest.raises(DataRejected) as caught:
        read_pdf(data, "plan.pdf")
    assert caught.value.where == "plan.pdf"
    assert caught.value.hint
    return caught.value


def remarks(raw: RawDocument) -> list[tuple[str, str, int | None]]:
    return [(r.kind, r.severity, raw.page(r.span.start)) for r in raw.remarks]


# ---- the file ---------------------------------------------------------------------------------------------------


def pages(kids: bytes, count: int) -> bytes:
    return bare_pdf([CATALOGUE, b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), PAGE, stream(LATIN), HELVETICA])


DAMAGED = {
    "not a PDF inside": b"<html><body>404 Not Found</body></html>",
    "a header and nothing else": b"%PDF-1.7\n",
    "a header and an end": b"%PDF-1.7\n%%EOF\n",
    "no catalogue": bare_pdf([b"<</Type/Nothing>>"]),
    "no page tree": bare_pdf([b"<</Type/Catalog>>"]),
    "zero pages": pages(b"", 0),
    "a page tree that is its own child": pages(b"2 0 R", 1),
    "a page that is not there": pages(b"9 0 R", 1),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_broken_files(case: str) -> None:
    assert isinstance(refused(DAMAGED[case]), DamagedFile)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_truncated_files(share: float) -> None:
    data = good()
    assert isinstance(refused(data[: int(share * len(data))]), DamagedFile)


def test_an_update_that_was_cut_off() -> None:
    data = good()
    assert read_pdf(data + b"\n<!-- sent by a web server -->", "plan.pdf").text
    error = refused(data + b"\n4 0 obj\n<</Length 2000>>\nstream\nBT")
    assert isinstance(error, DamagedFile)
    assert "cut off" in error.what


def test_a_password() -> None:
    def locked(user: str) -> bytes:
        buffer = io.BytesIO()
        canvas = Canvas(buffer, encrypt=StandardEncryption(user, "owner"))
        canvas.setFont(SONG, 16)
        canvas.drawString(80, 700, TEXT[:20])
        canvas.save()
        return buffer.getvalue()

    assert isinstance(refused(locked("secret")), ProtectedFile)
    assert read_pdf(locked(""), "plan.pdf").text == TEXT[:20]  # only printing and the like is forbidden


def test_random_damage_is_refused_or_read_but_never_crashes() -> None:
    data = good()
    outcomes = set()
    for seed in range(60):
        dice = random.Random(seed)
        broken = bytearray(data)
        for _ in range(dice.randrange(1, 30)):
            broken[dice.randrange(10, len(broken))] = dice.randrange(256)
        try:
            outcomes.add(type(read_pdf(bytes(broken), "plan.pdf")))
        except DataRejected as error:
            outcomes.add(type(error))
    assert outcomes >= {RawDocument, DamagedFile}


# ---- limits -----------------------------------------------------------------------------------------------------


def test_too_many_pages() -> None:
    assert isinstance(refused(pages(b"3 0 R " * MAX_PAGES, MAX_PAGES)), NoTextFound)  # nothing but a running head
    error = refused(pages(b"3 0 R " * (MAX_PAGES + 1), MAX_PAGES + 1))
    assert isinstance(error, LimitExceeded)
    assert f"{MAX_PAGES + 1} pages" in error.what


def test_a_count_of_pages_that_is_a_lie() -> None:
    assert read_pdf(pages(b"3 0 R", 100_000_000), "plan.pdf").text == "Plan"


def test_too_many_characters() -> None:
    line = b"(%s) '" % (b"Plan" * 2500)
    content = b"BT /F 8 Tf 9 TL 20 800 Td " + line * (MAX_CHARACTERS // 10_000 + 1) + b" ET"
    objects = [CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE, stream(content), HELVETICA]
    assert isinstance(refused(bare_pdf(objects)), LimitExceeded)


def test_too_many_objects() -> None:
    content = LATIN + b" 0 0 m 9 9 l S" * MAX_OBJECTS
    objects = [CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE, stream(content), HELVETICA]
    assert isinstance(refused(bare_pdf(objects)), LimitExceeded)


@pytest.mark.parametrize("instruction", [
    b"BT /F 16 Tf 1%s.0 -1%s.0 Td <56FD> Tj ET " % (b"0" * 30, b"0" * 35),
    b"BT /F 1%s.0 Tf 80 500 Td <56FD> Tj ET " % (b"0" * 30),
    b"BT /F 0.0001 Tf 80 500 Td <56FD> Tj ET ",
    b"q 1%s.0 0 0 1%s.0 0 0 cm BT /F 16 Tf 80 500 Td <56FD> Tj ET Q " % (b"0" * 20, b"0" * 20),
    b"q 0 0 0 0 0 0 cm BT /F 16 Tf 80 500 Td <56FD> Tj ET Q ",
    b"-9%s.0 700 m 9%s.0 700 l S 0 0 9%s.0 9%s.0 re S " % ((b"0" * 37,) * 4),
    b"Q Q Q ET ET ",
])  # fmt: skip
def test_huge_and_senseless_numbers(instruction: bytes) -> None:
    text = "推进全国质量工作，完善监管体系。"
    data = page_pdf(instruction + coded(text, 80, 700), {**meaning(text), 0x56FD: "国"})
    assert read_pdf(data, "plan.pdf").text == text


def test_a_page_of_huge_size() -> None:
    text = "推进全国质量工作，完善监管体系。"
    data = page_pdf(coded(text, 80, 700), meaning(text)).replace(
        b"0 0 595 842", b"-1%s 0 1%s 842" % (b"0" * 12, b"0" * 12)
    )
    assert read_pdf(data, "plan.pdf").text == text


# ---- no text ----------------------------------------------------------------------------------------------------


def test_a_scan_asks_for_text_recognition() -> None:
    paper = Paper(number="")
    for _ in range(3):
        scan(paper)
        paper.turn()
    error = refused(paper.save())
    assert isinstance(error, NoTextFound)
    assert "OCR" in error.hint


def test_page_numbers_over_pictures_are_no_text() -> None:
    paper = Paper()
    scan(paper)
    paper.turn()
    scan(paper)
    assert isinstance(refused(paper.save()), NoTextFound)


@pytest.mark.parametrize("content", [b"", b"0 0 m 100 100 l S"])
def test_no_text_and_no_picture(content: bytes) -> None:
    assert isinstance(refused(page_pdf(content, {})), NoTextFound)


def test_some_pages_are_scans() -> None:
    paper = Paper()
    paper.paragraph(TEXT * 4)
    paper.turn()
    scan(paper)
    paper.turn()
    paper.paragraph(TEXT * 4)
    raw = read_pdf(paper.save(), "plan.pdf")
    assert [(r.kind, r.severity, r.text) for r in raw.remarks] == [
        ("page_without_text", "warning", "第2页是图片，没有文字")
    ]
    assert raw.text == f"{TEXT * 4}\n\f{TEXT * 4}"


def test_a_blank_page_is_remarked() -> None:
    paper = Paper(number="")
    paper.paragraph(TEXT)
    paper.turn()
    raw = read_pdf(paper.save(), "plan.pdf")
    assert remarks(raw) == [("page_without_text", "info", 2)]


def test_recognised_text_over_a_scan_is_read_with_a_remark() -> None:
    paper = Paper(number="")
    scan(paper)
    words = paper.canvas.beginText(80, 700)
    words.setFont(SONG, 14)
    words.setTextRenderMode(3)
    words.textOut(TEXT[:28])
    paper.canvas.drawText(words)
    raw = read_pdf(paper.save(), "plan.pdf")
    assert raw.text == TEXT[:28]
    assert remarks(raw) == [("recognised_text", "warning", 1)]


def test_invisible_words_beside_visible_ones_are_not_read() -> None:
    hidden = b"3 Tr " + coded("国国国", 80, 500)
    text = "推进全国质量工作，完善监管体系。"
    assert read_pdf(page_pdf(coded(text, 80, 700) + hidden, meaning(text)), "plan.pdf").text == text


def test_invisible_words_beneath_drawn_letters_are_read() -> None:
    text = "推进全国质量工作，完善监管体系。"
    letters = b" ".join(b"%d 690 10 12 re f" % (80 + 16 * i) for i in range(len(text)))
    content = letters + b" 3 Tr " + coded(text, 80, 690)
    assert read_pdf(page_pdf(content, meaning(text)), "plan.pdf").text == text


# ---- fonts that do not say what they print ------------------------------------------------------------------------


def test_fonts_without_a_table_of_characters() -> None:
    error = refused(page_pdf(coded(TEXT, 80, 700), None))
    assert isinstance(error, DamagedText)
    assert "font" in error.what


def garbled(first: int, step: int) -> bytes:
    """A file whose font says of every character that it is another one."""
    wrong = {ord(c): chr(first + step * i % 0x5000) for i, c in enumerate(sorted(set(TEXT)))}
    return page_pdf(b"".join(coded(TEXT, 20, 700 - 20 * i, 9) for i in range(12)), wrong)


def test_fonts_with_a_senseless_table() -> None:
    assert isinstance(refused(garbled(0x370, 3)), DamagedText)


@pytest.mark.parametrize(("first", "step"), [(0x21, 1), (0x4E00, 7919)])
def test_fonts_with_a_wrong_table(first: int, step: int) -> None:
    """Letters and Chinese characters that make no words: seen as soon as somebody looks for measures."""
    with pytest.raises((DamagedText, StructureNotFound)):
        extract(read_pdf(garbled(first, step), "plan.pdf"), registry())


def test_a_few_characters_without_meaning_are_shown_as_lost() -> None:
    content = b"".join(coded(TEXT + "龘", 20, 700 - 30 * i, 9) for i in range(3))
    raw = read_pdf(page_pdf(content, meaning(TEXT)), "plan.pdf")
    assert raw.text.count("\ufffd") == 3


def test_another_font_without_a_table_spoils_the_file() -> None:
    headings = coded("重点任务和保障措施", 80, 780).replace(b"/F ", b"/G ")
    data = page_pdf(coded(TEXT, 20, 700, 9) + headings, meaning(TEXT), more=[b"<<>>", *font_objects(9, None)])
    assert isinstance(refused(data.replace(b"/F 5 0 R>>", b"/F 5 0 R/G 9 0 R>>")), DamagedText)

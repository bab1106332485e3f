"""Decoding: encodings that plans come in, and the named refusal of everything that is no text."""

from __future__ import annotations

import codecs
import hashlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UndecodableText, UnreadableFile
from loaders.decode import decode

PLAIN = "国务院办公厅关于印发行动计划的通知\n一、加强监管\n（一）开展检查。完善制度，推进改革。（财政部负责）\n"
TRADITIONAL = "關於印發行動計畫的通知\n一、加強監管\n（一）開展檢查。完善制度，推進改革。這個國家的發展與會議。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_simplified_text_survives_every_encoding(encoding: str) -> None:
    data = PLAIN.encode(encoding)
    document = decode(data, "plan.txt")
    assert document.text == PLAIN
    assert document.encoding == encoding
    assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_traditional_text_in_big5() -> None:
    assert decode(TRADITIONAL.encode("big5hkscs"), "plan.txt").text == TRADITIONAL


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_a_byte_order_mark_counts_as_a_code_point(bom: bytes, encoding: str) -> None:
    """Offsets count code points of bytes.decode(encoding), so that anyone can check them with one call."""
    data = bom + PLAIN.encode(encoding)
    document = decode(data, "plan.txt")
    assert document.encoding == encoding
    assert document.text == data.decode(encoding) == "\ufeff" + PLAIN


def test_rare_four_byte_characters_of_gb18030() -> None:
    text = PLAIN + "𠮷㐀镕"
    assert decode(text.encode("gb18030"), "plan.txt").text == text


def test_no_newline_translation() -> None:
    text = PLAIN.replace("\n", "\r\n")
    assert decode(text.encode(), "plan.txt").text == text


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b"", UnreadableFile, "empty"),
        (b" \r\n\t ", UnreadableFile, "empty"),
        (b"\x00\x00\x00", UnreadableFile, "empty"),
        (PLAIN.encode()[:-1] + b"\xff", UndecodableText, "UTF-8"),
        (PLAIN.encode() + b"\xe4", UndecodableText, "UTF-8"),
        (("损坏\ufffd" * 40).encode(), UndecodableText, "destroyed"),
        (("甲\x01\x02" * 100).encode(), UndecodableText, "binary"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says) as caught:
        decode(data, "input.bin")
    assert "input.bin" in str(caught.value)
    assert caught.value.exit_code == 1  # type: ignore[attr-defined]


@given(st.binary(min_size=1, max_size=400))
def test_random_bytes_are_read_or_refused_by_name(data: bytes) -> None:
    try:
        document = decode(data, "x")
    except (UnreadableFile, UndecodableText):
        return
    assert document.text == data.decode(document.encoding)


def test_random_bytes_are_no_plan() -> None:
    data = random.Random(7).randbytes(4096)
    with pytest.raises(UndecodableText):
        decode(data, "noise")

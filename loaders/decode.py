"""Bytes to text: the encodings that plans come in, and the refusal of what is no text."""

from __future__ import annotations

import codecs
import hashlib
import re

from graph.errors import UndecodableText, UnreadableFile
from loaders.text import RawDocument

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

# Everyday characters of any Chinese prose, both scripts; deliberately none that is typical of one field, so that the
# score says "this is Chinese" and not "this is about quality supervision".
EVERYDAY = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法"
    "所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日"
    "那社义事平形相全表间样与关各重新线内数正心反你明看原又利比或但质气第向道命此变条没结解问意建月公无系军很情者最立代想已"
    "這個為國來時們會發動過說產種後於還學經進著體機當點從業開條沒結問建無係與關，。、；：（）《》“”〔〕"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")


def decode(data: bytes, name: str) -> RawDocument:
    """Bytes as text.

    Offsets of all evidence count code points of ``bytes.decode(encoding)``: a byte order mark is a code point.

    Raises:
        UnreadableFile: there is nothing in them.
        UndecodableText: no encoding gives Chinese text.
    """
    if not data.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise UnreadableFile("the file is empty", where=name, hint="give a file with the text of a plan")
    encoding = encoding_of(data)
    if encoding is None:
        raise UndecodableText(
            "the bytes are no Chinese text in UTF-8, GB18030, Big5 or UTF-16", where=name, hint="save the file as UTF-8"
        )
    text = data.decode(encoding)
    _refuse_damaged(text, name)
    return RawDocument(name, hashlib.sha256(data).hexdigest(), encoding, text)


def encoding_of(data: bytes) -> str | None:
    """The encoding: byte order mark, then strict UTF-8, then the candidate that gives the most everyday Chinese."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding if _decodes(data, encoding) is not None else None
    if b"\x00" not in data and _decodes(data, "utf-8") is not None:
        return "utf-8"
    candidates = ("gb18030", "big5hkscs") if b"\x00" not in data else ("utf-16-le", "utf-16-be")
    scored = [(score, -i, e) for i, e in enumerate(candidates) if (score := _score(data, e)) > 0]
    return max(scored)[2] if scored else None


def _decodes(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _score(data: bytes, encoding: str) -> float:
    """Share of everyday characters; 0 where the bytes do not decode or hardly any is everyday."""
    text = _decodes(data, encoding)
    if not text:
        return 0.0
    share = sum(c in EVERYDAY for c in text) / len(text)
    return share if share >= 0.08 else 0.0


def _refuse_damaged(text: str, name: str) -> None:
    """Control characters mean a binary file; many U+FFFD mean that an earlier conversion destroyed the text."""
    if len(_CONTROL.findall(text)) > len(text) // 200:
        raise UndecodableText("this is a binary file, not text", where=name, hint="give a text, DOCX, PDF or HTML file")
    lost = text.count("\ufffd")
    if lost > max(3, len(text) // 500):
        raise UndecodableText(
            f"{lost} characters were destroyed by an earlier conversion (U+FFFD)",
            where=name,
            hint="get the text again from its source",
        )

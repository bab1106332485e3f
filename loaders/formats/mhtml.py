"""MHTML, a web page in one file: the page is taken out and read as HTML; pictures and styles are not looked at."""

from __future__ import annotations

import email
import email.policy
import hashlib
from dataclasses import replace
from email.message import Message

from graph.errors import DamagedFile
from loaders.formats.html import read_html
from loaders.text import RawDocument


def read_mhtml(data: bytes, name: str) -> RawDocument:
    """The page of a web archive, as :func:`loaders.formats.html.read_html` reads it.

    Raises:
        DamagedFile: there is no page in it.
        DataRejected: as ``read_html`` does.
    """
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    payload = page.get_payload(decode=True) if page else None
    if page is None or not isinstance(payload, bytes) or not payload.strip():
        raise DamagedFile("the web archive holds no page", where=name, hint="save the page again, as HTML")
    document = read_html(_with_charset(payload, page), name)
    return replace(document, sha256=hashlib.sha256(data).hexdigest(), format="mhtml")


def _with_charset(payload: bytes, page: Message) -> bytes:
    """The page in UTF-8 with a byte order mark, if the archive knows its encoding; else as it is."""
    charset = page.get_content_charset()
    if not charset:
        return payload
    if charset in ("gb2312", "gbk"):
        charset = "gb18030"  # the superset: pages that say gb2312 use more than it has
    try:
        return b"\xef\xbb\xbf" + payload.decode(charset).encode()
    except (LookupError, UnicodeError):
        return payload

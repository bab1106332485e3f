"""Every quote leads to its words: for each edge of each document of the corpus, over HTTP."""

from __future__ import annotations

import re
from collections import defaultdict
from urllib.parse import quote

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

pytestmark = pytest.mark.browser


def spans(site: httpx.Client) -> dict[str, dict[str, str]]:
    """By document, the places that edges rest on with their words: of the whole quote and of the name in it."""
    documents = site.get("/api/v1/queries/document/list", params={"limit": 50}).json()["rows"]
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for document in (row["document"] for row in documents):
        asked = {"document": document, "limit": 10000}
        for row in site.get("/api/v1/queries/document/mentions", params=asked).json()["rows"]:
            found[document][f"{row['start']}-{row['end']}"] = row["quote"]
    return found


def test_every_quote_leads_to_its_words(site: httpx.Client) -> None:
    looked, wrong = 0, []
    for document, places in spans(site).items():
        for place, words in places.items():
            page = site.get(f"/documents/{quote(document, safe='')}", params={"at": place})
            marks = LexborHTMLParser(page.content).css("mark")
            if "".join(bare(mark.text()) for mark in marks) != bare(words) or not any(m.id == "at" for m in marks):
                wrong.append(f"{document} {place} {words}")
            looked += 1
    assert wrong == []
    assert looked > 300


def bare(words: str) -> str:
    """Without blanks: a quote that goes over lines is printed without their ends."""
    return re.sub(r"\s", "", words)

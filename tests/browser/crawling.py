"""A crawl: addresses of every kind of page that links lead to from the home page."""

from __future__ import annotations

import httpx
from selectolax.lexbor import LexborHTMLParser

# What follows in the path is a name; everything else in a path is the kind of page itself.
_NAMES = {"agencies", "measures", "documents", "objects", "laws", "queries", "questions"}


def crawl(site: httpx.Client, each: int = 1) -> dict[str, list[str]]:
    """By kind of page, the first ``each`` addresses, breadth first. Files are no pages.

    Raises:
        AssertionError: a link leads to an error.
    """
    found: dict[str, list[str]] = {}
    waiting, seen = ["/"], {"/"}
    while waiting:
        address = waiting.pop(0)
        known = found.setdefault(kind_of(address), [])
        if len(known) >= each:
            continue
        answer = site.get(address, headers={"accept": "text/html"})
        known.append(address if answer.headers.get("content-type", "").startswith("text/html") else "")
        if not known[-1]:
            continue
        assert answer.status_code == 200, (answer.status_code, address)
        links = (a.attributes.get("href") or "" for a in LexborHTMLParser(answer.content).css("a[href]"))
        new = dict.fromkeys(href for href in links if href.startswith("/") and href not in seen)
        seen |= new.keys()
        waiting += new
    pages = {kind: [address for address in addresses if address] for kind, addresses in found.items()}
    return {kind: addresses for kind, addresses in pages.items() if addresses}


def kind_of(address: str) -> str:
    """The address without what is particular: /agencies/{}; a page with parameters is one of another kind: /?…."""
    path, _, query = address.partition("#")[0].partition("?")
    parts = path.strip("/").split("/")
    general = [parts[0], *("{}" for _ in parts[1:])] if parts[0] in _NAMES else parts
    return "/" + "/".join(general) + ("?…" if query else "")

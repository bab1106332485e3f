"""Keys of nodes: what a document, a law, an object or a programme is called in the graph."""

from __future__ import annotations

import hashlib

from graph.evidence import fold
from loaders.extract import Reading


def document_id(reading: Reading) -> str:
    """The normalised official number; where there is none, a hash of the clean text (layout does not matter)."""
    header = reading.found.header
    return header.number_id or f"text:{hashlib.sha256(reading.clean.text.encode()).hexdigest()[:16]}"


def named_document_id(title: str) -> str:
    """Key of a document that is only named: its title."""
    return f"title:{fold(title)}"


def law_id(title: str) -> str:
    """Key of a law that the registry does not know: its title without 中华人民共和国."""
    return f"law:{fold(title).removeprefix('中华人民共和国')}"


def object_id(name: str, kind: str) -> str:
    """Key of an object that the gazetteer does not know."""
    return f"object:{kind}:{fold(name)}"


def programme_id(name: str) -> str:
    """Key of a programme: its name without quotation marks; the same name in two plans is one programme."""
    return "programme:" + fold(name).replace('"', "")

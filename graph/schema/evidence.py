"""Properties that say where in a text something stands."""

from __future__ import annotations

from graph.declaration import INT, STR, optional, required

PLACE = (
    required("start", INT, "first code point in the decoded text of the document"),
    required("end", INT, "one past the last code point"),
)

# What every extracted edge carries: no quote, no edge.
EVIDENCE = (
    required("document", STR, "id of the document whose text says so"),
    required("quote", STR, "the whole notation or phrase, without whitespace, form feeds and page numbers"),
    *PLACE,
    required("name_start", INT, "first code point of the name, counted in the document like start"),
    required("name_end", INT, "one past the name's last code point"),
    required("as_named", STR, "the name as printed"),
    required("rule", STR, "the rule of the grammar that made the edge"),
    required("sha256", STR, "of the bytes the offsets count in"),
    optional("page", INT, "page of the file on which the quote begins, from 1; only of formats that have pages"),
    optional("paragraph", INT, "paragraph of the file in which the quote begins, from 1; only of DOCX"),
    optional("pieces", STR, "offsets of the quote's pieces (12-20 35-40), where other words stand between its lines"),
    optional("name_pieces", STR, "the same for the name: it is printed in a table's cell that wraps"),
)

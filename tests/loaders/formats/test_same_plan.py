"""One plan in several formats: whatever file it comes in, it says the same."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from graph.registry import registry
from loaders.contract import extraction_json
from loaders.decode import decode
from loaders.extract import extract
from loaders.formats.docx import read_docx
from loaders.text import RawDocument
from tests.loaders.formats.docx_writer import numbered_plan_docx, plan_docx


def _said(raw: RawDocument) -> dict[str, Any]:
    """What the extractor reads of a document, without offsets."""
    data = extraction_json(extract(raw, registry()))
    return {
        "document": {k: data["document"][k] for k in ("title", "plan_title", "number", "issuer", "issued", "rule")},
        "measures": [
            {
                "number": m["number"],
                "title": m["title"],
                "section": m["section"],
                "parties": [
                    [(p["agency"], p["role"], p["basis"]) for p in r["parties"]] for r in m["responsibilities"]
                ],
                "laws": [(law["as_named"], law["action"]) for law in m["laws"]],
                "objects": [(o["as_named"], o["kind"]) for o in m["products"]],
            }
            for m in data["measures"]
        ],
    }


PLANS = (
    "gbf-2014-18",
    "gwy-gf2018-42-agri-machinery",
    "gwy-gf2019-3-bonded-zones",
    "gwy-gbf2018-117-incentives",
    "gwy-gbf2018-121-sports-events",
    "gx-gzbf2021-106-nev-negative",
    "cq-yff2019-17-ecommerce",
    "hb-enf2021-43-agri-entities",
)  # all of the corpus but the one whose page breaks cannot be said in XML


@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_says_the_same_as_text_and_as_docx(plan: str, corpus: Path) -> None:
    """Typed numbers, and numbers that Word makes and that stand nowhere in the file."""
    source = (corpus / "texts" / f"{plan}.txt").read_text(encoding="utf-8")
    lines = "\n".join(line.strip("　 ") for line in source.splitlines())
    gold = _said(decode(lines.encode(), "plan.txt"))
    assert gold["measures"]
    for data in (plan_docx(lines), numbered_plan_docx(lines, suffix="nothing")):
        raw = read_docx(data, "plan.docx")
        assert raw.text.splitlines() == lines.splitlines()
        assert _said(raw) == gold
    assert _said(read_docx(numbered_plan_docx(lines, suffix="tab"), "plan.docx")) == gold


def test_the_automatic_numbers_are_not_in_the_file(corpus: Path) -> None:
    """Otherwise the test above would say nothing of numbering."""
    source = (corpus / "texts" / "gbf-2014-18.txt").read_text(encoding="utf-8")
    bare = docx_text(numbered_plan_docx(source, suffix="nothing"))
    assert "（一）" in source
    assert not re.search(r"（[一二三四五六七八九十]+）|^[一二三四]、", bare, re.MULTILINE)


def docx_text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode().replace("</w:p>", "\n"))

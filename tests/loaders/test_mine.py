"""Mining: candidates with counts, contexts and overlaps; the table for review; jieba kept quiet and apart."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import UsageError
from loaders.mentions.gazetteer import gazetteer
from loaders.mine.candidates import Candidate, Context, find_candidates
from loaders.mine.segmenter import Segmenter
from loaders.mine.table import add_candidates
from loaders.terms import Terms, read_decisions

TEXTS = [
    ("甲", "推进蓝莓酵素产业化，加强蓝莓酵素质量监管。食品药品监管总局开展检查。"),
    ("乙", "支持蓝莓酵素和农产品发展，修订食品安全法，鼓励智能农机合作社应用。"),
]


@pytest.fixture(scope="module")
def segmenter(tmp_path_factory: pytest.TempPathFactory) -> Segmenter:
    return Segmenter(tmp_path_factory.mktemp("cache"))


def mined(segmenter: Segmenter, terms: Terms = Terms(), least: int = 1) -> dict[str, Candidate]:  # noqa: B008
    return {c.term: c for c in find_candidates(TEXTS, segmenter, terms, least)}


def test_what_no_list_knows_is_proposed(segmenter: Segmenter) -> None:
    found = mined(segmenter, least=2)
    candidate = found["蓝莓酵素"]
    assert (candidate.count, candidate.documents) == (3, 2)
    assert candidate.pattern
    assert candidate.contexts[0] == Context("甲", 2, "推进【蓝莓酵素】产业化，加强蓝莓酵素质量监管")
    assert [c.document for c in candidate.contexts] == ["甲", "甲", "乙"]


def test_known_names_are_left_out(segmenter: Segmenter) -> None:
    found = mined(segmenter)
    assert not {"农产品", "食品", "食品药品", "食品安全法", "监管总局", "总局", "安全法"} & set(found)
    assert all(gazetteer().get(term) is None for term in found)


def test_a_candidate_tells_the_known_names_in_it(segmenter: Segmenter) -> None:
    text = "建设电子商务产业园区，支持电子商务产业园区。"
    (found,) = find_candidates([("甲", text)], segmenter)
    assert (found.term, found.overlaps) == ("电子商务产业园区", ("电子商务产业园",))


def test_rejected_terms_are_never_proposed_and_accepted_ones_are_known(segmenter: Segmenter) -> None:
    assert "蓝莓酵素" in mined(segmenter)
    assert "蓝莓酵素" not in mined(segmenter, Terms((), ("蓝莓酵素",)))
    assert "蓝莓酵素" not in mined(segmenter, Terms((("蓝莓酵素", "product", ""),)))


def test_the_longer_of_two_that_always_stand_together_stays(segmenter: Segmenter) -> None:
    found = mined(segmenter, least=2)
    assert not {"蓝莓", "酵素"} & set(found)


def test_order_and_least(segmenter: Segmenter) -> None:
    found = find_candidates(TEXTS, segmenter, least=1)
    ranks = [(-c.documents, -c.count, -len(c.term), c.term) for c in found]
    assert ranks == sorted(ranks)
    assert all(c.count >= 2 for c in find_candidates(TEXTS, segmenter, least=2))


# ---- the table --------------------------------------------------------------------------------------------------

CANDIDATE = Candidate("蓝莓酵素", 3, 2, "n", "product", (), (Context("甲", 2, "推进【蓝莓酵素】产业化"),))


def test_candidates_are_appended_for_review(tmp_path: Path) -> None:
    table = tmp_path / "terms.tsv"
    assert add_candidates(table, [CANDIDATE]) == 1
    (row,) = read_decisions(table)
    assert (row.term, row.decision, row.kind) == ("蓝莓酵素", "", "product")
    assert "【蓝莓酵素】" in row.reason


def test_decided_lines_stay_byte_for_byte(tmp_path: Path) -> None:
    table = tmp_path / "terms.tsv"
    before = "# 我的\n云仓\taccept\tfacility\t\t 留着 \t张三\n\n蓝莓酵素\treject\t\t\t太少"
    table.write_text(before, encoding="utf-8")
    assert add_candidates(table, [CANDIDATE]) == 0
    assert table.read_text(encoding="utf-8") == before
    assert add_candidates(table, [CANDIDATE, replace(CANDIDATE, term="氢能机车")]) == 1
    assert table.read_text(encoding="utf-8").startswith(before + "\n氢能机车\t")
    assert [row.decision for row in read_decisions(table)] == ["accept", "reject", ""]


# ---- jieba ------------------------------------------------------------------------------------------------------


def test_tokens_cover_the_text(segmenter: Segmenter) -> None:
    text = "推进蓝莓酵素产业化ABC"
    tokens = list(segmenter.tokens(text))
    assert "".join(text[t.start : t.end] for t in tokens) == text


def run(code: str, cache: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *options, "-c", code, str(cache)], capture_output=True, text=True, check=False, timeout=120
    )


def test_jieba_is_quiet_also_where_warnings_are_errors(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from loaders.mine.segmenter import Segmenter;"
        "print(len(list(Segmenter(Path(sys.argv[1])).tokens('食品安全'))) > 0)"
    )
    done = run(code, tmp_path, "-W", "error", "-X", "pycache_prefix=" + str(tmp_path / "bytecode"))
    assert (done.stdout, done.stderr, done.returncode) == ("True\n", "", 0)


def test_the_cache_is_ours(tmp_path: Path) -> None:
    code = (
        "import sys, tempfile; from pathlib import Path; tempfile.tempdir = sys.argv[1] + '/shared';"
        "Path(tempfile.tempdir).mkdir(); Path(sys.argv[1], 'own').mkdir();"
        "from loaders.mine.segmenter import Segmenter;"
        "list(Segmenter(Path(sys.argv[1], 'own')).tokens('食品安全'))"
    )
    assert run(code, tmp_path).returncode == 0
    assert [p.name for p in (tmp_path / "own").iterdir()] == ["jieba.cache"]
    assert not list((tmp_path / "shared").iterdir())


def test_jieba_is_imported_only_where_it_is_used() -> None:
    code = "import sys; import loaders.extract, loaders.mine.candidates, api.cli.mine; sys.exit('jieba' in sys.modules)"
    assert run(code, Path()).returncode == 0


def test_without_jieba_an_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name == "jieba" or name.startswith("jieba.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "path", [p for p in sys.path if "site-packages" not in p])
    with pytest.raises(UsageError) as error:
        Segmenter(tmp_path)
    assert "policygraph[mine]" in error.value.hint

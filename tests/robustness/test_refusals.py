"""Bad input of every kind through the command line: a named error, its exit code, and nothing written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from api.session import sample_plan
from graph.errors import (
    DamagedText,
    DataRejected,
    NoTextFound,
    StructureNotFound,
    UndecodableText,
    UnreadableFile,
    UnsupportedFormat,
)
from graph.store import DataFolder, open_store
from tests.api.shell import Shell
from tests.loaders.formats.test_bad_docx import BAD as BAD_DOCX
from tests.loaders.formats.test_document import REFUSED
from tests.loaders.test_damage import DAMAGE

PLAN = sample_plan().read_text(encoding="utf-8")
Kind = tuple[str, Callable[[], bytes], type[DataRejected]]  # file name, its bytes, the error

TEXTS: dict[str, Kind] = {
    "prose without structure": ("prose.txt", lambda: "这是一篇没有任何结构的文章，讲的是天气。\n".encode() * 9, StructureNotFound),
    "a notice without its plan": ("notice.txt", lambda: PLAN.encode()[:600], UndecodableText),
    "a headline": ("head.txt", lambda: "国务院办公厅关于印发行动计划的通知\n".encode(), StructureNotFound),
    "English": ("english.txt", lambda: b"Nothing here is a Chinese plan. 1 2 3\n" * 30, StructureNotFound),
    "a page without content": ("page.html", lambda: b"<!DOCTYPE html><html><body><nav>x</nav></body></html>", NoTextFound),
    "a page made by a script": ("app.html", lambda: b"<!DOCTYPE html><html><body><div id=app></div><script>1</script></body></html>", NoTextFound),
    "a PDF that is only its first line": ("a.pdf", lambda: b"%PDF-1.7\n", DataRejected),
    **{f"damaged text: {name}": (f"d{i}.txt", lambda d=damage: d(PLAN).encode("utf-8", "replace"), DamagedText) for i, (name, (damage, _)) in enumerate(DAMAGE.items()) if name != "HTML"},
}  # fmt: skip
KINDS: dict[str, Kind] = (
    TEXTS
    | {name: (f"r{i}.dat", lambda d=data: d, error) for i, (name, (data, error, _)) in enumerate(REFUSED.items())}
    | {f"DOCX: {name}": (f"b{i}.docx", make, error) for i, (name, (make, error, _)) in enumerate(BAD_DOCX.items())}
)
# Seen before the reader that the kind is named after is asked: by the decoder, or since the bytes are no DOCX at all.
SOONER: dict[str, type[DataRejected]] = {
    "damaged text: replacement characters": UndecodableText,
    "damaged text: UTF-8 read as GBK, with losses": UndecodableText,
    "DOCX: no main part": UnsupportedFormat,
    "DOCX: a main part that is only promised": UnsupportedFormat,
    "DOCX: a main part outside the archive": UnsupportedFormat,
}
KINDS |= {kind: (*KINDS[kind][:2], error) for kind, error in SOONER.items()}


def test_there_are_kinds_enough() -> None:
    assert len(KINDS) >= 100
    assert len({error.__name__ for _, _, error in KINDS.values()}) >= 8


@pytest.mark.parametrize("kind", KINDS)
def test_one_file_is_refused_with_exit_code_1_and_nothing_is_written(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, make, error = KINDS[kind]
    (tmp_path / name).write_bytes(make())
    monkeypatch.setenv("POLICYGRAPH_HOME", str(tmp_path / "home"))
    done = CliRunner().invoke(app, ["load", str(tmp_path / name), "--format", "json"])
    assert done.exit_code == 1, done.output
    (report,) = json.loads(done.stdout)
    assert report["error"] in {c.__name__ for c in (error, *error.__subclasses__())}
    assert name in report["text"]
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_all_of_them_in_one_folder_leave_the_graph_as_it_was(tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    errors = {}
    for name, make, error in KINDS.values():
        path = bad / f"{Path(name).stem}.txt"  # what a file is, its bytes say
        path.write_bytes(make())
        errors[path.name] = error
    good = tmp_path / "plan.txt"
    good.write_text(PLAN, encoding="utf-8")
    with open_store(DataFolder(tmp_path / "home")):
        shell = Shell(tmp_path / "home")
        assert shell("load", str(good)).returncode == 0
        before = shell("export", str(tmp_path / "before.jsonl"), "--registry")
        done = shell("load", str(bad), "--format", "json", "--jobs", "2")
        after = shell("export", str(tmp_path / "after.jsonl"), "--registry")
        some = shell("load", str(bad / "r0.txt"), str(good), "--format", "json")
    assert (before.returncode, done.returncode, after.returncode, some.returncode) == (0, 1, 0, 4), done.stderr[-2000:]
    refused = {Path(r["file"]).name: r["error"] for r in json.loads(done.stdout)}
    assert set(refused) == set(errors)
    wrong = {
        n: e for n, e in refused.items() if e not in {c.__name__ for c in (errors[n], *errors[n].__subclasses__())}
    }
    assert wrong == {}
    assert (tmp_path / "before.jsonl").read_bytes() == (tmp_path / "after.jsonl").read_bytes()
    assert [r["status"] for r in json.loads(some.stdout)] == ["refused", "unchanged"]


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    done = Shell(tmp_path / "home")("load", str(tmp_path / "nowhere.txt"), "--format", "json")
    assert (done.returncode, json.loads(done.stdout)[0]["error"]) == (1, UnreadableFile.__name__)

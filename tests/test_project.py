"""The project's own files: what is locked, what is shipped, what they say of each other and what they must not say."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml
from _pytest.outcomes import Failed, Skipped
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT, corpus_at, project_files

PACKAGES = ("graph", "loaders", "api", "queries")
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-tools.lock")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}(?=\s|$)")
# Broken by a character class, so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:home|Users)/[\w.-]+/|(?<![\w.~-])[/]root/|\b[A-Z]:\\Users\\")
REGISTRY = re.compile(
    r"\b(?:pypi[.]org|pythonhosted[.]org|npmjs[.]org|crates[.]io|(?:apache|maven)[.]org/maven2|repo1?[.]maven)"
)


def toml(name: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / name).read_text("utf-8"))


# ---- lock files -------------------------------------------------------------------------------------------------


def locked(text: str) -> dict[str, tuple[Requirement, int]]:
    """Each requirement of a lock file by its normal name, with the number of its hashes."""
    logical = re.sub(r"\\\n", " ", text)
    lines = [line for line in logical.splitlines() if line.strip() and not line.startswith(("#", "-"))]
    found = [(Requirement(line.partition("--hash")[0]), len(HASH.findall(line))) for line in lines]
    return {canonicalize_name(requirement.name): (requirement, hashes) for requirement, hashes in found}


def lock_breaches(text: str) -> list[str]:
    """Requirements that are not pinned, have no hash, or say where to download from."""
    loose = [
        f"{name}: {requirement.specifier or 'no version'}, {hashes} hashes"
        for name, (requirement, hashes) in locked(text).items()
        if requirement.url or not hashes or [part.operator for part in requirement.specifier] != ["=="]
    ]
    places = [line for line in text.splitlines() if re.search(r"://|^\s*-(?!-hash=)|index-url|find-links", line)]
    return loose + places


def missing_from(text: str, wanted: Iterable[str]) -> list[str]:
    """Requirements that a lock file does not have, or has in a version they do not allow."""
    have = {name: str(requirement.specifier).removeprefix("==") for name, (requirement, _) in locked(text).items()}
    needs = [(Requirement(line), canonicalize_name(Requirement(line).name)) for line in wanted]
    return [str(need) for need, name in needs if name not in have or not need.specifier.contains(have[name])]


def declared() -> tuple[list[str], list[str]]:
    """What pyproject.toml asks for at run time (with the build backend), and for development."""
    project = toml("pyproject.toml")
    build = [*project["build-system"]["requires"], *project["dependency-groups"]["build"]]
    return [*project["project"]["dependencies"], *build], project["project"]["optional-dependencies"]["dev"]


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("name", LOCKS)
def test_everything_locked_has_a_version_and_hashes_and_no_address(name: str) -> None:
    assert locked(read(name))
    assert lock_breaches(read(name)) == []


def test_locks_hold_what_the_project_asks_for() -> None:
    run, dev = declared()
    assert missing_from(read("requirements.lock"), run) == []
    assert missing_from(read("requirements-dev.lock"), [*run, *dev]) == []
    assert missing_from(read("requirements-tools.lock"), read("requirements-tools.in").splitlines()[1:]) == []


def test_users_get_no_test_tools() -> None:
    _, dev = declared()
    assert {canonicalize_name(Requirement(line).name) for line in dev}.isdisjoint(locked(read("requirements.lock")))


def test_tests_run_with_what_users_get() -> None:
    """The same files; for which platforms (the marker) may be wider where more packages ask for one."""
    run, dev = (
        {name: (need.specifier, hashes) for name, (need, hashes) in locked(read(lock)).items()} for lock in LOCKS[:2]
    )
    assert {name: dev.get(name) for name in run} == run


def test_environment_is_the_locked_one() -> None:
    here = [
        need for need, _ in locked(read("requirements-dev.lock")).values() if not need.marker or need.marker.evaluate()
    ]
    assert [
        f"{need}, found {version(need.name)}" for need in here if not need.specifier.contains(version(need.name))
    ] == []


GOOD = "a==1.0 \\\n    --hash=sha256:" + "0" * 64 + "\n"


@pytest.mark.parametrize(
    "text",
    [
        "a==1.0\n",
        "a==1.0 \\\n    --hash=sha256:" + "0" * 63 + "\n",
        GOOD.replace("==", ">="),
        GOOD.replace("==1.0", ""),
        "--index-url //host/simple\n" + GOOD,
        "# from http" + "s://host/simple\n" + GOOD,
        "-r other.lock\n" + GOOD,
        GOOD.replace("a==1.0", "a @ file:///a.whl"),
    ],
)
def test_lock_check(text: str) -> None:
    assert lock_breaches(GOOD) == []
    assert lock_breaches(text)


def test_consistency_check() -> None:
    assert missing_from(GOOD, ["A", "a>=1", "a==1.0"]) == []
    assert missing_from(GOOD, ["a>1", "b"]) == ["a>1", "b"]


# ---- what is said where -----------------------------------------------------------------------------------------


def named_places(text: str, own: Iterable[str]) -> list[str]:
    """Paths of somebody's machine and hosts of package registries in a text."""
    return [*MACHINE_PATH.findall(text), *REGISTRY.findall(text), *(place for place in own if place in text)]


def own_places() -> list[str]:
    """This checkout and this user's home, unless they are so short that they say nothing."""
    return [f"{place}/" for place in (ROOT, Path.home()) if len(place.parts) > 2]


def texts() -> Iterator[tuple[Path, str]]:
    """Every file of the project that is UTF-8 text."""
    for path in project_files(ROOT):
        try:
            yield path, (ROOT / path).read_text("utf-8")
        except UnicodeDecodeError:
            continue


def test_no_file_names_a_machine_or_a_registry() -> None:
    assert {str(path): found for path, text in texts() if (found := named_places(text, own_places()))} == {}


@pytest.mark.parametrize(
    ("text", "caught"),
    [
        ("see /ho" + "me/somebody/plans", True),
        ("'/Us" + "ers/somebody/plans'", True),
        ("/ro" + "ot/.cache", True),
        ("C:\\Us" + "ers\\somebody", True),
        ("https://files.python" + "hosted.org/a", True),
        ("https://pyp" + "i.org/simple", True),
        ("repo.ma" + "ven.apache.org", True),
        ("registry.npm" + "js.org", True),
        ("in /some/checkout/graph", True),
        ("~/plans, ./home/page/, https://host/root/page, an npm package", False),
    ],
)
def test_place_check(text: str, caught: bool) -> None:
    assert bool(named_places(text, ["/some/checkout/"])) is caught


def test_versions_and_licences_agree() -> None:
    project, citation = toml("pyproject.toml")["project"], yaml.safe_load(read("CITATION.cff"))
    assert (project["version"], project["license"]) == (citation["version"], citation["license"])
    assert version("policygraph") == project["version"]
    assert "Apache License" in read("LICENSE")


def test_changelog_has_a_section_for_what_is_unreleased() -> None:
    assert re.search(r"^## Unreleased$", read("CHANGELOG.md"), re.MULTILINE)


def first_commands(readme: str) -> list[list[str]]:
    """The commands of each fenced block from the top to the end of the first section, without their comments."""
    top = "".join(re.split(r"^(?=## )", readme, flags=re.MULTILINE)[:2])
    blocks = re.findall(r"^```[^\n]*\n(.*?)^```", top, re.MULTILINE | re.DOTALL)
    lines = [[line.split("#")[0].strip() for line in block.splitlines()] for block in blocks]
    return [[line for line in block if line] for block in lines]


def test_readme_starts_with_the_two_commands() -> None:
    assert (ROOT / "README.md").is_file(), "README.md is missing"
    assert first_commands(read("README.md")) == [["make demo", "make test"]]


def test_readme_check() -> None:
    block = "```sh\nmake demo   # load\nmake test\n```\n"
    assert first_commands(f"# p\n\n## Start\n{block}\n## More\n```\nmake lock\n```\n") == [["make demo", "make test"]]
    assert first_commands(f"# p\n{block}{block}## More\n") != [["make demo", "make test"]]


# ---- what is shipped --------------------------------------------------------------------------------------------


def test_wheel_holds_every_file_of_the_packages_and_no_other(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], cwd=ROOT, check=True
    )
    (wheel,) = tmp_path.glob("policygraph-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        (entry,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert "policygraph = api.cli.main:main" in archive.read(entry).decode()
    assert names == {path.as_posix() for path in project_files(ROOT) if path.parts[0] in PACKAGES}
    assert {"graph/py.typed", "loaders/py.typed", "api/py.typed"} <= names


# ---- nothing is skipped -----------------------------------------------------------------------------------------


def left_out(text: str) -> list[int]:
    """Lines that skip a test or expect it to fail."""
    names = {"skip", "skipif", "skipTest", "xfail", "importorskip"}
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute | ast.Name)]
    return [node.lineno for node in nodes if (node.attr if isinstance(node, ast.Attribute) else node.id) in names]


def test_only_the_corpus_may_be_missing() -> None:
    tests = [path for path in project_files(ROOT) if path.parts[0] == "tests" and path.suffix == ".py"]
    found = {path.as_posix(): len(lines) for path in tests if (lines := left_out(read(str(path))))}
    assert found == {"tests/conftest.py": 1}


def test_skip_check() -> None:
    assert left_out("import pytest\n@pytest.mark.xfail\ndef test(): pytest.skip('no')") == [2, 3]
    assert left_out("skipped = 'pytest.skip'") == []


def test_a_missing_corpus_skips_at_home_and_fails_in_ci(tmp_path: Path) -> None:
    absent = tmp_path / "shared" / "corpus"
    with pytest.raises(Skipped, match="no corpus"):
        corpus_at(absent, ci=False)
    with pytest.raises(Failed, match="CI must have it"):
        corpus_at(absent, ci=True)
    absent.mkdir(parents=True)
    assert corpus_at(absent, ci=True) == absent

"""What can be said of the local Neo4j without running one: which store is chosen, what is pinned, what it is told."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from graph.errors import UsageError
from graph.store import DataFolder, open_store
from graph.store.connection import chosen_store
from graph.store.local import LocalNeo4j, settings
from graph.store.local.extra import extra
from graph.store.local.jars import VERSION, Jar, pinned
from graph.store.local.maven import project_of


@pytest.mark.parametrize(
    ("uri", "store", "chosen"),
    [
        ("", "", "embedded"),
        ("", "embedded", "embedded"),
        ("", "neo4j", "neo4j"),
        ("bolt://host:7687", "", "bolt://host:7687"),
    ],
)
def test_the_environment_names_one_store(uri: str, store: str, chosen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_URI", uri)
    monkeypatch.setenv("POLICYGRAPH_STORE", store)
    assert chosen_store() == chosen


@pytest.mark.parametrize(
    ("uri", "store", "words"),
    [("", "oracle", "no store 'oracle'.*embedded or neo4j"), ("bolt://h:1", "neo4j", "unset one of them")],
)
def test_what_names_no_store_or_two_is_refused(
    uri: str, store: str, words: str, monkeypatch: pytest.MonkeyPatch, folder: DataFolder
) -> None:
    monkeypatch.setenv("POLICYGRAPH_URI", uri)
    monkeypatch.setenv("POLICYGRAPH_STORE", store)
    with pytest.raises(UsageError, match=words):
        open_store(folder)
    assert not folder.path.exists()


def test_a_missing_package_of_the_extra_is_named_with_what_to_do() -> None:
    with pytest.raises(UsageError, match=r"package no_such_java.*policygraph\[local\]"):
        extra("no_such_java")


def test_status_and_stop_of_what_was_never_started_make_no_folder(tmp_path: Path) -> None:
    local = LocalNeo4j(DataFolder(tmp_path / "new"))
    status = local.status()
    assert (status.running, status.uri, status.pid) == (False, None, None)
    assert not local.stop()
    assert list(tmp_path.iterdir()) == []


def test_every_jar_is_pinned_by_size_and_checksum_under_a_name_of_its_own() -> None:
    jars = pinned()
    assert {(jar.group, jar.artifact) for jar in jars if jar.version == VERSION} >= {
        ("org.neo4j", "neo4j"),
        ("org.neo4j", "neo4j-bolt"),
        ("org.neo4j.app", "neo4j-server"),
    }
    assert len({jar.file for jar in jars}) == len(jars)
    assert all(re.fullmatch(r"[0-9a-f]{64}", jar.sha256) and jar.size > 0 for jar in jars)


def test_a_jar_knows_its_place_in_a_repository() -> None:
    jar = Jar("io.netty", "epoll", "4.2", "linux-x86_64", 1, "0" * 64)
    assert str(jar.place) == "io/netty/epoll/4.2/epoll-4.2-linux-x86_64.jar"


@pytest.mark.parametrize("mirror", ["", "https://mirror.example/maven?a=1&b=2"])
def test_maven_is_asked_for_the_pinned_jars_and_nothing_else(mirror: str) -> None:
    jars = [Jar("a.b", "c", "1", "", 1, "0" * 64), Jar("a.b", "d", "2", "linux", 1, "0" * 64)]
    space = "{http://maven.apache.org/POM/4.0.0}"
    project = ElementTree.fromstring(project_of(jars, alone=True, mirror=mirror))  # noqa: S314 - our own text
    needs = project.findall(f"{space}dependencies/{space}dependency")
    assert [need.findtext(f"{space}classifier") for need in needs] == [None, "linux"]
    assert len(project.findall(f".//{space}exclusion")) == 2
    assert [url.text for url in project.iter(f"{space}url")] == ([mirror] * 2 if mirror else [])


def test_java_reads_paths_with_blanks_quotes_and_backslashes() -> None:
    text = settings.java_arguments([Path('a "b'), Path("c\\d")], ";")
    assert '"a \\"b;c\\\\d"' in text.splitlines()
    assert text.splitlines()[-1] == settings.MAIN


def test_a_password_is_kept_as_a_salted_hash() -> None:
    one, two = settings.user_entry("geheim"), settings.user_entry("geheim")
    assert one != two
    assert "geheim" not in one
    user, rest = one.strip().split(":", 1)
    _, digest, salt, rounds = rest.rstrip(":").split(",")
    found = bytes.fromhex(salt) + b"geheim"
    for _ in range(int(rounds)):
        found = hashlib.sha256(found).digest()
    assert (user, found.hex()) == ("neo4j", digest)

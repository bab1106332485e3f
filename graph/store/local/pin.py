"""Writes ``jars.csv`` anew: ``python -m graph.store.local.pin``, after ``VERSION`` in ``jars.py`` was changed.

Maven, which must be installed, says which jars the version needs and fetches them; their sizes and checksums are
taken from these files. Look at the difference, and run the tests on Neo4j, before it is committed.
"""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

from graph.errors import PolicyGraphError, StoreUnreachable, UsageError
from graph.store.local.jars import LIST, ROOT, Jar
from graph.store.local.maven import copy_jars, project_of

FIELDS = ("group", "artifact", "version", "classifier", "size", "sha256")


def resolve() -> list[Jar]:
    """The jars that Maven finds for the pinned version, in the order of their coordinates.

    Raises:
        UsageError: Maven is not installed.
        StoreUnreachable: Maven fails, or two jars have one file name.
    """
    maven = shutil.which("mvn")
    if maven is None:
        raise UsageError("Maven is needed to pin jars, and is not installed")
    root = Jar(*ROOT, classifier="", size=0, sha256="")
    mirror = os.environ.get("POLICYGRAPH_MAVEN_MIRROR", "")
    with tempfile.TemporaryDirectory() as name:
        into = Path(name) / "jars"
        copy_jars(maven, project_of([root], alone=False, mirror=mirror), into, lambda _: None, local=Path(name))
        jars = sorted((_jar(path, into) for path in into.rglob("*.jar")), key=lambda j: (j.group, j.artifact, j.file))
    if len({jar.file for jar in jars}) != len(jars):
        raise StoreUnreachable("two jars have one file name, so one folder cannot hold both")
    return jars


def _jar(path: Path, repository: Path) -> Jar:
    *group, artifact, version, file = path.relative_to(repository).parts
    classifier = file.removeprefix(f"{artifact}-{version}").removesuffix(".jar").removeprefix("-")
    data = path.read_bytes()
    return Jar(".".join(group), artifact, version, classifier, len(data), hashlib.sha256(data).hexdigest())


def main() -> int:
    """Resolve and write. Returns the exit code."""
    try:
        jars = resolve()
    except PolicyGraphError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    with LIST.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(FIELDS)
        writer.writerows([getattr(jar, name) for name in FIELDS] for jar in jars)
    print(f"{len(jars)} jars, {sum(jar.size for jar in jars):,} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

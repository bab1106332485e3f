"""Maven, where it is installed: a project of its own that asks for jars and nothing else."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from graph.errors import StoreUnreachable
from graph.store.local.jars import Jar

_LIMIT = 900.0  # seconds
_POLL = 0.2  # seconds
_LAST_LINES = 5  # of Maven's output, shown if it fails
_HEAD = (
    '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
    "<groupId>policygraph</groupId><artifactId>jars</artifactId><version>1</version><packaging>pom</packaging>"
)
_NOTHING_ELSE = "<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>"


def copy_jars(maven: str, project: str, into: Path, count: Callable[[int], None], *, local: Path) -> None:
    """Let Maven copy the jars that ``project`` asks for, in the layout of a repository.

    Args:
        maven: path of the program.
        project: text of a ``pom.xml``, see :func:`project_of`.
        into: folder for the jars.
        count: told now and then how many are there.
        local: folder for what Maven itself needs.

    Raises:
        StoreUnreachable: Maven fails or takes more than a quarter of an hour.
    """
    with tempfile.TemporaryDirectory(prefix="maven-", dir=local) as name, tempfile.TemporaryFile() as log:
        work = Path(name)
        (work / "pom.xml").write_text(project, encoding="utf-8")
        command = [
            maven, "--batch-mode", "--file", str(work / "pom.xml"), f"-Dmaven.repo.local={work / 'repository'}",
            "dependency:copy-dependencies", "-DincludeScope=runtime", "-Dmdep.useRepositoryLayout=true",
            f"-DoutputDirectory={into}",
        ]  # fmt: skip
        code = _watch(subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log), work, count)
        if code != 0:
            log.seek(0)
            lines = [line for line in log.read().decode(errors="replace").splitlines() if "ERROR" in line]
            raise StoreUnreachable("Maven does not fetch the jars of Neo4j:\n" + "\n".join(lines[:_LAST_LINES]))


def _watch(process: subprocess.Popen[bytes], work: Path, count: Callable[[int], None]) -> int | None:
    """The exit code; None if it was ended for its slowness."""
    deadline, known = time.monotonic() + _LIMIT, 0
    try:
        while process.poll() is None and time.monotonic() < deadline:
            found = sum(1 for _ in work.rglob("*.jar"))
            if found > known:
                count(found)
                known = found
            time.sleep(_POLL)
        return process.poll()
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


def project_of(jars: Sequence[Jar], *, alone: bool, mirror: str) -> str:
    """The text of a project that depends on ``jars``.

    Args:
        alone: without what they themselves depend on.
        mirror: address of the repository to use in place of Maven's own choice; empty for that choice.
    """
    needs = "".join(_dependency(jar, _NOTHING_ELSE if alone else "") for jar in jars)
    return f"{_HEAD}{_repositories(mirror)}<dependencies>{needs}</dependencies></project>{os.linesep}"


def _dependency(jar: Jar, exclusions: str) -> str:
    classifier = f"<classifier>{jar.classifier}</classifier>" if jar.classifier else ""
    return (
        f"<dependency><groupId>{jar.group}</groupId><artifactId>{jar.artifact}</artifactId>"
        f"<version>{jar.version}</version>{classifier}{exclusions}</dependency>"
    )


def _repositories(mirror: str) -> str:
    """Takes the place of the repository that Maven calls "central", for jars and for Maven's own parts."""
    if not mirror:
        return ""
    where = f"<id>central</id><url>{escape(mirror)}</url>"
    return (
        f"<repositories><repository>{where}</repository></repositories>"
        f"<pluginRepositories><pluginRepository>{where}</pluginRepository></pluginRepositories>"
    )

"""The download of pinned jars: by Maven where it is installed, else, or where that fails, by jgo."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from graph.errors import StoreUnreachable
from graph.store.local.extra import extra
from graph.store.local.jars import Jar
from graph.store.local.maven import copy_jars, project_of

_AT_ONCE = 8


def download(jars: Sequence[Jar], into: Path, count: Callable[[int], None]) -> None:
    """Put the jars into a folder, in the layout of a repository. Nothing is verified here.

    The repository is the one that Maven or jgo uses by itself; POLICYGRAPH_MAVEN_MIRROR names another.

    Args:
        jars: which ones.
        into: an empty folder.
        count: told now and then how many are there.

    Raises:
        StoreUnreachable: they cannot be fetched.
        UsageError: Maven is not there or fails, and jgo is not installed.
    """
    mirror = os.environ.get("POLICYGRAPH_MAVEN_MIRROR", "").strip().rstrip("/")
    maven = shutil.which("mvn")
    if maven:
        try:
            return copy_jars(maven, project_of(jars, alone=True, mirror=mirror), into, count, local=into)
        except StoreUnreachable:
            _empty(into)  # an old or misconfigured Maven is no reason to give up: jgo may do better
    return _by_jgo(jars, into, count, mirror)


def _by_jgo(jars: Sequence[Jar], into: Path, count: Callable[[int], None], mirror: str) -> None:
    context = extra("jgo.maven").MavenContext(
        repo_cache=into, remote_repos={"mirror": mirror} if mirror else None, timeout=30
    )

    def fetch(jar: Jar) -> None:
        context.project(jar.group, jar.artifact).at_version(jar.version).artifact(jar.classifier, "jar").resolve()

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        running = {pool.submit(fetch, jar): jar for jar in jars}
        for done, future in enumerate(as_completed(running), start=1):
            error = future.exception()
            if error is not None:
                pool.shutdown(wait=False, cancel_futures=True)
                raise _failure(running[future], error) from error
            count(done)


def _failure(jar: Jar, error: BaseException) -> StoreUnreachable:
    return StoreUnreachable(
        f"{jar.file} cannot be fetched: {error}",
        where=":".join((jar.group, jar.artifact, jar.version)),
        hint="check the network; POLICYGRAPH_MAVEN_MIRROR may name a Maven repository within reach",
    )


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()

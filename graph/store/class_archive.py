"""The class archive of the embedded engine: its Java classes as they stand in memory once they are read and checked.

Java maps such a file instead of reading thousands of classes one by one (class data sharing), which takes a third off
every start. The first engine notes which classes it loads; when it ends, a process of its own makes the archive of
them, in some seconds and at low priority: ``python -m graph.store.class_archive``. Java itself looks whether an archive
fits its version, its settings and the jars, and goes on without one that does not.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from filelock import FileLock

from graph.store.caching import cache_folder
from graph.store.detached import detached_module
from graph.store.locks import try_hold

_KEPT = 3  # archives of other installations; one has 50 MB
_LONGEST = 120.0  # seconds that making one may take
_NICE = 15
_OWN = ("-XX:DumpLoadedClassList=", "-XX:SharedArchiveFile=", "-Djava.class.path=")


class ClassArchive:
    """The archive for an engine of these jars and flags.

    Args:
        jars: the folder of the engine's jars.
        flags: what the virtual machine is started with.
        root: folder of caches, see :func:`graph.store.caching.cache_folder`.
    """

    def __init__(self, jars: Path, flags: Sequence[str], root: Path | None = None) -> None:
        folder = cache_folder("classes", root)
        name = _fingerprint(jars, flags)
        self.path, self._failed = folder / f"{name}.jsa", folder / f"{name}.failed"
        self._noting, self._noted = folder / f"{name}.noting", folder / f"{name}.noted"
        self._lock: FileLock | None = None

    def flags(self) -> list[str]:
        """What the virtual machine is told: to use the archive; to note classes for it; nothing if neither can be."""
        if self.path.exists():
            return [f"-XX:SharedArchiveFile={self.path}"]
        with suppress(OSError):
            if not self._failed.exists() and not self._is_being_made() and self._alone():
                return [f"-XX:DumpLoadedClassList={self._noting}"]
        return []

    def make(self) -> None:
        """Called when the engine ends: has the archive made of what was noted, if anything was."""
        if self._lock is None:
            return
        with suppress(OSError):
            self._noting.replace(self._noted)
            detached_module(__name__, [str(self.path), str(self._noted), *_launcher()], subprocess.DEVNULL)

    def _is_being_made(self) -> bool:
        return self._noted.exists() and time.time() - self._noted.stat().st_mtime < _LONGEST

    def _alone(self) -> bool:
        """Whether no other engine notes classes for the same archive; from here on until this process ends."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = try_hold(self.path.with_suffix(".lock"), 0)
        return self._lock is not None


def _fingerprint(jars: Path, flags: Sequence[str]) -> str:
    """Differs between installations, versions and settings."""
    files = sorted((jar.name, jar.stat().st_size, jar.stat().st_mtime_ns) for jar in jars.glob("*.jar"))
    machine = [flag for flag in flags if flag.startswith("-X")]
    return hashlib.sha256(repr((str(jars), files, machine)).encode()).hexdigest()[:16]


def _launcher() -> list[str]:
    """The command that starts a Java machine as this process's own was started."""
    import jpype

    system = jpype.JClass("java.lang.System")
    running = jpype.JClass("java.lang.management.ManagementFactory").getRuntimeMXBean()
    flags = [str(flag) for flag in running.getInputArguments() if str(flag).startswith("-")]
    java = Path(str(system.getProperty("java.home"))) / "bin" / "java"
    kept = [flag for flag in flags if not flag.startswith(_OWN)]
    return [str(java), *kept, "-cp", str(system.getProperty("java.class.path"))]


# ---- the process that makes it ----------------------------------------------------------------------------------


def main(arguments: Sequence[str]) -> int:
    """Makes an archive: its path, the list of classes, and the command that starts Java. Returns the exit code."""
    archive, noted, (java, *flags) = Path(arguments[0]), Path(arguments[1]), arguments[2:]
    made = archive.with_suffix(".making")
    _complete_lines(noted)
    dump = [java, "-Xshare:dump", f"-XX:SharedClassListFile={noted}", f"-XX:SharedArchiveFile={made}", *flags]
    try:
        done = subprocess.run(dump, capture_output=True, timeout=_LONGEST, check=False, cwd=archive.parent)
        said, failed = done.stdout + done.stderr, done.returncode != 0 or not made.exists()
    except (OSError, subprocess.TimeoutExpired) as error:
        said, failed = repr(error).encode(), True
    if failed:  # not tried again
        archive.with_suffix(".failed").write_bytes(said)
        made.unlink(missing_ok=True)
    else:
        made.replace(archive)
        _forget_old(archive.parent)
    noted.unlink(missing_ok=True)
    return int(failed)


def _complete_lines(noted: Path) -> None:
    """Drops the last line if the engine ended before it was written to its end."""
    text = noted.read_bytes()
    noted.write_bytes(text[: text.rfind(b"\n") + 1])


def _forget_old(folder: Path) -> None:
    """Removes all but the newest archives, and what is left of others."""
    archives = sorted(folder.glob("*.jsa"), key=lambda path: path.stat().st_mtime, reverse=True)
    kept = {archive.stem for archive in archives[:_KEPT]}
    for path in folder.iterdir():
        if path.stem not in kept and path.suffix in (".jsa", ".failed"):
            path.unlink(missing_ok=True)


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(_NICE)
    sys.exit(main(sys.argv[1:]))

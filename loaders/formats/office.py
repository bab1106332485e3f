"""Old Office files (.doc, .wps, .rtf, .odt) by LibreOffice, if it is installed: converted to DOCX, then read as such.

Environment: POLICYGRAPH_SOFFICE, the program to use instead of ``soffice`` or ``libreoffice`` on the PATH.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from graph.errors import ConverterMissing, DamagedFile, DataRejected, LimitExceeded
from loaders.formats.limits import HAS_RESOURCE, Limits, ended_by
from loaders.formats.sandbox import sandbox
from loaders.text import RawDocument, Remark, Span

SETTING = "POLICYGRAPH_SOFFICE"
LIMITS = Limits(seconds=120.0, memory=4 << 30)
_PROGRAMS = ("soffice", "libreoffice")
_LARGEST = 50_000_000  # bytes of the converted file
_DOCX = "docx:MS Word 2007 XML"
_INSTALL = (
    "install LibreOffice Writer (Debian, Ubuntu: libreoffice-writer-nogui) or name its program in "
    f"{SETTING}; or save the file as DOCX or PDF"
)
# Nothing is fetched, run or asked for: no links, no macros, a proxy that does not exist.
_COMMON, _INET = "/org.openoffice.Office.Common/Security/Scripting", "/org.openoffice.Inet/Settings"
_SETTINGS = (
    (_COMMON, "DisableMacrosExecution", "true"),
    (_COMMON, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    (_INET, "ooInetProxyType", "2"),
    *((_INET, f"ooInet{kind}ProxyName", "127.0.0.1") for kind in ("HTTP", "HTTPS")),
    *((_INET, f"ooInet{kind}ProxyPort", "9") for kind in ("HTTP", "HTTPS")),
)
_ITEM = '<item oor:path="{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_REGISTRY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
    + "\n".join(_ITEM.format(*setting) for setting in _SETTINGS)
    + "\n</oor:items>\n"
)


def read_office(data: bytes, name: str, kind: str, limits: Limits = LIMITS) -> RawDocument:
    """A file that LibreOffice opens, read by way of DOCX.

    Args:
        data: the bytes of the file.
        name: the name that errors and the document bear.
        kind: ``doc``, ``rtf``, ``odt`` or ``xml``; the document's format.
        limits: of the conversion.

    Raises:
        ConverterMissing: LibreOffice is not installed, or the program that is named is not there.
        LimitExceeded: it takes too long, or gives too large a file.
        DamagedFile: LibreOffice cannot open it.
        DataRejected: as the reader of DOCX does.
    """
    converted = sandbox().read("docx", _converted(data, name, kind, limits), name)
    end = converted.text.find("\n")
    remark = Remark(
        "converted",
        "info",
        f"{kind.upper()} 文件经 LibreOffice 转换为 DOCX 后读取",
        Span(0, end if end >= 0 else len(converted.text)),
        "如有缺漏，请用原程序另存为 DOCX 后重新载入",
    )
    sha256 = hashlib.sha256(data).hexdigest()
    return replace(converted, sha256=sha256, format=kind, remarks=(remark, *converted.remarks))


def program(name: str, kind: str) -> str:
    """The program that converts. Raises ConverterMissing, which says what ``name`` is and what to install."""
    chosen = os.environ.get(SETTING, "")
    found = shutil.which(chosen) if chosen else next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if found:
        return found
    missing = f"{SETTING} names a program that is not there: {chosen}" if chosen else "LibreOffice is not installed"
    raise ConverterMissing(f"a {kind.upper()} file is read with LibreOffice, and {missing}", where=name, hint=_INSTALL)


def _converted(data: bytes, name: str, kind: str, limits: Limits) -> bytes:
    soffice = program(name, kind)
    # Files that LibreOffice leaves open on Windows must not hide the answer.
    with tempfile.TemporaryDirectory(prefix="policygraph-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        (place / "profile" / "user").mkdir(parents=True)
        (place / "profile" / "user" / "registrymodifications.xcu").write_text(_REGISTRY, encoding="utf-8")
        source = place / f"document.{kind}"
        source.write_bytes(data)
        code = _run(_command(soffice, place, source, limits), place, limits, name)
        result = place / "out" / "document.docx"
        if code or not result.is_file():
            raise _failed(code, name)
        if result.stat().st_size > _LARGEST:
            raise LimitExceeded("the converted file is too large", where=name, hint="give the plan alone")
        return result.read_bytes()


def _command(soffice: str, place: Path, source: Path, limits: Limits) -> list[str]:
    convert = [
        soffice,
        f"-env:UserInstallation={(place / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nolockcheck"),
        *("--convert-to", _DOCX, "--outdir", str(place / "out"), str(source)),
    ]
    if not HAS_RESOURCE:
        return convert
    limited = [sys.executable, "-P", "-m", "loaders.formats.limits"]
    return [*limited, str(limits.memory), str(round(limits.seconds)), str(_LARGEST), *convert]


def _run(command: list[str], place: Path, limits: Limits, name: str) -> int:
    """The exit code. The program and all that it started are killed when the time is up."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, stdin=quiet, stdout=quiet, stderr=quiet, cwd=place, env=_environment(place), start_new_session=True
    ) as process:
        try:
            return process.wait(limits.seconds)
        except subprocess.TimeoutExpired:
            raise LimitExceeded(
                f"LibreOffice takes longer than {limits.seconds:g} seconds over it",
                where=name,
                hint="save it as DOCX in its own program",
            ) from None
        finally:
            _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Ends the program's whole group: ``soffice`` is a script that starts another program."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _failed(code: int, name: str) -> DataRejected:
    if ended_by(code, "SIGXCPU"):
        return LimitExceeded(
            "LibreOffice takes too long over it", where=name, hint="save it as DOCX in its own program"
        )
    return DamagedFile(
        f"LibreOffice cannot open the file (exit {code})" if code else "LibreOffice makes nothing of the file",
        where=name,
        hint="open it in its own program and save it as DOCX",
    )


def _environment(place: Path) -> dict[str, str]:
    """What LibreOffice needs to start: a home that is not the user's, and a language for file names."""
    kept = {key: os.environ[key] for key in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT") if key in os.environ}
    ours = str(Path(__file__).resolve().parents[2])
    return {**kept, "HOME": str(place), "TMPDIR": str(place), "TEMP": str(place), "LANG": "C.UTF-8", "PYTHONPATH": ours}

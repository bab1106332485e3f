"""Named errors. Each says what happened, where, and what to do; the exit code is the command line's.

Exit codes (DESIGN: 0 ok · 1 data rejected · 2 usage · 3 store unreachable · 4 partial).
"""

from __future__ import annotations

from collections.abc import Sequence


class PolicyGraphError(Exception):
    """Base of all errors that a user may meet.

    Args:
        what: one sentence, what happened.
        where: file, line, measure or parameter it happened at; empty if nowhere in particular.
        hint: what to do about it; empty if nothing can be said.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.hint = what, where, hint

    @property
    def code(self) -> str:
        """The error's stable name, for scripts."""
        return type(self).__name__

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.what}{advice}"


# ---- 1: data rejected -------------------------------------------------------------------------------------------


class DataRejected(PolicyGraphError):
    """The input was read and refused; nothing was written."""

    exit_code = 1


class UnreadableFile(DataRejected):
    """The file does not exist, is no file, is empty, too large, or may not be read."""


class UndecodableText(DataRejected):
    """The bytes are not text in any encoding that is read."""


class UnsupportedFormat(DataRejected):
    """The file is of a format that is not read."""


class ConverterMissing(UnsupportedFormat):
    """The format is read with the help of another program (LibreOffice), which is not installed."""


class LimitExceeded(DataRejected):
    """The file goes beyond a limit: size, archive ratio, members, pages, time or memory."""


class DamagedFile(DataRejected):
    """The container is truncated or broken, so that its text cannot be trusted."""


class ProtectedFile(DataRejected):
    """The file is encrypted or asks for a password."""


class NoTextFound(DataRejected):
    """The file holds pictures of pages, or nothing that is text."""


class DamagedText(DataRejected):
    """The text was destroyed before it came here: mojibake, pinyin between the characters, lost characters."""


class StructureNotFound(DataRejected):
    """A text without measures: an error with a name, never an empty graph."""


class InvalidRecords(DataRejected):
    """Records break the schema or their evidence; ``problems`` lists every breach."""

    def __init__(self, problems: Sequence[str], *, where: str = "") -> None:
        shown = "; ".join(problems[:5]) + (f"; and {len(problems) - 5} more" if len(problems) > 5 else "")
        super().__init__(f"{len(problems)} invalid record(s): {shown}", where=where)
        self.problems = tuple(problems)


class DocumentConflict(DataRejected):
    """A document with this key exists with another issuer or title."""


class InvalidCorrections(DataRejected):
    """A file of corrections by hand cannot be followed; ``problems`` lists every breach as line and text."""

    def __init__(self, problems: Sequence[tuple[int, str]], *, where: str) -> None:
        said = "\n".join(f"{where}:{line}: {text}" for line, text in problems)
        super().__init__(
            f"{len(problems)} problem(s) in corrections:\n{said}",
            hint="policygraph correct template shows how an entry is written",
        )
        self.problems = tuple(problems)


class InvalidQueryFile(DataRejected):
    """A query file breaks the format or the lint; ``problems`` lists every breach as file:line: text."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(f"{len(problems)} problem(s) in query files:\n" + "\n".join(problems))
        self.problems = tuple(problems)


# ---- 2: usage ---------------------------------------------------------------------------------------------------


class UsageError(PolicyGraphError):
    """The call cannot be answered as it was put."""

    exit_code = 2


class UnknownName(UsageError):
    """A name nobody knows; ``candidates`` are the nearest known ones."""

    def __init__(self, what: str, *, candidates: Sequence[str] = (), where: str = "") -> None:
        hint = "did you mean " + ", ".join(candidates) + "?" if candidates else ""
        super().__init__(what, where=where, hint=hint)
        self.candidates = tuple(candidates)


class AmbiguousName(UsageError):
    """A name with several owners; ``candidates`` are their ids and full names."""

    def __init__(self, what: str, *, candidates: Sequence[str], where: str = "") -> None:
        super().__init__(what, where=where, hint="say which: " + ", ".join(candidates))
        self.candidates = tuple(candidates)


class InvalidParameter(UsageError):
    """A parameter is missing, unknown, or of the wrong type."""


# ---- 3: store ---------------------------------------------------------------------------------------------------


class StoreUnreachable(PolicyGraphError):
    """The database cannot be started, joined or reached."""

    exit_code = 3


class DataFolderError(StoreUnreachable):
    """The data folder cannot be used: read-only, damaged, or written by another version."""


class WriterBusy(StoreUnreachable):
    """Another process is writing to this data folder."""


class StoreTimeout(StoreUnreachable):
    """A statement ran into its limit of time or memory."""


# ---- 4: partial -------------------------------------------------------------------------------------------------


class PartialResult(PolicyGraphError):
    """Some of the inputs were refused, the others were done."""

    exit_code = 4

"""Functions of local government: which body a local name is, and what the centre has for it.

A local body is told by its stem (发展改革, 市场监管) before a suffix (厅, 局, 委, 办), or by its whole form (教委,
高院). A stem that joins several known ones (农业农村和水利局) has several functions. The table is
``provincial_functions.csv``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from graph.registry.agency import past
from graph.registry.spelling import plain
from graph.registry.tables import Row, rows, split

_SUFFIX = re.compile("(?:工作)?(?:委员会办公室|领导小组办公室|委员会|办公室|分局|总队|支队|厅|局|委|办|处|署)$")
_JOINTS = re.compile("[和与及、]")
_REFORMS = {  # the day on which a year of reform turns
    **{"2008": "2008-03-15", "2013": "2013-03-14", "2018": "2018-03-17", "2023": "2023-03-10"},
    "2019": "2019-06-18",  # 中国铁路总公司
}
_LONG = (("监督管理", "监管"), ("计划生育", "计生"), ("卫生与", "卫生"))


@dataclass(frozen=True)
class Function:
    """One line of work of local government; ``until`` is the day or year after which its name should be gone."""

    id: str
    label: str
    counterparts: tuple[str, ...]
    branch_of: tuple[str, ...]
    until: str = ""

    def central(self, day: str) -> tuple[str, ...]:
        """Ids of the central bodies that do the same work on the ISO day."""
        return _covering(self.counterparts, day)

    def hosts(self, day: str) -> tuple[str, ...]:
        """Ids of the central bodies whose branch it is on the ISO day."""
        return _covering(self.branch_of, day)

    def outlived(self, day: str) -> bool:
        """Whether the centre had been reformed by the ISO day, and bodies of this name with it."""
        return bool(self.until) and past(self.until, day)


class Functions:
    """Forms and stems of local bodies."""

    def __init__(self) -> None:
        table = rows("provincial_functions")
        self.by_id = {row["function"]: _function(row) for row in table}
        self._forms: dict[str, list[str]] = {}
        self._stems: dict[str, tuple[str, str]] = {}
        for row in table:
            self._learn(row)

    def _learn(self, row: Row) -> None:
        for form in split(row["forms"]):
            self._forms.setdefault(plain(form), []).append(row["function"])
        for group in split(row["stems"]):
            official, *others = group.split("=")
            for stem in (official, *others):
                self._stems.setdefault(stem_key(stem), (row["function"], official))

    @cached_property
    def _joined(self) -> tuple[str, ...]:
        return tuple(sorted((s for s in self._stems if len(s) > 1), key=lambda s: (-len(s), s)))

    @lru_cache(maxsize=4096)  # noqa: B019 - one registry for the process
    def find(self, form: str, *, branch: bool = False) -> tuple[tuple[Function, ...], str]:
        """The functions of a local body named without its place, and its name with the stem written out.

        Args:
            form: e.g. 发改委, 农业农村和水利局.
            branch: prefer the function whose bodies are branches of the centre (湖北金融监管局, not 市金融监管局).

        Returns:
            Empty and the form itself if nothing is known.
        """
        exact = self._exact(form, branch=branch)
        if exact is not None:
            return (exact,), form
        suffix = _SUFFIX.search(form)
        if not suffix or suffix.start() == 0:
            return (), form
        stem, ending = form[: suffix.start()], suffix.group(0)
        known = self._stems.get(stem_key(stem))
        if known:
            return (self.by_id[known[0]],), known[1] + ending.replace("委员会", "委")
        return self._several(stem_key(stem)), form

    def _exact(self, form: str, *, branch: bool) -> Function | None:
        found = [self.by_id[name] for name in self._forms.get(form, ())]
        preferred = [function for function in found if bool(function.branch_of) == branch]
        if branch and not preferred:
            return None
        return next(iter(preferred or found), None)

    def _several(self, stem: str) -> tuple[Function, ...]:
        """The functions whose stems make up the whole stem, in order; empty if some part is left over."""
        found: list[Function] = []
        while stem:
            part = next((s for s in self._joined if stem.startswith(s)), None)
            if part is None:
                return ()
            found.append(self.by_id[self._stems[part][0]])
            stem = stem[len(part) :]
        return tuple(dict.fromkeys(found)) if len(found) > 1 else ()


def stem_key(stem: str) -> str:
    """A stem for comparison: joints left out, 监督管理 as 监管."""
    for long, short in _LONG:
        stem = stem.replace(long, short)
    return _JOINTS.sub("", stem)


def _function(row: Row) -> Function:
    return Function(row["function"], row["label"], split(row["counterparts"]), split(row["branch"]), row["until"])


def _covering(spells: tuple[str, ...], day: str) -> tuple[str, ...]:
    """The ids whose spell, ``id:year-year`` with an open end, covers the day; a year of reform turns on its day."""
    found = []
    for spell in spells:
        id_, years = spell.split(":")
        start, end = (_REFORMS.get(year, year) for year in years.split("-"))
        if start <= day and (not end or day < end):
            found.append(id_)
    return tuple(found)

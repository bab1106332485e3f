"""What names are resolved against: the registry, on the document's day, in its place, and within its issuer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, reduce

from graph.evidence import fold
from graph.registry.agency import Agency, Place, Resolution
from graph.registry.registry import Registry
from loaders.terms import NO_TERMS, Terms

UNIT, UNIT_KIND = "unit", "内设机构"
# Units as a department's own plan names them: 规划财务司, 法规处, 办公室; 局办公室, 部信息中心.
_BARE = re.compile(r"[\u4e00-\u9fff]{1,12}司|[\u4e00-\u9fff]{1,6}[处科室股]|机关党委|机关纪委|办公[室厅]")
_BUREAU = re.compile(r"[\u4e00-\u9fff]{2,8}(?<!分)局")  # of a ministry only: 执法稽查局
_OWN = re.compile(
    r"本?(?:总局|[部局厅委署办会院行])(?:机关)?(?P<unit>办公[室厅]|机关党委|[\u4e00-\u9fff]{2,12}(?:中心|[队院站所馆司处科室]))"
)
# Words of Taiwan that copies in traditional script bring along; converting characters does not give the name back.
_TAIWAN = {"资讯": "信息", "网路": "网络", "软体": "软件", "品质": "质量"}
_PLACED = re.compile("[省市县区州盟旗]|自治|兵团|国家|中央|国务院|全国")
_GOVERNING = frozenset(("government", "government_office", "party_committee", "party_office"))
_GOVERNING_CENTRE = frozenset(("state_council", "gosc", "cpc_cc", "gocc"))


@dataclass
class Setting:
    """The registry on a day, in a place (None: a document of the centre), for a document of an issuer.

    ``issuer`` is who issued the document, as printed. ``terms`` are a person's decisions about names of objects.
    ``resolved`` remembers every answer by id, so that bodies which the registry does not list can be written.
    """

    registry: Registry
    on: date | None
    place: Place | None
    issuer: str = ""
    terms: Terms = NO_TERMS
    resolved: dict[str, Resolution] = field(default_factory=dict)

    def resolve(self, name: str) -> Resolution:
        """A name as printed; A（B） is tried whole, then as A; what nobody knows may be a unit of the issuer."""
        answer = self.registry.resolve(name, self.on, self.place)
        for other in _otherwise(name) if answer.agency is None else ():
            found = self.registry.resolve(other, self.on, self.place)
            answer = replace(found, name=name) if found.agency and not answer.agency else answer
        if (answer.agency is None or answer.inferred) and not answer.function and self.department:
            answer = _unit(name, self.department) or answer
        return self.resolved.setdefault(self.key(answer), answer)

    def key(self, answer: Resolution) -> str:
        """The registry's id; for a body that it does not know its name, in the place of the document."""
        if answer.agency:
            return answer.agency.id
        return f"unlisted:{self.place.code}:{fold(answer.name)}" if self.place else f"unlisted:{fold(answer.name)}"

    def names_a_unit(self, name: str) -> bool:
        """Whether the name is formed like that of a unit of the issuing department."""
        return self.department is not None and _unit(name, self.department) is not None

    @cached_property
    def department(self) -> Agency | None:
        """The issuer, if it is one department: plans of governments and party committees name no units of theirs."""
        answer = self.registry.resolve(self.issuer, self.on, self.place) if self.issuer else None
        if answer is None or answer.agency is None or answer.agency.collective:
            return None
        governs = answer.agency.id in _GOVERNING_CENTRE or answer.function in _GOVERNING
        return None if governs else answer.agency


def _otherwise(name: str) -> Iterator[str]:
    """Other forms of a name that nobody knows: without what stands in brackets, in the words of the mainland."""
    if "（" in name:
        yield re.sub(r"（[^（）]*）", "", name)
    mainland = reduce(lambda text, word: text.replace(word, _TAIWAN[word]), _TAIWAN, name)
    if mainland != name:
        yield mainland


def _unit(name: str, department: Agency) -> Resolution | None:
    """A unit of the issuer: 质量司 in a plan of a ministry is that ministry's."""
    own = _OWN.fullmatch(name)
    bureau = department.level == "central" and _BUREAU.fullmatch(name)
    if not own and (not (_BARE.fullmatch(name) or bureau) or _PLACED.match(name)):
        return None
    unit = own["unit"] if own else name
    full = f"{department.short}{unit}"
    agency = Agency(
        id=f"{department.id}/{fold(unit)}",
        name=full,
        short=full,
        names=(full,),
        kinds=(UNIT_KIND,),
        level=department.level,
        jurisdiction=department.jurisdiction,
        parent=department.id,
    )
    return Resolution(name, agency, how=UNIT)

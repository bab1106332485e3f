"""From the names of a notation to parties: which body each name stands for on the day, and what could not be told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.registry.agency import Resolution
from loaders.model import Issue, Party, Responsibility
from loaders.notation.document import DocumentRules
from loaders.notation.find import Found
from loaders.notation.notation import Item
from loaders.notation.roles import SHARED, Assigned
from loaders.setting import UNIT, Setting

# A level word printed once is carried over to the names after it (省农业厅、卫生厅), never to bodies of the centre.
_LEVEL = re.compile(
    r"(?:省政府|市政府|县政府|区政府|省委|市委|县委|区委|自治区党委|自治区政府|自治区|兵团|省|市|州|盟|县|区|旗)"
)
_CENTRAL_ONLY = re.compile(
    r"(?:总局|总署|部|海关|银行|分行)$|^(?:中央|国家|国务院|中国|全国|各|有关|相关|人行|人民银行)"
)


def responsibility(
    found: Found, measure: int, rules: DocumentRules, setting: Setting
) -> tuple[Responsibility, list[Issue]]:
    """The notation with every name resolved, and the issues that came up."""
    issues: list[Issue] = []
    parties: list[Party] = []
    assigned = rules.assign(found)
    for position, (verdict, resolution) in enumerate(zip(assigned, _resolve_all(assigned, setting), strict=True), 1):
        parties.append(_party(verdict, setting.key(resolution), position))
        issues += _doubts(verdict.item, resolution, measure, setting)
    issues += _unexplained_marks(found, rules, measure)
    issues += _order(found, parties, assigned, measure, setting)
    rule = "+".join(sorted({a.rule for a in assigned}))
    notation = found.notation
    return Responsibility(found.outer, tuple(parties), notation.open_list, rule, notation.deadline), issues


def _resolve_all(assigned: list[Assigned], setting: Setting) -> Iterator[Resolution]:
    """Each name resolved; in a local document one without a level or place takes the level word printed last."""
    prefix = ""
    for verdict in assigned:
        name = verdict.item.text
        level = _LEVEL.match(name)
        prefix = level[0] if level else prefix
        bare = setting.place and not (verdict.item.collective or level or _stands_alone(name, setting))
        yield setting.resolve(prefix + name if bare and not _CENTRAL_ONLY.search(name) else name)


def _stands_alone(name: str, setting: Setting) -> bool:
    """杭州市政府, 湖北银保监局: the place stands in the name itself; 法规处: a unit of the issuing department."""
    if setting.names_a_unit(name):
        return True
    places = setting.registry.places
    return places.lead(name, setting.place)[0] is not None or places.lead_short(name)[0] is not None


def _party(verdict: Assigned, agency: str, position: int) -> Party:
    item = verdict.item
    return Party(
        span=item.span,
        agency=agency,
        role=verdict.role,
        basis=verdict.basis,
        broad_role=verdict.broad_role,
        broad_basis=verdict.broad_basis,
        wording=verdict.wording,
        position=position,
        collective=item.collective,
        scope=item.scope,
    )


# ---- issues -----------------------------------------------------------------------------------------------------


def _doubts(item: Item, resolution: Resolution, measure: int, setting: Setting) -> Iterator[Issue]:
    if resolution.how == "ambiguous":
        owners = "、".join(f"{c.name}（{c.id}）" for c in resolution.candidates)
        yield Issue(
            "ambiguous_agency", "warning", f"机构名称“{item.text}”有多个所指", item.span, f"可能是：{owners}", measure
        )
    elif resolution.agency is None:
        near = "、".join(setting.registry.suggest(item.text, 3))
        yield Issue(
            "unknown_agency",
            "warning",
            f"登记册中没有机构“{item.text}”",
            item.span,
            f"相近的名称：{near}" if near else "",
            measure,
        )
    elif resolution.how == UNIT:
        where = resolution.agency.name
        yield Issue("internal_unit", "info", f"“{item.text}”按发文机关的内设机构处理", item.span, where, measure)
    elif resolution.slack:
        yield Issue(
            "late_name", "info", f"“{item.text}”在成文时已经改名或撤销", item.span, resolution.agency.name, measure
        )


def _unexplained_marks(found: Found, rules: DocumentRules, measure: int) -> Iterator[Issue]:
    """★A without a legend: read as the lead, to be checked."""
    known = {*rules.legend, *found.notation.legend}
    marked = [item for item in found.notation.items if item.mark and item.mark not in known]
    if marked and len(marked) < len(found.notation.items):
        text = f"“{marked[0].mark}”没有说明，按牵头单位处理"
        yield Issue("mark_without_legend", "info", text, marked[0].span, "请对照原文核实", measure)


def _order(
    found: Found, parties: list[Party], assigned: list[Assigned], measure: int, setting: Setting
) -> Iterator[Issue]:
    """A shared list out of protocol order (建制序) suggests a lead; a list in order says nothing (DESIGN §5)."""
    shared = [p.agency for p in parties if p.role == SHARED and not p.collective]
    if len(shared) < 3 or len(shared) != sum(not p.collective for p in parties) or setting.on is None:
        return
    if setting.registry.protocol_order(shared, setting.on) is False:
        first = assigned[0].item
        yield Issue(
            "shared_list_out_of_order",
            "info",
            f"共同负责的名单不按建制序排列，首位“{first.text}”可能是牵头单位",
            found.outer,
            "严格读法下无牵头单位；请对照原文核实",
            measure,
        )

"""Two columns, agencies and measures, with the lines between them, as SVG. Equal networks, equal bytes.

All of the look is in presentation attributes: the policy of the pages takes no style inside a page, and the file has
to look the same on its own. Nothing in it moves or loads.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from api.pages.language import Speaker
from api.pictures.network import ROLES, Body, Item, Network, Tie
from api.pictures.ordering import ordered
from graph.catalogue.query import Words

_WIDTH, _MARGIN, _TOP = 880, 8, 74
_LEFT, _RIGHT = 226, 548  # where lines leave the agencies and reach the measures
_LINE, _PORT, _HEADING = 26, 6.0, 34  # px: least height of a node, between two lines at a node, of a heading
_TEXT = 14
_INK, _SOFT, _PAPER, _RULE = "#1f2328", "#57606a", "#ffffff", "#d9dde2"
_FONT = (
    "PingFang SC, Hiragino Sans GB, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, "
    "WenQuanYi Zen Hei, system-ui, sans-serif"
)
_DASHES = "5 3"
# Told apart by colour (dark red, blue, grey: also in the common kinds of colour blindness), width and end mark.
_STROKES = {"lead": ("#9b2423", "2.6"), "participant": ("#0072b2", "1.4"), "shared": ("#767b82", "1.1")}
ROLE_WORDS = {
    "lead": Words("牵头", "leads"),
    "participant": Words("参加", "takes part"),
    "shared": Words("分工负责", "shares"),
}
_BROAD = Words("虚线：仅宽泛读法如此", "dashed: under the broad reading only")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Drawing:
    """What a picture says beside its network; ``body_url`` and ``item_url`` give the addresses behind ids."""

    title: str
    description: str
    speak: Speaker
    body_url: Callable[[str], str]
    item_url: Callable[[str], str]
    first: tuple[str, ...] = ()


@dataclass
class _Node:
    """A node's place: its upper edge, its height, and which of its lines comes next."""

    top: float
    height: float
    lines: int
    drawn: int = 0

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    def port(self) -> float:
        """The height at which the next line meets the node."""
        self.drawn += 1
        return self.middle + (self.drawn - 0.5 - self.lines / 2) * _PORT


def two_columns(network: Network, drawing: Drawing) -> str:
    """The picture. Words are in the language of the drawing; names are those of the data."""
    bodies = ordered(network, drawing.first)
    left, right, height = _places(bodies, network)
    parts = [
        _open(drawing, height),
        *_legend(drawing.speak, any(tie.broad_only for tie in network.ties)),
        *_lines(network.ties, bodies, network.items, left, right, drawing.speak),
        *_bodies(bodies, network.ties, left, drawing),
        *_items(network.items, right, drawing),
        "</svg>",
        "",
    ]
    return "\n".join(parts)


def _places(bodies: Sequence[Body], network: Network) -> tuple[dict[str, _Node], dict[str, _Node], float]:
    """Where everything stands; the shorter column is spread over the height of the longer one."""
    left = {body.id: _node(sum(tie.body == body.id for tie in network.ties)) for body in bodies}
    right = {item.id: _node(sum(tie.item == item.id for tie in network.ties)) for item in network.items}
    headed = _headed(network.items)
    tall = max(_sum(left, ()), _sum(right, headed))
    for column, over in ((left, frozenset[str]()), (right, headed)):
        gap = (tall - _sum(column, over)) / max(1, len(column))
        at = _TOP + gap / 2
        for id_, node in column.items():
            at += _HEADING if id_ in over else 0
            node.top = at
            at += node.height + gap
    return left, right, _TOP + tall + _MARGIN


def _node(lines: int) -> _Node:
    return _Node(0, max(_LINE, lines * _PORT + 8), lines)


def _sum(column: dict[str, _Node], headed: frozenset[str] | tuple[()]) -> float:
    return sum(node.height for node in column.values()) + _HEADING * len(headed)


def _headed(items: Sequence[Item]) -> frozenset[str]:
    """The measures over which a heading stands: the first of each section."""
    before = ["", *(item.heading for item in items)]
    return frozenset(item.id for was, item in zip(before, items, strict=False) if item.heading and item.heading != was)


# ---- what is written ------------------------------------------------------------------------------------------------


def _open(drawing: Drawing, height: float) -> str:
    size = f'viewBox="0 0 {_WIDTH} {_n(height)}" width="{_WIDTH}" height="{_n(height)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} class="two-columns" font-family="{_FONT}" '
        f'font-size="{_TEXT}" role="group" aria-labelledby="picture-title picture-text">\n'
        f'<title id="picture-title">{_safe(drawing.title)}</title>\n'
        f'<desc id="picture-text">{_safe(drawing.description)}</desc>\n'
        f'<rect width="{_WIDTH}" height="{_n(height)}" fill="{_PAPER}"/>'
    )


def _legend(t: Speaker, broad: bool) -> Iterator[str]:
    yield f'<g fill="{_SOFT}" font-size="13">'
    x = _MARGIN
    for role in ROLES:
        yield _stroke(role, f"M{x} 18H{x + 36}", "") + _mark(role, x + 38, 18)
        yield _text(x + 50, 22.5, t(ROLE_WORDS[role]), "")
        x += 64 + round(_em(t(ROLE_WORDS[role])) * 13)
    if broad:
        yield _stroke("lead", f"M{x} 18H{x + 36}", "", dashed=True) + _text(x + 44, 22.5, t(_BROAD), "")
    heads = ((_LEFT - 12, t("部门", "Agencies"), ' text-anchor="end"'), (_RIGHT + 12, t("任务", "Measures"), ""))
    yield from (_text(at, 54, head, f' font-weight="600" fill="{_INK}"{more}') for at, head, more in heads)
    yield f'<path d="M{_MARGIN} 64H{_WIDTH - _MARGIN}" stroke="{_RULE}"/></g>'


def _lines(
    ties: Sequence[Tie],
    bodies: Sequence[Body],
    items: Sequence[Item],
    left: dict[str, _Node],
    right: dict[str, _Node],
    t: Speaker,
) -> Iterator[str]:
    """The lines, those that lead on top; at each node they leave in the order in which they arrive."""
    rows = {body.id: n for n, body in enumerate(bodies)}
    columns = {item.id: n for n, item in enumerate(items)}
    names = {x.id: x.short for x in bodies} | {x.id: x.label for x in items}
    starts = {
        tie.key: left[tie.body].port() for tie in sorted(ties, key=lambda tie: (columns[tie.item], _rank(tie.role)))
    }
    ends = {tie.key: right[tie.item].port() for tie in sorted(ties, key=lambda tie: (rows[tie.body], _rank(tie.role)))}
    yield '<g fill="none" aria-hidden="true">'
    middle = (_LEFT + _RIGHT) / 2
    for tie in sorted(ties, key=lambda tie: (-_rank(tie.role), rows[tie.body], columns[tie.item])):
        y1, y2 = starts[tie.key], ends[tie.key]
        path = f"M{_LEFT} {_n(y1)}C{_n(middle)} {_n(y1)} {_n(middle)} {_n(y2)} {_RIGHT} {_n(y2)}"
        said = f"{names[tie.body]} {t(ROLE_WORDS[tie.role])} {names[tie.item]}"
        yield _stroke(tie.role, path, said, dashed=tie.broad_only) + _mark(tie.role, _RIGHT + 2, y2)
    yield "</g>"


def _bodies(bodies: Sequence[Body], ties: Sequence[Tie], left: dict[str, _Node], drawing: Drawing) -> Iterator[str]:
    for body in bodies:
        node = left[body.id]
        counts = [(role, sum(tie.body == body.id and tie.role == role for tie in ties)) for role in ROLES]
        said = "，".join(f"{drawing.speak(ROLE_WORDS[role])} {count}" for role, count in counts if count)
        weight = ' font-weight="600"' if body.id in drawing.first else ""
        shown = _shortened(body.short, (_LEFT - 30) / _TEXT)
        yield _link(drawing.body_url(body.id), f"{body.name}：{said}", _box(_MARGIN, node, _LEFT - _MARGIN - 6))
        yield _text(_LEFT - 12, node.middle + 5, shown, f' text-anchor="end" fill="{_INK}"{weight}') + _bar(node, -4)
        yield "</a>"


def _items(items: Sequence[Item], right: dict[str, _Node], drawing: Drawing) -> Iterator[str]:
    headed = _headed(items)
    for item in items:
        node = right[item.id]
        if item.id in headed:
            heading = _shortened(item.heading, (_WIDTH - _RIGHT - 20) / 12)
            yield _text(_RIGHT + 12, node.top - 10, heading, f' font-size="12" fill="{_SOFT}" font-weight="600"')
        shown = _shortened(item.label, (_WIDTH - _RIGHT - 20) / _TEXT)
        yield _link(drawing.item_url(item.id), item.label, _box(_RIGHT + 8, node, _WIDTH - _RIGHT - 8 - _MARGIN))
        yield _text(_RIGHT + 12, node.middle + 5, shown, f' fill="{_INK}"') + "</a>"


def _link(href: str, title: str, box: str) -> str:
    return f'<a href="{escape(href)}"><title>{_safe(title)}</title>{box}'


def _box(x: float, node: _Node, width: float) -> str:
    return f'<rect x="{_n(x)}" y="{_n(node.top)}" width="{_n(width)}" height="{_n(node.height)}" fill="{_PAPER}"/>'


def _bar(node: _Node, beside: float) -> str:
    """A bar as long as the lines at the node are wide together."""
    reach = max(1, node.lines) * _PORT
    x, y = _LEFT + beside, node.middle - reach / 2
    return f'<rect x="{_n(x)}" y="{_n(y)}" width="3" height="{_n(reach)}" fill="{_SOFT}"/>'


def _stroke(role: str, path: str, title: str, *, dashed: bool = False) -> str:
    colour, width = _STROKES[role]
    dashes = f' stroke-dasharray="{_DASHES}"' if dashed else ""
    told = f"<title>{_safe(title)}</title>" if title else ""
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{dashes}>{told}</path>'


def _mark(role: str, x: float, y: float) -> str:
    """The end of a line: a square leads, a disc takes part, a ring shares."""
    colour, _ = _STROKES[role]
    if role == "lead":
        return f'<rect x="{_n(x - 2.5)}" y="{_n(y - 2.5)}" width="5" height="5" fill="{colour}"/>'
    inside = colour if role == "participant" else _PAPER
    return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="2.3" fill="{inside}" stroke="{colour}"/>'


def _text(x: float, y: float, text: str, more: str) -> str:
    return f'<text x="{_n(x)}" y="{_n(y)}"{more}>{_safe(text)}</text>'


def _rank(role: str) -> int:
    return ROLES.index(role)


def _shortened(text: str, most: float) -> str:
    """The text if it is at most so many em wide, else its beginning and an ellipsis."""
    if _em(text) <= most:
        return text
    kept = ""
    for character in text:
        if _em(kept + character) > most - 1:
            break
        kept += character
    return kept + "…"


def _em(text: str) -> float:
    """The width of a text in em, roughly: a Chinese character is one."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.58 for c in text)


def _safe(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def _n(number: float) -> str:
    """A number with one decimal at most."""
    return f"{number:.1f}".removesuffix(".0")

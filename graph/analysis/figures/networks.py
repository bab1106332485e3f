"""Figures of one network: who has which role in how many measures, and in which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analysis.figures.picture import BLUE, INK, ORANGE, PALE, RED, SKY, Picture, label
from graph.analysis.measures import degree, lead_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from graph.analysis.networks import Network

# Role: word, colour, hatch of a bar, dashes of a line. Nothing is told by colour alone.
ROLES = {
    "lead": ("牵头 lead", BLUE, "", "solid"),
    "shared": ("分工负责 shared", ORANGE, "///", (0, (4, 2))),
    "participant": ("参加 participant", SKY, "...", (0, (1, 1.5))),
}
_TITLE = 16  # characters of a measure's title


def role_counts(network: Network, most: int = 25) -> Picture:
    """Bars: measures of each agency, parted by role; the agencies with the most measures first."""
    nodes = _by_degree(network)[:most]

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        left = [0] * len(nodes)
        for role, (word, colour, hatch, _) in ROLES.items():
            counts = [sum(told["role"] == role for told in network[node].values()) for node in nodes]
            axes.barh(range(len(nodes)), counts, left=left, color=colour, hatch=hatch, edgecolor="white", label=word)
            left = [a + b for a, b in zip(left, counts, strict=True)]
        _rows(axes, [label(network.nodes[node]) for node in nodes])
        axes.set_xlabel("任务数 measures")
        axes.legend(loc="lower right")

    return Picture(("各部门承担的任务，按角色", "Measures of each agency by role"), network, _high(len(nodes)), draw)


def two_columns(network: Network) -> Picture:
    """Two columns: agencies by their number of measures, measures in document order; a line for each responsibility."""
    agencies, measures = _by_degree(network), _measures(network)

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        axes.axis("off")
        heights = {**_spread(agencies), **_spread(measures)}
        for agency in reversed(agencies):
            for measure, told in network[agency].items():
                _, colour, _, dashes = ROLES[told["role"]]
                width = 1.8 if told["role"] == "lead" else 0.8
                axes.plot([0, 1], [heights[agency], heights[measure]], color=colour, ls=dashes, lw=width, alpha=0.8)
        _labels(axes, heights, network)
        for word, colour, _, dashes in ROLES.values():
            axes.plot([], [], color=colour, ls=dashes, label=word)
        axes.set_xlim(-0.35, 1.75)
        figure.legend(loc="outside upper right", ncols=3)

    title = "部门与任务", "Agencies and measures"
    return Picture(title, network, _high(max(len(agencies), len(measures)), 9.0), draw)


def lead_changes(strict: Network, broad: Network) -> Picture:
    """Dots: measures that each agency leads under the strict and under the broad reading."""
    before, after = lead_count(strict).scores(), lead_count(broad).scores()
    names = {told["id"]: label(told) for _, told in broad.nodes(data=True)}
    ids = sorted((i for i in after if after[i] or before.get(i)), key=lambda i: (-(after[i] or 0), i))

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        rows, was, now = range(len(ids)), [before.get(i) or 0 for i in ids], [after[i] or 0 for i in ids]
        axes.hlines(rows, was, now, color=PALE, lw=3, zorder=1)
        axes.scatter(was, rows, marker="s", s=70, facecolor="white", edgecolor=BLUE, label="严格 strict", zorder=2)
        axes.scatter(now, rows, marker="o", s=28, color=RED, label="宽泛 broad", zorder=3)
        _rows(axes, [names[i] for i in ids])
        axes.set_xticks(range(round(max([*was, *now], default=0)) + 1))
        axes.set_xlabel("牵头的任务数 measures led")
        axes.legend(loc="lower right")

    title = "牵头任务数随读法而变", "Lead counts depend on the reading"
    return Picture(title, _both(strict), _high(len(ids) + 3), draw)


def role_matrix(strict: Network, broad: Network) -> Picture:
    """A matrix of agencies and measures: who leads under both readings, who under the broad one only, who else."""
    agencies, measures = _by_degree(broad), _measures(broad)
    marks = (
        ("s", PALE, 26, "其他职责 other duty"),
        ("o", BLUE, 46, "都牵头 lead in both"),
        ("^", RED, 46, "仅宽泛牵头 broad only"),
    )

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        points: list[list[tuple[int, int]]] = [[], [], []]
        for row, agency in enumerate(agencies):
            for column, measure in enumerate(measures):
                if broad.has_edge(agency, measure):
                    leads = [n.edges[agency, measure]["role"] == "lead" for n in (strict, broad)]
                    points[1 if all(leads) else 2 if any(leads) else 0].append((column, row))
        for (marker, colour, size, word), found in zip(marks, points, strict=True):
            axes.scatter([x for x, _ in found], [y for _, y in found], marker=marker, s=size, color=colour, label=word)
        _rows(axes, [label(broad.nodes[node]) for node in agencies])
        axes.set_xticks(range(len(measures)), [broad.nodes[node]["short"] for node in measures], fontsize=7)
        figure.legend(loc="outside upper right", ncols=3)

    title = "两种读法下的部门与任务", "Agencies and measures under both readings"
    return Picture(title, _both(strict), _high(len(agencies), 9.0), draw)


# ---- what they share --------------------------------------------------------------------------------------------


def _by_degree(network: Network) -> list[str]:
    """Agencies in the order of the table of degree: the most measures first, then by id."""
    return [f"Agency:{row.node}" for row in degree(network).rows]


def _measures(network: Network) -> list[str]:
    """Measures in the order in which the catalogue gave them: document, then place in it."""
    return [node for node, told in network.nodes(data=True) if told["kind"] != "agency"]


def _rows(axes: Axes, labels: Sequence[str]) -> None:
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.tick_params(left=False)


def _spread(nodes: Sequence[str]) -> dict[str, float]:
    """Heights from 1 (the first) to 0."""
    return {node: 1 - place / max(1, len(nodes) - 1) for place, node in enumerate(nodes)}


def _labels(axes: Axes, heights: dict[str, float], network: Network) -> None:
    for node, height in heights.items():
        told = network.nodes[node]
        if told["kind"] == "agency":
            axes.text(-0.02, height, f"{label(told)} {len(network[node])}", ha="right", va="center", color=INK)
        else:
            title = told["name"][:_TITLE] + ("…" if len(told["name"]) > _TITLE else "")
            axes.text(1.02, height, f"{told['short']}{title}", ha="left", va="center", color=INK)


def _high(rows: int, width: float = 7.0) -> tuple[float, float]:
    return width, 1.6 + 0.24 * rows


def _both(strict: Network) -> Network:
    """The strict network with a source line that names both readings."""
    both = strict.copy()
    both.graph["reading"] = "strict, broad"
    return both

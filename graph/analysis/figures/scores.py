"""Figures of scores: against degree, with and without the hub, against chance, over the years."""

from __future__ import annotations

from math import isnan, nan
from typing import TYPE_CHECKING

from graph.analysis.agreement import spearman
from graph.analysis.figures.picture import BLUE, GREY, INK, ORANGE, PALE, RED, Picture, label
from graph.analysis.measures import betweenness, degree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from graph.analysis.communities import Communities
    from graph.analysis.components import WithoutHub
    from graph.analysis.networks import Network
    from graph.analysis.table import Table

_COLUMNS = 3  # of small multiples


def against_degree(network: Network, tables: Sequence[Table]) -> Picture:
    """Small multiples: each measure against degree, with Spearman's ρ; the agency with the most measures is marked."""
    work = degree(network)
    hub = work.rows[0].node
    rows = -(-len(tables) // _COLUMNS)

    def draw(figure: Figure) -> None:
        grid = figure.subplots(rows, _COLUMNS, squeeze=False).flat
        for axes, table in zip(grid, tables, strict=False):
            _scatter(axes, work, table, hub)
        for spare in figure.axes[len(tables) :]:
            spare.axis("off")
        handles, labels = figure.axes[0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside upper right", ncols=2)

    title = "各种中心性与任务数的关系", "Centralities against the number of measures"
    return Picture(title, network, (9.0, 1.2 + 2.3 * rows), draw)


def _scatter(axes: Axes, work: Table, table: Table, hub: str) -> None:
    x, y = work.scores(), table.scores()
    others = [node for node in x if node != hub and y.get(node) is not None]
    axes.scatter(
        [x[n] or 0 for n in others], [y[n] or 0 for n in others], s=18, color=BLUE, alpha=0.7, label="部门 agency"
    )
    if y.get(hub) is not None:
        name = next(row.name for row in work.rows if row.node == hub)
        axes.scatter([x[hub] or 0], [y[hub] or 0], s=40, color=RED, marker="D", label=f"枢纽 hub: {name}")
    found = spearman(work, table)
    axes.set_title(f"{table.measure}  ρ={'–' if found is None else f'{found:.2f}'}", fontsize=9, loc="left")
    axes.set_xlabel("任务数 measures", fontsize=8)


def without_the_hub(network: Network, rest: WithoutHub, most: int = 12) -> Picture:
    """Dots: bipartite betweenness with the hub and without it, for the agencies that lie between most without it."""
    before = betweenness(network).scores()
    rows = rest.betweenness.rows[:most]
    names = {told["id"]: label(told) for _, told in network.nodes(data=True)}
    hub = "、".join(names[i] for i in rest.hubs)

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        places, was, now = range(len(rows)), [before[r.node] or 0 for r in rows], [r.score or 0 for r in rows]
        axes.hlines(places, was, now, color=PALE, lw=3, zorder=1)
        axes.scatter(
            was, places, marker="s", s=45, facecolor="white", edgecolor=INK, label="有枢纽 with the hub", zorder=2
        )
        axes.scatter(now, places, marker="o", s=32, color=ORANGE, label=f"去掉枢纽（{hub}） without it", zorder=3)
        axes.set_yticks(places, [names[row.node] for row in rows])
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xlabel("中介中心性（Borgatti–Halgin 归一） bipartite betweenness")
        axes.legend(loc="lower right")

    title = "去掉枢纽之后，谁居中介", "Who lies between once the hub is gone"
    return Picture(title, network, (7.0, 1.8 + 0.27 * len(rows)), draw)


def chance(network: Network, found: Communities) -> Picture:
    """A histogram: modularity of networks of the same degrees, with that of the data; the judgement is the subtitle."""

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        axes.hist(found.null, bins=15, color=PALE, edgecolor=GREY, label=f"零模型 null model (n={found.runs})")
        axes.axvline(found.modularity, color=RED, lw=2, ls="--", label=f"数据 data, Q={found.modularity:.3f}")
        axes.set_xlabel("模块度 modularity Q")
        axes.set_ylabel("网络数 networks")
        axes.set_title(found.statement, fontsize=8, loc="left")
        figure.legend(loc="outside upper right", ncols=2)

    title = "分组是否超出偶然", "Are there groups beyond chance?"
    return Picture(title, network, (7.5, 3.6), draw)


def over_years(network: Network, years: Mapping[int, Network], most: int = 20) -> Picture:
    """A heat map: measures of each agency in each year; the number stands in the cell."""
    scores = {year: degree(part).scores() for year, part in years.items()}
    rows = degree(network).rows[:most]
    names = {told["id"]: label(told) for _, told in network.nodes(data=True)}

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        cells = [[scores[year].get(row.node) or nan for year in years] for row in rows]  # what is not there is blank
        image = axes.imshow(cells, cmap="cividis_r", aspect="auto", vmin=0)
        top = max((score or 0 for of_year in scores.values() for score in of_year.values()), default=0)
        for y, line in enumerate(cells):
            for x, value in ((x, value) for x, value in enumerate(line) if not isnan(value)):
                axes.text(x, y, f"{value:.0f}", ha="center", va="center", color="white" if value > top / 2 else INK)
        axes.set_xticks(range(len(years)), [str(year) for year in years])
        axes.set_yticks(range(len(rows)), [names[row.node] for row in rows])
        figure.colorbar(image, ax=axes, label="任务数 measures", shrink=0.6)

    title = "各部门逐年的任务数", "Measures of each agency by year of the document"
    return Picture(title, network, (max(6.5, 3.6 + 0.8 * len(years)), 1.8 + 0.26 * len(rows)), draw)

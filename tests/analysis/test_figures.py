"""Figures: the same bytes each time, a legend and a source line in each, and no character without a glyph."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from matplotlib.figure import Figure

from graph.analysis import Data, agency_measure, by_year, communities, figures, measured, without_hub
from graph.analysis.figures import Picture, picture
from graph.analysis.networks import Network
from graph.errors import UsageError


@pytest.fixture(scope="module")
def pictures(data: Data, sample: Network) -> dict[str, Picture]:
    broad = agency_measure(data, reading="broad")
    return {
        "role_counts": figures.role_counts(sample),
        "two_columns": figures.two_columns(sample),
        "lead_changes": figures.lead_changes(sample, broad),
        "role_matrix": figures.role_matrix(sample, broad),
        "against_degree": figures.against_degree(sample, measured(sample, ["lead_count", "betweenness"])),
        "without_the_hub": figures.without_the_hub(sample, without_hub(sample)),
        "chance": figures.chance(sample, communities(sample, runs=19)),
        "over_years": figures.over_years(sample, by_year(data, sample)),
    }


def test_all_figures_are_looked_at(pictures: dict[str, Picture]) -> None:
    assert pictures.keys() == set(figures.__all__) - {"Picture", "chinese_font"}


def test_each_has_titles_legend_and_source(pictures: dict[str, Picture], sample: Network) -> None:
    for name, drawn in pictures.items():
        figure = drawn._drawn()
        legends = [*figure.legends, *(axes.get_legend() for axes in figure.axes)]
        scales = [axes for axes in figure.axes if axes.get_label() == "<colorbar>"]
        assert any(legends) or scales, name
        title, source = figure.get_suptitle(), figure.get_supxlabel()
        assert re.search(r"[\u4e00-\u9fff]+.*\n[A-Z][a-z]+ ", title), name
        assert sample.graph["data_version"] in source, name
        assert "reading: strict" in source, name


def test_equal_data_gives_equal_bytes_without_a_date(pictures: dict[str, Picture], tmp_path: Path) -> None:
    for name in ("two_columns", "chance"):
        first = [file.read_bytes() for file in pictures[name].save(tmp_path / "a", name)]
        again = [file.read_bytes() for file in pictures[name].save(tmp_path / "b", name)]
        assert first == again
        assert first[0].startswith(b"<?xml") and first[1].startswith(b"%PDF")
        assert not re.search(rb"<dc:date>|CreationDate", b"".join(first))


def test_a_missing_glyph_is_an_error(sample: Network) -> None:
    def draw(figure: Figure) -> None:
        figure.text(0.5, 0.5, "\U000f0000")  # private use: no font has it

    with pytest.raises(UsageError, match=r"cannot be drawn.*fonts-noto-cjk"):
        Picture(("图", "A picture"), sample, (2, 1), draw)


def test_no_chinese_font_is_an_error_that_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    assert figures.chinese_font() in picture.FONTS
    monkeypatch.setattr(picture, "FONTS", ("No Such Font",))
    figures.chinese_font.cache_clear()
    with pytest.raises(UsageError, match="apt install fonts-noto-cjk"):
        figures.chinese_font()
    monkeypatch.undo()
    figures.chinese_font.cache_clear()


@pytest.mark.parametrize("kind", ["protan", "deutan", "tritan"])
def test_colours_of_roles_are_told_apart_by_the_colour_blind(kind: str) -> None:
    from graph.analysis.figures.networks import ROLES

    seen = [seen_by(kind, colour) for _, colour, *_ in ROLES.values()]
    for place, one in enumerate(seen):
        for other in seen[place + 1 :]:
            assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 40
    assert len({(hatch, str(dashes)) for *_, hatch, dashes in ROLES.values()}) == len(ROLES)


# Machado, Oliveira & Fernandes (2009), severity 1.0, applied to sRGB as an estimate.
_SIMULATED = {
    "protan": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deutan": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritan": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}


def seen_by(kind: str, colour: str) -> list[float]:
    rgb = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return [sum(part * value for part, value in zip(row, rgb, strict=True)) for row in _SIMULATED[kind]]

"""Figures fit for a paper: the same data gives the same bytes, in colours that colour-blind readers can tell apart."""

from graph.analysis.figures.networks import lead_changes, role_counts, role_matrix, two_columns
from graph.analysis.figures.picture import Picture, chinese_font
from graph.analysis.figures.scores import against_degree, chance, over_years, without_the_hub

__all__ = [
    "Picture",
    "against_degree",
    "chance",
    "chinese_font",
    "lead_changes",
    "over_years",
    "role_counts",
    "role_matrix",
    "two_columns",
    "without_the_hub",
]

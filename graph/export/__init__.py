"""Exports: the graph, or an answer of shape graph, as files that other programs read."""

from graph.export.files import FORMATS, write_export
from graph.export.selection import Selection, select

__all__ = ["FORMATS", "Selection", "select", "write_export"]

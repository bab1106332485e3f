"""HTML as government sites publish it, by its own walk over the parsed page."""

from loaders.formats.html.page import read_html

__all__ = ["read_html"]

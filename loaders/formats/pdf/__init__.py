"""PDF files: characters with their places become paragraphs and tables."""

from loaders.formats.pdf.reader import read_pdf

__all__ = ["read_pdf"]

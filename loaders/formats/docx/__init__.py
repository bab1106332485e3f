"""DOCX, by its own reader: zip and XML, nothing else."""

from loaders.formats.docx.read import read_docx

__all__ = ["read_docx"]

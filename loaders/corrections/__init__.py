"""Corrections by hand: what a person changes of an extraction, in a file of its own that survives re-extraction."""

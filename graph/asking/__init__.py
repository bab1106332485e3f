"""Questions in words: phrases, what they name, and which query of the catalogue they come to."""

from graph.asking.asker import MAX_QUESTION, Asker, Reply
from graph.asking.understanding import Choice, Given, Understanding

__all__ = ["MAX_QUESTION", "Asker", "Choice", "Given", "Reply", "Understanding"]

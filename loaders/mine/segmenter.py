"""jieba, which cuts text into words for the curator: imported when it is first needed, quiet, with a cache of its own.

jieba loads its cache file without asking who wrote it, and keeps it in the system's folder for temporary files unless
told otherwise; so it is told. Its sources hold invalid escapes and an import of ``pkg_resources``, which warn.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from graph.errors import UsageError


class Token(NamedTuple):
    """A word of a text; ``flag`` is jieba's part of speech (n, vn, a …)."""

    start: int
    end: int
    flag: str


class Segmenter:
    """Cuts text into words with parts of speech.

    Args:
        cache: a folder that nobody else can write to; the dictionary as jieba prepared it is kept there.

    Raises:
        UsageError: jieba is not installed.
    """

    def __init__(self, cache: Path) -> None:
        jieba, posseg = _imported("jieba"), _imported("jieba.posseg")
        jieba.setLogLevel(logging.ERROR)
        words = jieba.Tokenizer()
        words.tmp_dir = str(cache)
        self._tagger: Any = posseg.POSTokenizer(words)

    def tokens(self, text: str) -> Iterator[Token]:
        """The words of a text from left to right; together they are the text."""
        at = 0
        for word, flag in self._tagger.cut(text):
            yield Token(at, at + len(word), flag)
            at += len(word)


def _imported(name: str) -> ModuleType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # also where warnings are made errors (-W error)
        try:
            return import_module(name)
        except ModuleNotFoundError as error:
            raise UsageError(
                f"mining needs the Python package {error.name}, which is not installed",
                hint="install the extra: pip install 'policygraph[mine]', in a checkout pip install '.[mine]'",
            ) from error

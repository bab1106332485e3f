"""The language of the labels: Chinese, or English on request. What documents say is never translated."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from fastapi import Request, Response

from graph.catalogue.query import Words

LANGUAGES = ("zh", "en")
PARAMETER = "lang"  # of any page's address, and the name of the cookie that keeps the choice
_KEPT = 365 * 86_400  # seconds

Speaker: TypeAlias = Callable[..., str]


def language(request: Request) -> str:
    """What the address asks for, else what the cookie says, else Chinese; an unknown language is none."""
    for wish in (request.query_params.get(PARAMETER), request.cookies.get(PARAMETER)):
        if wish in LANGUAGES:
            return wish
    return LANGUAGES[0]


def speaker(spoken: str) -> Speaker:
    """``t("部门", "Agencies")`` in one language; it also takes Words, and leaves a lone text as it is."""

    def say(zh: str | Words, en: str | None = None) -> str:
        words = zh if isinstance(zh, Words) else Words(zh, zh if en is None else en)
        return words.zh if spoken == "zh" else words.en

    return say


def asked(request: Request) -> dict[str, str]:
    """The parameters of a page's address, the language apart: what is asked does not depend on it."""
    return {name: value for name, value in request.query_params.items() if name != PARAMETER}


def keep(request: Request, response: Response) -> None:
    """Keeps the language that the address chose, for this site only; such an answer is nobody else's."""
    chosen = request.query_params.get(PARAMETER)
    if chosen in LANGUAGES:
        response.set_cookie(PARAMETER, chosen, max_age=_KEPT, httponly=True, samesite="lax")
        response.headers["Cache-Control"] = "private, max-age=0, must-revalidate"

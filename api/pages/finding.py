"""Search over bodies (by any name, or pinyin), documents, measures, laws and objects; and questions in words."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from fastapi import APIRouter, Request, Response

from api.pages import links
from api.pages.answers import answer_of
from api.pages.backend import ask_in_words, backend, search
from api.pages.language import language, speaker
from api.pages.pinyin import sounds_like, wanted
from api.pages.rendering import HOME, Crumb, page
from api.pages.route import PageRoute
from api.pages.wording import LABELS
from graph.asking import MAX_QUESTION, Choice
from graph.catalogue.query import Words
from graph.catalogue.search import MAX_WORDS, Hit
from graph.registry import registry

router = APIRouter(route_class=PageRoute, include_in_schema=False)
EACH = 20  # hits of one label on the page of a search
FEW = 5  # beside the answer to a question
_SEARCH, _ASK = Words("查找", "Search"), Words("提问", "Ask")


@dataclass(frozen=True)
class Found:
    """A hit with its page."""

    name: str
    detail: str
    href: str


@dataclass(frozen=True)
class Offer:
    """A question that may have been meant; it leads to the answer, or to its form if parameters are missing."""

    title: Words
    said: tuple[tuple[Words, str], ...]
    href: str
    missing: tuple[Words, ...]


@router.get("/search")
async def found(request: Request) -> Response:
    """What goes by some words. Query: q."""
    words = request.query_params.get("q", "").strip()
    groups = await _groups(request, words, EACH) if words else []
    return page(
        request,
        "search.html",
        title=_SEARCH,
        crumbs=[Crumb(HOME, "/"), Crumb(_SEARCH)],
        words=words[:MAX_QUESTION],
        groups=groups,
        too_long=len(words) > MAX_WORDS,
    )


@router.get("/ask")
async def answered(request: Request) -> Response:
    """A question in words: what it was taken for, the answer if that is sure, and what else may be meant. Query: q."""
    words = request.query_params.get("q", "").strip()
    if not words or len(words) > MAX_QUESTION:
        return page(
            request, "ask.html", title=_ASK, crumbs=[Crumb(HOME, "/"), Crumb(_ASK)], words=words[:MAX_QUESTION],
            reply=None, choice=None, answer=None, others=[], groups=[], too_long=bool(words), asked_reading=None,
        )  # fmt: skip
    reply = await ask_in_words(request, words)
    understood, result = reply.understanding, reply.result
    return page(
        request,
        "ask.html",
        title=_ASK,
        results=[result] if result else [],
        crumbs=[Crumb(HOME, "/"), Crumb(_ASK)],
        words=words,
        reply=understood,
        choice=_offer(request, understood.choice) if understood.choice else None,
        answer=answer_of(request, result) if result else None,
        others=[_offer(request, choice) for choice in understood.alternatives],
        groups=[] if result else await _groups(request, words, FEW),
        too_long=False,
        asked_reading=result.reading if result else None,
    )


def _offer(request: Request, choice: Choice) -> Offer:
    glossary = backend(request).catalogue.glossary
    said = {given.name: glossary.value(given.shown) for given in choice.parameters}
    return Offer(
        choice.title,
        tuple((glossary.column(name), speaker(language(request))(words)) for name, words in said.items()),
        links.question(choice.query, choice.params),
        tuple(glossary.column(name) for name in choice.missing),
    )


async def _groups(request: Request, words: str, each: int) -> list[tuple[Words, list[Found]]]:
    """Hits by label; letters are taken for pinyin of bodies too."""
    letters = wanted(words)
    sounded = await asyncio.to_thread(by_pinyin, letters, each) if letters else []
    hits = await search(request, words, each) if len(words) <= MAX_WORDS else []
    glossary = backend(request).catalogue.glossary
    every = sorted(
        [*sounded, *(hit for hit in hits if not _among(hit, sounded))], key=lambda hit: _ORDER.index(hit.label)
    )
    return [
        (Words(LABELS.get(label, label), glossary.topic(label.lower()).en), [_found(hit) for hit in part])
        for label, part in groupby(every, key=lambda hit: hit.label)
    ]


_ORDER = ("Agency", "Document", "Measure", "Law", "Object", "Programme", "Instrument")


def _among(hit: Hit, others: Iterable[Hit]) -> bool:
    return any((hit.label, hit.id) == (other.label, other.id) for other in others)


def _found(hit: Hit) -> Found:
    questions = {"Programme": ("programme/measures", "programme"), "Instrument": ("instrument/tasks", "instrument")}
    if hit.label in questions:
        name, parameter = questions[hit.label]
        return Found(hit.name, hit.detail, links.question(name, {parameter: hit.id}))
    return Found(hit.name, hit.detail, links.node(hit.label, hit.id) or "")


def by_pinyin(letters: str, most: int) -> Sequence[Hit]:
    """Bodies of the registry any of whose names sounds so, the best fit first; detail is the name that fits."""
    fits = []
    for id_, name, names in _sounding():
        rated = [(fit, len(other), other) for other in names if (fit := sounds_like(other, letters)) >= 0]
        if rated:
            fit, length, other = min(rated)
            fits.append((fit, length, id_, Hit("Agency", id_, name, "" if other == name else other)))
    return [hit for *_, hit in sorted(fits, key=lambda fit: fit[:3])[:most]]


@cache
def _sounding() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    known = registry().agencies.values()
    return tuple((a.id, a.name, tuple(dict.fromkeys((a.name, a.short, *a.names)))) for a in known if not a.collective)

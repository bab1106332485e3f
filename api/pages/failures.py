"""Failures: what went wrong, in plain words, with a way on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from api.pages import links
from api.pages.backend import backend
from api.pages.rendering import Crumb, finish, page
from api.pages.wording import LABELS, accepts, label_and_hint
from graph.catalogue.query import Parameter
from graph.errors import (
    AmbiguousName,
    InvalidParameter,
    PolicyGraphError,
    StoreTimeout,
    StoreUnreachable,
    UnknownName,
)

RETRY_AFTER = 2  # seconds after which a store that did not answer may be asked again
_WHERE = re.compile(r"(?P<query>[\w/]+), parameter (?P<name>\w+)")


@dataclass(frozen=True)
class Choice:
    """A candidate: what it is called and the address that takes it; no address for an ellipsis."""

    text: str
    href: str


@dataclass(frozen=True)
class Failure:
    """What a page says of an error."""

    status: int
    heading: str
    sentence: str
    choices: tuple[Choice, ...] = ()
    parameter: str = ""
    retry: str = ""
    detail: str = ""
    ambiguous: bool = False


def explain(request: Request, error: Exception) -> Failure:
    """The error in words for a reader.

    What the error says itself stays as detail only where the request is at fault: addresses and folders of the server
    are nobody else's business.
    """
    retry = str(request.url.path) + (f"?{request.url.query}" if request.url.query else "")
    if isinstance(error, UnknownName | AmbiguousName):
        return _name(request, error)
    if isinstance(error, InvalidParameter):
        return _parameter(request, error)
    if isinstance(error, StoreTimeout | TimeoutError):
        sentence = "数据库没有在限定时间内给出答案。请稍后重试，或缩小查询范围。"
        return Failure(503, "查询超时", sentence, retry=retry)
    if isinstance(error, StoreUnreachable):
        sentence = "暂时连不上数据库，数据没有丢失。请稍后重试。"
        return Failure(503, "服务暂时不可用", sentence, retry=retry)
    return Failure(500, "服务出错", "这一页没能生成。请稍后重试；如仍出错，请告知维护者。", retry=retry)


def missing() -> Failure:
    """There is no page at this address."""
    return Failure(404, "没有这一页", "地址可能写错了，或者这一页已经移走。可以从上方的导航重新进入。")


def failure_page(request: Request, failure: Failure) -> HTMLResponse:
    """The failure as a page of its own. ``app.state.backend`` must be there."""
    response = page(
        request,
        "failure.html",
        title=failure.heading,
        crumbs=[Crumb("首页", "/"), Crumb(failure.heading)],
        status=failure.status,
        failure=failure,
    )
    response.headers["Cache-Control"] = "no-store"
    if failure.status == 503:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def not_found(request: Request) -> Response:
    """The page for an address that nothing answers to."""
    return finish(request, failure_page(request, missing()))


def _name(request: Request, error: UnknownName | AmbiguousName) -> Failure:
    parameter = _asked(request, error)
    unknown = isinstance(error, UnknownName)
    if parameter is None:
        choices = tuple(Choice(name, links.question(name)) for name in error.candidates)
        return Failure(404, "没有这个问题", "问题目录中没有这个名称。", choices, detail=str(error))
    given = _given(request, parameter.name)
    label = LABELS.get(parameter.type.label, parameter.type.label)
    sentence = f"没有找到名为“{given}”的{label}。" if unknown else f"“{given}”可以指几个{label}，请选定一个。"
    heading = f"没有找到这个{label}" if unknown else "名称不唯一"
    choices = tuple(_choice(request, parameter, candidate, unknown) for candidate in error.candidates)
    status = 404 if unknown else 422
    return Failure(status, heading, sentence, choices, parameter.name, detail=str(error), ambiguous=not unknown)


def _parameter(request: Request, error: InvalidParameter) -> Failure:
    parameter = _asked(request, error)
    if parameter is None:
        sentence = "地址中有这一页不认识的参数。请去掉它，或从上方的导航重新进入。"
        return Failure(422, "参数有误", sentence, detail=str(error))
    label, glossary = label_and_hint(parameter)[0], backend(request).catalogue.glossary
    given = _given(request, parameter.name)
    wanted = accepts(parameter, glossary)
    sentence = f"“{label}”应为{wanted}，收到的是“{given}”。" if given else f"请填写“{label}”：{wanted}。"
    return Failure(422, "参数有误", sentence, parameter=parameter.name, detail=str(error))


def _asked(request: Request, error: PolicyGraphError) -> Parameter | None:
    """The parameter that the error is about, None if it is about none that is declared."""
    match = _WHERE.fullmatch(error.where)
    catalogue = backend(request).catalogue
    if match is None or match["query"] not in catalogue:
        return None
    return catalogue[match["query"]].param(match["name"])


def _given(request: Request, name: str) -> str:
    """What the caller gave for a parameter, cut to a length that fits in a sentence."""
    given = request.query_params.get(name)
    if given is None:
        given = str(request.path_params.get("id", ""))
    return given if len(given) <= 60 else given[:60] + "…"


def _choice(request: Request, parameter: Parameter, candidate: str, whole: bool) -> Choice:
    """The address of this page with the candidate in place of what was given; several owners are told by their ids."""
    value = candidate if whole else candidate.split(" ")[0]
    if candidate == "…":
        return Choice(candidate, "")
    given = dict(request.query_params)
    if parameter.name in given:
        return Choice(candidate, links.address(request.url.path, {**given, parameter.name: value}))
    folder = request.url.path.split("/")[1]
    return Choice(candidate, links.address(f"/{folder}/{quote(value, safe='')}", given))

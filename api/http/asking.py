"""Questions in words: what one was taken for, and the answer where that is sure."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from api.http.backend import Backend
from api.http.contract import errors
from api.http.queries import example_address
from graph.asking import MAX_QUESTION, Choice, Understanding
from graph.catalogue import Catalogue
from graph.errors import InvalidParameter

ADDRESS = "/api/v1/ask"
router = APIRouter(tags=["ask"])


class Question(BaseModel):
    """A question, and nothing else."""

    model_config = ConfigDict(extra="forbid")
    q: str = Field(
        min_length=1,
        max_length=MAX_QUESTION,
        pattern=r"[^\s\x1c-\x1f]",
        description="一句话的问题 / a question in Chinese",
        examples=["质检总局牵头哪些任务？"],
    )


class InWords(BaseModel):
    """The same in two languages."""

    zh: str
    en: str


class GivenParameter(BaseModel):
    """A parameter that the question gives."""

    name: str
    value: str | int | bool | None = Field(description="what the query takes; of a node its id")
    shown: str = Field(description="the value for people; of a node its name")
    words: str = Field(description="of the question; empty for the only document that is loaded")


class ChosenQuery(BaseModel):
    """A query with its parameters."""

    query: str = Field(examples=["agency/leads"])
    title: InWords
    parameters: list[GivenParameter]
    score: float = Field(description="likeness to the nearest known question, 0 to 1")
    missing: list[str] = Field(description="required parameters that the question does not give")
    address: str | None = Field(description="of the answer; null if parameters are missing")


class Asked(BaseModel):
    """What the question was taken for. Nothing is guessed: ``result`` is there only if it is sure."""

    question: str
    understood: bool = Field(description="a query was found that the question is near to, with all that it needs")
    sure: bool = Field(description="that query is what is asked; result holds its answer")
    choice: ChosenQuery | None = Field(description="that query; null if the question was not understood")
    alternatives: list[ChosenQuery] = Field(description="the next best, at most two")
    not_understood: list[str] = Field(description="words of the question that nothing was made of")
    doubts: list[InWords] = Field(description="why it is not sure")
    message: InWords
    result: dict[str, Any] | None = Field(description="as the address of the choice answers; null if it is not sure")


@router.get(
    ADDRESS,
    operation_id="ask",
    summary="一句话提问 / A question in words",
    openapi_extra={"responses": errors(400, 401, 405, 414, 422, 429, 500, 503)},
)
async def ask(request: Request, question: Annotated[Question, Query()]) -> Asked:
    """Names the query and the parameters that the question was taken for, and the words that each came from.

    给出所选的问题、参数及其来源；有把握才附答案，否则说明没有读懂什么，并给出最接近的问题。
    """
    if len(request.query_params.getlist("q")) > 1:
        raise InvalidParameter("parameter 'q' is given twice", where=ADDRESS, hint="ask one question at a time")
    backend: Backend = request.app.state.backend
    reply = await backend.ask(question.q)
    return _asked(backend.catalogue, reply.understanding, None if reply.result is None else reply.result.to_dict())


def _asked(catalogue: Catalogue, understood: Understanding, result: dict[str, Any] | None) -> Asked:
    choices = [understood.choice, *understood.alternatives]
    best, *others = (None if choice is None else _chosen(catalogue, choice) for choice in choices)
    told = {**understood.to_dict(), "choice": best, "alternatives": others, "result": result}
    return Asked.model_validate(told)


def _chosen(catalogue: Catalogue, choice: Choice) -> dict[str, object]:
    address = None if choice.missing else example_address(catalogue[choice.query], choice.params)
    return {**choice.to_dict(), "address": address}

"""Whether the server lives, whether it can answer, and what it is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from api.http.backend import Backend
from api.http.contract import errors
from graph import __version__

router = APIRouter(tags=["server"])
_ERRORS = {"responses": errors(400, 405, 414, 422, 429, 500)}
_ASKING = {"responses": errors(400, 401, 405, 414, 422, 429, 500, 503)}


class Nothing(BaseModel):
    """No parameters; what is given nevertheless is refused."""

    model_config = ConfigDict(extra="forbid")


class Alive(BaseModel):
    """The process answers."""

    status: str = Field(examples=["alive"])
    version: str = Field(description="version of the program", examples=["0.1.0"])


class StoreVersion(BaseModel):
    """The database behind the answers."""

    kind: str = Field(description="embedded or neo4j", examples=["embedded"])
    version: str = Field(description="product and version", examples=["Neo4j 5.26.0"])


class Data(BaseModel):
    """What is loaded; empty where nothing is."""

    version: str = Field(description="changes with every load that changes the graph", examples=["9f0c2b7d41e6a853"])
    finished: str = Field(description="ISO time of the newest load", examples=["2026-11-23T05:40:12.000001Z"])
    rules: list[str] = Field(description="versions of the rules that read the loaded plans", examples=[["1"]])
    registry: str = Field(description="version of the loaded registry", examples=["4be1c8a02f7d9e35"])


class Version(BaseModel):
    """What answers: program, rules, registry, store, data."""

    version: str = Field(description="version of the program", examples=["0.1.0"])
    rules: str = Field(description="version of the rules by which the program reads plans", examples=["1"])
    registry: str = Field(description="version of the program's registry", examples=["4be1c8a02f7d9e35"])
    store: StoreVersion
    data: Data


class Ready(BaseModel):
    """The store answers."""

    status: str = Field(examples=["ready"])
    store: StoreVersion
    data: Data


NoParameters = Annotated[Nothing, Query()]


@router.get("/healthz", operation_id="healthz", summary="进程在运行 / The process is alive", openapi_extra=_ERRORS)
async def healthz(_: NoParameters) -> Alive:
    """Answers as long as the process does, whatever the store does. 不查询数据库。"""
    return Alive(status="alive", version=__version__)


@router.get("/readyz", operation_id="readyz", summary="可以回答问题 / Questions are answered", openapi_extra=_ASKING)
async def readyz(request: Request, _: NoParameters) -> Ready:
    """Asks the store for its data version; 503 while it does not answer. 数据库不可用时返回 503。"""
    version = await _version(request)
    return Ready(status="ready", store=version.store, data=version.data)


@router.get("/api/v1/version", operation_id="version", summary="版本 / Versions", openapi_extra=_ASKING)
async def version(request: Request, _: NoParameters) -> Version:
    """Versions of the program, its rules and registry, the store, the data. 程序、规则、登记册、数据库、数据的版本。"""
    return await _version(request)


async def _version(request: Request) -> Version:
    backend: Backend = request.app.state.backend
    known = await backend.version()
    data = known.data
    return Version(
        version=known.program,
        rules=known.rules,
        registry=known.registry,
        store=StoreVersion(kind=known.store_kind, version=known.store_version),
        data=Data(version=data.version, finished=data.finished, rules=list(data.rules), registry=data.registry),
    )

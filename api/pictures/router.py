"""All pictures as one router, for the router of the pages."""

from __future__ import annotations

from fastapi import APIRouter

from api.pictures import drawings, explorer, files, tables

router = APIRouter(include_in_schema=False)
for _part in (drawings.router, tables.router, explorer.pages, explorer.files, files.router):
    router.include_router(_part)

"""The route of a page: errors become pages, and every page has its headers."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from api.pages.failures import explain, failure_page
from api.pages.rendering import finish
from graph.errors import PolicyGraphError


class PageRoute(APIRoute):
    """Answers in HTML, whatever happens that has a name; anything else is a fault and left to the application."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, wrapped."""
        handler = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                response = await handler(request)
            except (PolicyGraphError, TimeoutError) as error:
                response = failure_page(request, explain(request, error))
            return finish(request, response)

        return answer

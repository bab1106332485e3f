"""Compressing: pages travel as gzip to those who take it."""

from __future__ import annotations

import gzip

from fastapi import Request, Response

LEAST = 1_400  # bytes: less fits into one packet anyway
_LEVEL = 5  # a page of 100 kB takes about 2 ms
_TEXTS = ("text/", "image/svg+xml", "application/javascript", "application/json")


def compressed(request: Request, response: Response) -> Response:
    """The response, compressed in place if that is wanted and worth it. Equal pages stay equal bytes."""
    kind = response.headers.get("content-type", "")
    body = bytes(response.body)
    if len(body) < LEAST or not kind.startswith(_TEXTS) or not _takes_gzip(request):
        return response
    response.body = gzip.compress(body, _LEVEL, mtime=0)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.body))
    return response


def _takes_gzip(request: Request) -> bool:
    """Whether Accept-Encoding names gzip with a weight that is not 0."""
    for part in request.headers.get("accept-encoding", "").split(","):
        coding, _, weight = part.partition(";")
        if coding.strip().lower() == "gzip":
            return weight.replace(" ", "").lower() not in ("q=0", "q=0.0")
    return False

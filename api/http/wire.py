"""The wire: requests read by httptools, with the bound on a request's head that it does not have itself."""

from __future__ import annotations

from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from api.http.headers import SECURITY
from api.http.problem import Problem

LONGEST_HEAD = 65_536  # bytes of a request's head, its first line included
_TOO_LONG = "The head of the request is too long."


class Wire(HttpToolsProtocol):
    """One connection. A head that grows too long is answered with 400, and the connection closed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._came: int | None = 0  # bytes of a head that is not complete; None within a body

    def data_received(self, data: bytes) -> None:
        """Bytes from the client."""
        if self._came is not None:
            self._came += len(data)
        super().data_received(data)
        if self._came is not None and self._came > LONGEST_HEAD and not self.transport.is_closing():
            self.send_400_response(_TOO_LONG)

    def send_400_response(self, msg: str) -> None:
        """Answers what no request can be made of, as a problem, and closes the connection."""
        response = Problem("bad-request", msg, headers=SECURITY).response()
        lines = [STATUS_LINE[response.status_code], *(b"%b: %b\r\n" % pair for pair in response.raw_headers)]
        self.transport.write(b"".join([*lines, b"connection: close\r\n\r\n", response.body]))
        self.transport.close()

    def on_headers_complete(self) -> None:
        """The head is there. Raises ValueError, which the parser makes an answer of 400, if it is too long."""
        self._came = None
        if len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers) > LONGEST_HEAD:
            raise ValueError(_TOO_LONG)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is there; another one may follow."""
        self._came = 0
        super().on_message_complete()

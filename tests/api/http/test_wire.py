"""What no request can be made of, and heads that are too long, on a plain connection."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from api.http.backend import Backend
from api.http.wire import LONGEST_HEAD
from graph.catalogue import Catalogue
from graph.catalogue.catalogue import own_folder
from graph.library import Library
from tests.api.http.serving import in_a_thread

HOST = b"Host: localhost\r\n"


@pytest.fixture(scope="module")
def place(sample_library: Library) -> Iterator[tuple[str, int]]:
    """Where a server listens."""
    backend = Backend(lambda: nullcontext(sample_library.store), Catalogue(own_folder()))
    with in_a_thread(backend) as client:
        yield str(client.base_url.host), int(client.base_url.port or 0)


def _said(place: tuple[str, int], *parts: bytes) -> bytes:
    """All that the server says until it closes the connection."""
    with socket.create_connection(place, timeout=20) as connection:
        try:
            for part in parts:
                connection.sendall(part)
        except OSError:  # it has closed already
            pass
        said = b""
        try:
            while part := connection.recv(65_536):
                said += part
        except ConnectionResetError:
            pass
    return said


def _is_problem(said: bytes) -> bool:
    head, _, body = said.partition(b"\r\n\r\n")
    return (
        head.startswith(b"HTTP/1.1 400 ")
        and b"content-type: application/problem+json" in head
        and json.loads(body)["type"] == "urn:policygraph:problem:bad-request"
    )


@pytest.mark.parametrize(
    "sent",
    [
        b"NONSENSE / HTTP/1.1\r\n" + HOST + b"\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET / HTTP/1.1\r\nHost localhost\r\n\r\n",
        "GET /质检 HTTP/1.1\r\n".encode() + HOST + b"\r\n",
        b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: x\r\n\r\n",
    ],
)
def test_no_request(place: tuple[str, int], sent: bytes) -> None:
    assert _is_problem(_said(place, sent))


def test_a_head_may_be_long_but_not_too_long(place: tuple[str, int]) -> None:
    request = b"GET /healthz HTTP/1.1\r\nConnection: close\r\n" + HOST
    spare = LONGEST_HEAD - len(request) - 200
    assert _said(place, request + b"X-Long: " + b"x" * spare + b"\r\n\r\n").startswith(b"HTTP/1.1 200 ")
    assert _is_problem(_said(place, request + b"X-Long: " + b"x" * LONGEST_HEAD + b"\r\n\r\n"))
    many = b"".join(b"X-%05d: x\r\n" % number for number in range(LONGEST_HEAD // 10))
    assert _is_problem(_said(place, request + many + b"\r\n"))


def test_a_head_without_end_is_cut_off(place: tuple[str, int]) -> None:
    endless = [b"GET /healthz HTTP/1.1\r\n" + HOST + b"X-Long: "] + [b"x" * 10_000] * 2000
    assert _said(place, *endless).startswith(b"HTTP/1.1 400 ")


def test_one_request_after_the_other(place: tuple[str, int]) -> None:
    request = b"GET /healthz HTTP/1.1\r\n" + HOST + b"X-Long: " + b"x" * 40_000 + b"\r\n\r\n"
    last = request.replace(b"Host", b"Connection: close\r\nHost")
    assert _said(place, request, request, last).count(b"HTTP/1.1 200 ") == 3

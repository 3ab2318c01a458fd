"""Clients that are slow, silent or many: none holds the server, and the reviewer's own page is answered."""

from __future__ import annotations

import contextlib
import http.client
import socket
import time
from collections.abc import Iterator

import pytest
from decided import report_of
from served import Served, served

from compare.review.guard import COOKIE, MAX_BODY
from compare.web.connections import Patience

HASTY = Patience(headers=0.3, body=0.3)
SOON = 5.0
"""Seconds in which what is to happen happens, on a slow machine."""


@pytest.fixture(scope="module")
def hasty():
    with served(report_of("ab", "cd"), patience=HASTY) as running:
        yield running


def connect(server: Served) -> socket.socket:
    return socket.create_connection((server.host, server.doors.port), timeout=SOON)


@contextlib.contextmanager
def many(server: Served, count: int, said: bytes) -> Iterator[list[socket.socket]]:
    """Connections that say something and then wait."""
    with contextlib.ExitStack() as stack:
        links = []
        for _ in range(count):
            link = stack.enter_context(connect(server))
            with contextlib.suppress(OSError):
                link.sendall(said)
            links.append(link)
        yield links


def is_closed(link: socket.socket) -> bool:
    """Whether the server closes the connection soon, having said nothing but that it refuses."""
    answer = b""
    try:
        while said := link.recv(4096):
            answer += said
    except ConnectionError:
        pass
    except TimeoutError:
        return False
    return not answer or answer.startswith(b"HTTP/1.1 400")


HALVES = {
    "nothing": b"",
    "half a line": b"GE",
    "half the headers": b"GET / HTTP/1.1\r\nHost: x\r\n",
    "a name": b"GET / HTTP/1.1\r\n" + b"X: " + b"y" * 20_000,
}


@pytest.mark.parametrize("said", HALVES.values(), ids=HALVES)
def test_two_hundred_half_sent_requests_do_not_hold_the_page(said):
    with served(report_of("ab", "cd")) as server, many(server, 200, said):
        for _ in range(3):
            start = time.monotonic()
            assert server.get("api/overview").status == 200
            assert server.post("note", {**server.shown("f-ab"), "note": "slow"}).status == 200
            assert time.monotonic() - start < SOON


@pytest.mark.parametrize("said", HALVES.values(), ids=HALVES)
def test_headers_that_do_not_come_end_the_connection(hasty, said):
    with many(hasty, 1, said) as (link,):
        assert is_closed(link)


def test_headers_that_drip_end_the_connection(hasty):
    with connect(hasty) as link:
        start = time.monotonic()
        with pytest.raises(OSError, match=r"."):
            for letter in b"GET / HTTP/1.1\r\n" + b"X-Slow: y\r\n" * 500:
                link.sendall(bytes([letter]))
                time.sleep(0.02)
                assert time.monotonic() - start < SOON


def head(server: Served, length: int) -> bytes:
    rows = server.headers()
    lines = "".join(f"{name}: {value}\r\n" for name, value in rows.items())
    return (
        f"POST /{server.doors.folder}/api/note HTTP/1.1\r\n{lines}content-length: {length}\r\n\r\n".encode()
    )


@pytest.mark.parametrize("length", [10, MAX_BODY])
def test_a_body_that_does_not_come_ends_the_connection(hasty, length):
    with many(hasty, 1, head(hasty, length) + b'{"fact"') as (link,):
        assert is_closed(link)
    assert hasty.get("api/overview").status == 200


def test_a_body_that_is_longer_than_it_said_is_another_request_and_no_body(hasty):
    with many(hasty, 1, head(hasty, 2) + b"{}" + b"x" * 5000) as (link,):
        assert link.recv(4096).startswith(b"HTTP/1.1 400")
    assert hasty.get("api/overview").status == 200


def test_a_second_request_that_is_half_sent_ends_the_connection(hasty):
    connection = http.client.HTTPConnection(hasty.host, hasty.doors.port, timeout=SOON)
    with contextlib.closing(connection):
        connection.request("GET", f"/{hasty.doors.folder}/api/overview", headers=hasty.headers())
        assert connection.getresponse().read()
        connection.sock.sendall(b"GET / HTTP/1.1\r\n")
        assert is_closed(connection.sock)


def test_the_reviewers_connections_stay_when_others_come():
    few = Patience(connections=8, per_peer=6)
    with served(report_of("ab", "cd"), patience=few) as server:
        own = http.client.HTTPConnection(server.host, server.doors.port, timeout=SOON)
        with contextlib.closing(own):
            for _ in range(3):
                own.request("GET", f"/{server.doors.folder}/api/overview", headers=server.headers())
                assert own.getresponse().read()
                sock = own.sock
                with many(server, 30, b"GET") as links:
                    open_ = [link for link in links if not _gone(link)]
                    assert len(open_) <= 5
                assert own.sock is sock  # the same connection, never closed


def _gone(link: socket.socket) -> bool:
    link.settimeout(0.2)
    try:
        return link.recv(1) == b""
    except TimeoutError:
        return False
    except ConnectionError:
        return True


def test_where_all_are_the_reviewers_a_new_one_is_refused():
    few = Patience(connections=3, per_peer=3)
    with served(report_of("ab"), patience=few) as server, contextlib.ExitStack() as stack:
        for _ in range(3):
            own = http.client.HTTPConnection(server.host, server.doors.port, timeout=SOON)
            stack.callback(own.close)
            own.request("GET", f"/{server.doors.folder}/api/overview", headers=server.headers())
            assert own.getresponse().read()
        with many(server, 1, b"GET") as (link,):
            assert is_closed(link)


def test_a_wrong_cookie_gives_no_place():
    few = Patience(connections=4, per_peer=4)
    with served(report_of("ab"), patience=few) as server, contextlib.ExitStack() as stack:
        for _ in range(4):
            other = http.client.HTTPConnection(server.host, server.doors.port, timeout=SOON)
            stack.callback(other.close)
            wrong = server.headers(cookie=f"{COOKIE}=x")
            other.request("GET", f"/{server.doors.folder}/api/overview", headers=wrong)
            other.getresponse().read()
        assert server.get("api/overview").status == 200

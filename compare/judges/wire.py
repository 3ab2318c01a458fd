"""One bounded request to an endpoint: a deadline for the whole, a largest answer, no redirect.

The standard library's client reads neither proxies nor cookies, and follows nothing. Its own time-out is for
each read: an endpoint that sends a byte a second would hold a run for ever. Here each read has what is left
of the whole.
"""

from __future__ import annotations

import http.client
import io
import json
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from compare.judges.address import Address
from compare.text_safety import cut

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_ANSWER = 1_000_000
"""Bytes of an answer that are read: hundreds of times what an opinion takes."""
SHOWN = 100
"""Columns of what an endpoint says of its refusal; chosen by hand."""
ELSEWHERE = range(300, 400)
"""Statuses that send elsewhere."""
AGAIN = frozenset({429, 500, 502, 503, 504, 529})
"""Statuses that may pass: too many requests, and failures of the server or what stands before it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for making the connection, and for all of one call."""

    connect: float
    total: float


class UnansweredError(Exception):
    """There is no answer; the message is the reason, in a few words.

    `again` says that asking once more may help, after `wait` seconds where the endpoint asks for that.
    """

    def __init__(self, reason: str, *, again: bool = False, wait: float | None = None) -> None:
        super().__init__(reason)
        self.again = again
        self.wait = wait


def post(address: Address, body: bytes, headers: Mapping[str, str], limits: Limits, secret: str) -> bytes:
    """The body of the answer to a request. Raises `UnansweredError`, which never says the `secret`."""
    deadline = time.monotonic() + limits.total
    connection = _connection(address, min(limits.connect, limits.total))
    raw = None
    try:
        connection.connect()
        raw = connection.sock
        connection.sock = cast(Any, _Bounded(raw, deadline))
        connection.request("POST", address.path, body, dict(headers))
        response = connection.getresponse()
        answer = response.read(MAX_ANSWER + 1)
        if response.status != HTTPStatus.OK:
            raise _refusal(response, answer, secret)
    except TimeoutError:
        reason = "no connection in time" if raw is None else "no answer in time"
        raise UnansweredError(reason, again=raw is None) from None
    except ssl.SSLError as error:
        raise UnansweredError(f"no secure connection ({error.reason or 'TLS'})") from None
    except OSError:
        reason = "no connection" if raw is None else "the connection was closed"
        raise UnansweredError(reason, again=True) from None
    except http.client.HTTPException:
        raise UnansweredError("what came back is not HTTP", again=True) from None
    finally:
        connection.close()
        if raw is not None:
            raw.close()
    if len(answer) > MAX_ANSWER:
        raise UnansweredError("an answer too long to read")
    return answer


def _connection(address: Address, seconds: float) -> http.client.HTTPConnection:
    if not address.encrypted:
        return http.client.HTTPConnection(address.host, address.port, timeout=seconds)
    context = ssl.create_default_context()
    return http.client.HTTPSConnection(address.host, address.port, timeout=seconds, context=context)


def _refusal(response: http.client.HTTPResponse, body: bytes, secret: str) -> UnansweredError:
    """What a status other than 200 means."""
    status = response.status
    if status in ELSEWHERE:
        return UnansweredError(f"status {status}: it sends elsewhere, which is not followed")
    words = _message(body, secret)
    return UnansweredError(
        f"status {status}" + (f": {words}" if words else ""),
        again=status in AGAIN,
        wait=_seconds(response.headers.get("Retry-After", "")),
    )


def _message(body: bytes, secret: str) -> str:
    """What the endpoint says of its error, in the form of the protocol; "" where it says nothing such.

    It may say the `secret` itself, which is taken out before the words are cut: half a key is one, too.
    """
    try:
        error = json.loads(body)["error"]
        message = error["message"] if isinstance(error, dict) else error
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    if not isinstance(message, str):
        return ""
    return cut(message.replace(secret, "…") if secret else message, SHOWN)


def _seconds(text: str) -> float | None:
    """How long a header Retry-After asks to wait, given in seconds or as a date."""
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        then = parsedate_to_datetime(text)
        return max(0.0, (then - datetime.now(UTC)).total_seconds()) if then.tzinfo else None
    except (ValueError, TypeError, OverflowError):
        return None


class _Bounded:
    """What the client uses of a socket; each step has what is left until the deadline."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock = sock
        self._deadline = deadline

    def _left(self) -> socket.socket:
        """The socket, with a time-out of what is left. Raises `TimeoutError` where nothing is."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(left)
        return self._sock

    def sendall(self, data: bytes) -> None:
        """Send all of `data`."""
        self._left().sendall(data)

    def makefile(self, _: str) -> io.BufferedReader:
        """A file to read the answer from."""
        return io.BufferedReader(_Reads(self._left))

    def close(self) -> None:
        """Nothing: the answer is still to be read when the client closes."""


class _Reads(io.RawIOBase):
    """Reads of a socket that is asked for anew each time."""

    def __init__(self, sock: Callable[[], socket.socket]) -> None:
        self._sock = sock

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill `buffer`; 0 at the end."""
        return self._sock().recv_into(buffer)

"""Who may talk to the review page: checks before any request is looked at, headers on every answer.

A page on the reviewer's own machine is within reach of every web site that he visits and of other users
of the machine. Hence:

- the ``Host`` must be one that we serve, or a name that an attacker points at 127.0.0.1 would do (DNS
  rebinding);
- ``Origin`` and ``Sec-Fetch-Site`` must be our own, so that no other site, nor another port of this
  machine, can send anything;
- the link holds a token, which is exchanged for a cookie that scripts cannot read and other sites do not
  send. Cookies do not tell ports apart, so it is bound to a path that nobody can guess;
- the browser that we open gets a token of its own, which is good for one exchange: other users can read it
  on the browser's command line. Whoever is first with it locks the browser out, which the reviewer sees;
- what changes something must also carry a token that only our page can read (CSRF), and be JSON of a
  small size.

Secrets are compared in constant time. All of it is checked before the request's body is read. What this
shares with other servers is in `compare.web`.
"""

from __future__ import annotations

import json
import secrets
import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from compare.web.addresses import Address, address_of
from compare.web.headers import SAFE, Headers, length_of, new_secret, same

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["MAX_BODY", "Doors", "Guard", "Refusal", "doors_of"]

MAX_BODY = 64 * 1024
"""Bytes of a request's body."""
COOKIE = "crossclaim_review"
CSRF_HEADER = "x-csrf-token"

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types 'none'"
)
HEADERS = ((b"content-security-policy", _POLICY.encode()), *SAFE)
"""On every answer, errors too."""


class OneUse:
    """A secret that counts once."""

    def __init__(self) -> None:
        self.secret = new_secret()
        self._spent = False

    def spend(self, given: str) -> bool:
        """Whether `given` is the secret, and is so for the first time."""
        if self._spent or not same(given, self.secret):
            return False
        self._spent = True
        return True


@dataclass(frozen=True, slots=True)
class Doors(Address):
    """Where the page is served, and its secrets, which are new at every start."""

    token: str = field(default_factory=new_secret)
    browser: OneUse = field(default_factory=OneUse)
    cookie: str = field(default_factory=new_secret)
    csrf: str = field(default_factory=new_secret)
    folder: str = field(default_factory=lambda: secrets.token_urlsafe(9))

    def link(self, host: str, *, once: bool = False) -> str:
        """The link that opens the page; `once`, the one for the command line of a browser."""
        return f"{self.base(host)}/{self.folder}/?token={self.browser.secret if once else self.token}"


def doors_of(host: str, listener: socket.socket) -> Doors:
    """The doors of a page that is served at `host`."""
    own = address_of(host, listener)
    return Doors(own.port, own.names, own.any_address)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is turned away."""

    status: int
    error: str


def refusal(doors: Doors, scope: Scope) -> Refusal | None:
    """Why the request of `scope` is turned away, before its body is read; None where it is not."""
    headers = Headers(scope["headers"])
    hosts = headers.all("host")
    if len(hosts) != 1 or not doors.serves(hosts[0]):
        return Refusal(421, "this server does not answer for that host; use the link that was printed")
    if scope["method"] not in ("GET", "HEAD", "POST"):
        return Refusal(405, f"the method is {scope['method'][:20]}; allowed: GET, HEAD, POST")
    if not scope["path"].startswith(f"/{doors.folder}/"):
        return Refusal(404, "there is nothing here; open the link that 'crossclaim review' printed")
    if any(origin != f"http://{hosts[0]}" for origin in headers.all("origin")):
        return Refusal(403, "the request comes from another site")
    entering = _is_entry(doors, scope)
    if not entering and any(site not in ("same-origin", "none") for site in headers.all("sec-fetch-site")):
        return Refusal(403, "the request comes from another site")
    if not entering and not _has_cookie(doors, headers):
        return Refusal(401, "open the link that 'crossclaim review' printed, with its token")
    return _writing(doors, headers) if scope["method"] == "POST" else None


def _writing(doors: Doors, headers: Headers) -> Refusal | None:
    if not headers.all("origin"):
        return Refusal(403, "the request does not say which site it comes from")
    if not same(headers.one(CSRF_HEADER), doors.csrf):
        return Refusal(403, "the page is of an earlier start of the server; open the new link")
    if headers.kind != "application/json":
        return Refusal(415, f"the body is {headers.kind[:40] or 'of no type'}; allowed: application/json")
    if length_of(headers, MAX_BODY) is None:
        return Refusal(413, f"the body is too large; allowed: {MAX_BODY} bytes")
    return None


def _is_entry(doors: Doors, scope: Scope) -> bool:
    """Whether the request is a link with its token; that of the browser is spent then."""
    if scope["method"] != "GET" or scope["path"] != f"/{doors.folder}/":
        return False
    return same(_token(scope), doors.token) or doors.browser.spend(_token(scope))


def _token(scope: Scope) -> str:
    """The token in the address; "" where there is none."""
    try:
        query = str(scope["query_string"], "latin-1")
        return parse_qs(query, max_num_fields=4).get("token", [""])[0]
    except ValueError:
        return ""


def _has_token(doors: Doors, scope: Scope) -> bool:
    """Whether the address has one of our tokens, which is not spent by it."""
    given = _token(scope)
    return same(given, doors.token) or same(given, doors.browser.secret)


def _has_cookie(doors: Doors, headers: Headers) -> bool:
    pairs = (part.partition("=") for line in headers.all("cookie") for part in line.split(";"))
    return any(same(value.strip(), doors.cookie) for name, _, value in pairs if name.strip() == COOKIE)


class Guard:
    """An application behind the checks; a request that is turned away gets one line of JSON."""

    def __init__(self, app: ASGIApp, doors: Doors) -> None:
        self._app = app
        self._doors = doors

    def knows(self, scope: Scope) -> bool:
        """Whether the request of `scope` shows the reviewer's cookie, or the token that gives it."""
        headers = Headers(scope["headers"])
        return _has_cookie(self._doors, headers) or _has_token(self._doors, scope)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return  # no web sockets, and nothing to do at start and end

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {name for name, _ in HEADERS}
                kept = [(name, value) for name, value in message["headers"] if name.lower() not in names]
                message = {**message, "headers": [*kept, *HEADERS]}
            await send(message)

        why = refusal(self._doors, scope)
        if why is None:
            await self._app(scope, receive, answer)
        else:
            await _refuse(answer, why)


async def _refuse(send: Send, why: Refusal) -> None:
    body = json.dumps({"error": why.error}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": why.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

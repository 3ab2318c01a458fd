"""Who may ask: checks before a request's body is read, headers on every answer.

A server on one's own machine is within reach of every web site that one visits and of every program of the
machine. Hence the ``Host`` must be one that we serve; a request with an ``Origin``, which browsers add, is
refused, and so is a token in an address, which histories and logs keep. What is no secret (health, the
description) is answered without the token; the rest wants it as ``Authorization: Bearer``.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from compare.services.api.problems import TYPE, Problem
from compare.web.addresses import Address
from compare.web.headers import SAFE, Headers, length_of, same

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["OPEN", "ApiGuard"]

OPEN = frozenset({"/v1/health", "/openapi.json"})
"""What is answered without a token."""
_METHODS = ("GET", "HEAD", "POST")
_SECRETS = frozenset({"token", "access_token", "api_key", "authorization"})
"""Names that a token has in addresses elsewhere."""
_POLICY = b"default-src 'none'; frame-ancestors 'none'"
_MOST_FIELDS = 1000
"""Parameters of an address that are looked at."""


class ApiGuard:
    """An application behind the checks."""

    def __init__(self, app: ASGIApp, address: Address, token: str, max_bytes: int) -> None:
        self._app = app
        self._address = address
        self._token = token
        self._max_bytes = max_bytes

    def knows(self, scope: Scope) -> bool:
        """Whether the request of `scope` has the token."""
        kind, _, given = Headers(scope["headers"]).one("authorization").partition(" ")
        return kind.lower() == "bearer" and same(given.strip(), self._token)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass on that the server starts or ends."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        if scope["type"] != "http":
            return  # no web sockets

        async def answer(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                own = [*SAFE, (b"content-security-policy", _POLICY)]
                message = {**message, "headers": [*message.get("headers", ()), *own]}
            await send(message)

        why = self.refusal(scope)
        if why is None:
            await self._app(scope, receive, answer)
        else:
            await refuse(answer, why)

    def refusal(self, scope: Scope) -> Problem | None:
        """Why the request of `scope` is turned away, before its body is read; None where it is not."""
        headers = Headers(scope["headers"])
        hosts = headers.all("host")
        if len(hosts) != 1 or not self._address.serves(hosts[0]):
            return Problem(421, "this server does not answer for that host; use the address that was printed")
        if scope["method"] not in _METHODS:
            told = f"the method is {scope['method'][:20]}; allowed: {', '.join(_METHODS)}"
            return Problem(HTTPStatus.METHOD_NOT_ALLOWED, told, {"Allow": ", ".join(_METHODS)})
        foreign = any(site != "none" for site in headers.all("sec-fetch-site"))
        if headers.all("origin") or foreign:
            return Problem(
                HTTPStatus.FORBIDDEN, "the request comes from a web page; this server answers programs"
            )
        if _tells_secret(scope):
            return Problem(
                HTTPStatus.BAD_REQUEST,
                "a token stands in the address, where logs keep it; send it as 'Authorization: Bearer TOKEN'",
            )
        if scope["path"] not in OPEN and not self.knows(scope):
            return Problem(
                HTTPStatus.UNAUTHORIZED,
                "send the token of this server as 'Authorization: Bearer TOKEN'",
                {"WWW-Authenticate": "Bearer"},
            )
        return self._posting(headers) if scope["method"] == "POST" else None

    def _posting(self, headers: Headers) -> Problem | None:
        if headers.kind != "application/json":
            kind = headers.kind[:40] or "of no type"
            return Problem(
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"the body is {kind}; allowed: application/json"
            )
        if length_of(headers, self._max_bytes) is None:
            return too_large(self._max_bytes)
        return None


def too_large(most: int) -> Problem:
    """What is answered to a body of more than `most` bytes."""
    return Problem(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"the body is too large; allowed: {most:,} bytes (serve.max_bytes)",
    )


def _tells_secret(scope: Scope) -> bool:
    """Whether the address has a token, ours or not."""
    try:
        query = parse_qsl(
            str(scope["query_string"], "latin-1"), keep_blank_values=True, max_num_fields=_MOST_FIELDS
        )
    except ValueError:  # too many: refused for that, if the path takes any
        return True
    return any(name.lower() in _SECRETS for name, _ in query)


async def refuse(send: Send, why: Problem) -> None:
    """Answer with a problem, and close the connection: what is sent still is not read."""
    body = why.body()
    headers = {"Content-Type": TYPE, "Content-Length": str(len(body)), "Connection": "close", **why.headers}
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": why.status, "headers": raw})
    await send({"type": "http.response.body", "body": body})

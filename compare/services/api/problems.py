"""Errors as answers: ``application/problem+json`` (RFC 9457) with one line that says what to do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from compare.errors import (
    CrossclaimError,
    InputError,
    OperationalError,
    StoreDamagedError,
    StoreError,
)
from compare.services.line import BusyError
from compare.services.worker import TooLongError
from compare.text_safety import one_line

__all__ = ["TYPE", "Problem", "problem_of"]

TYPE = "application/problem+json"
_LONGEST = 1000
"""Characters of a line."""
_SOON = 1
"""Seconds after which a store that was locked may be asked again."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request is not answered as it wished."""

    status: int
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> bytes:
        """The answer's body."""
        title = HTTPStatus(self.status).phrase
        line = one_line(self.detail)[:_LONGEST]
        return json.dumps(
            {"type": "about:blank", "title": title, "status": self.status, "detail": line}
        ).encode()


def problem_of(error: Exception) -> Problem:
    """What is answered where `error` was raised; of what nobody foresaw only its kind is told."""
    told = str(error)
    if isinstance(error, BusyError):
        return Problem(HTTPStatus.SERVICE_UNAVAILABLE, told, {"Retry-After": str(error.seconds)})
    if isinstance(error, TooLongError):
        return Problem(HTTPStatus.GATEWAY_TIMEOUT, told)
    if isinstance(error, StoreDamagedError):
        return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, told)
    if isinstance(error, StoreError):
        return Problem(HTTPStatus.NOT_FOUND, told)
    if isinstance(error, InputError):
        return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, told)
    if isinstance(error, OperationalError):
        return Problem(HTTPStatus.SERVICE_UNAVAILABLE, told, {"Retry-After": str(_SOON)})
    if isinstance(error, CrossclaimError):
        return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, told)
    kind = type(error).__name__
    return Problem(
        HTTPStatus.INTERNAL_SERVER_ERROR, f"internal error, {kind}; this is a defect: please report it"
    )

"""The review page and what it asks for: an ASGI application over a `Desk`."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from compare.errors import CrossclaimError, InputError, ReviewError
from compare.models import Fact, VerdictKind
from compare.review.candidates import candidates
from compare.review.desk import Desk
from compare.review.guard import COOKIE, MAX_BODY, Doors, Guard
from compare.review.queue import State, state_of
from compare.review.shown import fact_shown, fact_tool, overview, short_fact
from compare.review.words import CHOICES, MAX_NOTE
from compare.text_safety import one_line

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["review_app"]

Handler = Callable[[Desk, "Request"], Awaitable[dict[str, Any]]]
Key = Field(min_length=1, max_length=200)
Claims = Field(min_length=1, max_length=2000)


class Body(BaseModel):
    """What every change names: a fact and its claims as they were shown."""

    model_config = ConfigDict(extra="forbid", strict=True)
    fact: str = Key
    claims: list[str] = Claims


class VerdictBody(Body):
    """A verdict with the note that stands beside it."""

    verdict: str
    note: str = Field(default="", max_length=4 * MAX_NOTE)


class NoteBody(Body):
    """Another note."""

    note: str = Field(max_length=4 * MAX_NOTE)


class SplitBody(Body):
    """Claims to take out."""

    out: list[str] = Claims


class MergeBody(Body):
    """A fact to join."""

    other: str = Key


B = TypeVar("B", bound=Body)

_ENTRY = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Review</title><meta http-equiv="refresh" content="0; url=./"></head>
<body><a href="./">Review</a></body>
</html>
"""
"""What the link with the token answers. A redirect would not do: where the link was clicked on another site,
the browser would not send the cookie along with it."""


async def _overview(desk: Desk, request: Request) -> dict[str, Any]:  # noqa: ARG001
    return overview(desk)


async def _fact(desk: Desk, request: Request) -> dict[str, Any]:
    fact = desk.fact(request.query_params.get("id", ""))
    tool = request.query_params.get("tool") == "1" or state_of(fact) is not State.OPEN
    return fact_shown(desk, fact, tool=tool)


async def _candidates(desk: Desk, request: Request) -> dict[str, Any]:
    fact = desk.fact(request.query_params.get("id", ""))
    found = candidates(desk, fact, request.query_params.get("words", "")[:200])
    return {"facts": [short_fact(desk, other) for other in found]}


async def _verdict(desk: Desk, request: Request) -> dict[str, Any]:
    body = await _body(request, VerdictBody)
    if body.verdict not in list(CHOICES):
        raise InputError(f"the verdict is {body.verdict[:40]!r}; allowed: {', '.join(CHOICES)}")
    fact = desk.decide(body.fact, body.claims, VerdictKind(body.verdict), body.note)
    return _saved(desk, fact) | {"tool": fact_tool(fact)}


async def _note(desk: Desk, request: Request) -> dict[str, Any]:
    body = await _body(request, NoteBody)
    return _saved(desk, desk.note(body.fact, body.claims, body.note))


async def _split(desk: Desk, request: Request) -> dict[str, Any]:
    body = await _body(request, SplitBody)
    return _saved(desk, desk.split(body.fact, body.claims, body.out)[0])


async def _merge(desk: Desk, request: Request) -> dict[str, Any]:
    body = await _body(request, MergeBody)
    return _saved(desk, desk.merge(body.fact, body.claims, body.other))


async def _undo(desk: Desk, request: Request) -> dict[str, Any]:
    await _json(request)
    undone = desk.undo()
    if undone is None:
        return {"undone": None}
    decision = undone.decision
    return {"undone": str(decision.verdict or decision.kind), "fact": undone.fact}


_PATHS: dict[str, tuple[str, Handler]] = {
    "overview": ("GET", _overview),
    "fact": ("GET", _fact),
    "candidates": ("GET", _candidates),
    "verdict": ("POST", _verdict),
    "note": ("POST", _note),
    "split": ("POST", _split),
    "merge": ("POST", _merge),
    "undo": ("POST", _undo),
}


def review_app(desk: Desk, doors: Doors) -> Guard:
    """The application, behind its `Guard`."""
    from starlette.applications import Starlette
    from starlette.responses import Response
    from starlette.routing import Mount, Route

    from compare.reports.templating import environment

    files_served = {
        "": ("text/html; charset=utf-8", page_text(doors)),
        "review.css": ("text/css; charset=utf-8", environment().get_template("review.css").render()),
        "review.js": (
            "text/javascript; charset=utf-8",
            files("compare.reports").joinpath("templates", "review.js").read_text("utf-8"),
        ),
    }

    def static(name: str) -> Callable[[Request], Awaitable[Response]]:
        kind, text = files_served[name]

        async def serve(request: Request) -> Response:
            if not name and "token" in request.query_params:
                answer = Response(_ENTRY, media_type=kind)
                answer.set_cookie(
                    COOKIE, doors.cookie, path=f"/{doors.folder}/", httponly=True, samesite="strict"
                )
                return answer
            return Response(text, media_type=kind)

        return serve

    routes = [Route(f"/{name}", static(name), methods=["GET"]) for name in files_served]
    routes += [
        Route(f"/api/{name}", _answering(desk, handler), methods=[method])
        for name, (method, handler) in _PATHS.items()
    ]
    app = Starlette(
        routes=[Mount(f"/{doors.folder}", routes=routes)], exception_handlers={404: _missing, 405: _missing}
    )
    return Guard(app, doors)


def page_text(doors: Doors) -> str:
    """The page, with its CSRF token and the verdicts that there are."""
    from compare.reports.templating import environment
    from compare.reports.words import SYMBOLS, VERDICT_WORDS

    choices = [
        # A symbol that is a number would be taken for a key.
        (key, str(kind), "" if SYMBOLS[kind].isdigit() else SYMBOLS[kind], MEANING[kind])
        for key, kind in enumerate(CHOICES, 1)
    ]
    return (
        environment()
        .get_template("review.html")
        .render(csrf=doors.csrf, choices=choices, most=MAX_NOTE, words=VERDICT_WORDS)
    )


MEANING = {
    VerdictKind.AGREE: "the values are equal, or the sources say the same",
    VerdictKind.COMPATIBLE: "one source is vaguer or wider, and does not exclude the other",
    VerdictKind.DIFFER: "the sources exclude each other",
    VerdictKind.VARIANT: "one name in several spellings",
    VerdictKind.UNRELATED: "not one fact: the sources speak of different things",
    VerdictKind.SINGLE_SOURCE: "copies of one text, so only one source",
    VerdictKind.RELATED: "about the same, but neither agreement nor a difference is shown",
}


def _answering(desk: Desk, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """`handler` as an endpoint, with our errors as JSON of one line."""
    from starlette.responses import JSONResponse

    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(await handler(desk, request))
        except CrossclaimError as error:
            status = 409 if isinstance(error, ReviewError) else 400 if error.exit_code == 2 else 500
            told = str(error)
        except Exception as error:  # noqa: BLE001 - the last stop before the browser, which gets one line
            status, told = 500, f"internal error, {type(error).__name__}: {error}"
        return JSONResponse({"error": one_line(told)[:1000]}, status)

    return endpoint


async def _missing(request: Request, error: Exception) -> Response:
    from starlette.responses import JSONResponse

    status = int(getattr(error, "status_code", HTTPStatus.NOT_FOUND))
    told = (
        "there is nothing here"
        if status == HTTPStatus.NOT_FOUND
        else f"the method {request.method} is not allowed here"
    )
    return JSONResponse({"error": told}, status)


async def _body(request: Request, form: type[B]) -> B:
    """The body of a request as `form`. Raises `InputError`."""
    tree = await _json(request)
    try:
        return form.model_validate(tree)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the body"
        raise InputError(f"{where}: {first['msg']}") from None


async def _json(request: Request) -> Any:
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > MAX_BODY:
            raise InputError(f"the body is too large; allowed: {MAX_BODY} bytes")
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise InputError("the body is no JSON") from None


def _saved(desk: Desk, fact: Fact) -> dict[str, Any]:
    done, total = desk.progress()
    return {"fact": fact.id, "state": str(state_of(fact)), "done": done, "total": total}

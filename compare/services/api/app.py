"""The endpoints: a request to a call of `compare.services`, and its answer or its problem as JSON."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from compare.errors import InputError
from compare.reports.explanation import explanation_dict
from compare.reports.json_ import fact_dict
from compare.reports.written import SCHEMA
from compare.services.api.guard import ApiGuard, too_large
from compare.services.api.openapi import described
from compare.services.api.problems import TYPE, Problem, problem_of
from compare.services.archive import Archive, Question, words_of
from compare.services.line import Line
from compare.services.texts import CompareBody, refused, rows_of
from compare.services.worker import Worker
from compare.settings import ServeSettings
from compare.text_safety import json_safe
from compare.version import __version__
from compare.web.addresses import Address

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["api_app"]

T = TypeVar("T")
Endpoint = Callable[["Request"], Awaitable["Response"]]

AT_ONCE = 4
"""Questions to the store that are answered at once; each has a thread."""
_LATER = {"Retry-After": "10"}
"""When another server may be there: seconds in which one starts and loads its model, with room."""
_GONE = 499
"""What is answered to nobody: the client went away. nginx has the number."""


class NotAnsweredError(Exception):
    """A request that has a problem of its own."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Endpoints:
    """What answers: a line before the worker, a store, and the limits."""

    line: Line
    archive: Archive
    limits: ServeSettings
    places: asyncio.Semaphore

    async def health(self, _: Request) -> Response:
        """That the server answers."""
        return _json({"status": "ok"})

    async def version(self, _: Request) -> Response:
        """What answers, and its limits."""
        limits = self.limits.model_dump(mode="json")
        return _json({"version": __version__, "schema": SCHEMA, "limits": limits})

    async def openapi(self, _: Request) -> Response:
        """The description of all this."""
        return _json(described(self.limits))

    async def compare(self, request: Request) -> Response:
        """The text of facts.json on the articles of the body."""
        body = _parsed(CompareBody, await self._body(request))
        text = await _unless_gone(request, self.line.compare(rows_of(body.articles, self.limits)))
        return _answer_json(text)

    async def query(self, request: Request) -> Response:
        """The facts of the store that answer a topic."""
        try:
            question = Question.model_validate(words_of(request.query_params.multi_items()))
        except ValidationError as error:
            raise InputError(refused(error)) from None
        found = await self._asked(self.archive.query, question)
        rows = [{**fact_dict(fact), "relevance": relevance} for fact, relevance in found.facts]
        return _json({"topic": question.topic, "facts": rows})

    async def fact(self, request: Request) -> Response:
        """One fact of the store."""
        return _json(fact_dict(await self._fact(request)))

    async def explanation(self, request: Request) -> Response:
        """Why a fact is one."""
        return _json(explanation_dict(await self._fact(request)))

    async def _fact(self, request: Request) -> Any:
        try:
            return await self._asked(self.archive.fact, request.path_params["id"])
        except InputError as error:
            if type(error) is not InputError:  # of the store
                raise
            raise NotAnsweredError(Problem(HTTPStatus.NOT_FOUND, str(error))) from None

    async def _asked(self, ask: Callable[[Any], T], what: object) -> T:
        async with self.places:
            return await asyncio.to_thread(ask, what)

    async def _body(self, request: Request) -> bytes:
        """The body, of no more bytes than may be: in chunks it says nothing of its length."""
        data = bytearray()
        async for chunk in request.stream():
            data += chunk
            if len(data) > self.limits.max_bytes:
                raise NotAnsweredError(too_large(self.limits.max_bytes))
        return bytes(data)


def api_app(
    worker: Worker, archive: Archive, address: Address, token: str, limits: ServeSettings
) -> ApiGuard:
    """The application, behind its guard; the worker starts and ends with it."""
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.routing import Route

    ends = Endpoints(Line(worker, limits.waiting), archive, limits, asyncio.Semaphore(AT_ONCE))
    routes = [Route(path, _told(endpoint), methods=[method]) for method, path, endpoint in _paths(ends)]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await worker.start()
        try:
            yield
        finally:
            await worker.close()

    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers={HTTPException: _missing})
    app.router.redirect_slashes = False  # what is not here is a problem that says so
    return ApiGuard(app, address, token, limits.max_bytes)


def _paths(ends: Endpoints) -> tuple[tuple[str, str, Endpoint], ...]:
    return (
        ("GET", "/v1/health", ends.health),
        ("GET", "/v1/version", ends.version),
        ("GET", "/openapi.json", ends.openapi),
        ("POST", "/v1/compare", ends.compare),
        ("GET", "/v1/query", ends.query),
        ("GET", "/v1/facts/{id}", ends.fact),
        ("GET", "/v1/facts/{id}/explanation", ends.explanation),
    )


def _told(endpoint: Endpoint) -> Endpoint:
    """`endpoint`, with its errors as problems."""

    async def answered(request: Request) -> Response:
        from starlette.requests import ClientDisconnect

        try:
            return await endpoint(request)
        except NotAnsweredError as error:
            return _problem(error.problem)
        except ClientDisconnect:
            return _answer(b"", TYPE, _GONE)
        except asyncio.CancelledError:  # only the end of the server does that
            return _problem(Problem(HTTPStatus.SERVICE_UNAVAILABLE, "the server ends", _LATER))
        except Exception as error:  # noqa: BLE001 - the last stop before the client, who gets one line
            return _problem(problem_of(error))

    return answered


async def _missing(request: Request, error: Exception) -> Response:
    status = int(getattr(error, "status_code", HTTPStatus.NOT_FOUND))
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = dict(getattr(error, "headers", None) or {})
        told = f"the method {request.method} is not allowed here; allowed: {allowed.get('Allow', 'others')}"
        return _problem(Problem(status, told, allowed))
    return _problem(Problem(status, "there is nothing here; /openapi.json lists what there is"))


async def _unless_gone(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """What `work` gives; it is given up where the client goes away."""
    from starlette.requests import ClientDisconnect

    doing, waiting = asyncio.ensure_future(work), asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait((doing, waiting), return_when=asyncio.FIRST_COMPLETED)
        if not doing.done():
            raise ClientDisconnect
        return doing.result()
    finally:
        doing.cancel()
        waiting.cancel()
        await asyncio.gather(doing, waiting, return_exceptions=True)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _parsed(form: type[BaseModel], body: bytes) -> Any:
    """The body as `form`. Raises `InputError`, or a problem where it is no JSON."""
    try:
        return form.model_validate_json(body)
    except ValidationError as error:
        if error.errors(include_url=False, include_input=False)[0]["type"] == "json_invalid":
            raise NotAnsweredError(Problem(HTTPStatus.BAD_REQUEST, refused(error))) from None
        raise InputError(refused(error)) from None


def _json(tree: object) -> Response:
    return _answer_json(json.dumps(tree, ensure_ascii=False, allow_nan=False))


def _answer_json(text: str) -> Response:
    """A document, whose letters that act in a terminal are escaped."""
    return _answer(json_safe(text).encode(), "application/json")


def _problem(problem: Problem) -> Response:
    answer = _answer(problem.body(), TYPE, problem.status)
    for name, value in problem.headers.items():
        answer.headers[name] = value
    return answer


def _answer(body: bytes, kind: str, status: int = HTTPStatus.OK) -> Response:
    from starlette.responses import Response

    return Response(body, status, media_type=kind)

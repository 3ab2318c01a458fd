"""What the HTTP interface answers where comparing or the store fails, with stand-ins for both."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from compare.errors import ModelError, StoreDamagedError, StoreError, StoreFailedError
from compare.services.api.app import api_app
from compare.services.api.openapi import described
from compare.services.worker import TooLongError
from compare.settings import ServeSettings
from compare.web.addresses import Address

TOKEN = "t" * 20
LIMITS = ServeSettings(waiting=1)


class Comparing:
    """Stands for the process."""

    def __init__(self, error: Exception | None = None, answer: str = "{}") -> None:
        self.error = error
        self.answer = answer
        self.go = asyncio.Event()
        self.state: list[str] = []

    async def start(self) -> None:
        self.state.append("started")

    async def compare(self, rows: object) -> str:
        self.state.append("comparing")
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.state.append("given up")
            raise
        if self.error is not None:
            raise self.error
        return self.answer

    async def close(self) -> None:
        self.state.append("closed")


class Failing:
    """Stands for a store."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def query(self, question: object) -> None:
        raise self.error

    def fact(self, key: str) -> None:
        raise self.error


@dataclass
class Exchange:
    """One request to the application, and what it sent."""

    app: Any
    path: str
    body: bytes | None = None
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    sent: list[dict[str, Any]] = field(default_factory=list)

    async def run(self) -> Exchange:
        path, _, query = self.path.partition("?")
        headers = {
            "host": "127.0.0.1:9",
            "authorization": f"Bearer {TOKEN}",
            "content-type": "application/json",
        }
        scope = {
            "type": "http",
            "method": "GET" if self.body is None else "POST",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
        bodies = [{"type": "http.request", "body": self.body or b"", "more_body": False}]

        async def receive() -> dict[str, Any]:
            if bodies:
                return bodies.pop()
            await self.gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            self.sent.append(message)

        await self.app(scope, receive, send)
        return self

    @property
    def status(self) -> int:
        return self.sent[0]["status"]

    @property
    def headers(self) -> dict[bytes, bytes]:
        return dict(self.sent[0]["headers"])

    @property
    def detail(self) -> str:
        return json.loads(self.sent[1]["body"])["detail"]


BODY = json.dumps({"articles": [{"text": "Five died."}]}).encode()


def app_of(comparing: Comparing, error: Exception | None = None) -> Any:
    return api_app(comparing, Failing(error), Address(9), TOKEN, LIMITS)


async def settled() -> None:
    """Let everything go on as far as it can."""
    for _ in range(20):
        await asyncio.sleep(0)


def test_beyond_those_who_may_wait_one_is_told_when_to_come_again():
    async def run() -> None:
        comparing = Comparing()
        app = app_of(comparing)
        held = [asyncio.create_task(Exchange(app, "/v1/compare", BODY).run()) for _ in range(2)]
        await settled()
        busy = await Exchange(app, "/v1/compare", BODY).run()
        assert busy.status == 503
        assert int(busy.headers[b"retry-after"]) >= 1
        assert "1 comparison waits already" in busy.detail
        comparing.go.set()
        assert [each.status for each in await asyncio.gather(*held)] == [200, 200]

    asyncio.run(run())


def test_a_client_that_goes_away_ends_its_comparison_and_gives_up_its_place():
    async def run() -> None:
        comparing = Comparing()
        app = app_of(comparing)
        first, second = Exchange(app, "/v1/compare", BODY), Exchange(app, "/v1/compare", BODY)
        tasks = [asyncio.create_task(each.run()) for each in (first, second)]
        await settled()
        second.gone.set()
        await tasks[1]
        assert comparing.state == ["comparing"]
        first.gone.set()
        await tasks[0]
        assert comparing.state == ["comparing", "given up"]
        comparing.go.set()
        assert (await Exchange(app, "/v1/compare", BODY).run()).status == 200

    asyncio.run(run())


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (TooLongError("longer than 5 seconds"), 504, "longer than 5 seconds"),
        (ModelError("no model"), 500, "no model"),
        (KeyError("secret text"), 500, "internal error, KeyError; this is a defect: please report it"),
        (RecursionError(), 500, "internal error, RecursionError"),
    ],
)
def test_a_comparison_that_fails_is_told_in_one_line(error, status, told):
    async def run() -> Exchange:
        comparing = Comparing(error)
        comparing.go.set()
        return await Exchange(app_of(comparing), "/v1/compare", BODY).run()

    answer = asyncio.run(run())
    assert (answer.status, answer.headers[b"content-type"]) == (status, b"application/problem+json")
    assert answer.detail.startswith(told)


@pytest.mark.parametrize("path", ["/v1/query?topic=x", "/v1/facts/f", "/v1/facts/f/explanation"])
@pytest.mark.parametrize(
    ("error", "status"),
    [
        (StoreError("none"), 404),
        (StoreDamagedError("damaged"), 500),
        (StoreFailedError("locked"), 503),
        (OSError("x"), 500),
    ],
)
def test_a_store_that_fails_is_told(path, error, status):
    answer = asyncio.run(Exchange(app_of(Comparing(), error), path).run())
    assert answer.status == status
    assert (b"retry-after" in answer.headers) is (status == 503)


def test_the_process_starts_and_ends_with_the_application():
    async def run() -> list[str]:
        comparing = Comparing()
        messages = asyncio.Queue[dict[str, str]]()
        sent: list[str] = []

        async def send(message: dict[str, str]) -> None:
            sent.append(message["type"])

        task = asyncio.create_task(app_of(comparing)({"type": "lifespan"}, messages.get, send))
        await messages.put({"type": "lifespan.startup"})
        await settled()
        assert (comparing.state, sent) == (["started"], ["lifespan.startup.complete"])
        await messages.put({"type": "lifespan.shutdown"})
        await task
        return comparing.state

    assert asyncio.run(run()) == ["started", "closed"]


def test_web_sockets_are_not_answered():
    async def nothing(*_: Any) -> None:
        raise AssertionError

    asyncio.run(app_of(Comparing())({"type": "websocket"}, nothing, nothing))


# ---------------------------------------------------------------- the description


def test_the_description_holds_its_own_references_and_sound_schemas():
    from jsonschema import Draft202012Validator

    document = json.loads(json.dumps(described(LIMITS)))
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    for reference in _references(document):
        where, *names = reference.split("/")
        found = document
        for name in names:
            found = found[name]
        assert where == "#"
        assert found
    names = [each["operationId"] for path in document["paths"].values() for each in path.values()]
    assert len(names) == len(set(names)) == 7


def _references(tree: Any) -> list[str]:
    if isinstance(tree, dict):
        return [
            each for key, value in tree.items() for each in ([value] if key == "$ref" else _references(value))
        ]
    return [each for value in tree for each in _references(value)] if isinstance(tree, list) else []


def test_every_path_is_described_and_every_description_has_a_path():
    app = app_of(Comparing())._app
    served = {(route.path, method) for route in app.routes for method in route.methods - {"HEAD"}}
    document = described(LIMITS)["paths"]
    assert served == {(path, method.upper()) for path, methods in document.items() for method in methods}


def test_letters_that_act_in_a_terminal_are_escaped_in_answers():
    async def run() -> bytes:
        comparing = Comparing(answer='{"a": "\x9b31m\u202e"}')
        comparing.go.set()
        return (await Exchange(app_of(comparing), "/v1/compare", BODY).run()).sent[1]["body"]

    assert asyncio.run(run()) == b'{"a": "\\u009b31m\\u202e"}'


def test_a_comparison_that_the_end_of_the_server_cuts_off_is_told():
    async def run() -> Exchange:
        comparing = Comparing()
        exchange = Exchange(app_of(comparing), "/v1/compare", BODY)
        doing = asyncio.create_task(exchange.run())
        await settled()
        doing.cancel()
        await doing
        assert comparing.state == ["comparing", "given up"]
        return exchange

    exchange = asyncio.run(run())
    assert (exchange.status, exchange.detail) == (503, "the server ends")
    assert exchange.headers[b"retry-after"] == b"10"

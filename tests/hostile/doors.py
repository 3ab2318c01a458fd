"""Attacks on what other programs may ask: requests of any bytes, tools called with values of any shape."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

from samples import sample_report

from compare.ingest.given import Given, articles_given
from compare.services.api.app import api_app
from compare.services.archive import Archive
from compare.services.mcp.server import called
from compare.services.mcp.tools import TOOLS, Bench
from compare.settings import EmbeddingSettings, ServeSettings, Settings
from compare.web.addresses import Address
from hostile.monsters import articles, broken, text
from hostile.stores import ENCODER, sound

TOKEN = "a" * 20
LIMITS = ServeSettings(max_bytes=50_000, max_articles=8, waiting=2)
SETTINGS = Settings(embedding=EmbeddingSettings(cache=False))
ASKED = (
    *(("POST", "/v1/compare"),) * 6,
    *(("GET", "/v1/query"),) * 3,
    ("GET", "/v1/facts/{}"),
    ("GET", "/v1/facts/{}/explanation"),
    ("GET", "/v1/version"),
    ("GET", "/v1/health"),
    ("PUT", "/v1/compare"),
    ("POST", "/v1/none"),
)
STATUSES = frozenset({200, 400, 401, 403, 404, 405, 413, 415, 421, 422, 503})


class Reading:
    """Stands for the process that compares: reads the articles, and answers with a report of its own."""

    async def start(self) -> None: ...

    async def close(self) -> None: ...

    async def compare(self, rows: Sequence[Given]) -> str:
        articles_given(rows)
        return sample_report().to_json()


def _archive(place: Path) -> Archive:
    path = place / "asked.db"
    if not path.exists():
        path.write_bytes(sound(place))
    archive = Archive(path, SETTINGS)
    archive._encoders = {SETTINGS.embedding.model: ENCODER}  # that of the store
    return archive


def asked(rng: Random, place: Path) -> Iterator[str]:
    """Requests with the token and without: each has its answer, of a line where it is refused."""
    archive = _archive(place)
    app = api_app(Reading(), archive, Address(9), TOKEN, LIMITS)
    for _ in range(6):
        method, path = rng.choice(ASKED)
        path, body, headers = path.format(_key(rng, archive)), _body(rng), _headers(rng)
        topic = quote(text(rng)[:60], errors="surrogatepass")
        query = rng.choice((b"", b"limit=3", rng.randbytes(9))) + f"&topic={topic}".encode()
        status, kind, answer = asyncio.run(_exchange(app, method, path, query, headers, body))
        told = f"{method} {path} {query[:40]!r} {body[:80]!r}: {status}"
        if status not in STATUSES or b"internal error" in answer:
            yield f"{told} {answer[:300]!r}"
        if status >= 400 and (kind != b"application/problem+json" or "\n" in json.loads(answer)["detail"]):
            yield f"{told} {answer[:200]!r}"
        if headers["authorization"] != f"Bearer {TOKEN}" and status == 200 and path != "/v1/health":
            yield f"{told} without the token"


def tools(rng: Random, place: Path) -> Iterator[str]:
    """Tools called with any arguments: each gives what it promises, or a line that says what is wrong."""
    archive = _archive(place)
    bench = Bench(Reading(), archive, LIMITS)
    for _ in range(6):
        name = rng.choice([*(tool.name for tool in TOOLS), "none"])
        given = _arguments(rng, name, archive)
        if rng.random() < 0.2:
            given[rng.choice((*given, "more"))] = _value(rng)
        found = asyncio.run(called(bench, name, given))
        (content,) = found.content
        content.text.encode()
        if found.is_error and ("\n" in content.text or "internal error" in content.text):
            yield f"{name} {given!r:.200}: {content.text!r}"
        if any(sign in content.text for sign in ("\x1b", "\u202e")):
            yield f"{name} {given!r:.200}: hostile letters are passed on"


def _key(rng: Random, archive: Archive) -> str:
    """The id of a fact of the store, the beginning of one, or nothing of the kind."""
    with archive._open() as store:
        known = [fact.id for fact in store.report().facts]
    return rng.choice((rng.choice(known), rng.choice(known)[: rng.randint(1, 5)], text(rng)[:40]))


def _arguments(rng: Random, name: str, archive: Archive) -> dict[str, Any]:
    """What a tool takes, nearly."""
    if name == "compare_articles":
        return {"articles": [_row(rng) for _ in range(rng.randint(1, 9))], "limit": rng.randint(0, 50)}
    if name == "query_store":
        return {"topic": text(rng)[:510], "limit": rng.randint(0, 50)}
    return {"fact": _key(rng, archive)}


def _row(rng: Random) -> dict[str, Any]:
    article = rng.choice(articles(rng))
    row = asdict(Given(article.text, article.id, article.source, article.title, str(article.published or "")))
    if rng.random() < 0.2:
        row[rng.choice((*row, "more"))] = _value(rng)
    return row


def _value(rng: Random) -> Any:
    """A value of any shape."""
    deep: Any = text(rng)
    for _ in range(rng.randint(0, 5)):
        deep = rng.choice(([deep], {text(rng)[:20]: deep}))
    return rng.choice((None, True, 0, -1, 10**30, 1.5, "", text(rng), deep, [], {}, float("1e308")))


def _body(rng: Random) -> bytes:
    rows = [_row(rng) for _ in range(rng.randint(1, 9))]
    whole = json.dumps(rng.choice(({"articles": rows}, {"articles": rows}, _value(rng)))).encode()
    kind = rng.random()
    if kind < 0.7:
        return whole
    return broken(rng, whole) if kind < 0.9 else rng.randbytes(rng.randint(0, 300))


def _headers(rng: Random) -> dict[str, str]:
    right = {"host": "127.0.0.1:9", "authorization": f"Bearer {TOKEN}", "content-type": "application/json"}
    wrong = rng.choice(
        (
            {"authorization": "Bearer x"},
            {"host": "evil.example"},
            {"origin": "null"},
            {"content-type": "text/plain"},
        )
    )
    return right if rng.random() < 0.8 else right | wrong


async def _exchange(
    app: Any, method: str, path: str, query: bytes, headers: dict[str, str], body: bytes
) -> tuple[int, bytes, bytes]:
    pieces = [{"type": "http.request", "body": body, "more_body": False}]
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        if pieces:
            return pieces.pop()
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode("utf-8", "replace"),
        "query_string": query,
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    await asyncio.wait_for(app(scope, receive, send), 30)
    kind = dict(sent[0]["headers"]).get(b"content-type", b"")
    return sent[0]["status"], kind, b"".join(message.get("body", b"") for message in sent[1:])

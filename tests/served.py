"""A review server on a real socket, and requests to it that say whatever a test wants them to say."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from decided import Log

from compare.reports.report import Report
from compare.review.desk import Desk
from compare.review.guard import COOKIE, Doors, doors_of
from compare.review.page import review_app
from compare.web.addresses import listen
from compare.web.connections import Patience
from compare.web.serving import PATIENCE, server_of


@dataclass
class Answer:
    """What the server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Served:
    """A running server with its desk and log; requests are those of our own page unless told otherwise."""

    def __init__(self, desk: Desk, log: Log, doors: Doors, host: str) -> None:
        self.desk = desk
        self.log = log
        self.doors = doors
        self.host = host
        self.link = doors.link(host)

    def raw(
        self, method: str, path: str, headers: dict[str, str] | list[tuple[str, str]], body: bytes = b""
    ) -> Answer:
        """A request with these headers and no others but the length."""
        connection = http.client.HTTPConnection(self.host, self.doors.port, timeout=10)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            pairs = headers.items() if isinstance(headers, dict) else headers
            for name, value in pairs:
                connection.putheader(name, value)
            if body and "content-length" not in {name.lower() for name, _ in pairs}:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def headers(self, **changes: str | None) -> dict[str, str]:
        """The headers of our own page; underscores are hyphens, None leaves one away."""
        address = f"{self.host}:{self.doors.port}"
        usual = {
            "host": address,
            "origin": f"http://{address}",
            "sec-fetch-site": "same-origin",
            "cookie": f"{COOKIE}={self.doors.cookie}",
            "x-csrf-token": self.doors.csrf,
            "content-type": "application/json",
        }
        usual |= {name.replace("_", "-"): value for name, value in changes.items()}  # type: ignore[dict-item]
        return {name: value for name, value in usual.items() if value is not None}

    def get(self, path: str, **changes: str | None) -> Answer:
        return self.raw("GET", f"/{self.doors.folder}/{path}", self.headers(**changes))

    def post(self, path: str, body: Any, **changes: str | None) -> Answer:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.raw("POST", f"/{self.doors.folder}/api/{path}", self.headers(**changes), data)

    def shown(self, key: str) -> dict[str, Any]:
        """The fact and its claims, as each change names them."""
        return {"fact": key, "claims": [claim.id for claim in self.desk.fact(key).claims]}


@contextmanager
def served(
    report: Report, log: Log | None = None, host: str = "127.0.0.1", patience: Patience = PATIENCE
) -> Iterator[Served]:
    """The review server of `report` on a free port."""
    log = log or Log()
    desk = Desk(report, log, "Ana")
    with listen(host, 0) as listener:
        doors = doors_of(host, listener)
        server = server_of(review_app(desk, doors), patience)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield Served(desk, log, doors, host)
        finally:
            server.should_exit = True
            thread.join(timeout=10)
            assert not thread.is_alive()

"""`crossclaim serve` as a process of its own on a free port, requests to it, and articles to ask about."""

from __future__ import annotations

import http.client
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from served import Answer

from compare.models import Article
from compare.pipeline_store import compare_store
from compare.store import open_store

ROOT = Path(__file__).resolve().parents[1]
SOON = 60.0
"""Seconds in which what is to happen happens, on a slow machine."""
MARK = "Zellwacker"
"""A word of the articles that are sent, which must be found nowhere afterwards."""

SENT = [
    {
        "id": "post",
        "source": "Harbour Post",
        "published": "2024-03-11",
        "text": f"The ferry {MARK} struck the pier at Northgate on Sunday. Twelve passengers were injured. "
        "The harbour master closed the port until Friday.",
    },
    {
        "id": "echo",
        "source": "Evening Echo",
        "published": "2024-03-11",
        "text": f"The ferry {MARK} struck the pier at Northgate on Sunday. Fifteen passengers were injured.",
    },
]
"""Two articles as a program sends them, which differ on a number."""


class Server:
    """A running server."""

    def __init__(self, process: subprocess.Popen[str], base: str, token: str) -> None:
        self.process = process
        self.base, self.token = base, token
        parts = urlsplit(base)
        self.host, self.port = str(parts.hostname), int(parts.port or 0)

    def headers(self, **changes: str | None) -> dict[str, str]:
        """The headers of a client that may ask; underscores are hyphens, None leaves one away."""
        usual: dict[str, str | None] = {
            "host": f"{self.host}:{self.port}",
            "authorization": f"Bearer {self.token}",
            "content-type": "application/json",
        }
        usual |= {name.replace("_", "-"): value for name, value in changes.items()}
        return {name: value for name, value in usual.items() if value is not None}

    def raw(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        """A request with these headers and no others but the length."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=SOON)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name, value)
            if method == "POST" and "content-length" not in headers and "transfer-encoding" not in headers:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def get(self, path: str, **changes: str | None) -> Answer:
        return self.raw("GET", path, self.headers(**changes))

    def post(self, path: str, body: Any, **changes: str | None) -> Answer:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.raw("POST", path, self.headers(**changes), data)


@contextmanager
def serving(folder: Path, *options: str, **variables: str) -> Iterator[Server]:
    """`crossclaim serve` in `folder`, which is its home as well; it is told to end afterwards, and must."""
    environment = environment_of(folder) | variables
    errors = folder.joinpath("stderr").open("w", encoding="utf-8")
    with (
        errors,
        subprocess.Popen(
            [sys.executable, "-m", "compare", "serve", *options],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        try:
            lines = first_lines(process, 1 if "CROSSCLAIM_TOKEN" in environment else 2)
            token = (
                environment.get("CROSSCLAIM_TOKEN") or lines[1].removeprefix("Authorization: Bearer ").strip()
            )
            yield Server(process, lines[0].strip(), token)
        finally:
            process.terminate()
            try:
                process.wait(SOON)
            finally:
                process.kill()


def environment_of(folder: Path) -> dict[str, str]:
    """An environment in which all that a program keeps lies in `folder`."""
    kept = ("PATH", "PYTHONPATH", "SYSTEMROOT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
    found = {name: os.environ[name] for name in kept if name in os.environ}
    path = os.pathsep.join(filter(None, (str(ROOT), found.get("PYTHONPATH", ""))))
    places = ("HOME", "USERPROFILE", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA", "TMPDIR", "TEMP", "TMP")
    return {**found, "PYTHONPATH": path, **dict.fromkeys(places, str(folder))}


def first_lines(process: subprocess.Popen[str], count: int) -> list[str]:
    """The first lines that the process prints."""
    lines: queue.Queue[str] = queue.Queue()
    stream = process.stdout
    assert stream is not None

    def read() -> None:
        for _ in range(count):
            lines.put(stream.readline())

    threading.Thread(target=read, daemon=True).start()
    return [lines.get(timeout=SOON).strip() for _ in range(count)]


def make_store(path: Path) -> Path:
    """A store in which the articles of `SENT`, with other names, are compared."""
    from datetime import date

    with open_store(path) as store:
        store.add(
            [
                Article(
                    row["id"], row["text"].replace(MARK, "Oria"), row["source"], published=date(2024, 3, 11)
                )
                for row in SENT
            ]
        )
        compare_store(store)
    return path

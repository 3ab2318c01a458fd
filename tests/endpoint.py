"""An endpoint of the chat-completions protocol on a real socket, which misbehaves as a test wants."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Asked:
    """A request that came."""

    line: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def quoted(self) -> dict[str, Any]:
        """What was asked about: the user's message."""
        return json.loads(self.body["messages"][1]["content"])


Behaviour = Callable[[socket.socket, Asked], None]


@dataclass
class Endpoint:
    """The running endpoint: each call has the next of `behaviours`, the last again and again."""

    behaviours: list[Behaviour]
    asked: list[Asked] = field(default_factory=list)
    url: str = ""
    stop: threading.Event = field(default_factory=threading.Event)


def reply(status: str, body: bytes, *headers: str) -> bytes:
    """The bytes of an answer over HTTP."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Content-Type: application/json", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def completion(content: object, **more: object) -> bytes:
    """An answer of the protocol that holds `content`."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}
    usage = {"prompt_tokens": 700, "completion_tokens": 60}
    return json.dumps({"choices": [choice | more], "usage": usage}).encode()


def opinion(asked: Asked, **changes: object) -> dict[str, object]:
    """The opinion that was asked for."""
    usual = {
        "id": asked.quoted["id"],
        "words": "Dead: four or nine.",
        "cause": "conflict",
        "probability": 0.9,
    }
    return usual | changes


def says(content: Callable[[Asked], str]) -> Behaviour:
    """Answers with this content."""
    return lambda sock, asked: sock.sendall(reply("200 OK", completion(content(asked))))


def sends(data: bytes) -> Behaviour:
    """Answers with these bytes."""
    return lambda sock, asked: sock.sendall(data)


well = says(lambda asked: json.dumps(opinion(asked)))
"""Answers as it should."""


@contextmanager
def endpoint(*behaviours: Behaviour) -> Iterator[Endpoint]:
    """An endpoint on a free port of this machine."""
    served = Endpoint(list(behaviours))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        served.url = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        thread = threading.Thread(target=_serve, args=(listener, served))
        thread.start()
        try:
            yield served
        finally:
            served.stop.set()
            with suppress(OSError):
                socket.create_connection(listener.getsockname(), 1).close()
            thread.join(10)
            assert not thread.is_alive()


def _serve(listener: socket.socket, served: Endpoint) -> None:
    while not served.stop.is_set():
        sock, _ = listener.accept()
        with sock, suppress(OSError):
            sock.settimeout(5)
            asked = _read(sock)
            if asked is None:  # the end of the test, or somebody who speaks another protocol
                continue
            served.asked.append(asked)
            behaviour = served.behaviours[0]
            if len(served.behaviours) > 1:
                served.behaviours.pop(0)
            behaviour(sock, asked)


def _read(sock: socket.socket) -> Asked | None:
    with sock.makefile("rb") as file:
        line = file.readline().decode("latin-1").strip()
        if not line.startswith("POST "):
            return None
        headers = {}
        while row := file.readline().decode().strip():
            name, _, value = row.partition(": ")
            headers[name.lower()] = value
        return Asked(line, headers, json.loads(file.read(int(headers["content-length"]))))

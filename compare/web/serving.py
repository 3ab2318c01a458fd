"""Serving until one is told to end, without a word of its own and without a trace."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from compare.web.connections import Patience, protocol

if TYPE_CHECKING:
    import uvicorn
    from starlette.types import Receive, Scope, Send

__all__ = ["Guarded", "serve", "server_of"]

PATIENCE = Patience()
"""What a server waits for."""


class Guarded(Protocol):
    """An application that tells its own clients from strangers."""

    def knows(self, scope: Scope) -> bool:
        """Whether the request of `scope` shows a secret of ours; its connection is closed last."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""


def server_of(app: Guarded, patience: Patience = PATIENCE, *, lifespan: bool = False) -> uvicorn.Server:
    """The server of `app`: it says nothing of its own, and closes what is open a second after it is told.

    With `lifespan`, the application is told of the start and of the end.
    """
    import uvicorn

    config = uvicorn.Config(
        app,
        http=protocol(app.knows, patience),
        loop="asyncio",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        ws="none",
        lifespan="on" if lifespan else "off",
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)


def serve(
    app: Guarded, listener: socket.socket, patience: Patience = PATIENCE, *, lifespan: bool = False
) -> None:
    """Answer until interrupted or told to end: ``KeyboardInterrupt`` and SIGTERM are the end, no errors."""
    try:
        with _ended_by_term():
            server_of(app, patience, lifespan=lifespan).run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    finally:
        listener.close()


@contextmanager
def _ended_by_term() -> Iterator[None]:
    """Take SIGTERM for an interrupt meanwhile, which the server hands on when all is closed."""
    if threading.current_thread() is not threading.main_thread():  # signals come to the main one alone
        yield
        return

    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)

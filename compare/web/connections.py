"""Connections to a server of ours: none may be held without end, and those of its own clients come first.

Any program of this machine can open connections and say nothing, or half of something. Hence:

- the headers of a request must be there within `Patience.headers` seconds, its body within `Patience.body`
  more, however slowly they drip;
- there are at most `Patience.connections`, and `Patience.per_peer` of one address. A new one beyond takes
  the place of the oldest that has not shown a secret of ours (the reviewer's cookie, a program's token);
  where all have, it is refused.

After the defaults of servers that face the world (nginx: 60 s; Apache's mod_reqtimeout: 20 s for headers),
but shorter, since the peer is on this machine or the next one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from starlette.types import Scope

__all__ = ["Patience", "protocol"]

Knows = Callable[["Scope"], bool]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the server waits, in seconds, and for how many."""

    headers: float = 5.0
    body: float = 10.0
    connections: int = 64
    """Waiting or served; a browser opens six."""
    per_peer: int = 48


def protocol(knows: Knows, patience: Patience) -> type[asyncio.Protocol]:
    """The protocol of a connection; `knows` tells whether a request shows that a client of ours sent it."""
    import h11
    from uvicorn.protocols.http.h11_impl import H11Protocol

    class Connection(H11Protocol):
        """A connection that is closed where it makes the server wait."""

        known = False
        """Whether a request of a client of ours came by it."""
        since = 0.0
        _timer: asyncio.TimerHandle | None = None
        _waits_for: object = None

        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            super().connection_made(cast("asyncio.Transport", transport))
            self.since = self.loop.time()
            if _room(self, cast("set[Any]", self.connections), patience):
                self._expect()
            else:
                self.transport.abort()

        def data_received(self, data: bytes) -> None:
            before = self.cycle
            super().data_received(data)
            if self.cycle is not before and not self.known:
                self.known = knows(cast("Scope", self.scope))
            self._expect()

        def on_response_complete(self) -> None:
            super().on_response_complete()
            self._expect()

        def connection_lost(self, exc: Exception | None) -> None:
            self._forget()
            super().connection_lost(exc)

        def _expect(self) -> None:
            """Set the clock for what is to come next, unless it runs for that already."""
            state = self.conn.their_state
            waits = state if state in (h11.IDLE, h11.SEND_BODY) else None
            if waits is self._waits_for:
                return
            self._forget()
            self._waits_for = waits
            if waits is not None:
                seconds = patience.headers if waits is h11.IDLE else patience.body
                self._timer = self.loop.call_later(seconds, self.transport.abort)

        def _forget(self) -> None:
            if self._timer is not None:
                self._timer.cancel()
            self._timer = self._waits_for = None

    return Connection


def _room(new: Any, connections: set[Any], patience: Patience) -> bool:
    """Make room for the connection `new` among `connections`; whether there is any."""
    mine = [each for each in connections if _peer(each) == _peer(new)]
    for crowd, most in ((mine, patience.per_peer), (list(connections), patience.connections)):
        if len(crowd) <= most:
            continue
        strangers = [each for each in crowd if each is not new and not each.known]
        if not strangers:
            return False
        oldest = min(strangers, key=lambda each: each.since)
        connections.discard(oldest)  # at once, so that the next one does not count it
        oldest.transport.abort()
    return True


def _peer(connection: Any) -> str:
    return connection.client[0] if connection.client else ""

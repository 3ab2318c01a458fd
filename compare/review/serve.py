"""The server of the review page: this machine only unless asked, a free port, an end without a trace."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING

from compare.errors import InputError
from compare.review.connections import Patience, protocol
from compare.review.guard import Doors, Guard

if TYPE_CHECKING:
    import uvicorn

__all__ = ["doors_of", "is_loopback", "listen", "serve", "server_of"]

PATIENCE = Patience()
"""What the review page waits for."""
MAX_PORT = 65535
"""The last port of TCP."""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server at `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at `host`, on a free port where `port` is 0. Raises `InputError`."""
    if not 0 <= port <= MAX_PORT:  # the system would take it modulo 65536
        raise InputError(f"--port is {port}; allowed: 0 to {MAX_PORT}, 0 being a free one")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        # Of a name's addresses the IPv4 one, which is what browsers try for localhost as well.
        family, kind, protocol, _, address = sorted(found, key=lambda entry: entry[0] != socket.AF_INET)[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.bind(address)
            listener.listen(PATIENCE.connections)
        except OSError:
            listener.close()
            raise
    except (OSError, UnicodeError, OverflowError) as error:
        why = getattr(error, "strerror", None) or error
        raise InputError(
            f"cannot listen at --host {host!r} --port {port}: {why}; leave --port away for a free one"
        ) from None
    return listener


def doors_of(host: str, listener: socket.socket) -> Doors:
    """The doors of a server that listens at `host`."""
    address, port = listener.getsockname()[:2]
    shown = f"[{address}]" if ":" in address else address
    names = {host.lower(), shown, "localhost"} if is_loopback(host) else {host.lower(), shown}
    everywhere = ipaddress.ip_address(address).is_unspecified
    if everywhere:
        names = {socket.gethostname().lower(), "localhost"}
    return Doors(port, frozenset(names), any_address=everywhere)


def server_of(app: Guard, patience: Patience = PATIENCE) -> uvicorn.Server:
    """The server of `app`: it says nothing of its own, and closes what is open a second after it is told."""
    import uvicorn

    config = uvicorn.Config(
        app,
        http=protocol(app.knows, patience),
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)


def serve(app: Guard, listener: socket.socket) -> None:
    """Answer until interrupted; `KeyboardInterrupt` is the end, not an error."""
    try:
        server_of(app).run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    finally:
        listener.close()

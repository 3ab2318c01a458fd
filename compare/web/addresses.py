"""Where a server listens, and which hosts a request to it may name.

The ``Host`` of a request must be one that we serve: a name that an attacker points at 127.0.0.1 would do
otherwise (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from compare.errors import InputError

__all__ = ["Address", "address_of", "is_loopback", "listen", "reachable"]

BACKLOG = 64
"""Connections that wait to be taken."""
MAX_PORT = 65535
"""The last port of TCP."""
_PLAIN_PORT = 80
"""HTTP's own port, which clients leave out of an address."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens, and the names by which it is asked for."""

    port: int
    names: frozenset[str] = frozenset({"127.0.0.1", "localhost"})
    """Hosts that a request may name, without the port; IPv6 addresses in brackets."""
    any_address: bool = False
    """Whether it may also name any address, as it must where we listen on all of them."""
    others: frozenset[str] = frozenset()
    """Hosts that it may name as they are, with the port or without."""

    def base(self, host: str) -> str:
        """The beginning of the addresses of what is served, for who calls it `host`."""
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    def also(self, names: Iterable[str]) -> Self:
        """The same address asked for by further `names`, as they stand in the header: a proxy before a server
        passes on the name by which it was asked."""
        return replace(self, others=self.others | {name.lower() for name in names})

    def serves(self, host: str) -> bool:
        """Whether `host`, as in the header, is ours."""
        if host.lower() in self.others:
            return True
        name, _, port = host.lower().rpartition(":") if not host.endswith("]") else (host.lower(), "", "")
        if not name:
            name, port = host.lower(), ""
        if port != str(self.port) and not (port == "" and self.port == _PLAIN_PORT):
            return False
        return name in self.names or (self.any_address and _is_address(name))


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


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
            listener.listen(BACKLOG)
        except OSError:
            listener.close()
            raise
    except (OSError, UnicodeError, OverflowError) as error:
        why = getattr(error, "strerror", None) or error
        raise InputError(
            f"cannot listen at --host {host!r} --port {port}: {why}; leave --port away for a free one"
        ) from None
    return listener


def address_of(host: str, listener: socket.socket) -> Address:
    """The address of a server that listens at `host`."""
    address, port = listener.getsockname()[:2]
    shown = f"[{address}]" if ":" in address else address
    names = {host.lower(), shown, "localhost"} if is_loopback(host) else {host.lower(), shown}
    everywhere = ipaddress.ip_address(address).is_unspecified
    if everywhere:
        names = {socket.gethostname().lower(), "localhost"}
    return Address(port, frozenset(names), any_address=everywhere)


def reachable(host: str) -> str:
    """What a server at `host` is called in its addresses: where it listens at all addresses of this machine,
    the machine's own name."""
    try:
        return socket.gethostname() if ipaddress.ip_address(host).is_unspecified else host
    except ValueError:  # a name
        return host

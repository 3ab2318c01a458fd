"""Where an endpoint is, and whether asking it sends text off this machine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from compare.errors import SettingsError

CALL = "/chat/completions"
"""What stands behind the base of the protocol's address."""


@dataclass(frozen=True, slots=True)
class Address:
    """An endpoint: `path` is that of the call."""

    encrypted: bool
    host: str
    port: int
    path: str

    @property
    def place(self) -> str:
        """Host and port, as a report names them."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def loopback(self) -> bool:
        """Whether it is this machine itself."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False


def address_of(url: str, *, allow_http: bool) -> Address:
    """The endpoint that `url` names, with or without "/chat/completions" at its end.

    Raises `SettingsError`, also where text would leave this machine unencrypted without being allowed to.
    """
    wanted = "name one such as http://127.0.0.1:11434/v1"
    if not re.fullmatch(r"[!-~]{1,2000}", url):
        raise SettingsError(f"the judge's address {url[:80]!r} is no address; {wanted}")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host or parts.scheme not in ("http", "https"):
        raise SettingsError(f"the judge's address {url[:80]!r} is no address; {wanted}")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise SettingsError(
            f"the judge's address at {host!r} holds a user, a query or a fragment; {wanted}, and put a key "
            "into an environment variable that judge.key_variable names"
        )
    path = parts.path.rstrip("/")
    encrypted = parts.scheme == "https"
    found = Address(
        encrypted, host, port or (443 if encrypted else 80), path if path.endswith(CALL) else path + CALL
    )
    if not (found.encrypted or found.loopback or allow_http):
        raise SettingsError(
            f"the judge at {found.place!r} is another machine, and text would go there unencrypted; use "
            "https, or allow it with the setting judge.allow_http"
        )
    return found

"""Where a server listens, and which hosts it answers for."""

from __future__ import annotations

import socket

import pytest

from compare.errors import InputError
from compare.web.addresses import Address, address_of, is_loopback, listen, reachable


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("127.1.2.3", True), ("::1", True), ("localhost", True), ("LOCALHOST", True),
     ("0.0.0.0", False), ("::", False), ("192.0.2.1", False), ("example.org", False), ("", False)],
)  # fmt: skip
def test_what_is_this_machine(host, own):
    assert is_loopback(host) is own


def test_where_it_listens_everywhere_any_address_is_good_and_no_strange_name():
    with listen("0.0.0.0", 0) as listener:
        address = address_of("0.0.0.0", listener)
    assert address.serves(f"192.0.2.7:{address.port}")
    assert address.serves(f"[2001:db8::1]:{address.port}")
    assert address.serves(f"{socket.gethostname()}:{address.port}")
    assert not address.serves(f"evil.example:{address.port}")
    assert not address.serves("192.0.2.7:1")


def test_the_usual_port_need_not_be_named():
    assert Address(80).serves("127.0.0.1")
    assert Address(80).serves("127.0.0.1:80")
    assert not Address(8080).serves("127.0.0.1")
    assert Address(80, frozenset({"[::1]"})).serves("[::1]")


def test_a_port_that_is_taken_or_a_host_that_is_not_ours_is_told():
    with listen("127.0.0.1", 0) as listener, pytest.raises(InputError, match="cannot listen at --host"):
        listen("127.0.0.1", listener.getsockname()[1])
    for host, port in (("no such host.invalid", 0), ("192.0.2.1", 0), ("x" * 300, 0)):
        with pytest.raises(InputError, match="leave --port away for a free one"):
            listen(host, port)
    with pytest.raises(InputError, match="--port is 70000; allowed: 0 to 65535"):
        listen("127.0.0.1", 70000)


@pytest.mark.parametrize(
    ("host", "shown"),
    [("0.0.0.0", "desk"), ("::", "desk"), ("0:0::0", "desk"), ("192.0.2.1", "192.0.2.1"), ("a.b", "a.b")],
)
def test_the_link_names_this_machine_where_all_its_addresses_are_listened_at(monkeypatch, host, shown):
    monkeypatch.setattr("socket.gethostname", lambda: "desk")
    assert reachable(host) == shown

"""``crossclaim mcp``: what is said where the SDK is missing."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("missing", ["mcp", "mcp_types"])
def test_without_the_sdk_one_line_says_what_to_install(run, monkeypatch, missing):
    monkeypatch.setattr("compare.services.mcp.server.find_spec", lambda name: None if name == missing else 1)
    done = run("mcp")
    assert done.code == 2
    assert done.out == ""
    assert done.err == (
        "crossclaim: crossclaim mcp needs the package mcp, version 2; install it with: pip install "
        "'crossclaim[mcp]'\n"
    )

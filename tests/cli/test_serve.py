"""``crossclaim serve``: who is let in, and by which token."""

from __future__ import annotations

import pytest


@pytest.fixture
def served(monkeypatch):
    """What would be served."""
    seen = []
    monkeypatch.setattr(
        "compare.web.serving.serve",
        lambda app, listener, lifespan: seen.append((app, listener.getsockname())),
    )
    monkeypatch.delenv("CROSSCLAIM_TOKEN", raising=False)
    return seen


def test_it_prints_where_it_is_and_a_new_token(run, served):
    first, second = run("serve"), run("serve")
    base, token = first.out.splitlines()
    assert base == f"http://127.0.0.1:{served[0][1][1]}"
    assert served[0][1][0] == "127.0.0.1"
    assert token.startswith("Authorization: Bearer ")
    assert len(token) > 60
    assert token != second.out.splitlines()[1]
    assert f"{base}/openapi.json describes what there is; there is no store crossclaim.db; " in first.err
    assert "--host" not in first.err
    assert first.code == 0


def test_a_token_of_ones_own_is_never_printed(run, served, monkeypatch, tmp_path):
    (tmp_path / "token").write_text("  from-a-file-0123456789\n", encoding="utf-8")
    done = run("serve", "--token-file", "token")
    monkeypatch.setenv("CROSSCLAIM_TOKEN", "from-the-environment")
    other = run("serve")
    for told, token in ((done, "from-a-file-0123456789"), (other, "from-the-environment")):
        assert token not in told.out + told.err
        assert len(told.out.splitlines()) == 1
    assert [app._token for app, _ in served] == ["from-a-file-0123456789", "from-the-environment"]


@pytest.mark.parametrize("token", ["", "short", "with a space in it all", "tab\tand-more-letters", "x" * 15])
def test_a_token_that_is_none_is_refused(run, served, tmp_path, monkeypatch, token):
    (tmp_path / "token").write_text(token, encoding="utf-8")
    done = run("serve", "--token-file", "token")
    assert done.code == 2
    assert "the token of --token-file 'token' has" in done.err
    if token:
        assert token not in done.err
        monkeypatch.setenv("CROSSCLAIM_TOKEN", token)
        assert "the token of CROSSCLAIM_TOKEN has" in run("serve").err
    assert served == []


def test_a_file_that_cannot_be_read_is_told(run, served, tmp_path):
    (tmp_path / "bytes").write_bytes(b"\xff" * 40)
    assert (
        "cannot read --token-file 'bytes': it is no plain text" in run("serve", "--token-file", "bytes").err
    )
    assert "cannot read --token-file 'none': No such file" in run("serve", "--token-file", "none").err


def test_others_are_let_in_only_where_one_says_so(run, served, monkeypatch):
    monkeypatch.setattr("socket.gethostname", lambda: "desk")
    done = run("serve", "--host", "0.0.0.0")
    assert done.code == 2
    assert "--host 0.0.0.0 lets other machines in; add --network if that is what you want" in done.err
    assert served == []
    done = run("serve", "--host", "0.0.0.0", "--network")
    assert done.out.startswith("http://desk:")
    assert "what is sent is not encrypted" in done.err
    assert run("serve", "--host", "127.0.0.2").code == 0


def test_a_name_that_a_proxy_passes_on_is_answered_for(run, served):
    run("serve", "--name", "Facts.example", "--name", "other.example:8443")
    address = served[0][0]._address
    assert address.serves("facts.example")
    assert address.serves("other.example:8443")
    assert not address.serves("other.example")
    assert not address.serves("facts.example:1")
    assert address.serves(f"localhost:{address.port}")


def test_wrong_options_are_told(run, served):
    assert "--port is 'x'; allowed: a whole number from 0 on" in run("serve", "--port", "x").err
    assert "--port is 70000" in run("serve", "--port", "70000").err


@pytest.mark.parametrize("name", ["", "https://facts.example", "facts.example/", "a b", "facts.example:x"])
def test_a_name_that_no_request_has_is_refused(run, served, name):
    done = run("serve", "--name", name)
    assert (done.code, served) == (2, [])
    assert f"--name is {name!r}; allowed: a host such as facts.example.org" in done.err


def test_a_token_that_is_too_long_is_refused_and_not_cut(run, served, tmp_path):
    (tmp_path / "long").write_text("x" * 4097)
    done = run("serve", "--token-file", "long")
    assert (done.code, served) == (2, [])
    assert "the token of --token-file 'long' has over 4096 characters" in done.err
    (tmp_path / "long").write_text("x" * 4096)
    assert run("serve", "--token-file", "long").code == 0

"""Which judge the settings ask for, and what is said before text leaves the machine."""

from __future__ import annotations

import pytest

from compare.errors import SettingsError
from compare.judges import leaving, open_judge
from compare.judges.address import address_of
from compare.judges.endpoint import EndpointJudge
from compare.judges.kept import KeptJudge
from compare.settings import JudgeSettings


def refused(**settings) -> str:
    with pytest.raises(SettingsError) as caught:
        open_judge(JudgeSettings(**settings))
    message = str(caught.value)
    assert "\n" not in message and len(message) < 300
    return message


def test_nobody_is_asked_unless_the_settings_say_so():
    assert open_judge(JudgeSettings()) is None
    assert leaving(JudgeSettings()) == ""


def test_two_judges_are_one_too_many():
    assert "two judges" in refused(name="x", url="http://localhost", model="m")
    assert "two judges" in refused(name="x", model="m")


def test_an_endpoint_needs_address_and_model():
    assert "--judge-model" in refused(url="http://localhost")
    assert "--judge-url" in refused(model="m")


def test_answers_are_kept_beside_the_vectors(tmp_path, monkeypatch):
    monkeypatch.setenv("CROSSCLAIM_CACHE", str(tmp_path))
    endpoint = {"url": "http://localhost:1", "model": "m"}
    judge = open_judge(JudgeSettings(**endpoint))
    assert isinstance(judge, KeptJudge)
    assert judge._shelf.path.parent == tmp_path
    assert isinstance(open_judge(JudgeSettings(**endpoint, cache=False)), EndpointJudge)
    monkeypatch.setenv("CROSSCLAIM_CACHE", "off")
    assert isinstance(open_judge(JudgeSettings(**endpoint)), EndpointJudge)


@pytest.mark.parametrize(
    ("url", "place", "path"),
    [
        ("http://localhost:11434/v1", "localhost:11434", "/v1/chat/completions"),
        ("http://127.0.0.1:8080", "127.0.0.1:8080", "/chat/completions"),
        ("http://127.9.9.9/", "127.9.9.9:80", "/chat/completions"),
        ("http://[::1]:8000/v1/", "[::1]:8000", "/v1/chat/completions"),
        ("HTTPS://LOCALHOST/v1/chat/completions", "localhost:443", "/v1/chat/completions"),
    ],
)
def test_this_machine_is_the_normal_case(url, place, path):
    address = address_of(url, allow_http=False)
    assert (address.place, address.path, address.loopback) == (place, path, True)
    assert leaving(JudgeSettings(url=url, model="m")) == ""


@pytest.mark.parametrize(
    "host", ["10.0.0.8", "desk.example", "localhost.example", "127.0.0.1.example", "[fe80::1]", "0.0.0.0"]
)
def test_another_machine_needs_https_or_leave_and_is_told(host):
    for allow, url in ((False, f"https://{host}/v1"), (True, f"http://{host}/v1")):
        said = leaving(JudgeSettings(url=url, model="m", allow_http=allow))
        assert "leaves this machine" in said and host in said
        assert ("unencrypted" in said) is allow
    assert "judge.allow_http" in refused(url=f"http://{host}/v1", model="m")


@pytest.mark.parametrize(
    "url",
    [
        "localhost:8080",
        "ftp://localhost",
        "http://",
        "http://:80",
        "http://a b",
        "file:///etc/passwd",
        "http://localhost:99999",
        "http://[::1",
        "http://user:pw@localhost",
        "http://localhost?key=1",
        "http://localhost#x",
        "http://kl\u00fc.example",
        "x" * 5000,
        "http://a\nb",
    ],
)
def test_what_is_no_address_is_refused(url):
    message = refused(url=url, model="m")
    assert "http://127.0.0.1:11434/v1" in message
    assert "pw" not in message

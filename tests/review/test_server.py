"""The review server, attacked over a real socket, and the actions that our own page may take."""

from __future__ import annotations

import contextlib
import json
import re
import socket

import pytest
from decided import Log, ids, report_of, said
from samples import sample_report
from served import Served, served

from compare.models import VerdictKind
from compare.reports.report import Report
from compare.review.guard import COOKIE, HEADERS, MAX_BODY, Doors, doors_of
from compare.web.addresses import listen


@pytest.fixture(scope="module")
def server():
    with served(report_of("ab", "cd", "x", tolls={"x": 3})) as running:
        yield running


@pytest.fixture
def fresh():
    """A server whose log a test may fill."""
    with served(report_of("abc", "d", tolls={"b": 12})) as running:
        yield running


def refused(answer, status: int, told: str) -> None:
    assert answer.status == status
    assert re.search(told, answer.json["error"])
    assert b"\n" not in answer.body.strip()
    safe(answer)


def safe(answer) -> None:
    """Every answer, errors too, has the headers that make it harmless."""
    for name, value in HEADERS:
        assert answer.headers[name.decode()] == value.decode()
    assert "server" not in answer.headers
    assert "access-control-allow-origin" not in answer.headers


# ---------------------------------------------------------------- the way in


def test_the_link_gives_a_cookie_that_scripts_and_other_sites_do_not_get(server):
    path = server.link.split(str(server.doors.port))[1]
    answer = server.raw("GET", path, {"host": f"127.0.0.1:{server.doors.port}"})
    assert answer.status == 200
    assert answer.headers["set-cookie"] == (
        f"{COOKIE}={server.doors.cookie}; HttpOnly; Path=/{server.doors.folder}/; SameSite=strict"
    )
    assert b'url=./"' in answer.body
    assert server.doors.csrf.encode() not in answer.body
    assert server.doors.token.encode() not in answer.body
    safe(answer)


def test_the_page_itself_needs_the_cookie_and_holds_the_csrf_token(server):
    answer = server.get("", origin=None)
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert server.doors.csrf.encode() in answer.body
    assert server.doors.token.encode() not in answer.body
    safe(answer)
    refused(server.get("", cookie=None), 401, "open the link that")


@pytest.mark.parametrize("path", ["", "review.js", "review.css", "api/overview", "api/fact?id=f-ab", "none"])
def test_nothing_is_told_without_the_cookie(server, path):
    for cookie in (
        None,
        "",
        f"{COOKIE}=",
        f"{COOKIE}=x",
        f"x={server.doors.cookie}",
        f"{COOKIE}={server.doors.token}",
    ):
        refused(server.get(path, cookie=cookie), 401, "open the link")
    assert server.get(path, cookie=f"a=b; {COOKIE}={server.doors.cookie}").status in (200, 404)


@pytest.mark.parametrize("query", ["token=", "token=x", "token", "token=x&token={token}", "&" * 50, "t=%ff"])
def test_a_wrong_token_opens_nothing(server, query):
    query = query.replace("{token}", server.doors.token)
    refused(server.get(f"?{query}", cookie=None), 401, "open the link")
    refused(server.get(f"api/overview?token={server.doors.token}", cookie=None), 401, "open the link")
    refused(server.get(f"?token={server.doors.token[:-1]}", cookie=None), 401, "open the link")


def test_the_token_of_the_browser_opens_once_and_the_printed_one_again_and_again():
    with served(sample_report()) as server:
        browser = f"?token={server.doors.browser.secret}"
        refused(server.get(browser[:-1], cookie=None), 401, "open the link")
        refused(server.get(browser, cookie=None, origin="http://evil.example"), 403, "another site")
        refused(server.get(browser, cookie=None, host="evil.example"), 421, "host")
        answer = server.get(browser, cookie=None)
        assert answer.status == 200
        assert server.doors.cookie in answer.headers["set-cookie"]
        refused(server.get(browser, cookie=None), 401, "open the link that 'crossclaim review' printed")
        assert server.get(browser).status == 200  # the cookie counts where the page is loaded again
        for _ in range(2):
            assert server.get(f"?token={server.doors.token}", cookie=None).status == 200


def test_each_start_has_its_own_secrets():
    one, other = Doors(1), Doors(1)
    assert len({one.token, one.cookie, one.csrf, other.token, other.cookie, other.csrf}) == 6
    assert one.folder != other.folder
    assert min(map(len, (one.token, one.cookie, one.csrf))) >= 43


# ---------------------------------------------------------------- other hosts, other sites


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1.evil.example:{port}",
        "127.0.0.1:1",
        "127.0.0.1",
        "localhost:{port}@evil.example",
        "127.1:{port}",
        "0.0.0.0:{port}",
        "[::ffff:127.0.0.1]:{port}",
        "",
    ],
)
def test_another_host_is_refused(server, host):
    named = host.replace("{port}", str(server.doors.port))
    refused(server.get("api/overview", host=named, origin=None), 421, "does not answer for that host")


def test_a_host_twice_or_not_at_all_is_refused(server):
    path = f"/{server.doors.folder}/api/overview"
    pairs = list(server.headers(origin=None).items())
    assert server.raw("GET", path, [*pairs, ("host", "evil.example")]).status in (400, 421)
    assert server.raw("GET", path, [pair for pair in pairs if pair[0] != "host"]).status in (400, 421)


def test_localhost_is_as_good_as_the_address(server):
    host = f"LocalHost:{server.doors.port}"
    assert server.get("api/overview", host=host, origin=None).status == 200


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "https://127.0.0.1:{port}",
        "http://127.0.0.1:1",
        "http://localhost:{port}",
    ],
)
def test_another_origin_is_refused(server, origin):
    origin = origin.replace("{port}", str(server.doors.port))
    refused(server.get("api/overview", origin=origin), 403, "from another site")
    refused(server.post("undo", {}, origin=origin), 403, "from another site")


@pytest.mark.parametrize("site", ["cross-site", "same-site", "?"])
def test_a_request_that_the_browser_calls_foreign_is_refused(server, site):
    refused(server.get("api/overview", sec_fetch_site=site, origin=None), 403, "from another site")
    refused(server.post("undo", {}, sec_fetch_site=site), 403, "from another site")


def test_the_link_may_be_clicked_on_another_site(server):
    answer = server.get(f"?token={server.doors.token}", cookie=None, origin=None, sec_fetch_site="cross-site")
    assert answer.status == 200


# ---------------------------------------------------------------- what changes something


def test_a_change_needs_origin_and_csrf_token(server):
    body = server.shown("f-ab") | {"verdict": "agree"}
    refused(server.post("verdict", body, origin=None), 403, "does not say which site")
    for token in (None, "", "x", server.doors.cookie, server.doors.token):
        refused(server.post("verdict", body, x_csrf_token=token), 403, "of an earlier start")
    assert server.log.rows == []


def test_a_header_twice_counts_as_wrong(server):
    pairs = [*server.headers().items(), ("x-csrf-token", server.doors.csrf)]
    refused(server.raw("POST", f"/{server.doors.folder}/api/undo", pairs, b"{}"), 403, "earlier start")


@pytest.mark.parametrize(
    "kind", [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_a_form_of_another_site_is_no_json(server, kind):
    refused(server.post("undo", {}, content_type=kind), 415, "allowed: application/json")


def test_the_size_of_a_body_is_limited(server):
    refused(server.post("undo", b" " * (MAX_BODY + 1)), 413, f"allowed: {MAX_BODY} bytes")
    for length in ("999999999999999", "-1", "1e3"):
        # Refused by its headers, a request may find the connection closed before its body is sent.
        with contextlib.suppress(ConnectionError):
            assert server.post("undo", b"{}", content_length=length).status in (400, 413)
    assert server.get("").status == 200


def test_a_body_in_chunks_is_limited_too(server):
    headers = server.headers(transfer_encoding="chunked")
    lines = [
        f"POST /{server.doors.folder}/api/undo HTTP/1.1",
        *(f"{k}: {v}" for k, v in headers.items()),
        "",
        "",
    ]
    with socket.create_connection((server.host, server.doors.port), timeout=10) as raw:
        raw.sendall("\r\n".join(lines).encode())
        chunk = b"4000\r\n" + b" " * 0x4000 + b"\r\n"
        for _ in range(6):
            raw.sendall(chunk)
        raw.sendall(b"0\r\n\r\n")
        assert b"the body is too large" in _until_closed(raw)


def _until_closed(raw: socket.socket) -> bytes:
    data = b""
    while b"}" not in data and (more := raw.recv(65536)):
        data += more
    return data


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])
def test_other_methods_are_refused(server, method):
    refused(server.raw(method, f"/{server.doors.folder}/", server.headers()), 405, "allowed: GET, HEAD, POST")


def test_reading_and_writing_are_told_apart(server):
    refused(server.get("api/undo"), 405, "GET is not allowed here")
    refused(server.post("overview", {}), 405, "POST is not allowed here")
    assert server.log.rows == []


@pytest.mark.parametrize("path", ["/", "/review.js", "/x/", "/%2e%2e/", "//", "/{folder}", "/{folder}x/"])
def test_outside_its_folder_there_is_nothing(server, path):
    path = path.replace("{folder}", server.doors.folder)
    refused(server.raw("GET", path, server.headers()), 404, "there is nothing here")


@pytest.mark.parametrize(
    "path", ["none", "api/none", "../x", "%2e%2e/%2e%2e/etc/passwd", "review.js/x", "templates/"]
)
def test_what_is_not_there_is_not_there(server, path):
    refused(server.get(path), 404, "there is nothing here")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "the body is no JSON"),
        (b"{", "the body is no JSON"),
        (b"[" * 20_000, "the body is no JSON"),
        (b"[]", "the body: Input should be"),
        ({}, "fact: Field required"),
        ({"fact": 1, "claims": ["x"], "verdict": "agree"}, "fact: Input should be a valid string"),
        ({"fact": "f-ab", "claims": [], "verdict": "agree"}, "claims: List should have at least 1 item"),
        ({"fact": "f-ab", "claims": [1], "verdict": "agree"}, "claims.0: Input should be a valid string"),
        ({"fact": "f-ab", "claims": ["x"], "verdict": "agree", "reviewer": "Bo"}, "reviewer: Extra inputs"),
        (
            {"fact": "f-ab", "claims": ["x"], "verdict": "maybe"},
            "the verdict is 'maybe'; allowed: agree, com",
        ),
        (
            {"fact": "f-ab", "claims": ["x"], "verdict": "agree", "note": "x" * 8001},
            "note: String should have",
        ),
    ],
)
def test_a_body_of_another_shape_is_refused(server, body, told):
    refused(server.post("verdict", body), 400, told)
    assert server.log.rows == []


def test_a_fact_that_is_gone_or_changed_is_a_conflict(server):
    refused(server.get("api/fact?id=none"), 409, "there is no fact 'none'")
    refused(server.get("api/fact"), 409, "there is no fact ''")
    body = server.shown("f-ab") | {"verdict": "agree", "claims": ["x"]}
    refused(server.post("verdict", body), 409, "has changed since it was shown")


def test_a_defect_is_one_line_and_no_traceback(server, monkeypatch, capfd):
    monkeypatch.setattr(Served, "shown", None)
    monkeypatch.setattr(type(server.desk), "progress", lambda self: 1 // 0)
    refused(server.get("api/overview"), 500, "internal error, ZeroDivisionError: ")
    assert capfd.readouterr() == ("", "")


# ---------------------------------------------------------------- what our own page does


def test_the_page_asks_for_nothing_from_elsewhere(server):
    page = server.get("").body.decode()
    links = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert sorted(links) == ["data:,", "review.css", "review.js"]
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|\sstyle=", page)
    script, style = server.get("review.js"), server.get("review.css")
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert style.headers["content-type"] == "text/css; charset=utf-8"
    for text in (script.body.decode(), style.body.decode()):
        assert not re.search(r"https?://|@import|url\(|\{%", text)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(", script.body.decode())


def test_verdict_note_split_merge_and_undo(fresh):
    assert fresh.get("api/overview").json["total"] == 1
    answer = fresh.post("verdict", fresh.shown("f-abc") | {"verdict": "compatible", "note": "n"})
    assert answer.json == {
        "fact": "f-abc", "state": "done", "done": 1, "total": 1,
        "tool": {
            "verdict": "agree",
            "word": "agree", "score": "0.70",
            "reason": "All 3 articles give 12 passengers.",
        },
    }  # fmt: skip
    assert fresh.post("note", fresh.shown("f-abc") | {"note": "m"}).json["state"] == "done"
    seen = fresh.get("api/fact?id=f-abc").json
    assert (seen["verdict"], seen["note"], seen["tool"]["verdict"]) == ("compatible", "m", "agree")
    shown = fresh.shown("f-abc")
    rest = fresh.post("split", shown | {"out": shown["claims"][:1]}).json["fact"]
    assert len(fresh.get(f"api/fact?id={rest}").json["articles"]) == 2
    found = fresh.get(f"api/candidates?id={rest}&words=near").json["facts"]
    assert "f-d" in {fact["id"] for fact in found}
    whole = fresh.post("merge", fresh.shown(rest) | {"other": "f-d"}).json["fact"]
    assert len(fresh.get(f"api/fact?id={whole}").json["articles"]) == 3
    undone = [fresh.post("undo", {}).json for _ in range(5)]
    assert [u["undone"] for u in undone] == ["merge", "split", "note", "compatible", None]
    assert undone[3]["fact"] == "f-abc"
    assert len(fresh.log.rows) == 8


def test_the_tools_verdict_comes_with_the_answer_or_the_switch(fresh):
    assert fresh.get("api/fact?id=f-abc").json["tool"] is None
    assert fresh.get("api/fact?id=f-abc&tool=1").json["tool"]["verdict"] == "agree"
    fresh.post("verdict", fresh.shown("f-abc") | {"verdict": "agree"})
    assert fresh.get("api/fact?id=f-abc").json["tool"]["verdict"] == "agree"


def test_a_fact_asked_for_again_shows_what_the_tool_says():
    report = report_of("ab")
    with served(report_of("abc"), Log(said(ids(report, "ab"), VerdictKind.DIFFER))) as running:
        seen = running.get("api/fact?id=f-abc").json
    assert (seen["state"], seen["tool"]["verdict"]) == ("again", "differ")


def test_a_store_that_fails_is_one_line(fresh):
    from compare.errors import StoreFailedError

    def fail(*_, **__):
        raise StoreFailedError("the store is locked\nby another")

    fresh.log.decide = fail
    body = fresh.shown("f-abc") | {"verdict": "agree"}
    refused(fresh.post("verdict", body), 500, "^the store is locked by another$")


def test_hostile_text_stays_json(tmp_path):
    from dataclasses import replace

    report = sample_report()
    bad = "</script><img src=x onerror=alert(1)>\u2028\ud800"
    facts = [replace(fact, topic=bad) for fact in report.facts]
    with served(Report(report.articles, facts)) as running:
        answer = running.get("api/overview")
    assert answer.headers["content-type"] == "application/json"
    assert "onerror" in json.loads(answer.body)["facts"][0]["topic"]


# ---------------------------------------------------------------- where it listens


def test_only_this_machine_reaches_it_unless_asked():
    with listen("127.0.0.1", 0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"
        doors = doors_of("127.0.0.1", listener)
    assert not doors.any_address
    assert doors.link("127.0.0.1") == f"http://127.0.0.1:{doors.port}/{doors.folder}/?token={doors.token}"


def test_ipv6_has_brackets_in_the_link():
    assert Doors(9).link("::1").startswith("http://[::1]:9/")

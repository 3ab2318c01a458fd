"""The HTTP interface as another program meets it: a process of its own, asked over a real socket.

Every answer of these tests is held to the OpenAPI document that the same server gives.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from doors import MARK, SENT, SOON, Answer, Server, serving
from jsonschema import Draft202012Validator

from compare.cli import main
from compare.ingest.given import Given, articles_given
from compare.pipeline import compare_articles
from compare.web.headers import SAFE


class Described(Server):
    """A server each of whose answers is held to its own description."""

    def __init__(self, server: Server) -> None:
        super().__init__(server.process, server.base, server.token)
        self.document = server.get("/openapi.json").json

    def raw(self, method, path, headers, body=b"") -> Answer:
        answer = super().raw(method, path, headers, body)
        if method in ("GET", "POST"):
            self.hold(method, path.partition("?")[0], answer)
        for name, value in SAFE:
            assert answer.headers[name.decode()] == value.decode()
        assert "server" not in answer.headers
        assert "access-control-allow-origin" not in answer.headers
        return answer

    def hold(self, method: str, path: str, answer: Answer) -> None:
        """Fail where the answer is none that the document promises; what is at no path is a problem."""
        operation = self.document["paths"].get(template(path), {}).get(method.lower())
        kind = answer.headers["content-type"]
        if operation is None:
            assert answer.status >= 400
            assert kind == "application/problem+json"
            schema = {"$ref": "#/components/schemas/ProblemAnswer"}
        else:
            schema = operation["responses"][str(answer.status)]["content"][kind]["schema"]
        held = Draft202012Validator({**schema, "components": self.document["components"]})
        told = [f"{error.json_path}: {error.message[:200]}" for error in held.iter_errors(answer.json)]
        assert not told, told[:5]


def template(path: str) -> str:
    """The path as the document has it."""
    parts = path.split("/")
    if parts[:3] == ["", "v1", "facts"] and len(parts) > 3 and parts[3]:
        parts[3] = "{id}"
    return "/".join(parts)


@pytest.fixture(scope="module")
def server(running) -> Described:
    return Described(running)


@pytest.fixture
def run(capsys, news_db):
    """The command line on the same store."""

    def run(*argv: str):
        capsys.readouterr()
        code = main([*argv, "--db", str(news_db), "--format", "json"])
        return SimpleNamespace(code=code, json=json.loads(capsys.readouterr().out))

    return run


def refused(answer: Answer, status: int, told: str) -> None:
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")
    assert told in answer.json["detail"]
    assert "\n" not in answer.json["detail"]
    assert answer.json["status"] == status


# ---------------------------------------------------------------- what it answers


def test_what_is_compared_is_what_the_library_finds(server):
    answer = server.post("/v1/compare", {"articles": SENT})
    assert answer.status == 200
    expected = compare_articles(articles_given([Given(**row) for row in SENT])).to_json()
    assert answer.body.decode() == expected
    assert any(fact["verdict"] == "differ" for fact in answer.json["facts"])
    assert server.post("/v1/compare", {"articles": SENT}).body == answer.body


def test_query_show_and_explain_are_as_on_the_command_line(server, run):
    answer = server.get("/v1/query?topic=injured%20passengers&verdict=differ,possible&limit=3")
    assert answer.status == 200
    asked = run("query", "injured passengers", "--verdict", "differ,possible", "--limit", "3").json
    assert answer.json == asked
    assert asked["facts"]
    key = asked["facts"][0]["id"]
    assert server.get(f"/v1/facts/{key}").json == run("show", key).json
    assert server.get(f"/v1/facts/{key}/explanation").json == run("explain", key).json


@pytest.mark.parametrize(
    ("words", "options"),
    [
        (
            "topic=ferry&source=Harbour%20Post&since=2024&until=2024-03",
            "--source=Harbour Post --since=2024 --until=2024-03",
        ),
        ("topic=ferry&facet=date&facet=quantity&min_origins=2", "--facet=date,quantity --min-origins=2"),
        ("topic=ferry&since=2025", "--since=2025"),
    ],
)
def test_a_query_has_the_words_of_the_command(server, run, words, options):
    given = [f"--{option.strip()}" for option in options.split("--")[1:]]
    assert server.get(f"/v1/query?{words}").json == run("query", "ferry", *given).json


def test_health_needs_no_token_and_the_version_says_the_limits(server):
    assert server.get("/v1/health", authorization=None).json == {"status": "ok"}
    assert server.get("/openapi.json", authorization=None).json["openapi"] == "3.1.0"
    limits = server.get("/v1/version").json["limits"]
    assert (limits["max_bytes"], limits["max_articles"]) == (20_000, 5)
    assert server.raw("HEAD", "/v1/health", server.headers()).status == 200


def test_it_keeps_nothing_of_what_it_was_sent(server, served_folder, news_db):
    assert server.post("/v1/compare", {"articles": SENT}).status == 200
    assert server.get(f"/v1/query?topic={MARK}").status == 200
    files = [path for path in served_folder.rglob("*") if path.is_file()]
    assert news_db in files
    assert [path for path in files if MARK.encode() in path.read_bytes()] == []
    assert [path for path in files if "embeddings" in path.name] == []


# ---------------------------------------------------------------- who may ask


@pytest.mark.parametrize("path", ["/v1/version", "/v1/query?topic=x", "/v1/facts/f", "/none", "/v1/healthy"])
def test_nothing_is_told_without_the_token(server, path):
    for token in (None, "", "Bearer", "Bearer ", "Bearer x", "Basic {}", "{}", "Bearer {} x", "Bearer {}x"):
        answer = server.get(path, authorization=token and token.replace("{}", server.token))
        refused(answer, 401, "send the token")
        assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("name", ["token", "access_token", "Token", "api_key", "Authorization"])
def test_a_token_in_an_address_is_refused(server, name):
    refused(server.get(f"/v1/version?{name}={server.token}"), 400, "a token stands in the address")
    refused(server.get(f"/v1/health?x&{name}", authorization=None), 400, "a token stands in the address")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "[::1]:{port}", ""]
)
def test_another_host_is_refused(server, host):
    named = host.replace("{port}", str(server.port))
    refused(server.get("/v1/health", host=named), 421, "that host")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("origin", "null"),
        ("origin", "http://127.0.0.1:{port}"),
        ("sec_fetch_site", "same-origin"),
        ("sec_fetch_site", "cross-site"),
    ],
)
def test_a_web_page_is_refused(server, name, value):
    header = {name: value.replace("{port}", str(server.port))}
    refused(server.get("/v1/version", **header), 403, "from a web page")
    refused(server.post("/v1/compare", {"articles": []}, **header), 403, "from a web page")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_other_methods_are_refused(server, method):
    answer = server.raw(method, "/v1/compare", server.headers())
    refused(answer, 405, "allowed: GET, HEAD, POST")
    assert answer.headers["allow"] == "GET, HEAD, POST"


def test_reading_and_sending_are_told_apart(server):
    refused(server.get("/v1/compare"), 405, "GET is not allowed here; allowed: POST")
    refused(server.post("/v1/query", {}), 405, "POST is not allowed here")
    refused(server.get("/v1/none"), 404, "/openapi.json lists what there is")
    refused(server.get("/v1/facts/"), 404, "there is nothing here")
    refused(server.get("/v1/query/?topic=x"), 404, "there is nothing here")


# ---------------------------------------------------------------- what it refuses


ONE = SENT[0]


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        (b"", 400, "Invalid JSON"),
        (b"{", 400, "Invalid JSON"),
        (b"[" * 15_000, 400, "Invalid JSON"),
        (b'{"articles": ' + b"[" * 15_000, 400, "Invalid JSON"),
        (b'{"articles": [{"text": "\\ud800"}]}', 400, "Invalid JSON"),
        (b'{"articles": [{"text": "\xff"}]}', 400, "Invalid JSON"),
        (b'{"articles": ' + b"9" * 15_000 + b"}", 400, "Invalid JSON"),
        (b"[]", 422, "the whole: Input should be an object"),
        (b"null", 422, "the whole: Input should be an object"),
        ({}, 422, "articles: Field required"),
        ({"articles": []}, 422, "articles: List should have at least 1 item"),
        ({"articles": [ONE] * 6}, 422, "6 articles are more than 5"),
        ({"articles": [{}]}, 422, "articles.0.text: Field required"),
        ({"articles": ["x"]}, 422, "articles.0: Input should be an object"),
        ({"articles": [{"text": 5}]}, 422, "articles.0.text: Input should be a valid string"),
        ({"articles": [{"text": ""}]}, 422, "articles.0.text: String should have at least 1 character"),
        ({"articles": [{"text": " "}]}, 422, "article 1 has no text"),
        ({"articles": [{**ONE, "id": 7}]}, 422, "articles.0.id: Input should be a valid string"),
        ({"articles": [{**ONE, "id": None}]}, 422, "articles.0.id: Input should be a valid string"),
        ({"articles": [{**ONE, "publishd": "2024"}]}, 422, "articles.0.publishd: Extra inputs"),
        ({"articles": [{**ONE, "published": "soon"}]}, 422, 'published "soon" is no complete date'),
        ({"articles": [{**ONE, "published": "04/05/2023"}]}, 422, "can be read in two ways"),
        (
            {"articles": [{**ONE, "title": "x" * 501}]},
            422,
            "articles.0.title: String should have at",
        ),
        ({"articles": [ONE, ONE]}, 422, "two articles have the id 'post'"),
        ({"articles": [{"text": "<p>One.</p><p>Two.</p>"}]}, 422, "the text of article 1 is HTML"),
        ({"articles": [ONE], "only": "differ"}, 422, "only: Extra inputs"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_body_that_cannot_be_used_is_told_in_one_line(server, body, status, told):
    answer = server.post("/v1/compare", body)
    refused(answer, status, told)
    assert MARK not in answer.json["detail"]


@pytest.mark.parametrize(
    "text", ["A\0B. Five died.", "\u202eFive died.", "Five\x1b[31m died.", "=1+1", "x" * 15_000]
)
def test_strange_text_is_compared_like_any_other(server, text):
    answer = server.post("/v1/compare", {"articles": [{"text": text}, ONE]})
    assert answer.status == 200
    assert [row["id"] for row in answer.json["articles"]] == ["1", "post"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "topic: Field required"),
        ("topic=", "topic: String should have at least 1 character"),
        ("topic=%20", "topic: Value error, it is empty"),
        ("topic=x&topic=y", "'topic' is given twice"),
        ("topic=" + "x" * 501, "topic: String should have at most 500"),
        ("topic=x&verdict=wrong", "'wrong' is no verdict; allowed: differ, possible"),
        ("topic=x&facet=wrong", "facet.0: Input should be 'quantity'"),
        ("topic=x&source=Nobody", "Nobody"),
        ("topic=x&since=soon", "since is 'soon'; allowed: a day, month or year"),
        ("topic=x&limit=0", "limit: Input should be greater than or equal to 1"),
        ("topic=x&limit=101", "limit: Input should be less than or equal to 100"),
        ("topic=x&limit=" + "9" * 5000, "limit:"),
        ("topic=x&limt=5", "limt: Extra inputs"),
        ("topic=x&" + "&".join(f"source={n}" for n in range(51)), "source: List should have at most 50"),
    ],
    ids=lambda value: value[:30],
)
def test_words_that_cannot_be_used_are_told(server, words, told):
    refused(server.get(f"/v1/query?{words}"), 422, told)


def test_a_topic_of_strange_letters_finds_nothing_and_fails_nowhere(server):
    for topic in ("%00", "%ED%A0%80", "%ff", '"*(', "%E2%80%AE"):
        assert server.get(f"/v1/query?topic={topic}").status == 200


def test_a_fact_that_is_not_there_is_told(server):
    for key in ("nope", "%00", "x" * 2000, "%E2%80%AE"):
        refused(server.get(f"/v1/facts/{key}"), 404, "no fact ")
        refused(server.get(f"/v1/facts/{key}/explanation"), 404, "no fact ")


def test_a_body_is_json_and_not_too_large(server):
    refused(server.post("/v1/compare", b"x", content_type="text/plain"), 415, "allowed: application/json")
    refused(server.post("/v1/compare", b"x", content_type=None), 415, "of no type")
    with contextlib.suppress(ConnectionError):  # refused by its headers, its body may find nobody
        refused(server.post("/v1/compare", b" " * 20_001), 413, "allowed: 20,000 bytes")
    with contextlib.suppress(ConnectionError):
        refused(server.post("/v1/compare", b"{}", content_length="9" * 15), 413, "allowed: 20,000 bytes")


def test_a_body_in_chunks_is_limited_too(server):
    head = "".join(f"{k}: {v}\r\n" for k, v in server.headers(transfer_encoding="chunked").items())
    chunk = b"2000\r\n" + b" " * 0x2000 + b"\r\n"
    with socket.create_connection((server.host, server.port), timeout=SOON) as raw:
        raw.sendall(f"POST /v1/compare HTTP/1.1\r\n{head}\r\n".encode())
        for _ in range(4):
            raw.sendall(chunk)
        data = b""
        while b"}" not in data and (more := raw.recv(65536)):
            data += more
    assert data.startswith(b"HTTP/1.1 413")


# ---------------------------------------------------------------- without a store, and at the end


def children(process: int) -> set[int]:
    """The processes that a process started, where the system says so."""
    folder = Path(f"/proc/{process}/task")
    try:
        return {int(n) for path in folder.glob("*/children") for n in path.read_text("ascii").split()}
    except OSError:
        return set()


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("how", ["SIGTERM", "SIGINT"])
def test_without_a_store_it_compares_and_it_ends_when_told_without_a_trace(tmp_path, how):
    if sys.platform == "win32" and how == "SIGINT":
        pytest.skip("a process of Windows cannot be sent Ctrl-C alone")
    with serving(tmp_path, CROSSCLAIM_TOKEN="of-my-own-and-long-enough") as plain:
        server = Described(plain)
        assert server.token == "of-my-own-and-long-enough"
        refused(server.get("/v1/query?topic=x"), 404, "no store 'crossclaim.db'; make one with")
        refused(server.get("/v1/facts/x"), 404, "no store 'crossclaim.db'")
        started = children(server.process.pid)
        server.process.send_signal(getattr(signal, how))
        code = server.process.wait(SOON)
    told = (tmp_path / "stderr").read_text(encoding="utf-8")
    assert "Traceback" not in told
    assert "of-my-own" not in told
    if os.name == "posix":
        assert code == 0
        assert not any(map(alive, started))
    if sys.platform == "linux":
        assert started

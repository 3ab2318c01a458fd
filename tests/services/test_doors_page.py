"""The examples of docs/doors.md, run as they stand there against a server of their own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess

import pytest
from doors import ROOT, SOON

PAGE = (ROOT / "docs" / "doors.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(sh|json)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
CALLS = [
    (call, BLOCKS[k + 1][1] if k + 1 < len(BLOCKS) and BLOCKS[k + 1][0] == "json" else None)
    for k, (kind, text) in enumerate(BLOCKS)
    if kind == "sh" and "curl" in text
    for call in re.split(r"\n(?=curl)", text.strip())
]


@pytest.fixture(scope="module")
def server(running):
    if shutil.which("curl") is None or os.name != "posix":
        pytest.skip("the examples are for a shell with curl")
    return running


@pytest.fixture(scope="module")
def fact(server):
    return server.get("/v1/query?topic=injured").json["facts"][0]["id"]


def test_there_are_examples():
    assert len(CALLS) == 6
    assert sum(shown is not None for _, shown in CALLS) == 2


@pytest.mark.parametrize(("call", "shown"), CALLS, ids=[call[:70] for call, _ in CALLS])
def test_an_example_answers(server, fact, call, shown):
    asked = call.replace("http://127.0.0.1:8080", server.base).replace("/FACT", f"/{fact}")
    environment = os.environ | {"TOKEN": server.token}
    done = subprocess.run(
        ["sh", "-c", asked], env=environment, capture_output=True, text=True, check=True, timeout=SOON
    )
    answer = json.loads(done.stdout)
    if shown is not None:
        assert done.stdout == shown.strip()
    elif "/v1/compare" in call:
        assert [row["verdict"] for row in answer["facts"]].count("differ") == 1
    elif "/v1/query" in call:
        assert answer["topic"] == "injured passengers"
        assert answer["facts"]
    else:
        assert answer["id"] == fact


def test_the_statuses_of_the_page_are_those_that_are_described(server):
    table = PAGE[PAGE.index("| status | when |") :].partition("\n\n")[0]
    told = {status for row in table.splitlines()[2:] for status in re.findall(r"\d{3}", row.split("|")[1])}
    paths = server.get("/openapi.json").json["paths"].values()
    described = {status for path in paths for each in path.values() for status in each["responses"]}
    assert told == described - {"200", "500"}

"""``crossclaim plugins``: what is installed, and what is broken of it."""

from __future__ import annotations

import json

import pytest
from plugged import install, install_example


def test_where_there_is_none(run, site):
    done = run("plugins")
    assert (done.code, done.out) == (
        0,
        "No package that is installed brings a reader, a judge or an encoder.\n",
    )
    assert json.loads(run("plugins", "--json").out) == {"plugins": []}


def test_each_says_how_it_is_used(run, site):
    install_example(site)
    done = run("plugins", "--json")
    assert done.code == 0
    rows = json.loads(done.out)["plugins"]
    assert [(row["kind"], row["name"], row["use"], row["error"]) for row in rows] == [
        ("reader", "telex", "files that end in .telex", ""),
        ("judge", "gap", "--judge plugin:gap", ""),
        ("encoder", "letters", "--model plugin:letters", ""),
    ]


@pytest.mark.parametrize(
    ("group", "name", "told"),
    [
        ("readers", "txt", "reader txt (some-plugin 1.2): not used: crossclaim reads .txt itself"),
        (
            "readers",
            "Note",
            "reader Note (some-plugin 1.2): not used: a reader is named after its suffix in small",
        ),
        (
            "readers",
            "a.note",
            "reader a.note (some-plugin 1.2): not used: a reader is named after its suffix",
        ),
        ("readers", "x", "reader x (some-plugin 1.2): the reader 'x' of some-plugin 1.2 cannot be loaded ("),
        ("judges", "x", "judge x (some-plugin 1.2): the judge 'x' of some-plugin 1.2 cannot be loaded ("),
        (
            "encoders",
            "x",
            "encoder x (some-plugin 1.2): the encoder 'x' of some-plugin 1.2 cannot be loaded (",
        ),
    ],
)
def test_what_is_broken_is_one_line_and_the_exit_code(run, site, group, name, told):
    install(site, {f"crossclaim.{group}": {name: "nowhere_at_all:X"}})
    done = run("plugins")
    assert done.code == 1
    assert done.out.startswith(told)
    assert (done.out.count("\n"), done.err) == (1, "")

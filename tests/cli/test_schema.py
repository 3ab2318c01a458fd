"""``crossclaim schema``."""

from __future__ import annotations

import json

import pytest

from compare.cli.schema import NAMES
from compare.schemas import DOCUMENTS, load_schema


def test_every_document_can_be_asked_for():
    assert set(NAMES) == set(DOCUMENTS)


@pytest.mark.parametrize("name", NAMES)
def test_it_prints_what_the_package_holds(run, name):
    done = run("schema", name)
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out) == load_schema(name)


def test_without_a_name_it_is_that_of_facts(run):
    assert run("schema").out == run("schema", "facts").out


def test_another_word_is_refused_in_one_line(run):
    done = run("schema", "fact")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("crossclaim: DOCUMENT is 'fact'; allowed: facts")
    assert done.err.count("\n") == 1

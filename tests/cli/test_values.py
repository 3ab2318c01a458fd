import io
import json
import sys
from datetime import date
from types import ModuleType, SimpleNamespace

import pytest

from compare.models import AmountValue, DateValue, Facet, Modifier


@pytest.fixture
def extracted(monkeypatch):
    seen = SimpleNamespace(text=None, published=None, values=[])

    def extract_values(text, published=None):
        seen.text, seen.published = text, published
        return seen.values

    module = ModuleType("compare.extraction.values")
    module.extract_values = extract_values
    monkeypatch.setitem(sys.modules, "compare.extraction.values", module)
    return seen


def test_a_table_of_the_values(run, extracted):
    extracted.values = [
        AmountValue(
            Facet.QUANTITY, 0, 14, "at least 1,200", "1200", 1200.0, 1200.0, None, modifier=Modifier.AT_LEAST
        ),
        DateValue(Facet.DATE, 20, 29, "this week", "2024-W10", low=date(2024, 3, 4), high=date(2024, 3, 10)),
    ]
    done = run("values", "at least 1,200 ... this week", "--published", "2024-03-08")
    assert done.code == 0
    assert extracted.published == date(2024, 3, 8)
    lines = done.out.splitlines()
    assert lines[2].split() == ["quantity", "at", "least", "1,200", "1200", "1200", "at", "least"]
    assert "2024-03-04/2024-03-10" in lines[3]
    tree = json.loads(run("values", "x", "--json").out)
    assert [(row["value"], row["low"], row["high"]) for row in tree] == [
        ("1200", 1200, None),
        ("2024-03-04/2024-03-10", "2024-03-04", "2024-03-10"),
    ]
    assert extracted.published is None


def test_no_value(run, extracted):
    done = run("values", "nothing")
    assert (done.code, done.out, done.err) == (0, "", "crossclaim: no value found in the text\n")
    assert json.loads(run("values", "nothing", "--json").out) == []


def test_text_from_stdin(run, extracted, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("zwölf".encode())))
    run("values", "-")
    assert extracted.text == "zwölf"
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"\xff")))
    done = run("values", "-")
    assert done.code == 2
    assert "UTF-8" in done.err


@pytest.mark.parametrize("day", ["yesterday", "2024-03", "2024-02-30"])
def test_a_publication_date_is_a_day(run, extracted, day):
    done = run("values", "x", "--published", day)
    assert done.code == 2
    assert f"--published is {day!r}" in done.err

"""A table inside a sentence: its first values make a claim each, and the rest is told."""

from datetime import date

import pytest
from fakes import HashingEncoder

from compare import Article, compare_articles
from compare.extraction.claims.extract import LONGEST_LIST, first_of_a_kind
from compare.extraction.claims.tables import Table, find_tables
from compare.models import Facet
from compare.pipeline import read_claims
from compare.pipeline_store import compare_store
from compare.store import open_store

DAY = date(2023, 5, 1)


def table(key: str, values: int, beside: str = "") -> Article:
    listed = ", ".join(f"{n}.5 percent" for n in range(1, values + 1))
    text = (
        f"The council counted the votes of the harbour town. Turnout in its districts was {listed}{beside}."
    )
    return Article(key, text, source=key, title="Harbour vote", published=DAY)


@pytest.mark.parametrize(
    ("values", "told"), [(LONGEST_LIST - 1, 0), (LONGEST_LIST, 0), (LONGEST_LIST + 1, LONGEST_LIST + 1)]
)
def test_the_first_values_make_a_claim_each_and_what_is_more_is_told(values, told):
    (reading,) = read_claims([table("one", values)])
    given = [c.value.number for c in reading.claims if c.facet is Facet.PERCENTAGE]
    assert given == [n + 0.5 for n in range(1, min(values, LONGEST_LIST) + 1)]
    assert sum(c.facet is Facet.STATEMENT for c in reading.claims) == len(reading.sentences) == 2
    assert sum(v.kind is Facet.PERCENTAGE for v in reading.values) == values
    start = reading.sentences[1].start
    assert find_tables([reading]) == ([Table("one", start, Facet.PERCENTAGE, told)] if told else [])


def test_each_kind_is_counted_by_itself_and_by_what_is_stated():
    (reading,) = read_claims(
        [table("one", LONGEST_LIST, ", of $5 million that both towns spent in May 2022")]
    )
    assert {Facet.MONEY, Facet.DATE} < {c.facet for c in reading.claims}
    assert not find_tables([reading])
    assert not list(first_of_a_kind([]))


def test_the_report_says_so_and_no_value_beyond_is_in_a_fact():
    report = compare_articles([table("one", 80), table("other", 79)], encoder=HashingEncoder())
    rows = [(row["article"], row["facet"], row["values"], row["compared"]) for row in report.run["tables"]]
    assert rows == [("one", "percentage", 80, LONGEST_LIST), ("other", "percentage", 79, LONGEST_LIST)]
    line = report.view().weaknesses[-1]
    assert line.startswith("2 tables of up to 80 values in one sentence (one) were compared as tables")
    numbers = {c.value.number for f in report.facts for c in f.claims if c.facet is Facet.PERCENTAGE}
    assert numbers == {n + 0.5 for n in range(1, LONGEST_LIST + 1)}
    assert "tables" not in compare_articles([table("one", 9)], encoder=HashingEncoder()).run


def test_a_store_is_not_compared_again_for_what_the_run_says_of_tables(tmp_path, monkeypatch):
    with open_store(tmp_path / "news.db", create=True) as store:
        store.add([table("one", 80)], None, 1)
        assert compare_store(store, encoder=HashingEncoder()).run["tables"]
        monkeypatch.setattr("compare.pipeline_store.compare_articles", None)
        assert compare_store(store, encoder=HashingEncoder()).run["tables"]


def test_the_pairs_that_are_looked_at_do_not_grow_beyond_the_longest_list(monkeypatch):
    from compare.linkage.constraints.constraints import Constraints

    asked = []
    conflict = Constraints.conflict

    def counted(self, i, j):
        asked.append((i, j))
        return conflict(self, i, j)

    monkeypatch.setattr(Constraints, "conflict", counted)

    def work(values: int) -> int:
        asked.clear()
        compare_articles([table("one", values), table("other", values)], encoder=HashingEncoder())
        return len(asked)

    assert 0 < work(4 * LONGEST_LIST) <= 1.1 * work(LONGEST_LIST)

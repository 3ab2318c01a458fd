"""The table of facts and sources, and what one source alone says."""

from __future__ import annotations

from samples import article, claim, fact, sample_report

from compare.models import Facet, VerdictKind
from compare.reports.overview import COLUMNS, LINE, MARKS, ROWS, alone, alone_bytes, matrix
from compare.reports.report import Report
from compare.reports.view import ORDER


def report(kind: VerdictKind, said: list[list[float]]) -> Report:
    """A fact that article n states with the numbers ``said[n]``."""
    where = [
        article(f"a{n:02}", [f"It was {value:g} ships." for value in values], source=f"Source {n:02}")
        for n, values in enumerate(said)
    ]
    claims = [
        claim(w, f"It was {value:g} ships.", f"{value:g}", number=value, counted="ships")
        for w, values in zip(where, said, strict=True)
        for value in values
    ]
    return Report(where, [fact("f", "ships", kind, claims)])


def test_the_same_letter_is_the_same_value():
    table = matrix(report(VerdictKind.DIFFER, [[12.0], [15.0], [12.0]]).view().facts)
    assert table.sources == ("Source 00", "Source 01", "Source 02")
    assert [row.cells for row in table.rows] == [("A", "B", "A")]


def test_who_agrees_has_the_sign_of_agreement_and_who_is_silent_nothing():
    table = matrix(sample_report().view().facts[:4])
    assert table.sources == ("Evening Echo", "Harbour Post")
    assert [row.cells for row in table.rows] == [("B", "A"), ("B", "A"), ("B", "A"), ("=", "=")]
    single = matrix(sample_report().view().facts)
    assert single.rows[-1].cells == ("", "A")


def test_many_values_of_one_source_are_cut():
    table = matrix(report(VerdictKind.DIFFER, [[1.0, 2.0, 3.0, 4.0], [5.0]]).view().facts)
    assert table.rows[0].cells == ("A B …", "E")
    assert len(table.rows[0].cells[0].split()) == MARKS


def test_many_sources_share_a_last_column():
    table = matrix(report(VerdictKind.AGREE, [[1.0]] * 20).view().facts)
    assert len(table.sources) == COLUMNS
    assert table.more_sources == table.rows[0].others == 20 - COLUMNS
    assert matrix(report(VerdictKind.AGREE, [[1.0]] * (COLUMNS + 1)).view().facts).more_sources == 0


def test_a_long_table_ends_and_counts_the_rest():
    found = matrix(report(VerdictKind.AGREE, [[1.0], [1.0]]).view().facts * (ROWS + 2))
    assert len(found.rows) == ROWS
    assert found.more_facts == 2


def singles(counts: list[int], facet: Facet = Facet.QUANTITY) -> list:
    where = [
        article(f"a{n}", [f"It was {k + 1} ships." for k in range(count)], source=f"S{n}")
        for n, count in enumerate(counts)
    ]
    facts = [
        fact(
            f"f{n}-{k}",
            "ships",
            VerdictKind.SINGLE_SOURCE,
            [claim(where[n], f"It was {k + 1} ships.", str(k + 1), facet)],
        )
        for n, count in enumerate(counts)
        for k in range(count)
    ]
    return list(Report(where, facts).view().facts)


def test_each_source_gets_its_share_of_the_room():
    found = alone(singles([1, 5, 9]), alone_bytes(singles([1, 5, 9])) - 4 * LINE)
    assert [(group.source, len(group.facts), group.more) for group in found] == [
        ("S0", 1, 0),
        ("S1", 5, 0),
        ("S2", 5, 4),
    ]
    assert [group.facts for group in alone(singles([2]), -5)] == [()]


def test_they_come_in_the_order_of_the_text():
    (group,) = alone(singles([9]), 99 * LINE)
    starts = [found.claims[0].start for found in group.facts]
    assert starts == sorted(starts)


def test_statements_are_counted_only():
    (group,) = alone(singles([3], Facet.STATEMENT), 99 * LINE)
    assert (group.facts, group.more) == ((), 3)


def test_what_is_not_compared_has_no_sign_of_agreement():
    (row,) = matrix(report(VerdictKind.RELATED, [[1.0], [1.0]]).view().facts).rows
    assert set(row.cells) == {"·"}


def test_what_is_not_compared_stands_behind_what_agrees():
    assert (
        ORDER.index(VerdictKind.AGREE)
        < ORDER.index(VerdictKind.RELATED)
        < ORDER.index(VerdictKind.SINGLE_SOURCE)
    )

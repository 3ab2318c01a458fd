"""The table of facts and sources, and what one source alone says."""

from __future__ import annotations

from samples import article, claim, fact, sample_report

from compare.models import Facet, VerdictKind
from compare.reports.overview import (
    COLUMNS,
    LINE,
    ROWS,
    SourceRow,
    alone,
    alone_bytes,
    matrix,
    source_rows,
    spellings,
)
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


def test_cells_hold_what_each_source_says_and_silence_is_empty():
    table = matrix(sample_report().view().facts)
    assert table.sources == ("Evening Echo", "Harbour Post")
    assert table.rows[0].cells == ("15 passengers", "at least 12 passengers")
    assert table.rows[-1].cells == ("", "1.5 million USD")


def test_only_the_sources_that_speak_have_a_column():
    facts = sample_report().view().facts
    assert matrix(facts[-1:]).sources == ("Harbour Post",)


def test_many_values_of_one_source_are_cut():
    table = matrix(report(VerdictKind.DIFFER, [[1.0, 2.0, 3.0, 4.0], [5.0]]).view().facts)
    assert table.rows[0].cells == ("1 ships / 2 ships / …", "5 ships")


def test_many_sources_share_a_last_column():
    table = matrix(report(VerdictKind.AGREE, [[1.0]] * 20).view().facts)
    assert len(table.sources) == COLUMNS
    assert table.more_sources == table.rows[0].others == 20 - COLUMNS
    assert matrix(report(VerdictKind.AGREE, [[1.0]] * (COLUMNS + 1)).view().facts).more_sources == 0


def test_a_long_table_ends_and_counts_the_rest():
    found = matrix(report(VerdictKind.AGREE, [[1.0], [1.0]]).view().facts * (ROWS + 2))
    assert len(found.rows) == ROWS
    assert found.more_facts == 2


def test_sources_say_how_much_they_share_how_often_they_differ_and_stand_alone():
    seen = sample_report().view()
    assert source_rows(seen.articles, seen.facts) == (
        SourceRow("Harbour Post", 1, 4, 1, 1),
        SourceRow("Evening Echo", 1, 4, 1, 0),
        SourceRow("bare", 1, 0, 0, 0),
    )


def test_spellings_of_a_name_are_spellings_of_its_words():
    def named(*names: str, kind=VerdictKind.VARIANT):
        where = [article(f"n{n}", [name]) for n, name in enumerate(names)]
        claims = [claim(w, w.text, w.text, Facet.NAME, value=w.text) for w in where]
        return Report(where, [fact(names[0], names[0], kind, claims)]).view().facts[0]

    facts = [named("Khan Sheikhoun", "Khan Shaykhun"), named("Sheikhoun", "Sheikhun"), named("Al X", "Al Y")]
    assert spellings(facts) == [["shaykhun", "sheikhoun", "sheikhun"]]
    assert spellings([named("Tarn", "Tarne", kind=VerdictKind.AGREE)]) == []


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


def test_what_is_not_compared_stands_behind_what_agrees():
    assert (
        ORDER.index(VerdictKind.AGREE)
        < ORDER.index(VerdictKind.RELATED)
        < ORDER.index(VerdictKind.SINGLE_SOURCE)
    )

from datetime import date

import pytest
from samples import article, claim, fact

from compare.models import Facet, Granularity, VerdictKind
from compare.reports.timeline import timeline
from compare.reports.view import view_fact
from compare.text_safety import width

EARLY = article("a", ["The bridge fell last week."], date(2024, 5, 9), source="Early")
LATE = article("b", ["The bridge fell on 11 May."], date(2024, 5, 19), source="Late")
OPEN = article("c", ["The bridge has been closed since 3 May."], date(2024, 5, 13), source="Open")


def drawn(claims, articles, columns=80):
    found = fact("f", "when the bridge fell", VerdictKind.DIFFER, claims)
    return timeline(view_fact(found, {a.id: a for a in articles}), columns)


def when(where, words, low, high):
    return claim(
        where,
        where.text,
        words,
        Facet.DATE,
        value="x",
        low=low,
        high=high,
        granularity=Granularity.DAY,
    )


def test_bars_are_days_stated_and_dots_days_of_publication():
    one = when(EARLY, "last week", date(2024, 4, 29), date(2024, 5, 5))
    two = when(LATE, "11 May", date(2024, 5, 11), date(2024, 5, 11))
    lines = drawn([one, two], [EARLY, LATE]).splitlines()
    assert lines[0].split() == ["2024-04-29", "2024-05-19"]
    assert lines[1].startswith("Early  ━")
    assert lines[1].index("●") < lines[2].index("●")
    axis = lines[2].split()[1]
    assert (axis.count("━"), axis.count("●"), axis[-1]) == (1, 1, "●")
    assert lines[-1] == "● published   ━ days named in the text"


def test_an_open_end_is_an_arrow():
    one = when(OPEN, "since 3 May", date(2024, 5, 3), None)
    two = when(LATE, "11 May", None, date(2024, 5, 11))
    lines = drawn([one, two], [OPEN, LATE]).splitlines()
    assert lines[1].split()[1].endswith("▶")
    assert lines[2].split()[1].startswith("◀")


def test_counts_stand_beside_the_day_of_publication():
    claims = [claim(where, where.text, "bridge", number=n) for where, n in ((EARLY, 2), (LATE, 3))]
    lines = drawn(claims, [EARLY, LATE]).splitlines()
    assert "━" not in lines[-1]
    assert [line.rstrip()[-1] for line in lines[1:3]] == ["2", "3"]


def test_one_day_or_none_is_no_timeline():
    undated = article("d", ["The bridge fell."], None, source="Undated")
    assert drawn([claim(undated, undated.text, "bridge", number=2)], [undated]) == ""
    assert drawn([claim(EARLY, EARLY.text, "bridge", number=2)], [EARLY]) == ""


@pytest.mark.parametrize("columns", [40, 60, 100, 300])
def test_it_fits_the_terminal(columns):
    wide = article("e", ["x" * 30 + " 桥" * 40], date(2023, 1, 1), source="源" * 60)
    claims = [claim(wide, wide.text, "桥", number=1), claim(LATE, LATE.text, "bridge", number=2)]
    assert all(width(line) <= columns for line in drawn(claims, [wide, LATE], columns).splitlines())


def test_many_rows_are_counted():
    many = [article(f"a{n}", ["It fell."], date(2024, 1, 1 + n % 28), source=f"S{n}") for n in range(60)]
    lines = drawn([claim(a, a.text, "fell", number=1) for a in many], many).splitlines()
    assert "and 20 more" in lines

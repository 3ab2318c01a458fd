"""What matters most: people before things, wide gaps before narrow ones, many texts before few."""

from __future__ import annotations

from datetime import date

from samples import article, claim, fact

from compare.models import Facet, VerdictKind
from compare.stories.importance import importance


def told(*numbers: float, counted: str = "people", kind=VerdictKind.DIFFER, facet=Facet.QUANTITY, **fields):
    where = [article(f"a{n}", [f"It was {number:g}."]) for n, number in enumerate(numbers)]
    claims = [
        claim(w, w.text, f"{number:g}", facet, number=number, counted=counted)
        for w, number in zip(where, numbers, strict=True)
    ]
    return importance(fact("f", "f", kind, claims, **fields))


def test_people_come_before_things_and_money():
    people, money = told(40.0, 60.0), told(40.0, 60.0, counted="", facet=Facet.MONEY)
    assert people > money > told(40.0, 60.0, counted="ships")
    assert told(40.0, 60.0, counted="age") < people


def test_the_gap_counts_as_part_and_as_number():
    assert told(640.0, 1400.0) > told(4.0, 5.0)
    assert told(10.0, 90.0) > told(80.0, 90.0)
    assert told(50_000.0, 100_000.0) > told(5_000.0, 10_000.0)
    assert told(5.0, 5.0, kind=VerdictKind.AGREE) < told(4.0, 5.0)


def test_texts_that_are_independent_count():
    assert told(40.0, 60.0, origins=6) > told(40.0, 60.0, origins=2)


def test_days_apart_and_what_has_no_measure():
    def days(one: date, other: date) -> float:
        where = [article(f"a{n}", ["It was then."]) for n in range(2)]
        claims = [
            claim(w, w.text, "then", Facet.DATE, value=str(day), low=day, high=day)
            for w, day in zip(where, (one, other), strict=True)
        ]
        return importance(fact("f", "f", VerdictKind.DIFFER, claims))

    assert days(date(2020, 1, 1), date(2020, 9, 1)) > days(date(2020, 1, 1), date(2020, 1, 3)) > 0
    said = [
        claim(w, w.text, w.text, Facet.STATEMENT)
        for w in (article("a", ["So it was."]), article("b", ["No."]))
    ]
    assert importance(fact("f", "f", VerdictKind.DIFFER, said)) > 0
    assert importance(fact("f", "f", VerdictKind.AGREE, [])) >= 0

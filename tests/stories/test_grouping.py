"""Which groups of articles are one story told on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from samples import article, claim, fact

from compare.models import VerdictKind
from compare.stories.grouping import NEAR_DAYS, TOLD_ON_FACTS, article_groups

DAY = date(2024, 3, 10)


@pytest.mark.parametrize(
    ("own", "both", "days", "together"),
    [
        (20, TOLD_ON_FACTS, NEAR_DAYS, True),
        (20, TOLD_ON_FACTS, NEAR_DAYS + 1, False),
        (20, TOLD_ON_FACTS - 1, NEAR_DAYS, False),
        (30, TOLD_ON_FACTS, NEAR_DAYS, False),  # a quarter of what each of them tells
    ],
)
def test_what_follows_soon_and_tells_much_of_the_same_is_one_story(own, both, days, together):
    first, later = (
        [article(f"{name}{n}", ["It was so."], day) for n in range(2)]
        for name, day in (("a", DAY), ("b", DAY + timedelta(days=days)))
    )
    told = [first] * own + [later] * own + [[first[n % 2], later[n // 2 % 2]] for n in range(both)]
    facts = [
        fact(f"f{n}", "f", VerdictKind.AGREE, [claim(w, w.text, "so") for w in where])
        for n, where in enumerate(told)
    ]
    groups = article_groups(facts, [*first, *later])
    assert sorted(map(sorted, groups)) == ([[0, 1, 2, 3]] if together else [[0, 1], [2, 3]])

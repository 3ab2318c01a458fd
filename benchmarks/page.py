"""Size and speed of report.html: for 1,000 facts of several sources, and for 10,000 mostly of one.

The time is given as a ratio to facts.json of the same report, written in the same run. Sentences are made
up, as long as those of news; pass a facts.json to take its facts, repeated, instead.

    python benchmarks/page.py [FACTS.json]
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from compare.models import AmountValue, Article, Claim, Facet, Fact, Focus, Verdict, VerdictKind
from compare.reports.report import Report, load_report
from compare.reports.write import render

MIXES = ((1000, 0), (1000, 9000), (300, 9700), (24, 135))
WORDS = "harbour council minister report water school bridge morning people police river letter"


def articles(count: int) -> list[Article]:
    """Articles of 15 sources, whose text is never shown."""
    day = date(2024, 1, 1)
    return [
        Article(f"a{n:03}", "", f"Source {n % 15}", f"Title of article {n}", day + timedelta(n % 60))
        for n in range(count)
    ]


def claim(rng: random.Random, where: Article, number: int) -> Claim:
    """A claim of some 25 words with a number in their middle."""
    before, after = (" ".join(rng.choices(WORDS.split(), k=12)) for _ in "ab")
    text, start = f"{before} {number} {after}.", len(before) + 1
    end = start + len(str(number))
    value = AmountValue(
        Facet.QUANTITY, start, end, str(number), str(number), float(number), number, number, counted="people"
    )
    return Claim(
        f"{where.id}:{number}",
        where.id,
        Facet.QUANTITY,
        sentence=0,
        sentence_start=0,
        text=text,
        start=0,
        end=len(text),
        focus=Focus(start, end, str(number)),
        value=value,
    )


def made_up(several: int, single: int) -> Report:
    """A report of so many facts of two or three sources, a third of which differ, and of one source."""
    rng = random.Random(7)
    where = articles(386)
    facts = []
    for n in range(several + single):
        chosen = rng.sample(where, rng.choice((2, 2, 3)) if n < several else 1)
        differ = n % 3 == 0
        claims = tuple(claim(rng, one, 100 + n + (at if differ else 0)) for at, one in enumerate(chosen))
        kind = (
            (VerdictKind.DIFFER if differ else VerdictKind.AGREE)
            if n < several
            else VerdictKind.SINGLE_SOURCE
        )
        verdict = Verdict(kind, "The values exclude each other, and so the reason is one line long.")
        topic = f"How many: {' '.join(rng.choices(WORDS.split(), k=8))}"
        facts.append(Fact(f"q{n:012}", topic, Facet.QUANTITY, claims, verdict, 0.8, len(chosen)))
    return Report(where, facts)


def repeated(base: Report, several: int, single: int) -> Report:
    """The facts of `base`, repeated under new ids."""

    def take(found: Sequence[Fact], count: int) -> list[Fact]:
        return [replace(found[n % len(found)], id=f"{found[n % len(found)].id}x{n}") for n in range(count)]

    alone = [fact for fact in base.facts if fact.verdict.verdict is VerdictKind.SINGLE_SOURCE]
    others = [fact for fact in base.facts if fact.verdict.verdict is not VerdictKind.SINGLE_SOURCE]
    return Report(base.articles, take(others, several) + take(alone, single), base.run)


def main() -> None:
    """Print a line per mix."""
    base = load_report(sys.argv[1]) if len(sys.argv) > 1 else None
    render(made_up(3, 0).view(), "html")  # imports and templates
    for several, single in MIXES:
        report = repeated(base, several, single) if base else made_up(several, single)
        took = {}
        for form in ("facts", "html"):
            started = time.perf_counter()
            page = render(report.view(), form)
            took[form] = time.perf_counter() - started
        charts, ratio = page.count(b'class="chart"'), took["html"] / took["facts"]
        mix = f"{several:>5} of several sources, {single:>5} of one"
        print(f"{mix}: {len(page):>9,} bytes, {charts:>4} charts, {ratio:>5.1f} x facts.json")


if __name__ == "__main__":
    main()

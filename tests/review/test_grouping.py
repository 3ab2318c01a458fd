"""Merges and splits: constraints on claims that hold whatever the facts are then called."""

from __future__ import annotations

from dataclasses import replace

from decided import Log, ids, merge, report_of, said, split, undo
from samples import article, claim, fact

from compare.models import Facet, VerdictKind
from compare.reports.report import Report
from compare.review import apply_decisions


def applied(report, *decisions):
    return apply_decisions(report, Log(*decisions).decisions())


def groups(report: Report) -> set[str]:
    return {"".join(sorted(c.article for c in fact.claims)) for fact in report.facts}


def test_a_claim_taken_out_becomes_a_fact_of_its_own():
    report = report_of("abc")
    made = applied(report, split(ids(report, "abc"), ids(report, "b")))
    assert groups(made) == {"ac", "b"}
    rest, out = (next(f for f in made.facts if len(f.claims) == n) for n in (2, 1))
    assert (rest.verdict.verdict, out.verdict.verdict) == (VerdictKind.AGREE, VerdictKind.SINGLE_SOURCE)
    assert rest.verdict.reason.startswith("Split by Ana on 2024-04-01. Both articles give 12 passengers.")
    assert rest.review.grouping == ("split by Ana on 2024-04-01",)
    assert rest.origins == 2
    assert rest.id != out.id


def test_several_claims_taken_out_stay_together():
    report = report_of("abcd")
    assert groups(applied(report, split(ids(report, "abcd"), ids(report, "bd")))) == {"ac", "bd"}


def test_what_joins_later_stays_with_the_rest():
    before, after = report_of("ab"), report_of("abc")
    assert groups(applied(after, split(ids(before, "ab"), ids(before, "b")))) == {"ac", "b"}


def test_a_split_of_what_is_apart_already_changes_nothing():
    report = report_of("ac", "b")
    assert applied(report, split(ids(report, "abc"), ids(report, "b"))).facts == report.facts


def test_a_claim_in_two_facts_is_taken_out_of_the_one_and_stays_in_the_other():
    report = report_of("ab", "bd")
    made = applied(report, split(ids(report, "ab"), ids(report, "b")))
    assert groups(made) == {"a", "bd"}


def test_merged_facts_are_judged_together():
    report = report_of("ac", "d")
    made = applied(report, merge(ids(report, "ac"), ids(report, "d")))
    (fact,) = made.facts
    assert fact.verdict.verdict is VerdictKind.DIFFER
    assert fact.verdict.reason.startswith("Merged by Ana on 2024-04-01. The values exclude each other.")


def test_a_merge_holds_when_one_side_grew_or_shrank():
    before = report_of("ab", "cd")
    log = merge(ids(before, "ab"), ids(before, "cd"))
    assert groups(applied(report_of("abx", "cd", tolls={"x": 3}), log)) == {"abcdx"}
    assert groups(applied(report_of("a", "cd"), log)) == {"acd"}
    assert groups(applied(report_of("ab"), log)) == {"ab"}


def test_a_merge_of_what_is_together_already_changes_nothing():
    report = report_of("abc")
    assert applied(report, merge(ids(report, "a"), ids(report, "bc"))).facts == report.facts


def test_facts_of_two_kinds_can_be_merged():
    report = report_of("ac", "bd")
    first = replace(report.facts[0], facet=Facet.MONEY)
    other = Report(report.articles, [first, *report.facts[1:]])
    assert groups(applied(other, merge(ids(report, "ac"), ids(report, "bd")))) == {"abcd"}


def test_the_later_constraint_wins_and_an_undo_takes_it_back():
    report = report_of("ab", "cd")
    together = merge(ids(report, "ab"), ids(report, "cd"))
    apart = split(ids(report, "abcd"), ids(report, "cd"))
    assert groups(applied(report, together, apart)) == {"ab", "cd"}
    assert groups(applied(report, apart, together)) == {"abcd"}
    assert groups(applied(report, together, apart, undo(2))) == {"abcd"}
    assert applied(report, together, undo(1)) is report


def test_a_verdict_does_not_outlive_a_split_but_marks_a_merge():
    report = report_of("ab", "cd")
    verdict = said(ids(report, "ab"), VerdictKind.UNRELATED)
    made = applied(report, verdict, split(ids(report, "ab"), ids(report, "b")))
    assert {f.review.verdict for f in made.facts if f.review} == {None}
    made = applied(report, verdict, merge(ids(report, "ab"), ids(report, "cd")))
    assert made.facts[0].review.verdict is VerdictKind.UNRELATED
    assert made.facts[0].review.joined == ("c", "d")


def test_outlets_of_a_house_count_as_the_report_counted_them():
    report = report_of("ab", "c", tolls={"b": 12, "c": 12})
    housed = [replace(a, house="Ashel Media") for a in report.articles]
    together = merge(ids(report, "ab"), ids(report, "c"))
    settings = {"settings": {"verdicts": {"one_house": True}}}
    (apart,) = applied(Report(housed, report.facts), together).facts
    (counted,) = applied(Report(housed, report.facts, settings), together).facts
    assert (apart.origins, counted.origins) == (3, 1)
    assert counted.verdict.verdict is VerdictKind.SINGLE_SOURCE


def test_copies_of_one_text_stay_one_source():
    report = report_of("a", "b", tolls={"b": 12})
    text = "\n".join(
        f"The {word} of the harbour said on Monday that the ferry had struck the outer pier at full speed."
        for word in ("master", "warden", "pilot", "owner", "chief", "clerk")
    )
    copies = [replace(a, text=f"{a.text}\n{text}") for a in report.articles]
    made = applied(Report(copies, report.facts), merge(ids(report, "a"), ids(report, "b")))
    assert made.facts[0].verdict.verdict is VerdictKind.SINGLE_SOURCE


def test_a_merged_fact_keeps_the_name_of_its_earliest_claim():
    report = report_of("bc", "ad")
    made = applied(report, merge(ids(report, "bc"), ids(report, "ad")))
    assert made.facts[0].id == f"q{ids(report, 'a')[0]}"


def test_a_quotation_that_one_article_gives_without_marks_is_still_judged_as_one_when_a_claim_is_taken_out():
    words = "We will rebuild the bridge"
    told = {
        key: article(key, [text], source=key.title())
        for key, text in (
            ("a", f"{words}, they said."),
            ("b", f"“{words},” the mayor said."),
            ("c", f"“{words},” said the mayor."),
            ("d", f"“{words}.”"),
        )
    }
    claims = [claim(told["a"], told["a"].text, told["a"].text, Facet.STATEMENT)]
    claims += [claim(told[key], told[key].text, words, Facet.QUOTATION, value=words) for key in "bcd"]
    one = replace(fact("q1", "the bridge", VerdictKind.COMPATIBLE, claims[1:]), claims=tuple(claims))
    report = Report(list(told.values()), [one])
    taken = [c.id for c in claims if c.article == "d"]
    kept, _ = sorted(
        applied(report, split([c.id for c in claims], taken)).facts, key=lambda f: -len(f.claims)
    )
    assert kept.verdict.verdict is VerdictKind.COMPATIBLE
    assert "The same statement is quoted" in kept.verdict.reason

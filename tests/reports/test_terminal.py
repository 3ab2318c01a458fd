from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import article, claim, fact, sample_report, toll_report

from compare.models import Focus, Review, VerdictKind
from compare.reports.explanation import explanation_text
from compare.reports.report import Report
from compare.reports.terminal import claims_table, fact_page, summary, table
from compare.reports.words import around, said_by
from compare.text_safety import one_line, width


def test_it_ends_with_the_differences_and_where_to_read_on():
    lines = summary(sample_report().view(), 160, where="reports/report.html").splitlines()
    assert lines[0].startswith("3 articles, 3 sources, 4 shared facts: 1 differ")
    assert [line.split(" ")[4] for line in lines[1:3]] == ["is", "is"]  # no date, no source
    assert lines[4:] == [
        "≠ differ: passengers injured [f-differ]",
        "    at least 12 (Harbour Post) · 15 (Evening Echo)",
        "",
        "4 shared facts: open reports/report.html, or add --all",
    ]


def test_where_nothing_differs_no_more_that_may_is_counted():
    report = sample_report()
    kept = [fact for fact in report.facts if fact.verdict.verdict is VerdictKind.VARIANT]
    lines = summary(replace(report, facts=kept).view(), 160, where="report.html").splitlines()
    assert lines[-1] == "1 shared fact: open report.html, or add --all"


def test_everything_stands_by_story():
    lines = summary(sample_report().view(), 160, everything=True).splitlines()
    assert lines[4] == "Ferry strikes pier (11 to 12 March 2024)"
    heads = [line.split(":")[0] for line in lines[6:] if line and not line.startswith(" ")]
    assert heads == ["≠ differ", "~ spelled differently", "≈ no conflict", "= agree"]


def test_many_differences_are_some_twenty_lines_the_gravest_first():
    report = toll_report()
    (toll,) = report.facts
    many = [
        replace(toll, id=f"f{n}", topic=f"{'a long title of a fact ' * 5}{n}", importance=float(n))
        for n in range(30)
    ]
    text = summary(Report(report.articles, many, {}, report.stories).view(), 80, where="r.html")
    assert len(text.splitlines()) <= 20
    assert f"fact {29}" in " ".join(text.split())
    assert "more differences, 30 shared facts: open r.html, or add --all" in " ".join(text.split())
    assert "…" not in text, "titles are wrapped, not cut"


@pytest.mark.parametrize(
    ("sure", "possible", "more"),
    [
        (0, 2, ""),
        (1, 1, ""),
        (0, 30, "23 more that may differ, "),
        (9, 9, "2 more differences, 9 more that may differ, "),
        (30, 1, "23 more differences, 1 more that may differ, "),
    ],
)
def test_what_may_differ_comes_behind_and_what_is_not_shown_is_counted(sure, possible, more):
    (toll,) = toll_report().facts
    may = replace(toll.verdict, verdict=VerdictKind.POSSIBLE)
    facts = [replace(toll, id=f"s{n}", topic=f"sure {n}") for n in range(sure)]
    facts += [
        replace(toll, id=f"p{n}", topic=f"open {n}", verdict=may, importance=9.0) for n in range(possible)
    ]
    lines = summary(replace(toll_report(), facts=facts).view(), 200).splitlines()
    heads = [line.split(":")[0] for line in lines if line.startswith(("≠", "≟"))]
    assert heads == sorted(heads, reverse=True)
    assert lines[-1] == f"{more}{sure + possible:,} shared facts: add --all"


def test_where_nothing_differs_the_rest_is_shown():
    facts = [fact for fact in sample_report().facts if fact.verdict.verdict is not VerdictKind.DIFFER]
    text = summary(replace(sample_report(), facts=facts).view(), 120)
    assert "~ spelled differently: name of the harbour master" in text
    assert "= agree" not in text


def test_single_sources_are_only_counted_unless_asked_for():
    assert "cost of the repair" not in summary(sample_report().view(), 120)
    assert "cost of the repair" in summary(sample_report().view(), 120, single=True)
    assert summary(Report([], []).view(), 80) == "0 articles, 0 sources, 0 shared facts: 0 differ"


@pytest.mark.parametrize("columns", [0, 40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(columns):
    seen = sample_report().view()
    for text in (summary(seen, columns), claims_table(seen.facts, columns)):
        assert max(map(width, text.splitlines())) <= max(columns, 40)


@given(
    st.lists(st.lists(st.text(max_size=80), min_size=3, max_size=3), min_size=1, max_size=4),
    st.integers(40, 120),
)
@settings(derandomize=True, deadline=None)
def test_any_text_fits_on_one_line_per_row(rows, columns):
    lines = table(["a", "b", "c"], rows, columns).split("\n")
    assert len(lines) == len(rows) + 2
    assert max(map(len, lines)) <= columns + 20  # characters of no width may come on top


def test_terminal_escapes_are_not_obeyed():
    where = article("a", ["x \x1b]0;owned\x07 y"], source="\x1b[31mred")
    one = claim(where, where.text, "y")
    seen = Report([where], [fact("\x1b[31mf", "\x1b[2Jtopic", VerdictKind.DIFFER, [one])]).view()
    (shown,) = seen.facts
    for text in (
        summary(seen, 80),
        claims_table(seen.facts, 80),
        fact_page(shown, 80),
        explanation_text(shown, 80),
    ):
        assert "\x1b" not in text
        assert "\x07" not in text


def test_a_claim_per_row_under_its_fact():
    lines = claims_table(sample_report().view().facts[:2], 160).splitlines()
    assert lines == [
        "≠ differ: passengers injured [f-differ]",
        "  at least 12 passengers  Harbour Post  11 March 2024  "
        "At least 12 passengers were injured, a spokesman said.",
        "  15 passengers           Evening Echo  12 March 2024  Fifteen passengers were injured when it did.",
        "",
        "~ spelled differently: name of the harbour master [f-variant]",
        "  Ilse Maaren             Harbour Post  11 March 2024  "
        "The harbour master, Ilse Maaren, closed the port until 20 March.",
        "  Ilse Maren              Evening Echo  12 March 2024  "
        "Harbour master Ilse Maren said the port would stay closed this month.",
    ]
    assert claims_table([], 80) == ""


def test_a_statement_without_a_value_shows_what_it_states():
    where = article("a", ["Of all ships, the ferry Ida never came back to Tarn harbour."])
    stated = claim(where, where.text, "the ferry Ida never came back to Tarn harbour")
    seen = Report([where], [fact("f", "t", VerdictKind.AGREE, [stated])]).view()
    (_, row) = claims_table(seen.facts, 80).splitlines()
    assert row.startswith("  the ferry Ida never…  ")


def test_what_an_article_repeats_is_shown_once():
    where = article("a", [f"Row {n} says so." for n in range(6)])
    claims = [claim(where, f"Row {n} says so.", "says", value="x") for n in range(6)]
    seen = Report([where], [fact("f", "t", VerdictKind.AGREE, claims)]).view()
    assert len(claims_table(seen.facts, 80).splitlines()) == 2


@given(st.text(max_size=90), st.text(min_size=1, max_size=30), st.text(max_size=90), st.integers(0, 70))
@settings(derandomize=True, deadline=None)
def test_a_sentence_is_cut_around_its_value(before, focus, after, columns):
    where = article("a", [before + focus + after])
    one = replace(claim(where, where.text, focus), focus=Focus(len(before), len(before + focus), focus))
    (shown,) = Report([where], [fact("f", "t", VerdictKind.AGREE, [one])]).view().facts[0].claims
    text = around(shown, columns)
    assert width(text) <= columns
    if columns > width(one_line(focus)) + 6:
        assert one_line(focus) in text


def test_the_value_stays_in_sight():
    where = article("a", ["The " + "very " * 30 + "long road of 12 km" + " was" * 30 + " closed."])
    one = claim(where, where.text, "12 km")
    (shown,) = Report([where], [fact("f", "t", VerdictKind.AGREE, [one])]).view().facts[0].claims
    assert around(shown, 40) == "…ry long road of 12 km was was was wa…"


def test_a_verdict_that_a_person_gave_says_so():
    report = sample_report()
    seen = Review(VerdictKind.AGREE, VerdictKind.DIFFER, "why", "A. Adams", "2024-05-31T09:30:00Z")
    facts = [replace(fact, review=seen) for fact in report.facts if fact.verdict.verdict is VerdictKind.AGREE]
    assert "= agree, reviewed: " in summary(Report(report.articles, facts).view(), 100, everything=True)
    facts = [replace(fact, review=replace(seen, overtaken=True)) for fact in facts]
    assert "reviewed" not in summary(Report(report.articles, facts).view(), 100, everything=True)


def test_the_counts_are_never_cut():
    seen = sample_report().view()
    head = summary(seen, 40).split("\n\n")[0]
    assert " ".join(head.split()) == " ".join([seen.headline, *seen.weaknesses])


def test_a_pronoun_names_no_speaker():
    where = article("a", ["It fell, she said."])
    said = [
        replace(claim(where, "It fell, she said.", "fell"), attribution=name) for name in ("she", "The mayor")
    ]
    shown = Report([where], [fact("f", "t", VerdictKind.AGREE, said)]).view().facts[0].claims
    assert [said_by(c) for c in shown] == ["", "according to: The mayor"]

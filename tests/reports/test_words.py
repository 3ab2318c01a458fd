"""What a reader is told about a fact in words."""

from dataclasses import replace

import pytest
from samples import article, claim, fact, toll_report

from compare.models import Cause, Facet, VerdictKind
from compare.reports.explanation import explanation_text
from compare.reports.html import report_html
from compare.reports.markdown import report_markdown
from compare.reports.report import Report
from compare.reports.terminal import fact_page, summary
from compare.reports.words import about_words, brief, by_value, cause_words, verdict_words


@pytest.mark.parametrize(
    ("day", "kind", "cause", "words"),
    [
        (True, VerdictKind.DIFFER, Cause.CONFLICT, "they cannot both be right"),
        (False, VerdictKind.DIFFER, Cause.CONFLICT, "they cannot both be right of any one time"),
        (False, VerdictKind.POSSIBLE, Cause.CONFLICT, "they cannot both be right if they speak of the same"),
        (False, VerdictKind.DIFFER, Cause.UPDATE, "the later one may replace the earlier"),
        (False, VerdictKind.AGREE, None, ""),
    ],
)
def test_what_changes_with_time_or_is_not_sure_is_no_plain_conflict(day, kind, cause, words):
    (seen,) = toll_report(day=day).view().facts
    assert cause_words(replace(seen, verdict=kind, cause=cause)) == words


def test_how_likely_a_possible_difference_is_stands_in_every_output():
    sure = toll_report()
    (fact,) = sure.facts
    verdict = replace(fact.verdict, verdict=VerdictKind.POSSIBLE, cause=Cause.CONFLICT)
    seen = replace(sure, facts=[replace(fact, verdict=verdict, score=0.304)]).view()
    likely = "may differ, probability 0.30"
    assert verdict_words(seen.facts[0]) == likely
    pages = (report_markdown(seen), report_html(seen), summary(seen, 200), fact_page(seen.facts[0], 200))
    for text in (*pages, explanation_text(seen.facts[0], 200)):
        assert likely in text
    for text in (report_markdown(sure.view()), report_html(sure.view()), summary(sure.view(), 200)):
        assert "probability 0." not in text


def test_what_a_fact_is_about_stands_in_page_and_markdown():
    seen = toll_report().view()
    words = about_words(seen.facts[0])
    assert words.startswith("number, 3 independent reports")
    assert words in report_html(seen) and f"*{words}*" in report_markdown(seen)


def test_a_quotation_written_in_two_ways_is_listed_as_one():
    said = ("Freedom means freedom for everyone", "freedom means – freedom for everyone!", "Freedom")
    places = [
        article(key, [f"“{words}”, she said."], source=key) for key, words in zip("abc", said, strict=True)
    ]
    claims = [claim(a, a.text, w, Facet.QUOTATION, value=w) for a, w in zip(places, said, strict=True)]
    (seen,) = Report(places, [fact("q", "t", VerdictKind.COMPATIBLE, claims)]).view().facts
    assert by_value(seen) == {said[0]: ["a", "b"], said[2]: ["c"]}
    assert brief(seen, 200) == f"{said[0]} (a, b) · {said[2]} (c)"


def test_of_statements_that_may_differ_it_is_not_said_that_one_is_wrong():
    (seen,) = toll_report().view().facts
    may = replace(seen, verdict=VerdictKind.POSSIBLE, cause=Cause.CONFLICT, facet=str(Facet.STATEMENT))
    assert cause_words(may) == ""
    assert about_words(may) == "statement, 3 independent reports"

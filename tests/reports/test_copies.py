"""A copied sentence is marked as such wherever it is shown, and only that one."""

from __future__ import annotations

from dataclasses import replace

from samples import article, claim, fact

from compare.models import Copy, CopyKind, VerdictKind
from compare.reports.html import report_html
from compare.reports.markdown import facts_markdown
from compare.reports.report import Report
from compare.reports.terminal import fact_page
from compare.reports.view import view_fact
from compare.reports.words import copied, copies_text

SAME = "The ferry from Tarn sank near the old harbour with twelve people on board."
EDITED = "The ferry from Tarn sank near the old harbour with twelve people on board, officials said."
OTHER = "Rescuers counted twelve passengers on the ship that went down on Sunday night."


def held(*texts: str, kind: CopyKind):
    articles = [article(f"k{i:02}", [text], source=f"Source {i}") for i, text in enumerate(texts)]
    claims = [claim(a, text, "twelve", value="12") for a, text in zip(articles, texts, strict=True)]
    made = fact("f", "People on board", VerdictKind.DIFFER, claims)
    copies = (Copy(tuple(a.id for a in articles), kind),)
    return Report(articles, [replace(made, copies=copies)])


def seen(report: Report):
    return view_fact(report.facts[0], {a.id: a for a in report.articles})


def test_copies_of_a_whole_text_name_the_others():
    shown = seen(held(SAME, SAME, OTHER, kind=CopyKind.WHOLE))
    assert copied(shown, shown.claims[0]) == "copied text, also in Source 1, Source 2"


def test_of_a_copied_sentence_only_the_copies_are_marked():
    shown = seen(held(SAME, EDITED, OTHER, kind=CopyKind.SENTENCE))
    marks = [copied(shown, c) for c in shown.claims]
    assert marks == ["copied sentence, also in Source 1", "copied sentence, also in Source 0", ""]
    assert copied(replace(shown, copies=()), shown.claims[0]) == ""


def test_where_much_of_a_text_is_shared_an_edited_sentence_is_marked_and_an_own_one_is_not():
    edited = "The ferry from Tarn sank close to the old harbour with twelve people, officials said."
    shown = seen(held(SAME, edited, OTHER, kind=CopyKind.TEXT))
    assert [bool(copied(shown, c)) for c in shown.claims] == [True, True, False]
    assert copies_text(shown).startswith("much of one text: Source 0, ")


def test_every_output_shows_the_mark():
    report = held(SAME, EDITED, OTHER, kind=CopyKind.SENTENCE)
    mark = "copied sentence, also in Source 1"
    assert mark in fact_page(seen(report), 100)
    assert mark in facts_markdown([seen(report)])
    assert mark in report_html(report.view())


def test_of_many_copies_some_are_named_and_the_others_counted():
    shown = seen(held(*[SAME] * 40, kind=CopyKind.WHOLE))
    assert copied(shown, shown.claims[0]).endswith("Source 5, Source 6, 33 more")
    assert copies_text(shown).endswith("Source 4, Source 5, 34 more")

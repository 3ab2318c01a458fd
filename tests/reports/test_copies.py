"""A copied sentence is marked as such wherever it is shown, and only that one."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from samples import article, claim, fact

from compare.errors import ReportError
from compare.models import Copy, CopyKind, VerdictKind
from compare.reports.html import report_html
from compare.reports.markdown import facts_markdown
from compare.reports.report import Report, load_report
from compare.reports.terminal import fact_page
from compare.reports.view import view_fact
from compare.reports.words import copied, copies_text

SAME = "The ferry from Tarn sank near the old harbour with twelve people on board."
EDITED = "The ferry from Tarn sank near the old harbour with twelve people on board, officials said."
OTHER = "Rescuers counted twelve passengers on the ship that went down on Sunday night."


def held(*texts: str, kind: CopyKind, same: tuple[int, ...] = ()):
    """A fact of an article a text; of those at the places `same`, the sentences are one."""
    articles = [article(f"k{i:02}", [text], source=f"Source {i}") for i, text in enumerate(texts)]
    claims = [claim(a, text, "twelve", value="12") for a, text in zip(articles, texts, strict=True)]
    made = fact("f", "People on board", VerdictKind.DIFFER, claims)
    one = (tuple(claims[place].id for place in same),) if same else ()
    copies = (Copy(tuple(a.id for a in articles), kind, one),)
    return Report(articles, [replace(made, copies=copies)])


def seen(report: Report):
    return view_fact(report.facts[0], {a.id: a for a in report.articles})


def test_copies_of_a_whole_text_name_the_others():
    shown = seen(held(SAME, SAME, OTHER, kind=CopyKind.WHOLE))
    assert copied(shown, shown.claims[0]) == "copied text, also in Source 1, Source 2"


def test_of_a_copied_sentence_only_the_copies_are_marked():
    shown = seen(held(SAME, EDITED, OTHER, kind=CopyKind.SENTENCE, same=(0, 1)))
    marks = [copied(shown, c) for c in shown.claims]
    assert marks == ["copied sentence, also in Source 1", "copied sentence, also in Source 0", ""]
    assert copied(replace(shown, copies=()), shown.claims[0]) == ""


def test_where_much_of_a_text_is_shared_an_edited_sentence_is_marked_and_an_own_one_is_not():
    edited = "The ferry from Tarn sank close to the old harbour with twelve people, officials said."
    shown = seen(held(SAME, edited, OTHER, kind=CopyKind.TEXT, same=(0, 1)))
    assert [bool(copied(shown, c)) for c in shown.claims] == [True, True, False]
    assert copies_text(shown).startswith("much of one text: Source 0, ")


def test_every_output_shows_the_mark():
    report = held(SAME, EDITED, OTHER, kind=CopyKind.SENTENCE, same=(0, 1))
    mark = "copied sentence, also in Source 1"
    assert mark in fact_page(seen(report), 100)
    assert mark in facts_markdown([seen(report)])
    assert mark in report_html(report.view())


def test_of_many_copies_some_are_named_and_the_others_counted():
    shown = seen(held(*[SAME] * 40, kind=CopyKind.WHOLE))
    assert copied(shown, shown.claims[0]).endswith("Source 5, Source 6, 33 more")
    assert copies_text(shown).endswith("Source 4, Source 5, 34 more")


def test_likeness_is_not_measured_again():
    alike = seen(held(SAME, SAME, OTHER, kind=CopyKind.SENTENCE))
    assert [copied(alike, c) for c in alike.claims] == ["", "", ""]


def test_the_mark_is_read_back_from_facts_json(tmp_path):
    report = held(OTHER, SAME, EDITED, kind=CopyKind.SENTENCE, same=(1, 2))
    path = tmp_path / "facts.json"
    path.write_text(report.to_json(), encoding="utf-8")
    again = load_report(path)
    assert again.to_json() == report.to_json()
    marks = ["", "copied sentence, also in Source 2", "copied sentence, also in Source 1"]
    assert [copied(seen(again), c) for c in seen(again).claims] == marks
    tree = json.loads(report.to_json())
    tree["facts"][0]["copies"][0]["claims"][0][0] = 9
    path.write_text(json.dumps(tree), encoding="utf-8")
    with pytest.raises(ReportError, match="a copy is 9, and there are 3 claims"):
        load_report(path)

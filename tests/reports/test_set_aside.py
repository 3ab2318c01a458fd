"""Articles in another language stand in every output as not compared."""

import json
import re
from dataclasses import replace

import pytest
from samples import article, sample_report

from compare.reports.html import report_html
from compare.reports.json_ import facts_json
from compare.reports.markdown import report_markdown
from compare.reports.report import load_report
from compare.reports.set_aside import by_language, set_aside, set_aside_line
from compare.reports.terminal import summary

LINE = "2 articles in es, fr are not compared: only English is read"


@pytest.fixture
def report():
    found = sample_report()
    foreign = [
        article("journal-1", ["Le ferry a coulé."], source="Le <b>Jour</b>", title="Naufrage", language="fr"),
        article("diario-1", ["Un ferry se hundió."], language="es"),
    ]
    aside = {"journal-1": "fr", "diario-1": "es"}
    return replace(found, articles=(*found.articles, *foreign), run={**found.run, "set_aside": aside})


@pytest.mark.parametrize(
    ("codes", "line"),
    [
        ([], ""),
        (["fr"], "1 article in fr is not compared: only English is read"),
        (["fr", "es", "fr"], "3 articles in fr, es are not compared: only English is read"),
        (
            [f"{n:02}" for n in range(9)],
            "9 articles in 00, 01, 02, 03, 04, 05, 06, 07 and 1 more language are not compared: "
            "only English is read",
        ),
        (["fr"] * 1000, "1,000 articles in fr are not compared: only English is read"),
    ],
)
def test_one_line_names_and_counts_them(codes, line):
    assert set_aside_line(by_language(codes)) == line


@pytest.mark.parametrize("found", [None, "fr", ["a"], 3])
def test_a_run_of_another_program_sets_nothing_aside(found):
    assert set_aside({"set_aside": found}) == {}
    assert set_aside({}) == {}


def test_the_headline_counts_what_was_compared(report):
    assert report.view().headline == sample_report().view().headline
    assert report.view().headline.startswith("3 articles, 3 sources, 4 shared facts")


def test_facts_json_marks_them_and_gives_them_back(report, tmp_path):
    text = facts_json(report.view())
    rows = {row["id"]: row for row in json.loads(text)["articles"]}
    assert {key for key, row in rows.items() if row.get("compared") is False} == {"journal-1", "diario-1"}
    assert all("compared" not in rows[key] for key in ("post-1", "echo-1", "bare"))
    (tmp_path / "facts.json").write_text(text, encoding="utf-8")
    again = load_report(tmp_path / "facts.json")
    assert again.set_aside == report.set_aside == {"journal-1": "fr", "diario-1": "es"}
    assert facts_json(again.view()) == text


def test_the_page_says_so_at_its_head_and_in_its_list(report):
    page = report_html(report.view())
    assert f'<p class="note" id="set-aside">{LINE}.</p>' in page
    rows = re.findall(r'<li id="a\d+".*?</li>', page, re.DOTALL)
    marked = {row for row in rows if "not compared" in row}
    assert len(rows) == 5
    assert len(marked) == 2
    assert {code for row in marked for code in re.findall(r"\((\w\w), not compared\)", row)} == {"fr", "es"}
    assert "set-aside" not in report_html(sample_report().view())


def test_markdown_lists_them(report):
    text = report_markdown(report.view())
    assert f"\n{LINE}.\n" in text
    assert text.endswith(
        "\n## Not compared (2)\n\n"
        "- fr: Le &lt;b&gt;Jour&lt;/b&gt;, Naufrage (id journal-1)\n"
        "- es: (id diario-1)\n"
    )
    assert "ot compared" not in report_markdown(sample_report().view())


def test_markdown_counts_those_that_are_too_many_to_list(report):
    many = [article(f"f{n:02}", ["Bonjour."]) for n in range(21)]
    text = report_markdown(
        replace(report, articles=many, run={"set_aside": {a.id: "fr" for a in many}}).view()
    )
    assert "(id f19)" in text
    assert text.endswith("\n- and 1 more, see facts.json\n")
    assert "(id f20)" not in text


def test_the_terminal_names_them_beside_the_headline(report):
    assert "\nNot compared: journal-1 (fr), diario-1 (es)\n\n" in summary(report.view(), 100)
    alone = replace(report, facts=())
    assert summary(alone.view(), 100).endswith("\nNot compared: journal-1 (fr), diario-1 (es)")
    assert "Not compared" not in summary(sample_report().view(), 100)


def test_the_terminal_counts_those_that_are_too_many_to_name(report):
    many = {f"f{n}": "fr" for n in range(9)}
    text = summary(replace(report, run={"set_aside": many}).view(), 200)
    assert "f7 (fr), and 1 more\n" in text

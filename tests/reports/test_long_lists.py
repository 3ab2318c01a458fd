"""Tables inside a sentence are told in every output."""

import json
from dataclasses import replace

import pytest
from samples import sample_report

from compare.reports.html import report_html
from compare.reports.json_ import facts_json
from compare.reports.long_lists import tables_line
from compare.reports.markdown import report_markdown
from compare.reports.report import load_report
from compare.reports.terminal import summary


def row(article: str, values: int) -> dict[str, object]:
    return {"article": article, "start": 12, "facet": "percentage", "values": values, "compared": 40}


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        (None, ""),
        ([], ""),
        ("no list", ""),
        ([{"article": "x"}, 7], ""),
        (
            [row("times-1", 80)],
            "A table of 80 values in one sentence (times-1) was compared as a table: by its sentence, and by "
            "its first 40 values",
        ),
        (
            [row("times-1", 80), row("post-1", 8000), row("post-2", 41)],
            "3 tables of up to 8,000 values in one sentence (post-1) were compared as tables: by their "
            "sentences, and by the first 40 values of each",
        ),
    ],
)
def test_the_line(rows, line):
    assert tables_line({"tables": rows}) == line


def test_every_output_has_it(tmp_path):
    found = sample_report()
    found = replace(found, run={**found.run, "tables": [row("times-1", 80)]})
    told = "A table of 80 values in one sentence"
    seen = found.view()
    for text in (report_markdown(seen), report_html(seen), summary(seen, 200)):
        assert told in text
    path = tmp_path / "facts.json"
    path.write_text(facts_json(seen), encoding="utf-8")
    assert json.loads(path.read_text(encoding="utf-8"))["run"]["tables"] == [row("times-1", 80)]
    assert told in summary(load_report(path).view(), 200)

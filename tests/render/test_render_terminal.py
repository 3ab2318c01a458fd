import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import article, claim, fact, sample_report

from compare.models import VerdictKind
from compare.render.safe import width
from compare.render.terminal import claims_table, summary, table
from compare.render.view import view
from compare.report import Report


def test_a_row_per_fact_differences_first():
    lines = summary(view(sample_report()), 120).splitlines()
    assert lines[0].startswith("3 articles, 3 sources, 5 facts")
    assert [line.split("  ")[0] for line in lines[4:]] == ["≠ differ", "~ variant", "≈ compatible", "= agree"]
    assert "at least 12 passengers (Harbour Post) / 15 passengers (Evening Echo)" in lines[4]


def test_single_sources_are_only_counted_unless_asked_for():
    assert "cost of the repair" not in summary(view(sample_report()), 120)
    assert "cost of the repair" in summary(view(sample_report()), 120, single=True)
    assert summary(view(Report([], [])), 80) == "0 articles, 0 sources, 0 facts: 0 differ"


@pytest.mark.parametrize("columns", [0, 40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(columns):
    seen = view(sample_report())
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
    seen = view(Report([where], [fact("f", "\x1b[2Jtopic", VerdictKind.DIFFER, [one])]))
    for text in (summary(seen, 80), claims_table(seen.facts, 80)):
        assert "\x1b" not in text
        assert "\x07" not in text


def test_a_claim_per_row_with_the_fact_named_once():
    lines = claims_table(view(sample_report()).facts[:1], 160).splitlines()
    assert lines[2].startswith("≠ differ")
    assert lines[3].startswith("  ")
    assert "Fifteen passengers were injured when it did." in lines[3]

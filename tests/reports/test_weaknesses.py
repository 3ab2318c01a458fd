"""What weakens a comparison, said at the head of every report."""

from dataclasses import replace
from datetime import date

from samples import sample_report

from compare.models import Article, Copy, CopyKind, Extent
from compare.reports.report import load_report
from compare.reports.terminal import summary
from compare.reports.weaknesses import Weaknesses, copies_in, weaknesses
from compare.reports.write import write_report

DAY = date(2023, 5, 4)


def test_each_is_counted_once_and_what_is_set_aside_is_not():
    articles = [
        Article("a", "One.", "Times", published=DAY),
        Article("b", "Two.", "", published=DAY, extent=Extent.CUT),
        Article("c", "Three.", "Echo", extent=Extent.SUMMARY),
        Article("d", "Quatre."),
    ]
    assert weaknesses(articles, {"d"}, 1) == Weaknesses(3, 1, 1, 1, 1, 1)
    assert weaknesses(articles[:1], (), 0).lines == ()
    kept = Article("e", "It rained. Nobody was hur… [+1210 chars]", "Times", published=DAY)
    assert weaknesses([kept], (), 0) == Weaknesses(1, cut=1)


def test_all_and_the_only_article_are_named_so():
    assert Weaknesses(1, undated=1).lines[0].startswith("The article is without a date")
    assert Weaknesses(2, undated=2).lines[0].startswith("All 2 articles are without a date")
    assert Weaknesses(2, unsourced=1).lines[0].startswith("1 of 2 articles is without a source")


def test_copies_are_those_of_another_as_wholes():
    fact, *_ = sample_report().facts
    wholes = [Copy(("a", "b"), CopyKind.WHOLE), Copy(("b", "c"), CopyKind.WHOLE)]
    other = [Copy(("x", "y"), CopyKind.WHOLE), Copy(("p", "q"), CopyKind.TEXT)]
    facts = [replace(fact, copies=tuple(wholes)), replace(fact, copies=tuple(other)), fact]
    assert copies_in(facts) == 3


def test_every_output_has_them_at_its_head_and_extents_are_kept(tmp_path):
    report = sample_report()
    first, *others = report.articles
    cut = replace(first, extent=Extent.CUT, house="Valley House", pages=(0, 5))
    report = replace(report, articles=(cut, *others))
    line = "articles is cut by the service: compared for what is there"
    seen = report.view()
    written = {path.name: path.read_text(encoding="utf-8") for path in write_report(seen, tmp_path)}
    for text in (written["report.md"], written["report.html"], summary(seen, 200)):
        assert line in text
    again = load_report(tmp_path / "facts.json")
    (back,) = [article for article in again.articles if article.id == cut.id]
    assert (back.extent, back.house, back.pages) == (Extent.CUT, "Valley House", (0, 5))
    assert again.to_json() == written["facts.json"]

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from samples import ECHO, POST, article, claim, fact, sample_report

from compare.models import Copy, CopyKind, Facet, Review, VerdictKind
from compare.reports.html import report_html
from compare.reports.markdown import facts_markdown, report_markdown
from compare.reports.report import Report


def test_differences_come_first_with_the_words_of_each_source():
    text = report_markdown(sample_report().view())
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Ferry strikes pier"]
    assert "*11 to 12 March 2024, 2 articles of Evening Echo, Harbour Post*" in text
    assert re.findall(r"^### (.*)$", text, re.MULTILINE) == [
        "≠ Sources differ (1)",
        "~ One name, several spellings (1)",
        "≈ No conflict: one is less exact, or tells less (1)",
        "= Sources agree (1)",
    ]
    assert (
        "**Harbour Post**, 11 March 2024 ([Ferry strikes pier](https://example.org/ferry?a=1&b=2)): " in text
    )
    assert "“**Fifteen passengers** were injured when it did.”" in text
    assert (
        "at least 12 passengers (according to: a spokesman) — “**At least 12 passengers** were injured"
        in text
    )
    assert "- **when the ferry struck the pier**: 10 March 2024 (Harbour Post, Evening Echo)" in text
    assert "cost of the repair" not in text


def test_who_tells_facts_of_a_story_beside_its_own_articles_is_named_in_its_head():
    whole = sample_report()
    story, note = whole.stories
    one = replace(story, articles=(POST.id,))
    other = replace(story, id="s3", title="Echoes", articles=(ECHO.id,))
    seen = replace(whole, stories=[one, other, note]).view()
    told = "1 article of Harbour Post; some of its facts also in 1 article of another story (Evening Echo)"
    assert f"*11 to 12 March 2024, {told}*" in report_markdown(seen) and told in report_html(seen)
    alone = seen.limited([VerdictKind.SINGLE_SOURCE])
    assert "also in" not in report_markdown(alone)
    assert "2 articles of Evening Echo, Harbour Post*" in report_markdown(whole.view())


def test_only_some_verdicts():
    text = report_markdown(sample_report().view(), [VerdictKind.SINGLE_SOURCE])
    assert "Shown: only one source only." in text
    assert "cost of the repair" in text
    assert "passengers injured" not in text
    assert "No such fact." in report_markdown(Report([POST, ECHO], []).view(), [VerdictKind.DIFFER])


def test_a_report_without_facts_says_so():
    assert "No fact is stated by two sources or more." in report_markdown(Report([], []).view())


def test_many_values_of_one_article_are_counted_and_a_repeated_one_is_shown_once():
    where = article("a", [f"Row {n} says so." for n in range(6)], source="S")
    claims = [claim(where, f"Row {n} says so.", str(n), number=float(n)) for n in range(6)]
    text = facts_markdown(Report([where], [fact("f", "t", VerdictKind.DIFFER, claims)]).view().facts)
    assert text.count("“") == 3
    assert "- and 3 more in S" in text
    same = [claim(where, f"Row {n} says so.", str(n), value="x", number=1.0) for n in range(6)]
    text = facts_markdown(Report([where], [fact("f", "t", VerdictKind.DIFFER, same)]).view().facts)
    assert text.count("“") == 1
    assert "more" not in text


def test_a_spelling_is_quoted_once():
    places = [article(key, ["Mayor Lee spoke."], source=key) for key in "abc"]
    claims = [claim(where, where.text, "Lee", Facet.NAME, value="Lee") for where in places]
    text = facts_markdown(Report(places, [fact("f", "t", VerdictKind.VARIANT, claims)]).view().facts)
    assert text.count("“") == 1


def test_long_sentences_are_cut_around_the_value():
    sentence = "a" * 500 + " seven " + "b" * 500
    where = article("a", [sentence])
    one = claim(where, sentence, "seven")
    text = facts_markdown(Report([where], [fact("f", "t", VerdictKind.DIFFER, [one])]).view().facts)
    assert "…" + "a" * 139 + " **seven** " + "b" * 139 + "…" in text
    bare = claim(where, sentence, "seven", value="x")
    from dataclasses import replace

    lost = replace(bare, focus=replace(bare.focus, start=-1))
    text = facts_markdown(Report([where], [fact("f", "t", VerdictKind.DIFFER, [lost])]).view().facts)
    assert len(text) < 700


@given(st.text(min_size=1, max_size=30))
@settings(derandomize=True, deadline=None)
def test_hostile_text_makes_no_new_block(text):
    where = article("a", [f"{text}x"], source=text, title=text)
    one = claim(where, f"{text}x", "x", value=text, attribution=text)
    out = report_markdown(
        Report([where], [fact("f", text, VerdictKind.DIFFER, [one], reason="r" + text)]).view()
    )
    lines = out.split("\n")
    assert sum(line.startswith("#") for line in lines) == 3
    weak = "- The article is without a date: "
    assert sum(line.startswith("- ") and not line.startswith(weak) for line in lines) == 1
    assert "<" not in out
    assert not re.search(r"(?<!\\)\[", out)


def test_copies_are_named_beside_a_fact():
    report = sample_report()
    agreed = next(f for f in report.facts if f.verdict.verdict is VerdictKind.AGREE)
    copies = (Copy((POST.id, ECHO.id), CopyKind.WHOLE), Copy((POST.id, "gone"), CopyKind.SENTENCE))
    text = report_markdown(Report(report.articles, [replace(agreed, copies=copies)]).view())
    assert (
        "(copies of one text: Harbour Post, Evening Echo; one sentence almost word for word: Harbour Post, "
        in text
    )


def test_a_review_is_told():
    report = sample_report()
    seen = Review(VerdictKind.AGREE, VerdictKind.DIFFER, "why", "A. *Adams*", "2024-05-31T09:30:00Z")
    text = report_markdown(
        Report(report.articles, [replace(fact, review=seen) for fact in report.facts]).view()
    )
    said = r"reviewed by A. \*Adams\* on 31 May 2024: agree (the tool: differ)"
    assert text.count(f"*{said}*") == 1
    assert text.count(f"({said})") == 3

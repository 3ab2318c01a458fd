import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from samples import BARE, ECHO, POST, article, claim, fact, sample_report, toll_report

from compare.models import (
    Comparison,
    Copy,
    CopyKind,
    Explanation,
    Facet,
    Link,
    Modality,
    NearMiss,
    Relation,
    Review,
    Rule,
    Signal,
    Story,
    VerdictKind,
)
from compare.reports.html import FULL, PAGE_BYTES, report_html
from compare.reports.report import Report

VOID = {"meta", "link", "input", "path"}


class Page(HTMLParser):
    """The elements, attributes and texts of a page, as a browser would see them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.comments: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        for tag in set(self.open[-3:]):
            self.texts.setdefault(tag, []).append(data)

    def handle_comment(self, data):
        self.comments.append(data)

    def attributes(self, name):
        return [attrs[name] for _, attrs in self.elements if name in attrs]

    def tags(self):
        return {tag for tag, _ in self.elements}


def page(report: Report, only=()) -> Page:
    seen = Page(report_html(report.view(), only))
    assert seen.open == []
    return seen


def hostile(text: str) -> Report:
    where = article(f"a{text}", [f"{text}x"], source=text, title=text, url=text, language=text)
    one = claim(
        where, f"{text}x", "x", value=text, unit=text, attribution=text, modality=Modality(hedged=True)
    )
    other = article("b", [f"{text}y"], source=text)
    two = claim(other, f"{text}y", f"{text}y", value=text)
    facts = [fact(f"f{text}", text, VerdictKind.DIFFER, [one, two], reason=text)]
    return Report([where, other], facts, {text or "k": {"v": text}})


TAGS = page(sample_report()).tags()


def test_the_headline_and_the_order():
    text = report_html(sample_report().view())
    assert (
        "3 articles, 3 sources, 4 shared facts: 1 differ, 1 spelled differently, 1 no conflict, 1 agree; "
        "1 more from one source only." in text
    )
    kinds = ("differ", "variant", "compatible", "agree")
    places = [text.index(f'<article class="fact {kind}"') for kind in kinds]
    assert places == sorted(places)
    assert text.index('id="story-s1"') < places[0]
    assert places[-1] < text.index('<section class="kind" id="single-source"')


def test_the_first_screen_shows_differences_with_their_values_and_the_sources():
    text = report_html(sample_report().view())
    rows = text.partition('<ol class="rows"')[2].partition("</section>")[0]
    assert rows.count("<li ") == 3, "few differences: spellings and what is less exact stand behind them"
    assert rows.index("fact-f-differ") < rows.index("Worth a look") < rows.index("fact-f-variant")
    assert '<p class="said"><bdi>at least 12 (Harbour Post) · 15 (Evening Echo)</bdi></p>' in rows
    assert rows.index("fact-f-differ") < rows.index("fact-f-variant")
    assert 'id="stories"' not in text, "one story is no list of stories"
    sources = text.partition('<table class="sources"')[2].partition("</table>")[0]
    assert "<bdi>Harbour Post</bdi></th><td>1</td><td>4</td><td>1</td><td>1</td>" in sources


def test_several_stories_are_listed_with_a_bar_of_their_verdicts():
    one, other = sample_report(), toll_report()
    both = Report(
        [*one.articles, *other.articles], [*one.facts, *other.facts], {}, [*one.stories, *other.stories]
    )
    text = report_html(both.view())
    listed = text.partition('<ol class="stories"')[2].partition("</ol>")[0]
    assert listed.count("<li>") == 2
    assert "Blast in Tarn" in listed
    assert '<rect class="differ" x="0.0" width="100.0" height="4"/>' in listed
    assert '<option value="s1">Ferry strikes pier</option>' in text


def test_a_number_told_over_time_is_drawn_once_with_who_says_so():
    text = report_html(toll_report().view())
    assert text.count('class="chart series"') == 1
    figure = text.partition('<figure class="time">')[2].partition("</figure>")[0]
    assert "at least 58: Echo, 11 March" in figure
    assert "86: Echo, 13 March" in figure
    assert "<bdi>a monitor</bdi>" in figure or "<td><bdi></bdi></td>" in figure
    assert text.count('<svg class="chart') == 1, "no other chart beside it"


def test_each_source_with_its_words_value_date_and_attribution():
    seen = page(sample_report())
    marks = [text for text in seen.texts["mark"] if "passengers" in text]
    assert marks[:2] == ["At least 12 passengers", "Fifteen passengers"]
    text = report_html(sample_report().view())
    assert "<mark>At least 12 passengers</mark> were injured, a spokesman said.</blockquote>" in text
    assert '<p class="value"><bdi>at least 12 passengers</bdi></p>' in text
    assert '<time datetime="2024-03-11">11 March 2024</time>' in text
    assert "according to: a spokesman" in text
    assert "12 or more against 15; the articles were published 1 day apart" in text
    assert 'href="https://example.org/ferry?a=1&amp;b=2"' in text


def test_undated_articles_say_so():
    one = claim(BARE, BARE.text, "Nothing")
    assert '<span class="note">undated</span>' in report_html(
        Report([BARE], [fact("f", "t", VerdictKind.DIFFER, [one])]).view()
    )


def test_every_fact_has_a_link_and_every_link_a_target():
    seen = page(sample_report())
    ids = seen.attributes("id")
    assert len(ids) == len(set(ids))
    inner = {href[1:] for href in seen.attributes("href") if href.startswith("#")}
    assert inner <= set(ids)
    assert {name for name in ids if name.startswith("fact-")} - inner == {"fact-f-single"}


def test_words_and_symbols_stand_beside_the_colours():
    text = report_html(sample_report().view())
    for symbol, kind, word in [
        ("≠", "differ", "differ"),
        ("~", "variant", "spelled differently"),
        ("≈", "compatible", "no conflict"),
        ("=", "agree", "agree"),
    ]:
        assert f'<span class="badge {kind}">{word}</span>' in text
        assert f'.badge.{kind}::before {{ content: "{symbol} "' in text
        assert f'<b aria-hidden="true">{symbol}</b><span class="hide">{word}:</span>' in text


@pytest.mark.parametrize("report", [sample_report(), hostile("https://example.org/x.png"), Report([], [])])
def test_no_request_leaves_the_page(report):
    seen = page(report)
    assert not seen.tags() & {
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "audio",
        "video",
    }
    assert not seen.attributes("src")
    assert [attrs["href"] for tag, attrs in seen.elements if tag == "link"] == ["data:,"]
    style = "".join(seen.texts["style"])
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_allows_the_one_style_sheet_and_script_and_nothing_else():
    seen = page(sample_report())
    (policy,) = [a["content"] for _, a in seen.elements if a.get("http-equiv") == "Content-Security-Policy"]
    hashes = {
        tag: base64.b64encode(hashlib.sha256(seen.texts[tag][-1].encode()).digest()).decode()
        for tag in ("style", "script")
    }
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{hashes['script']}'; style-src 'sha256-{hashes['style']}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    scripts = [attrs for tag, attrs in seen.elements if tag == "script"]
    assert scripts == [{"type": "application/json", "id": "data"}, {}], "the first is no script to run"
    assert not seen.attributes("style")
    assert "unsafe" not in policy


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=40))
@example("<script>alert(1)</script>")
@example('"><img src=x onerror=alert(1)>')
@example("' onmouseover='alert(1)")
@example("]]></style><script>")
@example("<!--")
@example("--></main></body>")
@example("javascript:alert(1)")
@example('https://example.org/"onclick="x')
@example("{{ 7*7 }}{% raw %}")
@example("\u202e123\u2066")
@example("a\x00b")
@example("&lt;b&gt;&#60;")
@settings(derandomize=True, deadline=None)
def test_hostile_text_stays_text(text):
    seen = page(hostile(text))
    assert seen.tags() <= TAGS
    assert seen.comments == []
    names = {name for _, attrs in seen.elements for name in attrs}
    assert not [name for name in names if name.startswith("on")]
    for href in seen.attributes("href"):
        assert href.startswith(("#", "https://", "http://", "data:,"))
    raw = report_html(hostile(text).view())
    assert "\x00" not in raw
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", raw)


def test_hostile_text_is_shown_as_it_is():
    seen = page(hostile("<script>alert(1)</script>"))
    assert "<script>alert(1)</script>" in seen.texts["h4"]
    assert "<script>" not in "".join(seen.texts["script"])
    assert "".join(seen.texts["blockquote"]).startswith("<script>alert(1)</script>x")


def test_quoted_text_keeps_its_direction_and_language():
    where = article("a", ["שלום עולם"], source="כאן", language="he")
    text = report_html(
        Report([where], [fact("f", "t", VerdictKind.DIFFER, [claim(where, where.text, "עולם")])]).view()
    )
    assert '<blockquote lang="he">' in text
    assert "<bdi>כאן</bdi>" in text


def test_only_some_verdicts():
    text = report_html(sample_report().view(), [VerdictKind.AGREE, VerdictKind.SINGLE_SOURCE])
    assert "Shown: only agree, one source only." in text
    assert 'class="fact single-source"' in text
    assert 'class="fact differ"' not in text
    assert "No such fact." in report_html(Report([], []).view(), [VerdictKind.DIFFER])


def test_many_quotes_and_long_runs_are_counted():
    where = article("a", [f"Row {n} says so." for n in range(6)])
    claims = [claim(where, f"Row {n} says so.", "says") for n in range(6)]
    run = {"inputs": {f"i{n}": "x" for n in range(30)}, "stages": list(range(9)), "seed": 7}
    text = report_html(Report([where], [fact("f", "t", VerdictKind.DIFFER, claims)], run).view())
    assert text.count("<blockquote") == FULL.quotes
    assert "and 3 more in this article" in text
    assert "30 entries, see facts.json" in text
    assert "9 entries, see facts.json" in text


def explained(text: str = "") -> Report:
    """Two claims with what joined them, the nearest that was left out, and copies."""
    pair = [article(name, [f"Twelve ships came in{text}."], source=f"Source {name}{text}") for name in "ab"]
    claims = [claim(where, where.text, "Twelve", number=12.0) for where in pair]
    signals = (Signal("base", 1.0, -0.5), Signal("wording", 0.3, 1.5), Signal("rivals", 0.0, -0.25))
    link = Link(claims[0].id, claims[1].id, 0.68, signals, 0.55)
    near = NearMiss(claims[1], claims[0].id, 0.4, 0.5, f"another port{text}")
    told = Explanation(
        Rule.FITS, 0.55, 0.13, (link,), (Comparison(claims[0].id, claims[1].id, Relation.EQUAL),), near
    )
    found = fact("f", "ships", VerdictKind.DIFFER, claims)
    copies = (Copy(("a", "b"), CopyKind.WHOLE),)
    return Report(pair, [replace(found, explanation=told, copies=copies)])


def test_why_claims_are_one_fact_is_drawn_and_told():
    text = report_html(explained().view())
    assert "Joined as values that fit each other: a probability of 0.55 is needed." in text
    told = "likeness of the wording: +1.50; other claims that fit better: -0.25; sum: a probability of 0.68"
    assert told in text
    assert text.count('<path class="u"') == 2
    assert text.count('<path class="d"') == 2
    assert '<path class="m"' in text
    assert "12 (Source a) – 12 (Source b): equal" in text
    assert "Its probability of 0.40 is below the 0.50 that is needed; besides: another port." in text
    assert "copies of one text: Source a, Source b" in text


def test_a_hostile_explanation_stays_text():
    bad = "</figure><script>alert(1)</script>\x00\u202e"
    report = explained(bad)
    (found,) = report.facts
    (link,) = found.explanation.links
    signals = tuple(replace(signal, name=signal.name + bad) for signal in link.signals)
    told = replace(found.explanation, links=(replace(link, signals=signals),))
    text = report_html(Report(report.articles, [replace(found, explanation=told)]).view())
    assert [tag for tag, _ in Page(text).elements].count("script") == 2
    assert "\x00" not in text
    assert "\u202e" not in text


def test_the_same_report_gives_the_same_page():
    assert report_html(sample_report().view()) == report_html(sample_report().view())


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_colour_can_be_read_in_every_scheme():
    style = "".join(page(Report([POST, ECHO], [])).texts["style"])
    assert style.count(":root {") == 3
    schemes = [
        dict(re.findall(r"--([\w-]+): (#\w{6})", block)) for block in re.findall(r":root \{([^}]*)\}", style)
    ]
    assert len(schemes) == 3
    for scheme in schemes:
        inks = ("ink", "faint", "link", "differ", "variant", "compatible", "agree", "other")
        for ink in inks:
            for ground in ("paper", "card"):
                assert contrast(scheme[ink], scheme[ground]) >= 4.5, (ink, ground, scheme)
        assert contrast(scheme["mark-ink"], scheme["mark"]) >= 4.5


def test_a_fact_shows_what_stands_beside_its_sentence():
    where = article("a", ["The day before was calm. Twelve ships came in. Nobody knows why.", "Next line."])
    one = claim(where, "Twelve ships came in.", "Twelve", number=12.0)
    text = report_html(Report([where], [fact("f", "t", VerdictKind.DIFFER, [one])]).view())
    assert "<span>The day before was calm. </span><mark>Twelve</mark> ships came in.<span> Nobody" in text
    assert "Next line" not in text.partition("<footer>")[0]
    again = claim(where, "Nobody knows why.", "Nobody", Facet.STATEMENT)
    text = report_html(Report([where], [fact("f", "t", VerdictKind.DIFFER, [one, again])]).view())
    assert text.count("<span>") == 2, "once for an article: before and after"


def test_a_value_says_what_it_is_read_as():
    where = article("a", ["About 2,000 came."])
    about = claim(where, where.text, "About 2,000", number=2000.0, low=1800.0, high=2200.0)
    assert "<small>read as 1,800 to 2,200</small>" in report_html(
        Report([where], [fact("f", "t", VerdictKind.DIFFER, [about])]).view()
    )


def test_a_review_goes_before_the_reason():
    found = fact("f", "t", VerdictKind.AGREE, [claim(BARE, BARE.text, "Nothing")], reason="the whole reason")
    seen = Review(
        VerdictKind.AGREE,
        VerdictKind.DIFFER,
        "the tool's reason",
        "<b>A. Adams",
        "2024-05-31T09:30:00Z",
        note="one text",
    )
    text = report_html(Report([BARE], [replace(found, review=seen)]).view())
    said = "reviewed by &lt;b&gt;A. Adams on 31 May 2024: agree (the tool: differ); one text"
    assert text.index(said) < text.index("the tool's reason".replace("'", "&#39;"))
    assert "the whole reason" not in text


def test_the_filters_know_each_fact():
    seen = page(sample_report())
    facts = {attrs["id"]: attrs for _, attrs in seen.elements if str(attrs.get("id", "")).startswith("fact-")}
    assert facts["fact-f-differ"]["data-facet"] == "quantity"
    assert facts["fact-f-differ"]["data-in"] == "0 1"
    assert facts["fact-f-single"]["data-in"] == "0"
    listed = [attrs["data-source"] for tag, attrs in seen.elements if tag == "li" and "data-source" in attrs]
    assert listed == list("012")


def many(several: int, single: int) -> Report:
    """A report of facts with long sentences, of two sources and of one."""
    words = " ".join(["and the committee went on to say what it had said the year before"] * 6)
    lines = [f"In place {n} there were {n + 10} boats, {words}." for n in range(several + single)]
    pair = [article(name, lines, date(2024, 3, 1), source=f"Source {name}", title=words) for name in "ab"]
    facts = [
        fact(
            f"f{n}",
            f"How many boats: in place {n}",
            VerdictKind.AGREE if n < several else VerdictKind.SINGLE_SOURCE,
            [
                claim(where, lines[n], f"{n + 10}", number=n + 10.0, counted="boats")
                for where in (pair if n < several else pair[:1])
            ],
        )
        for n in range(several + single)
    ]
    return Report(pair, facts)


def test_a_large_page_shows_its_last_facts_in_short():
    text = report_html(many(1000, 1500).view())
    assert PAGE_BYTES * 0.9 < len(text.encode()) <= PAGE_BYTES
    blocks = [part.partition("</article>")[0] for part in text.split('<article class="fact')[1:]]
    assert len(blocks) == 1000
    assert len(blocks[0]) > len(blocks[-1])
    assert "more, see claims.csv" in text
    assert "1,500" in text


def test_copies_of_one_text_are_listed_with_what_one_source_says():
    pair = [article(name, ["Twelve ships came in."], source=name) for name in "ab"]
    claims = [claim(where, where.text, "Twelve", number=12.0) for where in pair]
    text = report_html(Report(pair, [fact("f", "t", VerdictKind.SINGLE_SOURCE, claims)]).view())
    assert '<mark>Twelve</mark> ships came in.</bdi> <span class="note">(and copies)</span>' in text


def test_an_article_that_the_report_lacks_has_no_link():
    text = report_html(
        Report([], [fact("f", "t", VerdictKind.DIFFER, [claim(BARE, BARE.text, "Nothing")])]).view()
    )
    assert "<h5><bdi>bare</bdi>" in text


def test_of_many_articles_those_of_the_facts_are_listed(monkeypatch):
    monkeypatch.setattr("compare.reports.html.ARTICLES", 2)
    text = report_html(sample_report().view())
    assert text.count('<li id="a') == 2
    assert "1 more article, see facts.json" in text
    assert 'id="a2"' not in text


def test_sources_beyond_those_listed_are_counted(monkeypatch):
    where = [article(f"a{n}", [f"It was {n + 2} ships."], source=f"S{n}") for n in range(5)]
    facts = [
        fact(
            f"f{n}",
            "ships",
            VerdictKind.SINGLE_SOURCE,
            [claim(a, f"It was {n + 2} ships.", str(n + 2), number=n + 2)],
        )
        for n, a in enumerate(where)
    ]
    assert "more sources, see claims.csv" not in report_html(Report(where, facts).view())
    monkeypatch.setattr("compare.reports.overview.SOURCES", 3)
    assert "2 more sources, see claims.csv" in report_html(Report(where, facts).view())


@pytest.mark.parametrize(
    ("differ", "possible", "agree", "more"), [(0, 0, 11, 3), (2, 9, 4, 3), (9, 5, 4, 0), (61, 3, 0, 1)]
)
def test_what_the_first_screen_leaves_out_is_counted(differ, possible, agree, more):
    kinds = [VerdictKind.DIFFER] * differ + [VerdictKind.POSSIBLE] * possible + [VerdictKind.AGREE] * agree
    where = [article(f"a{n}", [f"It was {n} ships."], source=f"S{n}") for n in (2, 3)]
    said = [claim(a, f"It was {n} ships.", f"{n}", number=n) for n, a in zip((2, 3), where, strict=True)]
    facts = [fact(f"f{n}", "ships", kind, said) for n, kind in enumerate(kinds)]
    found = re.findall(r"([\d,]+) more below, by story", report_html(Report(where, facts).view()))
    assert found == ([str(more)] if more else [])


def test_no_line_breaks_a_date_apart():
    found = fact("f", "t", VerdictKind.DIFFER, [claim(BARE, BARE.text, "Nothing")])
    reason = "From 2024-03-11 (<b>2024-03</b>), not 12024-03-11."
    text = report_html(Report([BARE], [replace(found, verdict=replace(found.verdict, reason=reason))]).view())
    assert (
        "From <time>11 March 2024</time> (&lt;b&gt;<time>March 2024</time>&lt;/b&gt;), not 12024-03-11."
        in text
    )


def test_words_that_two_statements_do_not_share_are_marked():
    pair = [
        article("a", ["The ferry struck the old pier at noon."], source="A"),
        article("b", ["The ferry hit the old pier at noon."], source="B"),
    ]
    said = [claim(where, where.text, where.text, Facet.STATEMENT) for where in pair]
    text = report_html(Report(pair, [fact("f", "ferry", VerdictKind.RELATED, said)]).view())
    assert 'The ferry <b class="u">struck</b> the old pier at noon.' in text
    assert 'The ferry <b class="u">hit</b> the old pier at noon.' in text


def test_sure_differences_stand_whole_before_possible_ones():
    report = many(1000, 0)
    kinds = [VerdictKind.POSSIBLE] * 980 + [VerdictKind.DIFFER] * 20
    facts = []
    for at, (one, kind) in enumerate(zip(report.facts, kinds, strict=True)):
        first, other = one.claims
        link = Link(first.id, other.id, 0.68, (Signal("likeness of the wording", 0.9, 1.5),), 0.55)
        told = Explanation(Rule.FITS, 0.55, 0.13, (link,), ())
        where = {"story": "first", "importance": 9.0} if at < 981 else {"story": "second", "importance": 0.1}
        facts.append(replace(one, verdict=replace(one.verdict, verdict=kind), explanation=told, **where))
    stories = [Story(key, key, ("a", "b")) for key in ("first", "second")]
    text = report_html(Report(report.articles, facts, {}, stories).view())
    blocks = [part.partition("</article>")[0] for part in text.split('<article class="fact ')[1:]]
    whole = [block.partition('"')[0] for block in blocks if 'class="basis"' in block]
    assert whole.count("differ") == 20
    assert whole.count("possible") < 980


def test_whole_texts_stand_with_the_articles_as_far_as_there_is_room():
    text = report_html(sample_report().view())
    assert text.count('<details class="text">') == 3
    assert "The wreck was not moved.</div>" in text
    large = [article(f"a{n}", ["word " * 40_000]) for n in range(12)]
    text = report_html(Report(large, []).view())
    assert len(text.encode()) <= PAGE_BYTES
    assert 0 < text.count('<details class="text">') < 12
    assert "articles are not in this page, which would grow too large" in text


def test_a_figure_over_time_names_what_most_sources_count():
    report = toll_report()
    (toll,) = report.facts
    names = ("others", "people", "people")
    claims = tuple(
        replace(one, value=replace(one.value, counted=name))
        for one, name in zip(toll.claims, names, strict=True)
    )
    assert "over time (people)" in report_html(replace(report, facts=[replace(toll, claims=claims)]).view())

"""report.html in a real Chromium: keys, filters, without JavaScript, hostile text, schemes, accessibility.

Needs the extra ``browser`` and a Chromium on the path; without them these tests are skipped, by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from browsers import HOSTILE, WATCH, accessible, chromium, needs_chromium, sync_api
from samples import article, claim, fact, in_stories, sample_report, toll_report

from compare.models import Story, VerdictKind
from compare.reports.html import report_html
from compare.reports.report import Report

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with chromium() as found:
        yield found


class Opened:
    """A page that is open, and what it asked for and complained of."""

    def __init__(self, page: sync_api.Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.refused: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on(
            "requestfailed",
            lambda request: request.failure == "csp" and self.refused.append(request.url),
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        page.on(
            "console",
            lambda message: message.type == "error" and self.complaints.append(message.text),
        )

    def headline(self) -> str:
        return self.page.inner_text("#headline")

    def shown(self) -> list[str]:
        return self.page.eval_on_selector_all(
            "article.fact:not([hidden]), .alone li:not([hidden])", "found => found.map((one) => one.id)"
        )

    def focused(self) -> str:
        return self.page.evaluate("document.activeElement.id")


@pytest.fixture
def opened(browser, tmp_path):
    """Opens a report; arguments as those of a browser's context."""
    contexts = []

    def open_report(report: Report, **settings) -> Opened:
        path: Path = tmp_path / f"{len(contexts)}.html"
        path.write_text(report_html(report.view()), encoding="utf-8")
        context = browser.new_context(**({"viewport": {"width": 1200, "height": 900}} | settings))
        contexts.append(context)
        found = Opened(context.new_page())
        found.page.add_init_script(WATCH)
        found.page.goto(path.as_uri())
        return found

    yield open_report
    for context in contexts:
        context.close()


def hostile_report() -> Report:
    """A report in which every text is hostile, and all of them filter targets."""
    where = [
        article(
            f"{n}{text}", [f"{text} was 1{n} of {text}"], source=text, title=text, url=text, language=text
        )
        for n, text in enumerate(HOSTILE)
    ]
    claims = [
        claim(w, w.text, f"1{n}", number=10.0 + n, counted=text, attribution=text)
        for n, (w, text) in enumerate(zip(where, HOSTILE, strict=True))
    ]
    facts = [fact(f"f{text}", text, VerdictKind.DIFFER, claims, reason=text) for text in HOSTILE] + [
        fact("alone", HOSTILE[0], VerdictKind.SINGLE_SOURCE, claims[:1])
    ]
    return Report(where, facts, {text: {"v": text} for text in HOSTILE})


def test_keys_walk_through_the_facts(opened):
    seen = opened(sample_report())
    facts = [name for name in seen.shown() if name != "fact-f-single"]
    for name in facts:
        seen.page.keyboard.press("j")
        assert seen.focused() == name
    seen.page.keyboard.press("j")
    assert seen.focused() == facts[-1], "the last one stays"
    seen.page.keyboard.press("k")
    assert seen.focused() == facts[-2]
    top = seen.page.evaluate("document.activeElement.getBoundingClientRect().top")
    assert -1 <= top < 900
    seen.page.keyboard.press("Control+j")
    assert seen.focused() == facts[-2], "with a modifier they are the browser's"


def test_keys_filter_and_help(opened):
    seen = opened(sample_report())
    seen.page.keyboard.press("/")
    assert seen.focused() == "words"
    seen.page.keyboard.type("jk?/")
    assert seen.page.input_value("#words") == "jk?/", "while typing they are letters"
    seen.page.keyboard.press("Escape")
    assert seen.focused() == "", "the first leaves the field"
    assert seen.page.input_value("#words") == "jk?/"
    seen.page.keyboard.press("Escape")
    assert seen.page.input_value("#words") == ""
    seen.page.keyboard.press("?")
    assert seen.page.is_visible("#help")
    seen.page.keyboard.press("j")
    assert seen.focused() != "fact-f-differ", "nothing moves behind the help"
    seen.page.uncheck("#keys-on")
    seen.page.click("#help button")
    assert not seen.page.is_visible("#help")
    seen.page.keyboard.press("j")
    assert seen.focused() != "fact-f-differ", "the keys are off"
    assert seen.complaints == []


def test_escape_elsewhere_leaves_the_filter(opened):
    seen = opened(sample_report())
    seen.page.select_option("#verdict", "differ")
    seen.page.click("#table summary")
    seen.page.focus("#table .scroll")
    seen.page.keyboard.press("Escape")
    assert seen.page.input_value("#verdict") == "differ"


def test_filters_recount_the_headline(opened):
    seen = opened(sample_report())
    whole = seen.headline()
    assert whole == (
        "3 articles, 3 sources, 4 shared facts: 1 differ, 1 spelled differently, 1 no conflict, 1 agree; "
        "1 more from one source only."
    )
    seen.page.select_option("#verdict", "differ")
    assert seen.headline() == "Filtered: 2 articles, 2 sources, 1 fact: 1 differ."
    assert seen.shown() == ["fact-f-differ"]
    assert seen.page.locator("#rows li:visible").count() == 1
    assert seen.page.locator(".kind:visible").count() == 1
    seen.page.select_option("#facet", "name")
    assert seen.headline() == "Filtered: 0 articles, 0 sources, 0 facts: 0 differ."
    assert seen.page.is_visible("#none")
    seen.page.click("#show-all")
    assert seen.headline() == whole
    assert not seen.page.is_visible("#none")
    seen.page.select_option("#source", "0")
    assert len(seen.shown()) == 5
    seen.page.select_option("#source", "2")
    assert seen.shown() == []
    seen.page.click("#show-all")
    seen.page.fill("#words", "MAAREN harbour")
    assert seen.shown() == ["fact-f-variant", "fact-f-compatible"]
    heading = seen.page.locator(".kind:visible h3").first
    assert heading.inner_text() == "One name, several spellings (1)"


def test_heads_and_the_list_of_stories_follow_the_filter(opened):
    report = sample_report()
    differing = next(one for one in report.facts if one.verdict.verdict is VerdictKind.DIFFER)
    other = replace(differing, id="f-other", story="elsewhere")
    where = Story("elsewhere", "Elsewhere", tuple(sorted({c.article for c in other.claims})))
    seen = opened(replace(report, facts=[*report.facts, other], stories=[*report.stories, where]))
    assert seen.page.inner_text("#differences") == "Where sources differ (2)"
    told = seen.page.inner_text("#stories")
    seen.page.select_option("#story", "elsewhere")
    assert seen.page.inner_text("#differences") == "Where sources differ (1 of 2)"
    assert seen.page.inner_text("#stories") == "Stories (1 of 2)"
    assert seen.page.locator(".stories li:visible").all_inner_texts()[0].startswith("Elsewhere")
    seen.page.click("#show-all")
    assert seen.page.inner_text("#differences") == "Where sources differ (2)"
    assert seen.page.inner_text("#stories") == told


def options(seen: Opened, menu: str) -> list[str]:
    seen.page.wait_for_timeout(150)
    return seen.page.eval_on_selector_all(f"#{menu} option", "found => found.map((one) => one.text)")


def test_each_choice_says_how_many_facts_it_leaves(opened):
    seen = opened(sample_report())
    assert "number (1)" in options(seen, "facet")
    assert "Harbour Post (5)" in options(seen, "source")
    seen.page.select_option("#verdict", "variant")
    assert {"number (0)", "name (1)"} <= set(options(seen, "facet"))
    assert "Harbour Post (1)" in options(seen, "source")
    assert "≠ differ (1)" in options(seen, "verdict"), "its own choice leaves what another would show"


def test_the_filter_stands_in_the_address_and_survives_a_reload(opened):
    seen = opened(sample_report())
    seen.page.fill("#words", "harbour")
    seen.page.select_option("#verdict", "variant")
    shown = seen.shown()
    assert "words=harbour&verdict=variant" in seen.page.url
    seen.page.reload()
    assert seen.page.input_value("#words") == "harbour"
    assert seen.page.input_value("#verdict") == "variant"
    assert seen.shown() == shown == ["fact-f-variant"]
    seen.page.evaluate("location.hash = '#fact-f-variant'")
    seen.page.wait_for_timeout(100)
    assert "#fact-f-variant?words=harbour" in seen.page.url
    seen.page.reload()
    assert seen.shown() == shown
    seen.page.click("#show-all")
    assert "words" not in seen.page.url


def test_words_find_the_spellings_that_the_report_knows_and_accents(opened):
    seen = opened(sample_report())
    seen.page.fill("#words", "maren")
    assert seen.shown() == ["fact-f-variant", "fact-f-compatible"]
    both = seen.shown()
    seen.page.fill("#words", "Maarén")
    assert seen.shown() == both


def dated_report() -> Report:
    """A fact of 4 April 2017, and others whose days only look like it."""
    told = [
        (date(2017, 4, 4), "on Tuesday"),
        (date(2017, 4, 14), "on Friday"),
        (date(2017, 9, 1), "on April 4, 2017"),
        (date(2016, 4, 4), "in 2017"),
    ]
    facts, articles = [], []
    for n, (day, words) in enumerate(told):
        pair = [article(f"{n}{name}", [f"There were {n} boats {words}."], day, source=name) for name in "ab"]
        claims = [claim(one, one.text, str(n), number=float(n), counted="boats") for one in pair]
        facts.append(fact(f"f{n}", f"boats {n}", VerdictKind.AGREE, claims))
        articles += pair
    return in_stories(articles, facts)


def test_a_date_is_found_whole_in_the_usual_spellings(opened):
    seen = opened(dated_report())
    for words in (
        *("4 April 2017", "April 4, 2017", "april 4 2017", "4 Apr 2017", "Apr. 4, 2017", "2017-04-04"),
        *("4th of April, 2017", "boats 4 april 2017"),
    ):
        seen.page.fill("#words", words)
        assert set(seen.shown()) == {"fact-f0", "fact-f2"}, words
    for words in ("April 2017", "2017-04"):
        seen.page.fill("#words", words)
        assert set(seen.shown()) >= {"fact-f0", "fact-f1"}, words
        assert "fact-f3" not in seen.shown(), words
    seen.page.fill("#words", "4 April")
    assert set(seen.shown()) == {"fact-f0", "fact-f2", "fact-f3"}
    seen.page.fill("#words", "4 boats")
    assert set(seen.shown()) == {f"fact-f{n}" for n in range(4)}
    assert seen.complaints == []


def test_hits_are_marked(opened):
    seen = opened(sample_report())
    marks = "CSS.highlights.get('hits')?.size ?? 0"
    assert seen.page.evaluate(marks) == 0
    seen.page.fill("#words", "harbour")
    seen.page.wait_for_timeout(150)
    assert seen.page.evaluate(marks) >= 2
    seen.page.click("#show-all")
    seen.page.wait_for_timeout(150)
    assert seen.page.evaluate(marks) == 0


def test_a_fact_is_copied_as_markdown_with_its_sources_and_links(opened):
    seen = opened(sample_report(), permissions=["clipboard-read", "clipboard-write"])
    seen.page.click("#fact-f-differ .copy")
    seen.page.wait_for_selector("#fact-f-differ .copy:text('Copied')")
    text = seen.page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("**passengers injured** (differ)\nStory: Ferry strikes pier\n")
    assert (
        "- Harbour Post, 11 March 2024, [Ferry strikes pier](https://example.org/ferry?a=1&b=2): "
        "at least 12 passengers — “At least 12 passengers were injured, a spokesman said.”"
    ) in text
    assert "- Evening Echo, 12 March 2024, Ferry crash: 15 passengers — “Fifteen" in text


def test_the_whole_article_opens_at_the_sentence(opened):
    seen = opened(sample_report())
    seen.page.click("#fact-f-differ .position a >> nth=0")
    seen.page.wait_for_timeout(200)
    assert seen.page.is_visible("#a0 .text > div")
    assert seen.page.evaluate("CSS.highlights.get('hits')?.size") == 1


def test_the_table_shows_values_and_only_the_sources_that_speak(opened):
    seen = opened(sample_report())
    assert not seen.page.is_visible(".matrix")
    seen.page.click("#table summary")
    cells = ".matrix tbody tr:first-child td"
    assert seen.page.locator(cells).all_inner_texts() == ["at least 12 passengers", "15 passengers"]
    seen.page.select_option("#verdict", "agree")
    seen.page.wait_for_timeout(150)
    assert seen.page.locator(".matrix tbody tr").count() == 1
    assert seen.page.locator(".matrix thead th").all_inner_texts() == ["fact", "Harbour Post", "Evening Echo"]


def many_report(n: int) -> Report:
    """A report of many facts, each of two sources of its own."""
    articles, facts = [], []
    for k in range(n):
        pair = [article(f"{k}{name}", [f"There were {k} boats."], source=f"{name}{k}") for name in "ab"]
        claims = [claim(w, w.text, str(k), number=float(k), counted="boats") for w in pair]
        articles += pair
        facts.append(fact(f"f{k}", f"boats in place {k}", VerdictKind.AGREE, claims))
    return in_stories(articles, facts)


def test_a_filter_reaches_the_facts_beyond_the_first_rows_of_the_table(opened):
    seen = opened(many_report(70))
    seen.page.click("#table summary")
    assert seen.page.locator(".matrix tbody tr").count() == 40
    assert seen.page.inner_text("#more") == "The first 40 of 70 facts."
    seen.page.click("#more-rows")
    assert seen.page.locator(".matrix tbody tr").count() == 70
    assert not seen.page.is_visible("#more")
    seen.page.fill("#words", "place 69")
    seen.page.wait_for_timeout(150)
    assert seen.page.locator(".matrix tbody tr").count() == 1
    assert "boats in place 69" in seen.page.inner_text(".matrix tbody")
    assert seen.page.locator(".matrix thead th").all_inner_texts() == ["fact", "a69", "b69"]


def test_the_differences_can_be_sorted(opened):
    report = toll_report()
    (toll,) = report.facts
    facts = [replace(toll, id=f"f{n}", importance=float(n), origins=9 - n) for n in range(3)]
    seen = opened(replace(report, facts=facts))
    rows = "found => found.map((one) => one.querySelector('a').hash)"
    first = seen.page.eval_on_selector_all("#rows li", rows)
    assert first == ["#fact-f2", "#fact-f1", "#fact-f0"]
    seen.page.select_option("#sort", "n")
    assert seen.page.eval_on_selector_all("#rows li", rows) == first[::-1]
    seen.page.select_option("#sort", "importance")
    assert seen.page.eval_on_selector_all("#rows li", rows) == first


def test_the_gravest_differences_stand_on_the_first_screen_with_their_values(opened):
    report = toll_report()
    (toll,) = report.facts
    facts = [replace(toll, id=f"f{n}", importance=float(n)) for n in range(30)]
    seen = opened(replace(report, facts=facts), viewport={"width": 1400, "height": 900})
    bottoms = seen.page.eval_on_selector_all(
        "#rows li .said", "found => found.map((one) => one.getBoundingClientRect().bottom)"
    )
    assert all(bottom < 900 for bottom in bottoms[:5])


def test_facts_far_from_the_screen_are_laid_out_for_print_alone(opened):
    # what keeps the first letter of a filter fast: benchmarks/keystroke.py has the milliseconds
    seen = opened(sample_report())
    style = "getComputedStyle(document.querySelector('.fact')).contentVisibility"
    assert seen.page.evaluate(style) == "auto"
    seen.page.emulate_media(media="print")
    assert seen.page.evaluate(style) == "visible"


def test_heads_and_dates_hold_together_in_print(opened):
    seen = opened(sample_report())
    seen.page.emulate_media(media="print")
    style = "getComputedStyle(document.querySelector({!r})).{}"
    assert seen.page.evaluate(style.format(".fact h4", "breakAfter")) == "avoid"
    assert seen.page.evaluate(style.format(".position h5", "breakAfter")) == "avoid"
    assert seen.page.evaluate(style.format(".position", "breakInside")) == "avoid"
    assert seen.page.evaluate(style.format("h5 time", "whiteSpace")) == "nowrap"


def test_words_find_what_one_source_says_and_unfold_it(opened):
    seen = opened(sample_report())
    assert not seen.page.is_visible("#fact-f-single")
    seen.page.fill("#words", "repair")
    assert seen.shown() == ["fact-f-single"]
    assert seen.page.is_visible("#fact-f-single")
    assert seen.headline() == "Filtered: 1 article, 1 source, 1 fact: 0 differ, 1 one source only."


def test_a_link_to_a_fact_takes_the_filter_away(opened):
    seen = opened(sample_report())
    seen.page.select_option("#verdict", "differ")
    seen.page.evaluate("location.hash = '#fact-f-single'")
    seen.page.wait_for_selector("#fact-f-single", state="visible")
    assert seen.page.input_value("#verdict") == ""


def test_without_javascript_everything_can_be_read(opened):
    seen = opened(sample_report(), java_script_enabled=False)
    page = seen.page
    assert page.locator("article.fact:visible").count() == 4
    assert "At least 12 passengers" in page.inner_text("#fact-f-differ")
    assert page.locator("svg.chart:visible").count() == 1
    page.click("#fact-f-compatible summary")
    assert page.locator("svg.chart:visible").count() == 2
    page.click("#table summary")
    assert page.locator(".matrix tbody tr:visible").count() == 4
    assert not page.is_visible("#sorting")
    assert not page.is_visible("#filter"), "no controls that do nothing"
    assert not page.is_visible("#help")
    page.click(".alone summary")
    assert "The repair will cost $1.5 million." in page.inner_text("#fact-f-single")


@pytest.mark.parametrize("report", [sample_report(), hostile_report()], ids=["sample", "hostile"])
def test_nothing_is_asked_for_and_the_policy_holds(opened, report):
    seen = opened(report)
    for key in ("j", "/", "x", "Escape", "?", "Escape", "k"):
        seen.page.keyboard.press(key)
    assert [url for url in seen.requests if not url.startswith("file://")] == []
    assert len(seen.requests) == 1
    assert seen.page.evaluate("window.violations") == []
    assert seen.complaints == []


def test_the_policy_stops_what_is_put_into_the_page(opened):
    seen = opened(sample_report())
    seen.page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.pwned = 1";
            document.body.append(script);
            const image = document.createElement("img");
            image.src = "https://example.org/x.png";
            document.body.append(image);
            document.body.setAttribute("style", "color: red");
        }"""
    )
    seen.page.wait_for_function("window.violations.length >= 3")
    assert seen.page.evaluate("window.pwned") is None
    assert seen.refused == ["https://example.org/x.png"], "the policy stopped it, not the missing network"


def test_hostile_text_does_nothing_and_is_shown(opened):
    seen = opened(hostile_report(), viewport={"width": 400, "height": 900})
    assert seen.page.evaluate("window.pwned") is None
    assert seen.page.locator("script").count() == 2
    assert seen.page.locator("img, iframe, object, embed, base").count() == 0
    assert "<script>window.pwned=1</script>" in seen.page.inner_text("main")
    assert seen.page.locator('a[href^="javascript:" i]').count() == 0
    wide = seen.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 400, "a huge word does not widen the page"
    seen.page.fill("#words", "<script>window")
    assert len(seen.shown()) > 0
    seen.page.select_option("#source", "0")
    assert seen.headline().startswith("Filtered: ")
    assert seen.complaints == []


@pytest.mark.parametrize(("scheme", "bright"), [("light", True), ("dark", False)])
def test_the_page_follows_the_scheme(opened, scheme, bright):
    seen = opened(sample_report(), color_scheme=scheme)
    colours = seen.page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    paper, ink = (sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in colours)
    assert (paper > ink) is bright


def test_the_page_can_be_printed(opened):
    seen = opened(sample_report(), color_scheme="dark")
    seen.page.emulate_media(media="print")
    assert not seen.page.is_visible("#filter")
    assert seen.page.locator("article.fact:visible").count() == 4
    assert seen.page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert seen.page.pdf(format="A4").startswith(b"%PDF")


def test_an_address_leads_to_a_fact_far_down_whose_way_was_never_laid_out(opened):
    one = sample_report().facts[0]
    facts = [replace(one, id=f"far-{n}") for n in range(150)]
    seen = opened(replace(sample_report(), facts=tuple(facts)))
    seen.page.evaluate("location.hash = '#fact-far-149'")
    top = "document.getElementById('fact-far-149').getBoundingClientRect().top"
    seen.page.wait_for_function(f"Math.abs({top}) < innerHeight && scrollY > innerHeight")
    assert seen.page.evaluate(f"0 <= {top} && {top} < innerHeight")


@pytest.mark.parametrize("width", [1200, 400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible(opened, scheme, width):
    report = sample_report()
    seen = opened(
        replace(report, facts=(*report.facts, *hostile_report().facts[:1])),
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
    )
    seen.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    # axe looks for what lies behind a text, and what is not laid out yet lies nowhere
    seen.page.evaluate(
        "document.querySelectorAll('.fact').forEach((one) => { one.style.contentVisibility = 'visible' })"
    )
    accessible(seen.page)
    seen.page.keyboard.press("?")
    accessible(seen.page)

"""report.html in a real Chromium: keys, filters, without JavaScript, hostile text, schemes, accessibility.

Needs the extra ``browser`` and a Chromium on the path; without them these tests are skipped, by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from browsers import HOSTILE, WATCH, accessible, chromium, needs_chromium, sync_api
from samples import article, claim, fact, sample_report

from compare.models import VerdictKind
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


def test_filters_recount_the_headline(opened):
    seen = opened(sample_report())
    whole = seen.headline()
    assert (
        whole
        == "3 articles, 3 sources, 5 facts: 1 differ, 1 variant, 1 compatible, 1 agree, 1 single-source."
    )
    seen.page.select_option("#verdict", "differ")
    assert seen.headline() == "Filtered: 2 articles, 2 sources, 1 fact: 1 differ."
    assert seen.shown() == ["fact-f-differ"]
    assert seen.page.locator(".matrix tbody tr:visible").count() == 1
    assert seen.page.locator("section.kind:visible").count() == 1
    seen.page.select_option("#facet", "name")
    assert seen.headline() == "Filtered: 0 articles, 0 sources, 0 facts: 0 differ."
    assert seen.page.is_visible("#none")
    seen.page.click("#show-all")
    assert seen.headline() == whole
    assert not seen.page.is_visible("#none")
    seen.page.select_option("#source", label="Harbour Post")
    assert len(seen.shown()) == 5
    seen.page.select_option("#source", label="bare")
    assert seen.shown() == []
    seen.page.keyboard.press("Escape")
    seen.page.fill("#words", "MAAREN harbour")
    assert seen.shown() == ["fact-f-variant", "fact-f-compatible"]
    assert seen.page.inner_text("#h-variant") == "One name, several spellings (1)"


def test_words_find_what_one_source_says_and_unfold_it(opened):
    seen = opened(sample_report())
    assert not seen.page.is_visible("#fact-f-single")
    seen.page.fill("#words", "repair")
    assert seen.shown() == ["fact-f-single"]
    assert seen.page.is_visible("#fact-f-single")
    assert seen.headline() == "Filtered: 1 article, 1 source, 1 fact: 0 differ, 1 single-source."


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
    assert page.locator("svg.chart:visible").count() == 2
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
    assert seen.page.locator("script").count() == 1
    assert seen.page.locator("img, iframe, object, embed, base").count() == 0
    assert "<script>window.pwned=1</script>" in seen.page.inner_text("#differ")
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
    accessible(seen.page)
    seen.page.keyboard.press("?")
    accessible(seen.page)

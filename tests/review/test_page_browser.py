"""The review page in a real Chromium: keys, undo, notes, taking out, merging, and other sites kept out.

Needs the extra ``browser`` and a Chromium on the path; without them these tests are skipped, by name.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from browsers import HOSTILE, WATCH, accessible, chromium, needs_chromium, sync_api
from decided import Log, ids, judged, paper, report_of, said, toll
from served import Served, served

from compare.models import DecisionKind, Story, VerdictKind
from compare.reports.report import Report
from compare.reports.words import VERDICT_WORDS

pytestmark = needs_chromium
KINDS = ["agree", "compatible", "differ", "variant", "unrelated", "single-source"]


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with chromium() as found:
        yield found


class Seat:
    """A reviewer before the page."""

    def __init__(self, page: sync_api.Page, server: Served) -> None:
        self.page = page
        self.server = server
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.set_default_timeout(5000)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        page.on("console", lambda m: m.type == "error" and self.complaints.append(m.text))
        page.add_init_script(WATCH)
        page.goto(server.link)
        self.settle()

    def press(self, *keys: str) -> None:
        """Press keys, and wait until what they do is done."""
        for key in keys:
            self.page.keyboard.press(key)
            self.settle()

    def settle(self) -> None:
        """Wait until the page is done with what it was told."""
        self.page.wait_for_selector('main[aria-busy="false"]')

    def answer(self, number: int) -> None:
        """Give a verdict, and go on where the tool says otherwise and waits to be read."""
        before = self.topic
        self.press(str(number))
        if self.page.is_visible("#work") and self.topic == before:
            self.press("j")

    @property
    def topic(self) -> str:
        return self.page.inner_text("#topic")

    @property
    def status(self) -> str:
        return self.page.inner_text("#status")

    @property
    def counted(self) -> str:
        return self.page.inner_text("#counted")

    @property
    def sources(self) -> list[str]:
        return self.page.locator(".position h3 bdi").all_inner_texts()

    def log(self) -> list[tuple[str, str]]:
        """What stands and what was undone, in words."""
        return [
            (str(row.kind), str(row.verdict or row.note or len(row.others))) for row in self.server.log.rows
        ]


@pytest.fixture
def seat(browser):
    """Sits down before the review page of a report; the browser's context may be set up otherwise."""
    with_contexts = []
    stack = []

    def sit(report: Report, log: Log | None = None, **settings) -> Seat:
        running = served(report, log)
        server = running.__enter__()
        stack.append(running)
        return again(server, **settings)

    def again(server: Served, **settings) -> Seat:
        context = browser.new_context(**({"viewport": {"width": 1200, "height": 900}} | settings))
        with_contexts.append(context)
        return Seat(context.new_page(), server)

    sit.again = again
    yield sit
    for context in with_contexts:
        context.close()
    for running in stack:
        running.__exit__(None, None, None)


def scored(*pairs: str) -> Report:
    """Facts in the order of the pairs, the most uncertain first."""
    papers = {key: paper(key, 10 + n) for n, key in enumerate(sorted(set("".join(pairs))))}
    facts = [
        judged(f"f-{pair}", [toll(papers[key]) for key in pair], list(papers.values()), 0.56 + n / 50)
        for n, pair in enumerate(pairs)
    ]
    return Report(list(papers.values()), facts)


# ---------------------------------------------------------------- answering


def test_each_key_gives_its_verdict_and_the_next_fact_comes_up(seat):
    report = scored("ab", "cd", "ef", "gh", "ij", "kl")
    at = seat(report)
    for n in range(1, 7):
        assert at.topic == f"How many: f-{'abcdefghijkl'[2 * n - 2 : 2 * n]}"
        assert at.counted == f"{n - 1} of 6 reviewed"
        assert at.page.evaluate("document.activeElement.id") == "topic"
        at.answer(n)
    assert at.log() == [("verdict", kind) for kind in KINDS]
    assert {row.reviewer for row in at.server.log.rows} == {"Ana"}
    assert at.page.is_visible("#finished")
    assert at.counted == "6 of 6 reviewed"
    assert at.complaints == []


def test_the_tools_verdict_is_hidden_until_the_answer(seat):
    at = seat(scored("ab", "cd"))
    assert "The values exclude" not in at.page.content()
    at.press("1")
    assert at.status == "Saved: agree. The tool says differ, see below. j goes on."
    assert at.topic == "How many: f-ab", "its reason is read before the fact goes"
    assert at.page.inner_text("#tool-says").startswith("differ The values exclude")
    assert at.page.get_attribute('[data-verdict="agree"]', "aria-pressed") == "true"
    at.press("j")
    assert at.topic == "How many: f-cd"
    assert at.status == "", "the message goes with its fact"
    assert at.page.is_hidden("#tool")
    at.press("3")
    assert "The tool says the same." in at.status


def test_a_switch_shows_it_before(seat):
    at = seat(scored("ab", "cd"))
    at.press("t")
    assert at.page.is_checked("#show")
    assert at.page.is_visible("#tool")
    at.press("1")
    assert at.page.is_visible("#tool")
    at.press("t")
    assert at.page.is_hidden("#tool")


def test_buttons_do_what_keys_do(seat):
    at = seat(scored("ab", "cd"))
    at.page.locator('[data-verdict="differ"]').click()
    at.settle()
    at.page.get_by_role("button", name="Undo").click()
    at.settle()
    assert at.log() == [("verdict", "differ"), ("undo", "0")]
    at.page.get_by_role("button", name="Next").click()
    at.settle()
    assert at.topic == "How many: f-cd"
    at.page.get_by_role("button", name="Back").click()
    at.settle()
    assert at.topic == "How many: f-ab"


def test_going_on_without_answering_goes_round(seat):
    at = seat(scored("ab", "cd", "ef"))
    topics = []
    for _ in range(4):
        topics.append(at.topic[-2:])
        at.press("j")
    assert topics == ["ab", "cd", "ef", "ab"]
    at.press("ArrowLeft", "ArrowLeft")
    assert at.topic == "How many: f-ef"
    at.page.locator("summary", has_text="All facts").click()
    at.page.get_by_role("button", name="f-cd").click()
    at.settle()
    assert at.topic == "How many: f-cd"


def test_undo_to_the_very_beginning(seat):
    at = seat(scored("ab", "cd", "ef"))
    for key in (1, 2, 3):
        at.answer(key)
    assert at.page.is_visible("#finished")
    for topic, left in (("ef", 2), ("cd", 1), ("ab", 0)):
        at.press("u")
        assert at.topic == f"How many: f-{topic}"
        assert at.counted == f"{left} of 3 reviewed"
    at.press("u")
    assert at.status == "There is nothing of yours to undo."
    assert [kind for kind, _ in at.log()] == ["verdict"] * 3 + ["undo"] * 3


def test_keys_held_down_or_hit_twice_never_answer_a_fact_that_nobody_saw(seat):
    at = seat(scored("ab", "cd", "ef"))
    at.page.evaluate(
        """for (const key of ["1", "2", "3", "1"])
        document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }))"""
    )
    at.settle()
    assert at.log() == [("verdict", "agree")]
    at.page.keyboard.down("1")
    at.page.keyboard.down("1")
    at.page.keyboard.down("1")
    at.page.keyboard.up("1")
    at.settle()
    assert len(at.log()) == 2


def test_with_a_modifier_keys_are_the_browsers(seat):
    at = seat(scored("ab"))
    at.press("Control+1", "Alt+2", "Meta+u")
    assert at.log() == []


def test_keys_can_be_turned_off(seat):
    at = seat(scored("ab"))
    at.page.uncheck("#keys")
    at.press("1", "u", "j", "?", "m")
    assert at.log() == []
    assert at.page.locator("dialog[open]").count() == 0


# ---------------------------------------------------------------- notes


def test_in_the_note_every_key_is_a_letter(seat):
    at = seat(scored("ab", "cd"))
    at.press("n")
    at.page.keyboard.type("1 u 3 x? m j\nk")
    assert at.log() == []
    at.press("Escape")
    assert at.log() == [("note", "1 u 3 x? m j\nk")]
    assert at.status == "Note saved."
    at.press("2")
    (_, row) = at.server.log.rows
    assert (row.verdict, row.note) == (VerdictKind.COMPATIBLE, "1 u 3 x? m j\nk")


def test_a_note_is_saved_before_what_follows_it(seat):
    at = seat(scored("ab", "cd"))
    at.page.fill("#note", "first")
    at.page.locator('[data-verdict="differ"]').click()
    at.settle()
    assert at.log() == [("note", "first"), ("verdict", "differ")]
    assert at.server.log.rows[1].note == "first"
    assert at.page.input_value("#note") == ""
    at.page.fill("#note", "second")
    at.page.get_by_role("button", name="Back").click()
    at.settle()
    assert at.server.log.rows[-1].note == "second"
    assert at.server.log.rows[-1].fact == "f-cd"
    assert at.page.input_value("#note") == "first"


def test_a_note_survives_that_the_page_is_closed(seat):
    at = seat(scored("ab"))
    at.page.fill("#note", "kept")
    at.page.goto("about:blank")
    other = seat.again(at.server)
    assert other.page.input_value("#note") == "kept"


# ---------------------------------------------------------------- taking out and merging


def test_a_claim_is_taken_out_by_key(seat):
    at = seat(scored("abc"))
    assert at.sources == ["Paper A", "Paper B", "Paper C"]
    at.press("x")
    assert at.status == "Mark a claim first, or go to one with c."
    at.press("c", "c", "x")
    assert at.sources == ["Paper A", "Paper C"]
    assert at.status.startswith("1 claim is out of this fact.")
    at.press("u")
    assert at.sources == ["Paper A", "Paper B", "Paper C"]


def test_several_marked_claims_leave_together(seat):
    at = seat(scored("abcd"))
    at.press("c", "Space", "Shift+C", "Space")
    assert at.page.locator(".claim.marked").count() == 2
    at.press("x")
    assert at.status.startswith("2 claims are out")
    (row,) = at.server.log.rows
    assert (row.kind, len(row.others)) == (DecisionKind.SPLIT, 2)
    assert at.page.inner_text("#about").endswith("split by Ana on " + row.at[:10])


def test_all_claims_cannot_leave(seat):
    at = seat(scored("ab"))
    for box in at.page.get_by_label("take out").all():
        box.check()
    at.press("x")
    assert "allowed: some, not all" in at.status
    assert at.log() == []


def test_a_claim_is_dragged_out(seat):
    at = seat(scored("abc"))
    assert at.page.is_hidden("#out")
    handle = at.page.locator(".handle").nth(2).bounding_box()
    at.page.mouse.move(handle["x"] + 5, handle["y"] + 5)
    at.page.mouse.down()
    at.page.mouse.move(handle["x"] - 40, handle["y"] + 60, steps=5)
    zone = at.page.locator("#out")
    zone.wait_for(state="visible")
    box = zone.bounding_box()
    at.page.mouse.move(box["x"] + 50, box["y"] + 20, steps=5)
    at.page.mouse.up()
    at.settle()
    assert at.sources == ["Paper A", "Paper B"]
    assert at.page.is_hidden("#out")


def test_facts_are_merged_by_keyboard_alone(seat):
    at = seat(scored("ab", "cd", "ef"))
    at.press("m")
    assert at.page.evaluate("document.activeElement.id") == "words"
    assert at.page.locator(".candidate").count() == 2
    at.page.keyboard.type("near f")
    at.settle()
    assert at.page.locator(".candidate").count() == 1
    assert at.log() == []
    at.press("Tab", "Space", "Enter")
    assert at.sources == ["Paper A", "Paper B", "Paper E", "Paper F"]
    assert at.counted == "0 of 2 reviewed"
    at.press("u")
    assert at.counted == "0 of 3 reviewed"
    assert at.sources == ["Paper A", "Paper B"]


def in_stories(report: Report) -> Report:
    """The facts by turns in two stories."""
    stories = [Story("s0", "Ferry at Tarn", ("a",)), Story("s1", "Ferry at Velmora", ("c",))]
    facts = [replace(f, story=f"s{n % 2}") for n, f in enumerate(report.facts)]
    return replace(report, facts=facts, stories=stories)


def test_all_facts_can_be_searched_by_words_and_story(seat):
    at = seat(in_stories(scored("ab", "cd", "ef", "gh")))
    at.page.locator("summary", has_text="All facts").click()
    listed = at.page.locator("#list button bdi")
    assert listed.count() == 4
    at.page.fill("#find", "F-CD")
    assert listed.all_inner_texts() == ["How many: f-cd"]
    assert at.page.inner_text("#found-count") == "1 of 4"
    at.page.fill("#find", "velmora")
    assert listed.count() == 2
    at.page.fill("#find", "")
    at.page.select_option("#find-story", "Ferry at Tarn")
    assert listed.count() == 2
    assert at.page.locator("#list .head").all_inner_texts() == ["Ferry at Tarn"]


def test_a_colleague_is_overridden_only_when_sure(seat):
    report = scored("ab", "cd")
    log = Log(replace(said(ids(report, "ab"), VerdictKind.AGREE), reviewer="Bo", at="2024-05-31T09:30:00Z"))
    at = seat(report, log)
    at.press("k")
    assert at.topic == "How many: f-ab"
    at.press("3")
    assert at.page.inner_text("#override-says") == (
        "Bo decided “agree” on 2024-05-31 09:30:00 UTC. Change it to “differ”?"
    )
    at.page.click("#override-close")
    assert len(at.server.log.rows) == 1
    at.press("3")
    at.page.click("#override-do")
    at.settle()
    assert at.log()[-1] == ("verdict", "differ")
    at.press("k", "1")
    assert at.page.is_hidden("#override"), "one's own decision is changed without a question"


def test_taking_one_of_two_claims_out_goes_on_to_the_next_fact(seat):
    at = seat(scored("ab", "cd"))
    at.press("c", "x")
    assert at.topic == "How many: f-cd"


def test_on_a_phone_the_verdicts_stay_in_reach_and_targets_are_large(seat):
    at = seat(scored("ab", "cd"), viewport={"width": 390, "height": 700})
    box = at.page.locator(".verdicts").bounding_box()
    assert box["y"] + box["height"] <= 701
    at.page.mouse.wheel(0, 3000)
    assert at.page.locator(".verdicts").bounding_box()["y"] == box["y"]
    sizes = at.page.eval_on_selector_all(
        "#work button, #work input, .switch input",
        "found => found.map((one) => one.getBoundingClientRect()).map((b) => [b.width, b.height])",
    )
    assert all(min(size) >= 24 for size in sizes if max(size) > 0), sizes


def test_the_choice_can_be_left(seat):
    at = seat(scored("ab", "cd"))
    at.press("m", "Escape", "m")
    at.page.get_by_role("button", name="Cancel").click()
    at.press("m")
    at.page.keyboard.type("nowhere")
    at.settle()
    assert "No fact holds these words." in at.page.inner_text("#found")
    assert at.page.is_disabled("#merge-do")
    at.press("Enter", "Escape", "3")
    assert at.log() == [("verdict", "differ")]


# ---------------------------------------------------------------- coming back


def test_work_goes_on_where_it_was_left(seat):
    at = seat(scored("ab", "cd", "ef"))
    at.press("1")
    other = seat.again(at.server)
    assert (other.topic, other.counted) == ("How many: f-cd", "1 of 3 reviewed")
    other.page.reload()
    other.settle()
    assert other.topic == "How many: f-cd"


def test_a_fact_that_an_article_joined_is_asked_for_again(seat):
    before, after = report_of("ab", "cd"), report_of("abx", "cd", tolls={"x": 12})
    at = seat(after, Log(said(ids(before, "ab"), VerdictKind.DIFFER, "seen")))
    assert (
        at.page.inner_text("#again") == "Decided as differ by Ana before Paper X joined: please look again."
    )
    assert at.page.input_value("#note") == "seen"
    assert (
        at.page.locator(".position", has=at.page.locator(".new")).all_inner_texts()[0].startswith("Paper X")
    )
    at.press("3")
    assert at.counted == "1 of 2 reviewed"


def test_a_fact_that_somebody_changed_meanwhile_is_shown_anew(seat):
    at = seat(scored("abc", "de"))
    desk = at.server.desk
    claims = [claim.id for claim in desk.fact("f-abc").claims]
    desk.split("f-abc", claims, claims[:1])
    at.press("1")
    assert at.page.get_attribute("#status", "class") == "bad"
    assert at.log() == [("split", "1")]


def test_a_server_that_is_gone_is_told(seat):
    at = seat(scored("ab"))
    at.page.route("**/api/*", lambda route: route.abort())
    at.press("1")
    assert at.status.startswith("The server does not answer.")


def test_the_help_lists_the_keys(seat):
    at = seat(scored("ab"))
    at.press("?")
    told = at.page.inner_text("#help")
    assert all(VERDICT_WORDS[VerdictKind(kind)] in told for kind in KINDS)
    at.press("1")
    assert at.log() == []
    at.press("Escape", "1")
    assert at.log() == [("verdict", "agree")]


# ---------------------------------------------------------------- hostile text, other sites


def hostile() -> Report:
    report = scored("ab", "cd")
    articles = [
        replace(a, source=HOSTILE[n], title=HOSTILE[n + 1], url=HOSTILE[2], language=HOSTILE[0],
                text=a.text + HOSTILE[0] + HOSTILE[3])
        for n, a in enumerate(report.articles)
    ]  # fmt: skip
    facts = [
        replace(f, topic=HOSTILE[0], claims=tuple(replace(c, attribution=HOSTILE[1]) for c in f.claims))
        for f in report.facts
    ]
    return Report(articles, facts)


def test_hostile_text_stays_text(seat):
    at = seat(hostile())
    at.press("n")
    at.page.keyboard.type(HOSTILE[0])
    at.press("Escape", "m", "Escape", "3", "k")
    at.page.locator("summary", has_text="All facts").click()
    assert at.topic == HOSTILE[0]
    assert at.page.evaluate("window.pwned") is None
    assert at.page.evaluate("window.violations") == []
    assert at.page.locator("#work img, #work svg, #work script").count() == 0
    assert at.complaints == []
    assert {url.split("/")[2] for url in at.requests} == {f"127.0.0.1:{at.server.doors.port}"}


class Elsewhere(BaseHTTPRequestHandler):
    """Another site on this machine, which tries to talk to the review page."""

    page = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(self.page)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def elsewhere():
    server = HTTPServer(("127.0.0.1", 0), Elsewhere)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


TRICKS = """async (base) => {
  const told = (answer) => answer.then((r) => (r.type === "opaque" ? "blind" : "read"), () => "kept out");
  const out = [];
  for (const path of ["", "api/overview", "review.js"]) {
    out.push(await told(fetch(base + path, { credentials: "include" })));
  }
  for (const type of ["application/json", "text/plain"]) {
    for (const mode of ["cors", "no-cors"]) {
      const headers = { "Content-Type": type };
      const options = { method: "POST", mode, credentials: "include", body: "{}", headers };
      out.push(await told(fetch(base + "api/undo", options)));
    }
  }
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: base + "api/undo", enctype: "text/plain", target: "inner" });
  const field = document.createElement("input");
  Object.assign(field, { name: '{"x":"', value: '"}' });
  form.append(field);
  document.body.append(form);
  form.submit();
  return out;
}"""


def test_another_site_can_neither_read_nor_change_nor_show_the_page(seat, elsewhere):
    at = seat(scored("ab"))
    at.press("1")
    base = f"http://127.0.0.1:{at.server.doors.port}/{at.server.doors.folder}/"  # more than it can know
    Elsewhere.page = f'<!doctype html><iframe src="{base}"></iframe><iframe name=inner></iframe>'.encode()
    other = at.page.context.new_page()
    other.goto(f"http://127.0.0.1:{elsewhere.server_port}/")
    tried = other.evaluate(TRICKS, base)
    other.wait_for_load_state("networkidle")
    assert tried[:3] == ["kept out"] * 3
    assert "read" not in tried
    assert "Verdict" not in "".join(frame.content() for frame in other.frames)
    assert len(at.log()) == 1
    assert at.server.desk.progress() == (1, 1)


def test_the_token_does_not_stay_in_the_address(seat):
    at = seat(scored("ab"))
    assert "token" not in at.page.url
    assert at.page.evaluate("document.cookie") == ""


# ---------------------------------------------------------------- for everybody


@pytest.mark.parametrize("width", [1200, 400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible(seat, scheme, width):
    before = report_of("ab")
    log = Log(said(ids(before, "ab"), VerdictKind.DIFFER, "seen"))
    report = report_of("abx", "cd", tolls={"x": 12})
    at = seat(report, log, color_scheme=scheme, viewport={"width": width, "height": 900})
    at.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    at.press("c", "Space")
    accessible(at.page)
    for key in ("?", "m"):
        at.press(key)
        accessible(at.page)
        at.press("Escape")
    at.press("3", "3")
    assert at.page.is_visible("#finished")
    accessible(at.page)
    assert at.page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript_the_page_says_what_to_do(seat):
    at = seat(scored("ab"))
    context = at.page.context.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(at.server.link)
    page.wait_for_url("**/")
    assert "The review page needs JavaScript" in page.inner_text("body")
    context.close()

"""What the page is told: text made visible, context around the sentence, and no verdict before its time."""

from __future__ import annotations

import json
from dataclasses import replace

from decided import Log, ids, report_of, said
from samples import article, claim, fact, sample_report

from compare.models import VerdictKind
from compare.reports.report import Report
from compare.review.candidates import candidates
from compare.review.desk import Desk
from compare.review.shown import CONTEXT, fact_shown, fact_tool, overview, short_fact


def desk_of(*groups: str, log: Log | None = None) -> Desk:
    return Desk(report_of(*groups), log or Log(), "Ana")


def test_the_tools_verdict_is_nowhere_before_it_is_asked_for():
    desk = Desk(sample_report(), Log(), "Ana")
    for one in desk.queue():
        shown = fact_shown(desk, one, tool=False)
        assert shown["tool"] is None
        assert one.verdict.reason not in json.dumps(shown, ensure_ascii=False)
        assert "score" not in shown
    assert "differ" not in json.dumps(overview(desk)).replace("f-differ", "")


def test_the_claims_stand_in_the_text_of_their_article():
    desk = Desk(sample_report(), Log(), "Ana")
    shown = fact_shown(desk, desk.fact("f-differ"), tool=True)
    post, echo = shown["articles"]
    assert (post["source"], post["published"], echo["source"]) == (
        "Harbour Post",
        "2024-03-11",
        "Evening Echo",
    )
    (claim,) = post["claims"]
    text = "".join(claim[part] for part in ("earlier", "before", "focus", "after", "later"))
    assert text == desk.articles["post-1"].text
    assert (claim["focus"], claim["value"], claim["normalised"]) == (
        "At least 12 passengers", "at least 12 passengers", "12",
    )  # fmt: skip
    assert claim["notes"] == "according to: a spokesman"
    assert shown["tool"]["verdict"] == "differ"


def test_long_texts_are_cut_at_words_and_gaps_closed():
    report = report_of("ab")
    padded = [
        replace(a, text="word " * 200 + "end.\n\n" + a.text + "\n \n" + "more " * 200)
        for a in report.articles
    ]
    shift = len("word " * 200 + "end.\n\n")
    facts = [
        replace(
            fact,
            claims=tuple(
                replace(
                    c,
                    sentence_start=c.sentence_start + shift,
                    start=c.start + shift,
                    end=c.end + shift,
                    focus=replace(c.focus, start=c.focus.start + shift, end=c.focus.end + shift),
                )
                for c in fact.claims
            ),
        )
        for fact in report.facts
    ]
    desk = Desk(Report(padded, facts), Log(), "Ana")
    claim = fact_shown(desk, desk.fact("f-ab"), tool=False)["articles"][0]["claims"][0]
    assert claim["earlier"].startswith("…word word")
    assert "end.\nThe ferry left a.\n" in claim["earlier"]
    assert claim["later"].startswith("\nmore more")
    assert claim["later"].endswith("more…")
    assert max(len(claim["earlier"]), len(claim["later"])) <= CONTEXT + 1


def test_without_the_articles_text_the_sentence_stands_alone():
    report = report_of("ab")
    desk = Desk(Report([replace(a, text="") for a in report.articles], report.facts), Log(), "Ana")
    claim = fact_shown(desk, desk.fact("f-ab"), tool=False)["articles"][0]["claims"][0]
    assert (claim["earlier"], claim["later"]) == ("", "")
    assert claim["focus"] == "12 passengers"


def test_hidden_characters_are_shown():
    report = report_of("ab")
    articles = [replace(a, source="S\x00\u202eX", title="T\nT") for a in report.articles]
    desk = Desk(Report(articles, report.facts), Log(), "Ana\x07")
    seen = fact_shown(desk, desk.fact("f-ab"), tool=True)["articles"][0]
    assert (seen["source"], seen["title"]) == ("S␀[U+202E]X", "T T")
    assert overview(desk)["reviewer"] == "Ana␇"


def test_a_decided_fact_tells_who_what_and_what_joined():
    before = report_of("ab")
    log = Log(said(ids(before, "ab"), VerdictKind.DIFFER, "look"))
    desk = Desk(report_of("abc"), log, "Bo")
    shown = fact_shown(desk, desk.fact("f-abc"), tool=False)
    assert (shown["state"], shown["verdict"], shown["note"]) == ("again", "differ", "look")
    assert (shown["reviewer"], shown["joined"]) == ("Ana", ["Paper C"])
    assert [a["joined"] for a in shown["articles"]] == [False, False, True]
    assert shown["history"] == [
        {"what": "differ “look”", "reviewer": "Ana", "at": "2024-04-01T09:30:00Z", "undone": False}
    ]
    assert fact_tool(desk.fact("f-abc"))["reason"].startswith("The values exclude each other.")


def test_merges_and_splits_stand_in_the_history():
    desk = desk_of("abc", "d")
    claims = [c.id for c in desk.fact("f-abc").claims]
    rest = desk.split("f-abc", claims, claims[:1])[0]
    whole = desk.merge(rest.id, [c.id for c in rest.claims], "f-d")
    shown = fact_shown(desk, whole, tool=False)
    assert [past["what"] for past in shown["history"]] == ["merged", "took 1 of 3 claims out"]
    assert len(shown["grouping"]) == 2


# ---------------------------------------------------------------- candidates


def test_candidates_are_of_the_same_kind_and_the_nearest_in_words_come_first():
    desk = Desk(sample_report(), Log(), "Ana")
    assert candidates(desk, desk.fact("f-differ")) == []
    found = candidates(desk, desk.fact("f-agree"))
    assert [fact.id for fact in found] == ["f-compatible"]
    assert short_fact(desk, found[0])["positions"].startswith("until 20 March 2024")


def test_words_reach_facts_of_other_kinds_those_of_the_same_first():
    desk = Desk(sample_report(), Log(), "Ana")
    found = [fact.id for fact in candidates(desk, desk.fact("f-agree"), "port")]
    assert found == ["f-compatible", "f-variant"]


def test_furniture_stays_out_of_the_context():
    where = article(
        "a",
        [
            "Share this article on Facebook",
            "Twelve ships came in.",
            "Subscribe to our newsletter",
            "It was calm.",
        ],
        source="A",
    )
    one = claim(where, "Twelve ships came in.", "Twelve", number=12.0)
    desk = Desk(Report([where], [fact("f", "ships", VerdictKind.DIFFER, [one])]), Log(), "Ana")
    ((told,),) = [entry["claims"] for entry in fact_shown(desk, desk.fact("f"), tool=False)["articles"]]
    assert "Facebook" not in told["earlier"]
    assert "newsletter" not in told["later"]
    assert "It was calm." in told["later"]


def test_words_narrow_the_candidates():
    desk = desk_of("ab", "c", "d")
    fact = desk.fact("f-ab")
    assert {f.id for f in candidates(desk, fact)} == {"f-c", "f-d"}
    assert [f.id for f in candidates(desk, fact, "HURT near d")] == ["f-d"]
    assert candidates(desk, fact, "nowhere") == []
    assert len(candidates(desk, fact, most=1)) == 1


def test_the_claim_that_the_tool_nearly_took_comes_first():
    from compare.models import Explanation, NearMiss, Rule

    desk = desk_of("ab", "c", "d")
    near = NearMiss(desk.fact("f-d").claims[0], "", 0.4, 0.5, "too far")
    fact = replace(desk.fact("f-ab"), explanation=Explanation(Rule.FITS, 0.5, 0.1, nearest=near))
    assert candidates(desk, fact)[0].id == "f-d"

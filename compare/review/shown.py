"""What the review page shows, as plain values: text made visible, and the tool's verdict only when asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from compare.models import Article, Claim, Decision, DecisionKind, Fact
from compare.reports.values import plain_day, plain_days
from compare.reports.view import ClaimView, view_fact
from compare.reports.words import KIND_WORDS, VERDICT_WORDS, said_by, short_position, who
from compare.review.desk import Desk
from compare.review.queue import state_of
from compare.segmentation.boilerplate import mark_furniture
from compare.segmentation.sentences import split_sentences
from compare.text_safety import one_line, visible

__all__ = ["fact_shown", "fact_tool", "overview", "short_fact"]

CONTEXT = 240
"""Characters of the article on either side of the sentence."""

_EDGE = re.compile(r"\s")
_GAP = re.compile(r"\s*\n\s*")


def overview(desk: Desk) -> dict[str, Any]:
    """The queue with the state of each fact, how far it is, and who reviews."""
    done, total = desk.progress()
    facts = [
        {
            "id": fact.id,
            "topic": one_line(fact.topic),
            "state": str(state_of(fact)),
            "story": one_line(desk.stories.get(fact.story, "")),
        }
        for fact in desk.queue()
    ]
    return {"reviewer": desk.reviewer, "done": done, "total": total, "facts": facts}


def fact_shown(desk: Desk, fact: Fact, *, tool: bool) -> dict[str, Any]:
    """One fact with its claims in context; with `tool`, what the tool says of it."""
    review = fact.review
    joined = review.joined if review and review.verdict else ()
    return {
        "id": fact.id,
        "topic": one_line(fact.topic),
        "facet": KIND_WORDS[fact.facet],
        "story": one_line(desk.stories.get(fact.story, "")),
        "state": str(state_of(fact)),
        "verdict": str(review.verdict) if review and review.verdict else None,
        "note": review.note if review else "",
        "reviewer": review.reviewer if review else "",
        "at": review.at if review else "",
        "joined": [_named(desk.articles, key) for key in joined],
        "grouping": [one_line(words) for words in review.grouping] if review else [],
        "articles": _articles(fact, desk.articles),
        "history": [_past(decision, undone) for decision, undone in desk.history(fact)],
        "tool": fact_tool(fact) if tool else None,
    }


def fact_tool(fact: Fact) -> dict[str, str]:
    """What the tool says of a fact."""
    review = fact.review
    kind = review.tool if review else fact.verdict.verdict
    reason = review.tool_reason if review else fact.verdict.reason
    return {
        "verdict": str(kind),
        "word": VERDICT_WORDS[kind],
        "reason": plain_days(one_line(reason)),
        "score": f"{fact.score:.2f}",
    }


def short_fact(desk: Desk, fact: Fact) -> dict[str, str]:
    """A fact in a list to choose from."""
    seen = view_fact(fact, desk.articles)
    return {"id": fact.id, "topic": one_line(fact.topic), "positions": short_position(seen)}


def _articles(fact: Fact, articles: Mapping[str, Article]) -> list[dict[str, Any]]:
    """The claims by article, in the order of publication."""
    alone = replace(fact, explanation=None)
    pairs = [(claim, view_fact(replace(alone, claims=(claim,)), articles).claims[0]) for claim in fact.claims]
    pairs.sort(key=lambda pair: (pair[1].published or "9999", pair[0].article, pair[0].focus.start))
    out: dict[str, dict[str, Any]] = {}
    joined = fact.review.joined if fact.review and fact.review.verdict else ()
    for claim, seen in pairs:
        entry = out.setdefault(
            claim.article,
            {
                "source": one_line(who(seen)),
                "published": seen.published,
                "day": plain_day(seen.published),
                "title": one_line(seen.title),
                "url": seen.url,
                "language": seen.language,
                "joined": claim.article in joined,
                "claims": [],
            },
        )
        entry["claims"].append(_claim(claim, seen, articles.get(claim.article)))
    return list(out.values())


def _claim(claim: Claim, seen: ClaimView, article: Article | None) -> dict[str, str]:
    before, focus, after = seen.parts
    earlier, later = _context(_bare(article) if article else "", seen)
    return {
        "id": claim.id,
        "earlier": visible(earlier),
        "before": visible(before),
        "focus": visible(focus),
        "after": visible(after),
        "later": visible(later),
        "value": one_line(seen.shown),
        "normalised": one_line(seen.value),
        "notes": said_by(seen),
    }


@lru_cache(maxsize=64)
def _bare(article: Article) -> str:
    """The text of an article with what is furniture of its page blanked out; offsets stay."""
    text = article.text
    for sentence in mark_furniture(split_sentences(article)):
        if sentence.furniture:
            blank = "\n" * (sentence.end - sentence.start)
            text = text[: sentence.start] + blank + text[sentence.end :]
    return text


def _context(text: str, seen: ClaimView) -> tuple[str, str]:
    """The text around the sentence, cut at a word with an ellipsis; nothing where it is not known."""
    start, end = seen.sentence_start, seen.sentence_start + len(seen.sentence)
    if not text or end > len(text):
        return "", ""
    earlier, later = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    if start > CONTEXT and (edge := _EDGE.search(earlier)):
        earlier = "…" + earlier[edge.end() :]
    if end + CONTEXT < len(text) and " " in later:
        later = later[: later.rindex(" ")] + "…"
    return _GAP.sub("\n", earlier), _GAP.sub("\n", later)


def _past(decision: Decision, undone: bool) -> dict[str, Any]:
    if decision.kind is DecisionKind.VERDICT:
        what = VERDICT_WORDS[decision.verdict] if decision.verdict else ""
    elif decision.kind is DecisionKind.SPLIT:
        what = f"took {len(decision.others)} of {len(decision.claims)} claims out"
    else:
        what = {DecisionKind.MERGE: "merged", DecisionKind.NOTE: "note"}[decision.kind]
    note = f" “{one_line(decision.note)[:120]}”" if decision.note else ""
    return {
        "what": what + note,
        "reviewer": one_line(decision.reviewer),
        "at": decision.at,
        "undone": undone,
    }


def _named(articles: Mapping[str, Article], key: str) -> str:
    return one_line((articles[key].source if key in articles else "") or key)

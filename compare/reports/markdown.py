"""report.md: the report in short, for a pull request or an e-mail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from compare.models import VerdictKind
from compare.reports.report_view import ReportView, StoryView
from compare.reports.values import days_of, plain_day, plain_days
from compare.reports.view import ORDER, ClaimView, FactView
from compare.reports.words import (
    HEADINGS,
    SYMBOLS,
    VERDICT_WORDS,
    about_words,
    brief,
    by_story,
    copied,
    copies_text,
    distinct,
    excerpt,
    position_text,
    reviewed,
    said_by,
    short_position,
    verdict_words,
    who,
)
from compare.text_safety import cut, markdown, one_line

__all__ = ["facts_markdown", "report_markdown"]

_IN_FULL = frozenset({VerdictKind.DIFFER, VerdictKind.POSSIBLE})
_FIRST, _BRIEF = 20, 200
"""Differences listed at the head, and the characters of what is said of each."""
_TITLE = 80
"""Characters of an article's title in a link."""
_LISTED = 20
"""Articles that were set aside and are listed; the others are counted."""
_QUOTES = 3
"""Different values of one article under one fact; the rest is counted."""


def report_markdown(seen: ReportView, only: Collection[VerdictKind] = ()) -> str:
    """The text of report.md: the headline, the differences in short, and every story with what is told of it.

    ``only`` limits what is listed.
    """
    seen = seen.limited(only)
    lines = ["# Discrepancy report", "", markdown(seen.headline) + ".", ""]
    lines += [markdown(seen.note) + ".", ""] if seen.note else []
    lines += [*(f"- {markdown(line)}" for line in seen.weaknesses), ""] if seen.weaknesses else []
    facts = [fact for fact in seen.facts if only or fact.verdict is not VerdictKind.SINGLE_SOURCE]
    if only:
        lines += [f"Shown: only {', '.join(VERDICT_WORDS[kind] for kind in ORDER if kind in only)}.", ""]
    stories = [*seen.stories, None]
    known = {story.id for story in seen.stories}
    held: dict[str, list[FactView]] = {}
    for fact in facts:
        held.setdefault(fact.story if fact.story in known else "", []).append(fact)
    if len(held) > 1:
        lines += _first(facts)
    for story in stories:
        if own := held.get(story.id if story else ""):
            lines += _story(story, own)
    if not facts:
        lines += ["No fact is stated by two sources or more." if not only else "No such fact.", ""]
    lines += _set_aside(seen)
    return "\n".join(lines).rstrip() + "\n"


def _first(facts: Sequence[FactView]) -> Iterator[str]:
    """The differences that matter most, each on a line with its values."""
    grave = [fact for fact in facts if fact.verdict is VerdictKind.DIFFER]
    if not grave:
        return
    yield from (f"## Where sources differ ({len(grave)})", "")
    for fact in grave[:_FIRST]:
        yield f"- **{markdown(fact.topic)}**: {markdown(brief(fact, _BRIEF))}"
    if len(grave) > _FIRST:
        yield f"- and {len(grave) - _FIRST:,} more, by story below"
    yield ""


def _story(story: StoryView | None, facts: Sequence[FactView]) -> Iterator[str]:
    """One story with its facts, differences first; None is for facts of no story."""
    if story is not None:
        told = f"{days_of(story.first, story.last)}, {story.told_by}"
        yield from (f"## {markdown(story.title)}", "", f"*{markdown(told)}*", "")
    yield from _sections(facts)


def _set_aside(seen: ReportView) -> Iterator[str]:
    """The articles that were not compared, each with its language."""
    rows = [row for row in seen.articles if row["id"] in seen.set_aside]
    if not rows:
        return
    yield from (f"## Not compared ({len(rows)})", "")
    for row in rows[:_LISTED]:
        named = ", ".join(markdown(row[name]) for name in ("source", "published", "title") if row[name])
        code, key = markdown(seen.set_aside[row["id"]]), markdown(row["id"])
        yield f"- {code}: {f'{named} ' if named else ''}(id {key})"
    if len(rows) > _LISTED:
        yield f"- and {len(rows) - _LISTED:,} more, see facts.json"


def facts_markdown(facts: Iterable[FactView], titles: Mapping[str, str] | None = None) -> str:
    """Facts with the words of each source, in the order given, as the answer to a query.

    With `titles` of stories by id, by story, that of the first fact first.
    """
    lines: list[str] = []
    ordered, named = by_story(facts, titles or {})
    for fact in ordered:
        lines += [f"# {markdown(named[fact.id])}", ""] if fact.id in named else []
        lines += _in_full(fact, "##")
    return "\n".join(lines).rstrip() + "\n" if lines else ""


def _sections(facts: Sequence[FactView]) -> Iterator[str]:
    for kind in ORDER:
        chosen = [fact for fact in facts if fact.verdict is kind]
        if not chosen:
            continue
        yield from (f"### {SYMBOLS[kind]} {HEADINGS[kind]} ({len(chosen)})", "")
        for fact in chosen:
            if kind in _IN_FULL:
                yield from _in_full(fact, "####")
            else:
                notes = [copies_text(fact)] if fact.copies else []
                notes += [reviewed(fact.review)] if fact.review else []
                beside = "".join(f" ({markdown(note)})" for note in notes)
                yield f"- **{markdown(fact.topic)}**: {markdown(short_position(fact))}{beside}"
        if kind not in _IN_FULL:
            yield ""


def _in_full(fact: FactView, heading: str) -> list[str]:
    head = f"{SYMBOLS[fact.verdict]} {markdown(fact.topic)} ({verdict_words(fact)}; id {markdown(fact.id)})"
    lines = [f"{heading} {head}", ""]
    if fact.review:
        lines += [f"*{markdown(reviewed(fact.review))}*", ""]
    if fact.told:
        lines += [markdown(plain_days(fact.told)), ""]
    shown: Counter[str] = Counter()
    spellings: set[str] = set()
    for claim in distinct(fact):
        if fact.verdict is VerdictKind.VARIANT and claim.value in spellings:
            continue  # who else uses a spelling is in the reason
        spellings.add(claim.value)
        shown[claim.article] += 1
        if shown[claim.article] <= _QUOTES:
            lines.append(_quote(fact, claim))
    names = {claim.article: who(claim) for claim in fact.claims}
    lines += [f"- and {n - _QUOTES} more in {markdown(names[a])}" for a, n in shown.items() if n > _QUOTES]
    return [*lines, "", f"*{markdown(about_words(fact))}*", ""]


def _quote(fact: FactView, claim: ClaimView) -> str:
    before, focus, after = excerpt(claim)
    marked = f"**{markdown(focus)}**" if one_line(focus) else ""
    words = "".join((_edge(before, end=True), marked, _edge(after, end=False)))
    dated = f", {plain_day(claim.published)}" if claim.published else ", undated"
    url = f" ([{markdown(cut(claim.title, _TITLE)) or 'article'}]({claim.url}))" if claim.url else ""
    notes = "; ".join(filter(None, (said_by(claim), copied(fact, claim))))
    value = f"{markdown(position_text(claim))}{f' ({markdown(notes)})' if notes else ''} — "
    if not claim.shown:  # a statement: its words are all there is to show
        value = f"({markdown(notes)}) " if notes else ""
    return f"- **{markdown(who(claim))}**{dated}{url}: {value}“{words}”"


def _edge(text: str, *, end: bool) -> str:
    """`text` as Markdown, keeping the space that separates it from the value beside it."""
    safe = markdown(text)
    if not safe:
        return " " if text else ""
    if end:
        return safe + " " if text[-1].isspace() else safe
    return " " + safe if text[0].isspace() else safe

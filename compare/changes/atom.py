"""What changed as an Atom feed (RFC 4287): an entry for each fact, for a reader or a desk's own channel.

All text is made visible and escaped, as plain text: what an article says is never markup. The ids of entries
are made of the fact and of what changed, so that the same change is the same entry, and no clock is asked:
an entry is of the day of the latest report of its fact, or of the time of the decision on it, and the feed of
the latest of these and of the articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from uuid import UUID, uuid5

from compare.changes.find import Change, ChangeKind, Changes
from compare.changes.words import HEADINGS, headline, told, verdict_of
from compare.reports.json_ import written
from compare.reports.values import plain_days
from compare.reports.view import ClaimView, FactView
from compare.reports.words import cause_words, who
from compare.text_safety import cut, one_line

__all__ = ["changes_atom"]

_OURS = UUID("6f3c1c0e-3f0b-5c1e-9d0a-7a3f6f1f5b52")
"""The namespace of the ids, made once."""
_NO_DAY = "1970-01-01T00:00:00Z"
"""The time of what has no day at all: Atom asks for one."""
_TITLE = 200
"""Columns of the title of an entry, at most."""
_LINKS = 12
"""Articles that an entry links to, at most."""
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold, also escaped."""
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


def changes_atom(changes: Changes, names: tuple[str, str], feed: str = "") -> str:
    """The feed of what changed between the reports of those `names`.

    `feed` is its id, an IRI that stays; without it one is made of the later name.
    """
    entries = [_entry(change) for change in changes.facts]
    newest = [_morning(changes.newest)] if changes.newest else []
    updated = max((*newest, *map(_updated, changes.facts)), default=_NO_DAY)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>{_text(feed or _urn('feed', names[1]))}</id>",
        f"<title>{_text(f'What changed: {names[0]} to {names[1]}')}</title>",
        f"<subtitle>{_text(headline(changes))}</subtitle>",
        f"<updated>{updated}</updated>",
        "<author><name>crossclaim</name></author>",
        "<generator>crossclaim</generator>",
        *(line for entry in entries for line in entry),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _entry(change: Change) -> Iterator[str]:
    fact = change.fact
    heading = f"{HEADINGS[change.kind]}: {verdict_of(change)}: {fact.topic}"
    yield "<entry>"
    yield f"<id>{_urn('change', *_identity(change))}</id>"
    yield f"<title>{_text(cut(heading, _TITLE))}</title>"
    yield f"<updated>{_updated(change)}</updated>"
    for term in (str(change.kind), written(fact.verdict), *([str(fact.certainty)] if fact.certainty else [])):
        yield f'<category term="{term}"/>'
    yield from _links(fact)
    yield f'<content type="text">{_text(_content(change))}</content>'
    yield "</entry>"


def _content(change: Change) -> str:
    fact = change.fact
    said = [f"{who(claim)}: “{one_line(claim.sentence)}”" for claim in _first_of_each(fact)]
    why = [] if change.retold else [cause_words(fact)]
    lines = [*told(change), *why, plain_days(fact.reason), *said, f"Fact {fact.id}"]
    return "\n".join(line for line in lines if line)


def _first_of_each(fact: FactView) -> list[ClaimView]:
    """The first claim of each article."""
    return [claims[0] for claims in fact.positions]


def _links(fact: FactView) -> Iterator[str]:
    """The articles of the fact, where their addresses are such as a page may link to."""
    seen = {claim.url: who(claim) for claim in fact.claims if claim.url}
    for url, name in list(seen.items())[:_LINKS]:
        yield f'<link rel="related" href="{_text(url)}" title="{_text(name)}"/>'


def _identity(change: Change) -> Iterable[str]:
    """What makes this change: the fact, and what it was and is."""
    yield from (str(change.kind), change.fact.id, str(change.fact.verdict))
    yield str(change.old.verdict) if change.old else ""
    for claims in (change.values, change.values_gone):
        yield from sorted(f"{who(c)}\t{c.value}\t{c.low}\t{c.high}\t{c.unit}\t{c.modifier}" for c in claims)
        yield ""
    for sources in (change.sources, change.sources_gone):
        yield from sorted(sources)
        yield ""


def _updated(change: Change) -> str:
    """The latest moment of the fact: a day of publication, or a decision on it."""
    facts = (change.fact, *([change.old] if change.old and change.kind is ChangeKind.CHANGED else []))
    days = {_morning(claim.published) for fact in facts for claim in fact.claims if claim.published}
    decided = {fact.review.at for fact in facts if fact.review and _MOMENT.fullmatch(fact.review.at)}
    return max((*days, *decided), default=_NO_DAY)


def _morning(day: str) -> str:
    """The first moment of a day, in UTC."""
    return f"{day}T00:00:00Z"


def _urn(*parts: str) -> str:
    return f"urn:uuid:{uuid5(_OURS, chr(31).join(parts).encode('utf-8', 'replace').decode())}"


def _text(text: str) -> str:
    """`text` as XML that says it: on lines as it is, what cannot be seen shown, markup escaped."""
    shown = "\n".join(one_line(line) for line in text.split("\n"))
    return escape(_NO_XML.sub("\ufffd", shown))

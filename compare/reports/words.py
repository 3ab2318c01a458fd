"""The words, symbols and short forms that the outputs for readers share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from compare.lang.patterns import letters_of
from compare.models import Cause, CopyKind, Facet, Review, VerdictKind
from compare.reports.values import plain_day
from compare.reports.view import ClaimView, CopyView, FactView
from compare.text_safety import cut, is_number, one_line, width
from compare.verdicts.reasons import COPIES

__all__ = [
    "HEADINGS",
    "KIND_WORDS",
    "RELATION_WORDS",
    "SIGNAL_WORDS",
    "SYMBOLS",
    "VERDICT_WORDS",
    "around",
    "brief",
    "by_story",
    "by_value",
    "cause_words",
    "copied",
    "copies_text",
    "distinct",
    "excerpt",
    "listed",
    "position_text",
    "read_as",
    "reviewed",
    "said_by",
    "short_position",
    "signal_words",
    "speaker",
    "who",
]

_VALUES = 6
"""Values of one fact on one line; the others are counted."""

_FEW_NAMES = 3
"""Sources named beside a value on one line; the others are counted."""

_LEAST_BRIEF = 24
"""Columns of a value that are kept however many there are."""

_VAGUE = 3.0
"""Upper end over lower end above which a range, such as that of "dozens", says little beside a number."""

_NAMES = 6
"""Sources named as holders of one text; the others are counted."""

SYMBOLS = {
    VerdictKind.DIFFER: "≠",
    VerdictKind.POSSIBLE: "≟",
    VerdictKind.VARIANT: "~",
    VerdictKind.COMPATIBLE: "≈",
    VerdictKind.AGREE: "=",
    VerdictKind.RELATED: "·",
    VerdictKind.SINGLE_SOURCE: "1",
    VerdictKind.UNRELATED: "?",
}
"""Beside every colour stands a symbol and the word, for readers who do not see the colour."""

VERDICT_WORDS = {
    VerdictKind.DIFFER: "differ",
    VerdictKind.POSSIBLE: "may differ",
    VerdictKind.VARIANT: "spelled differently",
    VerdictKind.COMPATIBLE: "no conflict",
    VerdictKind.AGREE: "agree",
    VerdictKind.RELATED: "about the same",
    VerdictKind.SINGLE_SOURCE: "one source only",
    VerdictKind.UNRELATED: "unrelated",
}
"""What a verdict is called for a reader, where the formats for programs have its own name."""

CAUSES = {
    Cause.CONFLICT: "they cannot both be right",
    Cause.UPDATE: "the later one may replace the earlier",
    Cause.SCOPE: "they may speak of other parts, places or periods",
    Cause.PRECISION: "one is rounded or less exact",
    Cause.ATTRIBUTION: "one states as fact what another calls unconfirmed",
    Cause.WORDING: "the same in other words",
}
"""Why sources do not say just the same."""

HEADINGS = {
    VerdictKind.DIFFER: "Sources differ",
    VerdictKind.POSSIBLE: "Worth a look: sources may differ, the tool is not sure",
    VerdictKind.VARIANT: "One name, several spellings",
    VerdictKind.COMPATIBLE: "No conflict: one is less exact, or tells less",
    VerdictKind.AGREE: "Sources agree",
    VerdictKind.RELATED: "About the same, not compared",
    VerdictKind.SINGLE_SOURCE: "Stated by one source, or by copies of one text",
    VerdictKind.UNRELATED: "Unrelated",
}

KIND_WORDS = {
    Facet.QUANTITY: "number",
    Facet.DATE: "date",
    Facet.DURATION: "length of time",
    Facet.MONEY: "money",
    Facet.PERCENTAGE: "share",
    Facet.NAME: "name",
    Facet.QUOTATION: "quotation",
    Facet.STATEMENT: "statement",
}
"""What a facet is called for a reader."""

SIGNAL_WORDS = {
    "base": "before any evidence",
    "calibrated": "what reviewers decided on others",
    "one fact": "the sentences tell one thing",
    "article": "likeness of the articles",
    "lead words": "rare words of both titles and leads",
    "names": "names in common",
    "names lead": "names in the lead of the other",
    "places": "places that the other article knows",
    "other cause": "whether other causes are named",
    "counted": "what is counted",
    "outcome": "what happens to what is counted",
    "rivals": "other claims that fit better",
    "lead over rivals": "lead over the other claims",
    "event days apart": "days between the events",
    "other day": "whether each has a day of its own",
    "published apart": "days between the publications",
    "both dated": "whether both sentences give the day",
    "magnitude": "ratio of the numbers",
    "wider": "whether one value is vaguer or wider",
    "excluding": "whether values exclude each other",
    "own meaning": "meaning beyond both stories",
    "negation": "whether one sentence denies",
    "hedge": "whether planned, denied or a change",
    "same places": "places in common",
    "one event": "the articles report one event",
    "told alike": "both tell the same beyond the story",
    "wording": "likeness of the wording",
    "one question": "the clauses tell one thing",
    "dates meet": "the dates meet",
    "one spoken": "whether one dates a statement",
    "both spoken": "both date statements of two people",
    "other hour": "whether the times of the day differ",
    "quotation": "share of the shorter in the longer",
}
"""What the signals of a link are called for a reader, short enough for a drawing; each may speak for one fact
or against it."""

RELATION_WORDS = {
    "equal": "equal",
    "contains": "the first is wider and contains the second",
    "within": "the second is wider and contains the first",
    "overlap": "they overlap",
    "disjoint": "they exclude each other",
    "unknown": "they cannot be compared",
}
"""How two values stand to each other."""

_POSITION = 90
"""Columns of one position in a list of several; numbers and names are shorter, quotations may not be."""

_SIDE = 140
"""Characters of a sentence kept on either side of the value where it is shortened."""


_WORD = 15
"""Characters of a word that a cut may take away to begin with a whole one."""

_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you", "who"})
"""Speakers that name nobody outside of their text."""


def who(claim: ClaimView) -> str:
    """The source of a claim, or its article where the source is unknown."""
    return claim.source or claim.article


def said_by(claim: ClaimView) -> str:
    """What qualifies a claim: page, attribution, whether it is negated or hedged; empty for a plain one."""
    named = speaker(claim)
    notes = [f"page {claim.page}"] if claim.page else []
    notes += [f"according to: {named}"] if named else []
    notes += ["negated"] if claim.negated else []
    notes += ["hedged"] if claim.hedged else []
    return "; ".join(notes)


def speaker(claim: ClaimView) -> str:
    """Who says so, in the words of the text; "" where it names nobody."""
    named = one_line(claim.attribution)
    return "" if named.casefold() in _PRONOUNS else named


def position_text(claim: ClaimView) -> str:
    """What a claim states, short: its value, or the words of its focus."""
    return one_line(claim.shown or claim.focus or claim.sentence[:_SIDE])


def distinct(fact: FactView) -> list[ClaimView]:
    """The first claim of each article with each value: what an article repeats is shown once."""
    first: dict[tuple[str, str], ClaimView] = {}
    for claim in fact.claims:
        first.setdefault((claim.article, position_text(claim)), claim)
    return list(first.values())


def short_position(fact: FactView) -> str:
    """The positions of a fact on one line: "12 (Source A, Source B) · 15 (Source C)"."""
    return " · ".join(f"{text} ({listed(sources)})" for text, sources in by_value(fact).items())


def listed(names: Sequence[str], most: int = _NAMES) -> str:
    """Names on one line; of many, the first ones and how many more."""
    named = [one_line(name) for name in names]
    more = [f"{len(named) - most} more"] if len(named) > most + 1 else []
    return ", ".join([*named[: most if more else len(named)], *more])


def by_value(fact: FactView) -> dict[str, list[str]]:
    """What is stated, and the sources that state it, in the order of publication."""
    found: dict[str, list[str]] = {}
    written: dict[str, str] = {}
    for claim in (claim for claims in fact.positions for claim in claims):
        text = cut(position_text(claim), _POSITION)
        sources = found.setdefault(written.setdefault(_same(claim, text), text), [])
        if who(claim) not in sources:
            sources.append(who(claim))
    return found


def _same(claim: ClaimView, text: str) -> str:
    """What of the `text` of a value is the same where two are: of a quotation, all but how it is written."""
    return letters_of(claim.value) if claim.facet == Facet.QUOTATION else text


def brief(fact: FactView, room: int, most: int = _VALUES) -> str:
    """What sources say in about `room` columns: values in their order, without what they count.

    Of many values those that most sources give, and none that is no more than vague beside others.
    """
    found: dict[str, tuple[float, bool, list[str]]] = {}
    written: dict[str, str] = {}
    for claim in fact.claims:
        text = position_text(claim)
        if claim.counted and claim.low != claim.counted:
            text = text.removesuffix(f" {claim.counted}")
        text = written.setdefault(_same(claim, text), text)
        place, vague = _rank(claim)
        sources = found.setdefault(text, (place, vague, []))[2]
        if who(claim) not in sources:
            sources.append(who(claim))
    plain = [text for text, (_, vague, _) in found.items() if not vague]
    kept = plain if len(plain) > 1 else list(found)
    kept.sort(key=lambda text: found[text][0])
    ends = (kept[0], kept[-1])
    often = sorted(kept, key=lambda text: (text not in ends, -len(found[text][2])))[:most]
    kept = [text for text in kept if text in often]
    each = max(_LEAST_BRIEF, room // max(1, len(kept)) - 3)
    parts = []
    for text in kept:
        names = listed(found[text][2], _FEW_NAMES)
        parts.append(f"{cut(text, max(_LEAST_BRIEF, each - width(names) - 3))} ({names})")
    more = len(found) - len(kept)
    return " · ".join([*parts, *([f"{more} more"] if more else [])])


def _rank(claim: ClaimView) -> tuple[float, bool]:
    """Where a value stands among the others, numbers by size; and whether it is a wide range of numbers."""
    low, high = claim.low, claim.high
    ends = [float(end) for end in (low, high) if isinstance(end, int | float)]
    if not ends:
        return 0.0, False
    vague = len(ends) == 2 and ends[1] > _VAGUE * max(ends[0], 1.0)
    return float(claim.value) if is_number(claim.value) else ends[0], vague


def by_story(facts: Iterable[FactView], titles: Mapping[str, str]) -> tuple[list[FactView], dict[str, str]]:
    """Facts by story in the order of the first of each, and the titles before some of them, by their ids."""
    held: dict[str, list[FactView]] = {}
    for fact in facts:
        held.setdefault(fact.story if titles else "", []).append(fact)
    named = {own[0].id: titles[key] for key, own in held.items() if key in titles}
    return [fact for own in held.values() for fact in own], named


def copies_text(fact: FactView) -> str:
    """Which sources carry one text: "copies of one text: Source A, Source B"; "" where none do."""
    names = {claim.article: who(claim) for claim in fact.claims}
    parts = []
    for copy in fact.copies:
        kind = COPIES[copy.kind]
        told = list(dict.fromkeys(one_line(names.get(key, key)) for key in copy.articles))
        more = [f"{len(told) - _NAMES} more"] if len(told) > _NAMES else []
        parts.append(f"{kind}: {', '.join([*told[:_NAMES], *more])}")
    return "; ".join(parts)


def verdict_words(fact: FactView) -> str:
    """The verdict for a reader; of what may differ, with the probability that it does."""
    likely = f", probability {fact.score:.2f}" if fact.verdict is VerdictKind.POSSIBLE else ""
    return f"{VERDICT_WORDS[fact.verdict]}{likely}"


def about_words(fact: FactView) -> str:
    """What kind of value a fact is about, how many tell it, and why they do not say just the same."""
    told = f"{KIND_WORDS[Facet(fact.facet)]}, {fact.origins:,} independent report{'s' * (fact.origins != 1)}"
    return "; ".join(filter(None, (told, cause_words(fact), copies_text(fact))))


def cause_words(fact: FactView) -> str:
    """Why the sources do not say just the same, and who judged so beside the tool; "" where they do."""
    told = CAUSES[fact.cause] if fact.cause else ""
    if fact.cause is Cause.CONFLICT and fact.verdict is VerdictKind.POSSIBLE:
        # Of statements, that they contradict each other at all is for a reader to say.
        told = "" if fact.facet == Facet.STATEMENT else f"{told} if they speak of the same"
    elif fact.cause is Cause.CONFLICT and len({claim.published for claim in fact.claims}) > 1:
        told += " of any one time"
    return f"{told}{'; ' * bool(told)}judged by {one_line(fact.judge)}" if fact.judge else told


def copied(fact: FactView, claim: ClaimView) -> str:
    """Where else the sentence of a claim stands: "copied text, also in Source A, Source B"; "" for none."""
    for copy in fact.copies:
        beside = _beside(fact, claim, copy)
        names = dict.fromkeys(one_line(who(other)) for other in beside if other.article != claim.article)
        if names:
            more = [f"{len(names) - _NAMES} more"] if len(names) > _NAMES else []
            kind = "copied text" if copy.kind is CopyKind.WHOLE else "copied sentence"
            return f"{kind}, also in {', '.join([*list(names)[:_NAMES], *more])}"
    return ""


def _beside(fact: FactView, claim: ClaimView, copy: CopyView) -> list[ClaimView]:
    """The claims of a fact that stand in copies of the text, or of the sentence, in which one stands."""
    if claim.article not in copy.articles:
        return []
    if copy.kind is CopyKind.WHOLE:
        return [other for other in fact.claims if other.article in copy.articles]
    groups = ([fact.claims[place] for place in group] for group in copy.claims)
    return next((group for group in groups if claim in group), [])


def excerpt(claim: ClaimView, side: int = _SIDE) -> tuple[str, str, str]:
    """The sentence before, in and after the value; beyond `side` characters of it, an ellipsis."""
    before, focus, after = claim.parts
    if not focus and len(before) > side:
        before = claim.sentence[: 2 * side] + "…" * (len(claim.sentence) > 2 * side)
    elif len(before) > side:
        before = "…" + _from_word(before[-side:])
    if len(focus) > 4 * side:
        focus = focus[: 4 * side] + "…"
    if len(after) > side:
        after = _from_word(after[:side][::-1])[::-1] + "…"
    return before, focus, after


def _from_word(text: str) -> str:
    """`text` without the part of a word that it begins with, where a space is near."""
    space = text.find(" ", 0, _WORD)
    return text if space < 0 else text[space + 1 :]


def read_as(claim: ClaimView) -> str:
    """What "about 2,000" is compared as, "read as 1,800 to 2,200"; "" where the value itself says so."""
    low, high = claim.low, claim.high
    if not isinstance(low, int | float) or not isinstance(high, int | float) or low == high:
        return ""
    interval = f"{low:,} to {high:,}"
    return "" if interval in claim.shown else f"read as {interval}"


def reviewed(review: Review) -> str:
    """What a person decided, and what the tool had said: "reviewed by A. Adams: agree (the tool: differ)"."""
    text = ""
    if review.reviewer or review.at:
        text = f"{'reviewed' if review.verdict else 'note'} by {one_line(review.reviewer) or 'somebody'}"
    if review.at:
        text += f" on {plain_day(one_line(review.at)[:10])}"
    if review.verdict is not None:
        text += f": {VERDICT_WORDS[review.verdict]} (the tool: {VERDICT_WORDS[review.tool]})"
    if review.overtaken:
        text += "; a later article excludes it, so the tool's verdict stands"
    elif review.joined:
        n = len(review.joined)
        text += f"; {n} article{'' if n == 1 else 's'} joined since"
    notes = [one_line(part) for part in (*review.grouping, review.note) if one_line(part)]
    return "; ".join([text, *notes] if text else notes)


def around(claim: ClaimView, columns: int) -> str:
    """The sentence on one line of at most `columns`, cut so that its value is in sight."""
    before, focus, after = (one_line(part) for part in claim.parts)
    whole = one_line(claim.sentence)
    if width(whole) <= columns or not focus:
        return cut(whole, columns)
    room = max(0, columns - width(focus) - 4)
    tail = cut(after, max(room // 2, room - width(before)))
    lead = cut(before[::-1], room - width(tail))[::-1]
    # One space where the words on either side are not joined to the value.
    gaps = [
        " " if part and edge.isspace() else ""
        for part, edge in ((lead, claim.parts[0][-1:]), (tail, claim.parts[2][:1]))
    ]
    return cut(f"{lead}{gaps[0]}{focus}{gaps[1]}{tail}", columns)


def signal_words(name: str, value: float) -> str:
    """A signal's name for a reader; for those summed up, how many there are."""
    if name == "others":
        return f"{value:.0f} smaller signal{'' if value == 1 else 's'} together"
    return SIGNAL_WORDS.get(name, name)

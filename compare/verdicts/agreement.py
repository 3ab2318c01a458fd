"""Whether two statements are shown to say the same, and what stands on one side only.

The rule is plain: enough of the same wording, and nothing that one denies. On 149 events that editors read
whole, a regression over seventeen signals of aligned words, names, numbers, deeds, order and polarity, fitted
without the event that it judged, told agreement from difference no better than the wording alone does.
"""

from __future__ import annotations

import math

from compare.extraction.annotation.polarity import Polarity
from compare.extraction.annotation.texts import TextNotes

ALIKE = 0.40
"""Cosine of the three-letter sequences of two statements from which on, inclusive, they agree.

The largest that costs less than 0.03 of the agreements that editors list in words, on either set of events.
"""

SHOWN = 3
"""Words of one side that a reason names."""


def alike(a: TextNotes, b: TextNotes) -> float:
    """How much of their wording two statements share, from 0 to 1: a cosine of three-letter sequences."""
    one, other = a.trigrams(), b.trigrams()
    shared = sum(n * other[key] for key, n in one.items() if key in other)
    size = math.sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))
    return shared / size if size else 0.0


def covered(a: TextNotes, b: TextNotes) -> float:
    """The part, by rarity, of the content words of the fuller statement that the other has; symmetric."""
    return min(_covered(a, b), _covered(b, a))


def _covered(one: TextNotes, other: TextNotes) -> float:
    held = other.content.bag
    weights = one.content.weights
    told = math.fsum(weight for word, weight in weights.items() if word in held)
    return told / math.fsum(weights.values()) if weights else 1.0


def agrees(a: TextNotes, b: TextNotes) -> bool:
    """Whether two statements about one thing are shown to say the same of it; symmetric."""
    if a.text == b.text:
        return True
    return alike(a, b) >= ALIKE and not opposed(a.polarity, b.polarity)


def says_as_much(a: TextNotes, b: TextNotes) -> bool:
    """Whether neither of two statements names or counts what the other does not; symmetric."""
    return a.text == b.text or not any(
        only(one, other) for one, other in ((a, b), (b, a)) for only in (_numbers, _names)
    )


def opposed(a: Polarity, b: Polarity) -> bool:
    """Whether one denies a word that the other states, or has the opposite of one; symmetric."""
    one, other = ({t.lemma for t in p.terms if t.negated} for p in (a, b))
    plain = [{t.lemma for t in p.terms if not t.negated} for p in (a, b)]
    if (one - plain[0]) & plain[1] - other or (other - plain[1]) & plain[0] - one:
        return True
    return a.opposite_to(b)


def unmatched(a: TextNotes, b: TextNotes, names: tuple[str, str]) -> str:
    """What stands on one side only, in words, with the `names` of the two sides; "" where nothing does.

    Numbers come first, then names and words for what happens; the rarest of them are told.
    """
    sides = ((names[0], a, b), (names[1], b, a))
    for kind, only in (("number", _numbers), ("name", _names), ("word", _deeds)):
        told = [
            f"only {name} has the {kind}{'s' * (len(words) > 1)} {', '.join(f'“{word}”' for word in words)}"
            for name, one, other in sides
            if (words := one.as_written(only(one, other), SHOWN))
        ]
        if told:
            return " and ".join(told)
    return ""


def _numbers(one: TextNotes, other: TextNotes) -> frozenset[str]:
    return one.content.numbers - other.content.bag


def _names(one: TextNotes, other: TextNotes) -> frozenset[str]:
    """The names of one that the other has in no form: of a state it may have another, or its people's."""
    left = one.named - other.content.bag
    named = frozenset().union(*other.states.values()) if left else frozenset()
    return frozenset(name for name in left if named.isdisjoint(one.states.get(name, ())))


def _deeds(one: TextNotes, other: TextNotes) -> frozenset[str]:
    return frozenset(one.happenings.happens) - one.content.names - other.content.bag

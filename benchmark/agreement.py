"""How well a second reader agrees with the labels on a tenth of the events.

    python -m benchmark.agreement

The folder second/ holds the events that were drawn and what the second reader lists as hard discrepancies
(conflicts and updates), as places. Two discrepancies are one where both sides of the one meet opposite sides
of the other. With ``"by hand"`` those count as well that name the same discrepancy at other places of the
articles; drawn.json lists each of them.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

from benchmark.labels import SLOTS, LabelledFact, Labels, Mention, load_facts, load_labels
from benchmark.score import f1, share

FOLDER = Path(__file__).parent / "second"
SEED = "second reader 1"
TENTH = 15
FOUND = "first's found"
BACKED = "second's in the first"


def drawn(events: Iterable[str], left_out: Iterable[str]) -> list[str]:
    """The events of the second reader: those with the least hashes, without those whose labels were seen."""
    some = set(events) - set(left_out)
    by_hash = sorted(some, key=lambda event: hashlib.sha256(f"{SEED}:{event}".encode()).hexdigest())
    return sorted(by_hash[:TENTH])


def same(one: LabelledFact, other: LabelledFact) -> bool:
    """Whether two places of the one that do not say the same meet two such places of the other."""
    if one.event != other.event:
        return False
    meetings = [
        (a, b)
        for a in one.mentions
        for b in other.mentions
        if a.span.meets(b.span) and not (a.soft or b.soft)
    ]
    return any(
        a.says != c.says and b.says != d.says and a.span.article != c.span.article
        for (a, b), (c, d) in combinations(meetings, 2)
    )


def opposed(facts: Iterable[LabelledFact]) -> set[tuple[str, str]]:
    """The pairs of articles between which there is a discrepancy."""
    return {
        pair
        for fact in facts
        for one, other in combinations(fact.mentions, 2)
        if _excludes(one, other)
        for pair in [_pair(one.span.article, other.span.article)]
    }


def _excludes(one: Mention, other: Mention) -> bool:
    apart = one.span.article != other.span.article
    return apart and one.says != other.says and not (one.soft or other.soft)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def alpha(ratings: Sequence[tuple[object, object]]) -> float:
    """Krippendorff's alpha of two readers, nominal (Krippendorff 2011); 1 where nothing is disagreed on."""
    count = Counter(rating for pair in ratings for rating in pair)
    total = sum(count.values())
    seen = sum(a != b for a, b in ratings) * 2
    by_chance = sum(count[a] * count[b] for a in count for b in count if a != b)
    return round(1 - (total - 1) * seen / by_chance, 3) if by_chance else 1.0


def agreement(
    labels: Labels, second: Sequence[LabelledFact], events: Sequence[str], by_hand: Iterable[Sequence[str]]
) -> dict[str, object]:
    """Counts and shares; `by_hand` has event, the second reader's id and the first's for each such match."""
    own = labels.only(frozenset(events))
    first = [fact for fact in own.facts if fact.hard]
    hand = {tuple(row) for row in by_hand}
    pairs = [_pair(*both) for keys in own.events.values() for both in combinations(keys, 2)]
    by_pair = [opposed(first), opposed(second)]
    unbacked = [fact for fact in second if not any(_one(fact, other, hand) for other in first)]
    milder = [fact for fact in unbacked if any(same(fact, other) for other in own.facts if not other.hard)]
    return {
        "events": len(events),
        "articles": len(own.articles),
        "first": len(first),
        "second": len(second),
        "by place": _shares(first, second, set()),
        "by hand": _shares(first, second, hand),
        "kept as milder": len(milder),
        "nowhere": len(unbacked) - len(milder),
        "pairs of articles": len(pairs),
        "with a discrepancy": [sum(pair in of for pair in pairs) for of in by_pair],
        "by both": sum(all(pair in of for of in by_pair) for pair in pairs),
        "alpha of pairs of articles": alpha([(pair in by_pair[0], pair in by_pair[1]) for pair in pairs]),
    }


def _one(fact: LabelledFact, other: LabelledFact, hand: set[tuple[str, ...]]) -> bool:
    """Whether a fact of the second reader is one of the first's, by place or by hand."""
    return same(fact, other) or (fact.event, fact.id, other.id) in hand


def _shares(
    first: Sequence[LabelledFact], second: Sequence[LabelledFact], hand: set[tuple[str, ...]]
) -> dict[str, object]:
    found = [fact for fact in first if any(_one(other, fact, hand) for other in second)]
    backed = sum(any(_one(fact, other, hand) for other in first) for fact in second)
    slots = [fact for fact in first if fact.kind in SLOTS]
    recall, precision = share(len(found), len(first)), share(backed, len(second))
    return {
        FOUND: f"{len(found)}/{len(first)}",
        BACKED: f"{backed}/{len(second)}",
        "recall": recall,
        "recall in slots": f"{sum(fact in slots for fact in found)}/{len(slots)}",
        "precision": precision,
        "f1": f1(recall, precision),
    }


def measured() -> dict[str, object]:
    """The agreement on the events that were drawn."""
    plan = json.loads((FOLDER / "drawn.json").read_text(encoding="utf-8"))
    second = load_facts(FOLDER / "discrepancies.jsonl")
    return agreement(load_labels(), second, plan["events"], plan["same at other places"])


if __name__ == "__main__":
    print(json.dumps(measured(), ensure_ascii=False))

"""Facts that only say again what another fact tells: each thing is said once.

A value tells more than a statement, agreement more than what is not compared, and a part of a sentence more
than the whole; of two facts of one kind, the one of more sentences stays. Only statements are echoes, and no
difference is dropped for an agreement: statements that may differ are told already by a difference of values
in the same sentences.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from compare.extraction.annotation.texts import TextNotes
from compare.linkage.comparison.relations import claim_relation
from compare.models import AMOUNTS, Claim, Facet, Fact, Relation, VerdictKind
from compare.verdicts.agreement import alike, opposed
from compare.verdicts.known import KnownAnswers
from compare.verdicts.reasons import Notes

Shown = defaultdict[tuple[str, int], set[int]]
"""By article and sentence, the facts (by row) that show it."""

_VALUES = AMOUNTS | {Facet.DATE}
_UNLIKE = frozenset({Relation.DISJOINT, Relation.CONTAINS, Relation.WITHIN, Relation.OVERLAP})
_DIFFERENCES = frozenset({VerdictKind.DIFFER, VerdictKind.POSSIBLE})

SEVERAL = 2
"""Articles whose sentences two facts must both show before one can repeat the words of the other."""


FURTHER = 3
"""Content words, inclusive: with fewer, what is shared beside a value is mostly who says it. In 149 events
184 of 387 statements beside values share so many, and tell 35 agreements that no other fact tells."""

REPEATED = 0.55
"""Cosine of three-letter sequences, inclusive, from which on a sentence says what is quoted: of fourteen that
stood beside a quotation, the two that only told of the same were below."""


@dataclass(frozen=True, slots=True)
class Echo:
    """A fact (by row) that another one (by row) tells already, and what joins that one: claims of articles or
    sentences that only the echo had and that say the same."""

    row: int
    of: int
    joining: tuple[Claim, ...] = ()


def echoes(facts: Sequence[Fact], notes: Notes, known: KnownAnswers | None = None) -> list[Echo]:
    """Which of `facts` are echoes, in their order; `notes` are by the ids of claims, and `known` is which of
    them tell further than values beside them.

    A statement is one where a fact that tells more shows all of its sentences side by side; but not where two
    articles share `FURTHER` content words beside what tells the values of that fact. So it is where it
    shares sentences of two articles with what somebody says, and all of its own say that: as reported speech,
    or with quotation marks in other sentences.
    """
    shown: Shown = defaultdict(set)
    for row, fact in enumerate(facts):
        for claim in fact.claims:
            shown[claim.article, claim.sentence].add(row)
    found = []
    for row, fact in enumerate(facts):
        if fact.facet is Facet.STATEMENT:
            echo = _beside(row, facts, shown, notes, known) or _quoted(row, facts, shown, notes)
            if echo is not None:
                found.append(echo)
    return found


def told_as_values(facts: Sequence[Fact], notes: Notes) -> set[int]:
    """The statements (by row) among `facts` that may differ by values alone, on which another one differs."""
    told = ToldValues(facts, notes)
    return {
        row
        for row, fact in enumerate(facts)
        if fact.facet is Facet.STATEMENT
        and fact.verdict.verdict in _DIFFERENCES
        and told.again(fact.claims, sure=fact.verdict.verdict is VerdictKind.DIFFER)
    }


class ToldValues:
    """The values that differ among `facts`, and what is added to them, to see which statements only say again
    that they do. `claims` are those by whose rows pairs are asked about.
    """

    def __init__(self, facts: Iterable[Fact], notes: Notes, claims: Sequence[Claim] = ()) -> None:
        self._notes = notes
        self._claims = claims
        self._told: list[tuple[Sequence[Claim], bool]] = []
        self._shown: Shown = defaultdict(set)
        for fact in facts:
            if fact.facet in _VALUES and fact.verdict.verdict in _DIFFERENCES:
                self._tell(fact.claims, sure=fact.verdict.verdict is VerdictKind.DIFFER)

    def _tell(self, values: Sequence[Claim], *, sure: bool) -> None:
        for claim in values:
            self._shown[claim.article, claim.sentence].add(len(self._told))
        self._told.append((values, sure))

    def again(self, told: Sequence[Claim], *, sure: bool = False) -> bool:
        """Whether the statements `told` differ by values alone, which one difference tells.

        It shows all of their sentences, with values that are not the same; neither statement denies what the
        other says. A sure difference is told by a sure one only.
        """
        beside = set.intersection(*(self._shown.get((c.article, c.sentence), set()) for c in told))
        known = (self._told[n] for n in beside)
        return any(
            (found or not sure) and _differs_alike(told, values, self._notes) for values, found in known
        )

    def add(self, a: int, b: int) -> None:
        """Take in a possible difference of two claims; one of statements tells no values."""
        pair = self._claims[a], self._claims[b]
        if pair[0].facet in _VALUES:
            self._tell(pair, sure=False)

    def has(self, a: int, b: int) -> bool:
        """Whether two claims are statements that only say again how values differ."""
        pair = self._claims[a], self._claims[b]
        return all(claim.facet is Facet.STATEMENT for claim in pair) and self.again(pair)


def no_more_told(hidden: Sequence[Fact], left: Sequence[Fact], notes: Notes) -> list[Fact]:
    """Of statements that are `hidden` because values tell them, those that none of the facts `left` tells."""
    told = told_as_values([*left, *hidden], notes)
    return [fact for row, fact in enumerate(hidden, start=len(left)) if row not in told]


def _differs_alike(told: Sequence[Claim], values: Sequence[Claim], notes: Notes) -> bool:
    """Whether `values` are not the same in the sentences of statements, which say no more."""
    polarities = [notes[claim.id].stated.polarity for claim in told]
    if any(opposed(one, other) for one, other in itertools.combinations(polarities, 2)):
        return False
    within: defaultdict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in values:
        within[claim.article, claim.sentence].append(claim)
    beside = [within[claim.article, claim.sentence] for claim in told]
    return any(
        claim_relation(a, b) in _UNLIKE
        for one, other in itertools.combinations(beside, 2)
        for a, b in itertools.product(one, other)
    )


def _beside(
    row: int, facts: Sequence[Fact], shown: Shown, notes: Notes, known: KnownAnswers | None
) -> Echo | None:
    """The statement of a row as an echo of a fact that shows all of its sentences, and tells what it does."""
    sides = (shown[claim.article, claim.sentence] for claim in facts[row].claims)
    own = _rank(facts[row])
    fuller = [other for other in set.intersection(*sides) - {row} if _rank(facts[other]) > own]
    more = [other for other in fuller if not _further(facts[row], facts[other], notes, known)]
    return Echo(row, max(more, key=lambda other: (_rank(facts[other]), -other))) if more else None


def _further(told: Fact, values: Fact, notes: Notes, known: KnownAnswers | None) -> bool:
    """Whether a statement tells further than the values of a fact that shows its sentences."""
    if values.facet not in _VALUES:
        return False
    ask = partial(_tells_further, told, values, notes)
    return ask() if known is None else known.of(told.claims, values.claims, ask)


def _tells_further(told: Fact, values: Fact, notes: Notes) -> bool:
    """Whether sentences of two articles share more than what tells the values of a fact that shows them."""
    beside: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for claim in values.claims:
        clause = claim.text[claim.start - claim.sentence_start : claim.end - claim.sentence_start]
        beside[claim.article, claim.sentence] |= TextNotes(clause).content.bag
    rest = [(c.article, notes[c.id].stated.content.bag - beside[c.article, c.sentence]) for c in told.claims]
    return any(
        one[0] != other[0] and len(one[1] & other[1]) >= FURTHER
        for one, other in itertools.combinations(rest, 2)
    )


def _rank(fact: Fact) -> tuple[bool, bool, int, bool]:
    """How much a fact tells."""
    sentences = {(claim.article, claim.sentence) for claim in fact.claims}
    told = fact.verdict.verdict is not VerdictKind.RELATED
    return fact.facet is not Facet.STATEMENT, told, len(sentences), bool(fact.claims[0].subject)


def _quoted(row: int, facts: Sequence[Fact], shown: Shown, notes: Notes) -> Echo | None:
    """The statement of a row as an echo of a quotation that its other sentences say as well."""
    articles: Counter[int] = Counter()
    for article in {claim.article for claim in facts[row].claims}:
        own = (shown[article, claim.sentence] for claim in facts[row].claims if claim.article == article)
        articles.update(set.union(*own))
    for other, count in sorted(articles.items(), key=lambda item: (-item[1], item[0])):
        if count >= SEVERAL and _says(facts[row], facts[other], notes):
            more = (c for c in facts[row].claims if other not in shown[c.article, c.sentence])
            return Echo(row, other, tuple(more))
    return None


def _says(told: Fact, quotation: Fact, notes: Notes) -> bool:
    """Whether all claims of a statement say what somebody says: what nobody is said to say may be a title."""
    if quotation.facet is not Facet.QUOTATION or not any(claim.speaker for claim in quotation.claims):
        return False
    words = [TextNotes(c.focus.text) for c in quotation.claims if c.facet is Facet.QUOTATION]
    return all(any(_repeats(notes[c.id].stated, quoted) for quoted in words) for c in told.claims)


def _repeats(said: TextNotes, quoted: TextNotes) -> bool:
    """Whether a sentence says what is quoted, in its words or nearly so."""
    return alike(said, quoted) >= REPEATED and not opposed(said.polarity, quoted.polarity)

"""Whether two counts are of two places, or of a part of the ground and all of it."""

from __future__ import annotations

import re
from itertools import pairwise

from compare.extraction.names.place_relations import places_meet
from compare.extraction.names.places import Place, read_places
from compare.linkage.conflicts import Conflict, Reason
from compare.linkage.constraints.question_scope import ALL, AREA, CITY, Asked, located
from compare.linkage.corpus import Corpus
from compare.models import Claim

LEAD = 3
"""First sentences, the title's line among them, that say where a story is."""

NEAR = 60
"""Characters between two names of which the first lies in the second."""

BACK = 3
"""Sentences before one in which a place that it means is looked for."""

_OPPOSITE = (("north", "south"), ("east", "west"))
_THERE = re.compile(
    r"\bthere\b(?![’'])(?!\s+(?:is|are|was|were|has|have|had|will|would|may|might|could|can|should|must|"
    r"remain|remains|remained|appeared?|seems?|seemed)\b)|"
    r"\bthe\s+(?:[a-z-]+\s+)?(?:city|town|village|enclave|district|neighbou?rhood|camp|suburb)\b"
    r"(?!\s+(?:of|in|near)\b)"
)
"""Words for a place that a sentence before names; "there are" names none."""

_SPOKEN_IN = re.compile(
    r"\b(?:spoke|speaking|told|announced|announcing|reporters|interview|conference)\b", re.IGNORECASE
)
"""Who speaks is elsewhere: such a sentence names the place of no event."""

_WITHIN = re.compile(
    r"(?:[’']s)?,?\s+(?:[a-z-]+\s+){0,5}(?:in|of|near)\s+(?:the\s+)?(?:[a-z-]+\s+){0,5}"
    r"|,\s+(?:[a-z-]+\s+){0,3}"
    r"|(?:[’']s)?\s+(?:[a-z-]+\s+){0,3}"
)


class Grounds:
    """Compares where the value claims of one corpus count."""

    def __init__(self, corpus: Corpus) -> None:
        self._texts = {article.id: article.text for article in corpus.articles}
        self._sentences = {(s.article, s.index): s.text for s in corpus.sentences}
        self._leads: dict[str, frozenset[Place]] = {}
        self._lead_text = {article.id: article.title for article in corpus.articles}
        for sentence in corpus.sentences:
            if sentence.index < LEAD:
                self._lead_text[sentence.article] += f"\n{sentence.text}"
        self._known: dict[str, tuple[frozenset[str], frozenset[tuple[str, str]]]] = {}

    def conflict(self, a: Claim, b: Claim, one: Asked, other: Asked) -> Conflict | None:
        """Why two claims count on two grounds, by what they ask; None where they may count on one."""
        if (ALL in one.ground) != (ALL in other.ground):
            where = other if ALL in one.ground else one
            if where.located or where.ground:
                return Reason.PART_OF_GROUND
        if {frozenset(one.ground - {ALL}), frozenset(other.ground - {ALL})} == {
            frozenset({CITY}),
            frozenset({AREA}),
        } and not places_meet(one.located, other.located):
            return Reason.PART_OF_GROUND
        if _opposite(one.ways, other.ways):
            return Reason.OPPOSITE_SIDES
        sides = ((one, a), (other, b))
        # "There" may stand for another place than we think: it adds a reason, and takes none away.
        for meant in (self._meant, _nowhere):
            here, there = (x.located or meant(c) or self._story_places(c.article) for x, c in sides)
            if here and there and self._elsewhere(here, there, a.article, b.article):
                return Reason.TWO_PLACES
        return None

    def _meant(self, claim: Claim) -> frozenset[Place]:
        """What "there" or "the city" in a claim's clause stands for: the places told last before it."""
        origin = claim.start if claim.sentence_start is None else claim.sentence_start
        clause = claim.text[claim.start - origin : claim.end - origin]
        if not _THERE.search(clause):
            return frozenset()
        earlier = [self._sentences.get((claim.article, claim.sentence - k), "") for k in range(1, BACK + 1)]
        earlier = [text for text in earlier if not _SPOKEN_IN.search(text)]
        texts = (claim.text[: claim.start - origin], *earlier)
        return next((found for text in texts if (found := located(text))), frozenset())

    def _story_places(self, article: str) -> frozenset[Place]:
        """Where the title and the first sentences of an article say that it happened."""
        found = self._leads.get(article)
        if found is None:
            found = self._leads[article] = located(self._lead_text[article])
        return found

    def _elsewhere(self, one: frozenset[Place], other: frozenset[Place], a: str, b: str) -> bool:
        """Whether places do not meet, one article does not know the other's, and none lies in another."""
        if places_meet(one, other):
            return False
        (here, within), (there, inside) = self._places(a), self._places(b)
        mine, yours = ({place.key for place in places} for places in (one, other))
        if mine & there and yours & here:
            return False
        pairs = within | inside
        return not any((x, y) in pairs or (y, x) in pairs for x in mine for y in yours)

    def _places(self, article: str) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
        """The names of an article, and pairs of them of which one is said to lie in the other."""
        found = self._known.get(article)
        if found is None:
            text = self._texts[article]
            names = [(mention.start, mention.end, mention.place.key) for mention in read_places(text)]
            pairs = {
                (one[2], other[2])
                for one, other in pairwise(names)
                if other[0] - one[1] <= NEAR and _WITHIN.fullmatch(text, one[1], other[0])
            }
            found = self._known[article] = (frozenset(name for _, _, name in names), frozenset(pairs))
        return found


def _nowhere(_: Claim) -> frozenset[Place]:
    return frozenset()


def _opposite(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two clauses name opposite points of the compass, and no common one."""
    found = any((x in one and y in other) or (y in one and x in other) for x, y in _OPPOSITE)
    return found and not one & other

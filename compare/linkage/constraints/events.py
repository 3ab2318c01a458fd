"""Claims of articles on two events are no one fact, unless both claims say themselves what they speak of."""

from __future__ import annotations

from datetime import timedelta
from math import fsum

from compare.linkage.comparison.counts import event_window
from compare.linkage.comparison.event_model import Events
from compare.linkage.conflicts import Conflict, Reason
from compare.linkage.corpus import Corpus
from compare.models import Claim, Facet

LEAST_ODDS = -0.5
"""Log-odds, inclusive, from which on two articles may report one event. Below even odds, since claims that
match speak for one event themselves."""

NAMELESS_ODDS = 1.0
"""The same, inclusive, for claims whose sentences share no name: "He was pronounced dead at the scene" is
said of many an event, and only the articles tell which. Dates speak for themselves."""

NAMELESS_AGE_ODDS = 3.0
"""The same, inclusive, for ages, unless both are of one day: two shootings may each hurt a man of 22."""

NAMED = 5.0
"""Summed rarity of the names, inclusive, that two sentences share where they speak of one thing whatever
their articles are about: one rare name, or two known ones; a large city alone does not suffice."""

HARDLY = 0.34
"""Part of a sentence's names, by rarity, inclusive, up to which another article hardly holds them."""

RECALLED = timedelta(days=14)
"""A day this long before publication, inclusive, is not the news of its article."""

SAME_DAY = timedelta(days=1)
"""Days that lie so far apart, inclusive, may be one: a night belongs to two."""

PRECISE = timedelta(days=31)
"""Dates that span more tell no event."""

LONG_QUOTATION = 8
"""Words, inclusive, from which on a quotation is not said twice by chance."""

OTHER_ODDS = -3.0
"""Log-odds, inclusive, from which on two articles may still report one event if others on it link them."""


class EventConstraint:
    """Tells the claims (by row) of one corpus apart by the events of their articles."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._articles = [int(a) for a in corpus.claim_article]
        self.events = Events(corpus)
        self._known_names: dict[int, frozenset[str]] = {}

    def conflict(self, i: int, j: int, *, apart: bool) -> Conflict | None:
        """Why two claims are of two events; None where they may be of one.

        `apart` says that their values exclude each other. A later article may recall an old event: its
        claim then shares a rare name or an old day with the other claim. Values that exclude each other
        are not trusted that far.
        """
        a, b = self._articles[i], self._articles[j]
        if a == b:
            return None
        # What costs least first.
        if not apart and (self._quoted(i, j) or self._recalled(i, j) or self.shared_names(i, j)):
            return None
        odds = self.events.log_odds(a, b)
        if odds >= LEAST_ODDS:
            if apart and self._other_names(i, j):
                return Reason.OTHER_NAMES
            return Reason.UNLIKE if odds < self._least_nameless(i, j) and self._nameless(i, j) else None
        return Reason.UNLIKE if odds >= OTHER_ODDS else Reason.TWO_EVENTS

    def shared_names(self, i: int, j: int) -> bool:
        """Whether the sentences of two claims share names rare enough to tell what they speak of."""
        names = self.events.text(self._articles[i]).names
        shared = self._names(i) & self._names(j)
        return fsum(names[name] for name in shared) >= NAMED

    def _least_nameless(self, i: int, j: int) -> float:
        """The log-odds that two claims need which share no name."""
        if not all(self._corpus.notes.claims[row].counted.age for row in (i, j)):
            return NAMELESS_ODDS
        one, other = (event_window(self._corpus.claims[k], story=True) for k in (i, j))
        near = one and other and max(one[0], other[0]) - min(one[1], other[1]) <= SAME_DAY
        return NAMELESS_ODDS if near else NAMELESS_AGE_ODDS

    def _nameless(self, i: int, j: int) -> bool:
        """Whether two claims share no name, and their articles say enough to be told apart."""
        if self._corpus.claims[i].facet is Facet.DATE or self._names(i) & self._names(j):
            return False
        return all(self.events.text(self._articles[row]).tells for row in (i, j))

    def _other_names(self, i: int, j: int) -> bool:
        """Whether either sentence names people or places of which the other sentence has none, and the other
        article next to none."""
        one, other = self._names(i), self._names(j)
        if one & other:
            return False
        return self._strange(one, i, j) and self._strange(other, j, i)

    def _strange(self, names: frozenset[str], i: int, j: int) -> bool:
        """Whether some names of claim `i` are rare, and the article of claim `j` holds hardly one of them."""
        rarity, there = self.events.text(self._articles[i]).names, self.events.text(self._articles[j]).names
        total = fsum(rarity[name] for name in names)
        return total >= NAMED and fsum(rarity[name] for name in names & there.keys()) <= HARDLY * total

    def _names(self, row: int) -> frozenset[str]:
        """The names in the sentence of a claim, in one word each."""
        found = self._known_names.get(row)
        if found is None:
            lemmas = self._corpus.notes.claims[row].stated.lemmas
            found = self._known_names[row] = lemmas & self.events.text(self._articles[row]).names.keys()
        return found

    def _recalled(self, i: int, j: int) -> bool:
        """Whether both claims are of one day, or month, that was no news any more in either article."""
        one, other = (self._old_days(row) for row in (i, j))
        return one is not None and other is not None and one[0] <= other[1] and other[0] <= one[1]

    def _old_days(self, row: int) -> tuple[int, int] | None:
        claim: Claim = self._corpus.claims[row]
        published = self._corpus.articles[self._articles[row]].published
        if published is None or claim.when.span is None:
            return None
        low, high = claim.when.span
        if high - low > PRECISE or published - high < RECALLED:
            return None
        return low.toordinal(), high.toordinal()

    def _quoted(self, i: int, j: int) -> bool:
        notes = [self._corpus.notes.claims[row] for row in (i, j)]
        quotations = notes[0].claim.facet is Facet.QUOTATION
        return quotations and all(note.clause_words >= LONG_QUOTATION for note in notes)

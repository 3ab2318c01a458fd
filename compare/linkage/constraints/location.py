"""Whether two counts are of two places, or of a part of an area and all of it."""

from __future__ import annotations

from compare.extraction.annotation.annotate import ClaimNotes
from compare.extraction.annotation.locations import PlaceNames
from compare.extraction.annotation.question_scope import ALL, AREA, CITY
from compare.extraction.names.place_relations import places_meet
from compare.extraction.names.places import Place
from compare.linkage.conflicts import Conflict, Reason
from compare.linkage.corpus import Corpus

Places = frozenset[Place]
NOWHERE: Places = frozenset()

_OPPOSITE = (("north", "south"), ("east", "west"))


class Locations:
    """Compares where the value claims of one corpus count."""

    def __init__(self, corpus: Corpus) -> None:
        self._articles = {note.article.id: note for note in corpus.notes.articles}

    def conflict(self, a: ClaimNotes, b: ClaimNotes) -> Conflict | None:
        """Why two claims count in two places, by what they ask; None where they may count on one."""
        one, other = a.scope, b.scope
        if (ALL in one.extent) != (ALL in other.extent):
            where = other if ALL in one.extent else one
            if where.located or where.extent:
                return Reason.PART_OF_AREA
        if {frozenset(one.extent - {ALL}), frozenset(other.extent - {ALL})} == {
            frozenset({CITY}),
            frozenset({AREA}),
        } and not places_meet(one.located, other.located):
            return Reason.PART_OF_AREA
        if _opposite(one.ways, other.ways):
            return Reason.OPPOSITE_SIDES
        here, there = (self._articles[note.claim.article] for note in (a, b))
        # "There" may stand for another place than we think: it adds a reason, and takes none away.
        for meant in ((a.meant_places, b.meant_places), (NOWHERE, NOWHERE)):
            mine = one.located or meant[0] or here.story_places
            yours = other.located or meant[1] or there.story_places
            if mine and yours and _elsewhere(mine, yours, here.places, there.places):
                return Reason.TWO_PLACES
        return None


def _elsewhere(one: Places, other: Places, here: PlaceNames, there: PlaceNames) -> bool:
    """Whether places do not meet, one article does not know the other's, and none lies in another."""
    if places_meet(one, other):
        return False
    mine, yours = ({place.key for place in places} for places in (one, other))
    if mine & there.names and yours & here.names:
        return False
    pairs = here.within | there.within
    return not any((x, y) in pairs or (y, x) in pairs for x in mine for y in yours)


def _opposite(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two clauses name opposite points of the compass, and no common one."""
    found = any((x in one and y in other) or (y in one and x in other) for x, y in _OPPOSITE)
    return found and not one & other

"""The notes of all articles, sentences and claims of a run, made once and handed to matching and verdicts."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from compare.extraction.annotation.assertion import AssertionNotes, read_assertion
from compare.extraction.annotation.counted import Counted, Edge, is_bound, is_offset, read_counted, read_edge
from compare.extraction.annotation.cues import weekdays
from compare.extraction.annotation.event_text import LEAD_SENTENCES, EventText, read_event
from compare.extraction.annotation.holders import names_beside
from compare.extraction.annotation.locations import PlaceNames, located, points_back, read_place_names
from compare.extraction.annotation.places import HELD, place_keys, place_weights
from compare.extraction.annotation.question_scope import QuestionScope, is_counting, read_scope
from compare.extraction.annotation.stated_values import LONGEST, hour_of, stated_values
from compare.extraction.annotation.texts import TextNotes, noted
from compare.extraction.claims.extract import values_by_sentence
from compare.extraction.names.places import Place
from compare.extraction.names.places import known as place_of
from compare.extraction.reading import Reading
from compare.extraction.values import extract_values
from compare.lang.en.frequency import word_weight
from compare.lang.en.lemmas import lemmas
from compare.lang.patterns import letters_of
from compare.models import Article, Claim, Facet, Sentence, Value

OPENING = 3
"""First lines, the title's among them, that say where a story is."""

BACK = 3
"""Sentences before one in which a place that it means is looked for."""

NO_VALUES: Mapping[str, Sequence[Value]] = {}


@dataclass(frozen=True)
class SentenceNotes:
    """What a sentence says, with the values that were found in it."""

    sentence: Sentence
    text: TextNotes
    values: tuple[Value, ...] = ()

    @cached_property
    def compared(self) -> tuple[Value, ...]:
        """The values that can be compared with those of another sentence, open dates closed."""
        return stated_values(self.values, self.sentence.start)


@dataclass(frozen=True)
class ArticleNotes:
    """What an article says as a whole, by its title and its sentences without furniture."""

    article: Article
    title: TextNotes
    sentences: tuple[TextNotes, ...]
    opening: tuple[TextNotes, ...]
    """Those of its first lines."""

    @cached_property
    def event(self) -> EventText:
        """What tells the event that it reports."""
        return read_event(self.title.text, [sentence.text for sentence in self.sentences])

    @cached_property
    def places(self) -> PlaceNames:
        """The names in its text, and which lies in which."""
        return read_place_names(self.article.text)

    @cached_property
    def place_keys(self) -> frozenset[str]:
        """The names in its title and its sentences, by their keys."""
        return place_keys("\n".join([self.title.text, *(sentence.text for sentence in self.sentences)]))

    @cached_property
    def story_places(self) -> frozenset[Place]:
        """Where its title and its first lines say that it happened."""
        return located("\n".join([self.title.text, *(line.text for line in self.opening)]))

    @cached_property
    def counting(self) -> bool:
        """Whether it tells of votes that were still being counted."""
        return is_counting(self.article.text)

    @cached_property
    def lead_words(self) -> Mapping[str, float]:
        """The words of its title and its first sentences, with what sharing each counts."""
        return _weighed(self.title.lemmas.union(*(s.lemmas for s in self.sentences[:LEAD_SENTENCES])))


@dataclass(frozen=True)
class ClaimNotes:
    """What a claim says: by its sentence, by its own clause, and by its names."""

    claim: Claim
    stated: TextNotes
    """The words in which it is stated: its sentence or, of what a part states of a subject, that part."""
    clause: TextNotes
    """The clause of the claim with its value masked."""
    alone: bool = True
    """Whether its sentence has no other value of its kind."""
    before: tuple[TextNotes, ...] = ()
    """The sentences before its own, the nearest first."""

    @cached_property
    def name_words(self) -> Mapping[str, float]:
        """The words of the names in its sentence, with what sharing each counts."""
        return _name_words(self.claim.names)

    @cached_property
    def scope(self) -> QuestionScope:
        """What its number says of its own question."""
        return read_scope(self.claim, self.alone)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The places of the claim, each by its whole name."""
        return tuple(place_of(name) for name in self.claim.places)

    @cached_property
    def place_weights(self) -> Mapping[str, float]:
        """The keys of its places, with what sharing each counts."""
        return place_weights("\n".join(self.claim.places))

    @cached_property
    def meant_places(self) -> frozenset[Place]:
        """What "there" or "the city" in its clause stands for: the places told last before it."""
        claim = self.claim
        origin = claim.sentence_start
        if not points_back(claim.text[claim.start - origin : claim.end - origin]):
            return frozenset()
        own = located(claim.text[: claim.start - origin])
        return own or next((s.located for s in self.before if not s.spoken and s.located), frozenset())

    @cached_property
    def holders(self) -> frozenset[str]:
        """The names that stand nearest to its value: of whom or of what it may be said."""
        claim = self.claim
        origin = claim.sentence_start
        return names_beside(claim.text, claim.focus.start - origin, claim.focus.end - origin)

    @cached_property
    def counted(self) -> Counted:
        """What its value counts."""
        return read_counted(self.claim.value)

    @cached_property
    def offset(self) -> bool:
        """Whether it is a length of time that says how far from something, not how long it lasted."""
        return self.claim.facet is Facet.DURATION and is_offset(self.claim)

    @cached_property
    def bound(self) -> bool:
        """Whether its date says by when or until when something was so, not when it happened."""
        return is_bound(self.claim)

    @cached_property
    def edge(self) -> Edge | None:
        """Whether its date is the first or the last day of something."""
        return read_edge(self.claim) if self.claim.facet is Facet.DATE else None

    @cached_property
    def assertion(self) -> AssertionNotes:
        """What it states of its subject, for a part of a sentence."""
        return read_assertion(self.claim)

    @cached_property
    def quoted(self) -> str:
        """What a quotation says, however an outlet writes it."""
        return letters_of(self.claim.value.value if self.claim.value else self.claim.focus.text)

    @cached_property
    def clause_words(self) -> int:
        """How many words its clause has."""
        return len(self.clause.text.split())

    @cached_property
    def hour(self) -> float:
        """The time of the day that its date gives, in hours; NaN where it gives none."""
        return hour_of(self.claim.value) if self.claim.facet is Facet.DATE else math.nan

    @cached_property
    def names_weekday(self) -> bool:
        """Whether its value is given by a day of the week."""
        return bool(weekdays(self.claim.focus.text))


@dataclass(frozen=True)
class Annotations:
    """The notes of articles, of their sentences without furniture, and of claims, each in their order."""

    articles: tuple[ArticleNotes, ...]
    sentences: tuple[SentenceNotes, ...]
    claims: tuple[ClaimNotes, ...]
    assertions: tuple[ClaimNotes, ...] = ()
    """What parts of sentences state of something named, aside from the claims."""

    def take(self, articles: Sequence[int], sentences: Sequence[int], claims: Sequence[int]) -> Annotations:
        """Those of some articles, sentences and claims, by row; assertions are left out."""
        return Annotations(
            tuple(self.articles[row] for row in articles),
            tuple(self.sentences[row] for row in sentences),
            tuple(self.claims[row] for row in claims),
        )


def annotate(
    articles: Sequence[Article],
    sentences: Iterable[Sentence],
    claims: Iterable[Claim],
    values: Mapping[str, Sequence[Value]] = NO_VALUES,
) -> Annotations:
    """The notes of `articles`, `sentences` and `claims`; `values` are those of each article, by its id."""
    known: dict[str, TextNotes] = {}
    by_article: defaultdict[str, list[Sentence]] = defaultdict(list)
    kept = [sentence for sentence in sentences if not sentence.furniture]
    for sentence in kept:
        by_article[sentence.article].append(sentence)
    inside = {key: values_by_sentence(own, values.get(key, ())) for key, own in by_article.items()}
    return Annotations(
        tuple(
            ArticleNotes(
                article,
                noted(article.title, known),
                tuple(noted(s.text, known) for s in by_article.get(article.id, ())),
                tuple(noted(s.text, known) for s in by_article.get(article.id, ()) if s.index < OPENING),
            )
            for article in articles
        ),
        tuple(
            SentenceNotes(s, noted(s.text, known), tuple(inside[s.article].get(s.index, ()))) for s in kept
        ),
        _annotated(claims, kept, known),
    )


def annotate_readings(readings: Sequence[Reading]) -> Annotations:
    """The notes of all that articles say, by the `readings` of them."""
    notes = annotate(
        [reading.article for reading in readings],
        [sentence for reading in readings for sentence in reading.sentences],
        [claim for reading in readings for claim in reading.claims],
        {reading.article.id: reading.values for reading in readings},
    )
    return replace(notes, assertions=annotate_claims(c for reading in readings for c in reading.assertions))


def annotate_claims(claims: Iterable[Claim]) -> tuple[ClaimNotes, ...]:
    """The notes of `claims` by themselves, without the sentences around them."""
    return _annotated(claims, (), {})


def _annotated(
    claims: Iterable[Claim], sentences: Iterable[Sentence], known: dict[str, TextNotes]
) -> tuple[ClaimNotes, ...]:
    """The notes of `claims` among `sentences`; texts that are `known` are not read again."""
    claims = tuple(claims)
    text = {(s.article, s.index): noted(s.text, known) for s in sentences}
    several = Counter((c.article, c.sentence, c.facet) for c in claims if c.value is not None)
    before = {
        (article, index): tuple(
            text[article, index - k] for k in range(1, BACK + 1) if (article, index - k) in text
        )
        for article, index in {(c.article, c.sentence) for c in claims}
    }
    return tuple(
        ClaimNotes(
            c,
            noted(c.masked if c.subject else c.text, known),
            noted(c.masked, known),
            several[c.article, c.sentence, c.facet] < 2,
            before[c.article, c.sentence],
        )
        for c in claims
    )


def by_claim(*notes: Iterable[ClaimNotes]) -> dict[str, ClaimNotes]:
    """`notes` by the ids of their claims."""
    return {note.claim.id: note for some in notes for note in some}


def read_sentences(texts: Iterable[str]) -> tuple[SentenceNotes, ...]:
    """The notes of texts without an article around them, with the values that they state by themselves."""
    return tuple(
        SentenceNotes(
            Sentence("", 0, 0, len(text), text), TextNotes(text), tuple(extract_values(text[:LONGEST]))
        )
        for text in texts
    )


@lru_cache(maxsize=HELD)
def _name_words(names: tuple[str, ...]) -> Mapping[str, float]:
    """The words of some names, with what sharing each counts; nobody changes them."""
    return _weighed(lemmas(" ".join(names)))


def _weighed(found: Iterable[str]) -> Mapping[str, float]:
    return {word: word_weight(word) for word in found}

"""The words that name a group of articles: what it has and the others lack."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from compare.lang.en.calendar import CALENDAR_WORDS
from compare.lang.en.tokens import FUNCTION_WORDS, NUMBER_WORDS, tokens
from compare.models import Article, Fact

__all__ = ["TERMS", "telling_terms", "told"]

TERMS = 4
"""Words and names that name a group."""

NAME_WORDS = 3
"""Capitalised words in a row that are one name; a title in capitals is no name."""

OPENING = 600
"""Characters of an article that are read where it shares no fact."""

_DULL = FUNCTION_WORDS | NUMBER_WORDS.keys() | CALENDAR_WORDS


def told(articles: Sequence[Article], facts: Sequence[Fact]) -> list[str]:
    """Titles of the articles and what they state together; the words that name their story."""
    ids = {article.id for article in articles}
    said = {(c.article, c.text) for fact in facts for c in fact.claims if c.article in ids}
    opening = [] if said else [article.text[:OPENING] for article in articles]
    return [article.title for article in articles] + [text for _, text in sorted(said)] + opening


def telling_terms(texts: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The terms of each group that set it apart: class-based TF-IDF (Grootendorst 2022, BERTopic).

    A term counts once in each text. A run of capitalised words is one term, a name; a name weighs double,
    since it tells one event from another of its kind.
    """
    counted: list[Counter[str]] = []
    spelled: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for group in texts:
        own: Counter[str] = Counter()
        for text in group:
            found = _found(text)
            for term in found:
                spelled[term.casefold()][term] += 1
            own.update({term.casefold() for term in found})
        counted.append(own)
    frequency = Counter(term for own in counted for term in own)
    return [_best(own, frequency, len(counted), spelled) for own in counted]


def _found(text: str) -> set[str]:
    """The terms of a text: words, and runs of capitalised words without the function words at their head."""
    terms: set[str] = set()
    run: list[str] = []
    end = -1
    for token in [*tokens(text, compounds=True), None]:
        word = token.text.removesuffix("'s").removesuffix("’s") if token else ""
        joined = token is not None and text[end : token.start] == " " and word[:1].isupper()
        if run and not joined:
            terms |= {" ".join(run)} if len(run) <= NAME_WORDS else set(run)
            run = []
        if token is None or not _is_telling_word(word):
            pass
        elif word[0].isupper():
            run.append(word)
        else:
            terms.add(word)
        end = token.end if token else -1
    return terms


def _is_telling_word(term: str) -> bool:
    return len(term) > 2 and term[0].isalpha() and term.casefold() not in _DULL


def _best(
    own: Counter[str], frequency: Counter[str], groups: int, spelled: Mapping[str, Counter[str]]
) -> tuple[str, ...]:
    def weight(term: str) -> float:
        name = 2.0 if _spelling(spelled[term])[0].isupper() else 1.0
        return name * own[term] * math.log(1 + groups / frequency[term])

    chosen: list[str] = []
    for term in sorted(own, key=lambda t: (-round(weight(t), 6), t)):
        if not any(term in other or other in term for other in chosen):
            chosen.append(term)
        if len(chosen) == TERMS:
            break
    return tuple(_spelling(spelled[term]) for term in chosen)


def _spelling(spellings: Counter[str]) -> str:
    """The most frequent spelling; "Bridge" at the head of a title is no name where others write "bridge"."""
    return min(spellings, key=lambda s: (-spellings[s], s[0].isupper(), s))

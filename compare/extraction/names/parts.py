"""The names in a run of capitalised words: without titles, adjectives of nation and neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from compare.extraction.names.runs import Token
from compare.lang.en.gazetteer import well_known, well_known_starts
from compare.lang.en.name_lexicon import (
    OF_HEAD,
    ORG_HEAD,
    PLACE_HEAD,
    TITLE,
    TITLE_PART,
    WEAK_TITLE,
)
from compare.lang.en.peoples import is_demonym
from compare.lang.resources import word_lists

_TITLES = word_lists("en", "person_titles")

_SHOUTED = _TITLES["in_capitals"]
"""Titles that are written in capitals."""


def split_titles(tokens: list[Token]) -> Iterator[tuple[list[Token], bool]]:
    """The parts of a run around its titles; True for the part that a title precedes."""
    start, i, title = 0, 0, False
    while i < len(tokens):
        if not _is_title(tokens, i, start):
            i += 1
            continue
        first = i
        while first > start and not tokens[first].link and _precedes_title(tokens, first - 1, start):
            first -= 1
        if first > start:
            yield tokens[start:first], title
        i += 1
        while i < len(tokens) and _continues_title(tokens, i):
            i += 1
        start, title = i, True
    if start < len(tokens):
        yield tokens[start:], title


def _is_title(tokens: list[Token], i: int, start: int) -> bool:
    word = tokens[i].low
    shout = len(word) > 1 and tokens[i].text.isupper() and word not in _SHOUTED
    if word not in TITLE or shout:
        return False
    after = tokens[i + 1 :]
    if after and (tokens[i].own or after[0].low in ORG_HEAD or after[0].low in PLACE_HEAD):
        return False
    if word not in WEAK_TITLE:
        return True
    before = tokens[start:i]
    if any(t.low not in TITLE_PART and not is_demonym(t.text) and t.text not in well_known() for t in before):
        return False
    return not after or (after[-1].low not in ORG_HEAD and after[-1].low not in PLACE_HEAD)


def _precedes_title(tokens: list[Token], i: int, start: int) -> bool:
    """Whether a word belongs to the title after it; "County" and "City" may end a place before it."""
    word = tokens[i].low
    if word in _TITLES["ending_places"] and i > start:
        return tokens[i - 1].low in TITLE_PART
    return word in TITLE_PART


def _continues_title(tokens: list[Token], i: int) -> bool:
    token = tokens[i]
    if token.link in {"of", "of the", "for", "on"}:
        return token.low in _TITLES["behind_of"]
    if token.link in {"and", "&"}:
        return token.low in TITLE or token.low in TITLE_PART
    if token.low in _TITLES["continued"] or (token.low in TITLE and token.low not in WEAK_TITLE):
        return True
    return token.low in WEAK_TITLE and i + 1 < len(tokens)


def cut_demonyms(part: list[Token], known: set[str]) -> list[Token]:
    """`part` without leading adjectives of nation, unless they belong to the name."""
    at = 0
    while at < len(part) and is_demonym(part[at].text):
        at += 1
    rest = part[at:]
    if len(rest) > 1 and is_demonym(rest[-1].text) and rest[-1].text not in well_known():
        rest = part[at:-1] if rest[-2].text in well_known() else []
        return rest if " ".join(t.text for t in part) not in well_known() else part
    if not at or not rest:
        return rest
    whole = " ".join(t.text for t in part)
    if whole in well_known() or rest[-1].low in ORG_HEAD | PLACE_HEAD | OF_HEAD or any(t.link for t in rest):
        return part
    if rest[0].text.isupper() or rest[0].text in known or rest[0].text in well_known():
        return rest
    return part if len(rest) == 1 else rest


def split_places(part: list[Token], known: set[str]) -> list[list[Token]]:
    """A run that is nothing but known places, one after another, cut apart; also "France-Germany"."""
    if len(part) == 1:
        return (
            [part] if "-" not in part[0].text or part[0].text in well_known() else _halves_of(part[0], known)
        )
    if part[0].text not in well_known_starts() and part[0].text not in well_known():
        return [part]
    pieces, i = [], 0
    while i < len(part):
        for n in (3, 2, 1):
            if i + n <= len(part) and " ".join(t.text for t in part[i : i + n]) in well_known():
                pieces.append(part[i : i + n])
                i += n
                break
        else:
            return [part]
    return pieces


def _halves_of(token: Token, known: set[str]) -> list[list[Token]]:
    left, _, right = token.text.partition("-")
    sure = well_known() if left in well_known() or right in well_known() else frozenset[str]()
    if not ((left in sure or left in known) and (right in sure or right in known) and sure):
        return [[token]]
    middle = token.start + len(left)
    return [
        [replace(token, end=middle, text=left, low=left.lower())],
        [replace(token, start=middle + 1, text=right, low=right.lower())],
    ]

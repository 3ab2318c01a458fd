"""What runs into a line of the story: credits of pictures, tags of the article, headings of its parts."""

from __future__ import annotations

import re
from typing import NamedTuple

from compare.lang.patterns import any_of
from compare.lang.resources import word_lists

_WORDS = word_lists("en", "inline_headings")
_PAGE_WORDS = word_lists("en", "page_words")

TAG_WORDS = 25
"""The tags of an article are so many words at most."""

_CREDIT = re.compile(
    r"(?:\((?:[^()\n]{0,60}\b)?(?:[Pp]hotos?|PHOTOS?|[Ii]mages?|Getty|[Hh]andout|[Cc]ourtesy)\b[^()\n]{0,60}\)"
    rf"|(?<=\d )\({any_of(_PAGE_WORDS['agencies'])}\)"
    r"|(?<=[.!?] )\((?:[A-Z][\w.]*\s){1,4}[Aa]nd [Aa]gencies\))"
    r"(?=\s+[\"“‘]?[A-Z\d])|\s[–—-]\sYouTube(?=\s+[\"“‘]?[A-Z\d])"
)
"""The credit of a picture ends its caption, and the site's name that of a film, where no punctuation does."""

_TAGS = re.compile(r"(?:^|[\d.!?”\"]\s|(?<!\S)[a-z][\w’'-]{0,30}\s)(?P<tags>Tags:?)\s+(?=[A-Z])")
_TAG = re.compile(r"\S+\s*")
_OPENS = re.compile(
    rf"{any_of(_WORDS['openers'])}"
    r"\s(?=[^.!?]{0,200}\b(?:is|are|was|were|has|have|had|said|says|[a-z]{3,}ed|will|left|shot|hit|struck)\b)"
)
"""How the sentence behind the tags begins: with a word that no tag begins with."""


_TOLD = re.compile(
    rf"{any_of(_WORDS['no_tags'])}\b"
    r"|(?!besieged|united)[a-z]{3,}ed\b"
)
"""Words that no tag is made of: a sentence has begun."""


_NO_END = (
    r"(?<!\bthe)(?<!\ba)(?<!\ban)(?<!\bof)(?<!\bin)(?<!\bon)(?<!\bat)(?<!\bto)(?<!\bby)(?<!\bfor)(?<!\bwith)"
    r"(?<!\band)(?<!\bor)(?<!\bbut)(?<!\bthat)(?<!\bfrom)(?<!\bas)(?<!\bsaid)(?<!\bsays)(?<!\bwrote)"
    r"(?<!\badded)(?<!\bcalled)(?<!\bnamed)(?<!\bclaims)(?<!\breports)(?<!\bbetween)(?<!\binto)(?<!\bagainst)"
)
_CALM = r"[\w’'-]{1,30}"
_OPENER = (
    r"(?:At least|More than|Up to|It|He|They|There|Some|Several|Dozens|Hundreds|Thousands|But|However"
    r"|Meanwhile|According to|These|On \w+day|In (?:a|an|the|his|its))"
)
_AHEAD = re.compile(
    rf"[A-Z\d]{_CALM}?(?: {_CALM}){{1,8}}? [a-z]{_CALM}{_NO_END} (?={_OPENER}\s(?:\S+\s){{5}})"
)
_DENIES = re.compile(
    rf"[A-Z]{_CALM}(?: {_CALM}){{0,3}}? {any_of(_WORDS['headline_verbs'])}(?: {_CALM}){{0,3}}?"
    rf" [a-z]{_CALM}{_NO_END} (?=(?:[A-Z]{_CALM} (?:(?:[a-z]{_CALM}|and) )?){{1,10}}"
    r"(?:was|were|is|are|has|have|had|said|told|met|held|[a-z]{2,}ed)\s(?:\S+\s){3})"
)


class Span(NamedTuple):
    """A part of a line: offsets, and whether it is of the page; otherwise a sentence only ends there."""

    start: int
    end: int
    page: bool


def inline_page(line: str) -> list[Span]:
    """The spans of `line` that are of the page, or that end with a picture's credit, in order."""
    tags: list[Span] = []
    for match in _TAGS.finditer(line):
        end = _tags_end(line, match.end()) if not tags or match.start("tags") >= tags[-1].end else 0
        if end:
            tags.append(Span(match.start("tags"), end, True))
    return sorted([*tags, *(Span(match.start(), match.end(), False) for match in _CREDIT.finditer(line))])


def _tags_end(line: str, start: int) -> int:
    """Where the tags from `start` on end: before a sentence or with their own full stop.

    0 where a verb stands among them, so that the begin of its sentence is unknown.
    """
    position = start
    for _ in range(TAG_WORDS):
        tag = _TAG.match(line, position)
        if tag is None or (position > start and _OPENS.match(line, position)):
            return position
        if _TOLD.match(tag.group()):
            return 0
        position = tag.end()
        if tag.group().rstrip()[-1] in ".!?":
            return position
    return 0


def heading_end(sentence: str) -> int:
    """Where the heading of a part ends that runs into a sentence: "Talks resumed At least 12 people"; or 0.

    A word that only opens sentences tells where the sentence begins, or a name with a verb of its own behind
    a heading in the present tense. What reads as one sentence stays one.
    """
    match = _AHEAD.match(sentence) or _DENIES.match(sentence)
    return match.end() if match else 0

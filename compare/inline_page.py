"""Words of a page within a line of its story: the credit of a picture, the tags of the article."""

from __future__ import annotations

import re
from typing import NamedTuple

TAG_WORDS = 25
"""The tags of an article are so many words at most."""

_CREDIT = re.compile(
    r"(?:\((?:[^()\n]{0,60}\b)?(?:[Pp]hotos?|PHOTOS?|[Ii]mages?|Getty|[Hh]andout|[Cc]ourtesy)\b[^()\n]{0,60}\)"
    r"|(?<=\d )\((?:AFP|AP|EPA|Reuters|REUTERS|Associated Press)\)"
    r"|(?<=[.!?] )\((?:[A-Z][\w.]*\s){1,4}[Aa]nd [Aa]gencies\))"
    r"(?=\s+[\"“‘]?[A-Z\d])|\s[–—-]\sYouTube(?=\s+[\"“‘]?[A-Z\d])"
)
"""The credit of a picture ends its caption, and the site's name that of a film, where no punctuation does."""

_TAGS = re.compile(r"(?:^|[\d.!?”\"]\s|(?<!\S)[a-z][\w’'-]{0,30}\s)(?P<tags>Tags:?)\s+(?=[A-Z])")
_TAG = re.compile(r"\S+\s*")
_OPENS = re.compile(
    r"(?:At least|At most|More than|Less than|Up to|As many as|The|An?|In|On|Some|Several|Dozens|Hundreds"
    r"|Scores|Thousands|Around|Nearly|About|Over|After|It|There|This|These|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten"
    r"|Eleven|Twelve|Thirteen|Fourteen|Fifteen|Sixteen|Seventeen|Eighteen|Nineteen|Twenty)"
    r"\s(?=[^.!?]{0,200}\b(?:is|are|was|were|has|have|had|said|says|[a-z]{3,}ed|will|left|shot|hit|struck)\b)"
)
"""How the sentence behind the tags begins: with a word that no tag begins with."""


_TOLD = re.compile(
    r"(?:is|are|was|were|has|have|had|will|said|says|left|shot|struck|leave|kills?|by|least|than|that|who|which)\b"
    r"|(?!besieged|united)[a-z]{3,}ed\b"
)
"""Words that no tag is made of: a sentence has begun."""


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

"""How well a title reads."""

from __future__ import annotations

import re

from compare.lang.en.phrase_ends import VERB

READ = 600
"""Characters on either side of a value that are read for a title."""

LEAST_WORDS = 4
"""A title of fewer words says too little of what is asked."""

SHORTISH = 35
"""Characters from which on (inclusive) a title says where or to whom."""

LONGISH = 75
"""Characters from which on (inclusive) a title is long to read."""

CLAUSE = re.compile(
    r"(?:[,;:]|\s[–—-]{1,2})\s+|\b(?:said|says|say|added|reported|confirmed|announced|claimed)\s+(?:that\s+)?"
    r"|\s(?:that|while|but|when|because|although|whereas|as|after)\s+(?=[A-Z\d]|the\b|an?\b|at least\b)"
    r"|\sand\s+(?=\d|the\b|an?\b|at least\b)"
)
"""What stands before a clause of its own."""

_HEAD = re.compile(
    r"^(?:(?:(?:since|from|until|by|before|after) )?when|how old|how many \w+|quoted):\s", re.I
)
_POOR_START = re.compile(
    r"^(?i:which|who|whom|whose|that|where|when|including|with|to|for|of|as|than|and|or|by|from|was|were|is|are"
    r"|had|has|have|been|be|told|said|[a-z]+ing|[a-z]+ed)\b|^[^\w“\"‘']"
    r"|^(?:in|on|at|against|across|under|over|into|between|during|near|inside|within|among|after|before)\b"
)
_UNNAMED = re.compile(
    r"^(?:it|he|she|they|we|you|i|this|these|those|its|his|her|their|another|other|others|both|one|some)\b",
    re.I,
)
_OPENS = re.compile(r"(?:the|an?|how|at|some|several|more|most|many|all|two|three|four|five|six)\b")
_AGED = re.compile(r"\d-year-old|, \d\d,")
_PAGE = re.compile(
    r"https?\S|www\.|pic\.\w|[|\[\]{}<>_@#©]|\b(?:Tags|Related|Photo|Image \d|YouTube|Subscribe)\b"
)
_GLUED = re.compile(r"\bhow (?:many|much money)\s+(?:[\d,.]+\b|[A-Z]|[,;:.)]|(?:was|were|is|are|has|have)\b)")
_DOUBLE = re.compile(r"\bhow (?:many|long|much|old)\b.*\bhow (?:many|long|much|old)\b", re.I)
_SHOUTED = re.compile(r"^(?:[A-Z]{3,}[\s,]+)+")


def quality(title: str) -> int:
    """How well a title of at most `MAX_LENGTH` characters reads, as its text spells it: more is better."""
    body = _HEAD.sub("", title)
    words = body.split()
    named = sum(word[:1].isupper() for word in words[1:])
    inside = body[:1].islower() and not _OPENS.match(body)
    return (
        6 * (not _POOR_START.match(body))
        - 4 * inside
        - 3 * bool(_UNNAMED.match(body))
        - 4 * title.endswith("…")
        + 4 * (len(words) > LEAST_WORDS)
        + 4 * bool(VERB.search(body))
        - 6 * bool(_PAGE.search(body))
        - 2 * bool(_GLUED.search(body))
        - 3 * bool(_DOUBLE.search(body))
        - 2 * bool(_AGED.search(body))
        - bool(_SHOUTED.match(body))
        + min(named, 2)
        + (len(body) >= SHORTISH)
        - (len(title) >= LONGISH)
    )

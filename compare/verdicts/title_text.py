"""What a title is made of: text cut where a phrase ends, and how well it reads."""

from __future__ import annotations

import re

MAX_LENGTH = 90

READ = 600
"""Characters on either side of a value that are read for a title."""

LEAST_WORDS = 4
"""A title of fewer words says too little of what is asked."""

SHORTISH = 35
"""Characters from which on (inclusive) a title says where or to whom."""

LONGISH = 75
"""Characters from which on (inclusive) a title is long to read."""

EDGES = " \t\n,;:-–—.…"

CLAUSE = re.compile(
    r"(?:[,;:]|\s[–—-]{1,2})\s+|\b(?:said|says|say|added|reported|confirmed|announced|claimed)\s+(?:that\s+)?"
    r"|\s(?:that|while|but|when|because|although|whereas|as|after)\s+(?=[A-Z\d]|the\b|an?\b|at least\b)"
    r"|\sand\s+(?=\d|the\b|an?\b|at least\b)"
)
"""What stands before a clause of its own."""

_BREAK = re.compile(
    r"\s*[,;:]\s|\s[–—-]{1,2}\s|\s(?=(?:which|who|while|whereas|because|although|though|where|when|after|before"
    r"|since|amid|despite|following|including|leaving|killing|wounding|injuring|causing|driving|carrying|wearing"
    r"|targeting|saying|citing|claiming|according|but|as|and|in|on|at"
    r"|near|from|during|by|with|for|against|between|into|across|inside|outside|around|through|under|over)\s)"
)
"""Where a phrase ends; "of" and "to" belong to what stands before them."""

_SPAN = re.compile(r"\b(?:minutes?|hours?|days?|weeks?|months?|years?)$")
"""What a title does not end with: "a day" may go on with "after the bridge fell"."""

_BEGUN = re.compile(r"\s(?:and|but|or)\s(?!\w+ed$)\w+$")
"""Nor with the first word of one more clause."""

_INITIALS = re.compile(r"\b[A-Z]\.[A-Z]$")
"""The full stop of "U.S." belongs to the word."""

_SAYING = re.compile(
    r"\b(?:said|says|say|believes?|believed|told|added|reported|claimed|announced|confirmed|that)\b"
)
_DANGLING = re.compile(
    r"(?:[\s,]+(?:and|or|but|of|in|on|at|by|to|for|with|between|from|the|a|an|as|that|after|before|including"
    r"|was|were|is|are|be|been|has|have|had|its|their|his|her|some|each|every|other|said|says|both|not"
    r"|where|which|who|when|while|killing|wounding|injuring|leaving|causing|adding|saying))+$",
    re.IGNORECASE,
)
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
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|did|does|do|says|said|kills?|killed"
    r"|[a-z]{3,}(?:ed|es)|left|lost|shot|fled|met|died|dead|hit|held|took|saw|came|went|began|put|found|sent"
    r"|struck|blew|rose|fell|cost|lies|lay|led|made|gave|told|fought|drove|set)\b"
)
_PAGE = re.compile(
    r"https?\S|www\.|pic\.\w|[|\[\]{}<>_@#©]|\b(?:Tags|Related|Photo|Image \d|YouTube|Subscribe)\b"
)
_GLUED = re.compile(r"\bhow (?:many|much money)\s+(?:[\d,.]+\b|[A-Z]|[,;:.)]|(?:was|were|is|are|has|have)\b)")
_DOUBLE = re.compile(r"\bhow (?:many|long|much|old)\b.*\bhow (?:many|long|much|old)\b", re.I)
_SHOUTED = re.compile(r"^(?:[A-Z]{3,}[\s,]+)+")


def shorten(text: str, length: int = MAX_LENGTH) -> str:
    """`text` in one line of at most `length` characters, cut behind a phrase or else at a word, with "…"."""
    return cut(" ".join(text.split()), length)


def cut(text: str, length: int) -> str:
    """`text`, a single line, cut to `length` characters: behind a clause, or a phrase, or else at a word."""
    if len(text) <= length:
        return text
    least = length // 2
    for match in reversed(list(_BREAK.finditer(text[: length + 2]))):
        kept = undangled(text[: match.start()])
        if match.start() <= length and len(kept) >= least and _is_told(kept, text[len(kept) :]):
            return kept
    head = text[: max(0, length - 1)]
    return head[: head.rfind(" ") if " " in head[length // 2 :] else len(head)].rstrip(EDGES) + "…"


def _is_told(kept: str, rest: str) -> bool:
    """Whether a clause is told to its verb, where the text has one, and what was said to its own."""
    if _SPAN.search(kept) or _BEGUN.search(kept):
        return False
    after = _SAYING.split(kept)[-1]
    return bool(_VERB.search(after)) or not _VERB.search(_SAYING.sub("", rest))


def near_end(text: str, length: int) -> str:
    """The end of `text`, of at most `length` characters: from the begin of a phrase on, or else of a word."""
    if len(text) <= length:
        return text
    tail = text[len(text) - length - 1 :]
    starts = _BREAK.search(tail)
    if starts:
        return tail[starts.end() :]
    return tail[tail.find(" ") + 1 :]


def undangled(text: str) -> str:
    """`text` without the words at its end that lead on to others."""
    kept = _DANGLING.sub("", text.rstrip(EDGES)).rstrip(EDGES)
    return f"{kept}." if _INITIALS.search(kept) and text.startswith(f"{kept}.") else kept


def paired(text: str) -> str:
    """`text` in one line, without quotation marks and brackets that lack their partner."""
    for opening, closing in ("“”", '""', "()"):
        odd = text.count(opening) != text.count(closing) if opening != closing else text.count(opening) % 2
        if odd:
            text = text.replace(opening, "").replace(closing, "")
    return " ".join(text.split())


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
        + 4 * bool(_VERB.search(body))
        - 6 * bool(_PAGE.search(body))
        - 2 * bool(_GLUED.search(body))
        - 3 * bool(_DOUBLE.search(body))
        - 2 * bool(_AGED.search(body))
        - bool(_SHOUTED.match(body))
        + min(named, 2)
        + (len(body) >= SHORTISH)
        - (len(title) >= LONGISH)
    )

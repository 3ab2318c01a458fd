"""Who says what in one sentence: each verb of saying with its subject and the words that are said.

Rules over word forms. A verb of saying is sought first; its subject is the noun phrase before it, over
adverbs, auxiliaries and an apposition, or behind it ("said Ida Lund"); what is said is on the other side.
Every search from a verb looks at a bounded stretch, so that the work grows with the words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from operator import attrgetter

from compare.extraction.claims import cues
from compare.extraction.claims.marked_words import DAYS, DOT, Word, masked, word_list
from compare.extraction.claims.phrases import left_phrase, main_subject, right_phrase
from compare.extraction.claims.sources import is_source
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists

__all__ = ["Said", "find_said"]

_SOURCES = word_lists("en", "reporting_verbs")
_ACCORDING = re.compile(
    rf"\b(?:[Aa]ccording to|[Aa]s told by|(?P<citing>{any_of(_SOURCES['citing'])}))\s+(?=[\w“\"])"
)
_OWN = re.compile(
    r"\b(?P<np>(?:[A-Z][\w․-]{0,30} ){0,3}[A-Z][\w․-]{0,30}"
    r"|\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er) (?:[a-z-]{1,30} ){0,2}[a-z-]{1,30})"
    rf"(?:[’']s|(?<=s)[’'])\s+(?:\w+\s+){{0,2}}?{any_of(cues.NOUNS)}\s+(?=that\b)"
)
_WORDS = word_lists("en", "who_says")
_TAIL = _WORDS["tail"] | DAYS
_CONTRAST = _WORDS["contrast"]
_OUTSIDE = _CONTRAST | _WORDS["outside"]
_CLAUSES = frozenset({"no", "he", "she", "they", "it", "there", "how", "what", "why"})
_OPENING = frozenset({"“", "‘", "``", "„", "«"})
_CLOSING = frozenset({"”", "’’", "''", "»"})
_QUOTES = _OPENING | _CLOSING | {'"'}
_OPENS_SOURCE = frozenset({"the", "a", "an", "one", "his", "her", "its"})
_STOPS = frozenset({";", "—", "–", "--"})
_READ = 3000
"""Characters of a sentence that are read; what is longer is no sentence."""
_MOST = 12
"""Verbs of saying read in one sentence; one with more is a list."""


def _contrasts(word: str) -> bool:
    """Whether a word behind a comma opens what is no longer said."""
    return word in _CONTRAST


def _leaves_act(word: str) -> bool:
    """The same behind words that are no clause: "rejected the plan, which"."""
    return word in _OUTSIDE or word.endswith("ly")


@dataclass(frozen=True, slots=True)
class Said:
    """That ``text[start:end]`` is said by `speaker`; offsets are characters in the sentence."""

    start: int
    end: int
    speaker: str
    source_start: int
    source_end: int
    denied: bool = False
    verb: str = ""
    """The verb of saying as it stands; "" for other words."""


def find_said(sentence: str) -> list[Said]:
    """What the sentence says that somebody says, in order of the verbs; a pronoun is given as it stands."""
    text = masked(sentence[:_READ])
    words = word_list(text)
    found = [*islice(_cited(text), _MOST), *islice(_owned(text), _MOST)]
    last: tuple[int, int] | None = None
    for i, word in enumerate(words):
        if len(found) >= 3 * _MOST:
            break
        lower = word.lower
        if (lower not in cues.FINITE and lower not in cues.PARTICIPLES) or _named(words, i):
            continue
        read = _read(text, words, i, last)
        if read is None:
            continue
        one, subject = read
        found.append(replace(one, verb=lower))
        last = subject or last
    return [one for one in _clipped(found) if one.end > one.start]


def _clipped(found: list[Said]) -> Iterator[Said]:
    """The statements, each ending where a source stands that is named behind its words."""
    behind = [one.source_start for one in found if one.source_start >= one.end]
    for one in found:
        cut = min((at for at in behind if one.source_end < at < one.end), default=one.end)
        yield replace(one, end=cut)


def _read(
    text: str, words: list[Word], i: int, last: tuple[int, int] | None
) -> tuple[Said, tuple[int, int] | None] | None:
    """The statement whose verb is word `i`, and its subject; None where it is no verb of saying."""
    lower = words[i].lower
    following = words[i + 1] if i + 1 < len(words) else None
    participle = lower in cues.PARTICIPLES
    being = _behind_being(words, i)
    passive = following is not None and following.lower == "by" and lower.endswith("ed")
    if passive or (being and not participle):
        return _by(text, words, i)
    if participle and not being:
        linked = i > 0 and words[i - 1].text in {",", "and", "while", "by"} and _has_object(words, i)
        subject = (last or main_subject(words, i)) if linked else None
        return (_behind(text, words, i, subject), None) if subject else None
    if lower in cues.NOUNS_RATHER and not _has_object(words, i):
        return None
    if right := _source_behind(text, words, i):
        return _around(text, words, i, right), right
    subject = left_phrase(words, i, last)
    if subject is None or (lower in cues.BASES and not _plural(text, subject)):
        return None
    if lower in cues.SAYS and _ends_there(text, words, i, subject):
        return _before(text, words, i, subject), subject
    return (_behind(text, words, i, subject), subject) if _states(text, words, i, subject) else None


def _source_behind(text: str, words: list[Word], i: int) -> tuple[int, int] | None:
    """The extent of the source behind verb `i`: "“…,” said Ida Lund"."""
    if words[i].lower not in cues.INVERTED or not _after_quotation(text, words, i):
        return None
    right = right_phrase(words, i + 1)
    comma = i > 0 and words[i - 1].text == ","
    if right is None or (comma and left_phrase(words, i, None)):
        return None
    return right if _is_over(words, _at(words, right[1]), comma) else None


def _states(text: str, words: list[Word], i: int, subject: tuple[int, int]) -> bool:
    """Whether what follows verb `i` is what its subject says."""
    lower = words[i].lower
    if not _has_words(words, i) or (lower in cues.PARTING and words[i + 1].lower in cues.PARTED):
        return False
    if lower in cues.QUOTING:
        return _quotes(words, i)
    return lower not in cues.FINDING or _finds(text, words, i, subject)


def _said(text: str, start: int, end: int, subject: tuple[int, int], denied: bool = False) -> Said:
    speaker = text[slice(*subject)].replace(DOT, ".")
    return Said(start, end, " ".join(speaker.split()), *subject, denied)


def _behind(text: str, words: list[Word], i: int, subject: tuple[int, int]) -> Said:
    """What is said stands behind the verb, up to where the clause ends."""
    end = _clause_end(text, words, i)
    denied = words[i].lower in {"denied", "denies", "deny"}
    start = words[i].end
    if i + 1 < len(words) and words[i + 1].text in {",", ":"}:
        start = words[i + 1].end
    return _said(text, start, end, subject, denied)


def _clause_end(text: str, words: list[Word], i: int) -> int:
    """Where the clause that verb `i` opens is over: a dash, a semicolon, or what the outlet adds."""
    quoted = False
    added = _leaves_act if words[i].lower in cues.ACTS else _contrasts
    for k in range(i + 1, len(words)):
        word = words[k]
        if word.text in _QUOTES:
            quoted = not quoted
        elif quoted:
            continue
        elif (word.text in _STOPS and (word.text != ";" or added is _leaves_act)) or (
            word.text == "," and k > i + 2 and k + 1 < len(words) and added(words[k + 1].lower)
        ):
            return word.start
    return len(text)


_EARLY = 0.35
"""Part of a sentence within which a source stands that parts what it says: "A boat, it said, sank.\"
Of 19,693 readings, a fifth less changes 1, a fifth more none."""


def _before(text: str, words: list[Word], i: int, subject: tuple[int, int]) -> Said:
    """What is said stands before its source: "Twelve boats sank, the port said.\""""
    start = 0
    for word in reversed(words[: _at(words, subject[0])]):
        if word.text == ";":
            start = word.end
            break
    end = subject[0]
    rest = text[words[i].end :]
    if re.match(r"[^“”\",.;]{0,60}[,.:]\s+[“\"]\w", rest) or (
        re.match(r"[^“”\",.;]{0,60},\s+\w", rest) and subject[0] < _EARLY * len(text)
    ):
        end = len(text)
    return _said(text, start, end, subject)


def _around(text: str, words: list[Word], i: int, subject: tuple[int, int]) -> Said:
    """ "…", said X, "…": what is said stands before the verb, and may go on behind its source."""
    rest = text[subject[1] :]
    end = len(text) if re.search(r"[“\"]\w", rest) else words[i].start
    return _said(text, 0, end, subject)


def _by(text: str, words: list[Word], i: int) -> tuple[Said, tuple[int, int] | None] | None:
    """ "was rejected by the council": the source stands behind "by"."""
    for k in range(i + 1, min(i + 4, len(words))):
        if words[k].lower == "by":
            right = right_phrase(words, k + 1)
            if right is None or text[right[0] : right[1]].endswith("ing"):
                return None
            return _said(text, 0, words[i].start, right), None
    return None


def _cited(text: str) -> Iterator[Said]:
    """ "according to X", before or behind what it says."""
    for found in _ACCORDING.finditer(text):
        words = word_list(text[found.end() : found.end() + 160])
        right = right_phrase(words, 0, alone=True)
        if right is None or (found["citing"] and not is_source(text[found.end() :][slice(*right)])):
            continue
        subject = (right[0] + found.end(), right[1] + found.end())
        if found["citing"] and re.match(r" (?:as|saying)\b", text[subject[1] :]):
            one = _said(text, subject[1], len(text), subject)
        elif not text[: found.start()].strip('“"‘ '):
            comma = text.find(",", subject[1], subject[1] + 60)
            start = comma + 1 if comma >= 0 else subject[1]
            one = _said(text, start, len(text), subject)
        elif text[: found.start()].rstrip().endswith(",") and text[subject[1] : subject[1] + 1] == ",":
            one = _said(text, 0, len(text), subject)
        else:
            one = _said(text, 0, found.start(), subject)
        yield replace(one, source_start=found.start())


def _owned(text: str) -> Iterator[Said]:
    """ "the minister's claim that …"."""
    for found in _OWN.finditer(text):
        yield _said(text, found.end(), len(text), found.span("np"))


def _behind_being(words: list[Word], i: int) -> bool:
    """Whether a form of to be stands before word `i`, over adverbs."""
    for k in range(i - 1, max(-1, i - 4), -1):
        if words[k].lower in cues.IS:
            return True
        if words[k].lower not in cues.BETWEEN and not words[k].lower.endswith("ly"):
            return False
    return False


def _finds(text: str, words: list[Word], i: int, subject: tuple[int, int]) -> bool:
    """Whether a clause follows a verb of finding, or a study is its subject."""
    if _quotes(words, i) or words[i + 1].lower in _CLAUSES:
        return True
    return any(word.lower() in cues.STUDIES for word in text[slice(*subject)].split())


def _named(words: list[Word], i: int) -> bool:
    """Whether the word is part of a name or a headline's noun: "the United States"."""
    return i > 0 and words[i].text[0].isupper() and words[i].lower in cues.NOUNS_RATHER


def _quotes(words: list[Word], i: int) -> bool:
    """Whether a quotation or "that" follows."""
    return any(word.text in _QUOTES | {":"} or word.lower == "that" for word in words[i + 1 : i + 12])


def _is_over(words: list[Word], k: int, comma: bool) -> bool:
    """Whether nothing follows at word `k` that would make what stands before it the subject of a verb."""
    if k >= len(words):
        return True
    if comma:
        return words[k].text in {".", ",", ";", ":"} or (words[k].lower in _TAIL or words[k].lower == "who")
    return not cues.is_verb(words[k].lower)


def _after_quotation(text: str, words: list[Word], i: int) -> bool:
    """Whether the verb follows what is said at once."""
    if i == 0:
        return len(words) > 1 and words[1].text[0].isupper() and any(w.text == ":" for w in words[2:8])
    before = words[i - 1].text
    if before in {'"', "''"} and text[words[i - 1].start - 1 : words[i - 1].start].isspace():
        return False
    if before not in _CLOSING | {'"', ","}:
        return False
    following = words[i + 1] if i + 1 < len(words) else None
    if following is None or not (following.text[:1].isalnum()) or following.lower in DAYS:
        return False
    if before == ",":
        return following.text[:1].isupper() or following.lower in _OPENS_SOURCE
    return following.lower not in {"that", "on", "in", "at", "to"}


def _ends_there(text: str, words: list[Word], i: int, subject: tuple[int, int]) -> bool:
    """Whether the verb ends its clause behind what is said: "…, the port said on Monday."."""
    if not text[: subject[0]].strip(" “”\"‘’'"):
        return False
    first = _at(words, subject[0])
    parted = first > 0 and words[first - 1].text in _QUOTES | {",", "—", "–", "--", "?", "!"}
    following = words[i + 1] if i + 1 < len(words) else None
    if following is None or following.text in {".", "!", "?", ",", ";"} or following.text in _CLOSING:
        opens = (
            len(words) > i + 2
            and following is not None
            and following.text == ","
            and words[i + 2].text in _QUOTES
        )
        return not opens or parted
    if following.text in _QUOTES or following.lower == "that" or following.text == ":":
        return False
    if following.lower.endswith("ing") and following.text[0].islower() and not parted:
        return not any(word.lower == "that" for word in words[i + 1 : i + 9])
    if words[i].lower in {"told", "tells", "tell"}:
        return parted and not any(
            word.lower == "that" or word.text in _QUOTES for word in words[i + 1 : i + 14]
        )
    if following.lower in _TAIL:
        timely = following.lower in DAYS or following.lower == "on"
        parted = parted or (timely and first > 0 and text[subject[0]].islower())
        quoted = any(word.text in _QUOTES for word in words[i + 1 : i + 14])
        return (
            parted
            and (not quoted or words[first - 1].text in _QUOTES)
            and not any(word.lower == "that" for word in words[i + 1 : i + 9])
        )
    return False


def _has_words(words: list[Word], i: int) -> bool:
    """Whether something follows that can be what is said."""
    rest = words[i + 1 : i + 3]
    return any(word.text[:1].isalnum() or word.text in _QUOTES for word in rest)


def _has_object(words: list[Word], i: int) -> bool:
    """Whether a clause, an object or a quotation follows: what makes a verb of a form that may be a noun."""
    rest = words[i + 1 : i + 3]
    if not rest:
        return False
    first = rest[0]
    if first.text in {",", ":"} and len(rest) > 1:
        return rest[1].text in _QUOTES
    if first.text in _QUOTES or first.text[:1].isupper() or first.text[:1].isdigit():
        return True
    return first.lower in _WORDS["objects"]


def _plural(text: str, subject: tuple[int, int]) -> bool:
    """Whether the subject may stand before the base form of a verb: it is several."""
    phrase = text[slice(*subject)]
    first = phrase.split()[0].lower()
    plain = re.split(r",| (?:of|in|for|at|from|with|on|who|that) ", phrase)[0].rstrip('”’"')
    return (
        plain.endswith("s")
        or plain.split()[-1].lower() in {"they", "people", "police", "media", "men", "women", "who"}
        or " and " in phrase
        or first in {"many", "most", "some", "several", "few", "all", "both", "those"}
    )


def _at(words: list[Word], position: int) -> int:
    """Index of the word at `position`."""
    return bisect_left(words, position, key=attrgetter("start"))

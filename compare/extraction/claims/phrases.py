"""The noun phrases that stand beside a verb of saying: its subject, before or behind it."""

from __future__ import annotations

import re

from compare.extraction.claims import cues
from compare.extraction.claims.marked_words import DAYS, DOT, Word
from compare.extraction.claims.sources import PRONOUNS, REACH, speaker
from compare.lang.en.endings import is_adverb_form, is_participle_form
from compare.lang.en.name_lexicon import ROLE
from compare.lang.resources import word_lists

_APPOSITION = 60
"""Words of what describes a source between commas at most: longer than the source that is told."""
_CLAUSE = 20
"""Words of a relative clause that still describes who speaks; a longer one tells something of its own."""
_WORDS = word_lists("en", "who_says")
_DETERMINERS, _PREPOSITIONS = cues.DETERMINERS, cues.PREPOSITIONS
_LEADING = _PREPOSITIONS - {"of"}
_TIMES = _WORDS["times"]
_CUT = cues.CLAUSE_OPENERS | cues.AUXILIARIES
_DASHES = frozenset({"—", "–", "--", "-"})
_INSERTIONS = _DASHES | {",", ")"}
_QUOTES = frozenset({"“", "”", '"', "``", "''", "«", "»", "„"})
_ENDS = DAYS | _WORDS["ends"]
_VERBS = cues.AUXILIARIES | cues.SAYS_SURELY | cues.PARTICIPLES
_TIMELY = _TIMES | DAYS | {"a", "an", "his", "her", "remarks"}
_ADVERBIAL = _LEADING | cues.BEFORE | cues.AUXILIARIES | cues.BETWEEN | {"who", "which", "whose"}


def left_phrase(words: list[Word], i: int, last: tuple[int, int] | None) -> tuple[int, int] | None:
    """The extent of the subject of the verb that is word `i`; None where none is sure.

    `last` is the subject of the verb of saying before it, which is that of a further one, too.
    """
    j = _over_adverbs(words, i - 1)
    if j < 0 or words[j].lower in cues.MODALS:
        return None
    if words[j].lower in {"and", "but", "then"} or (words[j].text == "," and last and i - j > 1):
        return last or main_subject(words, j)
    if words[j].lower == "who":
        k = j - 1
        if k >= 0 and words[k].text == ",":
            k -= 1
        return speaker(words, _start(words, k), k) if k >= 0 else None
    if 0 < j < i - 1 and words[j].lower.endswith("ed") and words[j + 1].lower in DAYS | {"on"}:
        j -= 1  # "a poll released Friday shows"
    if words[j].lower.endswith(("'s", "s'")) or _past(words, j):
        return None
    inserted = _before_insertion(words, j)
    if inserted is None:
        return None
    first, j = inserted
    low = _start(words, first)
    if first < i - 1 and words[i - 1].text == ",":
        low = _widened(words, low)
    if low > 0 and words[low - 1].lower in _WORDS["relative"]:
        return None
    if j - low >= REACH:
        j = first  # what describes whom is told at length is left out: the name stays
    named = words[j].text in _INSERTIONS and words[low].text[0].isupper()
    return speaker(words, low if named else _nearest(words, low, j, i), j)


def _before_insertion(words: list[Word], j: int) -> tuple[int, int] | None:
    """The last words of the head and the whole of a phrase that ends with `j`; None where none opens it."""
    if words[j].text not in _INSERTIONS:
        return j, j
    opened = _opened(words, j)
    if not opened or words[opened - 1].text == ",":
        return None
    aside = words[opened].text in _DASHES or (
        j - opened <= 2 and words[opened + 1].lower in cues.BEFORE  # ", however,"
    )
    dropped = aside or words[opened + 1].lower.endswith("ing")  # "Lund, speaking in Oslo, said"
    return opened - 1, opened - 1 if dropped else j


def _nearest(words: list[Word], low: int, j: int, i: int) -> int:
    """The start of the phrase next to verb `i` where two stand before a verb that ends its clause."""
    following = words[i + 1].lower if i + 1 < len(words) else ""
    timely = following in {"on", "late", "early"} or following in DAYS
    if following[:1] in {"", "."} or timely or (following.endswith("ing") and following not in _PREPOSITIONS):
        return _second(words, low, j)
    return low


def _widened(words: list[Word], low: int) -> int:
    """The start with what stands before a part that only describes it: "Lund, 59, of Oslo, Va., said"."""
    for _ in range(3):
        if low < 2 or words[low - 1].text != "," or not _describes(words, low):
            break
        low = _start(words, low - 2)
    return low


def _describes(words: list[Word], low: int) -> bool:
    """Whether the part of a phrase behind a comma goes on with what stands before it."""
    word = words[low]
    head = _start(words, low - 2)
    apart = (
        word.text[0].isdigit()
        or DOT in word.text
        or (word.text[0].islower() and word.lower not in _DETERMINERS)
        # "Lund, the head of the bank, one of the biggest, said", not "In Oslo, the head"
        or (word.lower in {"the", "a", "an"} and not (head and words[head - 1].lower in _LEADING))
    )
    return apart and (words[low - 2].text[0].isupper() or words[low - 2].text[0].isdigit())


def _second(words: list[Word], low: int, high: int) -> int:
    """The start of a second noun phrase behind a first one, without a comma: "12 boats the port said"."""
    for k in range(high - 1, low, -1):
        if words[k].lower in {"the", "a", "an"} and words[k - 1].lower not in _PREPOSITIONS | {"and", "or"}:
            return k
    return low


def _over_adverbs(words: list[Word], j: int) -> int:
    """The word before adverbs, auxiliaries and times that end with word `j`."""
    while j > 0:
        if _between(words[j]):
            j -= 1
        elif words[j].lower in DAYS and words[j].text[0].isupper() and not words[j - 1].text[0].isupper():
            j -= 2 if words[j - 1].lower == "on" else 1
        elif words[j].lower in _TIMES and words[j - 1].lower in {"this", "last", "next"}:
            j -= 2
        else:
            break
    return j if j >= 0 and not _between(words[j]) else -1


def main_subject(words: list[Word], i: int) -> tuple[int, int] | None:
    """The phrase that opens the sentence, up to its first verb, before word `i`."""
    low = 0
    stop = min(i, 2 * REACH)
    while low < stop and (words[low].lower in cues.BEFORE or not words[low].text[0].isalnum()):
        low += 1
    if low < stop and words[low].lower in _LEADING:
        while low < stop and words[low].text != ",":
            low += 1
        low += 1
    for k in range(low, min(i, low + REACH)):
        if words[k].text == "," or cues.is_verb(words[k].lower) or _past(words, k):
            high = k
            while high > low and (_between(words[high - 1]) or not words[high - 1].text[0].isalnum()):
                high -= 1
            return speaker(words, low, high - 1) if high > low else None
    return None


def right_phrase(words: list[Word], i: int, alone: bool = False) -> tuple[int, int] | None:
    """The extent of the noun phrase that begins with word `i`, with an apposition; None where none begins.

    With `alone`, a comma may also part it from what it says: "according to Lund, boats sank".
    """
    k = i
    while k < min(len(words), i + REACH):
        word = words[k]
        if word.lower == "who" and k > i and (stop := _relative_end(words, k)):
            k = stop
            continue
        if word.text == "(":
            k = next((n for n in range(k, min(len(words), k + 10)) if words[n].text == ")"), k) + 1
            continue
        if word.text == ",":
            if k + 1 < len(words) and words[k + 1].lower == "who" and (stop := _relative_end(words, k + 1)):
                k = stop
                continue
            if not _apposition(words, k) or (alone and not _closes(words, k + 1)):
                break
        elif (not word.text[0].isalnum() and word.text not in {"&", "’", "'"}) or _ends(words, k, i):
            break
        k += 1
    while k > i and not words[k - 1].text[0].isalnum() and words[k - 1].text != ")":
        k -= 1
    return speaker(words, i, k - 1) if k > i else None


def _ends(words: list[Word], k: int, first: int) -> bool:
    """Whether a phrase that began before is over at word `k`."""
    word = words[k]
    if k == first:
        return False
    if word.lower == "who":
        return _relative_end(words, k) is None
    if word.lower == "by" and words[k - 1].lower.endswith("ed"):
        return False
    if word.lower == "to":
        return words[k - 1].text[0].isupper() or k + 1 >= len(words) or words[k + 1].lower in cues.BASES
    if word.lower in {"on", "in", "at", "with", "from"}:
        following = words[k + 1 : k + 3]
        year = word.lower == "in" and following[:1] != [] and following[0].text[0].isdigit()
        return year or any(w.lower in _TIMELY for w in following)
    verb = word.lower in _VERBS or cues.is_past(word.lower)
    return verb or word.lower in _ENDS


def _apposition(words: list[Word], k: int) -> bool:
    """Whether what follows a comma describes what stands before it."""
    following = words[k + 1 : k + 3]
    if not following:
        return False
    first = following[0]
    if first.lower in {"the", "a", "an", "one", "of", "now"} or first.lower in ROLE:
        return True
    if first.text[0].islower():  # "executive director of the group"
        ending = first.lower.endswith(("ing", "ly", "ed"))
        if first.lower in _ADVERBIAL or ending or cues.is_verb(first.lower):
            return False
        return _closes(words, k + 1)
    return re.match(r"[DR]-[A-Z]", first.text) is not None or first.lower in {"jr․", "sr․"}


def _relative_end(words: list[Word], k: int) -> int | None:
    """Where a relative clause that begins with word `k` ends, if it is short and ends the sentence."""
    for n in range(k, min(len(words), k + REACH)):
        if words[n].text in {".", ",", ";", ":"} or words[n].text in _QUOTES:
            return n if n - k <= _CLAUSE else None
    return len(words) if len(words) - k <= _CLAUSE else None


def _closes(words: list[Word], k: int) -> bool:
    """Whether what begins with word `k` is closed by a comma before any verb."""
    for word in words[k : k + 14]:
        if word.text in {",", "."}:
            return True
        if cues.is_verb(word.lower) or not word.text[0].isalnum():
            return False
    return False


def _between(word: Word) -> bool:
    """Whether a word may stand between a subject and its verb."""
    lower = word.lower
    if lower in cues.BETWEEN or lower in cues.IS:
        return True
    return is_adverb_form(lower) and lower not in _WORDS["nouns_in_ly"] and word.text[0].islower()


def _opened(words: list[Word], j: int) -> int | None:
    """The mark that opens the insertion which word `j` closes."""
    mark = {")": "("}.get(words[j].text, words[j].text)
    found = None
    for k in range(j - 1, max(0, j - _APPOSITION), -1):
        word = words[k]
        if word.text in _QUOTES or word.text in {".", ";", "?", "!", ":"}:
            break
        following = words[k + 1].lower
        if word.text != mark or (mark == "," and following in {"and", "but"}):
            continue
        found = k
        if mark != "," or words[k - 1].text[0].isupper() or following in {"who", "which", "a", "an", "the"}:
            break
    return found


def _start(words: list[Word], last: int) -> int:
    """Where the phrase begins whose head part ends with word `last`."""
    k = last
    while k >= 0 and last - k < REACH:
        word = words[k]
        lower = word.lower
        if word.text == ")":
            opened = next((n for n in range(k, max(-1, k - 10), -1) if words[n].text == "("), None)
            if opened is None:
                break
            k = opened - 1
            continue
        if word.text == "," and k + 1 <= last and re.match(r"[DR]-[A-Z]|Jr․|Sr․", words[k + 1].text):
            k -= 1
            continue
        if not word.text[0].isalnum() and word.text not in {"&", "’", "'"}:
            break
        if lower in _CUT:
            break
        if k < last and (lower in cues.SURE or (k and lower in cues.PARTICIPLES) or _past(words, k)):
            head = words[k + 1].lower
            if head not in _PREPOSITIONS and head not in DAYS and head not in {"last", "this", "earlier"}:
                break
        k -= 1
    return _trimmed(words, k + 1, last)


def _past(words: list[Word], k: int) -> bool:
    """Whether word `k` looks like a verb of the past."""
    lower = words[k].lower
    if not words[k].text[0].islower():
        return False
    if lower.endswith("ed") and k:
        before = words[k - 2 if k > 1 and words[k - 1].lower.endswith("ly") else k - 1]
        if before.lower in _DETERMINERS:
            return False
    if cues.is_verb(lower) and lower not in cues.NOUNS_RATHER:
        return True
    return is_participle_form(lower)


def _trimmed(words: list[Word], low: int, last: int) -> int:
    """The start without conjunctions, adverbs, days and phrases of place before the subject."""
    while low <= last:
        lower = words[low].lower
        following = words[low + 1] if low < last else None
        if lower in cues.BEFORE:
            low += 1
        elif lower in _LEADING:
            return _behind_adverbial(words, low, last)
        elif following is None:
            break
        elif lower in {"this", "last", "next", "late", "early"} and following.lower in _TIMES | DAYS:
            low += 2
        elif (lower in DAYS and not following.text[0].isupper()) or (
            lower.endswith("ly") and following.lower in _DETERMINERS | PRONOUNS
        ):
            low += 1
        else:
            break
    return low


def _behind_adverbial(words: list[Word], low: int, last: int) -> int:
    """The start of the subject behind an adverbial: its last article, or the name at its end."""
    for k in range(last, low, -1):
        if words[k].lower in PRONOUNS and k == last:
            return k
        if words[k].lower in _DETERMINERS and words[k - 1].lower not in _PREPOSITIONS:
            return k
        if words[k].lower in _LEADING and k == last:
            break
    k = last
    while (
        k > low
        and (words[k].text[0].isupper() or words[k].lower in {"of", "for"})
        and words[k].lower not in DAYS
    ):
        k -= 1
    if words[k].lower in _PREPOSITIONS or k == last:
        return last + 1
    return k + 1

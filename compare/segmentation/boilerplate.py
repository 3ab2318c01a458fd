"""Which sentences are furniture of the page: buttons, bylines, playlists, captions told twice.

The rules look at the shape of a line (its length, letters, script, closing punctuation, share of
words that web pages use for their controls), never at the wording of one site. Nothing is deleted:
a sentence is only marked, and whatever might state something stays unmarked.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from compare.lang.en.calendar import MONTH_SOURCE, WEEKDAY_SOURCE
from compare.lang.en.tokens import words
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists
from compare.lang.resources import words as listed
from compare.models import Sentence
from compare.segmentation.reader_appeals import reader_lines

_WORDS = word_lists("en", "page_words")
_LINES = word_lists("en", "line_verbs")

CONTROL_WORDS = listed("en", "page_controls")
"""Words that web pages write on their controls; small words between them count too."""

WEAK_WORDS = listed("en", "page_controls_weak")
"""Those of `CONTROL_WORDS` that prove nothing on their own."""

_LONG = 300
"""A longer line is prose, or a list. A fifth less or more changes none of 19,693 readings."""

SHORT = 4
"""A line of at most so many words without closing punctuation states nothing that can be compared.
Of 19,693 readings, a fifth less changes 4, a fifth more 11."""

HEAD = 12
"""The header of a page ends within so many sentences after the headline.
A fifth less or more changes none of 19,693 readings."""

_ADDRESS = re.compile(rf"(?:https?://|www\.)\S+|\b[\w.-]{{2,64}}\.{any_of(_WORDS['domains'])}(?:/\S*)?")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}")
_PHONE = re.compile(r"\d{3}[\s.)-]{1,2}\d{3}[\s.-]\d{4}|\d{3}-\d{4}")
_HANDLE = re.compile(r"(?<!\w)[@#]\w{2,}")
_PLAYLIST = re.compile(r"\d{1,2}:[0-5]\d(?::[0-5]\d)?\s+(?![ap]\.?\s?m\b)[“\"‘']?[A-Z\d]", re.ASCII)
_TWEET = re.compile(r"\s*[—–-]+ ?.{1,80}\(@\w{1,30}\)")
_BYLINE = re.compile(rf"\W*(?:{any_of(_WORDS['bylines'])}\s+)?by\b:?\s*", re.I)
_SMALL = frozenset({"and", "by", "of", "the", "for", "in", "at", *"&|/-–—"})
_RIGHTS = re.compile(
    r"^\W*(?i:copyright)\s+[A-Z©(\d]|©|\((?i:c)\)\s*\d{4}|\b(?i:copyright \d{4}|all rights reserved"
    rf"|may not be {any_of(_WORDS['rights'])})\b"
)
_CREDIT = re.compile(
    rf"\s*\(?(?:{any_of(_WORDS['labels'])}\b[^.:]{{0,30}}:|source:"
    r"|file:|(?:photos?|images?|pictures?|videos?)\s+(?:courtesy|provided|credits?|by|via|from)\b)",
    re.I,
)
_CREDIT_WORDS = 12
"""Words of a credit at most. Of 19,693 readings, a fifth less changes 2, a fifth more none."""
_STAFF = re.compile(rf"\b{any_of(_WORDS['staff'])} by\s+[A-Z]", re.I)
_STAFF_WORDS = 50
"""Words of a line that names who wrote and edited, at most.
A fifth less or more changes none of 19,693 readings."""
_EMBEDDED = re.compile(r"\s[–—|-]\s+YouTube$")
_PICTURE = re.compile(r"\W*(?:images?|photos?|pictures?|slides?)\s+\d{1,3}\s*(?:of|/)\s*\d{1,3}\b\W*", re.I)
_RIGHTS_WORDS = 40
"""Words of a line on rights, at most. A fifth less or more changes none of 19,693 readings."""
_AGENCY_CREDIT = re.compile(r"\(|\bhandout\b|\bphoto\b|\bgetty\b|\bvia\b|\bcourtesy\b|\s/\s", re.I)
_INVITE = re.compile(
    r"\s*(?:please\s+)?(?:"
    rf"{any_of(_WORDS['invitations'])}"
    rf")\b[^.]{{0,80}}\b{any_of(_WORDS['invited_to'])}\b",
    re.I,
)
_INVITE_WORDS = 16
"""Words of a line that invites to read or follow, at most.
A fifth less or more changes none of 19,693 readings."""
_REACH = re.compile(rf"\W*(?:please\s+)?{any_of(_WORDS['reaching'])}\b", re.I)
_THANKS = re.compile(r"\bcontributed to th(?:is|e) (?:report|story|article)\b", re.I)
_CONTRIBUTORS = re.compile(
    r"(?:(?:[A-Z][\w.'’-]*|and|&)[,\s]+){1,12}[Ww]ith contributions (?:from|by)\s+[A-Z]"
)
_BARS = re.compile(r"\s\|\s")
_BARRED_WORDS = 4
"""Words, on average and inclusive, between bars of a line that is a row of links.
A fifth less or more changes none of 19,693 readings."""
_LABEL = re.compile(
    rf"\W*(?:{any_of(_WORDS['label_openers'])}"
    rf"(?:\s+{any_of(_WORDS['label_ends'])})?"
    rf"|(?:previous|earlier|last)\s+{any_of(_WORDS['earlier_stories'])})\s*:",
    re.I,
)
_LIST = re.compile(
    r"\W*(?P<before>(?:\d+\s+)?(?:[Ss]ource:?\s+(?:[\w.]+\s+){1,5}?)?)"
    rf"(?i:{any_of(_WORDS['list_openers'])})\b(?:\s+(?:[Nn]ews|[Ss]tories|[Aa]rticles))?\s+[A-Z]"
)
_VERB = re.compile(
    r"\b(?:"
    rf"{any_of(_LINES['verbs'])}"
    rf"|[a-z]{{2,}}ed|{any_of(_LINES['numbers'])})\b",
    re.I,
)
_WHEN = re.compile(
    rf"(?<![A-Za-z])(?:{WEEKDAY_SOURCE}|{MONTH_SOURCE}|[ap]\.?m|{any_of(_WORDS['dated'])})\b\.?",
    re.I,
)
_ZONE = re.compile(r"\b[A-Z]{2,4}\b")
_TO_READER = re.compile(rf"\b(?:us|(?i:you|your|our|we|{any_of(_WORDS['to_readers'])}))\b")
_DIGITS = re.compile(r"\d+")
_CLOSED = re.compile(r"[.!?…:;,][\"”’»)\]]*$")


def mark_furniture(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences of one article with `furniture` set where a line is part of the page."""
    script = _main_script(s.text for s in sentences)
    playlist = sum(_PLAYLIST.match(s.text) is not None for s in sentences) > 1
    alone = [s.furniture or _is_furniture(s.text, script, playlist) for s in sentences]
    headline = alone.index(False) if False in alone else -1
    links = _link_list(sentences, alone) | reader_lines(sentences)
    seen: set[str] = set()
    marked: list[Sentence] = []
    for i, sentence in enumerate(sentences):
        key = _key(sentence.text)
        again = bool(key) and key in seen
        seen.add(key)
        label = i != headline and _is_label(sentence.text)
        header = headline < i < headline + HEAD and _is_header(sentence.text, sentences[headline].text)
        furniture = alone[i] or again or label or header or i in links
        marked.append(replace(sentence, furniture=True) if furniture else sentence)
    return marked


_HEADLINE = 20
"""Characters of a headline that no sentence ends with by chance.
A fifth less or more changes none of 19,693 readings."""
_BEFORE_HEADLINE = 12
"""Words of a page before its headline, at most. A fifth less or more changes none of 19,693 readings."""


def _is_header(text: str, headline: str) -> bool:
    """The headline once more, after some words of the page: "News, 3 comments on HEADLINE"."""
    before = len(_words(text)) - len(_words(headline))
    told = len(headline) >= _HEADLINE and text.endswith(headline)
    return told and before <= _BEFORE_HEADLINE and not _CLOSED.search(text)


def _key(text: str) -> str:
    """The words of a line; a picture's number before its caption is none of them."""
    text = _PICTURE.sub("", text, count=1) if _PICTURE.match(text) else text
    return " ".join(words(text.casefold()))


def _words(text: str) -> list[str]:
    """The words of a line without its numbers."""
    return [word for word in words(text, compounds=True) if word[0].isalpha()]


_LABEL_LENGTH = 60
"""Characters of a label, at most. A fifth less or more changes none of 19,693 readings."""


def _is_label(text: str) -> bool:
    """A few words without a verb, a number or closing punctuation: a heading, a button, a name."""
    if len(text) > _LABEL_LENGTH or len(text.split()) > SHORT or _CLOSED.search(text):
        return False
    return not _VERB.search(text) and not any(c.isdigit() for c in text)


_BESIDE_ADDRESS = 2
"""Words beside an address or a handle, at most, in a line that gives no more: "Mail: desk@example.com".
Of 19,693 readings, a fifth less changes 2, a fifth more none."""
_LIST_WORDS = 12
"""Words of a line that opens as a list of stories does, exclusive; a shorter one is a label.
A fifth less or more changes none of 19,693 readings."""


_CUT_OFF = re.compile(r"\[\+\s?[\d,]+ (?:chars|characters|words)\]$")
"""How a news interface says that it has cut the sentence, of which a number may be left in half."""


def _is_furniture(text: str, script: str, playlist: bool) -> bool:
    """Whether the line alone is of the page; `playlist` says that there are several like "1:23 Title"."""
    if script and _foreign(text, script):
        return True
    if not any(map(str.isalpha, text)) or _CUT_OFF.search(text):
        return True
    closed = bool(_CLOSED.search(text))
    if len(text) > _LONG:
        return _is_list(text, closed)
    bare = _HANDLE.sub(" ", _MAIL.sub(" ", _ADDRESS.sub(" ", text)))
    words = _words(bare)
    if len(words) <= _BESIDE_ADDRESS and bare != text:
        return True
    if _TWEET.match(text) or _LABEL.match(text) or (_PLAYLIST.match(text) and (playlist or not closed)):
        return True
    size = len(words)
    return (
        (size <= _RIGHTS_WORDS and _RIGHTS.search(text) is not None)
        or (size <= _CREDIT_WORDS and _CREDIT.match(text) is not None)
        or (size <= _INVITE_WORDS and _invites(text, bare))
        or (size <= _STAFF_WORDS and _is_staff(text))
        or _EMBEDDED.search(text) is not None
        or (not closed and (_is_byline(text) or _is_credit(text)))
        or (size > _LIST_WORDS and _is_list(text, closed))
        or _only_date(bare)
        or _controls(words)
        or _is_row(text, size)
    )


def _is_row(text: str, size: int) -> bool:
    """Links in a row: "News | Weather | Sports". Rows of tables have bars at their ends, or numbers."""
    if text.strip().startswith("|") or text.strip().endswith("|") or _DIGITS.search(text):
        return False
    bars = len(_BARS.findall(text))
    return bars >= 2 and size <= _BARRED_WORDS * (bars + 1)


def _is_staff(text: str) -> bool:
    """Who wrote and edited, as agencies close a story: "Reporting by Jane Doe; Editing by John Smith"."""
    return text.startswith("(") + len(_STAFF.findall(text)) >= 2


def _is_list(text: str, closed: bool) -> bool:
    """The titles of other stories in one line: "12 Related Mayor Opens Bridge Trains Stop Running"."""
    match = _LIST.match(text)
    return match is not None and (not closed or bool(match["before"]))


def _invites(text: str, bare: str) -> bool:
    """To subscribe, to follow, to read on, to reach the newsroom."""
    return bool(_INVITE.match(text) or _THANKS.search(text) or _reaches(text, bare))


def _reaches(text: str, bare: str) -> bool:
    """How to reach a reporter or a newsroom: "Contact Jane Doe at jdoe@example.com"."""
    return bool(_REACH.match(text)) and (bare != text or bool(_PHONE.search(text)))


_NAMES = 10
"""Words of the names in a byline or credit, at most.
A fifth less or more changes none of 19,693 readings."""


def _is_byline(text: str) -> bool:
    """ "By" and nothing but names: "By Jane Doe and John Smith, Staff Writers"; or who contributed."""
    if _CONTRIBUTORS.match(text):
        return True
    start = _BYLINE.match(text)
    words = text[start.end() :].split() if start else []
    return 1 <= len(words) <= _NAMES and _all_names(words)


def _is_credit(text: str) -> bool:
    """Nothing but names, in the way of a picture's credit: "(Jane Doe / Valley Times)"."""
    words = text.split()
    return len(words) <= _NAMES and _all_names(words) and _AGENCY_CREDIT.search(text) is not None


def _all_names(words: Iterable[str]) -> bool:
    return all(word in _SMALL or word.lstrip("(“‘/")[:1].isupper() for word in words)


_TEASER = (5, 25)
"""Words of a teaser, from and to: a shorter line is a label, a longer one prose.
Of 19,693 readings, a fifth less changes 7, a fifth more none."""
_TEXT_SENTENCES = 3
"""Sentences of a text, at least, from which teasers are told apart.
A fifth less or more changes none of 19,693 readings."""
_TEASERS = 3
"""Lines of a list of teasers, at least. Of 19,693 readings, a fifth less changes 11, a fifth more none."""
_BELONGS = 0.5
"""Part of the words of a line that stand elsewhere in the text where it belongs to it, inclusive.
A fifth less or more changes none of 19,693 readings."""
_CONTENT_LETTERS = 4
"""Letters of a word from which on it is mostly no grammar.
A fifth less or more changes none of 19,693 readings."""


def _link_list(sentences: Sequence[Sentence], known: Sequence[bool]) -> set[int]:
    """Lines of a list of links to other stories: several in a row without closing punctuation, that share
    few words with the rest of the article."""
    open_ended = [
        not known[i] and not _CLOSED.search(s.text) and _TEASER[0] <= len(s.text.split()) <= _TEASER[1]
        for i, s in enumerate(sentences)
    ]
    closed = sum(bool(_CLOSED.search(s.text)) for s in sentences)
    found: set[int] = set()
    if closed < _TEXT_SENTENCES or not any(open_ended):
        return found
    body = {word for i, s in enumerate(sentences) if not open_ended[i] for word in _content(s.text)}
    for flag, run in groupby(range(len(sentences)), key=lambda i: open_ended[i]):
        indices = list(run)
        if flag and len(indices) >= _TEASERS and indices[0] > 0:
            strange = [i for i in indices if _share(_content(sentences[i].text), body) < _BELONGS]
            if len(strange) * 2 > len(indices):
                found.update(indices)
    return found


def _content(text: str) -> set[str]:
    return {word.casefold() for word in _words(text) if len(word) >= _CONTENT_LETTERS}


def _share(words: set[str], body: set[str]) -> float:
    return len(words & body) / len(words) if words else 1.0


_DATE_LINE = 120
"""Characters of a line of date and place, at most. A fifth less or more changes none of 19,693 readings."""


def _only_date(text: str) -> bool:
    """A line of nothing but a date, a time and their labels."""
    if len(text) > _DATE_LINE or not any(c.isdigit() for c in text):
        return False
    return not _words(_ZONE.sub(" ", _WHEN.sub(" ", text)))


_CONTROLS_IN_ROW = 12
"""Words of a row of controls, at most. A fifth less or more changes none of 19,693 readings."""


def _controls(words: Sequence[str]) -> bool:
    """Whether most words of a short line are those of a page's controls."""
    if len(words) > _CONTROLS_IN_ROW:
        return False
    folded = [part for word in words for part in re.split(r"[-.]", word.casefold()) if part]
    known = sum(word in CONTROL_WORDS for word in folded)
    strong = sum(word in CONTROL_WORDS and word not in WEAK_WORDS for word in folded)
    return strong >= 1 and strong * 2 >= known and known * 4 >= len(folded) * 3


@cache
def _script(character: str) -> str:
    """The script of a letter, by the first word of its Unicode name."""
    if character.isascii():
        return "LATIN"
    return unicodedata.name(character, "").partition(" ")[0]


def _scripts(text: str) -> Counter[str]:
    text = text[:2_000]
    if text.isascii():
        return Counter(LATIN=sum(map(str.isalpha, text)))
    return Counter(_script(c) for c in text if c.isalpha())


def _main_script(texts: Iterable[str]) -> str:
    """The script of two thirds of the letters or more, or nothing."""
    total: Counter[str] = Counter()
    for text in texts:
        total.update(_scripts(text))
    if not total.total():
        return ""
    script, count = total.most_common(1)[0]
    return script if count * 3 >= total.total() * 2 else ""


def _foreign(text: str, script: str) -> bool:
    if script == "LATIN" and text.isascii():
        return False
    scripts = _scripts(text)
    return scripts.total() > 0 and scripts[script] * 3 < scripts.total()


_LONG_LINE = 8
"""Words of a line that two articles of a source do not share by chance.
A fifth less or more changes none of 19,693 readings."""
_REPEATS = 3
"""Articles of a source, at least, that hold a shorter line of its own.
A fifth less or more changes none of 19,693 readings."""


def repeated_lines(
    sentences: Mapping[str, Sequence[Sentence]], sources: Mapping[str, str]
) -> set[tuple[str, int]]:
    """Find the lines that one source repeats over its articles, as (article id, sentence index).

    `sentences` and `sources` are by article id. A line is the site's own when three articles of a
    source hold it (two, where it has eight words or more) and it is no statement: it lacks closing
    punctuation, or speaks to the reader. Background paragraphs that a source repeats are statements,
    and copies between sources are no furniture.
    """
    places: dict[tuple[str, str], dict[str, list[int]]] = {}
    for article in sorted(sentences):
        source = sources.get(article, "")
        for sentence in sentences[article] if source else ():
            if not _is_statement(sentence.text):
                key = _DIGITS.sub("0", _key(sentence.text))
                places.setdefault((source, key), {}).setdefault(article, []).append(sentence.index)
    found: set[tuple[str, int]] = set()
    for (_, key), articles in places.items():
        if len(articles) >= (2 if len(key.split(" ")) >= _LONG_LINE else _REPEATS):
            found.update((article, index) for article, indices in articles.items() for index in indices)
    return found


def _is_statement(text: str) -> bool:
    """Whether a line reads like prose about the world: closed, and not said to the reader."""
    return bool(_CLOSED.search(text)) and (text[:1] in '"“‘' or not _TO_READER.search(text))

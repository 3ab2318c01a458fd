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

from compare.models import Sentence

_CONTROLS = """
    about account ad ads advertisement advertising all app apps archive article articles author back
    bookmark bottom browse button buy caption categories category click close comment comments contact
    continue cookie cookies copy copyright credit credits download edition email e-mail embed
    facebook favorites feed file filed flipboard follow font for full fullscreen gallery getty google
    here home icon image images instagram join keyword keywords latest like link linkedin list listen load
    loading log login logout mail menu messenger more most mute navigation newer newest news newsletter
    newsletters next no older on online open our out page pause photo photos pinterest play playlist
    podcast policy popular post posted posts previous print privacy promoted published rate read reading
    recommended reddit register related reply report reserved rights rss save scroll search section see
    settings share shared shares show sign signup site sitemap size skip slideshow sms sponsored stories story
    subscribe subscription tag tagged tags telegram terms text the this to top topic topics trending tumblr
    tweet twitter up updated us use video videos view views visit watch website whatsapp x you your youtube
"""
CONTROL_WORDS = frozenset(_CONTROLS.split())
"""Words that web pages write on their controls; small words between them count too."""

_WEAK = "about all for full here like most no on our out the this to up us use x you your"
WEAK_WORDS = frozenset(_WEAK.split())
"""Those of `CONTROL_WORDS` that prove nothing on their own."""

SHORT = 4
"""A line of at most so many words without closing punctuation states nothing that can be compared."""

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w.-]{2,64}\.(?:com|org|net|co|tv|me|ly|gov|edu|info)(?:/\S*)?"
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}")
_HANDLE = re.compile(r"(?<!\w)[@#]\w{2,}")
_PLAYLIST = re.compile(r"\d{1,2}:[0-5]\d(?::[0-5]\d)?\s+(?![ap]\.?\s?m\b)[“\"‘']?[A-Z\d]", re.ASCII)
_TWEET = re.compile(r"\s*[—–-]+ ?.{1,80}\(@\w{1,30}\)")
_BYLINE = re.compile(r"\s*(?:(?:written|posted|reported|edited|photos?)\s+)?by\b:?\s*", re.I)
_SMALL = frozenset({"and", "of", "the", "for", "in", "at", *"&|/-–—"})
_RIGHTS = re.compile(
    r"©|\(c\)\s*\d{4}|\bcopyright\b|\ball rights reserved\b|\bmay not be (?:published|reproduced)", re.I
)
_CREDIT = re.compile(
    r"\s*\(?(?:photos?|images?|pictures?|video|credit|source|file|tags?|topics?|categor\w+)\b[^.:]{0,30}:",
    re.I,
)
_INVITE = re.compile(
    r"\s*(?:click|tap|swipe|scroll|subscribe|sign up|log ?in|follow|like|join|download|share|tweet"
    r"|read|see|watch|listen)\b"
    r"[^.]{0,80}\b(?:here|us|our|more|also|story|article|facebook|twitter|instagram|youtube|app|newsletters?|e?mails?"
    r"|alerts|inbox|updates|page|channel|whatsapp|telegram|below|above|comments?)\b",
    re.I,
)
_LABEL = re.compile(
    r"\s*(?:related|read|read more|see also|also read|also|more|watch|listen|editor['’]?s note)\s*:\s*", re.I
)
_WHEN = re.compile(
    r"\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august|september"
    r"|october|november|december|[ap]\.?m|[ecmp][sd]?t|gmt|utc|bst|published|posted|updated|modified|last|first"
    r"|on|at|by|of|date|time|ago|min|mins|minutes?|hours?|days?|weeks?|months?|read)\b\.?",
    re.I,
)
_CLOSED = re.compile(r"[.!?…:;,][\"”’»)\]]*$")


def mark_furniture(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences of one article with `furniture` set where a line is part of the page."""
    script = _main_script(s.text for s in sentences)
    seen: set[str] = set()
    marked: list[Sentence] = []
    headline = next((s.index for s in sentences if not _is_furniture(s.text, script)), -1)
    for sentence in sentences:
        key = _key(sentence.text)
        again = bool(key) and key in seen
        seen.add(key)
        label = sentence.index != headline and _is_label(sentence.text)
        furniture = sentence.furniture or again or label or _is_furniture(sentence.text, script)
        marked.append(replace(sentence, furniture=furniture) if furniture else sentence)
    return marked


def _key(text: str) -> str:
    return " ".join(word.casefold() for word in re.findall(r"\w+", text))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _is_label(text: str) -> bool:
    """A few words without closing punctuation: a heading, a button, a name."""
    return len(text) <= 60 and len(text.split()) <= SHORT and not _CLOSED.search(text)


def _is_furniture(text: str, script: str) -> bool:
    """Whether the line alone shows that it belongs to the page."""
    if script and _foreign(text, script):
        return True
    bare = _HANDLE.sub(" ", _MAIL.sub(" ", _ADDRESS.sub(" ", text)))
    words = _words(bare)
    if len(words) == 0 or (len(words) < 3 and bare != text):
        return True
    if len(text) > 400:
        return False
    if _TWEET.match(text) or _PLAYLIST.match(text) or _RIGHTS.search(text):
        return True
    if _CREDIT.match(text) or _LABEL.match(text) or (_INVITE.match(text) and len(words) <= 25):
        return True
    if not _CLOSED.search(text) and _is_byline(text):
        return True
    return _only_date(bare) or _controls(words)


def _is_byline(text: str) -> bool:
    """ "By" and nothing but names: "By Jane Doe and John Smith, Staff Writers"."""
    start = _BYLINE.match(text)
    words = text[start.end() :].split() if start else []
    return 1 <= len(words) <= 10 and all(word in _SMALL or word.lstrip("(“")[:1].isupper() for word in words)


def _only_date(text: str) -> bool:
    """A line of nothing but a date, a time and their labels."""
    return len(text) <= 120 and not _words(_WHEN.sub(" ", text))


def _controls(words: Sequence[str]) -> bool:
    """Whether most words of a short line are those of a page's controls."""
    if len(words) > 12:
        return False
    folded = [part for word in words for part in re.split(r"[-.]", word.casefold()) if part]
    known = sum(word in CONTROL_WORDS for word in folded)
    strong = sum(word in CONTROL_WORDS and word not in WEAK_WORDS for word in folded)
    return strong >= 1 and strong * 2 >= known and known * 4 >= len(folded) * 3


def _script(character: str) -> str:
    """The script of a letter, by the first word of its Unicode name."""
    if character.isascii():
        return "LATIN"
    return unicodedata.name(character, "").partition(" ")[0]


def _scripts(text: str) -> Counter[str]:
    return Counter(_script(c) for c in text[:2_000] if c.isalpha())


def _main_script(texts: Iterable[str]) -> str:
    """The script of two thirds of the letters or more, or nothing."""
    total: Counter[str] = Counter()
    for text in texts:
        total.update(_scripts(text))
    if not total:
        return ""
    script, count = total.most_common(1)[0]
    return script if count * 3 >= total.total() * 2 else ""


def _foreign(text: str, script: str) -> bool:
    scripts = _scripts(text)
    return bool(scripts) and scripts[script] * 3 < scripts.total()


def repeated_lines(
    sentences: Mapping[str, Sequence[Sentence]], sources: Mapping[str, str]
) -> set[tuple[str, int]]:
    """Find the lines that one source repeats over its articles, as (article id, sentence index).

    `sentences` and `sources` are by article id. A line is a site's own when three articles of the
    source hold it, or two where it does not read like prose. Copies between sources are no furniture.
    """
    places: dict[tuple[str, str], dict[str, list[int]]] = {}
    for article in sorted(sentences):
        source = sources.get(article, "")
        if not source:
            continue
        for sentence in sentences[article]:
            key = _key(sentence.text)
            if key:
                places.setdefault((source, key), {}).setdefault(article, []).append(sentence.index)
    found: set[tuple[str, int]] = set()
    for articles in places.values():
        if len(articles) >= 3:
            found.update((article, index) for article, indices in articles.items() for index in indices)
    return found

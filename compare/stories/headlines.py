"""The title of a story: the most central of its articles' headlines, without what a site puts around it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from compare.lang.en.headlines import without_teller
from compare.lang.en.lemmas import lemma
from compare.lang.en.phrase_ends import MAX_LENGTH, VERB, paired, shorten
from compare.lang.en.tokens import is_function_word, words
from compare.lang.resources import table
from compare.models import Article

__all__ = ["bare_headline", "story_title"]

LEAD = 600
"""Characters at the head of an article that tell what it is about."""

OPENING = 120
"""Characters of an opening that stands for a headline."""

LEAST_WORDS, MOST_WORDS = 4, 16
"""Words of a headline, inclusive, that says enough and reads at a glance."""

_TABLE = table("en", "headlines")
_LABELS = "|".join(sorted(map(re.escape, _TABLE["labels"].split()), key=len, reverse=True))
_SITE = frozenset(_TABLE["site"].split())
_SECTIONS = frozenset(_TABLE["sections"].split())
_NO_EVENT = frozenset(_TABLE["no_events"].split())

_LABEL = re.compile(rf"^(?:[(\[](?:{_LABELS})[)\]]\s*[:–—|-]?\s*|(?:{_LABELS})\s*(?:[:|]|\s[–—-])\s*)+", re.I)
_LABEL_BEHIND = re.compile(rf"\s*(?:[(\[](?:{_LABELS})[)\]]|[–—|-]\s*(?:{_LABELS}))$", re.I)
_PARTS = re.compile(r"\s+(?:\||-{1,2}|–|—|::|»)\s+")
_MOVED_ON = re.compile(
    r"(?:…|\.\.\.)$|\b(?:the|a|an|of|in|on|at|to|for|with|by|and|or|from|th|after|is|are|was|were|reportedly)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d[\d,.]*")
_QUOTE_OPENS, _QUOTE_CLOSES = re.compile(r"(?:^|\s)['‘“]"), re.compile(r"['’”](?=\W|$)")
_INITIALS = re.compile(r"\b[A-Z]\.(?:[A-Z]\.)*$")
_BROKEN = "\ufffd"
_AROUND = " \t|–—-:»"


def bare_headline(title: str, source: str = "") -> str:
    """`title` without labels before it, and without site, sections and who tells it behind it."""
    title = " ".join(title.split())
    parts = [part for part in _PARTS.split(title) if part]
    sites = [at for at, part in enumerate(parts) if _is_site(part, source)]
    if sites == [0] and (len(parts) > 1 or len(words(title)) <= _SITE_ALONE):
        title = title[len(parts[0]) :]
    elif sites and sites[-1] > 0:
        first = next(at for at in sites if at > 0)  # behind a site's name stand its sections and its town
        while first > 1 and _SECTIONS.issuperset(word.lower() for word in words(parts[first - 1])):
            first -= 1
        title = title[: _start(title, parts, first)]
    title = _without_outlet(title.strip(_AROUND), source)
    return without_teller(_LABEL_BEHIND.sub("", _LABEL.sub("", title)).strip(_AROUND))


def _without_outlet(title: str, source: str) -> str:
    """`title` without the outlet's name where nothing parts the two: "Ice closes the port Tarn Herald"."""
    own = title.split()
    at = len(own) - len(source.split())
    if not LEAST_WORDS <= at < len(own) or is_function_word(own[at - 1]):
        return title
    name = " ".join(own[at:])
    return (
        " ".join(own[:at])
        if name.lower() == " ".join(source.lower().split()) and name[0].isupper()
        else title
    )


def _start(title: str, parts: Sequence[str], number: int) -> int:
    """Where the part of that number begins."""
    at = 0
    for part in parts[:number]:
        at = title.index(part, at) + len(part)
    return title.index(parts[number], at)


_SITE_ALONE = 5
"""Words of a title that is a site's name and nothing else, at most."""
_SITE_WORDS = 8
"""Words of a site's name with its section, at most."""


def _is_site(part: str, source: str) -> bool:
    """Whether a part of a title names the site or its section."""
    found = [word.lower() for word in words(part)]
    if not found or len(found) > _SITE_WORDS:
        return not found
    squeezed = "".join(found)
    known = "".join(words(source.lower().removeprefix("www.").partition(".")[0]))
    if len(known) > 2 and (squeezed.startswith(known) or squeezed == "".join(words(source.lower()))):
        return True
    return bool(_SITE & set(found)) and not VERB.search(part)


DIGITS = 9
"""Decimals of a score: what rounding makes decides no title."""


def story_title(articles: Sequence[Article], frequency: Mapping[str, int], disputed: Collection[str]) -> str:
    """The headline that most of the others, and the articles' heads, tell too; else such an opening.

    `frequency` says in how many articles a lemma stands, `disputed` are numbers that the sources do not agree
    on: a headline of such a number takes a side. The order of `articles` breaks ties.
    """
    told = [head_lemmas(article) for article in articles]
    titled = any(bare_headline(article.title, article.source) for article in articles)
    best, title = float("-inf"), ""
    for at, article in enumerate(articles):
        candidate = bare_headline(article.title, article.source)
        if not candidate and titled:
            continue
        candidate = candidate or opening(article)
        others = [found for row, found in enumerate(told) if row != at] or [told[at]]
        score = round(_central(candidate, others, frequency) - _faults(candidate, disputed), DIGITS)
        if score > best:
            best, title = score, candidate
    return _tidy(title)


_LABEL_WORDS = 3
"""Words of a line over an article that is a label, at most."""


def opening(article: Article) -> str:
    """The first words of an article that has no headline."""
    first = next(
        (line.strip() for line in article.text.splitlines() if len(line.split()) > _LABEL_WORDS), article.text
    )
    return paired(shorten(first[: 4 * MAX_LENGTH], OPENING))


def head_lemmas(article: Article) -> frozenset[str]:
    """The lemmas of an article's headline and lead that are no function words."""
    return frozenset(_lemmas(f"{article.title}\n{article.text[:LEAD]}"))


def _lemmas(text: str) -> set[str]:
    return {lemma(word.lower()) for word in words(text) if len(word) > 2 and not is_function_word(word)}


def _central(title: str, others: Sequence[frozenset[str]], frequency: Mapping[str, int]) -> float:
    """The part of the title's words, rare ones counting more, that the average other article has too."""
    own = {word: 1 / math.sqrt(1 + frequency.get(word, 0)) for word in _lemmas(title)}
    total = math.fsum(own.values())  # of a set, whose order is no one's
    if not total:
        return 0.0
    counts = Counter(word for found in others for word in own if word in found)
    return math.fsum(own[word] * n for word, n in counts.items()) / (total * len(others))


def _faults(title: str, disputed: Collection[str]) -> float:
    """What makes a headline a poor title of a story."""
    found = words(title)
    numbers = {number.rstrip(".,").replace(",", "") for number in _NUMBER.findall(title)}
    letters = [c for c in title if c.isalpha()]
    return (
        0.35 * bool(numbers & set(disputed))
        + 0.25 * (len(found) < LEAST_WORDS)
        + 0.15 * (len(found) > MOST_WORDS)
        + 0.15 * title.endswith("?")
        + 0.15 * title.startswith(("'", '"', "“", "‘"))
        + 0.3 * bool(_MOVED_ON.search(title))
        + 0.5 * (_BROKEN in title)
        + 0.2 * (sum(map(str.isupper, letters)) > 0.7 * len(letters))
        + 0.2 * _is_open(title)
        + 0.1 * bool(found and found[0].lower() in _NO_EVENT)
    )


def _is_open(title: str) -> bool:
    """Whether a quotation begins in it that does not end."""
    return title.count('"') % 2 == 1 or len(_QUOTE_OPENS.findall(title)) > len(_QUOTE_CLOSES.findall(title))


def _tidy(title: str) -> str:
    """A headline on one line without a full stop; cut behind a phrase where it is too long to read."""
    title = shorten(title, OPENING)
    return title if _INITIALS.search(title) else title.rstrip(".")

"""People, places and organisations as spans, by rules over capitalised runs.

There is no list of people. What opens a sentence, stands in a headline or names a nation is decided by a
pass over the whole document: is the word written in lower case elsewhere, does it stand capitalised in the
middle of a sentence? ``value`` is the normalised form: without title, article and possessive; a surname
alone gets the full form that the same text uses, where only one fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from compare.models import Facet, Value
from compare.values.name_data import (
    ALLIANCES,
    CALENDAR,
    FUNCTION,
    NOT_ACRONYMS,
    OF_HEAD,
    OPENERS,
    ORG_HEAD,
    PLACE_HEAD,
    TITLE,
    TITLE_PART,
    WEAK_TITLE,
    is_demonym,
    place_starts,
    places,
)
from compare.values.name_labels import Name, label_names, resolve_names
from compare.values.name_runs import Document, Token, read_document

_ALONE = frozenset(["Congress", "Parliament", "Senate", "Pentagon", "Kremlin", "Treasury", "House"])
_NAME_FOLLOWS = re.compile(
    r"(?:['’]s|,? (?:said|says|told|added|adds|wrote|has|had|was|were|will|also|further|later|police|"
    r"officials|authorities|residents|city|county|province|state|forces|government|and [A-Z]|who|whose|"
    r"refused|denied|agreed|declined|called|accused|announced|warned|"
    r"pleaded|died|became))\b|, (?:a|an|the|[A-Z\d])"
)
"""What follows a name that opens a sentence; an unknown word before anything else is taken for ordinary."""
_PREFIXES = ("ex-", "pro-", "anti-", "non-", "post-", "pre-", "mid-", "self-", "half-")


def extract_names(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Value]:
    """Names in `text` outside the `taken` spans, in order of position.

    ``label`` is "person", "place", "organisation", or "" where no cue decides.
    """
    document = read_document(text, taken)
    prose = [run for run in document.runs if run[0].segment not in document.headlines]
    known = _known_words(prose)
    names = [name for run in prose for name in _names_of_run(document, run, known)]
    if document.headlines:
        evidence = _Evidence(names)
        for run in document.runs:
            if run[0].segment in document.headlines:
                names.extend(_names_of_headline(run, evidence))
        names.sort(key=lambda n: n.start)
    label_names(text, names)
    resolve_names(text, names)
    return [Value(Facet.NAME, n.start, n.end, text[n.start : n.end], n.value, label=n.label) for n in names]


def _known_words(runs: list[list[Token]]) -> set[str]:
    """Words that stand capitalised in the middle of a sentence, and pairs of such words."""
    known = set()
    for run in runs:
        for i, token in enumerate(run):
            if not token.initial:
                known.add(token.text)
            if i and not run[i - 1].initial:
                known.add(f"{run[i - 1].text} {token.text}")
    return known


def _names_of_run(document: Document, run: list[Token], known: set[str]) -> Iterator[Name]:
    tokens = run[1:] if run[0].initial and _is_ordinary(document, run, known) else run
    for part, title in _split_titles(tokens):
        for piece in _split_places(part, known):
            kept = _cut_demonyms(piece, known) if not title else piece
            if kept and _is_name(kept, title):
                yield _name(kept, title)


def _split_places(part: list[Token], known: set[str]) -> list[list[Token]]:
    """A run that is nothing but known places, one after another, cut apart; also "France-Germany"."""
    if len(part) == 1:
        return [part] if "-" not in part[0].text or part[0].text in places() else _halves_of(part[0], known)
    if part[0].text not in place_starts() and part[0].text not in places():
        return [part]
    pieces, i = [], 0
    while i < len(part):
        for n in (3, 2, 1):
            if i + n <= len(part) and " ".join(t.text for t in part[i : i + n]) in places():
                pieces.append(part[i : i + n])
                i += n
                break
        else:
            return [part]
    return pieces


def _halves_of(token: Token, known: set[str]) -> list[list[Token]]:
    left, _, right = token.text.partition("-")
    sure = places() if left in places() or right in places() else frozenset[str]()
    if not ((left in sure or left in known) and (right in sure or right in known) and sure):
        return [[token]]
    middle = token.start + len(left)
    return [
        [replace(token, end=middle, text=left, low=left.lower())],
        [replace(token, start=middle + 1, text=right, low=right.lower())],
    ]


def _is_ordinary(document: Document, run: list[Token], known: set[str]) -> bool:
    """Whether the word that opens a sentence is an ordinary word, capitalised for its position alone."""
    first, word = run[0], run[0].low
    if (
        word in FUNCTION
        or word.startswith(_PREFIXES)
        or word.endswith("-old")
        or word.split("-")[0] in FUNCTION
    ):
        return True
    if first.text.isupper() and len(first.text) > 1:
        return word in OPENERS
    if len(run) > 1:
        return _is_ordinary_before_name(document, run, known)
    if first.text in places():
        return False
    if word in document.lower or word in OPENERS:
        return True
    if first.text in known:
        return False
    seen = bool(first.link) or _plural_seen(word, document.lower)
    return seen or not (first.cut or _NAME_FOLLOWS.match(document.text, first.end))


def _is_ordinary_before_name(document: Document, run: list[Token], known: set[str]) -> bool:
    first, word = run[0], run[0].low
    if run[1].link or f"{first.text} {run[1].text}" in known or first.text[-1] == ".":
        return False
    if word in TITLE or word in TITLE_PART or is_demonym(first.text) or first.text in place_starts():
        return False
    if word in OPENERS or word in document.lower:
        headed = run[-1].low in ORG_HEAD or run[-1].low in PLACE_HEAD
        return not headed or run[1].text in known
    return False


def _plural_seen(word: str, lower: set[str]) -> bool:
    """Whether the text writes another form of `word` in lower case."""
    return f"{word}s" in lower or word.removesuffix("s") in lower or word.removesuffix("ed") in lower


def _split_titles(tokens: list[Token]) -> Iterator[tuple[list[Token], bool]]:
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
    shout = len(word) > 1 and tokens[i].text.isupper() and word not in {"ceo", "cfo"}
    if word not in TITLE or shout:
        return False
    after = tokens[i + 1 :]
    if after and (tokens[i].own or after[0].low in ORG_HEAD or after[0].low in PLACE_HEAD):
        return False
    if word not in WEAK_TITLE:
        return True
    before = tokens[start:i]
    if any(t.low not in TITLE_PART and not is_demonym(t.text) and t.text not in places() for t in before):
        return False
    return not after or (after[-1].low not in ORG_HEAD and after[-1].low not in PLACE_HEAD)


def _precedes_title(tokens: list[Token], i: int, start: int) -> bool:
    """Whether a word belongs to the title after it; "County" and "City" may end a place before it."""
    return tokens[i].low in TITLE_PART and (
        i == start or tokens[i].low not in {"county", "city", "state", "police"}
    )


def _continues_title(tokens: list[Token], i: int) -> bool:
    token = tokens[i]
    if token.link in {"of", "of the", "for", "on"}:
        return token.low in {
            "state",
            "staff",
            "defense",
            "defence",
            "foreign",
            "police",
            "operations",
            "parliament",
        }
    if token.link in {"and", "&"}:
        return token.low in TITLE or token.low in TITLE_PART
    if token.low in {"general", "affairs", "designate", "elect"} or (
        token.low in TITLE and token.low not in WEAK_TITLE
    ):
        return True
    return token.low in WEAK_TITLE and i + 1 < len(tokens)


def _cut_demonyms(part: list[Token], known: set[str]) -> list[Token]:
    """`part` without leading adjectives of nation, unless they belong to the name."""
    at = 0
    while at < len(part) and is_demonym(part[at].text):
        at += 1
    rest = part[at:]
    if not at or not rest:
        return rest
    whole = " ".join(t.text for t in part)
    if whole in places() or rest[-1].low in ORG_HEAD | PLACE_HEAD | OF_HEAD or any(t.link for t in rest):
        return part
    if rest[0].text.isupper() or rest[0].text in known or rest[0].text in places():
        return rest
    return part if len(rest) == 1 else rest


def _is_name(part: list[Token], title: bool) -> bool:
    """Whether what is left of a run is a name at all."""
    if len(part) > 1:
        return not all(t.low in FUNCTION or t.text in NOT_ACRONYMS for t in part)
    token = part[0]
    word = token.text
    if is_demonym(word) or word in NOT_ACRONYMS or word in CALENDAR or len(word) < 2:
        return False
    if any(c.isdigit() for c in word) or (token.low in FUNCTION and not title):
        return False
    if word in _ALONE or word in places():
        return True
    if token.low in ORG_HEAD | PLACE_HEAD | TITLE | TITLE_PART | OF_HEAD:
        return False
    return title or token.low not in OPENERS


def _name(part: list[Token], title: bool) -> Name:
    words = []
    for i, token in enumerate(part):
        if token.link == '"':
            continue
        if i and token.link:
            words.append(token.link)
        words.append(f"{token.text}'s" if token.own and token is not part[-1] else token.text)
    if part[0].low == "the" and len(part) > 1:
        words, part = words[1:], part[1:]
    value = " ".join(words).replace("’", "'").replace("‘", "'").replace("`", "'").replace("‑", "-")
    return Name(part[0].start, part[-1].end, value, tuple(t.low for t in part), title)


class _Evidence:
    """The names of the prose, to find them again in headlines."""

    def __init__(self, names: list[Name]) -> None:
        self.words: dict[str, str] = {}
        for name in names:
            self.words.setdefault(name.value.casefold(), name.value)
        for name in names:
            last = name.value.split()[-1]
            if name.title and last.casefold() not in self.words:
                self.words[last.casefold()] = last
        self.longest = max((w.count(" ") + 1 for w in self.words), default=1)

    def find(self, phrase: str) -> str:
        """The name as prose writes it, or ""."""
        folded = phrase.casefold().replace("’", "'")
        if folded in self.words:
            return self.words[folded]
        if phrase in places() or phrase in ALLIANCES:
            return phrase
        return phrase.title() if phrase.isupper() and len(phrase) > 3 and phrase.title() in places() else ""


def _names_of_headline(run: list[Token], evidence: _Evidence) -> Iterator[Name]:
    """The longest known names in a run of a headline."""
    i = 0
    while i < len(run):
        for n in range(min(len(run) - i, evidence.longest + 1, 8), 0, -1):
            part = run[i : i + n]
            name = _name(part, title=False)
            if value := evidence.find(name.value):
                name.value = value
                yield name
                i += n
                break
        else:
            yield from _halves(run[i], evidence)
            i += 1


def _halves(token: Token, evidence: _Evidence) -> Iterator[Name]:
    """Both halves of "France-Germany" where both are known."""
    left, dash, right = token.text.partition("-")
    if dash and (a := evidence.find(left)) and (b := evidence.find(right)):
        middle = token.start + len(left)
        yield Name(token.start, middle, a, (left.lower(),))
        yield Name(middle + 1, token.end, b, (right.lower(),))

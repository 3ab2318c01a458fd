"""People, places and organisations as spans, by rules over capitalised runs.

There is no list of people. What opens a sentence, stands in a headline or names a nation is decided by a
pass over the whole document: is the word written in lower case elsewhere, does it stand capitalised in the
middle of a sentence? ``value`` is the normalised form: without title, article and possessive; a surname
alone gets the full form that the same text uses, where only one fits.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from compare.extraction.names.labels import ABBREVIATION, Name, label_names, resolve_names
from compare.extraction.names.parts import cut_demonyms, split_places, split_titles
from compare.extraction.names.runs import Document, Token, read_document
from compare.lang.en.gazetteer import well_known, well_known_starts
from compare.lang.en.name_lexicon import (
    ALLIANCES,
    CALENDAR,
    DIRECTIONS,
    NOT_ACRONYMS,
    OF_HEAD,
    OPENERS,
    ORG_HEAD,
    PLACE_HEAD,
    ROLE,
    TITLE,
    TITLE_PART,
)
from compare.lang.en.peoples import is_demonym
from compare.lang.en.tokens import CLOSED_CLASS_WORDS
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists
from compare.models import Facet, NameValue

_WORDS = word_lists("en", "names")

_ALONE = word_lists("en", "organisations")["alone"]
_NAME_FOLLOWS = re.compile(
    r"(?:['’]s|,? (?:said|says|told|added|adds|wrote|has|had|was|were|will|also|further|later|"
    rf"{any_of(_WORDS['behind_names'])}|and [A-Z]|who|whose))\b|, (?:a|"
    r"an|the|[A-Z\d])"
)
_VERB_FOLLOWS = re.compile(
    rf" (?:[a-z]{{2,}}ed|{any_of(_WORDS['verbs_behind_names'])}|did|does|would|could|"
    r"should|may|might)\b"
)
"""What follows a name that opens a sentence; an unknown word before anything else is taken for ordinary.

Before a verb it is a name if it is neither a plural nor abstract: in English a singular noun has an article.
"""
_ABSTRACT = re.compile(rf"(?:s|{any_of(_WORDS['abstract_ends'])})$")
_NUMBERED = re.compile(r" \d+(?![\w,.]*\d)(?! (?:people|civilians|percent|years?))")
"""A word with a number ("Week 16") names no person or place."""
_LETTERED = re.compile(r" [A-Z](?= [a-z])")
_INNER_CAPITAL = re.compile(r"[a-z'’][^\W\da-z_]")
_PREFIXES = tuple(f"{prefix}-" for prefix in sorted(_WORDS["prefixes"]))


def extract_names(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[NameValue]:
    """Names in `text` outside the `taken` spans, in order of position.

    ``label`` is "person", "place", "organisation", or "" where no cue decides.
    """
    document = read_document(text, taken)
    prose = [run for run in document.runs if run[0].segment not in document.headlines]
    known = _known_words(prose)
    names = [name for run in prose for name in _names_of_run(document, run, known)]
    names = _without_ordinary(names, document.lower)
    if document.headlines:
        evidence = _Evidence(names)
        for run in document.runs:
            if run[0].segment in document.headlines:
                names.extend(_names_of_headline(run, evidence))
        names.sort(key=lambda n: n.start)
    if "," not in text:
        values = {n.value for n in names}
        names = [part for name in names for part in _split_list(name, values)]
    label_names(text, names)
    resolve_names(text, names)
    return [
        NameValue(Facet.NAME, n.start, n.end, text[n.start : n.end], n.value, label=n.label) for n in names
    ]


def _without_ordinary(names: list[Name], lower: set[str]) -> list[Name]:
    """`names` without single words that the text writes in lower case too, capitalised only once."""
    count = Counter(n.value for n in names)
    surnames = {n.words[-1] for n in names if len(n.words) > 1}
    return [
        n
        for n in names
        if n.title
        or len(n.words) > 1
        or n.words[0] not in lower
        or n.words[0] in surnames
        or count[n.value] > 1
        or n.value in well_known()
        or n.value in _ALONE
    ]


def _known_words(runs: list[list[Token]]) -> set[str]:
    """Words capitalised inside a sentence, pairs of such words and, with "^", first words of runs."""
    known = set()
    for run in runs:
        for i, token in enumerate(run):
            if not token.initial:
                known.add(token.text)
                if not i:
                    known.add(f"^{token.text}")
            if i and not run[i - 1].initial:
                known.add(f"{run[i - 1].text} {token.text}")
    return known


def _names_of_run(document: Document, run: list[Token], known: set[str]) -> Iterator[Name]:
    tokens = run[1:] if run[0].initial and _is_ordinary(document, run, known) else run
    for part, title in split_titles(tokens):
        for piece in split_places(part, known):
            kept = cut_demonyms(piece, known) if not title else piece
            if (
                kept
                and _is_name(kept, title)
                and not (len(kept) == 1 and _is_numbered(document.text, kept[0]))
            ):
                yield _name(kept, title)


def _is_numbered(text: str, token: Token) -> bool:
    """ "Week 16", "Class A"; but "in Hama 40 people died" names a place."""
    if text[max(0, token.start - 6) : token.start].endswith((" in ", " near ", " at ", " from ")):
        return _LETTERED.match(text, token.end) is not None
    return _NUMBERED.match(text, token.end) is not None or _LETTERED.match(text, token.end) is not None


def _is_ordinary(document: Document, run: list[Token], known: set[str]) -> bool:
    """Whether the word that opens a sentence is an ordinary word, capitalised for its position alone."""
    first, word = run[0], run[0].low
    if first.text.isupper() and len(first.text) > 1:
        return word in OPENERS or first.text in NOT_ACRONYMS
    head = word.split("-", 1)[0]
    if head in CLOSED_CLASS_WORDS or word.startswith(_PREFIXES) or word.endswith("-old"):
        return True
    if len(run) > 1:
        return _is_ordinary_before_name(document, run, known)
    if first.text in well_known() or _INNER_CAPITAL.search(first.text):
        return False
    if word in document.lower or word in OPENERS or word in TITLE or word in ROLE:
        return True
    if first.text in known:
        return False
    if first.link or _plural_seen(word, document.lower):
        return True
    verb = _VERB_FOLLOWS.match(document.text, first.end) and not _ABSTRACT.search(word)
    return not (first.cut or verb or _NAME_FOLLOWS.match(document.text, first.end))


def _is_ordinary_before_name(document: Document, run: list[Token], known: set[str]) -> bool:
    first, word = run[0], run[0].low
    if run[1].link or f"{first.text} {run[1].text}" in known or first.text[-1] == ".":
        return False
    if word in TITLE or word in TITLE_PART or is_demonym(first.text) or first.text in well_known_starts():
        return False
    follows = f"^{run[1].text}" in known or run[1].text in well_known()
    if word in OPENERS:
        return follows or (run[-1].low not in ORG_HEAD and run[-1].low not in PLACE_HEAD)
    return follows and word in document.lower


def _plural_seen(word: str, lower: set[str]) -> bool:
    """Whether the text writes another form of `word` in lower case."""
    return f"{word}s" in lower or word.removesuffix("s") in lower or word.removesuffix("ed") in lower


def _is_name(part: list[Token], title: bool) -> bool:
    """Whether what is left of a run is a name at all."""
    if len(part) > 1:
        return not all(t.low in CLOSED_CLASS_WORDS or t.text in NOT_ACRONYMS for t in part)
    token = part[0]
    word = token.text
    if is_demonym(word) or word in DIRECTIONS or word in NOT_ACRONYMS or word in CALENDAR or len(word) < 2:
        return False
    if any(c.isdigit() for c in word) or (
        token.low in CLOSED_CLASS_WORDS and not title and not word.isupper()
    ):
        return False
    if word in _ALONE or word in well_known():
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


def _split_list(name: Name, values: set[str]) -> list[Name]:
    """In a text that lost its commas, a run of names that stand alone elsewhere in it, cut apart."""
    words = name.value.split(" ")
    if (
        len(words) < 2
        or name.title
        or len(words) != len(name.words)
        or name.end - name.start != len(name.value)
    ):
        return [name]
    parts, i, at = [], 0, name.start
    while i < len(words):
        for n in range(min(3, len(words) - i), 0, -1):
            value = " ".join(words[i : i + n])
            if n < len(words) and (value in values or value in well_known()):
                parts.append(Name(at, at + len(value), value, name.words[i : i + n]))
                i, at = i + n, at + len(value) + 1
                break
        else:
            return _split_after_head(name, words, i, at, parts)
    return parts


def _split_after_head(name: Name, words: list[str], i: int, at: int, parts: list[Name]) -> list[Name]:
    """What is left of a list after its known names; a person's name may follow an organisation's."""
    rest = name.words[i:]
    if rest[-1] in ORG_HEAD or rest[-1] in PLACE_HEAD or (i == 0 and not _heads(rest)):
        return [name]
    heads = _heads(rest)
    if heads and heads[0] + 2 < len(rest):
        n = heads[0] + 1
        value = " ".join(words[i : i + n])
        parts.append(Name(at, at + len(value), value, rest[:n]))
        i, at, rest = i + n, at + len(value) + 1, rest[n:]
    if i == 0 or len(rest) < 2:
        return [name]
    return [*parts, Name(at, name.end, " ".join(words[i:]), rest)]


def _heads(words: tuple[str, ...]) -> list[int]:
    return [k for k, word in enumerate(words[:-2]) if k and word in ORG_HEAD]


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
        if phrase in well_known() or phrase in ALLIANCES:
            return phrase
        shouted = phrase.isupper() and len(phrase) > ABBREVIATION
        return phrase.title() if shouted and phrase.title() in well_known() else ""


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

"""Runs of capitalised words: the raw material of names.

One pass of a regular expression finds the capitalised words, a second cuts the text into segments (lines
and sentences) to tell headlines from prose, and a loop joins neighbouring words into runs. All linear.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from compare.lang.en.gazetteer import well_known
from compare.lang.en.name_lexicon import (
    CALENDAR,
    OF_HEAD,
    ORG_HEAD,
    SMALL,
    TITLE,
)
from compare.lang.en.peoples import is_demonym
from compare.lang.en.tokens import CLOSED_CLASS_WORDS
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists

_SHORTENED = word_lists("en", "abbreviations")
_ORGANISATIONS = word_lists("en", "organisations")
_WORDS = word_lists("en", "names")

UPPER = "".join(chr(c) for c in range(0x250) if chr(c).isupper()) + "".join(
    chr(c) for c in range(0x370, 0x588) if chr(c).isupper()
)
_U = f"[{UPPER}Ḁ-ỿ]"
_ABBREVIATED = any_of(*(_SHORTENED[key] for key in _SHORTENED if key != "before_numbers"))
_PARTICLE = rf"{any_of(*(_WORDS[key] for key in ('articles', 'rare_articles', 'hyphened')))}[-’']"
_TOKEN = re.compile(
    rf"(?<![\w@#/.&])(?:(?:{_U}\.){{2,}}(?:-[a-z]+)*|(?:{_ABBREVIATED})\.(?!\w)|{_U}\.(?=\s?{_U})"
    rf"|(?:{_PARTICLE}|(?:al|el|bin|ibn) (?=[A-Z]))?{_U}\w*(?:[’'‘`‑-]\w+|&{_U}\w*)*)"
)
_BREAK = re.compile(r"\n|[.!?…][\"'”’)\]]*\s+(?=[^a-z\s])")
# Not the one tokeniser: compounds are whole, and none begins inside of a word ("U.S.-led").
_LOWER = re.compile(r"(?<![\w'’-])[a-z][a-z'’-]+")
_TAIL = re.compile(rf"-(?:[a-z]+-)*(?:[a-z]+(?:ed|ing|en)|{any_of(_WORDS['compound_ends'])})$")
_LONGEST_WORD = 60
"""Characters of a word in a name at most: longer ones are no words, and bound the time."""
_LONGEST_RUN = 40
"""Words of a run that are read as a name at most: longer ones are lists, and bound the time."""
_HEADLINE = 4
"""Capitalised words of a headline at least. Of 19,693 readings, a fifth less changes 11, a fifth more 8."""
_SPACES_READ = 8
"""Spaces before a word, exclusive, beyond which nobody looks: bounds the time."""
_DAY = re.compile(r"[\s,]*\d")
_POSSESSIVE = re.compile(r"(?:['’`]s|['’])$", re.IGNORECASE)
_CONNECTORS = _WORDS["connectors"]
_NAME_WORDS = frozenset(["May", "Will", "Us", "Out", "Down"])
_ENDS = _ORGANISATIONS["company_ends"]
_LINKS = frozenset(["of", "of the", "for", "on", "and", "and the"])
_SPACES = frozenset([" ", "\u00a0", "  "])
_AND_HEADS = _ORGANISATIONS["joined"]
_OWN_GAPS = frozenset(["'s ", "’s ", "' ", "’ "])
_OWNED = _ORGANISATIONS["owned"]
_NICK = '"'
_NICK_GAPS = frozenset([' "', " “", " ‘", " '"])
_QUOTES = "\"“‘«„'`"


@dataclass(slots=True)
class Token:
    """A capitalised word without its possessive ending or a lower-case tail ("U.S.-led" is "U.S.")."""

    start: int
    end: int
    text: str
    low: str
    initial: bool
    """Opens a sentence, a quotation or a line, so that its capital says nothing."""
    segment: int
    cut: bool = False
    """The run ends here: a possessive, "Inc.", a compound with a lower-case tail."""
    own: bool = False
    """A possessive stood here."""
    link: str = ""
    """What joins it to the token before: "" for a space, a connector, or a quote mark before a nickname."""


@dataclass(slots=True)
class Document:
    """A text with its runs and what the document pass knows about its words."""

    text: str
    runs: list[list[Token]]
    lower: set[str]
    """Words that the text also writes in lower case."""
    headlines: set[int] = field(default_factory=set)
    """Segments in Title Case or capitals, in which a capital says nothing."""


def read_document(text: str, taken: Sequence[tuple[int, int]] = ()) -> Document:
    """The runs of capitalised words of `text` outside the `taken` spans."""
    tokens = list(_tokens(text))
    if "'" not in text and "’" not in text:
        _cut_bare_possessives(tokens)
    ends = {t.end for t in tokens if text[t.end - 1] == "."}
    breaks = [m.end() for m in _BREAK.finditer(text) if m.start() + 1 not in ends or text[m.start()] == "\n"]
    breaks.append(sys.maxsize)
    segment, count = 0, [0] * len(breaks)
    for token in tokens:
        while token.start >= breaks[segment]:
            segment += 1
        token.segment = segment
        count[segment] += 1
    headlines = {
        i
        for i, n in enumerate(count)
        if n >= _HEADLINE and _is_headline(text[breaks[i - 1] if i else 0 : breaks[i]], n)
    }
    lower = set(_LOWER.findall(text))
    return Document(text, list(_runs(text, _free(text, tokens, taken))), lower, headlines)


_SHORTEST_CUT = 4
"""Letters of a word whose -s may be a possessive that lost its apostrophe; "Gas" is none of "Ga".
A fifth less or more changes none of 19,693 readings."""


def _cut_bare_possessives(tokens: list[Token]) -> None:
    """In a text that lost its apostrophes, "Syrias" is "Syria's" where "Syria" is a name."""
    known = well_known() | {t.text.split("-", 1)[-1] for t in tokens if not t.initial}
    for token in tokens:
        if token.text[-1] != "s" or len(token.text) < _SHORTEST_CUT:
            continue
        if token.text.split("-", 1)[-1][:-1] in known:
            token.text, token.low, token.end = token.text[:-1], token.low[:-1], token.end - 1
            token.cut = True


def _tokens(text: str) -> Iterator[Token]:
    after_abbreviation = -1
    for match in _TOKEN.finditer(text):
        word, start, end = match[0], match.start(), match.end()
        initial = _opens(text, start, after_abbreviation)
        after_abbreviation = end if word[-1] == "." else -1
        cut = word in _ENDS
        if "-" in word and len(word) < _LONGEST_WORD and (tail := _TAIL.search(word)):
            word, cut = word[: tail.start()], True
        own = False
        if len(word) > 2 and word[-1] == "s" and word[:-1].isupper():
            word, cut = word[:-1], True  # "the UNs envoy"
        if word[-1] in "sS’'" and (ending := _POSSESSIVE.search(word)):
            word, cut, own = word[: ending.start()], True, True
        elif text.startswith((" 's ", " ’s "), end) or (
            text.startswith(("' ", "’ "), end) and word[-1] == "s" and text[start - 1 : start] not in _QUOTES
        ):
            cut = True
        if word:
            low = word.lower().replace("’", "'")
            yield Token(start, start + len(word), word, low, initial, 0, cut, own)


def _opens(text: str, start: int, abbreviation: int) -> bool:
    """Whether the word at `start` opens a line, a sentence or a quotation."""
    if start == 0:
        return True
    before = text[start - 1]
    if before in _QUOTES or before in "\n\r\t•*_[":
        return True
    if before not in " \u00a0(—–":
        return False
    at = start - 1
    while at > 0 and text[at - 1] in " \u00a0" and start - at < _SPACES_READ:
        at -= 1
    if at == 0 or before in "—–":
        return True
    last = text[at - 1]
    if last in "\"”’'`)»":
        return at > 1 and text[at - 2] in ".!?…"
    if last == ".":
        return at != abbreviation
    return last in "!?:\n\r\t•*_…|—–" or (last == "-" and text[at - 2 : at - 1] in " -\n") or last in _QUOTES


def _is_headline(segment: str, capitals: int) -> bool:
    """Title Case or capitals: hardly a word of content is in lower case."""
    content = sum(1 for w in _LOWER.findall(segment) if w not in SMALL)
    return content * 12 <= capitals


def _free(text: str, tokens: list[Token], taken: Sequence[tuple[int, int]]) -> Iterator[Token]:
    """The tokens outside `taken` that are no weekday, month or holiday word."""
    spans, at = sorted(taken), 0
    for token in tokens:
        while at < len(spans) and spans[at][1] <= token.start:
            at += 1
        inside = at < len(spans) and spans[at][0] < token.end
        dated = token.text in CALENDAR and (token.text != "May" or _DAY.match(text, token.end))
        if not inside and not dated:
            yield token


def _runs(text: str, tokens: Iterator[Token]) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in tokens:
        if run and _joins(text, run, token):
            run.append(token)
            continue
        if run:
            yield run
        run = [token] if token.low not in CLOSED_CLASS_WORDS or _may_be_name(token) else []
    if run:
        yield run


def _may_be_name(token: Token) -> bool:
    """A function word that is none here: a first name ("Will"), an acronym ("WHO")."""
    return (token.text.isupper() and len(token.text) > 1) or (not token.initial and token.text in _NAME_WORDS)


_LINK = 12
"""Characters between two words of one name, at most: " of the ", " bin ".
A fifth less or more changes none of 19,693 readings."""


def _joins(text: str, run: list[Token], token: Token) -> bool:
    """Whether `token` continues `run`; a connector is kept on the token."""
    last = run[-1]
    gap = text[last.end : token.start]
    if last.own and gap in _OWN_GAPS and token.low in _OWNED:
        return True
    if _is_nickname(text, last, token, gap) or _after_nickname(run, gap):
        token.link = _NICK if gap[-1] != " " else ""
        return True
    if (
        last.cut
        or token.start - last.end > _LINK
        or len(run) >= _LONGEST_RUN
        or (token.low in CLOSED_CLASS_WORDS and not _may_be_name(token))
    ):
        return False
    if gap in _SPACES:
        return not (token.initial and last.text[-1] == "." and token.low in CLOSED_CLASS_WORDS)
    words = gap.strip(" \u00a0")
    if not gap.startswith(" ") or not gap.endswith(" ") or token.initial:
        return gap == "" and last.text[-1] == "."
    if words in _CONNECTORS or (words in _LINKS and _linked(run, words, token)):
        token.link = words
        return True
    return False


def _is_nickname(text: str, last: Token, token: Token, gap: str) -> bool:
    """'Alfred “Al” Jones': a quoted word between two names."""
    if gap not in _NICK_GAPS or last.cut or token.own:
        return False
    after = text[token.end : token.end + 3]
    return after[:1] in "”\"’'" and after[1:2] == " " and after[2:3].isupper()


def _after_nickname(run: list[Token], gap: str) -> bool:
    return run[-1].link == _NICK and len(gap) == 2 and gap[1] == " "


def _linked(run: list[Token], words: str, token: Token) -> bool:
    """Whether "of", "for", "on" or "and" stands inside a name here."""
    last = run[-1].low
    if words in {"of", "of the"}:
        return last in OF_HEAD or (last in TITLE and last == "secretary" and token.text == "State")
    heads = {t.low for t in run}
    if words in {"for", "on"}:
        return (
            last in ORG_HEAD or last.rstrip("s") in ORG_HEAD or (last == "commissioner" and "high" in heads)
        )
    if f"{run[-1].text} and {token.text}" in well_known():
        return True
    of = any(t.link in {"of", "for", "on"} for t in run)
    known = token.low in TITLE or token.text in well_known()
    if words in {"and", "and the"}:
        # "Islamic State of Iraq and the Levant"
        state = any(a.low == "state" and b.link == "of" for a, b in pairwise(run)) and is_demonym(run[0].text)
        if state and not any(t.link.startswith("and") for t in run):
            return True
    return (
        words == "and" and of and bool(heads & _AND_HEADS) and not known and run[-1].text not in well_known()
    )

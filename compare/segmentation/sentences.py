"""Article to sentences: line by line, with exact offsets.

A line ends a sentence, so that a heading without a full stop stays alone; text that was wrapped at
a fixed width is recognised first and read by paragraph. Within a line a `Splitter` finds the
boundaries, the header of a page is cut from the lead that it runs into (see `header`), and
quotations that span several sentences are split once more: the quotation marks stay in the sentences, so
that a reader of the next sentences can still tell who speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from compare.lang.en.calendar import MONTH_SOURCE, WEEKDAY_SOURCE
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists
from compare.lang.tokenised import inner_blanks
from compare.models import Article, Sentence
from compare.segmentation.header import HEADLINE, Piece, read_header
from compare.segmentation.inline_boilerplate import Span, heading_end, inline_page
from compare.segmentation.site_boilerplate import Edges

WINDOW = 3_000
"""Longest text in characters that a splitter sees at once: sentencex needs quadratic time after a
quotation mark that is never closed. Of 19,693 readings, a fifth less changes 28, a fifth more 28."""

HEAD = 12
"""The header of a page ends within so many sentences.
A fifth less or more changes none of 19,693 readings."""

GLUED = 600
"""A line of so many characters may hold headings of its parts; a shorter one is a paragraph.
A fifth less or more changes none of 19,693 readings."""

LONG = 500
"""A sentence of this many characters is more likely to be several around a lost quotation mark.
A fifth less or more changes none of 19,693 readings."""

INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_LINE = re.compile("[^\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]+")
_PARAGRAPH_GAP = re.compile(r"\n[ \t\r]*\n|\n(?=[ \t]{2,}\S)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_QUOTES = str.maketrans(dict.fromkeys('"“”„‟«»', " "))
_CLOSING = {"“": "”", "„": "”“", "«": "»", "‘": "’", '"': '"', "``": ("''",)}
_OPEN_QUOTE = re.compile(r"[“„«\"]|``|(?<!\w)‘")
_CLOSE_QUOTE = re.compile(r"[”“»\"]|''|’(?!\w)")
_TERMINAL = tuple('.!?…:;"”’»)]')

_CLOCK = re.compile(r"\b[ap]\.m\.$")
_AFTER_CLOCK = re.compile(
    rf"(?:{WEEKDAY_SOURCE}|{MONTH_SOURCE})\b|\(?[A-Z]{{2,4}}\b|\(?(?:[A-Z][a-z]+ ){{1,2}}[Tt]ime\b"
    r"|(?:Christmas|Easter|Thanksgiving|New Year)|\(?\d"
)
_MID_CLOCK = re.compile(r"\b[ap]\.m\.[”\"]?\s+(?=[“\"‘]?[A-Z])")
_NUMBERED = re.compile(r"\b(?:[Nn]os?|[Aa]pprox|[Ff]igs?|[Aa]rt|[Pp]p?|[Cc]a|[Vv]ol|[Ss]ec|[Ii]nc|[Ee]st)\.$")
_AND_OTHERS = re.compile(r"\bet al\.,?$")
"""A citation goes on with its year: "Lund et al. [2004]"."""
_YEAR = re.compile(r"\.,? [\[(]\d{4}[a-z]?[\])]$")
_JOINED = re.compile(r"\b[A-Z][a-z]{1,4}\. & [A-Z][a-z]{1,4}\.$")
"""A name of shortened words, which goes on: "Com. & Adm. Court"."""
_SHORTENED = re.compile(r"\b[A-Z][a-z]{1,4}\.$")
# "St." ends a street, and a sentence, as often as it opens the name of a place.
_ABBREVIATIONS = word_lists("en", "abbreviations")
_TITLE = re.compile(rf"\b{any_of(_ABBREVIATIONS['titles'], _ABBREVIATIONS['places'] - {'St'})}\.$")
_REPORTING = word_lists("en", "reporting_verbs")
_SPEAKS = re.compile(
    rf"(?:[A-Z][\w.’'-]*\s+){{1,4}}{any_of(_REPORTING['plain'], _REPORTING['of_quotations'])}\b"
)
_LINK = re.compile(r"pic\.|https?|www\.|[@#]")
_INITIALS = re.compile(r"(?:^|[.!?]\s{1,3})(?:[A-Z]\.){2,4}$")
_AGENCY = re.compile(r"(?:\([A-Z]{2}[\w /.]{0,30}\)\s*)?[-–—]{1,2}\s|\([A-Z]{2,5}\)")
_CAPITALS = re.compile(r"[A-Z\d]{2}\.$")
_CAPITAL = re.compile(r"[A-Z]{2}")
_OPENER = re.compile(r"(?:At|By|Around|About|Before|After|Since|Until|From|Shortly|Just|On|In)\b")


class Splitter(Protocol):
    """What finds the sentences of a text of at most `WINDOW` characters."""

    def __call__(self, text: str, language: str) -> list[str]:
        """Split `text` into pieces that, joined, are `text` again."""
        ...


def sentencex_splitter(text: str, language: str) -> list[str]:
    """Split with sentencex, whose rules know the abbreviations of the language."""
    from sentencex import segment  # type: ignore[import-untyped]

    return [str(piece) for piece in segment(language or "en", text)]


def split_sentences(
    article: Article, splitter: Splitter = sentencex_splitter, edges: Edges | None = None
) -> list[Sentence]:
    """Split an article; ``article.text[s.start:s.end] == s.text``, trimmed, in order of the text.

    `edges` are those that `page_edges` finds beside other articles: what lies outside is of the page.
    """
    found: list[Sentence] = []
    headlines = [article.title] if len(article.title) >= HEADLINE else []
    within = {at + 1 for at in inner_blanks(article.text)}  # "A 6. 7 quake" is no end of a sentence
    for start, line in _units(article.text):
        tail = min(max(edges.end - start, 0), len(line)) if edges else len(line)
        header = _header(article, line[:tail], headlines, found, edges.start - start if edges else 0)
        page = {piece.end for piece in header if piece.page}
        story = header[-1].end if header else 0
        cuts = [piece.end for piece in header]
        inline = inline_page(line[story:tail])
        split = _story_cuts(line[story:tail], inline, splitter, article.language)
        cuts += [story + cut for cut in split if start + story + cut not in within]
        tags = [(story + span.start, story + span.end) for span in inline if span.page]
        if not found and len(line.strip()) >= HEADLINE:
            headlines.append(line.strip())
        for low, high in pairwise([0, *cuts, tail, len(line)]):
            span = _trim(article.text, start + low, start + high)
            if span is not None:
                text = article.text[span[0] : span[1]]
                aside = high in page or low >= tail or _within(tags, low)
                found.append(Sentence(article.id, len(found), span[0], span[1], text, aside))
    return found


def _story_cuts(line: str, inline: Sequence[Span], splitter: Splitter, language: str) -> list[int]:
    """Where the sentences of a story start; what is of the page stands alone."""
    ends = sorted(
        {0, *(span.end for span in inline), *(span.start for span in inline if span.page), len(line)}
    )
    cuts = set(ends[1:-1])
    for low, high in pairwise(ends):
        cuts.update(low + cut for cut in _boundaries(line[low:high], splitter, language))
    if len(line) >= GLUED:
        cuts.update(
            [low + heading_end(line[low:high]) for low, high in pairwise([0, *sorted(cuts), len(line)])]
        )
    return sorted(cuts - {0})


def _within(spans: Sequence[tuple[int, int]], position: int) -> bool:
    """Whether one of the `spans`, which are in order and apart, holds a position."""
    at = bisect_right(spans, (position, len(spans) and spans[-1][1])) - 1
    return at >= 0 and position < spans[at][1]


def _header(
    article: Article, line: str, headlines: Sequence[str], found: Sequence[Sentence], page: int
) -> list[Piece]:
    """The parts of the header that a line opens with; its first `page` characters are of the page."""
    page = min(max(page, 0), len(line))
    rest = read_header(line[page:], article.title, headlines, first=not found) if len(found) < HEAD else []
    return [Piece(page, True)] * (page > 0) + [Piece(page + piece.end, piece.page) for piece in rest]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and (text[start].isspace() or text[start] in INVISIBLE):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in INVISIBLE):
        end -= 1
    return (start, end) if start < end else None


def _units(text: str) -> Iterator[tuple[int, str]]:
    """Yield the parts that no sentence crosses, with their offset: lines, or paragraphs of wrapped text."""
    if not _wrapped(text):
        for match in _LINE.finditer(text):
            yield match.start(), match.group()
        return
    start = 0
    for gap in _PARAGRAPH_GAP.finditer(text):
        yield start, text[start : gap.start()].replace("\n", " ")
        start = gap.end()
    yield start, text[start:].replace("\n", " ")


_JOINS = 4
"""Breaks between lines, at least, by which a text shows that it was wrapped.
A fifth less or more changes none of 19,693 readings."""
_NARROWEST, _WIDEST = 40, 120
"""Characters of a full line of wrapped text, from and to: shorter ones are headings or lists, and no
typewriter or mail writes longer ones. A fifth less or more changes none of 19,693 readings."""


def _wrapped(text: str) -> bool:
    """Whether the lines were broken at a fixed width, in the middle of sentences."""
    lines = [line.strip() for line in text.split("\n")]
    joins = [(a, b) for a, b in pairwise(lines) if a and b]
    if len(joins) < _JOINS or max(map(len, lines)) > _WIDEST:
        return False
    broken = sum(len(a) >= _NARROWEST and not a.endswith(_TERMINAL) and not b[0].isupper() for a, b in joins)
    return broken * 3 >= len(joins)


def _boundaries(line: str, splitter: Splitter, language: str) -> list[int]:
    """Offsets in `line` at which a new sentence starts, in order."""
    line = _SURROGATE.sub("\ufffd", line)
    cuts = _windows(line, splitter, language)
    cuts = [cut for cut in cuts if not _continues(line, cut)]
    extra: set[int] = set()
    for low, high in pairwise([0, *cuts, len(line)]):
        piece = line[low:high]
        extra.update(low + cut for cut in _inside_quotations(piece, splitter, language))
        extra.update(low + cut for cut in _after_clock(piece))
        if LONG <= len(piece) <= WINDOW and piece.translate(_QUOTES) != piece:
            bare = _pieces(piece.translate(_QUOTES), splitter, language)
            extra.update(low + cut for cut in bare if not _continues(piece, cut))
    return sorted({_before_opening(line, cut) for cut in extra.union(cuts)} - {0})


def _windows(line: str, splitter: Splitter, language: str) -> list[int]:
    """Boundaries of a line of any length: the last sentence of a window starts the next one."""
    cuts: list[int] = []
    start = 0
    while len(line) - start > WINDOW:
        window = line[start : start + WINDOW]
        inner = _pieces(window, splitter, language)
        if inner:
            cuts.extend(start + cut for cut in inner)
            start += inner[-1]
        else:
            space = max(window.rfind(" "), window.rfind("\t")) + 1
            start += space or WINDOW
            cuts.append(start)
    cuts.extend(start + cut for cut in _pieces(line[start:], splitter, language))
    return cuts


def _pieces(text: str, splitter: Splitter, language: str) -> list[int]:
    """Offsets of all pieces but the first; empty where the splitter loses characters."""
    pieces = splitter(text, language)
    if sum(map(len, pieces)) != len(text):
        return []
    cuts, position = [], 0
    for piece in pieces[:-1]:
        position += len(piece)
        if 0 < position < len(text):
            cuts.append(position)
    return cuts


def _before_opening(line: str, cut: int) -> int:
    """Move a cut that left an opening quotation mark at the end of the sentence before."""
    end = cut
    while end > max(0, cut - 8) and line[end - 1].isspace():
        end -= 1
    if end < 2 or not line[end - 2].isspace():
        return cut
    opens = line[end - 1] in "“‘«" or (line[end - 1] == '"' and end == cut)
    return end - 1 if opens else cut


_DATELINE = 40
"""Characters of a line, at most, behind which an agency's name belongs to its place.
A fifth less or more changes none of 19,693 readings."""


def _continues(line: str, cut: int) -> bool:
    """Whether the text after `cut` goes on with the sentence before it."""
    before = line[max(0, cut - 24) : cut].rstrip()
    after = line[cut : cut + 40].lstrip(" \t\"“‘'(")
    if not before or not after:
        return False
    if _CLOCK.search(before) and (after[0].islower() or _AFTER_CLOCK.match(after)):
        return True
    if (_NUMBERED.search(before) and after[0].isdigit()) or _cites(before, after):
        return True
    spoken = before[-2:-1] in ("!", "?", ",") and _SPEAKS.match(after)
    if _SHORTENED.search(before) and (after[0].islower() or _TITLE.search(before)):
        return True
    if (before[-1] in '"”’»' or before.endswith("''")) and (after[0].islower() or spoken):
        return True
    if before[-1] in "?!" and after[0].islower() and not _LINK.match(after):
        return True
    if _INITIALS.search(before) or (cut <= _DATELINE and _AGENCY.match(line, cut)):
        return True
    tight = not line[cut - 1].isspace() and not line[cut].isspace()
    return tight and (not after[0].isalpha() or bool(_CAPITALS.search(before) and _CAPITAL.match(after)))


def _cites(before: str, after: str) -> bool:
    """Whether a period belongs to a citation or to a name of shortened words: "Lund et al. [2004] say"."""
    if after[0] == "&" or (_AND_OTHERS.search(before) and not after[0].isalpha()):
        return True
    return (_YEAR.search(before) is not None and after[0].islower()) or _JOINED.search(before) is not None


_OPENER_WORDS = 8
"""Words of a clause, at most, that only gives the time of what follows: "At about 5 p.m. Friday".
A fifth less or more changes none of 19,693 readings."""


def _after_clock(piece: str) -> Iterator[int]:
    """Boundaries after "p.m." that a list of abbreviations hides: "It ended at 5 p.m. Police left."""
    start = 0
    for match in _MID_CLOCK.finditer(piece):
        sentence = piece[start : match.start()].lstrip(" \"“‘'")
        opens = _OPENER.match(sentence) and len(sentence.split()) <= _OPENER_WORDS
        if not opens and not _AFTER_CLOCK.match(piece[match.end() : match.end() + 40].lstrip('"“‘')):
            start = match.end()
            yield start


_ONE_SENTENCE = 30
"""Characters of a quotation, at most, that is one sentence.
Of 19,693 readings, a fifth less changes none, a fifth more 31."""


def _inside_quotations(piece: str, splitter: Splitter, language: str) -> Iterator[int]:
    """Boundaries between the sentences of one quotation, which the splitter keeps together."""
    if len(piece) > WINDOW:
        return
    for low, high in _quotations(piece):
        if high - low > _ONE_SENTENCE:
            for cut in _pieces(piece[low:high], splitter, language):
                if not _continues(piece, low + cut):
                    yield low + cut


def _quotations(piece: str) -> Iterator[tuple[int, int]]:
    """Yield the inside of every quotation that is closed within `piece`."""
    openers = [(m.start(), m.group()) for m in _OPEN_QUOTE.finditer(piece)]
    closers: dict[str, list[int]] = {}
    for match in _CLOSE_QUOTE.finditer(piece):
        closers.setdefault(match.group(), []).append(match.start())
    position = 0
    for start, mark in openers:
        if start < position:
            continue
        ends = [end for c in _CLOSING[mark] if (end := _next(closers.get(c, []), start)) is not None]
        if ends:
            yield start + len(mark), min(ends)
            position = min(ends) + 1


def _next(positions: list[int], after: int) -> int | None:
    at = bisect_right(positions, after)
    return positions[at] if at < len(positions) else None

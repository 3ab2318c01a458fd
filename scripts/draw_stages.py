"""Draw what each stage makes of the seeds, for docs/how-it-works.md: nothing in the pictures is made up.

python scripts/draw_stages.py           # write docs/pictures/*.svg
python scripts/draw_stages.py --check   # only say whether their words are those of today (exit code 1 if not)

The stages are run one by one, in the order of `compare.pipeline`. Which sentence and which fact are shown is
chosen by what they are like, so that the pictures follow when something else is found.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import escape
from itertools import pairwise
from math import log10
from pathlib import Path
from textwrap import wrap

from compare import Report, Settings, compare_articles, read_articles
from compare.embeddings import open_encoder
from compare.extraction.annotation.wording import read_wording
from compare.extraction.reading import Reading
from compare.linkage.blocking.candidates import candidate_pairs
from compare.linkage.duplicates.copies import find_repeats
from compare.linkage.duplicates.origins import find_origins
from compare.linkage.groups import links_among
from compare.linkage.matrices import Ints
from compare.models import Claim, Facet, Fact, Sentence, VerdictKind
from compare.pipeline import embed_claims, read_claims
from compare.pipeline_facts import matcher_of
from compare.reports.explanation import link_rows, running
from compare.reports.words import VERDICT_WORDS

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"

INK, SOFT, PALE, BLUE, RED, GREEN, AMBER = (
    "#1c1e21", "#5f6670", "#e8ebef", "#2f5fb3", "#b3261e", "#1e7145", "#9a6700",
)  # fmt: skip
COLOURS = {
    VerdictKind.DIFFER: RED, VerdictKind.POSSIBLE: "#d0665f", VerdictKind.VARIANT: "#6b3fa0",
    VerdictKind.COMPATIBLE: AMBER, VerdictKind.AGREE: GREEN, VerdictKind.RELATED: "#5b7083",
}  # fmt: skip
WIDTH = 760
LETTER = 7.8
"""Width of a letter of the text in the pictures."""
COLUMNS = 92

Point = tuple[float, float]


class Picture:
    """An SVG that is drawn from the top down, on a card of its own so that it can be read on any page."""

    def __init__(self, told: str) -> None:
        self.told = told
        self.parts: list[str] = []
        self.y = 26.0

    def text(self, x: float, words: str, colour: str = INK, weight: int = 400, anchor: str = "start") -> None:
        """Words at the current line; a letter is `LETTER` wide, whatever the font."""
        wide = f' textLength="{len(words) * LETTER:.1f}" lengthAdjust="spacingAndGlyphs"' if words else ""
        self.parts.append(
            f'<text x="{x:.1f}" y="{self.y:.1f}" fill="{colour}" font-weight="{weight}" '
            f'text-anchor="{anchor}"{wide} xml:space="preserve">{escape(words)}</text>'
        )

    def bar(self, x: float, width: float, colour: str, height: float = 12, up: float = 10) -> None:
        """A bar beside the current line."""
        self.parts.append(
            f'<rect x="{x:.1f}" y="{self.y - up:.1f}" width="{max(width, 1.5):.1f}" height="{height:.1f}" '
            f'rx="2" fill="{colour}"/>'
        )

    def line(self, start: Point, end: Point, colour: str = SOFT, dashes: str = "") -> None:
        """A line between two points."""
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        (x, y), (to_x, to_y) = start, end
        self.parts.append(f'<path d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}" stroke="{colour}"{dashed}/>')

    def down(self, by: float = 20) -> None:
        """Go on below."""
        self.y += by

    def svg(self) -> str:
        """The whole of it."""
        return "\n".join([
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self.y:.0f}" role="img" '
            f'font-family="ui-monospace, Menlo, Consolas, monospace" font-size="13">',
            f"<title>{escape(self.told)}</title>",
            f'<rect width="{WIDTH}" height="{self.y:.0f}" rx="6" fill="#fff"/>',
            *self.parts,
            "</svg>\n",
        ])  # fmt: skip


@dataclass(frozen=True)
class Run:
    """The seeds, stage by stage."""

    readings: list[Reading]
    report: Report

    @classmethod
    def of_seeds(cls) -> Run:
        """Read and compare the seeds."""
        articles = read_articles([ROOT / "seeds"])
        return cls(read_claims(articles), compare_articles(articles))

    @cached_property
    def pairs(self) -> tuple[list[Claim], tuple[Ints, Ints], list[tuple[int, int, float]]]:
        """The claims, the rows of candidate pairs among them, and the links."""
        settings = Settings()
        corpus, _ = embed_claims(self.readings, open_encoder(settings.embedding))
        sentences = {r.article.id: r.sentences for r in self.readings}
        origins = find_origins(read_wording([r.article for r in self.readings], sentences))
        matcher, repeated = matcher_of(corpus, find_repeats(corpus, origins), settings)
        found = candidate_pairs(matcher.corpus, matcher.constraints, settings.matching, repeated)
        return list(matcher.corpus.claims), found, [tuple(link) for link in links_among(matcher, *found)]

    def source(self, article: str) -> str:
        """The outlet of an article."""
        return next(r.article.source for r in self.readings if r.article.id == article)

    def fact(self, *kinds: VerdictKind, most: bool = False, facet: Facet | None = None) -> Fact:
        """The first fact with values, or those of a `facet`, of one of these verdicts; or that with `most`
        claims."""
        found = [
            fact for fact in self.report.facts
            if fact.verdict.verdict in kinds and fact.explanation and all(c.value for c in fact.claims)
            and facet in (None, fact.facet)
        ]  # fmt: skip
        return max(found, key=lambda fact: len(fact.claims)) if most else found[0]


def sentences(run: Run) -> Picture:
    """The first sentences of an article, and what of them is furniture."""
    reading = next(r for r in run.readings if any(s.furniture for s in r.segments.sentences[:4]))
    first: Sequence[Sentence] = reading.segments.sentences[:6]
    out = Picture(f"The first sentences of the article of {reading.article.source}, furniture in grey")
    out.text(20, f"{reading.article.source}, published {reading.article.published}", SOFT)
    out.down(24)
    for sentence in first:
        colour, mark = (SOFT, PALE) if sentence.furniture else (INK, BLUE)
        told = f"(set aside) {sentence.text}" if sentence.furniture else sentence.text
        lines = wrap(" ".join(told.split()), COLUMNS - 8)
        out.bar(20, 4, mark, 18 * len(lines), 13)
        out.text(32, f"{sentence.start:>4}", SOFT)
        for line in lines:
            out.text(76, line, colour)
            out.down(18)
        out.down(6)
    return out


def claims(run: Run) -> Picture:
    """One sentence, and the claims that are made of it."""
    fact = run.fact(VerdictKind.COMPATIBLE)
    shown = fact.claims[0]
    reading = next(r for r in run.readings if r.article.id == shown.article)
    own = [claim for claim in reading.claims if claim.sentence == shown.sentence]
    out = Picture(f"A sentence of {run.source(shown.article)} and its {len(own)} claims, each with its value")
    lines = list(_lines(shown.text))
    for start, line in lines:
        for claim in own:
            if claim.value:
                a = max(claim.focus.start - shown.sentence_start, start) - start
                b = min(claim.focus.end - shown.sentence_start, start + len(line)) - start
                if a < b:
                    out.bar(20 + a * LETTER, (b - a) * LETTER, "#ffe08a", 18, 13)
        out.text(20, line)
        out.down(20)
    out.down(10)
    for claim in own:
        value = _value(claim)
        out.bar(20, 4, BLUE, 38, 13)
        out.text(32, claim.facet.value, BLUE, 600)
        out.text(120, value or "(no value: the sentence as a whole)")
        out.down(18)
        asked = claim.masked if value else "are there other sentences that say this, or deny it?"
        out.text(120, _cut(asked, COLUMNS - 16), SOFT)
        out.down(28)
    return out


def intervals(run: Run) -> Picture:
    """Values as intervals: of a difference, of no conflict, and of days."""
    out = Picture("Values of three facts as intervals on an axis: apart, one within the other, and of days")
    facts = [
        run.fact(VerdictKind.DIFFER), run.fact(VerdictKind.COMPATIBLE),
        run.fact(VerdictKind.POSSIBLE, VerdictKind.COMPATIBLE, facet=Facet.DATE),
    ]  # fmt: skip
    for fact in facts:
        out.text(20, VERDICT_WORDS[fact.verdict.verdict], COLOURS[fact.verdict.verdict], 700)
        out.text(150, _cut(fact.topic, COLUMNS - 18), SOFT)
        out.down(24)
        ends = [(_number(c.value.low), _number(c.value.high)) for c in fact.claims]  # type: ignore[union-attr]
        amounts = isinstance(fact.claims[0].value.low, float | int)  # type: ignore[union-attr]
        low, high = min(a for a, _ in ends), max(b for _, b in ends)
        first, last = (log10(low), log10(high)) if amounts else (low, high)
        room = (last - first) or 1
        for claim, (a, b) in zip(fact.claims, ends, strict=True):
            x, to = ((log10(v) if amounts else v) for v in (a, b))
            out.text(20, run.source(claim.article))
            out.line((120, out.y - 4), (500, out.y - 4), PALE)
            out.bar(120 + 380 * (x - first) / room, 380 * (to - x) / room, COLOURS[fact.verdict.verdict])
            out.text(520, _cut(f"{claim.focus.text}", 28))
            out.down()
        out.down(14)
    return out


def pairs(run: Run) -> Picture:
    """The pairs of claims of two articles as a field: which are compared, and which are linked."""
    rows, (i, j), links = run.pairs
    order = sorted(range(len(rows)), key=lambda row: (run.source(rows[row].article), row))
    place = {row: at for at, row in enumerate(order)}
    size = 430 / len(rows)
    apart = Counter(claim.article for claim in rows)
    everything = (len(rows) ** 2 - sum(n * n for n in apart.values())) // 2
    out = Picture(f"{len(rows)} claims: {len(i)} of {everything} pairs are compared, {len(links)} are linked")
    top, left = out.y, 110
    out.parts.append(f'<rect x="{left}" y="{top}" width="430" height="430" fill="{PALE}" fill-opacity=".5"/>')
    start = 0
    for source, count in sorted(Counter(run.source(claim.article) for claim in rows).items()):
        out.y = top + (start + count / 2) * size + 4
        out.text(20, source, SOFT)
        for edge in (start, start + count):
            at = edge * size
            out.line((left, top + at), (left + 430, top + at), "#fff")
            out.line((left + at, top), (left + at, top + 430), "#fff")
        start += count
    for colour, radius, found in (
        ("#8fa8d6", 0.9, zip(i.tolist(), j.tolist(), strict=True)),
        (RED, 1.7, ((a, b) for a, b, _ in links)),
    ):
        dots = "".join(_dot(left + x * size, top + y * size, radius) for x, y in _both(found, place))
        out.parts.append(f'<path fill="{colour}" d="{dots}"/>')
    out.y = top + 40
    for number, told, colour in (
        (everything, "pairs of two articles", SOFT),
        (len(i), "are compared", BLUE),
        (len(links), "are linked", RED),
    ):
        out.text(565, f"{number:,}", colour, 700)
        out.down(18)
        out.text(565, told, SOFT)
        out.down(30)
    out.y = top + 450
    return out


def score(run: Run) -> Picture:
    """What each signal adds to the log-odds of one pair, or takes away."""
    fact = run.fact(VerdictKind.POSSIBLE, VerdictKind.DIFFER, most=True)
    link = next(f for f in run.report.view().facts if f.id == fact.id).explanation.links[0]  # type: ignore[union-attr]
    names = link_rows(link)
    sums, needed = running(link)
    spans = [*pairwise(sums), (0.0, sums[-1])]
    low, high = min(0.0, *sums, needed) - 0.1, max(*sums, needed) + 0.1
    scale = 300 / (high - low)
    out = Picture(
        f"The signals of one pair in log-odds: a probability of {link.score:.2f}, {link.needed:.2f} needed"
    )
    top = out.y - 14
    for (name, number), (a, b) in zip(names, spans, strict=True):
        out.text(20, name)
        out.bar(350 + (min(a, b) - low) * scale, abs(b - a) * scale, GREEN if b >= a else RED)
        out.text(740, number, SOFT, anchor="end")
        out.down()
    at = 350 + (needed - low) * scale
    out.line((at, top), (at, out.y - 8), INK, "3 3")
    out.down(6)
    out.text(at, f"needed: {link.needed:.2f}", anchor="middle")
    out.down(14)
    return out


def group(run: Run) -> Picture:
    """The claims of one fact with their links, and the nearest claim that was left out."""
    fact = run.fact(VerdictKind.POSSIBLE, VerdictKind.DIFFER, most=True)
    told = fact.explanation
    assert told is not None and told.nearest is not None
    out = Picture(f"A fact of {len(fact.claims)} claims, the probabilities of their links, and one left out")
    at = {claim.id: 30.0 + 64 * row for row, claim in enumerate(fact.claims)}
    nearest = 30.0 + 64 * len(fact.claims) + 10
    for link in told.links:
        a, b = at[link.a], at[link.b]
        bow = 40 + 22 * abs(b - a) / 64
        strong = link.score >= link.needed
        out.parts.append(
            f'<path d="M150 {a:.1f}C{150 - bow:.1f} {a:.1f} {150 - bow:.1f} {b:.1f} 150 {b:.1f}" fill="none" '
            f'stroke="{GREEN if strong else AMBER}" stroke-width="2"/>'
        )
        out.y = (a + b) / 2 + 4
        out.text(150 - bow - 24, f"{link.score:.2f}", GREEN if strong else AMBER, 700)
    for claim in fact.claims:
        _node(out, run, claim, at[claim.id], BLUE)
    beside = at.get(told.nearest.beside, at[fact.claims[-1].id])
    out.line((150, beside), (150, nearest), SOFT, "4 4")
    _node(out, run, told.nearest.claim, nearest, SOFT)
    out.y = nearest + 40
    lacks = f"left out, at {told.nearest.score:.2f} where {told.nearest.needed:.2f} is needed"
    out.text(165, _cut(f"{lacks}: {told.nearest.reason}", 74), SOFT)
    out.down(16)
    return out


def verdicts(run: Run) -> Picture:
    """How many facts of several sources have which verdict."""
    counted = Counter(fact.verdict.verdict for fact in run.report.facts)
    most = max(counted[kind] for kind in COLOURS)
    out = Picture("The shared facts of the seeds by verdict")
    for kind, colour in COLOURS.items():
        if counted[kind]:
            example = next(fact for fact in run.report.facts if fact.verdict.verdict is kind)
            out.text(20, VERDICT_WORDS[kind], colour, 700)
            out.bar(190, 120 * counted[kind] / most, colour)
            out.text(196 + 120 * counted[kind] / most, str(counted[kind]), SOFT)
            out.text(350, _cut(example.topic, 50), SOFT)
            out.down(24)
    return out


STAGES = (sentences, claims, intervals, pairs, score, group, verdicts)


def _node(out: Picture, run: Run, claim: Claim, y: float, colour: str) -> None:
    """One claim of the picture of a group."""
    out.parts.append(f'<circle cx="150" cy="{y:.1f}" r="6" fill="{colour}"/>')
    out.y = y
    out.text(165, f"{run.source(claim.article)}: {_cut(claim.focus.text, 50)}", weight=600)
    out.down(18)
    out.text(165, _cut(claim.masked or claim.text, 74), SOFT)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text with their places in it."""
    at = 0
    for line in wrap(text, COLUMNS, drop_whitespace=False, break_on_hyphens=False):
        yield at + len(line) - len(line.lstrip()), line.replace("\n", " ").strip()
        at += len(line)


def _value(claim: Claim) -> str:
    """What a claim's value was read as."""
    value = claim.value
    if value is None:
        return ""
    low, high = value.low, value.high
    if isinstance(low, float | int) and isinstance(high, float | int):
        low, high = f"{low:,.0f}", f"{high:,.0f}"
    counted = " ".join(filter(None, (getattr(value, "counted", ""), getattr(value, "action", ""))))
    return f"{low} to {high} {counted}".rstrip() if low != high else f"{low} {counted}".rstrip()


def _number(end: object) -> float:
    """An end of an interval as a number: days are counted."""
    return float(end.toordinal()) if isinstance(end, date) else float(end)  # type: ignore[arg-type]


def _cut(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _dot(x: float, y: float, radius: float) -> str:
    return f"M{x - radius:.1f} {y - radius:.1f}h{2 * radius:g}v{2 * radius:g}h-{2 * radius:g}z"


def _both(found: Iterator[tuple[int, int]], place: dict[int, int]) -> Iterator[tuple[int, int]]:
    """The places of pairs, on both sides of the diagonal."""
    for a, b in found:
        yield place[a], place[b]
        yield place[b], place[a]


def words(svg: str) -> list[str]:
    """All that a picture says."""
    return re.findall(r"<(?:text|title)[^>]*>([^<]*)<", svg)


def drawings() -> dict[str, str]:
    """The pictures of today by the names of their files."""
    run = Run.of_seeds()
    return {f"{at}-{stage.__name__}.svg": stage(run).svg() for at, stage in enumerate(STAGES, start=1)}


def main(arguments: list[str]) -> int:
    """Write or check the pictures; the exit code."""
    found = drawings()
    if "--check" in arguments:
        old = [
            name for name, svg in found.items() if words((PICTURES / name).read_text("utf-8")) != words(svg)
        ]
        print(f"out of date: {', '.join(old)}: run python scripts/draw_stages.py" if old else "current")
        return int(bool(old))
    PICTURES.mkdir(exist_ok=True)
    for name, svg in found.items():
        (PICTURES / name).write_text(svg, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

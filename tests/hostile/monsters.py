"""Small monsters: texts, bytes and articles that no newsroom would write, made from a seed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from compare.models import Article

CASES = Path(__file__).resolve().parents[1] / "extraction" / "value_cases.jsonl"

NUMBERS = (
    "0", "1", "-1", "00", "12", "1,200", "1.200.000", "3.5", ".5", "5.", "1e309", "10" * 60, "9" * 400, "1/0", "½",
    "२३", "٤٥", "１２", "²", "Ⅻ", "twelve", "a dozen", "half a", "two and a half", "minus three", "no", "hundreds of",
    "1 million billion trillion", "a couple of", "1,2,3,4", "1-2-3", "3–5", "5 to 3", "NaN", "inf", "0x1F", "1_000",
)  # fmt: skip
UNITS = (
    "people", "per cent", "%", "km", "km/h", "°C", "tonnes", "m²", "USD", "$", "€", "£5m", "euros", "years", "hours",
    "pp", "percentage points", "hectares", "killed", "of them", "times", "-fold", "in ten", "µg", "square", "points",
)  # fmt: skip
HEDGES = (
    "about", "at least", "up to", "more than", "fewer than", "between", "from", "not", "nearly", "exactly", "over",
    "as many as", "some", "~", "<", ">", "±", "around or exactly", "no fewer than at most",
)  # fmt: skip
DAYS = (
    "Monday", "on 31 December 9999", "1 January 1", "30 February 2024", "29/02/2023", "2024-13-45", "the day after",
    "the week before", "last", "next", "yesterday", "tomorrow", "two weeks ago", "in 10000 years", "1 BC", "0000-00-00",
    "9999-12-31", "since", "until", "by the end of", "the 1990s", "the 21st century", "Q5 2024", "31 April", "May",
    "at 25:61", "midnight", "5 p.m.", "24:00", "three days after", "the month after December 9999", "early", "late",
    "for a million years", "the night of 31 December to 1 January", "from 3 to 1 May", "ten centuries before", "noon",
)  # fmt: skip
NAMES = (
    "Mr. X.", "O’Neill-Óg", "van der der", "Dr", "U.S.", "UN", "İstanbul", "ﬁnance", "A. B. C. D.", "ẞ", "王", "Σ",
    "Port Ashel", "Jean-", "de la", "McMc", "D'", "Queen II III", "Saint", "St.",
)  # fmt: skip
WORDS = (
    "said", "that", "and", "or", "the", "fire", "killed", "burned", "rose", "fell", "from", "to", "of", "was", "were",
    "if", "would", "never", "a", "according to", "—", "...", "?!", ";", ":", "(", ")", "[", "\n\n", "\n", "•", "/",
)  # fmt: skip
QUOTES = ('"', "“", "”", "‘", "’", "«", "»", "''", "``", "„", "'", "″")
ODD = (
    "\x00", "\x1b[31m", "\ud800", "\udfff", "\u202e", "\u200b", "\u200d", "\ufeff", "\u2028", "\u0085", "\u00ad", "\u061c",
    "\u115f", "\u180e", "\u3164", "\u034f", "\ufe0f", "\U000e0041", "\U000e0020", "\U0010ffff", "\ufffd", "e\u0301", "\u0300" * 9,
    "😀", "👩‍👩‍👧‍👦", "\u0130", "ǅ", "\t", "\x0b", "\x0c", "\r", "\xa0", "\u3000", "＝1+1", "=cmd|' /C calc'!A0", "<script>", "]]>",
    "http://a.b/c?d=1", "www.example.org", "a@b.c", "{{7*7}}", "%s%n", "../..", "\\", "`", "|", "&amp;", "&#0;", "𝟙𝟚", "ﷺ",
)  # fmt: skip
ALL: Sequence[Sequence[str]] = (NUMBERS, UNITS, HEDGES, DAYS, NAMES, WORDS, QUOTES, ODD)
SHARES = (10, 8, 6, 10, 4, 10, 2, 3)
GLUE = (" ", " ", " ", " ", " ", " ", "", "-", ", ", "\n", "\xa0")


@cache
def cases() -> tuple[str, ...]:
    """The sentences that values are tested on: what reads as news, to be broken."""
    with CASES.open(encoding="utf-8") as lines:
        return tuple(json.loads(line)["text"] for line in lines)


def pieces(rng: Random, most: int = 12) -> str:
    """Fragments of what is read as values, in any order."""
    out = []
    for kind in rng.choices(ALL, SHARES, k=rng.randint(1, most)):
        out += [rng.choice(kind), rng.choice(GLUE)]
    return "".join(out[:-1])


def mutated(rng: Random, text: str) -> str:
    """`text` with a few characters and words lost, doubled, changed or put in."""
    for _ in range(rng.randint(1, 4)):
        at = rng.randint(0, len(text))
        to = min(len(text), at + rng.randint(0, 6))
        new = rng.choice(
            (
                "",
                text[at:to] * 2,
                text[at:to][::-1],
                text[at:to].swapcase(),
                f" {rng.choice(rng.choice(ALL))} ",
                chr(rng.choice((rng.randint(0, 0x2FF), rng.randint(0, 0x10FFFF)))),
            )
        )
        text = text[:at] + new + text[to:]
    return text


def text(rng: Random) -> str:
    """A short text: fragments, a sentence of news that was damaged, or anything."""
    kind = rng.random()
    if kind < 0.55:
        return pieces(rng)
    if kind < 0.97:
        return mutated(rng, rng.choice(cases()))
    if kind < 0.999:
        return "".join(chr(rng.randint(0, 0x10FFFF)) for _ in range(rng.randint(0, 40)))
    return (pieces(rng, 3) + rng.choice(GLUE)) * rng.randint(50, 400)


def day(rng: Random) -> date | None:
    """A day of publication, the ends of the calendar among them."""
    kind = rng.random()
    if kind < 0.2:
        return None
    if kind < 0.3:
        return rng.choice((date.min, date.max, date(1, 12, 31), date(9999, 1, 1), date(2024, 2, 29)))
    return date(1990, 1, 1) + timedelta(rng.randint(0, 15_000))


def news(rng: Random, sentences: int = 4) -> str:
    """An article's text: sentences of news, some of them damaged, with a monster among them."""
    out = []
    for _ in range(rng.randint(1, sentences)):
        kind = rng.random()
        sentence = rng.choice(cases())
        out.append(sentence if kind < 0.6 else mutated(rng, sentence) if kind < 0.9 else pieces(rng))
    return rng.choice((" ", "\n", "\n\n")).join(out)


def articles(rng: Random) -> list[Article]:
    """A few articles that share sentences, ids like no other and sources of any kind."""
    shared = [rng.choice(cases()) for _ in range(rng.randint(1, 2))]
    made = []
    for n in range(rng.randint(1, 5)):
        told = [*(mutated(rng, s) if rng.random() < 0.4 else s for s in shared), news(rng, 2)]
        rng.shuffle(told)
        odd = rng.choice(ODD) if rng.random() < 0.2 else ""
        made.append(
            Article(
                id=f"{odd}{rng.choice(('a', 'A', '=', ''))}{n}",
                text="\n".join(told),
                source=rng.choice(("Post", "Echo", "", pieces(rng, 2))),
                title=rng.choice(("", pieces(rng, 4))),
                published=day(rng),
                url=rng.choice(("", "https://example.org/a", "javascript:alert(1)", pieces(rng, 2))),
                language="en",
            )
        )
    return made


def broken(rng: Random, data: bytes) -> bytes:
    """`data` with bits flipped, parts lost, doubled or put in, or in another encoding."""
    kind = rng.random()
    if kind < 0.08:
        return data.decode("utf-8", "replace").encode(
            rng.choice(("utf-16", "utf-16-be", "cp1252", "utf-32")), "replace"
        )
    out = bytearray(data)
    for _ in range(rng.randint(1, 5)):
        at = rng.randint(0, len(out))
        to = min(len(out), at + rng.choice((1, 1, 4, 40)))
        new = rng.choice(
            (
                b"",
                bytes(out[at:to]) * 2,
                bytes([rng.randint(0, 255)]),
                bytes(rng.randbytes(rng.randint(1, 8))),
                rng.choice(BYTES),
                rng.choice(rng.choice(ALL)).encode("utf-8", "surrogatepass"),
            )
        )
        out[at:to] = new
    return bytes(out[: rng.randint(0, len(out))] if rng.random() < 0.05 else out)


BYTES = (
    b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00", b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\r", b"\r\n",
    b"[" * 2000, b"{" * 2000, b"<div>" * 500, b"&" * 100, b'"', b"'", b",", b";", b"\t", b"---\n", b"+++\n", b"...\n", b"!!python/object:os.system",
    b"&a [*a, *a]", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<![CDATA[", b"<!--", b"-->", b"\\ud800", b"\\u0000", b"1e999", b"9" * 5000, b"null", b"true",
    b"2024-99-99", b"\x1b", b"\x0c", b"\x1a", b"<script>", b"</", b"charset=utf-7", b"charset=nonsense", b"%PDF-1.7", b"PK\x03\x04", b"\x1f\x8b",
)  # fmt: skip

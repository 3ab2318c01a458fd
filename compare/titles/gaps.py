"""A clause with a gap where its value stands: what a title falls back to, since it can say nothing false.

"Amount of money: “The bridge in Velmora cost […]”". Other numbers of the clause are left out: they may be
values that sources do not agree on either.
"""

from __future__ import annotations

import re

from compare.extraction.units import SCORE
from compare.lang.en.phrase_ends import MAX_LENGTH, paired, undangled
from compare.lang.patterns import any_of
from compare.lang.resources import table
from compare.models import Claim, Facet
from compare.verdicts.reasons import unit_words

__all__ = ["GAP", "gapped", "label"]

GAP = "[…]"

AROUND = 30
"""Characters of a clause, inclusive, below which its sentence tells more."""

FAR = 400
"""Characters on either side of a value that are read."""

LEAST = 24
"""Characters that are kept on either side of the gap where the clause has them."""

_NUMBER = re.compile(r"(?<![\w.])(?!(?:19|20)\d\d(?![\w.,]))\d[\d,.]*(?<![.,])(?!\w)")
_INSIDE = re.compile(r"\W*(?!the\b|an?\b)[a-z]")
_CONJUNCTION = re.compile(r"^(?:and|but|or|so|yet|while|though|although|because)\s+", re.IGNORECASE)
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z\s,./-]{2,40}\([^)\n]{2,40}\)[\s–—-]*|[A-Z]{3,}[\w.,/’' ]{0,30}?\s(?:[–—―]|--)\s*)"
)
_OPEN_END = re.compile(r"\s(?:that|and|or|but|at|of|with)$")
_JOINED = tuple(",.;:-%'’")
_PLURAL = re.compile(rf"(?:s|{any_of(table('en', 'titles')['words']['plurals'].split())})$", re.IGNORECASE)
_LABELS = {
    Facet.MONEY: "Amount of money",
    Facet.PERCENTAGE: "Share",
    Facet.DURATION: "Length of time",
    Facet.DATE: "When",
    Facet.QUANTITY: "Number",
}


def label(claim: Claim) -> str:
    """What the value measures, as far as its slots say: "Number of ships", "Age", "Amount of money"."""
    value = claim.amount
    if claim.facet is not Facet.QUANTITY or value is None:
        return _LABELS[claim.facet]
    if value.counted == "age":
        return "Age"
    if value.unit == SCORE:
        return "Result"
    if value.unit:
        return f"How many {unit_words(value.unit, None)}"
    counted = " ".join(value.counted.split())
    return f"Number of {counted}" if _PLURAL.search(counted) and len(counted) <= AROUND else "Number"


def gapped(claim: Claim, head: str) -> str:
    """`head` and the claim's clause with a gap for its value, in at most `MAX_LENGTH` characters."""
    room = MAX_LENGTH - len(head) - len(GAP) - 7
    start, end = claim.start - claim.sentence_start, claim.end - claim.sentence_start
    at, stop = claim.focus.start - claim.sentence_start, claim.focus.end - claim.sentence_start
    before, after = claim.text[max(0, start) : at], claim.text[stop : max(stop, end)]
    if len(before) + len(after) < AROUND or _INSIDE.match(before or "x"):
        before = claim.text[:at]
    if len(before) + len(after) < AROUND:
        after = claim.text[stop:]
    before, after = _DATELINE.sub("", _plain(before[-FAR:])), _plain(after[:FAR])
    before = _CONJUNCTION.sub("", before.lstrip(" ,;:–—-."))
    if len(before) + len(after) > room:
        after = _ended(after, min(len(after), max(LEAST, room // 2, room - len(before))))
        before = _begun(before, room - len(after))
    text = f"{before.rstrip()} {GAP}{after if after[:1] in _JOINED else ' ' + after.lstrip()}".strip(" ,;:.")
    return f"{head}: “{paired(_OPEN_END.sub('', text))}”"


def _plain(text: str) -> str:
    """`text` on one line without other numbers and quotation marks."""
    spaced = _NUMBER.sub("…", " ".join(text.split()))
    spaced = spaced.replace("“", "").replace("”", "").replace('"', "")
    edge = " " if text[:1].isspace() else ""
    return f"{edge}{spaced}{' ' if text[-1:].isspace() and spaced else ''}"


def _ended(text: str, length: int) -> str:
    """The begin of `text`, to a word."""
    if len(text) <= length:
        return text
    head = text[: max(0, length - 1)]
    return undangled(head[: head.rfind(" ")] if " " in head.strip() else head) + "…"


def _begun(text: str, length: int) -> str:
    """The end of `text`, from a word on."""
    if len(text) <= length:
        return text
    tail = text[len(text) - max(0, length - 1) :]
    return "…" + tail[tail.find(" ") + 1 :].lstrip() if length > 1 else ""

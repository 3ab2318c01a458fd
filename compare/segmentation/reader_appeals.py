"""What an article's page says to its reader: subscriptions, apps, the site about itself, calls for witnesses.

Such lines are prose with verbs and full stops, so their shape does not give them away, and two pages of
two sites say them in the same words about two events. They state nothing that can be checked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.lang.patterns import any_of
from compare.lang.resources import word_lists
from compare.models import Sentence

_WORDS = word_lists("en", "reader_appeals")

_ADDRESS = re.compile(r"\b(?:[Yy]ou|[Yy]our|[Yy]ours|[Yy]ou[’'](?:ll|re|ve)|[Oo]ur|[Ww]e|[Uu]s)\b")
"""A word of somebody who speaks to somebody; "US" is a country."""

_PAGE = re.compile(
    rf"\b(?:{any_of(_WORDS['parts'])}|subscri\w+|click\w*|download\w*|advertis\w+)\b", re.IGNORECASE
)
_ORDER = re.compile(
    r"(?:click|tap) (?:here|this|on (?:this|the)|below)|(?:click|clicking) here\b|^welcome to\b|\bapp store\b"
    r"|^(?:please |just )?(?:subscribe|sign up|log ?in|download|text [A-Z]+ to)\b"
    rf"|\byour {any_of(_WORDS['yours'])}|\bproblem saving your\b"
    r"|\blike (?:us|\S+ news) on facebook\b|\bfollow us\b|\bcontact us\b",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    rf"\b(?:this|the) (?:is a )?(?:developing |breaking )?{any_of(_WORDS['stories'])}"
    r" (?:will|has|was|is|may)\b(?: \w+)? (?:been |be |being )?(?:updated|corrected|developing)\b"
    r"|\bthis is a (?:developing|breaking) (?:news )?story\b|\bcheck back (?:for|later|soon|here|with)\b"
    rf"|\bis working to {any_of(_WORDS['learning'])} more\b",
    re.IGNORECASE,
)
_WHO = any_of(_WORDS["witnesses"])
_DO = any_of(_WORDS["ways"])
_TO_WHOM = rf"(?:{any_of(_WORDS['offices'])}|line\b|\d{{3}})"
_WITNESS = re.compile(
    rf"{_WHO}\b[^.“\"]{{0,120}}?\b{any_of(_WORDS['asked'])}\b[^.“\"]{{0,40}}?\b{_DO}\b"
    rf"|{_WHO}\b[^.“\"]{{0,120}}?\b(?:should|can|may|must|are to|is to) {_DO}\b[^.“\"]{{0,60}}?{_TO_WHOM}"
    rf"|if (?:you|anyone)\b[^.“\"]{{0,120}}?\b{_DO}\b[^.“\"]{{0,60}}?{_TO_WHOM}"
    rf"|\b(?:ask|urg|encourag|appeal|want)\w{{0,6}}(?: for| to)? (?:any )?{_WHO}\b[^.“\"]{{0,120}}?\b{_DO}\b"
    rf"|(?:tips?|information) (?:can|may|should) be {any_of(_WORDS['left'])}\b",
    re.IGNORECASE,
)
_TIP = re.compile(
    rf"\b{any_of(_WORDS['dialled'])}\b[^.“\"]{{0,80}}?"
    r"(?<!\d)(?<!\d[.,])(?:\+?1[\s.-]{1,2})?\(?\d{3}\)?[\s.-]{0,2}\d{3}[\s.-]\d{4}\b"
    r"(?!,? (?:said|says|told)\b)"
    r"|^\W{0,9}\S{0,64}(?<!un)welcome to\b[^.“\"]{0,60}\b[\w-]{2,64}\.(?:com|org|net)\W*$",
    re.IGNORECASE,
)
"""Where to call, with the area code, and the greeting of a site, which is all that the sentence says."""

_WITNESS_WORDS = 12
"""An appeal begins within so many words: "Police are asking anyone with information to call"."""

_LONG = 300
"""A longer line is prose, or a list."""

_SPOKEN = re.compile(r"[“”\"]|\b(?:said|says|told|added)\b")
_QUOTES = re.compile(r"[“”\"]")
_LONG_QUOTATION = 8
"""A quotation left open ends after so many sentences at the latest."""


def reader_lines(sentences: Sequence[Sentence]) -> set[int]:
    """Positions of the sentences of one article that speak to its reader, quoted words apart.

    A sentence that orders ("click here") or tells when the page changes speaks to the reader by itself,
    as does a call for witnesses; one that says "you" or "we" and names a part of a page, too. Others that
    say "you" or "we" go with such a neighbour, and so does one line between two of them.
    """
    quoted = _quoted(sentences)
    strong = [not q and _is_page(s.text) for s, q in zip(sentences, quoted, strict=True)]
    weak = [
        not q and not _SPOKEN.search(s.text) and _ADDRESS.search(s.text) is not None
        for s, q in zip(sentences, quoted, strict=True)
    ]
    found = {k for k, s in enumerate(sentences) if not quoted[k] and _is_notice(s.text)}
    for start, end in _runs([a or b for a, b in zip(strong, weak, strict=True)]):
        if any(strong[start:end]):
            found.update(range(start, end))
    return found


def _is_page(text: str) -> bool:
    if len(text) > _LONG or _SPOKEN.search(text):
        return False
    return _ORDER.search(text) is not None or bool(_ADDRESS.search(text) and _PAGE.search(text))


def _is_notice(text: str) -> bool:
    if _UPDATED.search(text):
        return True
    appeal = _WITNESS.search(text) or _TIP.search(text)
    return appeal is not None and len(text[: appeal.start()].split()) <= _WITNESS_WORDS


def _runs(marks: Sequence[bool]) -> list[tuple[int, int]]:
    """Stretches of marked positions; one that is not marked between two that are belongs to them."""
    out: list[tuple[int, int]] = []
    for k, mark in enumerate(marks):
        if not mark:
            continue
        if out and k - out[-1][1] <= 1:
            out[-1] = out[-1][0], k + 1
        else:
            out.append((k, k + 1))
    return out


def _quoted(sentences: Sequence[Sentence]) -> list[bool]:
    """Whether each sentence stands in, or continues, a quotation."""
    out: list[bool] = []
    since = 0
    for sentence in sentences:
        marks = _QUOTES.findall(sentence.text)
        out.append(since > 0 or bool(marks))
        for mark in marks:
            since = 0 if mark == "”" or (mark == '"' and since) else 1
        since = since + 1 if 0 < since < _LONG_QUOTATION and not marks else since if marks else 0
    return out

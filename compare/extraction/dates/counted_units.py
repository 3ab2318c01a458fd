"""Counted units of time: durations ("two days"), ages, and "ago", "earlier", "later"."""

from __future__ import annotations

import re

from compare.extraction.dates.frame import Frame, squeeze
from compare.extraction.dates.mentions import Mention, Shape
from compare.lang.en.calendar_lexicon import GAP
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists

_WORDS = word_lists("en", "of_times")

ALTERNATIVE = re.compile(rf"{GAP}or{GAP}(?:two|so|more|longer)\b", re.IGNORECASE)
"""What ends "a year or two", "two years or so"."""
_MONEY_BEFORE = re.compile(r"[$\u00a3\u20ac][ ]?\Z")
_LASTING = re.compile(
    r"\b(?:for|in|within|after|before|under|over|about|nearly|almost|than|least|most|only|just|half|"
    rf"{any_of(_WORDS['spending'])}|barely|roughly|around|approximately|another|until|by|up to"
    r"|to)[ \n]\Z",
    re.IGNORECASE,
)
_MODAL_BEFORE = re.compile(
    r"\b(?:will|would|may|might|could|can|hopes?|that|he|she|they|to)[ ]\Z", re.IGNORECASE
)
_NOUN_AFTER = re.compile(
    rf"{GAP}(?:the|a|an|his|her|its|their|that|this|these|those|it|he|she|they|we|I|[A-Z]\w*|\w+ing|\w+s)\b"
)


_A_RATE = re.compile(rf"{GAP}(?:an?|per|each|every){GAP}(?:day|night|week|month|year)\b")
""" "24 hours a day" says how often, not how long."""


def read_counted(frame: Frame) -> Mention | None:
    """ "two days ago", "the past two months", "two-day", "54-year-old"."""
    number, end = frame.number("count"), frame.right.end()
    if number is None or not _is_time(frame, number):
        return None
    vague = _vaguely_many(frame)
    if vague is not None:
        return vague
    if frame.right["half"]:
        number += 0.5
    if _A_RATE.match(frame.text, frame.end):
        return None
    at_count = frame.origin + frame.left.start("count")
    old = frame.right["old"] or (
        frame.right["possessive"] and squeeze(frame.text[end : end + 5]).startswith("old")
    )
    if old:
        return _duration(frame, at_count, frame.right.end(), number, word="old")
    hedged = frame.begin(*frame.audible, "between", "count")
    if frame.post and not frame.hyphen:
        placed = _placed(frame)
        if placed:
            return Mention(
                placed[0],
                hedged,
                frame.right.end(),
                number=number,
                number2=frame.number("count2"),
                unit=frame.unit,
                hedge=frame.hedge,
                relation=placed[1],
            )
    if (
        frame.unit == "day"
        and squeeze(frame.left["count"]) == "one"
        and hedged == at_count
        and not frame.hyphen
    ):
        return _one_day(frame, at_count)
    begin = hedged
    conjunction = frame.determiner == "that" and frame.plural  # "he said that 10 days must pass"
    if not (frame.hyphen or conjunction) and frame.left["det"] and (frame.relation or not frame.hedge):
        begin = frame.begin(*frame.audible, "det", "rel")
    elif frame.relation and not frame.hyphen:
        begin = frame.begin(*frame.audible, "rel")
    stop = frame.right.end("half") if frame.right["half"] else frame.end
    return or_so(frame, begin, frame.right.end("long") if frame.right["long"] else stop, number)


_SCALE = re.compile(r"(?:hundred|thousand|million|billion|dozen)\b", re.IGNORECASE)
_VAGUE_SCALE = re.compile(rf"\b(?:several|many|a{GAP}few|few|some|a{GAP}couple{GAP}of){GAP}\Z", re.IGNORECASE)


def _vaguely_many(frame: Frame) -> Mention | None:
    """ "several hundred years ago": a past that nobody counts."""
    at_count = frame.origin + frame.left.start("count")
    before = frame.before(at_count, 16)
    vague = _VAGUE_SCALE.search(before) if _SCALE.match(frame.left["count"]) else None
    if not vague or frame.hyphen:
        return None
    begin = at_count - len(vague[0])
    placed = _placed(frame) if frame.post else None
    if placed:
        return Mention(placed[0], begin, frame.right.end(), unit=frame.unit, relation=placed[1])
    return Mention(Shape.DURATION, begin, frame.end, unit=frame.unit)


def _is_time(frame: Frame, number: float) -> bool:
    """Not a sum of money, "three quarters of" or "one second man"."""
    at_count = frame.origin + frame.left.start("count")
    if _MONEY_BEFORE.search(frame.before(at_count, 2)):
        return False
    after = frame.text[frame.end : frame.end + 4]
    if frame.unit == "quarter":
        return not re.match(r"[ ]of\b", after)
    return not (
        frame.unit == "second" and number == 1 and not frame.hyphen and not re.match(r"[.,;:)\n]|\Z", after)
    )


def _duration(frame: Frame, begin: int, end: int, number: float | None, word: str = "") -> Mention:
    return Mention(
        Shape.DURATION,
        begin,
        end,
        number=number,
        number2=frame.number("count2"),
        unit=frame.unit,
        hedge=frame.hedge,
        relation=frame.relation,
        word=word or ("hyphen" if frame.hyphen else ""),
    )


def or_so(frame: Frame, begin: int, end: int, number: float) -> Mention:
    """The duration, with "or so", "or two", "or more" behind it."""
    more = ALTERNATIVE.match(frame.text, end)
    number2, hedge, last = frame.number("count2"), frame.hedge, squeeze(more[0]).split()[-1] if more else ""
    if last == "so":
        hedge = hedge or "about"
    elif last == "two":
        number2 = 2.0 if number == 1 else number2
    elif last:
        hedge = "at least"
    return Mention(
        Shape.DURATION,
        begin,
        more.end() if more else end,
        number=number,
        number2=number2,
        unit=frame.unit,
        hedge=hedge,
        relation=frame.relation,
        word="hyphen" if frame.hyphen else "",
    )


def _one_day(frame: Frame, begin: int) -> Mention | None:
    """ "one day": a duration where it lasts, some day to come after a modal verb, else nothing."""
    if (
        _LASTING.search(frame.before(begin, 14))
        or frame.post
        or re.match(r"[.,;:)]", frame.text[frame.end :][:1])
    ):
        return _duration(frame, begin, frame.end, 1.0)
    if _MODAL_BEFORE.search(frame.before(begin, 8)):
        return Mention(Shape.VAGUE, begin, frame.end, word="FUTURE_REF")
    return None


_WITHIN_A_DAY = ("second", "minute", "hour")


def _placed(frame: Frame) -> tuple[Shape, str] | None:
    """Shape and relation for what stands behind the count: "ago", "earlier", "later"."""
    post = frame.post
    if post == "ago":
        return Shape.AGO, "ago"
    if post.startswith(("from ", "hence")):
        return Shape.AGO, "from now"
    if frame.unit in _WITHIN_A_DAY:
        return None  # "an hour later": how long it took, on a day that it does not tell
    if post in ("earlier", "previously", "beforehand", "prior"):
        return Shape.SHIFT, "earlier"
    if post in ("later", "afterward", "afterwards"):
        return Shape.SHIFT, "later"
    end = frame.right.end()
    if _NOUN_AFTER.match(frame.text, end) or not re.match(r"[ ]?[.,;:)]", frame.text[end : end + 2]):
        return None  # "two days after the vote": a duration, counted from the vote
    return Shape.SHIFT, "earlier" if post == "before" else "later"


_AS = re.compile(r"\b(?:as|how)[ ]\Z", re.IGNORECASE)


def read_vague_count(frame: Frame) -> Mention | None:
    """ "several years", "a few weeks ago", "the past few months"."""
    vague = squeeze(frame.left["vague"])
    if vague == "some" and not frame.plural:
        return None
    as_many = vague == "many" and _AS.search(frame.before(frame.begin("vague"), 4))
    if as_many or (vague == "many" and frame.unit in ("night", "weekend", "quarter")):
        return None
    number = 2.0 if "couple" in vague else None
    audible = () if frame.hedge in ("over", "about", "around") else frame.audible  # here a preposition
    begin = frame.begin("det", "rel", "vague") if frame.relation else frame.begin(*audible, "vague")
    if frame.post and not frame.post.startswith(("before", "after")):
        placed = _placed(frame)
        if placed:
            return Mention(
                placed[0], begin, frame.right.end(), number=number, unit=frame.unit, relation=placed[1]
            )
    end = frame.right.end() if frame.right["old"] else frame.end
    return Mention(
        Shape.DURATION,
        begin,
        end,
        number=number,
        unit=frame.unit,
        relation=frame.relation,
        word="old" if frame.right["old"] else "",
    )


_SMALLER_NEXT = re.compile(
    rf",?{GAP}(?:and{GAP})?(?:\d{{1,2}}|[a-z]{{3,6}}(?:[- ][a-z]{{3,5}})?){GAP}"
    r"(?:seconds|minutes|months|hours)\b"
)
"""What goes on in "an hour and 20 minutes"."""


def read_with_article(frame: Frame) -> Mention | None:
    """ "a year ago", "a day later", "a minute and a half", "for a week"; a rate ("$5 a day") is none."""
    begin = frame.begin(*frame.audible, "article")
    if frame.hyphen:
        return None
    if frame.post and not frame.adjective:
        placed = _placed(frame)
        if placed:
            return Mention(
                placed[0],
                begin,
                frame.right.end(),
                number=1.5 if frame.right["half"] else 1.0,
                unit=frame.unit,
                relation=placed[1],
                hedge=frame.hedge,
            )
    if frame.right["old"] or frame.right["long"]:
        word = "old" if frame.right["old"] else "hyphen"
        one = Mention(Shape.DURATION, frame.start, frame.right.end(), number=1.0, unit=frame.unit, word=word)
        return one if frame.text[frame.end : frame.end + 1] == "-" else None
    if frame.right["half"]:
        return _duration(frame, begin, frame.right.end("half"), 1.5)
    if ALTERNATIVE.match(frame.text, frame.end):
        return or_so(frame, begin, frame.end, 1.0)
    if frame.unit in ("second", "quarter", "night", "weekend", "century"):
        return None
    lasts = frame.post in ("before", "after", "later", "earlier") or bool(frame.audible)
    lasts = lasts or _SMALLER_NEXT.match(frame.text, frame.end) is not None
    lasts = lasts or bool(_LASTING.search(frame.before(frame.origin + frame.left.start("article"), 14)))
    if frame.adjective:
        lasts = frame.adjective in ("further", "full", "whole", "additional", "entire", "solid")
    if not lasts or re.match(rf"{GAP}(?:when|in)\b|-", frame.text[frame.end : frame.end + 6]):
        return None
    return _duration(frame, begin, frame.end, 1.0)


_PAIRED = re.compile(rf"{GAP}(?:and|or){GAP}(?:days|weeks|months|years)\b")
_AHEAD = re.compile(rf"{GAP}(?:ahead|to{GAP}come)\b", re.IGNORECASE)
_BARE_BEFORE = re.compile(
    r"\b(?:for|in|within|after|despite|following|through|amid|over|of|"
    rf"{any_of(_WORDS['spending'])}|than"
    r"|or|and|are|were"
    r"|only|just|be|it's)[ \n]\Z",
    re.IGNORECASE,
)
_OVER = re.compile(r"\b(?:over|through|down)[ \n]\Z", re.IGNORECASE)
_STRETCHING = _WORDS["stretching"]


def read_plural(frame: Frame) -> Mention | None:
    """ "recent weeks", "the coming months", "for years", "months ago"."""
    if frame.unit in ("night", "weekend", "second") and not frame.relation:
        return None
    if frame.determiner == "these" and frame.unit == "day" and not frame.relation:
        return Mention(Shape.VAGUE, frame.begin("det"), frame.end, word="PRESENT_REF")
    if frame.unit == "hour" and frame.relation in ("early", "late", "opening"):
        return None  # "the early hours of Friday"
    if frame.relation in _STRETCHING:
        with_article = frame.determiner == "the" or frame.relation != "recent"
        begin = frame.begin("det", "rel") if with_article else frame.begin("rel")
        return Mention(Shape.DURATION, begin, _pair_end(frame), unit=frame.unit, relation=frame.relation)
    ahead = _AHEAD.match(frame.text, frame.end)
    if ahead:
        return Mention(Shape.DURATION, frame.begin("det"), ahead.end(), unit=frame.unit, relation="coming")
    return None if frame.adjective or frame.relation else _bare_plural(frame)


def _pair_end(frame: Frame) -> int:
    """Where "weeks and months" ends."""
    paired = _PAIRED.match(frame.text, frame.end)
    return paired.end() if paired else frame.end


_APART = re.compile(rf"{GAP}(?:apart|at{GAP}a{GAP}time)\b")
_MATTER_OF = re.compile(rf"\bmatter{GAP}of{GAP}\Z", re.IGNORECASE)


def _bare_plural(frame: Frame) -> Mention | None:
    """ "for years", "months ago", "decades-old", "over the years"."""
    apart = _APART.match(frame.text, frame.end)
    if apart or _MATTER_OF.search(frame.before(frame.start, 12)):
        return None
    hyphen = frame.text[frame.end : frame.end + 1] == "-"
    if hyphen and (frame.right["old"] or frame.right["long"]):
        word = "old" if frame.right["old"] else "hyphen"
        return Mention(Shape.DURATION, frame.start, frame.right.end(), unit=frame.unit, word=word)
    if frame.determiner == "the" and _OVER.search(frame.before(frame.begin("det"), 8)):
        return Mention(Shape.DURATION, frame.begin("det"), frame.end, unit=frame.unit)
    if frame.right["old"] or frame.right["possessive"]:
        return None
    if frame.post == "ago" or (frame.post in ("later", "earlier") and frame.unit not in _WITHIN_A_DAY):
        shape = Shape.AGO if frame.post == "ago" else Shape.SHIFT
        return Mention(shape, frame.start, frame.right.end(), unit=frame.unit, relation=frame.post)
    lasts = frame.post in ("before", "after", "later", "earlier") or _BARE_BEFORE.search(
        frame.before(frame.start, 10)
    )
    if frame.unit == "quarter" or not lasts or hyphen:
        return None
    return Mention(Shape.DURATION, frame.start, _pair_end(frame), unit=frame.unit)

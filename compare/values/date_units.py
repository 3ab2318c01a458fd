"""Finds expressions built on a unit of time: "last week", "two days ago", "the past three years", "a six-year war"."""

from __future__ import annotations

import re

from compare.values.date_mentions import Mention, Shape
from compare.values.date_words import COUNT_SOURCE, DASH, GAP, HYPHEN, UNITS, VAGUE_COUNT_SOURCE, YEAR_SOURCE, singular
from compare.values.numerals import parse_number

HEDGE_SOURCE = (
    rf"(?:at{GAP}(?:least|most)|no{GAP}(?:more|less|fewer|later){GAP}than|(?:more|less|fewer|longer|better|greater|shorter){GAP}than|as{GAP}(?:many|much|long|little|few){GAP}as"
    rf"|up{GAP}to|about|around|roughly|approximately|nearly|almost|over|under|some|just{GAP}(?:over|under)|well{GAP}over|close{GAP}to"
    rf"|only|a{GAP}(?:little|bit){GAP}(?:over|under|more{GAP}than|less{GAP}than)|barely|an{GAP}estimated|estimated|exactly|just)"
)
_COUNT = rf"(?P<count>{COUNT_SOURCE})(?:(?:(?:{GAP}(?:to|or){GAP}|{GAP}?{DASH}{GAP}?|{HYPHEN}(?:to|or){HYPHEN})(?P<count2>{COUNT_SOURCE})))?"
_DETERMINER = rf"(?:each{GAP}of{GAP})?(?:the|this|that|these|those|its|their|his|her|our|my|your)"
_RELATION = (
    r"(?:last|past|previous|preceding|prior|next|coming|following|upcoming|current|same|latest|recent|final|opening|first|initial"
    r"|entire|whole|full|past|early|later|remaining|intervening|ensuing)"
)
_ADJECTIVE = (
    r"(?:more|additional|extra|further|other|consecutive|straight|successive|full|whole|entire|solid|long|short|fiscal|calendar|trading|business"
    r"|working|school|academic|financial|whole|light|intense|hard|difficult|mere|crucial|critical|turbulent)"
)
_BEFORE_UNIT = re.compile(
    rf"(?:\b(?P<hedge>{HEDGE_SOURCE}){GAP})?(?:\b(?P<det>{_DETERMINER}){GAP})?"
    rf"(?:\b(?P<rel>{_RELATION}){GAP})?"
    rf"(?:\b(?P<hedge2>{HEDGE_SOURCE}){GAP})?"
    rf"(?:(?:{_COUNT}|\b(?P<vague>{VAGUE_COUNT_SOURCE})|\b(?P<article>an?))(?P<gap>{GAP}|{HYPHEN}))?"
    rf"(?:\b(?P<adj>{_ADJECTIVE})(?:{GAP}|{HYPHEN}))?\Z",
    re.IGNORECASE,
)
_AFTER_UNIT = re.compile(
    rf"(?:(?P<half>{GAP}and{GAP}(?:a|one){GAP}?-?half))?"
    rf"(?:(?P<old>(?:{HYPHEN}|{GAP})olds?\b)|(?P<long>{HYPHEN}?long\b)"
    rf"|(?P<poss>['\u2019](?:s\b)?)"
    rf"|(?:{GAP}|{HYPHEN})(?P<post>ago|earlier|later|before|after|afterwards?|from{GAP}(?:now|today)|hence|previously|prior(?!{GAP}to)|beforehand|on)\b)?",
    re.IGNORECASE,
)
_ALTERNATIVE = re.compile(rf"{GAP}or{GAP}(?:two|so|more|longer)\b", re.IGNORECASE)
"""What ends "a year or two", "two years or so"."""


def read_unit(text: str, start: int, word: str) -> Mention | None:
    """The expression around a unit of time, or None where the unit is part of none."""
    before = text[max(0, start - 70) : start]
    left, right = _BEFORE_UNIT.search(before), _AFTER_UNIT.match(text, start + len(word))
    assert left is not None and right is not None  # noqa: S101, PT018 - every part is optional
    unit, plural = singular(word), not word.casefold() == singular(word)
    if unit not in UNITS or _set_before(before):
        return None
    origin = start - len(before)
    if left["count"]:
        return _counted(text, start, origin, left, right, unit)
    if left["vague"]:
        return _vague_count(text, origin, left, right, start, word, unit)
    if left["article"]:
        return _with_article(text, origin, left, right, start, word, unit)
    if plural:
        return _bare_plural(text, origin, left, right, start, word, unit)
    return _singular(text, origin, left, right, start, word, unit)


_SET_BEFORE = re.compile(r"\b(?:every|each|per|any)[ \n](?:\w{1,9}[ \n])?\Z", re.IGNORECASE)


def _set_before(before: str) -> bool:
    """ "every two years", "per day": how often, not when or how long."""
    return bool(_SET_BEFORE.search(before))


def _begin(origin: int, left: re.Match[str], *groups: str) -> int:
    """Where the first matched of `groups` starts."""
    return origin + min((left.start(g) for g in groups if left[g]), default=left.end())


def _hedge(left: re.Match[str]) -> str:
    return " ".join((left["hedge2"] or left["hedge"] or "").casefold().split())


def _relation(left: re.Match[str]) -> str:
    return (left["rel"] or "").casefold()


def _number(text: str | None) -> float | None:
    if not text:
        return None
    number = parse_number(" ".join(text.split()))
    return number if number is not None and number < 1e12 else None


_MONEY_BEFORE = re.compile(r"[$\u00a3\u20ac][ ]?\Z")


def _counted(text: str, start: int, origin: int, left: re.Match[str], right: re.Match[str], unit: str) -> Mention | None:
    """ "two days ago", "the past two months", "two-day", "54-year-old"."""
    number, number2 = _number(left["count"]), _number(left["count2"])
    end, hedge, relation = right.end(), _hedge(left), _relation(left)
    hyphen = not left["gap"].strip(" \t\n\r\u00a0") == ""
    if hyphen or left["det"]:
        hedge = hedge if hedge.endswith(("than", "least", "most", "ly")) or hedge == "almost" else ""
    if number is None or (unit == "quarter" and re.match(r"[ ]of\b", text[end : end + 4])):
        return None
    if _MONEY_BEFORE.search(text[max(0, origin + left.start("count") - 2) : origin + left.start("count")]):
        return None
    if unit in ("second", "quarter") and right.group() == "" and number == 1 and not hyphen and not re.match(r"[\s.,;:]", text[end : end + 1]):
        return None
    if unit in ("quarter", "month") and left["det"] and 1900 <= number < 2100 and not hyphen:
        return Mention(Shape.COMPARISON, _begin(origin, left, "det"), start + len(unit), year=int(number), word="period")
    if right["half"]:
        number += 0.5
    if number == 1 and unit == "day" and not hyphen and not hedge and left["count"].casefold() == "one" and not _LASTING.search(text[max(0, origin + left.start("count") - 12) : origin + left.start("count")]) and not right["post"]:
        return None  # "one day he may": some day
    hedged = _begin(origin, left, "hedge", "hedge2", "count") if hedge and hedge not in ("just", "only", "exactly", "some", "barely") else origin + left.start("count")
    common = {"number": number, "number2": number2, "unit": unit, "hedge": hedge}
    post = " ".join((right["post"] or "").casefold().split())
    if right["old"] or (right["poss"] and text[end : end + 8].lstrip().startswith("old")):
        return Mention(Shape.DURATION, origin + left.start("count"), end, word="old", **common)  # type: ignore[arg-type]
    if post and not hyphen:
        shape, relation2, stop = _placed(text, right, post)
        if shape:
            return Mention(shape, hedged, stop, relation=relation2, **common)  # type: ignore[arg-type]
        end = right.start("post") - len(text[: right.start("post")]) + len(text[: right.start("post")].rstrip(" \t\n-"))
    if right["poss"]:
        end = right.start("poss")
    if right["half"] and not right["post"]:
        end = right.end("half")
    if right["long"]:
        end = right.end("long")
    begin = hedged
    if relation and not hyphen:
        begin = _begin(origin, left, "hedge", "det", "rel") if left["det"] or hedge else _begin(origin, left, "rel")
        if hedge in ("just", "only", "exactly", "some"):
            begin = _begin(origin, left, "det", "rel")
    elif left["det"] and not hyphen and not hedge:
        begin = _begin(origin, left, "det")
    more = _ALTERNATIVE.match(text, end)
    if more:
        end = more.end()
        if more[0].casefold().endswith("so"):
            common["hedge"] = hedge or "about"
        elif more[0].casefold().endswith(("more", "longer")):
            common["hedge"] = "at least"
    return Mention(Shape.DURATION, begin, end, relation=relation, word="hyphen" if hyphen else "", **common)  # type: ignore[arg-type]


_NOUN_AFTER = re.compile(rf"{GAP}(?:the|a|an|his|her|its|their|that|this|these|those|it|he|she|they|we|I|[A-Z]\w*|\w+ing|\w+s)\b")


def _placed(text: str, right: re.Match[str], post: str) -> tuple[Shape | None, str, int]:
    """The shape for what stands behind the count: "ago", "earlier", "later", "before"."""
    end = right.end()
    if post == "ago":
        return Shape.AGO, "ago", end
    if post.startswith(("from ", "hence")):
        return Shape.AGO, "from now", end
    if post in ("earlier", "previously", "beforehand", "prior"):
        return Shape.SHIFT, "earlier", end
    if post in ("later", "afterward", "afterwards"):
        return Shape.SHIFT, "later", end
    if post == "on":
        return None, "", end
    if _NOUN_AFTER.match(text, end) or not re.match(r"[ ]?[.,;:)]", text[end : end + 2]):
        return None, "", end
    return Shape.SHIFT, "earlier" if post == "before" else "later", end


def _vague_count(text: str, origin: int, left: re.Match[str], right: re.Match[str], start: int, word: str, unit: str) -> Mention | None:
    """ "several years", "a few weeks ago", "the past few months"."""
    vague = " ".join(left["vague"].casefold().split())
    relation, end = _relation(left), start + len(word)
    couple = 2.0 if vague.startswith(("a couple", "couple")) else None
    post = (right["post"] or "").casefold()
    begin = _begin(origin, left, "det", "rel", "vague") if relation else origin + left.start("vague")
    if vague == "some" and singular(word) == word.casefold():
        return None
    if vague in ("many", "various", "numerous", "some") and unit in ("night", "weekend", "quarter"):
        return None
    if post in ("ago",) or post.startswith("from"):
        return Mention(Shape.AGO, begin, right.end(), number=couple, unit=unit, relation="ago" if post == "ago" else "from now", word=vague)
    if post in ("earlier", "later", "afterwards", "afterward", "previously"):
        return Mention(Shape.SHIFT, begin, right.end(), number=couple, unit=unit,
                       relation="earlier" if post in ("earlier", "previously") else "later", word=vague)  # fmt: skip
    if right["old"]:
        end = right.end()
    return Mention(Shape.DURATION, begin, end, number=couple, unit=unit, relation=relation, word=vague if not right["old"] else "old")


_LASTING = re.compile(
    r"\b(?:for|in|within|after|before|under|over|about|nearly|almost|than|least|most|only|just|half|takes?|took|taking|lasts?|lasted|lasting|spent"
    r"|spends?|barely|roughly|around|approximately|another|until|once|than|over|up to|to)[ \n]\Z",
    re.IGNORECASE,
)


def _with_article(text: str, origin: int, left: re.Match[str], right: re.Match[str], start: int, word: str, unit: str) -> Mention | None:
    """ "a year ago", "a day later", "half an hour", "for a week"."""
    post, end = " ".join((right["post"] or "").casefold().split()), right.end()
    hedge = _hedge(left)
    begin = _begin(origin, left, "hedge", "hedge2", "article") if hedge not in ("just", "only", "barely", "some") else origin + left.start("article")
    adjective = (left["adj"] or "").casefold()
    common = {"number": 1.0, "unit": unit, "hedge": hedge}
    if left["gap"] and "-" in left["gap"]:
        return None
    if post and post != "on" and not adjective:
        shape, relation, stop = _placed(text, right, post)
        if shape:
            return Mention(shape, begin, stop, relation=relation, **common)  # type: ignore[arg-type]
    if right["old"] or right["long"]:
        return None
    stop = start + len(word)
    if post in ("before", "after") and unit not in ("second", "quarter"):
        return Mention(Shape.DURATION, begin, stop, **common)  # type: ignore[arg-type]
    if right["half"]:
        common["number"] = 1.5
        return Mention(Shape.DURATION, begin, right.end("half"), **common)  # type: ignore[arg-type]
    more = _ALTERNATIVE.match(text, stop)
    if more:
        if more[0].casefold().endswith("two"):
            return Mention(Shape.DURATION, begin, more.end(), number=1.0, number2=2.0, unit=unit, hedge=hedge)
        return Mention(Shape.DURATION, begin, more.end(), number=1.0, unit=unit, hedge="about" if more[0].endswith("so") else "at least")
    if unit in ("second", "quarter", "night", "weekend", "century"):
        return None
    lasting = hedge and hedge != "some" or _LASTING.search(text[max(0, origin + left.start("article") - 12) : origin + left.start("article")])
    if adjective in ("further", "full", "whole", "additional", "entire", "solid") or (lasting and not adjective):
        if adjective and not lasting and adjective not in ("full", "whole", "additional", "further"):
            return None
        if re.match(rf"{GAP}(?:when|in)\b|-", text[stop : stop + 6]):
            return None
        return Mention(Shape.DURATION, begin, stop, **common)  # type: ignore[arg-type]
    return None


_VAGUE_NEXT = re.compile(rf"{GAP}(?:and|or){GAP}(?:days|weeks|months|years)\b")
_AHEAD = re.compile(rf"{GAP}(?:ahead|to{GAP}come)\b", re.IGNORECASE)
_BARE_BEFORE = re.compile(
    r"\b(?:for|in|within|after|over|of|take|takes|took|taken|lasted|lasting|last|spent|spend|spending|than|or|and|are|were|only|just|be|it's)[ \n]\Z",
    re.IGNORECASE,
)


def _bare_plural(text: str, origin: int, left: re.Match[str], right: re.Match[str], start: int, word: str, unit: str) -> Mention | None:
    """ "recent weeks", "the coming months", "for years", "days after"."""
    relation, end = _relation(left), start + len(word)
    determiner = (left["det"] or "").casefold()
    post = (right["post"] or "").casefold()
    if unit in ("night", "weekend", "second", "century") and not relation and not (unit == "century" and not left["adj"]):
        return None
    if determiner == "these" and unit == "day" and not relation:
        return Mention(Shape.VAGUE, _begin(origin, left, "det"), end, word="PRESENT_REF")
    if relation in ("recent", "past", "last", "coming", "next", "following", "previous", "upcoming", "preceding", "early", "final", "latest"):
        begin = _begin(origin, left, "det", "rel") if relation != "recent" or determiner == "the" else _begin(origin, left, "rel")
        more = _VAGUE_NEXT.match(text, end)
        return Mention(Shape.DURATION, begin, more.end() if more else end, unit=unit, relation=relation, word="vague")
    ahead = _AHEAD.match(text, end)
    if ahead:
        return Mention(Shape.DURATION, _begin(origin, left, "det"), ahead.end(), unit=unit, relation="coming", word="vague")
    if right["old"] or left["adj"] or relation:
        return None
    if post == "ago":
        return Mention(Shape.AGO, start, right.end(), unit=unit, relation="ago", word="vague")
    if post in ("later", "earlier"):
        return Mention(Shape.SHIFT, start, right.end(), unit=unit, relation=post, word="vague")
    if right["poss"] or re.match(r"-", text[end : end + 1]):
        return None
    more = _VAGUE_NEXT.match(text, end)
    if more:
        end = more.end()
    if unit == "quarter" or not (post in ("before", "after") or _BARE_BEFORE.search(text[max(0, start - 10) : start])):
        return None
    return Mention(Shape.DURATION, start, end, unit=unit, word="vague")


_END_OF = re.compile(rf"(?:['\u2019]s{GAP}|{HYPHEN}|{GAP})end\b", re.IGNORECASE)
_COMPARISON = re.compile(
    rf"{HYPHEN}(?P<kind>ago|earlier)(?:{GAP}(?P<noun>period|quarter|(?P<count>\w{{3,6}}){GAP}months|month|week))?", re.IGNORECASE
)
_OF_YEAR = re.compile(rf"{GAP}of{GAP}(?P<year>{YEAR_SOURCE})")
_NEAR = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1, "next": 1, "coming": 1, "following": 1, "upcoming": 1,
    "current": 0, "latest": 0, "same": 0,
}  # fmt: skip


def _singular(text: str, origin: int, left: re.Match[str], right: re.Match[str], start: int, word: str, unit: str) -> Mention | None:
    """ "last week", "this year", "the following month", "the year", "year-end", "the year-ago quarter"."""
    relation, determiner = _relation(left), (left["det"] or "").casefold().split()[-1:] or [""]
    end, which = start + len(word), determiner[0]
    adjective = (left["adj"] or "").casefold()
    comparison = _COMPARISON.match(text, end) if unit == "year" else None
    begin = _begin(origin, left, "det", "rel", "adj") if which in ("the", "this", "that") or relation else start
    if comparison:
        count = f"{comparison['count']}".casefold() if comparison["count"] else ""
        if not comparison["noun"] and which:
            begin = start
        if count:
            return Mention(Shape.DURATION, begin, comparison.end(), number=_number(count), unit="month")
        return Mention(Shape.COMPARISON, begin, comparison.end(), word=f"{count} months" if count else "period", number=_number(count))
    if unit == "year" and _END_OF.match(text, end) and not relation and which in ("", "the"):
        stop = _END_OF.match(text, end)
        assert stop is not None  # noqa: S101 - just matched
        return Mention(Shape.NEAR, start, stop.end(), unit="year", relation="this", part="end")
    if right["long"] and not relation:
        if text[end : end + 1] == "-":
            return Mention(Shape.DURATION, start, right.end(), number=1.0, unit=unit, word="hyphen")
        return None
    if unit in ("second", "minute", "century", "millennium") and not (relation or which in ("this",)):
        return None
    if unit in ("second", "minute", "hour") or re.match(r"-\w|[ ]old\b", text[end : end + 4]):
        return None
    if left["hedge"] and not (relation or which):
        return None
    return _near(text, origin, left, start, word, unit, relation, which, adjective, begin)


def _near(text: str, origin: int, left: re.Match[str], start: int, word: str, unit: str, relation: str, which: str,  # noqa: PLR0913
          adjective: str, begin: int) -> Mention | None:  # fmt: skip
    end = start + len(word)
    part = ""
    if relation in ("early", "later", "final", "full", "whole", "entire", "remaining", "intervening", "opening", "initial", "ensuing", "first", "recent"):
        if relation not in ("full", "whole", "entire") or which not in ("the", "this"):
            return None
        relation = ""
    if relation in ("past", "last") and which == "the" and unit in ("decade", "year", "century", "month", "week", "day", "hour") and relation == "past":
        return Mention(Shape.DURATION, begin, end, number=1.0, unit=unit, relation=relation)
    if which == "that" and relation in ("last", "next", "past"):
        which, begin = "", _begin(origin, left, "rel")
    if relation == "past" and which == "this":
        relation = "last"
    if relation == "coming" and which == "this":
        relation = "next"
    if relation in _NEAR:
        if which in ("", "the", "this", "that"):
            named = relation if relation != "same" else "that"
            return Mention(Shape.NEAR, begin, end, unit=unit, relation=named, part=part, word=adjective or which)
        return None
    if which == "this":
        return Mention(Shape.NEAR, begin, end, unit=unit, relation="this", word=adjective) if unit != "day" else None
    if which == "that" and unit in ("day", "year", "month", "week", "night", "weekend", "decade", "quarter"):
        if re.match(r"[ ](?:the|a|his|her)\b", text[end : end + 5]):
            return None
        return Mention(Shape.NEAR, begin, end, unit=unit, relation="that")
    if which == "the":
        return _definite(text, origin, left, start, word, unit, adjective, begin)
    return None


_IN_THE = re.compile(rf"\b(?:later|earlier|late|early){GAP}in{GAP}the{GAP}\Z", re.IGNORECASE)
_BEFORE_AFTER = re.compile(rf"{GAP}(?P<side>before|after)\b")


def _definite(text: str, origin: int, left: re.Match[str], start: int, word: str, unit: str, adjective: str, begin: int) -> Mention | None:  # noqa: PLR0913
    """ "the year", "the quarter", "the weekend", "later in the day"."""
    end = start + len(word)
    before = text[max(0, start - 28) : start]
    if unit == "day":
        if _IN_THE.search(before):
            return None
        side = _BEFORE_AFTER.match(text, end)
        if side:
            return Mention(Shape.REFERENCE, begin, end, number=-1 if side["side"] == "before" else 1, word="beside")
        return None
    if unit in ("night", "decade", "hour"):
        return None
    if unit == "year" and re.match(rf"{GAP}end(?:ed|ing)\b", text[end : end + 9]):
        return Mention(Shape.DURATION, begin, end, number=1.0, unit=unit)
    if re.match(rf"{GAP}(?:of{GAP}|that\b|when\b|after\b|before\b|he\b|she\b|they\b)", text[end : end + 14]):
        return None
    return Mention(Shape.NEAR, begin, end, unit=unit, relation="the", word=adjective)


_ = _OF_YEAR

"""The result of a comparison, and reading one back from facts.json."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compare.errors import InputError, OperationalError, ReportError, machine_failed, writing
from compare.models import (
    AMOUNTS,
    AmountValue,
    Article,
    Cause,
    Certainty,
    Claim,
    Comparison,
    Copy,
    CopyKind,
    DateValue,
    Explanation,
    Extent,
    Facet,
    Fact,
    Focus,
    Link,
    Modality,
    Modifier,
    NearMiss,
    Relation,
    Review,
    Rule,
    Signal,
    Story,
    Value,
    Verdict,
    VerdictKind,
    value_type,
)
from compare.reports.json_ import facts_json
from compare.reports.report_view import ReportView, fact_order, view
from compare.reports.set_aside import set_aside
from compare.reports.values import plain
from compare.reports.written import SCHEMA
from compare.text_safety import is_number

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Report", "load_report", "report_in"]

_LARGEST = 1e9
"""Largest score or log-odds that a file of facts may hold: larger ones could not be drawn."""


@dataclass(frozen=True)
class Report:
    """What a comparison found. Facts are kept in the order of the outputs, whatever order they came in.

    ``run`` says how it was made: versions, model and its hash, settings, hashes of the inputs.

    Examples:
        >>> from compare import load_report
        >>> report = load_report("reports")
        >>> report.facts[0].verdict.verdict, len(report.articles)
        (<VerdictKind.DIFFER: 'differ'>, 2)
    """

    articles: Sequence[Article]
    facts: Sequence[Fact]
    run: Mapping[str, object] = field(default_factory=dict)
    stories: Sequence[Story] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "articles", tuple(self.articles))
        object.__setattr__(self, "facts", tuple(sorted(self.facts, key=fact_order(self.articles))))
        object.__setattr__(self, "stories", tuple(self.stories))

    @property
    def set_aside(self) -> Mapping[str, str]:
        """Ids of the articles that were not compared, and the codes of the languages that they are in."""
        return set_aside(self.run)

    def to_frame(self) -> pd.DataFrame:
        """A pandas DataFrame, a row per claim: the columns of claims.csv, and `first` and `last` of a date.

        `low` and `high` are numbers (float64), `start` and `end` whole ones (int64), `published`, `first` and
        `last` days (datetime64[s]), all else text (string), as it is, not made safe for cells. What is open
        or not known is missing (NaN, NaT), text that there is none of "".

        Examples:
            >>> from compare import load_report
            >>> frame = load_report("reports").to_frame()
            >>> frame.loc[frame.fact_id == frame.fact_id[0], ["source", "low", "high"]].values.tolist()
            [['Tarn Times', 41.0, 41.0], ['Velmora Echo', 52.0, 52.0]]
        """
        from compare.reports.frame import claims_frame

        return claims_frame(self.view().facts)

    def to_json(self) -> str:
        """The text of facts.json."""
        return facts_json(self.view())

    def write(
        self,
        folder: str | Path,
        formats: Collection[str] = ("facts", "csv", "md", "html"),
        only: Collection[VerdictKind] = (),
    ) -> list[Path]:
        """Write the report into `folder`, as ``crossclaim report`` does; the paths written.

        `formats` are "facts" (facts.json), "csv" (claims.csv), "md" (report.md) and "html" (report.html);
        `only` are the verdicts that the last two list, all of them unless given. Each file is replaced as a
        whole. Raises `InputError` for a format that there is not and a folder that cannot be written to,
        `WriteFailedError` where there is no room.

        Examples:
            >>> from compare import load_report
            >>> [path.name for path in load_report("reports").write("again", ["facts", "md"])]
            ['facts.json', 'report.md']
        """
        from compare.reports.write import FILES, write_report

        for form in formats:
            if form not in FILES:
                raise InputError(f"the format is {form!r}; allowed: {', '.join(FILES)}")
        with writing(f"the report to {str(folder)!r}"):
            return write_report(self.view(), Path(folder), formats, only)

    def view(self) -> ReportView:
        """The report as plain rows: make it once and give it to every output."""
        return view(self.articles, self.facts, self.run, self.stories)


def load_report(path: str | Path) -> Report:
    """The report in a facts.json, or in the folder that ``crossclaim report`` wrote it to.

    Writing it again gives the same bytes: ``load_report(path).to_json()`` is the text of the file. What a
    facts.json does not carry stays empty: the texts and paths of articles; of a claim its notes (the day and
    the event that it is of, names, places, subject, whether it is planned or dates what somebody said); of a
    value what is not in its row (the granularity and the time of a date, the label of a name, who says a
    quotation, what happens to what is counted); signals of verdicts. Scores are rounded to two digits.

    Raises:
        ReportError: the file is missing, broken or of another schema.
        OperationalError: the disk fails.

    Examples:
        >>> from compare import load_report
        >>> report = load_report("reports")
        >>> report.to_json() == load_report("reports/facts.json").to_json()
        True
    """
    path = Path(path)
    if path.is_dir():
        path /= "facts.json"
    try:
        tree = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ReportError(f"no report {str(path)!r}; write one with 'crossclaim report PATH...'") from None
    except (OSError, ValueError, RecursionError) as error:
        why = " ".join(str(error).split())[:200]
        if isinstance(error, OSError) and machine_failed(error):
            raise OperationalError(f"cannot read the report {str(path)!r}: {why}; look at the disk") from None
        raise ReportError(f"cannot read the report {str(path)!r}: {why}") from None
    return _report_in(tree, path)


def report_in(text: str) -> Report:
    """The report that the text of a facts.json holds, as `load_report` gives it. Raises `ReportError`."""
    return _report_in(json.loads(text), Path("facts.json"))


def _report_in(tree: Any, path: Path) -> Report:
    schema = tree.get("schema") if isinstance(tree, dict) else None
    if schema != SCHEMA or isinstance(schema, bool):
        raise ReportError(
            f"{str(path)!r} has schema {repr(schema)[:40]}; this version reads schema {SCHEMA}: write the "
            "report again with 'crossclaim report'"
        )
    try:
        articles = [_article(row) for row in tree["articles"]]
        facts = [_fact(row) for row in tree["facts"]]
        return Report(articles, facts, dict(tree["run"]), [_story(row) for row in tree.get("stories", ())])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"no {error}" if isinstance(error, KeyError) else " ".join(str(error).split())[:200]
        raise ReportError(f"{str(path)!r} is no facts.json of schema {SCHEMA}: {what}") from None


def _article(row: Mapping[str, Any]) -> Article:
    published = row["published"]
    return Article(
        id=_text(row, "id"),
        text="",
        source=_text(row, "source"),
        title=_text(row, "title"),
        published=date.fromisoformat(published) if published else None,
        url=_text(row, "url"),
        language=_text(row, "language"),
        extent=Extent(row.get("extent", Extent.WHOLE)),
        house=str(row.get("house", "")),
        pages=tuple(map(_count, row.get("pages", ()))),
    )


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"a page begins at {value!r:.80}, not a whole number")
    return value


def _story(row: Mapping[str, Any]) -> Story:
    return Story(
        id=_text(row, "id"),
        title=_text(row, "title"),
        articles=tuple(map(str, row["articles"])),
        terms=tuple(map(str, row["terms"])),
        first=_day(row["first"]),
        last=_day(row["last"]),
    )


def _fact(row: Mapping[str, Any]) -> Fact:
    facet = Facet(row["facet"])
    score = _real(row["score"])
    claims = tuple(_claim(claim, Facet(claim.get("facet", facet))) for claim in row["claims"])
    return Fact(
        id=_text(row, "id"),
        topic=_text(row, "topic"),
        facet=facet,
        claims=claims,
        verdict=_verdict(row, score),
        score=score,
        origins=_whole(row, "origins"),
        explanation=_explanation(row["explanation"], claims, facet) if row.get("explanation") else None,
        copies=tuple(_copy(copy, claims) for copy in row.get("copies", ())),
        review=_review(row["review"]) if "review" in row else None,
        story=_text(row, "story") if "story" in row else "",
        importance=_real(row.get("importance", 0.0)),
    )


def _verdict(row: Mapping[str, Any], score: float) -> Verdict:
    kind = VerdictKind(row["verdict"])
    if kind is VerdictKind.DIFFER and Certainty(row["certainty"]) is Certainty.POSSIBLE:
        kind = VerdictKind.POSSIBLE
    cause = Cause(row["cause"]) if "cause" in row else None
    judge = _text(row, "judge") if "judge" in row else ""
    return Verdict(kind, _text(row, "reason"), score, cause=cause, judge=judge)


def _review(row: Mapping[str, Any]) -> Review:
    return Review(
        verdict=None if row["verdict"] is None else VerdictKind(row["verdict"]),
        tool=VerdictKind(row["tool"]),
        joined=tuple(map(str, row["joined"])),
        overtaken=bool(row["overtaken"]),
        grouping=tuple(map(str, row["grouping"])),
        decision=_whole(row, "decision"),
        **{name: _text(row, name) for name in ("tool_reason", "reviewer", "at", "note")},
    )


def _copy(row: Mapping[str, Any], claims: Sequence[Claim]) -> Copy:
    articles, groups = row["articles"], row.get("claims", ())
    if not all(isinstance(key, str) for key in articles):
        raise TypeError(f"a copy is {row!r:.80}")
    same = tuple(tuple(_at(claims, place, "a copy") for place in group) for group in groups)
    return Copy(tuple(articles), CopyKind(row["kind"]), same)


def _explanation(row: Mapping[str, Any], claims: Sequence[Claim], facet: Facet) -> Explanation:
    near = row["nearest"]
    return Explanation(
        rule=Rule(row["rule"]),
        threshold=_real(row["threshold"]),
        margin=_real(row["margin"]),
        links=tuple(
            Link(
                a=_one_of(claims, link, "a"),
                b=_one_of(claims, link, "b"),
                score=_real(link["score"]),
                signals=tuple(
                    Signal(name, _real(value), _real(part)) for name, (value, part) in link["signals"].items()
                ),
                needed=_real(link["needed"]),
            )
            for link in row["links"]
        ),
        compared=tuple(
            Comparison(
                _one_of(claims, pair, "a"), _one_of(claims, pair, "b"), Relation(_text(pair, "relation"))
            )
            for pair in row["compared"]
        ),
        nearest=None
        if near is None
        else NearMiss(
            claim=_claim(near["claim"], facet),
            beside=_one_of(claims, near, "beside"),
            score=_real(near["score"]),
            needed=_real(near["needed"]),
            reason=_text(near, "reason"),
        ),
    )


def _one_of(claims: Sequence[Claim], row: Mapping[str, Any], name: str) -> str:
    """The id of the claim at the place that `name` gives."""
    return _at(claims, row[name], name)


def _at(claims: Sequence[Claim], place: object, name: str) -> str:
    if not isinstance(place, int) or isinstance(place, bool):
        raise TypeError(f"{name} is {place!r:.80}, not a whole number")
    if not 0 <= place < len(claims):
        raise ValueError(f"{name} is {place}, and there are {len(claims)} claims")
    return claims[place].id


def _claim(row: Mapping[str, Any], facet: Facet) -> Claim:
    article, start, focus_start = _text(row, "article"), _whole(row, "start"), _whole(row, "focus_start")
    end, focus_end = _whole(row, "end"), _whole(row, "focus_end")
    return Claim(
        id=f"{article}:{start}-{end}:{focus_start}-{focus_end}",
        article=article,
        facet=facet,
        sentence=0,
        sentence_start=_whole(row, "sentence_start"),
        text=_text(row, "sentence"),
        start=start,
        end=end,
        focus=Focus(focus_start, focus_end, _text(row, "focus")),
        value=_value(row, facet, focus_start, focus_end) if row["modifier"] else None,
        attribution=_text(row, "attribution"),
        modality=Modality(negated=bool(row["negated"]), hedged=bool(row["hedged"])),
    )


def _value(row: Mapping[str, Any], facet: Facet, start: int, end: int) -> Value:
    text, focus = _text(row, "value"), _text(row, "focus")
    if facet is Facet.DATE:
        low, high, turn = (_day(row.get(name) or None) for name in ("low", "high", "turn"))
        return DateValue(facet, start, end, focus, text, low=low, high=high, turn=turn)
    if facet not in AMOUNTS:
        return value_type(facet)(facet, start, end, focus, text)
    number = float(text) if facet is not Facet.DURATION and is_number(text) else None
    if number is not None and plain(number) != text:
        number = None  # written in another way than ours: the words stay as they are
    return AmountValue(
        facet,
        start,
        end,
        focus,
        text,
        number=number,
        low=_number(row["low"]),
        high=_number(row["high"]),
        unit=_text(row, "unit"),
        counted=_text(row, "counted"),
        modifier=Modifier(row["modifier"]),
    )


def _day(value: object) -> date | None:
    if value is None:
        return None
    if isinstance(value, str):
        return date.fromisoformat(value)
    raise ValueError(f"a day is {value!r:.80}")


def _number(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= sys.float_info.max:
        return value
    raise ValueError(f"a bound is {value!r:.80}, not a finite number")


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} is {value!r:.80}, not text")
    return value


def _real(value: object) -> float:
    """A finite number, no larger than what can be summed and drawn."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= _LARGEST:
        raise ValueError(f"{value!r:.40} is no number that a report holds")
    return float(value)


def _whole(row: Mapping[str, Any], name: str) -> int:
    value = row[name]
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{name} is {value!r:.80}, not a whole number")
    return value

"""Measure a judge on events that editors have read whole: what it finds, tells wrongly, and takes.

    python scripts/measure_judge.py --judge-url http://127.0.0.1:11434/v1 --judge-model NAME
    python scripts/measure_judge.py --judge FOLDER           a CrossEncoder
    python scripts/measure_judge.py                          nobody: the tool alone
    python scripts/measure_judge.py --pairs pairs.jsonl      write the pairs that a judge would be asked about
    python scripts/measure_judge.py --answers answers.jsonl  judge by answers that were given elsewhere

For each set it prints one JSON object: the figures of ``score.py discrepancies``, and calls, tokens, seconds
and cost. Under "thresholds" stand precision and recall of `differ` where the judge alone decided from that
probability on, counted over the pairs that it was asked about.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType

from compare.ingest import read_articles
from compare.judges import Judge, JudgedPair, Opinion, Side, Tally, open_judge, pair_key
from compare.models import Claim
from compare.pipeline import compare_articles
from compare.reports.report import Report
from compare.settings import Settings, load_settings

SETS = ("discrepancies", "events")
FIGURES = (
    "differ",
    "differ_precision",
    "value_recall",
    "discrepancy_recall",
    "possible",
    "possible_precision",
    "recall_with_possible",
)
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
MILLION = 1_000_000


class Recorded:
    """A judge that keeps what it was asked, what it said and how long that took."""

    def __init__(self, judge: Judge) -> None:
        self.plain = judge
        self.name, self.identity = judge.name, judge.identity
        self.said: list[tuple[JudgedPair, Opinion | None]] = []
        self.seconds = 0.0

    @property
    def tally(self) -> Tally:
        """That of the judge."""
        return self.plain.tally

    def judge(self, pairs: Sequence[JudgedPair]) -> Sequence[Opinion | None]:
        """What the judge says."""
        start = time.monotonic()
        found = self.plain.judge(pairs)
        self.seconds += time.monotonic() - start
        self.said += zip(pairs, found, strict=True)
        return found


class Answers:
    """A judge by answers that somebody gave elsewhere, by the ids of the pairs; without any, of none."""

    def __init__(self, answers: Mapping[str, Opinion], name: str) -> None:
        self.answers = answers
        self.name = self.identity = name
        self.tally = Tally()
        self.unused = dict.fromkeys(answers)
        """Ids of answers that no pair has asked for."""

    def judge(self, pairs: Sequence[JudgedPair]) -> Sequence[Opinion | None]:
        """The answers; None where nobody gave one."""
        keys = [pair_key(pair) for pair in pairs]
        for key in keys:
            self.unused.pop(key, None)
        return [self.answers.get(key) for key in keys]


def read_answers(path: Path) -> Answers:
    """Answers of a file of JSON lines, each with id and probability. Raises `SystemExit` for a wrong line."""
    found: dict[str, Opinion] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            key, probability = row["id"], float(row["probability"])
            if not 0 <= probability <= 1 or key in found:
                raise ValueError("the probability is outside 0 to 1, or the pair was answered before")
            found[key] = Opinion(probability, str(row.get("words", "")), str(row.get("cause", "")))
        except (ValueError, KeyError, TypeError) as error:
            sys.exit(f'{path}, line {number} is no answer ({error}); write {{"id": …, "probability": 0.9}}')
    return Answers(found, path.name)


def pair_row(pair: JudgedPair, of: str) -> dict[str, object]:
    """A pair for a person or another tool to judge."""

    def side(one: Side) -> dict[str, str]:
        return {
            "article": one.claim.article,
            "source": one.source,
            "published": one.published.isoformat() if one.published else "",
            "title": one.title,
            "before": one.before,
            "sentence": one.claim.text,
            "focus": one.claim.focus.text,
            "after": one.after,
        }

    both = {"a": side(pair.one), "b": side(pair.other)}
    return {"id": pair_key(pair), "set": of, "built_in": round(pair.probability, 4), **both}


def pair_fact(pair: JudgedPair) -> dict[str, object]:
    """A pair as a difference, in the form that score.py reads."""

    def claim(one: Claim) -> dict[str, object]:
        places = {"start": one.start, "end": one.end}
        return {"article": one.article, **places, "focus_start": one.focus.start, "focus_end": one.focus.end}

    sides = [claim(pair.one.claim), claim(pair.other.claim)]
    facet = pair.one.claim.facet.value
    return {"id": pair_key(pair), "topic": "", "facet": facet, "verdict": "differ", "claims": sides}


Score = Callable[[Sequence[object]], Mapping[str, object]]
"""Facts to the figures of one set."""


def scorer(shared: Path, of: str) -> Score:
    """What ``score.py discrepancies`` says of facts on the set `of`."""
    module = _module(shared / "score" / "score.py")
    gold, articles = (str(shared / "data" / f"{of}.{part}") for part in ("gold.json", "articles.jsonl"))

    def score(facts: Sequence[object]) -> Mapping[str, object]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "facts.json"
            path.write_text(json.dumps({"facts": facts}), encoding="utf-8")
            found: Mapping[str, object] = module.discrepancies(str(path), gold, articles)
            return found

    return score


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None or not path.is_file():
        sys.exit(f"no {path}; name the folder of the shared data with --shared")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def at_thresholds(said: Sequence[tuple[JudgedPair, Opinion | None]], score: Score) -> dict[str, object]:
    """Precision and recall where the judge alone decided, by the least probability of `differ`."""
    out = {}
    for least in THRESHOLDS:
        facts = [pair_fact(pair) for pair, opinion in said if opinion and opinion.probability >= least]
        found = score(facts)
        out[str(least)] = {name: found[name] for name in FIGURES[:4]}
    return out


def measured(
    shared: Path, of: str, settings: Settings, judge: Judge | None, prices: tuple[float, float]
) -> tuple[dict[str, object], Recorded | None]:
    """The figures of one set, and what the judge said."""
    articles = read_articles([shared / "data" / f"{of}.articles.jsonl"])
    events = len(json.loads((shared / "data" / f"{of}.gold.json").read_text(encoding="utf-8"))["events"])
    score = scorer(shared, of)
    recorded = Recorded(judge) if judge is not None else None
    before = judge.tally if judge is not None else Tally()
    report = compare_articles(articles, settings, judge=recorded)
    found = score(json.loads(report.to_json())["facts"])
    out: dict[str, object] = {"set": of, "judge": recorded.identity if recorded else None, "events": events}
    out |= {name: found[name] for name in FIGURES}
    if recorded is not None:
        out |= {"best": best(report, recorded, score)} | taken(before, recorded, events, prices)
        out |= {"judged": report.run.get("judged"), "thresholds": at_thresholds(recorded.said, score)}
    return out, recorded


def best(report: Report, judge: Recorded, score: Score) -> dict[str, object]:
    """The most that a judge can find: every pair that it was asked about said to differ."""
    sure = [fact for fact in json.loads(report.to_json())["facts"] if not fact.get("judge")]
    found = score([*sure, *(pair_fact(pair) for pair, _ in judge.said)])
    return {name: found[name] for name in ("value_recall", "discrepancy_recall")}


def taken(before: Tally, judge: Recorded, events: int, prices: tuple[float, float]) -> dict[str, object]:
    """What the judge took: calls, tokens, seconds, and the cost where prices are known."""
    now = judge.tally
    calls, reused = now.calls - before.calls, now.reused - before.reused
    read, written = now.tokens_in - before.tokens_in, now.tokens_out - before.tokens_out
    out: dict[str, object] = {
        "pairs": len(judge.said),
        "calls": calls,
        "calls_per_event": round(calls / events, 2),
        "answers_reused": reused,
        "seconds": round(judge.seconds, 1),
        "tokens_in": read,
        "tokens_out": written,
    }
    if any(prices):
        cost = (read * prices[0] + written * prices[1]) / MILLION
        out |= {"cost": round(cost, 4), "cost_per_event": round(cost / events, 5)}
    return out


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument(
        "--shared", type=Path, default=Path("../shared"), help="the folder of the shared data"
    )
    parser.add_argument("--set", choices=SETS, action="append", help="one set alone (both)")
    parser.add_argument("--config", type=Path, help="a settings file, for [judge] and the rest")
    who = parser.add_mutually_exclusive_group()
    who.add_argument("--judge", help="a CrossEncoder, by name or folder")
    who.add_argument("--judge-url", help="a chat-completions address")
    who.add_argument("--pairs", type=Path, help="write the pairs to this file, and ask nobody")
    who.add_argument("--answers", type=Path, help="take the answers of this file")
    parser.add_argument("--judge-model", help="the model that it is asked for")
    parser.add_argument("--calls", type=int, help="most calls, over both sets")
    parser.add_argument("--per-story", type=int, help="most pairs of a story")
    parser.add_argument("--price-in", type=float, default=0.0, help="price of a million tokens read")
    parser.add_argument("--price-out", type=float, default=0.0, help="price of a million tokens written")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print a line of JSON for each set."""
    args = arguments(argv)
    flags = {
        "judge.name": args.judge,
        "judge.url": args.judge_url,
        "judge.model": args.judge_model,
        "judge.calls": args.calls,
        "judge.per_story": args.per_story,
    }
    settings = load_settings(flags, file=args.config)
    if args.pairs is not None:
        judge: Judge | None = Answers({}, "nobody")
    else:
        judge = read_answers(args.answers) if args.answers is not None else open_judge(settings.judge)
    rows = []
    for of in args.set or SETS:
        found, recorded = measured(args.shared, of, settings, judge, (args.price_in, args.price_out))
        print(json.dumps(found, ensure_ascii=False), flush=True)
        rows += [pair_row(pair, of) for pair, _ in recorded.said] if recorded is not None else []
    if args.pairs is not None:
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        args.pairs.write_text(text, encoding="utf-8")
        print(f"{len(rows)} pairs: {args.pairs}", file=sys.stderr)
    if isinstance(judge, Answers) and judge.unused:
        some = f"{len(judge.unused)} of {len(judge.answers)} answers"
        print(f"{some} belong to none of the pairs, such as {next(iter(judge.unused))}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Measure what numeric constants of modules decide: vary each by a fifth and compare what comes out.

    python scripts/vary_constants.py compare/extraction/dates/tense.py:_GOVERNED ARTICLES... [--gold GOLD]

Names a module, or one constant of it; without --gold no score is told. Prints for each constant, a fifth
smaller and larger (a whole number by one at least), then at nought and a thousand million, which switch most
rules off, how many sentences, values and claims come and go, how many facts do, and which figures of the
score change. The constant is changed in the source
as it is loaded, so that whatever is computed from it follows. The outcome belongs beside the constant.
"""

from __future__ import annotations

import argparse
import ast
import json
import math
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.machinery import SourceFileLoader
from multiprocessing import get_context
from pathlib import Path
from typing import Any

PART = 0.2
"""By how much of itself a constant is varied."""


@dataclass(frozen=True)
class Varied:
    """A constant of a module of the package, with another value."""

    module: str
    name: str
    value: float


@dataclass(frozen=True)
class Outcome:
    """What came out: what was read, facts with their verdicts, and the score against a gold."""

    read: Counter[str]
    facts: Counter[str]
    score: dict[str, Any]


def numbers(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """The constants of a module that may be numbers, each of a tuple apart: name and place."""
    for node in tree.body:
        if not isinstance(node, ast.Assign):
            continue
        target, value = node.targets[0], node.value
        if not isinstance(value, ast.Tuple):
            yield ast.unparse(target), value
        elif isinstance(target, ast.Tuple):
            yield from zip(map(ast.unparse, target.elts), value.elts, strict=True)
        else:
            yield from ((f"{ast.unparse(target)}[{k}]", part) for k, part in enumerate(value.elts))


class _Replace(ast.NodeTransformer):
    """Puts a number in the place of an expression."""

    def __init__(self, place: ast.expr, value: float) -> None:
        self.place, self.value = place, value

    def visit(self, node: ast.AST) -> ast.AST:
        if node is self.place:
            return ast.copy_location(ast.Constant(self.value), node)
        return self.generic_visit(node)


def install(varied: Varied) -> None:
    """Load the module of `varied` with the other value; nothing of the package may be loaded yet."""
    original = SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, fullname: str) -> Any:
        if fullname != varied.module:
            return original(self, fullname)
        path = self.get_filename(fullname)
        parsed = ast.parse(Path(path).read_text("utf-8"))
        place = dict(numbers(parsed))[varied.name]
        tree = _Replace(place, varied.value).visit(parsed)
        return compile(ast.fix_missing_locations(tree), path, "exec")

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign,assignment]


def outcome(
    varied: Varied | None, paths: list[Path], gold: Path | None, known: Counter[str] | None
) -> Outcome:
    """What comes out of the articles of `paths`; without facts where what is read is the `known`."""
    if varied is not None:
        install(varied)
    from compare.ingest import read_articles
    from compare.pipeline import compare_articles, read_claims
    from compare.reports.evaluation import score_gold

    articles = sorted(read_articles(paths), key=lambda article: article.id)
    readings = read_claims(articles)
    read = Counter(
        repr(part) for r in readings for part in (*r.sentences, *r.values, *r.claims, *r.names, *r.assertions)
    )
    if read == known:
        return Outcome(read, Counter(), {})
    report = compare_articles(articles)
    facts = Counter(f"{fact.verdict.verdict} {[claim.id for claim in fact.claims]}" for fact in report.facts)
    texts = {article.id: article.text for article in articles}
    score = score_gold(report, json.loads(gold.read_text("utf-8")), texts) if gold is not None else {}
    return Outcome(read, facts, score)


def constants(path: Path, name: str) -> Iterator[tuple[str, float]]:
    """The constants of a module that are numbers, or the one of that name."""
    for target, node in numbers(ast.parse(path.read_text("utf-8"))):
        try:
            value = eval(compile(ast.Expression(node), str(path), "eval"), {"__builtins__": {}})
        except (NameError, TypeError, AttributeError):
            continue
        if isinstance(value, int | float) and not isinstance(value, bool) and name in ("", target):
            yield target, value


def variants(module: str, name: str, value: float) -> Iterator[Varied]:
    """A fifth smaller and larger, a whole number by one at least; then none, and more than any text has."""
    if isinstance(value, int):
        step: float = max(1, math.floor(abs(value) * PART))
    else:
        step = abs(value) * PART or PART
    yield from (Varied(module, name, other) for other in (value - step, value + step))
    yield from (Varied(module, name, type(value)(other)) for other in (0, 10**9) if value not in (0, step))


def told(found: Outcome, before: Outcome, *, reading_alone: bool) -> str:
    """What is other than `before`, in words."""
    gone, new = before.read - found.read, found.read - before.read
    out = [f"read -{gone.total()} +{new.total()}"] if gone or new else []
    if not (reading_alone and not out):
        lost, came = before.facts - found.facts, found.facts - before.facts
        out += [f"facts -{lost.total()} +{came.total()}"] if lost or came else []
        out += [
            f"{k} {before.score[k]} to {v}" for k, v in sorted(found.score.items()) if v != before.score[k]
        ]
    return ", ".join(out) or "nothing"


def main() -> None:
    """Vary and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="+", help="MODULE.py[:NAME], then files or folders of articles")
    parser.add_argument("--gold", type=Path, help="gold of facts to score by")
    parser.add_argument(
        "--reading", action="store_true", help="no facts where the same is read: of rooms that only read"
    )
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args()
    asked = [what.partition(":") for what in args.what if ".py" in what]
    paths = [Path(what) for what in args.what if ".py" not in what]
    tried = [
        (varied, value)
        for path, _, one in asked
        for name, value in constants(Path(path), one)
        for varied in variants(path.removesuffix(".py").replace("/", "."), name, value)
    ]
    # A process for each: a module is loaded once.
    pool = partial(ProcessPoolExecutor, args.jobs, get_context("spawn"), max_tasks_per_child=1)
    with pool() as first:
        before = first.submit(outcome, None, paths, args.gold, None).result()
    print(f"{before.read.total()} read, {before.facts.total()} facts")
    with pool() as others:
        known = before.read if args.reading else None
        runs = [others.submit(outcome, varied, paths, args.gold, known) for varied, _ in tried]
        for (varied, value), run in zip(tried, runs, strict=True):
            if error := run.exception():
                line = f"fails: {type(error).__name__}: {error}"
            else:
                line = told(run.result(), before, reading_alone=args.reading)
            print(f"{varied.module}.{varied.name} {value:g} -> {varied.value:g}: {line}", flush=True)


if __name__ == "__main__":
    main()

"""Fit the steps of the model of differences: compare/linkage/data/difference_weights.json.

    python scripts/fit_differences.py [--shared ../shared]

Learns from the events that were read whole (`event_gold.SETS`): of the pairs of claims of one event that the
stage looks at, those whose values the readers list as differing are differences, those of another part or
period too; all others are not. Arguable ones are left out. An event counts for the root of its pairs, so that
no long one outweighs the rest, and what is all of one war or of local crime for half of that. Figures are out
of fold by event: weights see no pair of the event that they score, and each claim stands in one pair. Pairs
of articles on two events are left out; `scripts/measure_differences.py` has them, and both kinds together.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
from event_gold import FILES, READ, SETS, SHARE, EventGold, Label
from numpy.typing import NDArray
from regression import hashes, sha256
from sklearn.metrics import average_precision_score

from compare.embeddings import open_encoder
from compare.extraction.annotation.wording import read_wording
from compare.ingest import read_articles
from compare.linkage.blocking.neighbours import nearest, rows_of
from compare.linkage.comparison.models import EDGE_DIGITS, SCHEMA, StepModel
from compare.linkage.corpus import Corpus
from compare.linkage.differences import peers
from compare.linkage.differences.features import DifferenceFeatures
from compare.linkage.differences.model import SIGNALS, WEIGHTS, Doubted
from compare.linkage.differences.peers import Peers, near_articles
from compare.linkage.differences.possible import Doubt, candidates, worth_a_look
from compare.linkage.differences.statements import statement_pairs, statement_signals
from compare.linkage.duplicates.copies import Repeats, find_repeats
from compare.linkage.duplicates.origins import find_origins
from compare.linkage.matcher import ClaimMatcher
from compare.linkage.matrices import Floats, Ints
from compare.pipeline import embed_claims, read_claims
from compare.pipeline_facts import link_claims, matcher_of
from compare.settings import Settings

OUT = Path(__file__).parent.parent / "compare" / "linkage" / "data" / WEIGHTS
FOLDS = 8
ROUNDS = 150
"""Stumps; between 80 and 250 the average precision out of fold changes by less than a tenth."""

RATE = 0.06
"""Part of each stump that is taken."""

LEAST = 30
"""Pairs on a step."""

QUANTILES = np.linspace(0, 1, 33)[1:-1]
"""Where a signal may be split."""

RIDGE = 3.0
"""What is added to the curvature of a step: few pairs move little."""

PART = 0.7
"""Part of the pairs that each stump sees."""

DIGITS = 5

PER_STORY = Settings().verdicts.possible_per_story


@dataclass(frozen=True)
class Pairs:
    """Signals, labels, events, shares and gold facts of the pairs of claims that the stage looks at."""

    matrix: Floats
    label: Ints
    event: NDArray[np.str_]
    share: Floats
    facts: Sequence[frozenset[str]]
    claims: Sequence[tuple[str, str]]

    def take(self, rows: Ints) -> Pairs:
        """Some of the pairs."""
        facts, claims = [self.facts[k] for k in rows], [self.claims[k] for k in rows]
        return Pairs(self.matrix[rows], self.label[rows], self.event[rows], self.share[rows], facts, claims)


def read_pairs(shared: Path, coverage: Counter[str] | None = None) -> dict[Doubted, Pairs]:
    """The labelled pairs of all sets, by what they are of; counts in `coverage` what the stage looks at."""
    settings = Settings()
    found: dict[Doubted, list[Pairs]] = {kind: [] for kind in Doubted}
    for name in SETS:
        gold, corpus, repeats = read_set(shared, name)
        matcher, repeated = matcher_of(corpus, repeats, settings)
        groups = link_claims(matcher, repeats, repeated, corpus.claims, settings)
        near = near_articles(matcher.corpus, matcher.event_odds)
        if coverage is not None:
            coverage.update(looked_at(gold, matcher))
        valued = Peers.among(matcher.corpus, near, matcher.related)
        features = DifferenceFeatures(matcher, valued)
        rows = candidates(matcher, features, groups)
        kept, labels = labelled(gold, name, matcher.corpus, valued.i[rows], valued.j[rows])
        found[Doubted.VALUES].append(replace(labels, matrix=features.matrix(rows[kept])))
        i, j, stands = statement_pairs(matcher, near, groups)
        kept, labels = labelled(gold, name, matcher.corpus, i, j)
        signals = statement_signals(matcher, i[kept], j[kept], stands[kept])
        found[Doubted.STATEMENTS].append(replace(labels, matrix=signals))
    return {kind: joined(parts) for kind, parts in found.items()}


@cache
def read_set(shared: Path, name: str) -> tuple[EventGold, Corpus, Repeats]:
    """The gold of a set, what the articles of its events say, and which of that is a copy."""
    gold = EventGold(shared, name)
    told = (article for article in read_articles([gold.path]) if article.id in gold.events)
    readings = read_claims(sorted(told, key=lambda article: article.id))
    corpus, _ = embed_claims(readings, open_encoder(Settings().embedding))
    articles = [reading.article for reading in readings]
    wording = read_wording(articles, {r.article.id: r.sentences for r in readings})
    return gold, corpus, find_repeats(corpus, find_origins(wording))


def looked_at(gold: EventGold, matcher: ClaimMatcher) -> Iterator[str]:
    """What holds of each pair of articles of one event: how near they are by meaning, odds and days."""
    corpus, size = matcher.corpus, len(matcher.corpus.articles)
    keys = nearest(corpus.article_vectors, np.arange(size), peers.NEAREST_ARTICLES)
    by_meaning = set(zip(*(part.tolist() for part in rows_of(keys, size)), strict=True))
    for (a, one), (b, other) in combinations(enumerate(corpus.articles), 2):
        if one.id not in gold.events or gold.events[one.id] != gold.events.get(other.id):
            continue
        yield "pairs of articles of one event"
        if (a, b) in by_meaning:
            yield "near by meaning"
        if matcher.constraints.events.log_odds(a, b) >= peers.EVENT_ODDS:
            yield "of one event by their odds"
        if one.published is not None and other.published is not None:
            yield "dated"
            if abs((one.published - other.published).days) <= peers.NEAR_DAYS:
                yield "of the same days"


def labelled(gold: EventGold, name: str, corpus: Corpus, i: Ints, j: Ints) -> tuple[Ints, Pairs]:
    """Which pairs of claims (by row) are of one event and not arguable, and what the editors say of them."""
    kept, label, event, facts, claims = [], [], [], [], []
    for k, (a, b) in enumerate(zip(i.tolist(), j.tolist(), strict=True)):
        one, other = corpus.claims[a], corpus.claims[b]
        home = gold.events.get(one.article)
        if home is None or home != gold.events.get(other.article):
            continue
        said = list(gold.labels(one, other))
        kinds = {kind for kind, _ in said}
        right = bool(kinds & {Label.DIFFER, Label.MILD})
        if Label.ARGUABLE in kinds and not right:
            continue
        kept.append(k)
        label.append(int(right))
        event.append(home)
        claims.append((one.id, other.id))
        facts.append(frozenset(f"{name}:{n}" for kind, n in said if kind is Label.DIFFER))
    rows = np.array(kept, dtype=np.intp)
    share = np.full(len(rows), SHARE[name])
    return rows, Pairs(np.zeros((len(rows), 0)), np.array(label), np.array(event), share, facts, claims)


def joined(parts: Sequence[Pairs]) -> Pairs:
    """Several sets of pairs in one."""
    facts = [found for part in parts for found in part.facts]
    claims = [found for part in parts for found in part.claims]
    matrix, label, event, share = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("matrix", "label", "event", "share")
    )
    return Pairs(matrix, label, event, share, facts, claims)


def weights_of(pairs: Pairs) -> Floats:
    """(pairs,) weights with which an event counts its share of the root of its pairs; their mean is 1."""
    _, place, count = np.unique(pairs.event, return_inverse=True, return_counts=True)
    weight = pairs.share / np.sqrt(count[place])
    return np.asarray(weight / weight.mean(), dtype=np.float64)


def fit(pairs: Pairs, kind: Doubted) -> StepModel:
    """Boosted stumps (Friedman 2001, with Newton steps) as steps: each round splits one signal at one edge.

    scikit-learn's fast trees keep their splits to themselves, hence these lines.
    """
    weight = weights_of(pairs)
    columns = np.round(pairs.matrix, EDGE_DIGITS).T
    edges = [np.unique(np.round(np.quantile(column, QUANTILES), EDGE_DIGITS)) for column in columns]
    steps = [np.searchsorted(e, column, side="left") for e, column in zip(edges, columns, strict=True)]
    heights = [np.zeros(len(e) + 1) for e in edges]
    prior = np.average(pairs.label, weights=weight)
    intercept = float(np.log(prior / (1 - prior)))
    odds = np.full(len(pairs.label), intercept)
    drawn = np.random.default_rng(0)
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-odds))
        seen = drawn.random(len(odds)) < PART
        slope, bend = weight * (pairs.label - likely) * seen, weight * likely * (1 - likely) * seen
        found = [_split(step, len(e), slope, bend, seen) for step, e in zip(steps, edges, strict=True)]
        k = int(np.argmax([gain for gain, _ in found]))
        heights[k] += RATE * found[k][1]
        odds += RATE * found[k][1][steps[k]]
    return StepModel(
        SIGNALS[kind],
        tuple(tuple(e.tolist()) for e in edges),
        tuple(tuple(np.round(h, DIGITS).tolist()) for h in heights),
        round(intercept, DIGITS),
    )


def _split(
    step: Ints, size: int, slope: Floats, bend: Floats, seen: NDArray[np.bool_]
) -> tuple[float, Floats]:
    """The gain of the best split of one signal, and what it adds to each of its steps."""
    sums = [np.bincount(step, weights=of, minlength=size + 1) for of in (slope, bend, seen.astype(float))]
    (rise, curve, pairs), whole = (np.cumsum(of)[:-1] for of in sums), [of.sum() for of in sums]
    left, right = rise / (curve + RIDGE), (whole[0] - rise) / (whole[1] - curve + RIDGE)
    gain = rise * left + (whole[0] - rise) * right
    gain[(pairs < LEAST) | (whole[2] - pairs < LEAST)] = -np.inf
    best = int(np.argmax(gain)) if size else 0
    if not size or not np.isfinite(gain[best]):
        return -np.inf, np.zeros(size + 1)
    return float(gain[best]), np.where(np.arange(size + 1) <= best, left[best], right[best])


def fold_of(events: NDArray[np.str_]) -> dict[str, int]:
    """The fold of each event, the same at each call."""
    found = np.unique(events)
    folds = np.random.default_rng(0).permutation(len(found)) % FOLDS
    return dict(zip(found.tolist(), folds.tolist(), strict=True))


def out_of_fold(pairs: Pairs, kind: Doubted) -> Floats:
    """(pairs,) probabilities from weights that saw no pair of the same event."""
    folds = fold_of(pairs.event)
    of = np.array([folds[event] for event in pairs.event])
    scores = np.zeros(len(pairs.label))
    for k in range(FOLDS):
        seen, unseen = np.flatnonzero(of != k), np.flatnonzero(of == k)
        scores[unseen] = fit(pairs.take(seen), kind).probability(pairs.matrix[unseen])
    return scores


def shown(pairs: Pairs, scores: Floats) -> list[int]:
    """Rows of the pairs that the stage would show of one kind, the best first."""
    number = {key: n for n, key in enumerate(sorted({key for pair in pairs.claims for key in pair}))}
    place = [tuple(number[key] for key in pair) for pair in pairs.claims]
    event = {n: str(e) for pair, e in zip(place, pairs.event, strict=True) for n in pair}
    found = [Doubt(*pair, score) for pair, score in zip(place, scores.tolist(), strict=True)]
    row = {(doubt.a, doubt.b): k for k, doubt in enumerate(found)}
    best = sorted(found, key=lambda doubt: -doubt.probability)
    kept, _ = worth_a_look(best, event.__getitem__, least=0.0, most=PER_STORY)
    return [row[doubt.a, doubt.b] for doubt in kept]


def figures(pairs: Pairs, scores: Floats) -> dict[str, object]:
    """Average precision, and of the best pairs how many are right, and of how many hard facts."""
    kept = shown(pairs, scores)
    out: dict[str, object] = {
        "pairs": len(pairs.label),
        "differences": int(pairs.label.sum()),
        "hard facts among them": len(frozenset().union(*pairs.facts)),
        "events": len(np.unique(pairs.event)),
        "average precision": round(float(average_precision_score(pairs.label, scores)), 3),
    }
    for most in (50, 100, 150, 200, 300, 400):
        best = kept[:most]
        out[f"best {most}"] = {
            "from probability": round(float(scores[best[-1]]), 3),
            "right": round(float(pairs.label[best].mean()), 3),
            "hard facts": len(frozenset().union(*(pairs.facts[k] for k in best))),
        }
    return out


def entry(model: StepModel) -> dict[str, object]:
    """A model as the file has it."""
    signals = {
        name: {"edges": list(edges), "heights": list(heights)}
        for name, edges, heights in zip(model.names, model.edges, model.heights, strict=True)
    }
    return {"intercept": model.intercept, "signals": signals}


def main() -> None:
    """Fit, write, and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    args = parser.parse_args()
    coverage: Counter[str] = Counter()
    found = read_pairs(args.shared, coverage)
    told = {kind: figures(pairs, out_of_fold(pairs, kind)) for kind, pairs in found.items()}
    models = {kind: entry(fit(pairs, kind)) for kind, pairs in found.items()}
    tree = {
        "schema": SCHEMA,
        "data": hashes(args.shared, FILES),
        "labels": sha256(READ),
        "articles": dict(coverage),
        "out_of_fold": told,
        "models": models,
    }
    OUT.write_text(json.dumps(tree, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({"articles": dict(coverage), **told}, indent=1))


if __name__ == "__main__":
    main()

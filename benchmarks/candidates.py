"""Which share of gold pairs the candidate step keeps, and how many pairs of claims it looks at for it.

    python benchmarks/candidates.py [--shared DIR] [--sets tolls incidents same_event]

Three gold sets, each at the default settings, at half of them and at none but the nearest sentences by
meaning. tolls: pairs of articles that give the toll of one event, kept where two of their claims that state
those tolls are a candidate pair. incidents: pairs of articles on one incident, kept where any two of their
claims are. same_event: pairs of sentences of two articles that share two events or more, kept where any two
of their claims are. Beside each share stands the number of pairs looked at, before and after the constraints,
and the number of all pairs. Recall before the constraints is that of the candidate step; what a constraint
then takes away is counted apart.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.embeddings import open_encoder
from compare.extraction.annotation.annotate import annotate_readings
from compare.ingest import read_articles
from compare.linkage.blocking.candidates import candidate_pairs
from compare.linkage.conflicts import Conflict, Reason
from compare.linkage.constraints.constraints import Constraints
from compare.linkage.corpus import Corpus
from compare.linkage.matrices import Ints
from compare.models import Article
from compare.pipeline import read_claims
from compare.settings import MatchingSettings, load_settings

ROOT = Path(__file__).resolve().parents[1]
DEFAULT = MatchingSettings()
SETTINGS = {
    "default": DEFAULT,
    "half": DEFAULT.model_copy(
        update={
            "neighbours": DEFAULT.neighbours // 2,
            "word_neighbours": DEFAULT.word_neighbours // 2,
            "article_neighbours": DEFAULT.article_neighbours // 2,
        }
    ),
    "meaning alone": DEFAULT.model_copy(update={"word_neighbours": 0, "article_neighbours": 0}),
}
Gold = list[tuple[set[int], set[int]]]
"""For each gold pair the claims of one side and those of the other, by row."""


class Open(Constraints):
    """Constraints that let every pair of two articles through that is of one kind."""

    def conflict(self, i: int, j: int) -> Conflict | None:
        """Other kinds alone."""
        return None if self.kind(i) == self.kind(j) else Reason.OTHER_KIND

    def comparable_pairs(self, i: Ints, j: Ints) -> NDArray[np.bool_]:
        """The same pair by pair: nothing is ruled out before."""
        return np.array([self.comparable(a, b) for a, b in zip(i.tolist(), j.tolist(), strict=True)], bool)


def corpus_of(articles: Iterable[Article]) -> Corpus:
    """The corpus of `articles` with the vectors of the default model."""
    ordered = sorted(articles, key=lambda article: article.id)
    readings = read_claims(ordered)
    return Corpus.build(annotate_readings(readings), open_encoder(load_settings().embedding))


def tolls(shared: Path) -> tuple[Corpus, Gold]:
    """Claims that state the gold tolls of two articles of two outlets on one event."""
    corpus = corpus_of(read_articles([shared / "data" / "tolls.articles.jsonl"]))
    events = json.loads((shared / "data" / "tolls.gold.json").read_text(encoding="utf-8"))["events"]
    source = {article.id: article.source for article in corpus.articles}
    stating: defaultdict[tuple[str, float], set[int]] = defaultdict(set)
    for row, claim in enumerate(corpus.claims):
        if claim.value is not None and claim.value.number is not None:
            stating[claim.article, claim.value.number].add(row)
    pairs = [
        (stating[a["article"], float(a["value"])], stating[b["article"], float(b["value"])])
        for mentions in events.values()
        for a, b in itertools.combinations(mentions, 2)
        if source[a["article"]] != source[b["article"]]
    ]
    return corpus, pairs


def incidents(shared: Path) -> tuple[Corpus, Gold]:
    """All claims of two articles on one incident."""
    path = shared / "data" / "incidents.articles.jsonl"
    corpus = corpus_of(read_articles([path]))
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    claims: defaultdict[str, set[int]] = defaultdict(set)
    for row, claim in enumerate(corpus.claims):
        claims[claim.article].add(row)
    told: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        told[row["incident"]].append(row["id"])
    pairs = [
        (claims[a], claims[b]) for ids in told.values() for a, b in itertools.combinations(sorted(ids), 2)
    ]
    return corpus, pairs


def same_event(shared: Path) -> tuple[Corpus, Gold]:
    """The claims of two sentences of two documents that share two events or more."""
    path = shared / "data" / "same_event.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts: defaultdict[str, list[str]] = defaultdict(list)
    events: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        texts[row["doc"]].append(row["sentence"])
        events[row["doc"], row["sentence"]] = set(row["events"])
    corpus = corpus_of(Article(key, "\n".join(lines)) for key, lines in texts.items())
    claims: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for row, claim in enumerate(corpus.claims):
        claims[claim.article, claim.text].add(row)
    pairs = [
        (claims[a], claims[b])
        for a, b in itertools.combinations(sorted(events), 2)
        if a[0] != b[0] and len(events[a] & events[b]) >= 2
    ]
    return corpus, pairs


def kept(gold: Gold, found: set[tuple[int, int]]) -> float:
    """Share of the gold pairs of which two claims are among the pairs `found`."""
    hits = sum(
        any((min(a, b), max(a, b)) in found for a in one for b in other)
        for one, other in gold
        if one and other
    )
    return round(hits / max(1, sum(bool(one and other) for one, other in gold)), 4)


def measure(corpus: Corpus, gold: Gold, settings: MatchingSettings) -> dict[str, Any]:
    """Recall and the number of pairs before and after the constraints."""
    out: dict[str, Any] = {}
    for name, constraints in (("", Open(corpus)), ("_after_constraints", Constraints(corpus))):
        i, j = candidate_pairs(corpus, constraints, settings)
        out[f"recall{name}"] = kept(gold, set(zip(i.tolist(), j.tolist(), strict=True)))
        out[f"pairs{name}"] = len(i)
    return out


SETS: dict[str, Callable[[Path], tuple[Corpus, Gold]]] = {
    "tolls": tolls,
    "incidents": incidents,
    "same_event": same_event,
}


def main() -> int:
    """Print a JSON object for each set and settings."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--sets", nargs="+", choices=SETS, default=list(SETS))
    arguments = parser.parse_args()
    if not (arguments.shared / "data").is_dir():
        print(f"nothing measured: {arguments.shared / 'data'} is absent; give --shared", file=sys.stderr)
        return 2
    for name in arguments.sets:
        corpus, gold = SETS[name](arguments.shared)
        claims = np.bincount(corpus.claim_article)
        every = (len(corpus.claims) ** 2 - int((claims**2).sum())) // 2
        absent = sum(not (one and other) for one, other in gold)
        for label, settings in SETTINGS.items():
            result = measure(corpus, gold, settings)
            line = {"set": name, "settings": label, "gold_pairs": len(gold) - absent, "not_read": absent}
            print(json.dumps({**line, **result, "all_pairs": every}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Fit the weights of the claim matcher and write them to compare/matching/data/claim_weights.json.

    python scripts/fit_claims.py [--shared ../shared] [--family count|event]

Two families. "count" learns from the death tolls of tolls.gold.json: claims that give the toll of one
event are pairs of one fact; claims of two events, and a toll against any other number of the same two
articles, are not. "event" learns from the sentences of same_event.jsonl, of which it takes the claims
without a number: two sentences that share two events or more are pairs of one fact. Figures are
out of fold, leaving one story out at a time, since weights tuned on one story mislead on another. With
--family the other family stays as it is; "fitted at" names the commit whose code read the data for each
(those before this entry was written: the commit that brought the weights).
"""

from __future__ import annotations

import argparse
import bisect
import hashlib
import itertools
import json
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

from compare.embeddings import Encoder, open_encoder
from compare.ingest import read_articles
from compare.matching.claim_model import WEIGHTS
from compare.matching.claim_signals import AGAINST, SIGNALS, ClaimSignals
from compare.matching.claims import family
from compare.matching.corpus import Corpus, Floats, Ints
from compare.matching.gates import Gates
from compare.models import Article, Claim, Facet
from compare.pipeline import Reading, read_claims
from compare.settings import Settings
from compare.values import extract_values

Strings = NDArray[np.str_]
Booleans = NDArray[np.bool_]
Starts = Mapping[str, Sequence[tuple[int, frozenset[str]]]]
OUT = Path(__file__).parent.parent / "compare" / "matching" / "data" / WEIGHTS

EVENT_SIGNALS = frozenset(
    {
        "question",
        "sentence",
        "one fact",
        "words",
        "names",
        "rivals",
        "lead over rivals",
        "hedge",
        "negation",
        "event days apart",
        "other day",
        "published apart",
    }
)
"""What the "event" family may use. Whole articles are left out: in same_event.jsonl an article is one to
five sentences, so its likeness is that of the sentences again, which no real article's is."""

FOLDS = 8

MAX_OTHERS = 400
"""Pairs of one event that are not one fact, at most: evenly picked, since most are alike."""

OTHER_EVENT_WEIGHT = 0.25

NEAR_FACTOR = 3.0
STRENGTH = {"count": 0.03, "event": 0.3}
"""Inverse strength of the ridge penalty, as scikit-learn's C. The tolls are of a score of events: little
penalty makes much of how just these are worded. Out of fold, average precision of the tolls rises up to
0.03 and not beyond, where the scale is also best calibrated."""


@dataclass(frozen=True)
class Sample:
    """Labelled pairs of claims: rows of the corpus, labels, the story of each pair, weights."""

    i: Ints
    j: Ints
    label: Ints
    story: list[str]
    weight: Floats


def tolls_corpus(shared: Path, kind: str) -> tuple[Corpus, dict[str, tuple[str, float]]]:
    """The corpus of tolls.articles.jsonl, and each gold article's event and toll."""
    articles = read_articles([shared / "data" / "tolls.articles.jsonl"])
    readings = read_claims(sorted(articles, key=lambda a: a.id), lambda _: None)
    facet = Facet.QUANTITY if kind == "count" else Facet.STATEMENT
    claims = [c for r in readings for c in r.claims if c.facet is facet]
    corpus = build(readings, claims, open_encoder(Settings().embedding))
    events = json.loads((shared / "data" / "tolls.gold.json").read_text(encoding="utf-8"))["events"]
    return corpus, {m["article"]: (name, float(m["value"])) for name, ms in events.items() for m in ms}


def toll_pairs(corpus: Corpus, owner: dict[str, tuple[str, float]]) -> Sample:
    """Pairs of which at least one claim is the gold toll of its article.

    A number of the same event that is near a gold toll may be an earlier count of the same dead: such
    pairs are no evidence for either side and are left out.
    """
    gates = Gates(corpus)
    toll = [is_toll(claim, owner) for claim in corpus.claims]
    rows = [k for k, claim in enumerate(corpus.claims) if claim.article in owner]
    found: defaultdict[tuple[str, int, bool], list[tuple[int, int]]] = defaultdict(list)
    for a, b in itertools.combinations(rows, 2):
        if not (toll[a] or toll[b]) or not gates.comparable(a, b):
            continue
        one, other = corpus.claims[a], corpus.claims[b]
        event, same = owner[one.article][0], owner[one.article][0] == owner[other.article][0]
        if same and not (toll[a] and toll[b]) and near(one, other):
            continue
        key = event if toll[a] else owner[other.article][0], int(toll[a] and toll[b] and same), same
        found[key].append((a, b))
    return sample(found)


def report_pairs(corpus: Corpus, owner: dict[str, tuple[str, float]]) -> Sample:
    """Pairs of statements of which at least one tells its article's toll.

    Two sentences that tell the toll of one event say the same; one that tells it and one that holds no
    count at all do not, nor do sentences of two events.
    """
    gates = Gates(corpus)
    numbers = [{v.number for v in extract_values(c.text) if v.kind is Facet.QUANTITY} for c in corpus.claims]
    toll = [
        c.article in owner and owner[c.article][1] in n for c, n in zip(corpus.claims, numbers, strict=True)
    ]
    rows = [k for k, claim in enumerate(corpus.claims) if claim.article in owner]
    found: defaultdict[tuple[str, int, bool], list[tuple[int, int]]] = defaultdict(list)
    for a, b in itertools.combinations(rows, 2):
        if not (toll[a] or toll[b]) or not gates.comparable(a, b):
            continue
        event, other = owner[corpus.claims[a].article][0], owner[corpus.claims[b].article][0]
        if event == other and not (toll[a] and toll[b]) and numbers[a] and numbers[b]:
            continue
        same = event == other
        found[event if toll[a] else other, int(toll[a] and toll[b] and same), same].append((a, b))
    return sample(found)


def sample(found: Mapping[tuple[str, int, bool], list[tuple[int, int]]]) -> Sample:
    """Pairs by (event, label, whether of one event), with weights.

    Pairs of two events are many and easy; with little weight they teach what days apart mean, and leave
    the rest to the pairs of one event, which are those that a run has to tell apart.
    """
    i, j, label, story, weight = [], [], [], [], []
    for (event, y, same), group in sorted(found.items()):
        pairs = group[:: 1 + len(group) // MAX_OTHERS]
        for a, b in pairs:
            i.append(a)
            j.append(b)
            label.append(y)
            story.append(event)
            weight.append(len(pairs) ** -0.5 * (1.0 if same else OTHER_EVENT_WEIGHT))
    return Sample(np.array(i), np.array(j), np.array(label), story, np.array(weight))


def near(a: Claim, b: Claim) -> bool:
    """Whether two counts lie within a factor of `NEAR_FACTOR`."""
    numbers = [float(c.value.number or 0) for c in (a, b) if c.value]
    return min(numbers) > 0 and max(numbers) / min(numbers) <= NEAR_FACTOR


def is_toll(claim: Claim, owner: dict[str, tuple[str, float]]) -> bool:
    """Whether `claim` states the gold toll of its article."""
    if claim.article not in owner or claim.value is None or claim.value.action not in ("kill", ""):
        return False
    return claim.value.value == f"{owner[claim.article][1]:.0f}"


def event_readings(shared: Path) -> Iterator[tuple[str, list[Reading], Starts]]:
    """Per topic of same_event.jsonl: what its documents say, and the place and events of each sentence."""
    rows = [
        json.loads(line) for line in (shared / "data" / "same_event.jsonl").read_text("utf-8").splitlines()
    ]
    for topic in sorted({row["topic"] for row in rows}):
        texts: defaultdict[str, str] = defaultdict(str)
        starts: defaultdict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
        for row in rows:
            if row["topic"] == topic:
                starts[row["doc"]].append((len(texts[row["doc"]]), frozenset(row["events"])))
                texts[row["doc"]] += row["sentence"] + "\n"
        articles = [Article(doc, texts[doc], language="en") for doc in sorted(texts)]
        yield topic, read_claims(articles, lambda _: None), starts


def event_corpora(shared: Path, kind: str) -> list[tuple[str, Corpus, list[frozenset[str]]]]:
    """Per topic of same_event.jsonl: its corpus, and the events of the sentence of each claim."""
    encoder = open_encoder(Settings().embedding)
    out = []
    for topic, readings, starts in event_readings(shared):
        corpus = build(
            readings,
            [c for r in readings for c in r.claims if family(c) == kind and c.facet is not Facet.DATE],
            encoder,
        )
        events = [
            starts[c.article][bisect.bisect_right([start for start, _ in starts[c.article]], c.start) - 1][1]
            for c in corpus.claims
        ]
        out.append((topic, corpus, events))
    return out


def event_pairs(topic: str, corpus: Corpus, events: Sequence[frozenset[str]]) -> Sample | None:
    """Pairs of claims of two documents; sentences that share exactly one event are left out."""
    gates = Gates(corpus)
    pairs = [
        (i, j, int(len(events[i] & events[j]) > 1))
        for i, j in itertools.combinations(range(len(events)), 2)
        if gates.comparable(i, j) and len(events[i] & events[j]) != 1
    ]
    if not pairs:
        return None
    i, j, label = np.array(pairs).T
    return Sample(i, j, label, [f"topic {topic}"] * len(pairs), np.full(len(pairs), len(pairs) ** -0.5))


def build(readings: Sequence[Reading], claims: Sequence[Claim], encoder: Encoder) -> Corpus:
    """The corpus of some readings with the chosen claims."""
    return Corpus.build(
        [r.article for r in readings], [s for r in readings for s in r.sentences], claims, encoder
    )


@dataclass(frozen=True)
class Training:
    """Signals, labels, stories and weights of all pairs."""

    matrix: Floats
    label: Ints
    story: Strings
    weight: Floats


def training(shared: Path, kind: str) -> Training:
    """All labelled pairs of one family; both data sets weigh the same."""
    groups = [
        [(c, s) for topic, c, e in event_corpora(shared, kind) if (s := event_pairs(topic, c, e)) is not None]
    ]
    corpus, owner = tolls_corpus(shared, kind)
    groups.append([(corpus, toll_pairs(corpus, owner) if kind == "count" else report_pairs(corpus, owner))])
    parts = []
    for group in groups:
        total = sum(float(sample.weight.sum()) for _, sample in group)
        for corpus, sample in group:
            matrix = ClaimSignals(corpus).matrix(sample.i, sample.j)
            parts.append((matrix, sample.label, np.array(sample.story), sample.weight / total))
    matrix, label, story, weight = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Training(matrix, label, story, weight * len(label))


def fit(data: Training, rows: Booleans, kind: str) -> tuple[Floats, Floats, Floats, float]:
    """Mean, scale, weights and intercept of a logistic regression on some rows.

    A signal whose weight points the wrong way is dropped and the rest is fitted again: similarity must
    never count against a pair because one data set happens to be made that way.
    """
    matrix, label, weight = data.matrix[rows], data.label[rows], data.weight[rows]
    mean = np.average(matrix, axis=0, weights=weight)
    scale = np.sqrt(np.average((matrix - mean) ** 2, axis=0, weights=weight))
    scale[scale < 1e-9] = 1.0
    sign = np.array([-1.0 if name in AGAINST else 1.0 for name in SIGNALS])
    kept = np.array([(name in EVENT_SIGNALS) if kind == "event" else name != "one fact" for name in SIGNALS])
    while True:
        model = LogisticRegression(C=STRENGTH[kind], max_iter=5000)
        model.fit(((matrix - mean) / scale)[:, kept], label, sample_weight=weight)
        wrong = model.coef_[0] * sign[kept] < 0
        if not wrong.any():
            weights = np.zeros(len(SIGNALS))
            weights[kept] = model.coef_[0]
            return mean, scale, weights, float(model.intercept_[0])
        kept[np.flatnonzero(kept)[int(np.argmin(model.coef_[0] * sign[kept]))]] = False


def out_of_fold(data: Training, kind: str) -> Floats:
    """(pairs,) probabilities, each from weights that never saw the pair's story."""
    out = np.zeros(len(data.label))
    for train, test in GroupKFold(FOLDS).split(data.matrix, data.label, data.story):
        rows = np.zeros(len(out), dtype=bool)
        rows[train] = True
        out[test] = predict(data.matrix[test], fit(data, rows, kind))
    return out


def predict(matrix: Floats, model: tuple[Floats, Floats, Floats, float]) -> Floats:
    """Probabilities of a fitted model."""
    mean, scale, weights, intercept = model
    return np.asarray(1.0 / (1.0 + np.exp(-((matrix - mean) / scale @ weights + intercept))))


def figures(data: Training, scores: Floats) -> dict[str, float]:
    """Out-of-fold average precision by data set."""
    tolls = np.array([not story.startswith("topic ") for story in data.story])
    return {
        name: round(float(average_precision_score(data.label[rows], scores[rows])), 3)
        for name, rows in (("tolls", tolls), ("same_event", ~tolls))
        if rows.any()
    }


def reliability(data: Training, scores: Floats) -> dict[str, object]:
    """Out of fold: what share is one fact per fifth of the scale, weighted, and the mean distance to it."""
    fifth = np.minimum((scores * 5).astype(int), 4)
    parts = []
    error = 0.0
    for k in np.unique(fifth).tolist():
        rows = fifth == k
        weight = data.weight[rows]
        score, true = (float(np.average(x[rows], weights=weight)) for x in (scores, data.label))
        error += abs(score - true) * float(weight.sum() / data.weight.sum())
        parts.append({"pairs": int(rows.sum()), "score": round(score, 3), "true": round(true, 3)})
    return {"fifths": parts, "expected calibration error": round(error, 3)}


def entry(mean: Floats, scale: Floats, weights: Floats, intercept: float) -> dict[str, object]:
    """One family as it is stored."""
    signals = {
        name: {"mean": round(float(m), 4), "scale": round(float(s), 4), "weight": round(float(w), 4)}
        for name, m, s, w in zip(SIGNALS, mean, scale, weights, strict=True)
        if w
    }
    return {"intercept": round(intercept, 4), "signals": signals}


def hashes(shared: Path, names: Sequence[str]) -> dict[str, str]:
    """SHA-256 of each file of the data that weights were fitted on."""
    return {name: hashlib.sha256((shared / "data" / name).read_bytes()).hexdigest() for name in names}


def commit() -> str:
    """The commit that the code is of; "+" where files of it were changed since."""
    return subprocess.run(
        ["git", "describe", "--always", "--abbrev=12", "--exclude=*", "--dirty=+"],
        cwd=OUT.parent,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()


def fitted(shared: Path, kind: str) -> dict[str, object]:
    """What one family adds to the sections of the file, by section."""
    data = training(shared, kind)
    scores = out_of_fold(data, kind)
    return {
        "fitted at": commit(),
        "pairs": {"all": len(data.label), "one fact": int(data.label.sum())},
        "average precision out of fold": figures(data, scores),
        "reliability out of fold": reliability(data, scores),
        "families": entry(*fit(data, np.ones(len(data.label), dtype=bool), kind)),
    }


def main() -> None:
    """Fit, print the figures, write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--family", choices=("count", "event"), help="refit this family alone")
    args = parser.parse_args()
    used = ("tolls.articles.jsonl", "tolls.gold.json", "same_event.jsonl")
    digests = hashes(args.shared, used)
    stored = json.loads(OUT.read_text(encoding="utf-8")) if args.family else {}
    if args.family and stored["data"] != digests:
        parser.error(f"{OUT.name} was fitted on other data; refit both families, without --family")
    stored |= {"made by": "scripts/fit_claims.py", "data": digests}
    for kind in (args.family,) if args.family else ("count", "event"):
        for section, found in fitted(args.shared, kind).items():
            stored.setdefault(section, {})[kind] = found
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(stored, indent=1))


if __name__ == "__main__":
    main()

"""The labelled pairs of claims that `scripts/fit_claims.py` learns from.

Four sources. "labels": pairs that were read one by one, of scripts/labels/claims.json, which says how; their
articles are those of tolls.articles.jsonl and incidents.articles.jsonl. "tolls": claims that give the toll of
one event of tolls.gold.json are of one fact; claims of two events, and a toll against any other number of the
same two articles, are not; of statements, those that tell the toll. "same_event": two sentences of
same_event.jsonl that share two events or more are of one fact, and those that share none are not. "events":
the events that editors have read whole, of politics, business, courts, disasters and sport; what two claims
of one event answer, the editors' facts say.
"""

from __future__ import annotations

import bisect
import itertools
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from event_gold import SETS, SHARE, EventGold, Label
from regression import Training, joined

from compare.embeddings import Encoder, open_encoder
from compare.extraction.annotation.annotate import annotate
from compare.extraction.reading import Reading
from compare.extraction.values import extract_values
from compare.ingest import read_articles
from compare.linkage.blocking.candidates import candidate_pairs
from compare.linkage.comparison.claim_features import ClaimFeatures
from compare.linkage.comparison.families import Family, family
from compare.linkage.comparison.relations import Relations
from compare.linkage.constraints.constraints import Constraints
from compare.linkage.corpus import Corpus
from compare.linkage.matrices import Floats, Ints
from compare.models import Article, Claim, Facet, Relation
from compare.pipeline import read_claims
from compare.settings import Settings

LABELS = Path(__file__).parent / "labels" / "claims.json"
COLLECTIONS = ("tolls.articles.jsonl", "incidents.articles.jsonl")

MAX_OTHERS = 400
"""Pairs of one event that are not one fact, at most: evenly picked, since most are alike."""

OTHER_EVENT_WEIGHT = 0.25
NEAR_FACTOR = 3.0

Found = Mapping[tuple[str, int, bool], list[tuple[int, int]]]
"""Pairs of claims by event, label, and whether both are of it."""

Starts = Mapping[str, Sequence[tuple[int, frozenset[str]]]]


@dataclass(frozen=True)
class Sample:
    """Labelled pairs of claims: rows of the corpus, labels, the stories of both sides, weights."""

    i: Ints
    j: Ints
    label: Ints
    story: list[tuple[str, str]]
    weight: Floats


def learned(corpus: Corpus, sample: Sample) -> Training:
    """The signals of the pairs of a sample."""
    matrix = ClaimFeatures(corpus).matrix(sample.i, sample.j)
    return Training(matrix, sample.label, np.array(sample.story), sample.weight)


@cache
def collection(path: Path) -> tuple[list[Reading], Corpus]:
    """What the articles of a file say, and the corpus of all of their claims."""
    articles = sorted(read_articles([path]), key=lambda article: article.id)
    readings = read_claims(articles)
    return readings, build(readings, [c for r in readings for c in r.claims])


def build(readings: Sequence[Reading], claims: Sequence[Claim], encoder: Encoder | None = None) -> Corpus:
    """The corpus of some readings with the chosen claims."""
    notes = annotate(
        [r.article for r in readings],
        [s for r in readings for s in r.sentences],
        claims,
        {r.article.id: r.values for r in readings},
    )
    return Corpus.build(notes, encoder or open_encoder(Settings().embedding))


# ---------------------------------------------------------------- pairs that were read


def read_pairs(shared: Path, kind: Family) -> tuple[Training, dict[str, int]]:
    """The read pairs of one family, and how many there are, are parted by constraints, and were not found.

    A pair counts by the root of how many candidate pairs it stands for: likely and unlikely ones teach
    alike. The story of an article is its incident or, in the war of the tolls, its month.
    """
    parts, counts = [], {"read": 0, "parted by constraints": 0, "not found": 0}
    for name in COLLECTIONS:
        rows = [row for row in json.loads(LABELS.read_text("utf-8"))["pairs"] if row[:2] == [kind, name]]
        _, corpus = collection(shared / "data" / name)
        place = {
            (c.article, c.focus.start, c.focus.end): k
            for k, c in enumerate(corpus.claims)
            if family(c.facet) is kind
        }
        constraints = Constraints(corpus)
        stories = stories_of(shared, name)
        found: list[tuple[int, int, int, tuple[str, str], float]] = []
        for _, _, one, other, same, stands_for in rows:
            a, b = place.get(tuple(one)), place.get(tuple(other))
            counts["read"] += 1
            if a is None or b is None:
                counts["not found"] += 1
            elif constraints.conflict(a, b):
                counts["parted by constraints"] += 1
            else:
                found.append((a, b, int(same), (stories[one[0]], stories[other[0]]), stands_for**0.5))
        if not found:
            continue
        i, j, label, story, weight = zip(*found, strict=True)
        parts.append(
            learned(corpus, Sample(np.array(i), np.array(j), np.array(label), list(story), np.array(weight)))
        )
    return joined(parts), counts


@cache
def stories_of(shared: Path, name: str) -> dict[str, str]:
    """The story of each article of a collection; articles on one known event are of one month."""
    if "incidents" in name:
        lines = (shared / "data" / name).read_text("utf-8").splitlines()
        return {row["id"]: f"incident {row['incident']}" for row in map(json.loads, lines)}
    readings, _ = collection(shared / "data" / name)
    months = {r.article.id: str(r.article.published)[:7] for r in readings}
    for mentions in known_events(shared).values():
        held = [m["article"] for m in mentions]
        months |= dict.fromkeys(held, min(months[article] for article in held))
    return months


def known_events(shared: Path) -> dict[str, list[dict[str, str]]]:
    """The mentions of each event of tolls.gold.json."""
    return json.loads((shared / "data" / "tolls.gold.json").read_text(encoding="utf-8"))["events"]


# ---------------------------------------------------------------- tolls of known events


def toll_training(shared: Path, kind: Family) -> Training:
    """Pairs of the known events: their tolls or, for statements, what tells them."""
    readings, _ = collection(shared / "data" / "tolls.articles.jsonl")
    facet = Facet.QUANTITY if kind is Family.COUNT else Facet.STATEMENT
    corpus = build(readings, [c for r in readings for c in r.claims if c.facet is facet])
    owner = {m["article"]: (name, float(m["value"])) for name, ms in known_events(shared).items() for m in ms}
    found = (toll_pairs if kind is Family.COUNT else report_pairs)(corpus, owner)
    return learned(corpus, unread(sample(found, corpus, stories_of(shared, COLLECTIONS[0])), corpus))


def unread(pairs: Sample, corpus: Corpus) -> Sample:
    """The pairs without those that were read, of which the reader knows more."""
    read = {
        frozenset((tuple(one), tuple(other)))
        for _, _, one, other, *_ in json.loads(LABELS.read_text("utf-8"))["pairs"]
    }
    place = [(c.article, c.focus.start, c.focus.end) for c in corpus.claims]
    rows = [
        k
        for k, (a, b) in enumerate(zip(pairs.i.tolist(), pairs.j.tolist(), strict=True))
        if frozenset((place[a], place[b])) not in read
    ]
    return Sample(
        pairs.i[rows], pairs.j[rows], pairs.label[rows], [pairs.story[k] for k in rows], pairs.weight[rows]
    )


def toll_pairs(corpus: Corpus, owner: dict[str, tuple[str, float]]) -> Found:
    """Pairs of which at least one claim is the gold toll of its article.

    A number of the same event that is near a gold toll may be an earlier count of the same dead: such
    pairs are no evidence for either side and are left out.
    """
    constraints = Constraints(corpus)
    toll = [is_toll(claim, owner) for claim in corpus.claims]
    rows = [k for k, claim in enumerate(corpus.claims) if claim.article in owner]
    found: defaultdict[tuple[str, int, bool], list[tuple[int, int]]] = defaultdict(list)
    for a, b in itertools.combinations(rows, 2):
        if not (toll[a] or toll[b]) or not constraints.comparable(a, b):
            continue
        one, other = corpus.claims[a], corpus.claims[b]
        event, same = owner[one.article][0], owner[one.article][0] == owner[other.article][0]
        if same and not (toll[a] and toll[b]) and near(one, other):
            continue
        key = event if toll[a] else owner[other.article][0], int(toll[a] and toll[b] and same), same
        found[key].append((a, b))
    return found


def report_pairs(corpus: Corpus, owner: dict[str, tuple[str, float]]) -> Found:
    """Pairs of statements of which at least one tells its article's toll.

    Two sentences that tell the toll of one event say the same; one that tells it and one that holds no
    count at all do not, nor do sentences of two events.
    """
    constraints = Constraints(corpus)
    numbers = [{v.number for v in extract_values(c.text) if v.kind is Facet.QUANTITY} for c in corpus.claims]
    toll = [
        c.article in owner and owner[c.article][1] in n for c, n in zip(corpus.claims, numbers, strict=True)
    ]
    rows = [k for k, claim in enumerate(corpus.claims) if claim.article in owner]
    found: defaultdict[tuple[str, int, bool], list[tuple[int, int]]] = defaultdict(list)
    for a, b in itertools.combinations(rows, 2):
        if not (toll[a] or toll[b]) or not constraints.comparable(a, b):
            continue
        event, other = owner[corpus.claims[a].article][0], owner[corpus.claims[b].article][0]
        if event == other and not (toll[a] and toll[b]) and numbers[a] and numbers[b]:
            continue
        same = event == other
        found[event if toll[a] else other, int(toll[a] and toll[b] and same), same].append((a, b))
    return found


def sample(found: Found, corpus: Corpus, stories: Mapping[str, str]) -> Sample:
    """Pairs with weights.

    Pairs of two events are many and easy; with little weight they teach what days apart mean, and leave
    the rest to the pairs of one event, which are those that a run has to tell apart.
    """
    i, j, label, story, weight = [], [], [], [], []
    for (_, y, same), group in sorted(found.items()):
        pairs = group[:: 1 + len(group) // MAX_OTHERS]
        for a, b in pairs:
            i.append(a)
            j.append(b)
            label.append(y)
            story.append((stories[corpus.claims[a].article], stories[corpus.claims[b].article]))
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


# ---------------------------------------------------------------- sentences with known events


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
        yield topic, read_claims(articles), starts


def event_training(shared: Path, kind: Family) -> Training:
    """Pairs of claims of two documents of one topic, each topic by the root of its pairs.

    These documents have no day of publication, so that few of their dates say anything: what tells dates
    apart is learned from their statements.
    """
    kind = Family.STATEMENT if kind is Family.DATE else kind
    encoder = open_encoder(Settings().embedding)
    parts = []
    for topic, readings, starts in event_readings(shared):
        claims = [c for r in readings for c in r.claims if family(c.facet) is kind]
        corpus = build(readings, claims, encoder)
        events = [
            starts[c.article][bisect.bisect_right([start for start, _ in starts[c.article]], c.start) - 1][1]
            for c in corpus.claims
        ]
        found = event_pairs(topic, corpus, events)
        if found is not None:
            parts.append(learned(corpus, found))
    return joined(parts)


def event_pairs(topic: str, corpus: Corpus, events: Sequence[frozenset[str]]) -> Sample | None:
    """Pairs of claims of two documents; sentences that share exactly one event are left out."""
    constraints = Constraints(corpus)
    pairs = [
        (i, j, int(len(events[i] & events[j]) > 1))
        for i, j in itertools.combinations(range(len(events)), 2)
        if constraints.comparable(i, j) and len(events[i] & events[j]) != 1
    ]
    if not pairs:
        return None
    i, j, label = np.array(pairs).T
    name = f"topic {topic}"
    return Sample(i, j, label, [(name, name)] * len(pairs), np.full(len(pairs), len(pairs) ** -0.5))


# ---------------------------------------------------------------- events that editors have read whole


def editors_training(shared: Path, kind: Family) -> Training:
    """Candidate pairs of claims of one event of which the editors say what both answer.

    Each event counts its share of the root of its pairs.
    """
    return joined([editors_pairs(shared, name, kind) for name in SETS])


def editors_pairs(shared: Path, name: str, kind: Family) -> Training:
    """The same of one set."""
    gold = EventGold(shared, name)
    _, corpus = collection(gold.path)
    relations = Relations(corpus.claims)
    # As the pairs of the same collections that were read one by one have it, so that no story is seen.
    story = stories_of(shared, gold.path.name) if gold.path.name in COLLECTIONS else gold.events
    home = [story[claim.article] if claim.article in gold.events else "" for claim in corpus.claims]
    found: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for a, b in candidates_of(gold.path):
        one, other = corpus.claims[a], corpus.claims[b]
        event = gold.events.get(one.article)
        if family(one.facet) is not kind or event is None or event != gold.events.get(other.article):
            continue
        same = one_question(gold, one, other, apart=relations(a, b) is Relation.DISJOINT)
        if same is not None:
            found[event].append((a, b, int(same)))
    rows = [
        (a, b, same, (home[a], home[b]), SHARE[name] * len(some) ** -0.5)
        for some in found.values()
        for a, b, same in some
    ]
    i, j, label, stories, weight = zip(*rows, strict=True)
    return learned(corpus, Sample(np.array(i), np.array(j), np.array(label), list(stories), np.array(weight)))


@cache
def candidates_of(path: Path) -> list[tuple[int, int]]:
    """The pairs of claims of a collection that a run would score."""
    _, corpus = collection(path)
    pairs = candidate_pairs(corpus, Constraints(corpus), Settings().matching)
    return list(zip(*(part.tolist() for part in pairs), strict=True))


def one_question(gold: EventGold, one: Claim, other: Claim, *, apart: bool) -> bool | None:
    """Whether two claims answer one question, as the editors have it; None where they do not say.

    Values that exclude each other do where the editors call them a difference. Where what the editors call a
    difference is no such pair, something was read too vaguely to teach.
    """
    said = {kind for kind, _ in gold.labels(one, other)}
    if not said:
        mine, theirs = ({m.of for m in gold.mentions(claim) if m.of[0] == "fact"} for claim in (one, other))
        return False if mine and theirs else None
    if said & {Label.DIFFER, Label.MILD}:
        return True if apart else None
    if Label.ALIKE in said:
        return None if apart else True
    return False if Label.DISTINCT in said else None

"""Does one more article leave the facts alone that it does not touch?

    python benchmarks/growth.py PATH... [--added N] [--each] [--seed S] [--show K]

Compares the articles without N of them, drawn at random by the printed seed, and then with each of the N
added alone; with --each, all articles, and then all but each of the N. Counts the facts of several articles
that do not hold the added one and yet are gone, new, have other members, another verdict, another reason or
another topic.

The added article touches a fact that it joins, and one where a path of links between claims, each link a pair
that belongs together, leads from a claim of it to a claim of the fact, or to another claim of one of its
sentences: it may then take a claim away, give an earlier one that names the fact, or say what shows or hides
a fact of the same sentence.
Facts that it touches are counted apart from the others, which it changes where it alters what is compared at
all: what its outlet repeats on every page, and which pairs are among the nearest. A line per added article,
then the means. Exit code 1 where more than 1 in 200 of the others change on average, or where two facts share
an id.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence

from compare import Article, Settings, compare_articles, read_articles
from compare.embeddings import Encoder, open_encoder
from compare.extraction.annotation.annotate import annotate_readings
from compare.extraction.annotation.wording import read_wording
from compare.linkage.blocking.candidates import candidate_pairs
from compare.linkage.corpus import Corpus
from compare.linkage.duplicates.copies import find_repeats
from compare.linkage.duplicates.origins import find_origins
from compare.linkage.groups import links_among
from compare.linkage.matcher import ClaimMatcher
from compare.models import Fact
from compare.pipeline import read_claims

CHANGES = ("gone", "new", "members", "verdict", "reason", "topic")

MOST = 1 / 200
"""Share of the facts of several articles that an article may change without touching them."""


def facts_of(articles: Sequence[Article], encoder: Encoder) -> dict[str, Fact]:
    """Facts by id; two that share one end the program."""
    facts = compare_articles(articles, encoder=encoder).facts
    found = {fact.id: fact for fact in facts}
    if len(found) < len(facts):
        sys.exit(f"{len(facts) - len(found)} facts share an id with another one")
    return found


def articles_of(fact: Fact) -> set[str]:
    """Ids of the articles of a fact's claims."""
    return {claim.article for claim in fact.claims}


def reached(articles: Sequence[Article], encoder: Encoder, added: str) -> set[tuple[str, int]]:
    """Sentences, by article and index, of the claims that a path of links connects with `added`."""
    settings = Settings()
    ordered = sorted(articles, key=lambda article: article.id)
    readings = read_claims(ordered)
    corpus = Corpus.build(annotate_readings(readings), encoder)
    origins = find_origins(read_wording(ordered, {r.article.id: r.sentences for r in readings}))
    repeats = find_repeats(corpus, origins)
    matcher = ClaimMatcher(corpus, settings)
    links = links_among(
        matcher, *candidate_pairs(corpus, matcher.constraints, settings.matching, repeats.sentences)
    )
    near: defaultdict[str, set[str]] = defaultdict(set)
    pairs = [(corpus.claims[a].id, corpus.claims[b].id) for a, b, _ in links]
    pairs += [(claim, first) for claim, others in repeats.followers.items() for first in others]
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    found = {claim.id for claim in corpus.claims if claim.article == added}
    waiting = list(found)
    while waiting:
        fresh = near[waiting.pop()] - found
        found |= fresh
        waiting += fresh
    return {(claim.article, claim.sentence) for claim in corpus.claims if claim.id in found}


def changed(before: dict[str, Fact], after: dict[str, Fact], added: str) -> dict[str, str]:
    """What changed of the facts of several articles without the `added` one, by id: the gravest change."""
    out: dict[str, str] = {}
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if max(len(articles_of(fact)) for fact in (old, new) if fact is not None) < 2:
            continue
        if new is not None and added in articles_of(new):
            continue
        if old is None or new is None:
            out[key] = "new" if old is None else "gone"
        elif {c.id for c in old.claims} != {c.id for c in new.claims}:
            out[key] = "members"
        elif old.verdict.verdict is not new.verdict.verdict:
            out[key] = "verdict"
        elif old.verdict.reason != new.verdict.reason:
            out[key] = "reason"
        elif old.topic != new.topic:
            out[key] = "topic"
    return out


def main() -> int:
    """Measure and print."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--added", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="changed facts to print of each addition")
    parser.add_argument("--each", action="store_true", help="leave each article out of all")
    options = parser.parse_args()
    articles = read_articles(options.paths)
    chosen = random.Random(options.seed).sample(articles, min(options.added, len(articles) - 1))
    rest = articles if options.each else [article for article in articles if article not in chosen]
    encoder = open_encoder(Settings().embedding)
    base = facts_of(rest, encoder)
    several = sum(len(articles_of(fact)) > 1 for fact in base.values())
    print(f"{len(rest)} articles, {several} facts of several articles, seed {options.seed}", flush=True)
    near, far = Counter[str](), Counter[str]()
    for article in chosen:
        whole = rest if options.each else [*rest, article]
        if options.each:
            before, after = facts_of([a for a in rest if a is not article], encoder), base
        else:
            before, after = base, facts_of(whole, encoder)
        path = reached(whole, encoder, article.id)
        found = changed(before, after, article.id)
        touched = {
            key
            for found_in in (before, after)
            for key, fact in found_in.items()
            if any((claim.article, claim.sentence) in path for claim in fact.claims)
        }
        joined = {claim.id for f in after.values() if article.id in articles_of(f) for claim in f.claims}
        touched |= {key for key, fact in before.items() if any(claim.id in joined for claim in fact.claims)}
        held = sum(article.id in articles_of(f) and len(articles_of(f)) > 1 for f in after.values())
        kinds = [Counter(v for k, v in found.items() if (k in touched) is so) for so in (True, False)]
        near.update(kinds[0])
        far.update(kinds[1])
        print(f"+ {article.id}: {held} facts hold it; of those touched beside {told(kinds[0])}", end="; ")
        print(f"of all others {told(kinds[1])}", flush=True)
        for key in sorted(set(found) - touched)[: options.show]:
            show(key, found[key], before.get(key), after.get(key))
    count = max(1, len(chosen))
    print(
        f"mean of {count}: {near.total() / count:.2f} facts beside it that it touches change ({told(near)}), "
        f"{far.total() / count:.2f} of {several} others ({told(far)})"
    )
    return int(far.total() > MOST * several * count)


def told(counts: Counter[str]) -> str:
    """How many facts changed in which way."""
    return ", ".join(f"{counts[kind]} {kind}" for kind in CHANGES if counts[kind]) or "nothing changes"


def show(key: str, kind: str, old: Fact | None, new: Fact | None) -> None:
    """Print which claims a changed fact lost and won."""
    print(f"    {key} {kind}: {(old or new).topic}")
    mine, other = ({c.id: c for c in fact.claims} if fact else {} for fact in (old, new))
    for sign, claims in (("-", mine.keys() - other.keys()), ("+", other.keys() - mine.keys())):
        for claim in sorted(claims):
            found = (mine | other)[claim]
            print(f"      {sign} {found.article} {found.focus.text!r}: {found.text[:110]!r}")


if __name__ == "__main__":
    sys.exit(main())

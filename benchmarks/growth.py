"""Does one more article leave the facts alone that it does not touch?

    python benchmarks/growth.py PATH... [--added N] [--each] [--seed S] [--show K]

Compares the articles without N of them, drawn at random by the printed seed, and then with each of the N
added alone; with --each, all articles, and then all but each of the N. Counts the facts of several articles
that do not hold the added one and yet are gone, have other members, another verdict, another reason or
another topic. Facts that the added article touched are counted apart: "renamed" are those that it joined
with an earlier claim, which gives them their id; "yielded" are those that lost claims to a fact of it, and
nothing else. A line per added article, then the means. Exit code 1 where two facts share an id.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from compare import Article, Settings, compare_articles, read_articles
from compare.embeddings import Encoder, open_encoder
from compare.models import Fact

CHANGES = ("gone", "new", "members", "verdict", "reason", "topic", "renamed", "yielded")
TOUCHED = frozenset({"renamed", "yielded"})


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


def changed(before: dict[str, Fact], after: dict[str, Fact], added: str) -> dict[str, str]:
    """What changed of the facts of several articles without the `added` one, by id: the gravest change."""
    out: dict[str, str] = {}
    joined = [{c.id for c in fact.claims} for fact in after.values() if added in articles_of(fact)]
    taken = set().union(*joined)
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if max(len(articles_of(fact)) for fact in (old, new) if fact is not None) < 2:
            continue
        if new is not None and added in articles_of(new):
            continue
        mine, other = ({c.id for c in fact.claims} if fact else set() for fact in (old, new))
        if new is None and any(mine <= claims for claims in joined):
            out[key] = "renamed"
        elif mine - other and mine - other <= taken and not (other - mine):
            out[key] = "yielded"
        elif old is None or new is None:
            out[key] = "new" if old is None else "gone"
        elif mine != other:
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
    kinds = []
    for article in chosen:
        if options.each:
            before, after = facts_of([a for a in rest if a is not article], encoder), base
        else:
            before, after = base, facts_of([*rest, article], encoder)
        found = changed(before, after, article.id)
        touched = sum(article.id in articles_of(f) and len(articles_of(f)) > 1 for f in after.values())
        kinds.append(Counter(found.values()))
        print(f"+ {article.id}: {touched} facts hold it; without it {told(kinds[-1])}", flush=True)
        for key in sorted(found)[: options.show]:
            show(key, found[key], before.get(key), after.get(key))
    total = Counter(chain.from_iterable(counts.elements() for counts in kinds))
    untouched = sum(n for kind, n in total.items() if kind not in TOUCHED)
    mean = untouched / max(1, len(kinds))
    print(
        f"mean: {mean:.1f} of {several} ({mean / max(1, several):.2%}) change untouched; in all {told(total)}"
    )
    return 0


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
            print(f"      {sign} {found.article} {found.focus!r}: {found.text[:110]!r}")


if __name__ == "__main__":
    sys.exit(main())

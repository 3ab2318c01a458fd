"""How many known copies are found among many sentences, and what that costs beside embedding them.

    python benchmarks/near_duplicates.py [--sentences 10000 100000] [--shared DIR]

Sentences are news under other names (see news.py); to these come edits of a fifth of them, made by one to
three words put in, left out or replaced. A line for each size: the edits that are copies by the exact
measure, the part of them that is found, processor seconds, their ratio to those of embedding the same
sentences (by the time of a sample of `SAMPLE`), and the growth of the peak memory. Exit code 1 where
fewer than 999 of 1,000 copies are found.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from itertools import islice
from pathlib import Path

import news

from compare.embeddings import load_encoder
from compare.extraction.annotation.wording import Words, wording_of, words_of
from compare.linkage.duplicates.near_duplicates import near_duplicates, similar
from compare.linkage.duplicates.origins import MIN_WORDS
from compare.segmentation.sentences import split_sentences

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = 400
LEAST_RECALL = 0.999


def sentences(count: int, shared: Path) -> list[str]:
    """As many distinct sentences of news, none of them short."""
    found: dict[str, None] = {}
    for article in news.renamed(news.real_articles(shared)):
        for sentence in split_sentences(article):
            if len(words_of(sentence.text)) >= MIN_WORDS:
                found[sentence.text] = None
        if len(found) >= count:
            break
    return list(islice(found, count))


def edited(words: Words, pool: list[Words], draw: random.Random) -> Words:
    """`words` with one to three words put in, left out or replaced by words of `pool`."""
    out = list(words)
    for _ in range(draw.randint(1, 3)):
        place, kind = draw.randrange(len(out)), draw.randrange(3)
        new = [draw.choice(draw.choice(pool))] if kind < 2 else []
        out[place : place + (kind > 0)] = new
    return tuple(out)


def measure(count: int, shared: Path) -> dict[str, float]:
    """Find the copies among `count` sentences and their edits."""
    draw = random.Random(count)
    texts = sentences(count, shared)
    encoder = load_encoder(None, 1)
    sample = draw.sample(texts, min(SAMPLE, len(texts)))
    encoder.encode(sample[:8])
    start = time.process_time()
    encoder.encode(sample)
    embedding = (time.process_time() - start) / len(sample)
    pool = list(dict.fromkeys(map(words_of, texts)))
    edits = [(words, edited(words, pool, draw)) for words in draw.sample(pool, len(pool) // 5)]
    numbers = {words: wording_of(words).numbers for pair in edits for words in pair}
    copies = [(a, b) for a, b in edits if a != b and numbers[a] == numbers[b] and similar(a, b)]
    held = list(dict.fromkeys([*pool, *(b for _, b in edits)]))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    groups = near_duplicates(list(map(wording_of, held)))
    spent = time.process_time() - start
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    home = {held[i]: k for k, group in enumerate(groups) for i in group}
    found = sum(a in home and home[a] == home.get(b) for a, b in copies)
    return {
        "sentences": len(held),
        "copies": len(copies),
        "recall": round(found / max(1, len(copies)), 5),
        "cpu_s": round(spent, 1),
        "of_embedding": round(spent / (embedding * len(held)), 3),
        "grown_mb": round(grown / (1 << 20 if sys.platform == "darwin" else 1 << 10)),
    }


def main() -> int:
    """Print a JSON object for each size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sentences", type=int, nargs="+", default=(10_000, 100_000), metavar="N")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    arguments = parser.parse_args()
    recalls = []
    for count in arguments.sentences:
        result = measure(count, arguments.shared)
        recalls.append(result["recall"])
        print(json.dumps(result), flush=True)
    return int(min(recalls) < LEAST_RECALL)


if __name__ == "__main__":
    sys.exit(main())

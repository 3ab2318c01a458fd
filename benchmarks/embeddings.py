"""Sentences per second of the fast path and of sentence-transformers on the same weights.

    python benchmarks/embeddings.py [--rounds N] [--threads N] [FILE.txt ...]

Texts are the sentences of the seed articles unless files are named. The paths take turns, and
each round is a line; the last line has the medians, their ratio and how well the vectors agree.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from pathlib import Path

from compare.embeddings import ORIGINAL, Encoder, load_encoder
from compare.models import Article
from compare.segmentation.sentences import split_sentences

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
WARM_UP = 8


def sentences_of(paths: list[Path]) -> list[str]:
    """Return the sentences of the files, each once."""
    articles = [Article(path.stem, path.read_text(encoding="utf-8")) for path in paths]
    return list(dict.fromkeys(s.text for article in articles for s in split_sentences(article)))


def speed(encoder: Encoder, texts: list[str]) -> float:
    """Return texts per second."""
    start = time.perf_counter()
    encoder.encode(texts)
    return len(texts) / (time.perf_counter() - start)


def main() -> int:
    """Print one JSON object per round and a last one with the medians."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, help="text files; the seed articles without any")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=0, help="cores for each path (0: all)")
    arguments = parser.parse_args()
    texts = sentences_of(arguments.files or sorted(SEEDS.glob("*.txt")))
    encoders = {
        "fast": load_encoder(None, arguments.threads),
        "original": load_encoder(ORIGINAL, arguments.threads),
    }
    for encoder in encoders.values():
        encoder.encode(texts[:WARM_UP])
    speeds: dict[str, list[float]] = {name: [] for name in encoders}
    for _ in range(arguments.rounds):
        for name, encoder in encoders.items():
            speeds[name].append(speed(encoder, texts))
        print(json.dumps({name: round(values[-1], 1) for name, values in speeds.items()}), flush=True)
    medians = {name: statistics.median(values) for name, values in speeds.items()}
    cosines = (encoders["fast"].encode(texts) * encoders["original"].encode(texts)).sum(axis=1)
    result = {f"{name}_sentences_per_second": round(value, 1) for name, value in medians.items()}
    summary = {
        "texts": len(texts),
        **result,
        "ratio": round(medians["fast"] / medians["original"], 2),
        "cosine_min": round(float(cosines.min()), 4),
        "cosine_mean": round(float(cosines.mean()), 4),
    }
    print(json.dumps(summary))
    return 0


if __name__ == "__main__":
    sys.exit(main())

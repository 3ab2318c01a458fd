"""Sentences of an event in clusters by the packaged MiniLM, and the numbers in each by a pattern.

    python -m benchmark.baselines.embedding_clusters --data DATA --out PREDICTIONS.jsonl [--track given]

What is commonly built first: average linkage over the cosine of sentence vectors. In the open track the
articles are first put into events in the same way, each as the mean of its sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmark.baselines.texts import (
    Floats,
    Track,
    clusters,
    groups_of,
    parser_of,
    sentences_of,
    vectors_of,
    verdicts_on,
    write,
)
from benchmark.predictions import Prediction, read_articles_rows
from compare.embeddings import Encoder, open_encoder
from compare.settings import Settings

SAME = 0.4
"""Least mean cosine of two groups of sentences; of 0.3 to 0.8 the best F1 on the train split, given."""
EVENT = 0.7
"""The same of two groups of articles; of 0.5 to 0.8, in the open track."""


def predictions(data: Path, track: Track, encoder: Encoder, same: float = SAME) -> Iterator[Prediction]:
    """What the baseline says of the articles of `data`."""
    rows = read_articles_rows(data)
    sentences = sentences_of(rows)
    vectors = vectors_of(sentences, lambda texts: encoder.encode(texts).astype(np.float64))
    means = np.stack([_unit(vectors[key].sum(0)) for key in rows])
    for keys in groups_of(track, rows, lambda _: means, EVENT):
        own = [sentence for key in keys for sentence in sentences[key]]
        for group in clusters(np.concatenate([vectors[key] for key in keys]), same):
            yield from verdicts_on([own[n] for n in group])


def _unit(row: Floats) -> Floats:
    return row / max(float(np.linalg.norm(row)), 1e-12)


def main(argv: Sequence[str] | None = None) -> None:
    """Predict, and write."""
    args = parser_of(__doc__).parse_args(argv)
    write(args.out, predictions(args.data, args.track, open_encoder(Settings().embedding)))


if __name__ == "__main__":
    main()

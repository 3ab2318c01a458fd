"""The nearest sentence of the other article by its words, and the numbers in both by a pattern.

    python -m benchmark.baselines.nearest_number --data DATA --out PREDICTIONS.jsonl [--track given]

No model and no knowledge of the language: TF-IDF over words. In the open track the articles are first put
into events by average linkage over the TF-IDF of their texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy import sparse  # type: ignore[import-untyped]

from benchmark.baselines.texts import (
    Floats,
    Track,
    groups_of,
    pairs_of,
    parser_of,
    sentences_of,
    vectors_of,
    verdicts_on,
    write,
)
from benchmark.predictions import Prediction, read_articles_rows

SAME = 0.2
"""Least likeness of two sentences; of 0.05 to 0.6 the best F1 on the train split, the events given."""
EVENT = 0.15
"""The same of two groups of articles, in the open track; from 0.05 to 0.2 little changes."""


def tf_idf(texts: Sequence[str]) -> Floats:
    """(texts, words) rows of unit length; a word of one text alone is left out (Salton and Buckley 1988)."""
    counts = [Counter(re.findall(r"\w+", text.lower())) for text in texts]
    known = Counter(word for count in counts for word in count)
    column = {word: n for n, word in enumerate(sorted(word for word, of in known.items() if of > 1))}
    cells = [(n, column[w], c) for n, count in enumerate(counts) for w, c in count.items() if w in column]
    rarity = {k: np.log(len(texts) / known[word]) for word, k in column.items()}
    weights = [(1 + np.log(c)) * rarity[k] for _, k, c in cells]
    places = ([n for n, _, _ in cells], [k for _, k, _ in cells])
    matrix = sparse.csr_matrix((weights, places), shape=(len(texts), max(1, len(column))))
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(1)).ravel())
    scale = sparse.diags(1 / np.where(lengths > 0, lengths, 1))
    return np.asarray((scale @ matrix).toarray(), dtype=np.float64)


def predictions(data: Path, track: Track, same: float = SAME) -> Iterator[Prediction]:
    """What the baseline says of the articles of `data`."""
    rows = read_articles_rows(data)
    sentences = sentences_of(rows)
    for keys in groups_of(track, rows, tf_idf, EVENT):
        own = {key: sentences[key] for key in keys}
        vectors = vectors_of(own, tf_idf)
        for pair in pairs_of(keys, own, vectors, same):
            yield from verdicts_on(pair)


def main(argv: Sequence[str] | None = None) -> None:
    """Predict, and write."""
    args = parser_of(__doc__).parse_args(argv)
    write(args.out, predictions(args.data, args.track))


if __name__ == "__main__":
    main()

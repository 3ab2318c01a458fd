"""The nearest sentences by the packaged MiniLM, and a model that judges whether both can be true.

    python -m benchmark.baselines.judged --data DATA --out P.jsonl --judge cross-encoder/nli-deberta-v3-base
    python -m benchmark.baselines.judged --data DATA --out P.jsonl --judge-url http://127.0.0.1:11434/v1 \\
        --judge-model NAME --calls 20000

A judge is a CrossEncoder of sentence-transformers, by folder or name, or a model behind a chat-completions
address: what ``crossclaim report --judge`` takes, and the same code asks it. Nothing is downloaded. Of two
sentences that are each other's nearest, `differ` is said from a probability of a half on, and `agree` where
that is below 0.2 and they are near.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from benchmark.baselines.texts import Track, groups_of, pairs_of, parser_of, sentences_of, vectors_of, write
from benchmark.labels import Span
from benchmark.predictions import Prediction, read_articles_rows
from compare.embeddings import Encoder, open_encoder
from compare.judges import Judge, JudgedPair, Side, ask, open_judge
from compare.models import Claim, Facet, Focus, Sentence
from compare.settings import Settings, load_settings

NEAR = 0.5
"""Least cosine of a pair that is asked about; chosen by hand."""
ALIKE = 0.7
"""Least cosine of sentences that agree, where the judge sees no difference; chosen by hand."""
DIFFER = 0.5
AGREE = 0.2
EVENT = 0.7
"""As of the clusters of embeddings."""


def predictions(data: Path, track: Track, encoder: Encoder, judge: Judge) -> Iterator[Prediction]:
    """What the judge says of the articles of `data`; tells on stderr what it did not answer."""
    rows = read_articles_rows(data)
    sentences = sentences_of(rows)
    vectors = vectors_of(sentences, lambda texts: encoder.encode(texts).astype(np.float64))
    place = {(s.article, s.index): n for own in sentences.values() for n, s in enumerate(own)}
    means = np.stack([vectors[key].mean(0) for key in rows])
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)
    pairs = [
        pair
        for keys in groups_of(track, rows, lambda _: means, EVENT)
        for pair in pairs_of(keys, sentences, vectors, NEAR)
    ]
    asked = ask(judge, [judged(pair, rows, sentences, place) for pair in pairs], lambda _: None)
    if asked.unanswered:
        reasons = ", ".join(f"{count} times: {why}" for why, count in asked.failures.items())
        print(f"{asked.unanswered} of {len(pairs)} pairs have no answer ({reasons})", file=sys.stderr)
    for (one, other), opinion in zip(pairs, asked.opinions, strict=True):
        spans = (Span(one.article, one.start, one.end), Span(other.article, other.start, other.end))
        a, b = (vectors[s.article][place[s.article, s.index]] for s in (one, other))
        if opinion is not None and opinion.probability >= DIFFER:
            yield Prediction("differ", spans)
        elif opinion is not None and opinion.probability < AGREE and float(a @ b) >= ALIKE:
            yield Prediction("agree", spans)


def judged(
    pair: tuple[Sentence, Sentence],
    rows: Mapping[str, Mapping[str, str]],
    sentences: Mapping[str, Sequence[Sentence]],
    place: Mapping[tuple[str, int], int],
) -> JudgedPair:
    """Two sentences as a judge of crossclaim sees claims: each with the sentences around it."""

    def side(sentence: Sentence) -> Side:
        row, own = rows[sentence.article], sentences[sentence.article]
        n = place[sentence.article, sentence.index]
        focus = Focus(sentence.start, sentence.end, sentence.text)
        key = f"{sentence.article}:{sentence.index}"
        claim = Claim(
            key,
            sentence.article,
            Facet.STATEMENT,
            sentence.index,
            sentence.start,
            sentence.text,
            sentence.start,
            sentence.end,
            focus,
        )
        published = date.fromisoformat(row["published"]) if row.get("published") else None
        before = own[n - 1].text if n else ""
        after = own[n + 1].text if n + 1 < len(own) else ""
        return Side(claim, row["source"], published, row.get("title", ""), before, after)

    return JudgedPair(side(pair[0]), side(pair[1]))


def main(argv: Sequence[str] | None = None) -> None:
    """Predict, and write."""
    parser = parser_of(__doc__)
    parser.add_argument("--judge", help="a CrossEncoder, by folder or name")
    parser.add_argument("--judge-url", help="a chat-completions address")
    parser.add_argument("--judge-model", help="the model that it is asked for")
    parser.add_argument("--calls", type=int, help="most calls")
    args = parser.parse_args(argv)
    flags = {
        "judge.name": args.judge,
        "judge.url": args.judge_url,
        "judge.model": args.judge_model,
        "judge.calls": args.calls,
    }
    judge = open_judge(load_settings(flags).judge)
    if judge is None:
        parser.error("name a judge, with --judge or with --judge-url and --judge-model")
    write(args.out, predictions(args.data, args.track, open_encoder(Settings().embedding), judge))


if __name__ == "__main__":
    main()

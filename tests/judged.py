"""Pairs to judge made by hand, a judge that says what a test wants, and a tiny cross-encoder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from compare.judges import JudgedPair, Opinion, Side, Tally
from compare.models import Claim, Facet, Focus

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "four", "nine", "people", "died", "in", "tarn"]


def side(article: str, text: str, focus: str = "", **more) -> Side:
    """A claim that is the whole of `text`, in an article of its own."""
    at = text.index(focus) if focus else 0
    found = Focus(at, at + len(focus or text), focus or text)
    claim = Claim(f"{article}:0", article, Facet.STATEMENT, 0, 0, text, 0, len(text), found)
    return Side(claim, **{"source": article.upper(), "published": date(2024, 3, 4), **more})


def pair(
    one: str = "Four people died in Tarn.", other: str = "Nine people died in Tarn.", **more
) -> JudgedPair:
    return JudgedPair(side("a", one, **more), side("b", other), 0.4)


class Says:
    """A judge made of a function; counts what it was asked."""

    name = "says"
    identity = "says@1"

    def __init__(self, answer: Callable[[JudgedPair], Opinion | None]) -> None:
        self.answer = answer
        self.asked: list[JudgedPair] = []

    @property
    def tally(self) -> Tally:
        return Tally(len(self.asked))

    def judge(self, pairs: Sequence[JudgedPair]) -> list[Opinion | None]:
        self.asked += pairs
        return [self.answer(pair) for pair in pairs]


def saved(folder: Path, labels: list[str], kind: str = "BertForSequenceClassification") -> str:
    """A tiny BERT with these labels, or with one output for none."""
    import torch
    import transformers

    torch.manual_seed(3)
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(WORDS))
    config = transformers.BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
        num_labels=len(labels) or 1,
    )
    config.id2label = dict(enumerate(labels or ["LABEL_0"]))
    config.label2id = {label: n for n, label in config.id2label.items()}
    getattr(transformers, kind)(config).save_pretrained(folder)
    transformers.BertTokenizerFast(vocab={w: n for n, w in enumerate(WORDS)}).save_pretrained(folder)
    return str(folder)

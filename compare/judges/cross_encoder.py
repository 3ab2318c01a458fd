"""Any CrossEncoder of sentence-transformers as a judge. Slow to start: it imports torch."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from compare.embeddings.hub import fingerprint, load_model
from compare.embeddings.protocol import clean
from compare.errors import ModelError
from compare.judges.protocol import JudgedPair, Opinion, Tally

ALLOWED = "a judge is a CrossEncoder that sentence-transformers saved, by folder or hub name"
CONTRADICTION = frozenset({"contradiction", "contradictory", "contradicts", "contradict"})
"""How models for natural language inference call the label that is asked for."""
DECIMALS = 4
"""A pair's neighbours in a batch can change the last bits; below this nothing is told apart."""


class CrossEncoderJudge:
    """A model that reads two sentences at once, on the GPU where there is one.

    Of a model with labels, the probability is that of the one called contradiction. A model with one output
    must give the probability itself, as one does that was trained on pairs that exclude each other; a model
    for search or likeness has one output, too, and nothing in it says so.
    """

    def __init__(self, name: str, *, fetch: bool = False) -> None:
        self._model = _load(name, fetch=fetch)
        self.name: str = Path(name).name if Path(name).expanduser().is_dir() else name
        self._labels = _labels(self._model, name)
        parts = [f"{self._model.max_seq_length}", f"{self._labels}", f"{self._model.activation_fn}"]
        self.identity: str = f"{self.name}@{fingerprint(self._model, parts)}"
        self._asked = 0

    @property
    def tally(self) -> Tally:
        """Pairs that were read; the model runs here, without tokens to pay."""
        return Tally(self._asked)

    def judge(self, pairs: Sequence[JudgedPair]) -> Sequence[Opinion | None]:
        """The opinions: the mean over both orders, since neither sentence comes first."""
        if not pairs:
            return []
        self._asked += len(pairs)
        texts = [(clean(pair.one.claim.text), clean(pair.other.claim.text)) for pair in pairs]
        both = self._scores(texts + [(b, a) for a, b in texts])
        scores = np.round((both[: len(texts)] + both[len(texts) :]) / 2, DECIMALS)
        return [self._opinion(row) for row in scores]

    def _scores(self, texts: list[tuple[str, str]]) -> np.ndarray[Any, np.dtype[np.float64]]:
        """A row for each pair of texts: of each label its probability, or the one output."""
        from torch import nn

        # The model's own activation gives a probability of one output; labels are weighed against each other.
        activation = nn.Softmax(dim=-1) if self._labels else None
        rows = self._model.predict(texts, activation_fn=activation, show_progress_bar=False)
        return np.asarray(rows, np.float64).reshape(len(texts), -1)

    def _opinion(self, row: np.ndarray[Any, np.dtype[np.float64]]) -> Opinion:
        if not self._labels:
            return Opinion(float(row[0]), f"{row[0]:.2f} of 1")
        shares = dict(zip(self._labels, map(float, row), strict=True))
        words = ", ".join(f"{label} {share:.2f}" for label, share in shares.items())
        return Opinion(shares[_contradiction(self._labels)], words)


def _load(name: str, *, fetch: bool) -> Any:
    """The model. Raises `ModelError`, also for one that would judge with weights that nobody trained."""

    def load(place: str, *, local: bool) -> Any:
        from sentence_transformers import CrossEncoder
        from transformers import AutoConfig

        config = AutoConfig.from_pretrained(place, local_files_only=local)  # of a place that the user names # nosec B615
        kinds = getattr(config, "architectures", None) or ["none"]
        if not any(kind.endswith(("ForSequenceClassification", "ForCausalLM")) for kind in kinds):
            raise ValueError(f"it is a {kinds[0]}, which has no layer that judges a pair")
        return CrossEncoder(place, local_files_only=local)

    return load_model(name, load, ALLOWED, "" if fetch else "the setting judge.fetch = true")


def _labels(model: Any, name: str) -> tuple[str, ...]:
    """The labels of a model, in the order of its outputs; () for one output. Raises `ModelError`."""
    count = model.num_labels
    if count == 1:
        return ()
    names: Mapping[Any, str] = getattr(model.config, "id2label", None) or {}
    labels = tuple(str(names.get(n, names.get(str(n), f"LABEL_{n}"))) for n in range(count))
    if len(set(labels)) < count or not _contradiction(labels):
        raise ModelError(
            f'the judge "{name}" has the labels {", ".join(labels)}, of which not exactly one is called '
            "contradiction; name the labels in the id2label of its config.json"
        )
    return labels


def _contradiction(labels: Sequence[str]) -> str:
    """The label that says that two sentences exclude each other; "" where not exactly one does."""
    found = [label for label in labels if re.sub("[^a-z]", "", label.lower()) in CONTRADICTION]
    return found[0] if len(found) == 1 else ""

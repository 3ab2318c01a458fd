"""Which encoder a name stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.embeddings.cache import FILE, CachedEncoder, default_cache
from compare.embeddings.fast import NAME as FAST_NAME
from compare.embeddings.fast import FastMiniLM
from compare.embeddings.plugged import PluggedEncoder
from compare.embeddings.protocol import Encoder
from compare.embeddings.transformer import SentenceTransformerEncoder
from compare.entry_points import MARK

if TYPE_CHECKING:
    from compare.settings import EmbeddingSettings

DEFAULT = "default"
"""The built-in 8-bit all-MiniLM-L6-v2 on onnxruntime."""
ORIGINAL = "original"
"""The published weights of the same model on sentence-transformers."""
ORIGINAL_NAMES = frozenset({"all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2"})
"""Its names on the hub: the weights are installed, so that these never need the network."""


def load_encoder(name: str | None = None, threads: int = 0) -> Encoder:
    """Load the encoder called `name`.

    None, "" and "default" are the built-in model, "original" its published weights on
    sentence-transformers, "plugin:NAME" the encoder that another package brings; anything else is the folder
    or hub name of a sentence-transformers model. `threads` bounds the cores in use on the CPU (0: all), but
    for a plug-in. Raises `ModelError` where it cannot be loaded, and as `PluggedEncoder` does.
    """
    if not name or name in {DEFAULT, FAST_NAME}:
        return FastMiniLM(threads)
    if name in {ORIGINAL, *ORIGINAL_NAMES}:
        return SentenceTransformerEncoder.original(threads)
    if name.startswith(MARK):
        return PluggedEncoder(name.removeprefix(MARK))
    return SentenceTransformerEncoder(name, threads)


def open_encoder(settings: EmbeddingSettings) -> CachedEncoder:
    """The encoder that `settings` name, with its cache on disk unless that is switched off.

    Raises as `load_encoder` does.
    """
    path = settings.cache_dir / FILE if settings.cache_dir else default_cache()
    return CachedEncoder(load_encoder(settings.model, settings.threads), path if settings.cache else None)

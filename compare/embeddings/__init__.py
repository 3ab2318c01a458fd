"""Texts to unit vectors: the encoder seam, its backends and their cache on disk."""

from __future__ import annotations

from compare.embeddings.blocks import encode_blocks
from compare.embeddings.cache import CachedEncoder, default_cache
from compare.embeddings.fast import FastMiniLM
from compare.embeddings.loading import DEFAULT, ORIGINAL, load_encoder, open_encoder
from compare.embeddings.protocol import Encoder, Vectors
from compare.embeddings.transformer import SentenceTransformerEncoder

__all__ = [
    "DEFAULT",
    "ORIGINAL",
    "CachedEncoder",
    "Encoder",
    "FastMiniLM",
    "SentenceTransformerEncoder",
    "Vectors",
    "default_cache",
    "encode_blocks",
    "load_encoder",
    "open_encoder",
]

"""Many texts in blocks, embedded by the workers of an engine; a cache stays with who asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from compare.embeddings.cache import CachedEncoder
from compare.embeddings.protocol import Encoder, Vectors
from compare.engines import HERE, Engine

__all__ = ["EMBEDDED_AT_ONCE", "encode_blocks"]

EMBEDDED_AT_ONCE = 256
"""Texts that are embedded together, by a worker where there are some: a second of work. The vectors of some
models hang in their last bits on what is embedded with a text: the same go together whoever embeds them."""


def encode_blocks(encoder: Encoder, texts: Sequence[str], engine: Engine = HERE) -> Iterator[Vectors]:
    """The unit vectors of distinct `texts`, in their order, in blocks of shape (texts, dimension).

    Of an encoder with a cache only what is not in it goes to the workers of `engine`, which need no cache; a
    run that is interrupted keeps what came back.
    """
    blocks = (texts[start : start + EMBEDDED_AT_ONCE] for start in range(0, len(texts), EMBEDDED_AT_ONCE))
    if isinstance(encoder, CachedEncoder):
        return encoder.encode_blocks(blocks, partial(engine.map, _encode, encoder.plain))
    return engine.map(_encode, encoder, blocks)


def _encode(encoder: Encoder, texts: Sequence[str]) -> Vectors:
    return encoder.encode(texts)

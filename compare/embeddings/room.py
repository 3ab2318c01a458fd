"""Where many vectors stand: in memory or, where they need more than is allowed, in a temporary file."""

from __future__ import annotations

import tempfile
from typing import BinaryIO, cast

import numpy as np

from compare.embeddings.protocol import Vectors
from compare.errors import writing

__all__ = ["room_for"]

MEGABYTE = 1_000_000
"""Bytes, as disks are measured."""

ZEROS = 1 << 20
"""Bytes that are written to a file at once."""


def room_for(rows: int, dimension: int, most_mb: int = 0) -> Vectors:
    """(rows, dimension) zeros; where they need more than `most_mb` megabytes, in a file of the system's
    folder for temporary ones, which goes with them. 0 sets no bound.

    Which of them are in memory the system decides then: it makes room by writing them to the file. Raises
    `WriteFailedError` where the disk has no room for all of them.
    """
    size = rows * dimension * np.dtype(np.float32).itemsize
    if not most_mb or size <= most_mb * MEGABYTE:
        return np.zeros((rows, dimension), dtype=np.float32)
    with (
        writing("vectors to a temporary file", "let TMPDIR name a folder that can be written to"),
        tempfile.TemporaryFile(prefix="crossclaim-") as file,
    ):
        # All of it is written now: what is found full later than this ends a process without a word.
        for start in range(0, size, ZEROS):
            file.write(bytes(min(ZEROS, size - start)))
        file.flush()
        held = np.memmap(cast(BinaryIO, file), dtype=np.float32, mode="r+", shape=(rows, dimension))
    return np.asarray(held)

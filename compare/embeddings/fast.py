"""all-MiniLM-L6-v2 in 8 bits on onnxruntime: no torch, a start within half a second.

The file in ``data/`` is written by ``scripts/convert_minilm.py`` from the published weights;
``data/NOTICE.md`` says how. Each text runs through the network alone. Its activations are
quantised with scales taken from that text only, so its vector cannot depend on what else is
encoded, and no time goes into padding. The texts are spread over threads instead.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from compare.embeddings.protocol import Vectors, clean, unit
from compare.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

DATA = Path(__file__).parent / "data"
MANIFEST = "manifest.json"
NAME = "all-MiniLM-L6-v2-int8"
MAX_CHARACTERS = 16_384
"""What is read of a text: far more than the model's 256 tokens, so that one huge line stays cheap."""
BLOCK = 4096
"""Texts handed to the threads at a time."""
ERRORS_ONLY = 3
"""onnxruntime's log severity that keeps warnings off stderr."""


class FastMiniLM:
    """The default encoder. `threads` is the number of texts in work at once (0: one per core).

    `weights` is the SHA-256 of the network's file, as the manifest has it.

    The network is read, and checked against its hash, when the first text needs it: a run that
    finds all its vectors in a cache never loads it.
    """

    name = NAME

    def __init__(self, threads: int = 0, folder: Path = DATA) -> None:
        self._folder = folder
        self._manifest = _manifest(folder)
        self.threads: int = threads if threads > 0 else _cores()
        self.dimension: int = int(self._manifest["dimension"])
        self.weights: str = str(self._manifest["model"]["sha256"])
        hashes = self.weights + self._manifest["tokenizer"]["sha256"]
        self.identity: str = f"{NAME}@{hashlib.sha256(hashes.encode()).hexdigest()[:16]}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of `texts`; text beyond 256 tokens is not read.

        Raises ModelError if the files of the model are missing or altered.
        """
        unique = {text: row for row, text in enumerate(dict.fromkeys(texts))}
        todo = list(unique)
        vectors = np.empty((len(todo), self.dimension), np.float32)
        if not todo:
            return vectors
        one = partial(_vector, self._session, self._tokenizer)
        if self.threads == 1 or len(todo) == 1:
            for row, text in enumerate(todo):
                vectors[row] = one(text)
        else:
            with ThreadPoolExecutor(self.threads) as pool:
                for start in range(0, len(todo), BLOCK):  # each text waiting in the pool costs memory
                    block = todo[start : start + BLOCK]
                    vectors[start : start + len(block)] = list(pool.map(one, block))
        return unit(vectors)[[unique[text] for text in texts]]

    @cached_property
    def _session(self) -> Any:
        model = _checked(self._folder, self._manifest["model"])
        import onnxruntime  # type: ignore[import-untyped]

        onnxruntime.set_default_logger_severity(ERRORS_ONLY)
        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.log_severity_level = ERRORS_ONLY
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        content = _checked(self._folder, self._manifest["tokenizer"])
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_buffer(content)
        tokenizer.no_padding()
        tokenizer.enable_truncation(int(self._manifest["max_tokens"]))
        return tokenizer


def _vector(session: Any, tokenizer: Tokenizer, text: str) -> Vectors:
    # Texts are tokenised one by one: the tokenizer's own thread pool warns when a process forks.
    ids = tokenizer.encode(clean(text[:MAX_CHARACTERS])).ids
    row: Vectors = session.run(None, {"ids": np.array([ids], np.int64)})[0][0]
    return row


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the built-in model in {folder} cannot be read ({error}); reinstall crossclaim, "
            "or name another model"
        ) from error
    return manifest


def _checked(folder: Path, entry: dict[str, Any]) -> bytes:
    """Return the bytes of a file of the manifest, or say that they are not the expected ones."""
    path = folder / str(entry["file"])
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"the model file {path} cannot be read ({error}); reinstall crossclaim") from error
    found = hashlib.sha256(content).hexdigest()
    if found != entry["sha256"]:
        raise ModelError(
            f"the model file {path} has sha256 {found[:12]}… and not {entry['sha256'][:12]}…: "
            "it was altered or cut short; reinstall crossclaim"
        )
    return content

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
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from compare.embeddings.protocol import Vectors, clean, unit
from compare.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

DATA = Path(__file__).parent / "data"
MANIFEST = "manifest.json"
MAX_CHARACTERS = 16_384
"""What is read of a text: far more than the model's 256 tokens, so that one huge line stays cheap."""
ERRORS_ONLY = 3
"""onnxruntime's log severity that keeps warnings off stderr."""


class FastMiniLM:
    """The default encoder. `threads` is the number of texts in work at once (0: one per core)."""

    def __init__(self, threads: int = 0, folder: Path = DATA) -> None:
        manifest = _manifest(folder)
        self.name: str = str(manifest["name"])
        self.dimension: int = int(manifest["dimension"])
        self.threads: int = threads if threads > 0 else _cores()
        model = _checked(folder, manifest["model"])
        tokenizer = _checked(folder, manifest["tokenizer"])
        digest = hashlib.sha256((manifest["model"]["sha256"] + manifest["tokenizer"]["sha256"]).encode())
        self.identity: str = f"{self.name}@{digest.hexdigest()[:16]}"
        self._session = _session(model)
        self._tokenizer = _tokenizer(tokenizer, int(manifest["max_tokens"]))

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of `texts`; text beyond 256 tokens is not read."""
        unique = {text: row for row, text in enumerate(dict.fromkeys(texts))}
        if not unique:
            return np.zeros((0, self.dimension), np.float32)
        if self.threads == 1 or len(unique) == 1:
            rows = [self._one(text) for text in unique]
        else:
            with ThreadPoolExecutor(self.threads) as pool:
                rows = list(pool.map(self._one, unique))
        return unit(np.stack(rows))[[unique[text] for text in texts]]

    def _one(self, text: str) -> Vectors:
        # Texts are tokenised one by one: the tokenizer's own thread pool warns when a process forks.
        ids = self._tokenizer.encode(clean(text[:MAX_CHARACTERS])).ids
        row: Vectors = self._session.run(None, {"ids": np.array([ids], np.int64)})[0][0]
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


def _session(model: bytes) -> Any:
    import onnxruntime  # type: ignore[import-untyped]

    onnxruntime.set_default_logger_severity(ERRORS_ONLY)
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = ERRORS_ONLY
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _tokenizer(content: bytes, max_tokens: int) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_buffer(content)
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens)
    return tokenizer

"""all-MiniLM-L6-v2 in 8 bits on onnxruntime: no torch, a start within half a second.

The file in ``data/`` is written by ``scripts/convert_minilm.py`` from the published weights;
``data/NOTICE.md`` says how. Each text runs through the network alone. Its activations are
quantised with scales taken from that text only, so its vector cannot depend on what else is
encoded, and no time goes into padding. The texts are spread over threads instead.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from compare.embeddings.marks import Span, unmarked, within
from compare.embeddings.protocol import Vectors, clean, unit
from compare.errors import ModelError
from compare.threads import cores

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


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of the model, each by its name and hash: what an encoder is, without what it has opened."""

    folder: Path
    model: tuple[str, str]
    tokenizer: tuple[str, str]
    max_tokens: int


class FastMiniLM:
    """The default encoder. `threads` is the number of texts in work at once (0: one per core).

    `weights` is the SHA-256 of the network's file, as the manifest has it.

    The network is read, and checked against its hash, when the first text needs it: a run that
    finds all its vectors in a cache never loads it. An encoder does not hold it, so that it can be sent to
    another process at any time; there the network is read again.
    """

    name = NAME
    reads_marks = True

    def __init__(self, threads: int = 0, folder: Path = DATA) -> None:
        manifest = _manifest(folder)
        model, tokenizer = (
            (str(manifest[part]["file"]), str(manifest[part]["sha256"])) for part in ("model", "tokenizer")
        )
        self._files = _Files(folder, model, tokenizer, int(manifest["max_tokens"]))
        self._threads = threads
        self.dimension: int = int(manifest["dimension"])
        self.weights: str = model[1]
        self.identity: str = f"{NAME}@{hashlib.sha256((model[1] + tokenizer[1]).encode()).hexdigest()[:16]}"

    @property
    def threads(self) -> int:
        """Texts in work at once: at most one for each core, and one in a worker among others."""
        return min(self._threads, cores()) if self._threads > 0 else cores()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of `texts`; text beyond 256 tokens is not read.

        The vector of a marked part is the mean of the vectors that its word pieces have in the last layer,
        where they know of the whole text; a text and its parts go through the network once.

        Raises ModelError if the files of the model are missing or altered.
        """
        unique = {text: row for row, text in enumerate(dict.fromkeys(texts))}
        vectors = np.empty((len(unique), self.dimension), np.float32)
        if not unique:
            return vectors
        todo: defaultdict[str, list[tuple[int, Span | None]]] = defaultdict(list)
        for text, row in unique.items():
            plain, span = unmarked(text)
            todo[plain].append((row, span))
        asked = [(text, [span for _, span in parts]) for text, parts in todo.items()]
        rows = [[row for row, _ in parts] for parts in todo.values()]
        one = partial(_vectors, _session(self._files), _tokenizer(self._files))
        threads = self.threads
        if threads == 1 or len(asked) == 1:
            for at, item in zip(rows, asked, strict=True):
                vectors[at] = one(item)
        else:
            with ThreadPoolExecutor(threads) as pool:
                for start in range(0, len(asked), BLOCK):  # each text waiting in the pool costs memory
                    block = slice(start, start + BLOCK)
                    for at, found in zip(rows[block], pool.map(one, asked[block]), strict=True):
                        vectors[at] = found
        return unit(vectors)[[unique[text] for text in texts]]


@lru_cache(maxsize=1)
def _session(files: _Files) -> Any:
    """The network, opened once in a process."""
    model = _checked(files.folder, *files.model)
    import onnxruntime  # type: ignore[import-untyped]

    onnxruntime.set_default_logger_severity(ERRORS_ONLY)
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = ERRORS_ONLY
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=1)
def _tokenizer(files: _Files) -> Tokenizer:
    content = _checked(files.folder, *files.tokenizer)
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_buffer(content)
    tokenizer.no_padding()
    tokenizer.enable_truncation(files.max_tokens)
    return tokenizer


def _vectors(session: Any, tokenizer: Tokenizer, asked: tuple[str, Sequence[Span | None]]) -> Vectors:
    """(parts, dimension) for each part of a text that is asked for, None for the whole; a part that is not
    read has the vector of the whole."""
    text, spans = asked
    # Texts are tokenised one by one: the tokenizer's own thread pool warns when a process forks.
    read = tokenizer.encode(clean(text[:MAX_CHARACTERS]))
    outputs = ["pooled"] if all(span is None for span in spans) else ["pooled", "pieces"]
    whole, *pieces = session.run(outputs, {"ids": np.array([read.ids], np.int64)})
    found = np.repeat(whole, len(spans), axis=0)
    for row, span in enumerate(spans):
        if span is not None and (held := within(read.offsets, span)):
            found[row] = pieces[0][0, held].mean(axis=0)
    return found


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the built-in model in {folder} cannot be read ({error}); reinstall crossclaim, "
            "or name another model"
        ) from error
    return manifest


def _checked(folder: Path, file: str, wanted: str) -> bytes:
    """Return the bytes of a file of the manifest, or say that they are not the `wanted` ones."""
    path = folder / file
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"the model file {path} cannot be read ({error}); reinstall crossclaim") from error
    found = hashlib.sha256(content).hexdigest()
    if found != wanted:
        raise ModelError(
            f"the model file {path} has sha256 {found[:12]}… and not {wanted[:12]}…: "
            "it was altered or cut short; reinstall crossclaim"
        )
    return content

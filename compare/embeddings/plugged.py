"""Encoders that other packages bring, held to what an encoder promises."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from compare.embeddings.marks import reads_marks
from compare.embeddings.protocol import Encoder, Vectors
from compare.entry_points import MARK, Group, Plugin, failed, find, make
from compare.errors import PluginError

_LONGEST = 100_000
"""Numbers of a vector at most: more than any model has, and less than what would fill the memory."""
_OFF = 1e-3
"""By how much the length of a vector may miss one: sixteen bits round by less."""


class PluggedEncoder:
    """The encoder of a plug-in. Its identity begins with "plugin:", so that no cache takes it for another's.

    Raises `SettingsError` where no such plug-in is installed, `PluginError` where it is none or answers with
    what are no unit vectors of its dimension.
    """

    def __init__(self, name: str) -> None:
        self._plugin = find(Group.ENCODERS, name)
        self._encoder, self.dimension, identity = _checked(self._plugin)
        self.name = f"{MARK}{name}"
        self.reads_marks = reads_marks(self._encoder)
        self.identity = f"{self.name}@{identity}"

    def __reduce__(self) -> tuple[Callable[[str, str], PluggedEncoder], tuple[str, str]]:
        """By its name: the package brings it in another process as well."""
        return _again, (self.name.removeprefix(MARK), self.identity)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The unit vectors of `texts`, shape (len(texts), dimension)."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        try:
            rows = np.asarray(self._encoder.encode(list(texts)), np.float32)
        except (Exception, SystemExit) as error:
            raise failed(self._plugin, f"failed on {len(texts)} texts", error) from error
        wanted = (len(texts), self.dimension)
        if rows.shape != wanted:
            raise PluginError(f"{self._plugin} gave vectors of shape {rows.shape}; allowed: {wanted}")
        lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows, dtype=np.float64))
        if not (np.abs(lengths - 1) <= _OFF).all():  # also where one is no number
            worst = lengths[int(np.argmax(~(np.abs(lengths - 1) <= _OFF)))]
            raise PluginError(f"{self._plugin} gave a vector of length {worst:g}; allowed: unit vectors")
        return rows


def _again(name: str, identity: str) -> PluggedEncoder:
    """The encoder that another process has by this name. Raises `PluginError` where it is another one."""
    found = PluggedEncoder(name)
    if found.identity != identity:
        raise PluginError(
            f"the encoder of a worker is {found.identity!r} and not {identity!r}; install the same"
        )
    return found


def _checked(plugin: Plugin) -> tuple[Encoder, int, str]:
    """The encoder with its dimension and identity. Raises `PluginError`."""
    made = make(plugin)
    try:
        if not isinstance(made, Encoder):
            raise PluginError(
                f"{plugin} is no encoder: it needs name, identity, dimension and encode, see docs/plugins.md"
            )
        size, identity = int(made.dimension), str(made.identity)
    except PluginError:
        raise
    except Exception as error:
        raise failed(plugin, "cannot say what it is", error) from error
    if not 1 <= size <= _LONGEST or not identity:
        raise PluginError(
            f"{plugin} has dimension {size} and identity {identity!r:.40}; allowed: a whole number from 1 to "
            f"{_LONGEST}, and text"
        )
    return made, size, identity

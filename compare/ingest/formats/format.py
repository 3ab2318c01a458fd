"""What is known of a format that is read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec

from compare.ingest.items import Reader

__all__ = ["Format"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read.

    Of a format with `rows` a file holds many articles, each with what is known of it; of the others a file is
    an article, which an index may describe. `extra` is what pip installs besides, for `modules`.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Reader
    rows: bool = False
    extra: str = ""
    modules: tuple[str, ...] = ()

    @property
    def missing(self) -> str:
        """What brings the reader that is not installed, in words; "" where all is there."""
        return f"pip install 'crossclaim[{self.extra}]'" if any(map(_is_missing, self.modules)) else ""


@cache
def _is_missing(module: str) -> bool:
    return find_spec(module) is None

"""A list of words and their lemmas in the user's cache, as a trie that opens at once.

simplemma reads its list of English in a fifth of a second and holds it in fifty megabytes; the trie takes
one. Its own cache of tries is not used: it is written in place and read without a checksum, and what is left
of a file after a loss of power may end the process.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from compare.user_cache import cache_file, keep

if TYPE_CHECKING:
    from marisa_trie import BytesTrie  # type: ignore[import-not-found]

__all__ = ["kept_list"]

_DIGEST = 32
"""Bytes before the trie by which it is known to be whole."""


class _Trie(Mapping[str, str]):
    """The words of a trie, with what stands behind each."""

    def __init__(self, trie: BytesTrie) -> None:
        self._trie = trie

    def __getitem__(self, word: str) -> str:
        found: list[bytes] = self._trie[word]
        return found[0].decode()

    def __iter__(self) -> Iterator[str]:
        yield from self._trie.iterkeys()

    def __len__(self) -> int:
        return len(self._trie)


def kept_list(name: str, make: Callable[[], Mapping[str, str]]) -> Mapping[str, str]:
    """What `make` gives, a word's lemma by the word, from the file `name` in the user's cache where it is
    there; else as it is made, and kept there for the next process."""
    place = cache_file(name)
    if place is not None and (found := _opened(place)) is not None:
        return found
    plain = make()
    if place is not None and keep(place, b""):  # making a trie takes longer than the list without it
        from marisa_trie import BytesTrie

        trie = BytesTrie((word, lemma.encode()) for word, lemma in plain.items()).tobytes()
        keep(place, hashlib.sha256(trie).digest() + trie)
    return plain


def _opened(place: Path) -> _Trie | None:
    """The trie in a file; None where it is not there, or not as it was written."""
    try:
        content = place.read_bytes()
    except OSError:
        return None
    known, trie = content[:_DIGEST], content[_DIGEST:]
    if hashlib.sha256(trie).digest() != known:
        return None
    from marisa_trie import BytesTrie

    return _Trie(BytesTrie().frombytes(trie))

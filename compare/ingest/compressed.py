"""Files that are compressed as one stream, and bombs among them."""

from __future__ import annotations

import io
import lzma
import zlib
from collections.abc import Callable
from typing import IO

__all__ = ["COMPRESSED", "MAX_RATIO", "SMALL", "decompressed", "is_bomb"]

MAX_RATIO = 200
"""How many times its size a file may unpack to: news packs to a fifth or a tenth."""
SMALL = 10_000_000
"""Bytes up to which a file may unpack at any ratio."""
_XZ_MEMORY = 256_000_000
"""Memory that unpacking .xz may take; its highest level takes a quarter of it."""
_CHUNK = 65_536
"""Bytes that are unpacked at once."""


def is_bomb(unpacked: int, packed: int) -> bool:
    """Whether so many bytes of so few are more than news can be."""
    return unpacked > SMALL and unpacked > MAX_RATIO * max(packed, 1)


def decompressed(opener: Callable[[], IO[bytes]], suffix: str) -> Callable[[], IO[bytes]]:
    """An opener of what a compressed file holds. What is damaged or a bomb raises `ValueError`."""

    def open_it() -> IO[bytes]:
        raw = opener()
        return io.BufferedReader(_Unpacked(raw, COMPRESSED[suffix](raw), suffix), _CHUNK)

    return open_it


class _Xz:
    """The bytes of an .xz file, with a limit on memory."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self._unpacker: lzma.LZMADecompressor | None = None
        self._rest = b""

    def read(self, size: int) -> bytes:
        while True:
            if self._unpacker is None or self._unpacker.eof:
                self._rest = self._unpacker.unused_data if self._unpacker else b""
                self._rest = self._rest or self._raw.read(_CHUNK)
                if not self._rest.strip(b"\0"):
                    return b""
                self._unpacker = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
            elif self._unpacker.needs_input:
                self._rest = self._raw.read(_CHUNK)
                if not self._rest:
                    raise EOFError("it ends too early")
            data = self._unpacker.decompress(self._rest, size)
            self._rest = b""
            if data:
                return data


def _gzip(raw: IO[bytes]) -> IO[bytes]:
    import gzip

    return gzip.GzipFile(fileobj=raw)  # type: ignore[return-value]


def _bzip2(raw: IO[bytes]) -> IO[bytes]:
    import bz2

    return bz2.BZ2File(raw)


COMPRESSED: dict[str, Callable[[IO[bytes]], IO[bytes] | _Xz]] = {".gz": _gzip, ".bz2": _bzip2, ".xz": _Xz}
"""Suffixes of compressed files, with what unpacks their bytes."""


class _Unpacked(io.RawIOBase):
    """What comes out of a compressed stream, counted."""

    def __init__(self, raw: IO[bytes], inner: IO[bytes] | _Xz, suffix: str) -> None:
        self._raw, self._inner, self._suffix, self._count = raw, inner, suffix, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._inner.read(len(buffer))
        except (OSError, EOFError, lzma.LZMAError, zlib.error) as error:
            raise ValueError(f"cannot be unpacked as {self._suffix} ({error})") from None
        self._count += len(data)
        if is_bomb(self._count, self._raw.tell()):
            raise ValueError(f"unpacks to more than {MAX_RATIO} times its size; such a file is not read")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._raw.close()
        super().close()

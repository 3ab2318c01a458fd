"""What zip archives hold, read as if it lay in a folder; bombs and locked files are not read."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from compare.ingest.compressed import MAX_RATIO, SMALL, is_bomb
from compare.ingest.fields import OnProblem
from compare.models import Problem

__all__ = ["ARCHIVES", "Archives", "archive_of", "checked_zip"]

ARCHIVES = (".zip", ".wacz")
"""Suffixes of archives whose files are read."""

MAX_MEMBERS = 200_000
"""Files of an archive at most."""

MAX_UNPACKED = 20_000_000_000
"""Bytes that an archive may unpack to in all."""

_LOCKED = 0x1
"""The flag of a member that is encrypted."""


def checked_zip(stream: IO[bytes]) -> zipfile.ZipFile:
    """A zip archive that is no bomb as a whole. Raises `ValueError`."""
    try:
        archive = zipfile.ZipFile(stream)
        infos = archive.infolist()
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError, RecursionError, EOFError) as error:
        raise ValueError(f"is no readable zip archive ({error})") from None
    unpacked, packed = sum(i.file_size for i in infos), sum(i.compress_size for i in infos)
    size = stream.seek(0, 2)
    if len(infos) > MAX_MEMBERS or unpacked > MAX_UNPACKED or is_bomb(unpacked, min(packed, size)):
        raise ValueError(
            f"unpacks to {unpacked} bytes in {len(infos)} files, more than {MAX_RATIO} times its size or "
            f"{MAX_UNPACKED} bytes or {MAX_MEMBERS} files; such an archive is not read"
        )
    return archive


def archive_of(path: Path) -> Path | None:
    """The archive that the path of a member leads into; None for a file of its own.

    Raises `OSError`, `ValueError` for a path that no file can have.
    """
    return next((p for p in path.parents if p.suffix.lower() in ARCHIVES and p.is_file()), None)


class Archives:
    """The members of archives by their path, which is the archive's with the member's behind it.

    One archive is open at a time. Close it when all is read.
    """

    def __init__(self) -> None:
        self._members: dict[Path, tuple[Path, str]] = {}
        self._open: tuple[Path, zipfile.ZipFile, IO[bytes]] | None = None

    def members(self, path: Path, on_problem: OnProblem) -> Iterator[tuple[Path, int]]:
        """The files of the archive at `path` that can be read, with their sizes.

        Raises `ValueError`, `OSError`.
        """
        for info in self._archive(path).infolist():
            name = PurePosixPath(info.filename.replace("\\", "/"))
            if info.is_dir():
                continue
            if name.is_absolute() or ".." in name.parts or not name.parts:
                on_problem(Problem(str(path), f'holds "{info.filename[:80]}", which leads outside; left out'))
                continue
            inner = path.joinpath(*name.parts)
            if why := _refused(info):
                on_problem(Problem(str(inner), f"{why}; left out"))
                continue
            self._members[inner] = (path, info.filename)
            yield inner, info.file_size

    def opener(self, inner: Path) -> Callable[[], IO[bytes]]:
        """An opener of a member that `members` has named."""
        path, name = self._members[inner]

        def open_it() -> IO[bytes]:
            try:
                return _Member(self._archive(path).open(name), inner)  # type: ignore[return-value]
            except (
                zipfile.BadZipFile,
                NotImplementedError,
                RuntimeError,
                EOFError,
                KeyError,
                zlib.error,
            ) as error:
                raise ValueError(f"cannot be unpacked ({error})") from None

        return open_it

    def holds(self, inner: Path) -> bool:
        """Whether `inner` is the path of a member."""
        return inner in self._members

    def close(self) -> None:
        """Close the archive that is open."""
        if self._open is not None:
            self._open[1].close()
            self._open[2].close()
            self._open = None

    def _archive(self, path: Path) -> zipfile.ZipFile:
        if self._open is None or self._open[0] != path:
            self.close()
            stream = path.open("rb")
            try:
                self._open = (path, checked_zip(stream), stream)
            except BaseException:
                stream.close()
                raise
        return self._open[1]


class _Member:
    """A member's stream, whose damage is a `ValueError`."""

    def __init__(self, stream: IO[bytes] | zipfile.ZipExtFile, inner: Path) -> None:
        self._stream, self._inner = stream, inner

    def __enter__(self) -> _Member:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def __getattr__(self, name: str) -> object:
        found = getattr(self._stream, name)
        if name not in ("read", "readline", "readinto", "seek", "read1"):
            return found

        def guarded(*args: object) -> object:
            try:
                return found(*args)
            except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
                raise ValueError(f"cannot be unpacked ({error})") from None

        return guarded


def _refused(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _LOCKED:
        return "is locked by a password; unpack it"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link"
    if info.file_size > SMALL and is_bomb(info.file_size, info.compress_size):
        return f"unpacks to more than {MAX_RATIO} times its size; such a file is not read"
    return ""

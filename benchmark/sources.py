"""The public collections that the articles come from, read from a clone, a folder or an archive.

A text is made of a file by one small rule for each collection; what the labels count in is the result.
"""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

LONGEST_FIELD = 10_000_000
"""Characters of a field of a table: the longest article has some 30,000."""


class Files:
    """The files of a place, by their paths in the repository, whatever stands before these."""

    def __init__(self, names: Iterator[str] | list[str], read: Callable[[str], bytes]) -> None:
        self._read = read
        self._ends: defaultdict[str, list[str]] = defaultdict(list)
        for name in names:
            self._ends[name.rsplit("/", 1)[-1]].append(name)

    def names(self) -> list[str]:
        """All files, in order."""
        return sorted(name for names in self._ends.values() for name in names)

    def read(self, path: str) -> bytes | None:
        """The bytes of the file at `path` in the repository; None where there is none, or more than one."""
        known = self._ends.get(path.rsplit("/", 1)[-1], [])
        found = [name for name in known if name == path or name.endswith("/" + path)]
        return self._read(found[0]) if len(found) == 1 else None


def open_files(place: Path) -> Files:
    """The files of a folder, a git repository (bare, too), a zip or a tar. Raises `SystemExit`."""
    if place.is_file() and zipfile.is_zipfile(place):
        packed = zipfile.ZipFile(place)
        return Files(packed.namelist(), packed.read)
    if place.is_file() and tarfile.is_tarfile(place):
        return _tar(place)
    for kept in (place / ".git", place):
        # Of a clone what was committed: git may have changed the ends of lines in the files beside it.
        if (kept / "HEAD").is_file() and (kept / "objects").is_dir():
            return _repository(kept)
    if place.is_dir():
        names = [path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()]
        return Files(names, lambda name: (place / name).read_bytes())
    raise SystemExit(
        f"{place} is no folder, git repository, zip or tar; give a clone or a downloaded archive"
    )


def _repository(kept: Path) -> Files:
    names = _git(kept, "ls-tree", "-r", "-z", "--name-only", "HEAD").decode().split("\0")
    return Files(names, lambda name: _git(kept, "cat-file", "blob", f"HEAD:{name}"))


def _git(place: Path, *words: str) -> bytes:
    found = subprocess.run(["git", "--git-dir", str(place), *words], capture_output=True, check=False)
    if found.returncode:
        raise SystemExit(f"git cannot read {place}: {found.stderr.decode(errors='replace').strip()[:200]}")
    return found.stdout


def _tar(place: Path) -> Files:
    with tarfile.open(place) as packed:
        held = {
            member.name: file.read()
            for member in packed
            if member.isfile() and (file := packed.extractfile(member)) is not None
        }
    return Files(list(held), held.__getitem__)


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds of an article, before `skip` is taken off, and its title where the file has one."""

    text: str
    title: str = ""


def read_article(files: Files, collection: str, file: str, row: str) -> Found | None:
    """An article of one of the `READERS`; None where the file or the row is not there."""
    data = files.read(file)
    return None if data is None else READERS[collection](data, row)


def _fnc(data: bytes, row: str) -> Found | None:
    body = _bodies(data).get(row)
    return None if body is None else Found(body)


@lru_cache(maxsize=2)
def _bodies(data: bytes) -> dict[str, str]:
    csv.field_size_limit(LONGEST_FIELD)
    rows = csv.DictReader(io.StringIO(data.decode(), newline=""))
    return {row["Body ID"]: row["articleBody"] for row in rows}


def _basil(data: bytes, row: str) -> Found:
    del row
    page = json.loads(data)
    return Found("\n\n".join(" ".join(lines) for lines in page["body-paragraphs"]), page["title"])


def _wcl(data: bytes, row: str) -> Found:
    del row
    return Found(data.decode("utf-8-sig"))


def _ecb(data: bytes, row: str) -> Found:
    """Sentences a line, without the first, which is the address; tokens glued as below."""
    del row
    sentences: defaultdict[int, list[str]] = defaultdict(list)
    for token in ElementTree.fromstring(data).iter("token"):
        sentences[int(token.get("sentence", "0"))].append(token.text or "")
    return Found("\n".join(_glued(" ".join(sentences[n])) for n in sorted(sentences)[1:]))


def _glued(line: str) -> str:
    line = re.sub(r" ([,.;:!?)\]%’])", r"\1", line)
    line = re.sub(r"([(\[]) ", r"\1", line)
    return line.replace("U. S.", "U.S.").replace(" ''", '"').replace("''", '"')


READERS: dict[str, Callable[[bytes, str], Found | None]] = {
    "fnc": _fnc,
    "basil": _basil,
    "wcl": _wcl,
    "ecb": _ecb,
}
"""How an article of each collection is made of its file."""

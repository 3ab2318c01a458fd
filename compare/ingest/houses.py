"""The `sources.csv` of a newsroom: which hosts are which outlet, of which house, and which are agencies."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from compare.ingest.cells import read_rows
from compare.ingest.columns import folded
from compare.ingest.fields import OnProblem
from compare.ingest.items import Blob
from compare.ingest.outlets import Outlet, host_of, with_outlet
from compare.models import Article, Problem

if TYPE_CHECKING:
    from compare.ingest.files import Found

__all__ = ["Houses"]

_FIELDS = {
    "host": ("host", "domain", "site", "url"),
    "name": ("name", "source", "outlet"),
    "group": ("group", "house", "owner"),
    "agency": ("agency", "is_agency"),
}
_YES = frozenset({"yes", "y", "true", "1", "x", "agency"})
_LARGEST = 20_000_000
"""Bytes of a list of outlets at most."""


@dataclass(frozen=True, slots=True)
class Houses:
    """Outlets by host and by the letters of their name, and the words by which texts credit agencies."""

    outlets: dict[str, Outlet] = field(default_factory=dict)
    credits: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, files: Iterable[Found], named: Path | None, on_problem: OnProblem) -> Houses:
        """The lists of outlets among `files`, and the one that is named. Problems are told."""
        from compare.ingest.files import OUTLETS

        blobs = [found.blob for found in files if found.path.name.lower() == OUTLETS]
        if named is not None:
            blobs.append(Blob(named, ".csv", named.stem, lambda: named.open("rb")))
        houses = cls()
        for blob in blobs:
            try:
                houses._add(blob, on_problem, asked=blob.path == named)
            except (OSError, ValueError) as error:
                if blob.path == named:
                    reason = getattr(error, "strerror", None) or str(error)
                    on_problem(Problem(str(blob.path), f"{reason}; no outlet is known from it", fatal=True))
        return houses

    @staticmethod
    def is_list(blob: Blob) -> bool:
        """Whether a `sources.csv` is a list of outlets, and no table of articles."""
        try:
            header = next(read_rows(blob.path, blob.data(_LARGEST), lambda _: None), (0, []))[1]
        except (OSError, ValueError):
            return False
        return _is_header(header)

    def apply(self, article: Article) -> Article:
        """`article` with the name and the house of its outlet."""
        return with_outlet(article, self.outlets, self.credits)

    def _add(self, blob: Blob, on_problem: OnProblem, *, asked: bool) -> None:
        rows = read_rows(blob.path, blob.data(_LARGEST), on_problem)
        header = next(rows, (0, []))[1]
        if not _is_header(header):
            if asked:
                raise ValueError("has no columns host and name or group; write host,name,group,agency")
            return
        places = {name: _place(header, names) for name, names in _FIELDS.items()}
        for number, cells in rows:
            row = {
                name: cells[place].strip() if place is not None and place < len(cells) else ""
                for name, place in places.items()
            }
            host = host_of(row["host"])
            if row["host"] and not host:
                what = f'host "{row["host"][:40]}" is none; write it as valleytimes.com; the row is left out'
                on_problem(Problem(f"{blob.path} row {number}", what))
                continue
            if not host and not row["name"]:
                what = "names neither a host nor an outlet; the row is left out"
                on_problem(Problem(f"{blob.path} row {number}", what))
                continue
            outlet = Outlet(row["name"], row["group"], row["agency"].casefold() in _YES)
            if host:
                self.outlets[host] = outlet
            if outlet.name:
                self.outlets[folded(outlet.name)] = outlet
                if outlet.agency:
                    self._credit(outlet)

    def _credit(self, outlet: Outlet) -> None:
        """The words by which a text says that it is the agency's: "(Reuters)", "(Reuters) -", "© Reuters"."""
        house = outlet.group or outlet.name
        for words in (f"({outlet.name})", f"© {outlet.name}", f"By {outlet.name}", f"Source: {outlet.name}"):
            self.credits[words] = house


def _is_header(header: list[str]) -> bool:
    found = {name for name, names in _FIELDS.items() if _place(header, names) is not None}
    is_table = any(re.fullmatch("text|content|body", folded(name)) for name in header)
    return "host" in found and bool(found & {"name", "group"}) and not is_table


def _place(header: list[str], names: tuple[str, ...]) -> int | None:
    known = [folded(name) for name in header]
    return next((known.index(folded(name)) for name in names if folded(name) in known), None)

"""Reports as files and text: facts.json, claims.csv, report.md, report.html and the terminal's table."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from compare.models import VerdictKind

if TYPE_CHECKING:
    from compare.reports.report_view import ReportView

__all__ = ["FILES", "render", "write_atomically", "write_report"]

FILES = {"facts": "facts.json", "csv": "claims.csv", "md": "report.md", "html": "report.html"}
"""The formats that a report is written in, and their file names."""


def render(seen: ReportView, form: str, only: Collection[VerdictKind] = ()) -> bytes:
    """The bytes of a report in one of the `FILES` formats.

    ``only`` limits what the pages for readers list; facts.json and claims.csv are always whole.
    """
    return b"".join(pieces(seen, form, only))


def pieces(seen: ReportView, form: str, only: Collection[VerdictKind] = ()) -> Iterable[bytes]:
    """The same, facts.json and claims.csv fact by fact: as wholes they take more room than the facts."""
    if form == "facts":
        from compare.reports.json_ import facts_pieces

        return (piece.encode() for piece in facts_pieces(seen))
    if form == "csv":
        from compare.reports.csv_ import claims_pieces

        return claims_pieces(seen)
    return [_page(seen, form, only)]


def _page(seen: ReportView, form: str, only: Collection[VerdictKind]) -> bytes:
    if form == "md":
        from compare.reports.markdown import report_markdown

        return report_markdown(seen, only).encode()
    if form == "html":
        from compare.reports.html import report_html

        return report_html(seen, only).encode()
    raise ValueError(f"no format {form!r}; there are {', '.join(FILES)}")


def write_report(
    seen: ReportView,
    folder: Path,
    formats: Collection[str] = tuple(FILES),
    only: Collection[VerdictKind] = (),
) -> list[Path]:
    """Write a report into `folder`, which is made where it is missing; the paths written, in order.

    Each file is replaced as a whole, so that a reader never sees half of one. Raises `OSError`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # Pages are made before any file is replaced; the others are made as they are written.
    contents = {folder / name: pieces(seen, form, only) for form, name in FILES.items() if form in formats}
    for path, content in contents.items():
        write_atomically(path, content)
    return list(contents)


def write_atomically(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Replace `path` by `content`, a whole or its pieces, at once, by way of a temporary file beside it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines([content] if isinstance(content, bytes) else content)
        # mkstemp makes files for the owner alone; a report has the permissions of any new file.
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise

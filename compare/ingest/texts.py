"""Front matter and headings of plain text and Markdown."""

from __future__ import annotations

import re

from compare.ingest.fields import Metadata, OnProblem, metadata
from compare.models import Problem

_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
_OPENED = re.compile(r"---[ \t]*\n[A-Za-z_]{1,30}:(?: |\n)")
MAX_FRONT = 50_000
"""Characters of front matter at most: what is longer is text."""
_HEADING = re.compile(r"^#[ \t]+(?P<title>\S.*?)[ \t#]*$", re.M)


def front_matter(text: str, where: str, on_problem: OnProblem) -> tuple[Metadata, str]:
    """Cut YAML front matter off a text; what starts with a rule but is no mapping stays text."""
    match = _FRONT.match(text[:MAX_FRONT]) if text.startswith("---") else None
    if match is None:
        if _OPENED.match(text):
            what = "the front matter is opened with --- and never closed; kept as text: close it with ---"
            on_problem(Problem(where, what))
        return Metadata(), text
    import yaml

    try:
        # BaseLoader makes strings of everything: no dates that cannot be, no objects
        found = yaml.load(match["yaml"], Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        on_problem(Problem(where, f"the front matter is no YAML ({first}); kept as text"))
        return Metadata(), text
    if not isinstance(found, dict):
        return Metadata(), text
    row: dict[str, object] = {str(key): value for key, value in found.items() if isinstance(key, str)}
    return metadata(row, where, on_problem), text[match.end() :]


def markdown_title(text: str) -> str:
    """The first heading of the first level."""
    match = _HEADING.search(text[:5_000])
    return match["title"].strip() if match else ""

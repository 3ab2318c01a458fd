"""Plain text and Markdown, with their front matter and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.ingest.decode import clean, decode, universal
from compare.ingest.fields import Metadata, OnProblem, metadata
from compare.ingest.formats.addresses import is_address_list, refused
from compare.ingest.items import Blob, Item, Listeners, ReadOptions
from compare.models import DateOrder, Problem

_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
_OPENED = re.compile(r"---[ \t]*\n[A-Za-z_]{1,30}:(?: |\n)")
MAX_FRONT = 50_000
"""Characters of front matter at most: what is longer is text."""
_HEADING = re.compile(r"^#[ \t]+(?P<title>\S.*?)[ \t#]*$", re.M)


def read(blob: Blob, options: ReadOptions, listeners: Listeners) -> Iterator[Item]:
    """Yield the article of a text, without its front matter."""
    text, remark = decode(blob.data(options.max_bytes))
    where = str(blob.path)
    if remark:
        listeners.problem(Problem(where, remark))
    front, text = front_matter(clean(universal(text)), where, listeners.problem, options.dates)
    if not text.strip():
        raise ValueError("has no text")
    if is_address_list(text.splitlines()):
        raise ValueError(refused())
    own = Metadata(title=markdown_title(text)) if blob.suffix != ".txt" else Metadata()
    yield Item(front.then(own), text, where)


def front_matter(
    text: str, where: str, on_problem: OnProblem, order: DateOrder = DateOrder.OPEN
) -> tuple[Metadata, str]:
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
        found = yaml.load(match["yaml"], Loader=yaml.BaseLoader)  # noqa: S506 # nosec B506
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        on_problem(Problem(where, f"the front matter is no YAML ({first}); kept as text"))
        return Metadata(), text
    if not isinstance(found, dict):
        return Metadata(), text
    row: dict[str, object] = {str(key): value for key, value in found.items() if isinstance(key, str)}
    return metadata(row, where, on_problem, order), text[match.end() :]


def markdown_title(text: str) -> str:
    """The first heading of the first level."""
    match = _HEADING.search(text[:5_000])
    return match["title"].strip() if match else ""

"""XML: feeds, NITF and NewsML-G2, told by their root."""

from __future__ import annotations

from collections.abc import Iterator

from compare.ingest.decode import clean
from compare.ingest.fields import Metadata
from compare.ingest.formats import feed, newsml, nitf
from compare.ingest.formats.guard import parsing
from compare.ingest.formats.xml_tree import local, parsed
from compare.ingest.items import Blob, Item, Listeners, ReadOptions
from compare.ingest.rows import with_id
from compare.models import Problem


def read(blob: Blob, options: ReadOptions, listeners: Listeners) -> Iterator[Item]:
    """Yield the articles of an XML file of a kind that is known."""
    data = blob.data(options.max_bytes)
    if _looks_like_feed(data):
        yield from feed.read(blob, options, listeners)
        return
    found: list[tuple[Metadata, str]] = []
    with parsing("XML"):
        root = parsed(data)
        name = local(root)
        if name == "nitf":
            found = [nitf.story(root)]
        elif name in newsml.ROOTS:
            found = list(newsml.stories(root))
    if not found:
        raise ValueError(
            f"is XML of the kind <{name[:40]}>, which is not read; allowed: RSS, Atom, NITF, NewsML-G2"
        )
    for number, (known, text) in enumerate(found, 1):
        where = str(blob.path) if len(found) == 1 else f"{blob.path} entry {number}"
        if text.strip():
            own = with_id(known, blob.stem if len(found) == 1 else f"{blob.stem}#{number}")
            yield Item(own, clean(text), where)
        else:
            listeners.problem(Problem(where, "has no text; left out"))


def _looks_like_feed(data: bytes) -> bool:
    """Whether the first element is that of a feed; feeds are often no sound XML, so their bytes are asked."""
    head = data[:4_096]
    at = min((place for root in feed.ROOTS if (place := _opened(head, root)) >= 0), default=-1)
    other = min(
        (place for root in ("nitf", *newsml.ROOTS) if (place := _opened(head, root)) >= 0), default=-1
    )
    return at >= 0 and (other < 0 or at < other)


def _opened(head: bytes, root: str) -> int:
    places = (head.find(f"<{prefix}{root}{end}".encode()) for prefix in ("", "rdf:") for end in " >\n\r\t")
    return min((place for place in places if place >= 0), default=-1)

"""NewsML-G2, in which agencies send stories, by lxml; a message may hold several."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from compare.ingest.dates import parse_date
from compare.ingest.fields import Metadata
from compare.ingest.formats import nitf
from compare.ingest.formats.xml_tree import local, words
from compare.ingest.markup import plain, text_of

__all__ = ["ROOTS", "stories"]

ROOTS = frozenset({"newsItem", "newsMessage", "packageItem"})
"""Names of the root of a document."""


def stories(root: Any) -> Iterator[tuple[Metadata, str]]:
    """What each story of a document says of itself, and its text; pictures and films have none."""
    for item in root.iter():
        if local(item) == "newsItem":
            yield _known(item), _text(item)


def _known(item: Any) -> Metadata:
    dates = [_first(item, name) for name in ("contentCreated", "firstCreated", "versionCreated")]
    return Metadata(
        id=item.get("guid", ""),
        source=_name(item, "infoSource") or _name(item, "provider") or _first(item, "copyrightHolder"),
        title=_first(item, "headline") or _first(item, "title"),
        published=parse_date(next(filter(None, dates), "")),
        url=next((e.get("href", "") for e in item.iter() if _is_page(e)), ""),
    )


def _is_page(element: Any) -> bool:
    return local(element) == "link" and str(element.get("href", "")).startswith("http")


def _text(item: Any) -> str:
    """The text of the content, which is NITF or HTML, or plain."""
    for content in item.iter():
        name = local(content)
        if name == "inlineData" and words(content):
            raw = "".join(content.itertext())
            return plain(raw).strip()
        if name != "inlineXML":
            continue
        for root in content:
            if local(root) == "nitf":
                return nitf.story(root)[1]
            if local(root):
                body = next((e for e in root.iter() if local(e) == "body"), root)
                return text_of(body)
    return ""


def _first(item: Any, name: str) -> str:
    return next((words(e) for e in item.iter() if local(e) == name and words(e)), "")


def _name(item: Any, name: str) -> str:
    """The name of a party, in words or as a literal."""
    for element in item.iter():
        if local(element) == name:
            found = words(element) or element.get("literal", "")
            if found:
                return " ".join(found.split())
    return ""

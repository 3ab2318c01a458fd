"""An article of what is known of it, filled up by what only the text itself can tell."""

from __future__ import annotations

from dataclasses import replace

from compare.ingest.dates import head_date
from compare.ingest.fields import Metadata
from compare.ingest.items import Item
from compare.ingest.language import identify
from compare.ingest.outlets import clean_name, host_of, without_site
from compare.ingest.stubs import extent_of
from compare.models import Article, Extent

__all__ = ["article_of"]


def article_of(item: Item, index: Metadata, stem: str, path: str) -> Article:
    """The article of an item: what an `index` says of it counts before what it says itself; `stem` is its id
    where neither has one, `path` where it was read."""
    own, host = item.known, host_of(item.known.url)
    source = index.source or (clean_name(own.source, host, own.title) or host or own.source)
    known = replace(index.then(own).then(Metadata(id=stem)), source=source)
    text = item.text
    return Article(
        id=known.id,
        text=text,
        source=source,
        title=without_site(known.title, source, host),
        published=known.published or head_date(text),
        url=known.url,
        language=known.language or identify(text),
        path=path,
        extent=item.extent if item.extent is not Extent.WHOLE else extent_of(text),
        pages=item.pages,
    )

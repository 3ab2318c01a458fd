"""What tables, programs and services call the fields of an article, and which columns of a table are read.

Names are compared by their letters and digits alone: "Article Text" and "article_text" are one. The lists
hold the names of news APIs, crawlers, extractors and archives, as their documentation gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

__all__ = ["NAMES", "SUMMARIES", "Columns", "accepted", "columns", "find_columns", "folded", "overlooked"]

NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "plain_text", "maintext", "full_text", "body_text", "article_text", "article_body",
             "article_content", "content", "content_text", "body", "article", "text_cleaned", "raw_text",
             "content.rendered", "content_html", "TD", "LP"),
    "id": ("id", "article_id", "uid", "unit_id", "guid", "stories_id", "story_id", "uuid", "AN"),
    "source": ("source", "source.name", "source_name", "source.title", "publication", "publication_name",
               "publisher", "publisher.name", "outlet", "media_name", "media.name", "newspaper",
               "news_source", "meta_site_name", "site_name", "sitename", "source-hostname", "site",
               "media", "provider", "provider.name", "SN", "domain", "source_domain",
               "source.domain", "hostname"),
    "title": ("title", "headline", "article_title", "web_title", "headline.main", "title.rendered", "HD"),
    "published": ("published", "published_at", "publication_date", "published_date", "publish_date",
                  "date_published", "date_publish", "publishing_date", "pub_date", "published_on",
                  "publish_time", "published_time", "published_timestamp", "web_publication_date",
                  "first_published", "date", "article_date", "datetime", "seendate", "PD", "load_date",
                  "timestamp", "indexed_date"),
    "url": ("url", "link", "article_url", "source_url", "canonical", "canonical_url", "canonical_link",
            "requested_url", "html.requested_url", "article_source_link", "web_url", "permalink",
            "original_url", "final_url", "source_link"),
    "language": ("language", "lang", "language_code", "in_language", "article_language", "meta_lang", "LA"),
    "file": ("file", "filename", "file_name", "path"),
}  # fmt: skip
"""Accepted names of each field, best first."""

SUMMARIES = ("description", "summary", "abstract", "lead_paragraph", "snippet", "excerpt", "Hlead",
             "short_description", "trail_text", "standfirst", "teaser", "meta_description")  # fmt: skip
"""Names of what stands for a text where there is none; such an article is marked as a summary."""

_HINTS = {
    "text": ("text", "body", "content", "paragraph"),
    "published": ("date", "publish", "time"),
    "source": ("source", "outlet", "publisher", "newspaper"),
    "url": ("url", "link"),
    "title": ("title", "headline"),
}
"""What a column's name holds that may be one of ours under a name that is not known."""

_WRAPPERS = frozenset(
    {"fields", "source", "attributes", "article", "document", "metadata", "data", "content"}
)
"""Objects in a row of JSON that only hold the row's fields; "_source" is one that search engines write."""


_ENVELOPE = "_source"
"""The object of a search engine that holds a row, and is no source."""


def folded(name: object) -> str:
    """The letters and digits of a name, in one case."""
    return re.sub(r"[\W_]+", "", str(name).casefold())


_KNOWN = {field: tuple(map(folded, names)) for field, names in NAMES.items()}
_SUMMARIES = tuple(map(folded, SUMMARIES))
_TAKEN = frozenset(name for names in _KNOWN.values() for name in names) | set(_SUMMARIES)


def accepted(field: str) -> str:
    """The names of a field for a message."""
    return ", ".join(name for name in NAMES[field] if name.islower())


@dataclass(frozen=True, slots=True)
class Columns:
    """For each field the columns of a table that may give it, best first; `summaries` stand for a text."""

    fields: Mapping[str, tuple[str, ...]]
    summaries: tuple[str, ...] = ()

    def first(self) -> dict[str, str]:
        """The best column of each field."""
        return {field: names[0] for field, names in self.fields.items()}


def find_columns(names: Iterable[object], chosen: Mapping[str, str] | None = None) -> Columns:
    """The columns of each field among `names`; `chosen` are the columns that the user names for fields."""
    present: dict[str, str] = {}
    for name in names:
        if name is not None and (key := folded(name)):
            if not str(name).startswith(_ENVELOPE):
                present.setdefault(key, str(name))
            present.setdefault(_unwrapped(str(name)), str(name))
    fields = {}
    for field, known in _KNOWN.items():
        own = (chosen or {}).get(field)
        if own is not None:
            found = tuple(present[key] for key in (folded(own),) if key in present)
        else:
            found = tuple(dict.fromkeys(present[key] for key in known if key in present))
        if found:
            fields[field] = found
    taken = {name for found in fields.values() for name in found}
    summaries = tuple(present[key] for key in _SUMMARIES if key in present and present[key] not in taken)
    return Columns(fields, () if "text" in (chosen or {}) else summaries)


def _unwrapped(name: str) -> str:
    """The name of a field without the objects that only wrap it: "fields.bodyText" is "bodyText"."""
    parts = name.split(".")
    while len(parts) > 1 and folded(parts[0]) in _WRAPPERS and "name" not in map(folded, parts[1:]):
        parts = parts[1:]
    return folded(".".join(parts))


def columns(names: Iterable[object]) -> dict[str, str]:
    """Map each field that `names` has to the name used for it."""
    return find_columns(names).first()


def overlooked(names: Iterable[object], given: Iterable[str]) -> list[tuple[str, str, bool]]:
    """Names that look like one of a field that is not `given`, each with the field; they are not read.

    The last of each says that the name is nearly one of ours: a slip of the pen.
    """
    missing = [field for field in _KNOWN if field not in set(given) | {"file"}]
    known = {name: field for field in missing for name in _KNOWN[field]}
    found = []
    for name in dict.fromkeys(str(name) for name in names if name is not None):
        key = folded(name)
        if not key or key in _TAKEN:
            continue
        near = get_close_matches(key, known, n=1, cutoff=0.8)
        hinted = [f for f in missing if any(hint in key for hint in _HINTS.get(f, ()))]
        if near or hinted:
            found.append((name, known[near[0]] if near else hinted[0], bool(near)))
    return found

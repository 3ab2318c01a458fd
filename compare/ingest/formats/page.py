"""Main text and metadata of an HTML page, by trafilatura."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from compare.ingest.dates import parse_date
from compare.ingest.decode import clean, decode
from compare.ingest.fields import Metadata
from compare.ingest.items import Blob, Item, Listeners, ReadOptions
from compare.ingest.outlets import clean_name, host_of
from compare.models import Problem

__all__ = ["read", "read_page"]

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)


def read(blob: Blob, options: ReadOptions, listeners: Listeners) -> Iterator[Item]:
    """Yield the article of a page."""
    known, text, remark = read_page(blob.data(options.max_bytes))
    where = str(blob.path)
    if remark:
        listeners.problem(Problem(where, remark))
    if not text.strip():
        raise ValueError("no main text was found in the page")
    yield Item(known, text, where, names_itself=True)


def read_page(data: bytes, url: str = "", charset: str = "") -> tuple[Metadata, str, str]:
    """Return what the page says about itself, its main text ("" if none is found), and a remark.

    `url` and `charset` are what the page was served with, where that is known. The language is left to the
    text: what a page declares is often the default of the site's software.
    """
    declared = _DECLARED.search(data[:4_096])
    markup, remark = decode(data, charset or (declared[1].decode("ascii") if declared else ""))
    page = _extract(clean(markup))
    if page is None:
        return Metadata(url=url), "", remark
    address = url or _line(page.get("url"))
    host, title = host_of(address), _line(page.get("title"))
    known = Metadata(
        source=clean_name(_line(page.get("sitename")), host, title)
        or host
        or host_of(_line(page.get("hostname"))),
        title=title,
        published=parse_date(page["date"]) if page.get("date") else None,
        url=address,
    )
    return known, clean(str(page.get("text") or "")), remark


def _extract(markup: str) -> dict[str, Any] | None:
    import trafilatura

    logger = logging.getLogger("trafilatura")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        for recall in (False, True):
            page = trafilatura.bare_extraction(
                markup,
                favor_recall=recall,
                include_comments=False,
                with_metadata=True,
                date_extraction_params={"extensive_search": False, "original_date": True},
            )
            if page is not None:
                found: dict[str, Any] = page if isinstance(page, dict) else page.as_dict()
                if found.get("text"):
                    return found
    except Exception:  # noqa: BLE001 - a page is hostile input, and its parsers raise what they like
        return None
    finally:
        logger.setLevel(level)
    return None


def _line(value: object) -> str:
    return " ".join(clean(str(value)).split()) if value else ""

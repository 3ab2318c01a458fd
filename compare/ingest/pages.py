"""Main text and metadata of an HTML page, by trafilatura."""

from __future__ import annotations

import logging
import re
from typing import Any

from compare.ingest.dates import parse_date
from compare.ingest.decode import clean, decode
from compare.ingest.fields import Metadata

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)


def read_page(data: bytes) -> tuple[Metadata, str, str]:
    """Return what the page says about itself, its main text ("" if none is found), and a remark.

    The language is left to the text: what a page declares is often the default of the site's software.
    """
    declared = _DECLARED.search(data[:4_096])
    markup, remark = decode(data, declared[1].decode("ascii") if declared else "")
    page = _extract(clean(markup))
    if page is None:
        return Metadata(), "", remark
    known = Metadata(
        source=_line(page.get("sitename")) or _line(page.get("hostname")),
        title=_line(page.get("title")),
        published=parse_date(page["date"]) if page.get("date") else None,
        url=_line(page.get("url")),
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

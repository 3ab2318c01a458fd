"""NITF, in which newsrooms and agencies exchange stories, by lxml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from compare.ingest.dates import parse_date
from compare.ingest.fields import Metadata
from compare.ingest.formats.xml_tree import local, words

__all__ = ["story"]

_PARAGRAPHS = frozenset({"p", "hl2", "li", "quote"})
"""Elements that are a paragraph each."""

_SILENT = frozenset({"media", "media-caption", "table", "fn"})


def story(root: Any) -> tuple[Metadata, str]:
    """What a story in NITF says of itself, and its text."""
    known = Metadata(
        source=_attribute(root, "pubdata", "name") or _text(root, "distributor") or _holder(root),
        title=_text(root, "hl1") or _text(root, "title"),
        published=parse_date(
            _attribute(root, "pubdata", "date.publication")
            or _attribute(root, "date.issue", "norm")
            or _attribute(root, "date.release", "norm")
        ),
        url=_attribute(root, "pubdata", "ex-ref"),
        id=_attribute(root, "doc-id", "id-string"),
    )
    body = next((e for e in root.iter() if local(e) == "body.content"), root)
    return known, "\n".join(_paragraphs(body))


def _paragraphs(body: Any) -> Iterator[str]:
    """The paragraphs of a body that are not in a picture's caption or a table."""
    for element in body.iter():
        above = [local(each) for each in element.iterancestors()]
        if local(element) in _PARAGRAPHS and not (_PARAGRAPHS | _SILENT) & set(above):
            line = words(element)
            if line:
                yield line


def _holder(root: Any) -> str:
    return _attribute(root, "doc.copyright", "holder")


def _text(root: Any, name: str) -> str:
    return next((words(e) for e in root.iter() if local(e) == name and words(e)), "")


def _attribute(root: Any, name: str, attribute: str) -> str:
    found = (e.get(attribute, "") for e in root.iter() if local(e) == name)
    return next((" ".join(value.split()) for value in found if value), "")

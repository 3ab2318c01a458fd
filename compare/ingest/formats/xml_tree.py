"""XML that may be hostile, read without entities, document types and the network."""

from __future__ import annotations

from typing import Any

__all__ = ["local", "parsed", "words"]


def parsed(data: bytes) -> Any:
    """The root of a document. Raises what lxml raises."""
    import lxml.etree

    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    return lxml.etree.fromstring(data, parser)


def local(element: Any) -> str:
    """The name of an element without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def words(element: Any) -> str:
    """The text of an element and what is in it, on one line."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""

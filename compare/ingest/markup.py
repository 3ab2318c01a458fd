"""Text of a piece of HTML in a field: paragraphs become lines."""

from __future__ import annotations

import re

__all__ = ["is_markup", "plain"]

_TAGS = re.compile(r"</(?:p|div|li|h[1-6]|span|a|em|strong|b|i)\s*>|<br\s*/?>|<p(?:\s[^>]{0,200})?>", re.I)
_BLOCKS = (
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "blockquote",
    "figure",
    "section",
    "article",
)
_SILENT = ("script", "style", "noscript", "iframe", "figcaption", "svg", "template")


def is_markup(text: str) -> bool:
    """Whether a field holds HTML and not plain text."""
    return "<" in text and _TAGS.search(text) is not None


def plain(text: str) -> str:
    """The text of a piece of HTML; what is no HTML stays as it is."""
    if not is_markup(text):
        return text
    import lxml.etree
    import lxml.html

    try:
        tree = lxml.html.fragment_fromstring(text, create_parent="div")
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return text
    return text_of(tree)


def text_of(tree: object) -> str:
    """The text of a parsed piece of HTML, a line a paragraph."""
    parts: list[str] = []
    _collect(tree, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _collect(tree: object, parts: list[str]) -> None:
    import lxml.etree

    for event, element in lxml.etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        name = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        silent = not name or any(a.tag in _SILENT for a in element.iterancestors()) or name in _SILENT
        if event == "start":
            if name in _BLOCKS or name == "br":
                parts.append("\n")
            if not silent and element.text:
                parts.append(element.text.replace("\n", " "))
        else:
            if name in _BLOCKS:
                parts.append("\n")
            if (
                element is not tree
                and element.tail
                and not any(a.tag in _SILENT for a in element.iterancestors())
            ):
                parts.append(element.tail.replace("\n", " "))

"""Formats that other packages bring: a file of its suffix loads one, what it raises is told of the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from compare.entry_points import Group, Plugin, find, installed, load, named
from compare.errors import PluginError
from compare.ingest.decode import clean
from compare.ingest.fields import Metadata, scalar
from compare.ingest.formats.format import Format
from compare.ingest.items import Blob, Item, Listeners, Reader, ReadOptions

_TEXTS = ("id", "source", "title", "url", "language")


def plugged_suffixes() -> list[str]:
    """The suffixes that plug-ins are named after, each with its dot; none of them is loaded."""
    return [f".{name}" for name in installed(Group.READERS)]


@cache
def plugged_format(suffix: str) -> Format | None:
    """The format that a plug-in is named after, which is loaded; None where there is none.

    Raises `PluginError` where it cannot be loaded or is no `Format` of this suffix.
    """
    name = suffix.removeprefix(".")
    if name not in installed(Group.READERS):
        return None
    plugin = find(Group.READERS, name)
    found = load(plugin)
    if not isinstance(found, Format) or suffix not in found.suffixes:
        raise PluginError(f"{plugin} is no Format with the suffix {suffix!r}, see docs/plugins.md")
    return Format(found.name, found.suffixes, _held(found.read, plugin), found.rows)


def _held(read: Reader, plugin: Plugin) -> Reader:
    """`read`, held to what a reader may raise and give."""

    def reading(blob: Blob, options: ReadOptions, listeners: Listeners) -> Iterator[Item]:
        try:
            for item in read(blob, options, listeners):
                yield _sound(item)
        except (OSError, ValueError):
            raise
        except (Exception, SystemExit) as error:
            raise ValueError(f"{plugin} failed on it ({named(error)})") from error

    return reading


def _sound(item: object) -> Item:
    """`item` of text and a day, as those of our readers are; what no file can hold is replaced, one for one.

    Raises `TypeError` for what is no such item.
    """
    if not isinstance(item, Item) or not isinstance(item.known, Metadata):
        raise TypeError(f"it gave {type(item).__name__}, not Item with Metadata")
    known, day = item.known, item.known.published
    texts: dict[str, Any] = {name: getattr(known, name) for name in _TEXTS}
    if wrong := [name for name, text in {**texts, "text": item.text}.items() if not isinstance(text, str)]:
        raise TypeError(f"the {wrong[0]} of an item is no text")
    if day is not None and type(day) is not date:
        raise TypeError(f"published of an item is {type(day).__name__}; allowed: datetime.date or None")
    plain = Metadata(published=day, **{name: scalar(text) for name, text in texts.items()})
    return replace(item, known=plain, text=clean(item.text), where=str(item.where))

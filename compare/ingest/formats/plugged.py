"""Formats that other packages bring: a file of its suffix loads one, what it raises is told of the file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from compare.entry_points import Group, Plugin, find, installed, load
from compare.errors import PluginError
from compare.ingest.formats.format import Format
from compare.ingest.items import Blob, Item, Listeners, Reader, ReadOptions

_WORDS = 200
"""Characters of an error of a plug-in that are told."""


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
                if not isinstance(item, Item):
                    raise TypeError(f"it gave {type(item).__name__}, not Item")
                yield item
        except (OSError, ValueError):
            raise
        except Exception as error:
            words = " ".join(str(error).split())[:_WORDS]
            raise ValueError(f"{plugin} failed on it ({type(error).__name__}: {words})") from error

    return reading

"""What a language's rules know by heart: word lists and tables, kept as data files in ``lang/<code>/data/``.

A file of words is plain text: words part at blanks and line ends, or, where phrases have blanks of their own,
at line ends alone. ``#`` begins a comment; the first one says where the list comes from. Tables are TOML; in
one of word lists, a string holds words and an array holds phrases. Long tables have a row on each line, its
cells parted by tabs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["phrases", "rows", "table", "word_lists", "words"]


@cache
def words(language: str, name: str) -> frozenset[str]:
    """The words of the list `name`, such as ``words("en", "function_words")``."""
    return frozenset(word for line in _lines(language, name) for word in line.split())


@cache
def phrases(language: str, name: str) -> tuple[str, ...]:
    """The lines of the list `name` in their order, each of one or more words."""
    return tuple(_lines(language, name))


@cache
def table(language: str, name: str) -> Mapping[str, Any]:
    """The table `name`; nobody changes it."""
    return tomllib.loads(_text(language, f"{name}.toml"))


@cache
def word_lists(language: str, name: str) -> Mapping[str, frozenset[str]]:
    """The lists of the table `name` by their keys: the words of a string, the phrases of an array."""
    return {
        key: frozenset(entry.split() if isinstance(entry, str) else entry)
        for key, entry in table(language, name).items()
    }


@cache
def rows(language: str, name: str) -> tuple[tuple[str, ...], ...]:
    """The cells of each row of the tab-separated table `name`."""
    lines = _text(language, f"{name}.tsv").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


def _lines(language: str, name: str) -> list[str]:
    stripped = (line.partition("#")[0].strip() for line in _text(language, f"{name}.txt").splitlines())
    return [line for line in stripped if line]


def _text(language: str, file: str) -> str:
    return files("compare.lang").joinpath(language, "data", file).read_text(encoding="utf-8")

"""JSON files: an array of articles, an object that holds them, or one article."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from compare.ingest.columns import find_columns
from compare.ingest.decode import decode
from compare.ingest.fields import Metadata, scalar
from compare.ingest.formats import lines
from compare.ingest.formats.addresses import is_address_list, refused
from compare.ingest.items import MAX_TABLE_BYTES, Blob, Item, Listeners, ReadOptions
from compare.ingest.rows import Cells, articles_of
from compare.models import Problem

CONTAINERS = ("articles", "results", "response", "docs", "items", "data", "hits", "stories", "news",
              "documents", "entries", "value", "posts", "records", "rows", "@graph")  # fmt: skip
"""Fields of an object that hold the articles, in the answers of news services; looked for in this order."""

_DEEPEST = 3
"""Objects within objects at most on the way to the articles: "response", "hits", "hits"."""


def read(blob: Blob, options: ReadOptions, listeners: Listeners) -> Iterator[Item]:
    """Yield the articles of a JSON file; one that is JSON lines by another name is read as such."""
    text, remark = decode(blob.data(MAX_TABLE_BYTES))
    try:
        tree = json.loads(text)
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    except ValueError as error:
        if "Extra data" in str(error) and text.lstrip()[:1] == "{":
            yield from lines.read(blob, options, listeners)
            return
        raise ValueError(f"is no JSON ({error})") from None
    if remark:
        listeners.problem(Problem(str(blob.path), remark))
    rows = _rows(tree, options.columns)
    if rows is None:
        if isinstance(tree, list) and all(isinstance(x, str) for x in tree) and is_address_list(tree):
            raise ValueError(refused())
        has = f" (it has: {', '.join(map(str, tree))[:200]})" if isinstance(tree, dict) else ""
        raise ValueError(f"is a JSON {lines.json_name(tree)} without articles{has}")
    yield from articles_of(_cells(rows, blob, listeners), blob, options, listeners, _feed(tree))


def read_lines(blob: Blob, options: ReadOptions, listeners: Listeners) -> Iterator[Item]:
    """Yield the articles of JSON lines; a file of that name that is one JSON document is read as such."""
    with blob.open() as stream:
        head = stream.readline(100).strip()
    if head in (b"[", b"{") or head.startswith(b"[{"):
        try:
            json.loads(decode(blob.data(MAX_TABLE_BYTES))[0])
        except (ValueError, RecursionError):
            pass
        else:
            yield from read(blob, options, listeners)
            return
    yield from lines.read(blob, options, listeners)


def _cells(rows: list[object], blob: Blob, listeners: Listeners) -> Iterator[Cells]:
    for number, row in enumerate(rows, 1):
        where = str(blob.path) if len(rows) == 1 else f"{blob.path} article {number}"
        if isinstance(row, dict):
            yield Cells(number, where, row)
        else:
            what = f"is a JSON {lines.json_name(row)}, not an object; left out"
            listeners.problem(Problem(where, what))


def _rows(tree: object, chosen: Mapping[str, str], depth: int = 0) -> list[object] | None:
    """The rows of a document; None where it holds none."""
    if isinstance(tree, list):
        return tree if any(isinstance(row, dict) for row in tree) else None
    if not isinstance(tree, dict) or not tree or depth > _DEEPEST:
        return None
    choice = find_columns(tree, chosen)
    texts = [tree[name] for name in (*choice.fields.get("text", ()), *choice.summaries)]
    if any(isinstance(text, str) and text.strip() for text in texts):
        held = next((tree[name] for name in CONTAINERS if isinstance(tree.get(name), list)), None)
        if held is None or not any(isinstance(row, dict) for row in held):
            return [tree]
    for name in CONTAINERS:
        found = _rows(tree[name], chosen, depth + 1) if name in tree else None
        if found is not None:
            return found
    if any(isinstance(text, dict) and "sections" not in text for text in texts):
        return _of_columns(tree)
    values = list(tree.values())
    if all(isinstance(value, dict) for value in values):
        return [{"id": key, **value} for key, value in tree.items()]
    return [tree] if texts else None


def _of_columns(tree: Mapping[str, object]) -> list[object]:
    """The rows of a table that is kept by column, as pandas writes it: {"text": {"0": …}}."""
    keys: dict[str, None] = {}
    for column in tree.values():
        if isinstance(column, dict):
            keys |= dict.fromkeys(column)
    return [{n: c.get(key) for n, c in tree.items() if isinstance(c, dict)} for key in keys]


def _feed(tree: object) -> Metadata:
    """What a JSON Feed says of all its items: its title is the outlet's."""
    if isinstance(tree, dict) and "jsonfeed.org" in scalar(tree.get("version")):
        return Metadata(source=scalar(tree.get("title")), language=scalar(tree.get("language")))
    return Metadata()

"""Make the labels of the golds of events, for those who keep them: places instead of quotes.

    python -m benchmark.make_labels --shared ../shared --fnc PLACE --basil PLACE --wcl PLACE --ecb PLACE

Writes articles.jsonl, facts.jsonl, pairs.jsonl and splits.json to benchmark/labels. Each PLACE is a clone or
an archive of a collection, since the labels say where in it an article stands. Questions, reasons and quotes
of the golds stay behind.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmark.labels import FOLDER, HASH, ArticleRef, line_of, rows_of, text_hash, without_blanks
from benchmark.sources import READERS, Files, open_files, read_article

SETS = ("discrepancies", "events")
MOST_WORDS = 6
"""Words of a value that is written out; a longer one is a sentence, and `says` stands for it."""
MOST_CHARS = 48
SEED = "crossclaim benchmark 1"
SPLIT = ("train", "test", "train", "dev", "test", "train")
"""Of six events of one collection, in the order of their hashes."""


@dataclass(frozen=True, slots=True)
class Gold:
    """What one set of the shared data holds."""

    name: str
    texts: Mapping[str, Mapping[str, str]]
    rows: Mapping[str, Any]


def read_gold(shared: Path, name: str) -> Gold:
    """The gold of one set."""
    texts = {row["id"]: row for row in rows_of(shared / "data" / f"{name}.articles.jsonl")}
    rows = json.loads((shared / "data" / f"{name}.gold.json").read_text(encoding="utf-8"))
    return Gold(name, texts, rows)


def place_of(key: str, names: Mapping[tuple[str, str], str]) -> tuple[str, str, str]:
    """Collection, file and row of an article, by the form of its id."""
    if found := re.fullmatch(r"f\d+-(\d+)", key):
        return "fnc", "competition_test_bodies.csv", found[1]
    if found := re.fullmatch(r"e(\d+)-(\w+)", key):
        return "wcl", names["wcl", f"{found[1]}_{found[2]}"], ""
    if found := re.fullmatch(r"ecb-(\d+)-(\d+)plus", key):
        return "ecb", f"ECB+/{found[1]}/{found[1]}_{found[2]}ecbplus.xml", ""
    return "basil", names["basil", key], ""


def file_names(basil: Files, basil_names: list[str], wcl_names: list[str]) -> dict[tuple[str, str], str]:
    """The files that an id does not name by itself: BASIL's by story and outlet, NewsWCL50's by event."""
    found = {}
    for name in basil_names:
        page = json.loads(basil.read(name) or b"{}")
        found["basil", f"{page['triplet-uuid'][:8]}-{page['source'].lower()}"] = name
    for name in wcl_names:
        found["wcl", name.rsplit("/", 1)[-1].split(".")[0]] = name
    return found


def article_refs(
    gold: Gold, files: Mapping[str, Files], names: Mapping[tuple[str, str], str]
) -> Iterator[ArticleRef]:
    """Where the articles of a set are. Raises `SystemExit` where a text is not in its collection."""
    events = {key: event["event"] for event in gold.rows["events"] for key in event["articles"]}
    for key, row in gold.texts.items():
        if key not in events:
            continue
        collection, file, number = place_of(key, names)
        found = read_article(files[collection], collection, file, number)
        text = row["text"]
        skip = found.text.find(text) if found is not None else -1
        if skip < 0:
            raise SystemExit(f"{key}: {file} does not hold its text")
        about = [row.get(name, "") for name in ("source", "published", "url")]
        place = (key, events[key], gold.name, collection, file, number, skip, len(text), text_hash(text))
        yield ArticleRef(*place, *about)


def facts(gold: Gold) -> Iterator[dict[str, object]]:
    """The facts of a set, with places instead of quotes."""
    for row in gold.rows["facts"]:
        known: dict[str, int] = {}
        silent = row["facet"] == "quotation" or row.get("value_kind") == "wording"
        mentions = [
            {
                **span(gold, mention),
                "says": known.setdefault(str(mention.get("value")), len(known)),
                "value": "" if silent else short(str(mention.get("value") or "")),
                "soft": bool(mention.get("soft")),
            }
            for mention in row["mentions"]
        ]
        kept = [without_blanks(mention) for mention in mentions]
        names = {name: row[name] for name in ("event", "id", "facet", "verdict")}
        cause = row["cause"] if row["verdict"] == "differ" else ""
        yield {**names, "cause": cause, "kind": row.get("value_kind", ""), "mentions": kept}


def short(value: str) -> str:
    """The value, or "" where it is longer than a few words."""
    return value if len(value.split()) <= MOST_WORDS and len(value) <= MOST_CHARS else ""


def span(gold: Gold, row: Mapping[str, str]) -> dict[str, object]:
    """The place of a quote."""
    text = gold.texts[row["article"]]["text"]
    start = text.find(row["quote"])
    if start < 0:
        raise SystemExit(f"{gold.name}: {row['article']} does not hold one of its quotes")
    digest = text_hash(row["quote"])[:HASH]
    return {"article": row["article"], "start": start, "end": start + len(row["quote"]), "sha256": digest}


def pairs(gold: Gold) -> Iterator[dict[str, object]]:
    """The pairs that must not meet, and those that one can argue about."""
    for label in ("distinct", "arguable"):
        for row in gold.rows[label]:
            yield {
                "event": row["event"],
                "label": label,
                "a": span(gold, row["a"]),
                "b": span(gold, row["b"]),
            }


def splits(refs: list[ArticleRef]) -> dict[str, list[str]]:
    """Events by split: within each collection in the order of a hash, so that nobody chose them."""
    found: dict[str, list[str]] = {"train": [], "dev": [], "test": []}
    for collection in READERS:
        own = sorted(
            {ref.event for ref in refs if ref.collection == collection},
            key=lambda event: hashlib.sha256(f"{SEED}:{event}".encode()).hexdigest(),
        )
        for place, event in enumerate(own):
            found[SPLIT[place % len(SPLIT)]].append(event)
    return {name: sorted(events) for name, events in found.items()}


def write(out: Path, golds: list[Gold], refs: list[ArticleRef]) -> None:
    """Write all files of labels."""
    lines = {
        "articles.jsonl": [asdict(ref) for ref in refs],
        "facts.jsonl": [row for gold in golds for row in facts(gold)],
        "pairs.jsonl": [row for gold in golds for row in pairs(gold)],
    }
    for name, rows in lines.items():
        text = "".join(map(line_of, rows))
        (out / name).write_text(text, encoding="utf-8")
    text = json.dumps(splits(refs), indent=1) + "\n"
    (out / "splits.json").write_text(text, encoding="utf-8")


def main() -> None:
    """Read the golds and the collections, and write the labels."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    for collection in READERS:
        parser.add_argument(f"--{collection}", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=FOLDER)
    args = parser.parse_args()
    files = {collection: open_files(getattr(args, collection)) for collection in READERS}
    basil = [n for n in files["basil"].names() if "data/articles/" in n]
    wcl = [n for n in files["wcl"].names() if "1-raw-articles/event_" in n]
    names = file_names(files["basil"], basil, wcl)
    golds = [read_gold(args.shared, name) for name in SETS]
    write(args.out, golds, [ref for gold in golds for ref in article_refs(gold, files, names)])


if __name__ == "__main__":
    main()

"""Rebuild the articles of the benchmark from the public collections that hold them, and check every text.

    python -m benchmark.rebuild --out DATA --fnc PLACE --basil PLACE --wcl PLACE --ecb PLACE

Each PLACE is a clone of the collection's repository, a folder or a downloaded archive (zip, tar); the file
labels/collections.json names the repositories. Nothing is downloaded. Collections that are not given are
left out, and said so. An article whose text has not the SHA-256 of the labels is not written.

DATA/data/ gets, for each of the two sets, NAME.articles.jsonl and NAME.gold.json, in the form that
``scripts/measure_differences.py --shared DATA`` and the baselines read. Ends with 1 where an article of a
given collection could not be rebuilt.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmark.labels import FOLDER, ArticleRef, LabelledFact, Labels, Span, load_labels, text_hash
from benchmark.sources import READERS, Files, open_files, read_article


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """An article: its text, or why there is none."""

    ref: ArticleRef
    text: str = ""
    title: str = ""
    missing: str = ""

    @property
    def row(self) -> dict[str, str]:
        """The article as a line of the data, without what is unknown."""
        ref = self.ref
        known = {"title": self.title, "published": ref.published, "url": ref.url}
        kept = {name: value for name, value in known.items() if value}
        return {"id": ref.id, "source": ref.source, **kept, "text": self.text}


def rebuild(ref: ArticleRef, files: Files) -> Rebuilt:
    """One article from the files of its collection."""
    try:
        found = read_article(files, ref.collection, ref.file, ref.row)
    except (ValueError, KeyError, TypeError, SyntaxError) as error:
        return Rebuilt(ref, missing=f"{ref.file} cannot be read ({type(error).__name__})")
    if found is None:
        row = f", row {ref.row}" if ref.row else ""
        return Rebuilt(ref, missing=f"{ref.file}{row} is not there")
    text = found.text[ref.skip : ref.skip + ref.chars]
    if text_hash(text) != ref.sha256:
        return Rebuilt(ref, missing=f"{ref.file} holds another text (SHA-256 {text_hash(text)[:12]}…)")
    return Rebuilt(ref, text, found.title or found.text[: ref.skip].strip())


def rebuild_all(labels: Labels, places: Mapping[str, Files]) -> list[Rebuilt]:
    """All articles; those of a collection that is not given are missing."""
    return [
        rebuild(ref, places[ref.collection])
        if ref.collection in places
        else Rebuilt(ref, missing=f"the collection {ref.collection} was not given")
        for ref in labels.articles.values()
    ]


def gold_of(labels: Labels, texts: Mapping[str, str]) -> dict[str, list[object]]:
    """The gold with quotes, of the facts and pairs whose texts are all there."""
    events = [{"event": event, "articles": keys} for event, keys in labels.events.items()]
    found: dict[str, list[object]] = {"events": list(events), "facts": [], "distinct": [], "arguable": []}
    for fact in labels.facts:
        if all(mention.span.article in texts for mention in fact.mentions):
            found["facts"].append(_fact_row(fact, texts))
    for pair in labels.pairs:
        if pair.a.article in texts and pair.b.article in texts:
            sides = {side: _quote(span, texts) for side, span in (("a", pair.a), ("b", pair.b))}
            found[pair.label].append({"event": pair.event, "why": pair.label, **sides})
    return found


def _quote(span: Span, texts: Mapping[str, str]) -> dict[str, str]:
    return {"article": span.article, "quote": texts[span.article][span.start : span.end]}


def _fact_row(fact: LabelledFact, texts: Mapping[str, str]) -> dict[str, object]:
    row: dict[str, object] = {"event": fact.event, "id": fact.id, "question": fact.id, "facet": fact.facet}
    row |= {"verdict": fact.verdict, "cause": fact.cause, "value_kind": fact.kind}
    row["mentions"] = [
        {**_quote(m.span, texts), "value": m.value or f"says {m.says}", **({"soft": True} if m.soft else {})}
        for m in fact.mentions
    ]
    return {name: value for name, value in row.items() if value != ""}


def write(out: Path, labels: Labels, articles: Iterable[Rebuilt]) -> None:
    """Write articles and gold of each set."""
    whole = [article for article in articles if not article.missing]
    texts = {article.ref.id: article.text for article in whole}
    folder = out / "data"
    folder.mkdir(parents=True, exist_ok=True)
    for name in dict.fromkeys(ref.set for ref in labels.articles.values()):
        rows = [article.row for article in whole if article.ref.set == name]
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{name}.articles.jsonl").write_text(lines, encoding="utf-8")
        own = labels.only(frozenset(ref.event for ref in labels.articles.values() if ref.set == name))
        gold = json.dumps(gold_of(own, texts), ensure_ascii=False)
        (folder / f"{name}.gold.json").write_text(gold, encoding="utf-8")


def said(articles: Sequence[Rebuilt], given: Iterable[str]) -> list[str]:
    """What was rebuilt and what was not, a line for each article of a given collection that is missing."""
    given = list(given)
    lines = [f"{a.ref.id}: {a.missing}" for a in articles if a.missing and a.ref.collection in given]
    whole, every = (
        Counter(article.ref.collection for article in some)
        for some in ([a for a in articles if not a.missing], articles)
    )
    for collection, count in every.items():
        left = "" if collection in given else " (not given)"
        lines.append(f"{collection}: {whole[collection]} of {count} articles{left}")
    return [*lines, f"all: {sum(whole.values())} of {len(articles)} articles"]


def main(argv: Sequence[str] | None = None) -> int:
    """Rebuild, write, and say what is missing."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    known = json.loads((FOLDER / "collections.json").read_text(encoding="utf-8"))
    for collection in READERS:
        where = f"{known[collection]['name']}: {known[collection]['repository']}"
        parser.add_argument(f"--{collection}", type=Path, metavar="PLACE", help=where)
    parser.add_argument("--out", type=Path, required=True, metavar="DATA")
    args = parser.parse_args(argv)
    given = {name: place for name in READERS if (place := getattr(args, name)) is not None}
    if not given:
        parser.error("name at least one collection")
    labels = load_labels()
    articles = rebuild_all(labels, {name: open_files(place) for name, place in given.items()})
    write(args.out, labels, articles)
    print("\n".join(said(articles, given)))
    return int(any(article.missing and article.ref.collection in given for article in articles))


if __name__ == "__main__":
    sys.exit(main())

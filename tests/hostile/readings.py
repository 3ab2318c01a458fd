"""Attacks on what reads: texts to values, files to articles, articles to a report."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from fakes import HashingEncoder

from compare import compare_articles, extract_values, read_articles
from compare.embeddings import CachedEncoder
from compare.errors import CrossclaimError
from compare.models import Article, Claim, Problem, Value
from compare.reports.report import Report, load_report
from compare.reports.terminal import summary
from compare.reports.write import write_report
from hostile.monsters import articles, broken, day, mutated, news, text

SLOW = 5.0
"""Seconds of processor time that no attempt with a few sentences may take."""


def values(rng: Random, place: Path) -> Iterator[str]:
    """A text through `extract_values`."""
    told, published = text(rng), day(rng)
    start = time.process_time()
    found = extract_values(told, published)
    if time.process_time() - start > SLOW:
        yield f"{len(told)} characters take over {SLOW:g} s: {told[:80]!r}"
    for value in found:
        if why := wrong_value(value, told):
            yield f"{why}: {value!r:.200} of {told[:200]!r}"
    if found != sorted(found, key=lambda v: (v.start, v.end, v.kind)):
        yield f"not in the order of the text: {told[:200]!r}"


def wrong_value(value: Value, told: str) -> str:
    """What no value may be."""
    if not 0 <= value.start < value.end <= len(told):
        return "offsets outside of the text"
    if told[value.start : value.end] != value.text:
        return "words that do not stand at the offsets"
    low, high = value.low, value.high
    if low != low or high != high or (low is not None and high is not None and low > high):  # noqa: PLR0124
        return "bounds that hold nothing"
    return ""


FORMS = (".txt", ".md", ".html", ".jsonl", ".csv", ".tsv")


def _file(rng: Random, form: str) -> bytes:
    told = news(rng)
    row = {
        "id": "a",
        "text": told,
        "source": "Post",
        "published": "2024-05-03",
        "title": "A fire",
        "url": "https://a.b/c",
    }
    if form == ".jsonl":
        rows = (row | {"id": str(n)} for n in range(rng.randint(1, 3)))
        return "\n".join(json.dumps(row, ensure_ascii=rng.random() < 0.5) for row in rows).encode(
            "utf-8", "surrogatepass"
        )
    if form in (".csv", ".tsv"):
        mark = "," if form == ".csv" else "\t"
        cells = mark.join('"{}"'.format(str(cell).replace('"', '""')) for cell in row.values())
        return f"{mark.join(row)}\n{cells}\n".encode("utf-8", "surrogatepass")
    if form == ".html":
        head = (
            '<meta charset="utf-8"><title>A fire</title>'
            '<meta property="article:published_time" content="2024-05-03">'
        )
        body = "".join(f"<p>{line}</p>" for line in told.split("\n"))
        page = f"<html lang=en><head>{head}</head><body><article>{body}</article></body></html>"
        return f"<!doctype html>{page}".encode("utf-8", "surrogatepass")
    front = rng.choice(
        ("", "---\nsource: Post\npublished: 2024-05-03\n---\n", "---\n[\n---\n", '+++\ntitle = "x"\n+++\n')
    )
    return f"{front}{told}".encode("utf-8", "surrogatepass")


def files(rng: Random, place: Path) -> Iterator[str]:
    """A file that was damaged, with a sound one or an index beside it, through `read_articles`."""
    folder = Path(tempfile.mkdtemp(dir=place))
    try:
        form = rng.choice(FORMS)
        path = folder / f"article{form}"
        path.write_bytes(broken(rng, _file(rng, form)))
        if rng.random() < 0.1:
            index = b"file,source,published\narticle.txt,Post,2024-05-03\n"
            (folder / "articles.csv").write_bytes(broken(rng, index))
        problems: list[Problem] = []
        start = time.process_time()
        try:
            found = read_articles([path if rng.random() < 0.5 else folder], problems.append)
        except CrossclaimError as error:
            found = []
            if "\n" in str(error):
                yield f"an error of several lines: {str(error)[:200]!r}"
        if time.process_time() - start > SLOW:
            yield f"a file of {path.stat().st_size} bytes takes over {SLOW:g} s"
        for article in found:
            if not article.text.strip() or not isinstance(article.text, str):
                yield f"an article without text: {article!r:.200}"
        if len({article.id for article in found}) != len(found):
            yield "two articles of one id"
        for problem in problems:
            if not str(problem).strip():
                yield "a problem without words"
    finally:
        shutil.rmtree(folder)


ALSO = 0.3
"""Share of the sets that are compared in another order as well, and of those that every output is made of."""
ENCODER = HashingEncoder(dimension=16)


def compared(told: list[Article]) -> Report:
    """The report on `told`, with an encoder that needs no model."""
    ENCODER.calls.clear()
    return compare_articles(told, encoder=CachedEncoder(ENCODER, None))


def sets(rng: Random, place: Path) -> Iterator[str]:
    """A few articles through the whole comparison, some in two orders and some into every output."""
    told = articles(rng)
    start = time.process_time()
    try:
        found = compared(told)
    except CrossclaimError as error:
        if "\n" in str(error):
            yield f"an error of several lines: {str(error)[:200]!r}"
        return
    if time.process_time() - start > 2 * SLOW:
        yield f"{len(told)} articles take over {2 * SLOW:g} s"
    texts = {article.id: article.text for article in told}
    for fact in found.facts:
        for claim in fact.claims:
            if why := misplaced(claim, texts[claim.article]):
                yield f"{why}: {claim!r:.300}"
    if {article.id for article in found.articles} != set(texts):
        yield "an article is missing in the report"
    plain = found.to_json()
    if rng.random() < ALSO:
        shuffled = rng.sample(told, len(told))
        if compared(shuffled).to_json() != plain:
            yield f"another order gives another report: {[a.id for a in shuffled]}"
    if rng.random() < ALSO:
        yield from written(found, plain, place)


def misplaced(claim: Claim, told: str) -> str:
    """What no claim may be."""
    if not told.startswith(claim.text, claim.sentence_start):
        return "a sentence that does not stand at its offset"
    if told[claim.focus.start : claim.focus.end] != claim.focus.text:
        return "a focus that does not stand at its offsets"
    if not claim.start <= claim.focus.start <= claim.focus.end <= claim.end:
        return "a focus outside of its claim"
    return ""


def written(found: Report, plain: str, place: Path) -> Iterator[str]:
    """Every output of a report, and what is read back from it."""
    folder = Path(tempfile.mkdtemp(dir=place))
    try:
        seen = found.view()
        write_report(seen, folder, ["facts", "csv", "md", "html"], [])
        summary(seen, 80)
        page = (folder / "report.html").read_text(encoding="utf-8")
        if "<script>alert" in page or "javascript:alert" in page.replace('"javascript:alert(1)"', ""):
            yield "markup of an article stands in report.html"
        if (folder / "facts.json").read_text(encoding="utf-8") != plain:
            yield "facts.json is not what to_json gives"
        if load_report(folder / "facts.json").to_json() != plain:
            yield "facts.json read back is another report"
    finally:
        shutil.rmtree(folder)


def _leaf(rng: Random, old: object) -> object:
    odd = (
        None, True, False, 0, -1, 1.5, 10**400, -(10**30), 1e308, "", "x", "=1", [], {}, [[]], {"a": 1},
        "\ud800", "9999-12-31", "differ", "2024-02-30", float("nan"), float("inf"), [None] * 3, "\x00", 2**63,
    )  # fmt: skip
    if isinstance(old, str) and rng.random() < 0.5:
        return mutated(rng, old)
    return rng.choice(odd)


def _alter(rng: Random, tree: object) -> object:
    """`tree` with one thing in it changed, lost or doubled."""
    if isinstance(tree, dict) and tree:
        key = rng.choice(list(tree))
        if rng.random() < 0.15:
            return {k: v for k, v in tree.items() if k != key}
        return tree | {key: _alter(rng, tree[key])}
    if isinstance(tree, list) and tree:
        at = rng.randrange(len(tree))
        if rng.random() < 0.15:
            return [*tree[:at], *tree[at + 1 :]] if rng.random() < 0.5 else [*tree, tree[at]]
        return [*tree[:at], _alter(rng, tree[at]), *tree[at + 1 :]]
    return _leaf(rng, tree)


def reports(rng: Random, place: Path) -> Iterator[str]:
    """A facts.json that was altered, read and written again in every form."""
    from samples import sample_report

    plain = sample_report().to_json()
    if rng.random() < 0.7:
        tree: object = json.loads(plain)
        for _ in range(rng.randint(1, 3)):
            tree = _alter(rng, tree)
        data = json.dumps(tree).encode()
    else:
        data = broken(rng, plain.encode())
    path = place / "altered.json"
    path.write_bytes(data)
    try:
        found = load_report(path)
    except CrossclaimError as error:
        if "\n" in str(error):
            yield f"an error of several lines: {str(error)[:200]!r}"
        return
    yield from written(found, found.to_json(), place)

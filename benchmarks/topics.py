"""How often does the first fact of an answer to a topic stand in the story that was meant?

    python benchmarks/topics.py FACTS.json [FACTS.json ...] [--json]

Takes the facts.json of collections that the questions of ``scripts/labels/topics.json`` are about, which were
written before any answer was seen, most of them with a date. Each names the articles of the story that is
meant; an answer is right whose first fact has half of its claims, or more, from these. A question is asked of
the report that has its articles. A line per question; with --json the shares alone.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from compare.embeddings import open_encoder
from compare.models import Fact
from compare.reports.report import load_report
from compare.reports.view import ORDER
from compare.settings import Settings
from compare.store.questions import question_of
from compare.store.ranking import Filters, search, select

LABELS = Path(__file__).resolve().parents[1] / "scripts/labels/topics.json"


def answers(reports: Iterable[Path]) -> Iterator[tuple[str, bool, str, bool]]:
    """For each question its topic, whether it has a date, the first fact's title, and whether it is right."""
    encoder = open_encoder(Settings().embedding)
    questions = json.loads(LABELS.read_text(encoding="utf-8"))["questions"]
    for path in reports:
        report = load_report(path)
        held = {article.id for article in report.articles}
        for question in questions:
            meant = set(question["articles"])
            if not meant <= held:
                continue
            topic = question["topic"]
            _, kinds = question_of(topic)
            facts = select(report.facts, report.articles, Filters(verdicts=kinds or ORDER[:-2]))
            found = search(facts, topic, encoder, 1, articles=report.articles)
            title = found[0].fact.topic if found else ""
            yield topic, question["dated"], title, bool(found) and _is_of(found[0].fact, meant)


def _is_of(fact: Fact, meant: set[str]) -> bool:
    return 2 * sum(claim.article in meant for claim in fact.claims) >= len(fact.claims)


def main() -> None:
    """Measure and print."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("reports", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    right: defaultdict[bool, list[bool]] = defaultdict(list)
    for topic, dated, title, good in answers(options.reports):
        right[dated].append(good)
        if not options.json:
            print(f"{'right' if good else 'wrong'}  {topic}  ->  {title or '(nothing)'}")
    names = {True: "with a date", False: "without"}
    print(json.dumps({names[dated]: f"{sum(found)}/{len(found)}" for dated, found in sorted(right.items())}))


if __name__ == "__main__":
    main()

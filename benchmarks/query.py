"""How long does a question to a store of 100,000 claims take, from a cold process?

    python benchmarks/query.py [--claims N] [--rounds N]

Fills a store with the facts of the seeds, copied under other names until it holds so many claims, and with
their vectors, each moved a little so that no two are the same. The first question after a store was written
reads all of it for damage, and has a line of its own. Each round runs in turn `python -c "import pandas"` and
`crossclaim query` as processes of their own. A line per round, then the medians. Exit code 1 unless the
answers took at most 1 s or, on a machine slower than that, two and a half times the import (the medians), and
unless the answer is the fact that was asked for, without torch.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from compare import compare_articles, read_articles
from compare.embeddings import open_encoder
from compare.models import Article, Claim, Fact
from compare.reports.report import Report
from compare.settings import Settings
from compare.store import Store, open_store, saving, vectors
from compare.store.soundness import SETTLED

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
IMPORT = [sys.executable, "-c", "import pandas"]
TOPICS = ("Lachin checkpoint", "how many people were killed", "peace talks in Washington on Thursday")
MOST_SECONDS = 1.0
MOST_IMPORTS = 2.5
NOISE = 0.02


def copied(claim: Claim, number: int) -> Claim:
    """`claim` in the copy `number` of its article, with a word that only this copy has."""
    return replace(
        claim,
        id=f"{claim.id}-{number}",
        article=f"{claim.article}-{number}",
        text=f"{claim.text} Copy{number}x" if number else claim.text,
    )


def filled(store: Store, claims: int) -> int:
    """Fill `store` with copies of what the seeds state; returns how many claims it holds."""
    encoder = open_encoder(Settings().embedding)
    found = compare_articles(read_articles([SEEDS]))
    once = sum(len(fact.claims) for fact in found.facts)
    copies = -(-claims // once)
    articles: list[Article] = []
    facts: list[Fact] = []
    for number in range(copies):
        articles += [replace(a, id=f"{a.id}-{number}") for a in found.articles]
        facts += [
            replace(
                fact,
                id=f"{fact.id}-{number}",
                claims=tuple(copied(c, number) for c in fact.claims),
                explanation=None,  # it names claims by the ids of the original
            )
            for fact in found.facts
        ]
    store.add(articles)
    made = vectors.fact_vectors(found.facts, encoder)
    floats = made.vectors * made.scales[:, None]
    noise = np.random.default_rng(1)
    moved = np.concatenate([floats + noise.normal(0, NOISE, floats.shape) for _ in range(copies)])
    moved /= np.linalg.norm(moved, axis=1, keepdims=True)
    scales = (np.abs(moved).max(axis=1) / 127).astype(np.float32)
    inputs: Mapping[str, str] = found.run["inputs"]  # type: ignore[assignment]
    named = {f"{key}-{number}": known for number in range(copies) for key, known in inputs.items()}
    report = Report(articles, facts, {**found.run, "inputs": named})
    place = {fact.id: row for row, fact in enumerate(facts)}
    order = [place[fact.id] for fact in report.facts]  # the report sorts them
    rows = np.rint(moved / scales[:, None]).astype(np.int8)
    with store.transaction():
        numbers = saving.save(store.connection, report)
        moved_to = vectors.FactVectors(np.arange(len(facts)), rows[order], scales[order], encoder.identity)
        vectors.write_fact_vectors(store.connection, moved_to.at(numbers))
    return sum(len(fact.claims) for fact in facts)


def timed(command: list[str], bytecode: Path) -> tuple[float, str]:
    """Seconds and output of a command, which must succeed; what Python compiles stands in `bytecode`, as that
    of an installed package stands beside it."""
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env={**plain, "PYTHONPYCACHEPREFIX": str(bytecode)},
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed: {done.stderr[-500:]}")
    return time.perf_counter() - start, done.stdout


def question(db: Path, topic: str) -> list[str]:
    """The command that asks the store for `topic`."""
    return [sys.executable, "-m", "compare", "query", topic, "--db", str(db), "--format", "json"]


def imports_torch(db: Path) -> bool:
    """Whether a query imports torch."""
    code = (
        "import sys; from compare.cli import main; "
        f"main(['query', {TOPICS[0]!r}, '--db', {str(db)!r}]); sys.exit('torch' in sys.modules)"
    )
    return subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode != 0


def main() -> int:
    """Print one JSON object per round, one with the medians, and one line for each requirement."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        db = Path(scratch) / "many.db"
        with open_store(db) as store:
            held = filled(store, arguments.claims)
        rounds = []
        answers = []
        bytecode = Path(scratch) / "bytecode"
        timed(IMPORT, bytecode)
        time.sleep(SETTLED / 1e9)
        first, _ = timed(question(db, TOPICS[0]), bytecode)
        print(json.dumps({"topic": TOPICS[0], "first_question_s": round(first, 2)}), flush=True)
        for number in range(arguments.rounds):
            topic = TOPICS[number % len(TOPICS)]
            import_seconds, _ = timed(IMPORT, bytecode)
            seconds, answer = timed(question(db, topic), bytecode)
            answers.append(json.loads(answer)["facts"])
            rounds.append(
                {"topic": topic, "import_s": round(import_seconds, 2), "query_s": round(seconds, 2)}
            )
            print(json.dumps(rounds[-1]), flush=True)
        torch = imports_torch(db)
        megabytes = round(db.stat().st_size / 1e6)
    seconds = statistics.median(r["query_s"] for r in rounds)
    ratio = statistics.median(r["query_s"] / r["import_s"] for r in rounds)
    print(json.dumps({"claims": held, "mb": megabytes, "query_s": seconds, "ratio": round(ratio, 2)}))
    first = answers[0][0]["claims"] if answers[0] else []
    requirements = {
        f"a query takes at most {MOST_SECONDS} s ({seconds:.2f}) or {MOST_IMPORTS} imports of pandas "
        f"({ratio:.2f})": seconds <= MOST_SECONDS or ratio <= MOST_IMPORTS,
        "every topic has an answer": all(answers),
        "the first answer is on the topic": any("Lachin" in claim["sentence"] for claim in first),
        "torch is not imported": not torch,
    }
    for text, holds in requirements.items():
        print(f"{'ok  ' if holds else 'FAIL'} {text}")
    return 0 if all(requirements.values()) else 1


if __name__ == "__main__":
    sys.exit(main())

"""Stands in for the stages, so that the commands are tested alone."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
from samples import BARE, ECHO, POST, sample_report

from compare.cli import main
from compare.errors import NothingToReadError
from compare.ingest import Intake, ReadOptions
from compare.models import Problem, Progress


class Words:
    """An encoder that knows one pair of synonyms."""

    def encode(self, texts):
        rows = np.zeros((len(texts), 3), dtype=np.float32)
        for n, text in enumerate(texts):
            about = "hurt" in text or "injured" in text
            rows[n, 0 if about else 1 if len(texts) > 1 else 2] = 1
        return rows


@pytest.fixture
def stages(monkeypatch):
    """Replaces reading and comparing; what the commands passed on is kept in the namespace returned."""
    seen = SimpleNamespace(settings=None, options=None, report=sample_report(), error=None, embedding=None)

    def read_intake(paths, on_problem=None, options=None, on_remark=None):
        seen.options = options
        found = [path for path in map(Path, paths) if path.exists()]
        for path in map(Path, paths):
            if path not in found:
                on_problem(Problem(str(path), "there is no such file or folder; check the path", fatal=True))
        if not found:
            raise NothingToReadError("no article in the paths")
        if any(path.name == "rows.jsonl" for path in found):
            on_problem(Problem("rows.jsonl, line 2", "is no JSON; left out"))
        return Intake((POST, ECHO, BARE))

    def compare_articles(articles, settings=None, on_progress=None, engine=None):
        seen.settings = settings
        on_progress(Progress("reading", 1, 2))
        if seen.error is not None:
            raise seen.error
        return seen.report

    def open_encoder(embedding):
        seen.embedding = embedding
        return Words()

    ingest, pipeline = ModuleType("compare.ingest"), ModuleType("compare.pipeline")
    embeddings = ModuleType("compare.embeddings")
    embeddings.__dict__.update(vars(import_module("compare.embeddings")))  # others use parts of the room
    ingest.read_articles = lambda paths, on_problem=None: list(read_intake(paths, on_problem).articles)
    ingest.read_intake, ingest.ReadOptions = read_intake, ReadOptions
    pipeline.compare_articles = compare_articles
    embeddings.open_encoder = open_encoder
    monkeypatch.setitem(sys.modules, "compare.ingest", ingest)
    monkeypatch.setitem(sys.modules, "compare.pipeline", pipeline)
    monkeypatch.setitem(sys.modules, "compare.embeddings", embeddings)
    return seen


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Runs the command line in an empty folder: exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CROSSCLAIM_DEBUG", raising=False)
    monkeypatch.setenv("COLUMNS", "120")

    def run(*argv: object):
        code = main([str(arg) for arg in argv])
        out, err = capsys.readouterr()
        return SimpleNamespace(code=code, out=out, err=err)

    return run


@pytest.fixture
def folder(tmp_path):
    """A folder that exists."""
    path = tmp_path / "news"
    path.mkdir()
    return path


@pytest.fixture
def stored(tmp_path):
    """The sample report where `crossclaim report` leaves it."""
    path = tmp_path / "reports" / "facts.json"
    path.parent.mkdir()
    path.write_text(sample_report().to_json(), encoding="utf-8")
    return path

"""Spoiled files of every layout and format are read or refused, and nothing else is raised."""

import importlib.util
from pathlib import Path

import layouts

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "fuzz_ingest.py"


def test_nothing_but_our_own_errors_escapes(tmp_path):
    spec = importlib.util.spec_from_file_location("fuzz_ingest", SCRIPT)
    fuzz = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fuzz)
    made = {name: build() for name, build in layouts.FILES.items()}
    assert fuzz.attack(400, 1_000_000, tmp_path, made) == []

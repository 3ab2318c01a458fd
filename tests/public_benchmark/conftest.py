"""The benchmark is a folder of the project, not of the package: it is put behind all else on the path."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
sys.path.append(str(ROOT))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared data, where they lie beside the project."""
    if not (SHARED / "data" / "events.gold.json").is_file():
        pytest.skip("../shared is not here, so the benchmark is not compared with it")
    return SHARED

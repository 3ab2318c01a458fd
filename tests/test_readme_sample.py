"""The sample output in the README is that of the committed reports."""

from __future__ import annotations

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_sample_in_the_readme_is_current():
    spec = importlib.util.spec_from_file_location("sample", ROOT / "scripts" / "update_readme_sample.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert module.START in readme
    assert module.updated(readme) == readme, "run python scripts/update_readme_sample.py"

"""The notebook in examples/: what it shows is what its cells give, here and in a kernel."""

from __future__ import annotations

import importlib.util
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest

import compare

ROOT = Path(__file__).resolve().parents[1]


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update_notebook", ROOT / "scripts" / "update_notebook.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_it_shows_is_current():
    notebook = script()
    stored = notebook.read()
    found, kept = notebook.shown(notebook.executed(stored)), notebook.shown(stored)
    for number, (now, then) in enumerate(zip(found, kept, strict=True), 1):
        assert now == then, f"cell {number}: run python scripts/update_notebook.py"
    assert sum(map(bool, kept)) > 8


def test_its_file_is_as_the_script_writes_it():
    notebook = script()
    text = notebook.NOTEBOOK.read_text(encoding="utf-8")
    assert notebook.written(notebook.read()) == text
    assert str(ROOT) not in text


def test_it_uses_only_what_is_public():
    lines = [
        line for cell in script().read()["cells"] if cell["cell_type"] == "code" for line in cell["source"]
    ]
    code = "".join(lines)
    assert "from compare." not in code
    assert "import compare." not in code
    (names,) = [part.partition(")")[0] for part in code.split("from compare import (")[1:]]
    assert {name.strip() for name in names.split(",") if name.strip()} <= set(compare.__all__)


@pytest.mark.skipif(
    not (find_spec("nbclient") and find_spec("ipykernel")), reason="the extra notebook is not installed"
)
@pytest.mark.filterwarnings("default")
def test_a_kernel_shows_the_same(monkeypatch):
    import nbformat
    from nbclient import NotebookClient

    notebook = script()
    stored = notebook.read()
    monkeypatch.setenv(
        "PYTHONPATH", str(Path(compare.__file__).parents[1]), prepend=":" if sys.platform != "win32" else ";"
    )
    with notebook.beside_seeds() as folder:
        bare = nbformat.reads(notebook.written(stored), as_version=4)
        for cell in bare.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        around = {"metadata": {"path": str(folder)}}
        done = NotebookClient(bare, timeout=300, kernel_name="python3", resources=around).execute()
    texts = notebook.shown(done)
    assert texts == notebook.shown(stored)

"""Run the cells of examples/from_python.ipynb in one process and store what they show.

python scripts/update_notebook.py           # write the notebook
python scripts/update_notebook.py --check   # only say whether it is current (exit code 1 if not)

No Jupyter is needed. A cell shows what it prints and the value of its last line, as Jupyter has it; what only
a kernel can do (magics, widgets) has no place in this notebook. `.ci/run` executes it in a kernel as well.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "examples" / "from_python.ipynb"


def read() -> dict[str, Any]:
    """The notebook as it is stored."""
    found: dict[str, Any] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return found


def written(notebook: dict[str, Any]) -> str:
    """The text of its file."""
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


@contextlib.contextmanager
def beside_seeds() -> Iterator[Path]:
    """A folder like examples/ that has the seeds beside it, as the working folder."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made:
        shutil.copytree(ROOT / "seeds", Path(made) / "seeds")
        folder = Path(made) / "examples"
        folder.mkdir()
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir(before)


def executed(notebook: dict[str, Any]) -> dict[str, Any]:
    """The notebook with what its cells show when they are run from the first to the last."""
    known: dict[str, object] = {"__name__": "__main__"}
    cells, number = [], 0
    with beside_seeds():
        for cell in notebook["cells"]:
            if cell["cell_type"] != "code":
                cells.append(cell)
                continue
            number += 1
            shown = _outputs("".join(cell["source"]), known, number)
            cells.append({**cell, "execution_count": number, "outputs": shown})
    return {**notebook, "cells": cells}


def _outputs(source: str, known: dict[str, object], number: int) -> list[dict[str, Any]]:
    """What one cell shows."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed, value = io.StringIO(), None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, f"cell {number}", "exec"), known)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), f"cell {number}", "eval"), known)
    outputs: list[dict[str, Any]] = []
    if printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": _lines(printed.getvalue())})
    if value is not None:
        data = {"text/plain": _lines(repr(value))}
        if hasattr(value, "_repr_html_"):
            data["text/html"] = _lines(value._repr_html_())
        outputs.append(
            {"data": data, "execution_count": number, "metadata": {}, "output_type": "execute_result"}
        )
    return outputs


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def shown(notebook: dict[str, Any]) -> list[str]:
    """What each cell of code shows, as words: decimals and the breadth of columns are left out."""
    found = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            texts = [
                text
                for output in cell["outputs"]
                for text in (output.get("text") or output["data"]["text/plain"])
            ]
            found.append(" ".join(re.sub(r"\d+\.\d+", "#", "".join(texts)).split()))
    return found


def main() -> int:
    """Write the notebook, or check it."""
    stored = read()
    new = executed(stored)
    if "--check" in sys.argv[1:]:
        current = shown(new) == shown(stored)
        print("current" if current else "not current; run python scripts/update_notebook.py")
        return 0 if current else 1
    NOTEBOOK.write_text(written(new), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

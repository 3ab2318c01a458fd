"""Without --model, nothing that only sentence-transformers needs is imported: it may as well not be there."""

from __future__ import annotations

import os
import subprocess
import sys

PROGRAM = """
import sys
from importlib.abc import MetaPathFinder

UNUSED = {"torch", "sentence_transformers", "transformers", "sklearn", "sympy", "networkx", "huggingface_hub"}


class Absent(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in UNUSED:
            raise ModuleNotFoundError(f"{name} was asked for", name=name)


sys.meta_path.insert(0, Absent())
from compare.cli import main

for command in (
    ["report", "news", "--quiet"],
    ["add", "news", "--quiet"],
    ["query", "ferry"],
    ["check", "news"],
    ["values", "12 people were hurt."],
    ["export", "--out", "tables"],
):
    code = main(command)
    assert code == 0, (command, code)
print("LOADED", sorted(UNUSED & set(sys.modules)))
"""
STORIES = {
    "post.txt": "Some 12 passengers were injured when the ferry struck the pier at Northgate on Sunday.\n",
    "echo.txt": "Nine passengers were injured when the ferry struck the pier at Northgate on Sunday.\n",
}


def test_reports_stores_and_questions_need_none_of_it(tmp_path):
    news = tmp_path / "news"
    news.mkdir()
    for name, text in STORIES.items():
        (news / name).write_text(text, encoding="utf-8")
    environment = {**os.environ, "CROSSCLAIM_CACHE": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=tmp_path, env=environment, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "LOADED []"

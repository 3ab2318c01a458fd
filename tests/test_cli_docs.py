"""docs/cli.md is what the commands print today, and names them all."""

import importlib.util
import re
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "update_cli_docs.py"


@pytest.fixture
def script(monkeypatch):
    spec = importlib.util.spec_from_file_location("update_cli_docs", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setenv("COLUMNS", "80")
    spec.loader.exec_module(module)
    return module


def test_the_page_is_current(script):
    written = script.PAGE.read_text(encoding="utf-8")
    if script.made_with() in written:
        assert script.page() == written, "run python scripts/update_cli_docs.py"
    else:  # another typer lays the help out differently, but the options are the same
        now, then = (set(re.findall(r"--[a-z][a-z-]*", text)) for text in (script.page(), written))
        assert now == then, "run python scripts/update_cli_docs.py"


def test_every_command_is_documented(script):
    from compare.cli.app import command

    texts = script.help_texts()
    assert set(texts) >= {"crossclaim", *(f"crossclaim {name}" for name in command().commands)}
    for name, text in texts.items():
        assert text.startswith(f"Usage: {name} ")
        assert max(map(len, text.splitlines())) <= 80
        assert f"## `{name} --help`\n\n```text\n{text}\n```\n" in script.page()


def test_checking_and_writing(script, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(script, "PAGE", tmp_path / "cli.md")
    assert script.main(["--check"]) == 1
    assert script.main([]) == 0
    assert script.main(["--check"]) == 0
    script.PAGE.write_text(script.page().replace("--out", "--into"), encoding="utf-8")
    assert script.main(["--check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "out of date: run python scripts/update_cli_docs.py",
        "current",
        "out of date: run python scripts/update_cli_docs.py",
    ]

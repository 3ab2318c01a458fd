import importlib.util
import re
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "update_readme_help.py"


@pytest.fixture
def script(monkeypatch):
    spec = importlib.util.spec_from_file_location("update_readme_help", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setenv("COLUMNS", "80")
    spec.loader.exec_module(module)
    return module


def test_the_help_in_the_readme_is_current(script):
    if not script.README.exists() or script.START not in script.README.read_text(encoding="utf-8"):
        pytest.skip("README.md has no markers for the help yet")
    readme = script.README.read_text(encoding="utf-8")
    if script.made_with() in readme:
        assert script.updated(readme) == readme, "run python scripts/update_readme_help.py"
    else:  # another typer lays the help out differently, but the options are the same
        for text in script.help_texts().values():
            assert set(re.findall(r"--[a-z][a-z-]*", text)) <= set(re.findall(r"--[a-z][a-z-]*", readme))


def test_every_command_is_documented(script):
    from compare.cli.app import command

    texts = script.help_texts()
    assert set(texts) >= {"crossclaim", *(f"crossclaim {name}" for name in command().commands)}
    for name, text in texts.items():
        assert text.startswith(f"Usage: {name} ")
        assert max(map(len, text.splitlines())) <= 80


def test_only_what_stands_between_the_markers_is_replaced(script):
    readme = f"before\n{script.START}\nold\n{script.END}\nafter \\1"
    once = script.updated(readme)
    assert once.startswith("before\n<!-- help:start -->\n\n<!-- made with typer ")
    assert " -->\n\n### `crossclaim --help`\n\n```text\nUsage: crossclaim " in once
    assert once.endswith("```\n\n<!-- help:end -->\nafter \\1")
    assert script.updated(once) == once
    assert script.updated("no markers") is None


def test_checking_and_writing(script, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(script, "README", tmp_path / "README.md")
    assert script.main([]) == 2
    script.README.write_text(f"{script.START}{script.END}", encoding="utf-8")
    assert script.main(["--check"]) == 1
    assert script.main([]) == 0
    assert script.main(["--check"]) == 0
    assert "current" in capsys.readouterr().out

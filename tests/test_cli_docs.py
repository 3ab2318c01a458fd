"""docs/cli.md and the manual page are what the commands print today, and name them all."""

import importlib.util
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "scripts" / "update_cli_docs.py"


@pytest.fixture
def script(monkeypatch):
    spec = importlib.util.spec_from_file_location("update_cli_docs", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.syspath_prepend(SCRIPT.parent)
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
    monkeypatch.setattr(script, "MAN", tmp_path / "man" / "crossclaim.1")
    assert script.main(["--check"]) == 1
    assert script.main([]) == 0
    assert script.main(["--check"]) == 0
    for path in (script.PAGE, script.MAN):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("out", "into"), encoding="utf-8")
        assert script.main(["--check"]) == 1
        path.write_text(text, encoding="utf-8")
    assert capsys.readouterr().out.splitlines() == [
        "out of date: run python scripts/update_cli_docs.py",
        "current",
        "out of date: run python scripts/update_cli_docs.py",
        "out of date: run python scripts/update_cli_docs.py",
    ]


def shown(roff: str) -> str:
    return roff.replace("\\-", "-")


def test_the_manual_page_is_current(script):
    written = script.MAN.read_text(encoding="utf-8")
    if script.man_page.made_with() in written:
        assert script.man_page.page() == written, "run python scripts/update_cli_docs.py"
    else:
        now, then = (
            set(re.findall(r"--[a-z][a-z-]*", shown(text))) for text in (script.man_page.page(), written)
        )
        assert now == then, "run python scripts/update_cli_docs.py"


def test_the_manual_page_names_every_command_and_option(script):
    text = shown(script.man_page.page())
    for name, help_text in script.help_texts().items():
        assert name == "crossclaim" or f"\n.SS {name} " in text
        for option in re.findall(r"^  (?:-\w, )?(--[a-z-]+)", help_text, re.MULTILINE):
            assert re.search(rf"^\.B .*{option}", text, re.MULTILINE) or option == "--help", (name, option)


def test_what_roff_would_read_as_a_request_is_shown_as_it_is(script):
    assert script.man_page.roff(".SH a-b 'c' \\d") == "\\&.SH a\\-b \\(aqc\\(aq \\ed"
    wrapped = script.man_page.roff("x" * 77 + " .de y").splitlines()
    assert wrapped == ["x" * 77, "\\&.de y"]


@pytest.mark.parametrize(
    "command", [["groff", "-man", "-ww", "-z", "-Tutf8"], ["mandoc", "-T", "lint", "-W", "error"]]
)
def test_programs_that_show_manual_pages_have_nothing_to_say(script, command):
    if shutil.which(command[0]) is None:
        pytest.skip(f"no {command[0]} here")
    done = subprocess.run([*command, script.MAN], capture_output=True, text=True, check=True)
    assert done.stdout + done.stderr == ""


def test_the_manual_page_is_installed():
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    assert setup["data-files"] == {"share/man/man1": ["man/crossclaim.1"]}

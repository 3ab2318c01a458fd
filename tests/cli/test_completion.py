"""Shell completion: what a shell is told when it asks, in a process of its own, and what that loads."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

PROGRAM = (sys.executable, "-m", "compare")
HEAVY = ("numpy", "pandas", "scipy", "torch", "sentence_transformers", "onnxruntime", "trafilatura", "jinja2")
NEEDS_HOME = pytest.mark.skipif(os.name == "nt", reason="a Windows shell has no such folder")


def ran(command: list[str] | tuple[str, ...], **variables: str) -> str:
    done = subprocess.run(
        command, env={**os.environ, **variables}, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stderr == ""
    return done.stdout


def asked(shell: str, line: str) -> list[str]:
    """The lines that `shell` gets for a command line, its last word incomplete."""
    words = line.split(" ")
    return ran(
        PROGRAM,
        _CROSSCLAIM_COMPLETE=f"complete_{shell}",
        COMP_WORDS=line,  # bash
        COMP_CWORD=str(len(words) - 1),
        _TYPER_COMPLETE_ARGS=line,  # the others
        _TYPER_COMPLETE_WORD_TO_COMPLETE=words[-1],
        _TYPER_COMPLETE_FISH_ACTION="get-args",
    ).splitlines()


@pytest.mark.parametrize(
    ("shell", "report", "out"),
    [
        ("bash", "report", "--out"),
        ("zsh", '"report":"Compare articles', '"--out":"Folder for the report'),
        ("fish", "report\tCompare articles", "--out\tFolder for the report"),
        ("powershell", "report:::Compare articles", "--out:::Folder for the report"),
    ],
)
def test_each_shell_is_told_commands_and_options(shell, report, out):
    commands = asked(shell, "crossclaim rep")
    assert any(report in line for line in commands)
    assert not any("query" in line for line in commands)
    assert any(out in line for line in asked(shell, "crossclaim report --ou"))


def test_commands_within_a_command():
    assert asked("bash", "crossclaim review ") == ["export", "import"]


@NEEDS_HOME
def test_bash_completes(tmp_path):
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash here")
    program = tmp_path / "crossclaim"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m compare "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = f"""{ran(PROGRAM, _CROSSCLAIM_COMPLETE="source_bash")}
COMP_WORDS=(crossclaim review ex); COMP_CWORD=2
_crossclaim_completion crossclaim
printf '%s\\n' "${{COMPREPLY[@]}}"
complete -p crossclaim
"""
    said = ran([bash, "--norc", "-c", script], PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert said.splitlines() == ["export", "complete -o default -F _crossclaim_completion crossclaim"]


def test_an_unknown_shell_is_one_line():
    environment = {**os.environ, "_CROSSCLAIM_COMPLETE": "complete_tcsh"}
    done = subprocess.run(PROGRAM, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "Shell tcsh not supported.\n")


def test_a_completion_loads_nothing_heavy():
    program = (
        "import sys\nfrom compare.cli import main\ncode = main([])\n"
        f"print('LOADED', code, sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    line = {"COMP_WORDS": "crossclaim report --ou", "COMP_CWORD": "2"}
    said = ran([sys.executable, "-c", program], _CROSSCLAIM_COMPLETE="complete_bash", **line)
    assert said.splitlines() == ["--out", "LOADED 0 []"]


@NEEDS_HOME
def test_it_is_written_where_the_shell_looks(tmp_path):
    detection = "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION"  # so that the shell can be named
    said = ran([*PROGRAM, "--install-completion", "fish"], HOME=str(tmp_path), **{detection: "1"})
    assert "fish completion installed in" in said
    written = (tmp_path / ".config" / "fish" / "completions" / "crossclaim.fish").read_text(encoding="utf-8")
    assert "_CROSSCLAIM_COMPLETE=complete_fish" in written

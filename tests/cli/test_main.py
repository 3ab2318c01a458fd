import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import compare
from compare.cli.app import command as whole_command
from compare.embeddings import FastMiniLM
from compare.embeddings.fast import DATA

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = tuple(name for name, found in whole_command().commands.items() if not hasattr(found, "commands"))


def one_line(err: str) -> str:
    assert err.count("\n") == 1, err
    assert err.startswith("crossclaim: ")
    return err


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_of_every_command(run, command):
    done = run(*command, "--help")
    assert done.code == 0
    assert done.out.startswith(f"Usage: crossclaim{' ' if command else ''}{' '.join(command)} ")
    assert done.err == ""
    assert "[required]" not in done.out or command


def test_the_commands_of_the_design_are_there():
    assert set(COMMANDS) >= {"report", "query", "show", "values", "evaluate"}


def test_no_argument_at_all_shows_the_help(run):
    done = run()
    assert (done.code, done.err) == (0, "")
    assert done.out == run("--help").out


def test_help_names_every_command(run):
    out = run("--help").out
    assert [name for name in COMMANDS if f"\n  {name} " not in out] == []


def test_every_option_has_a_help_text(run):
    for name in COMMANDS:
        for parameter in whole_command().commands[name].params:
            assert parameter.help, (name, parameter.name)


def test_version_and_the_hash_of_the_weights_that_are_in_the_package(run):
    done = run("--version")
    version, model = done.out.splitlines()
    assert (done.code, version) == (0, f"crossclaim {compare.__version__}")
    (weights,) = DATA.glob("*.onnx")
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    assert model == f"model {FastMiniLM().identity}, weights sha256 {digest}"


def test_version_reads_no_weights(run, monkeypatch):
    monkeypatch.setattr("compare.embeddings.fast._checked", None)
    assert run("--version").code == 0


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["reprot"], "Did you mean 'report'"),
        (["report", "--ot", "x"], "--out"),
        (["report"], "PATH"),
        (["query"], "TOPIC"),
    ],
)
def test_wrong_arguments_are_one_line_and_code_2(run, argv, words):
    done = run(*argv)
    assert done.code == 2
    assert words in one_line(done.err)
    assert "--help'" in done.err
    assert done.out == ""


def test_an_unexpected_error_is_one_line_with_where_to_report_it(run, stages, folder, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    stages.error = RuntimeError("two\nlines")
    done = run("report", folder)
    assert done.code == 1
    assert "RuntimeError: two lines" in one_line(done.err)
    assert "report it" in done.err
    monkeypatch.setenv("CROSSCLAIM_DEBUG", "1")
    assert "Traceback" in run("report", folder).err


def test_the_file_on_an_unexpected_error_holds_places_and_no_words(
    run, stages, folder, monkeypatch, tmp_path
):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    stages.error = ValueError("A ferry sank off Port Ashel")
    stages.error.__cause__ = KeyError("harbour")
    done = run("report", folder, "--out", tmp_path / "secret", "--quiet", "--format=facts")
    (written,) = tmp_path.glob("crossclaim-error-*.txt")
    assert f"with the file {written}, which holds no text of yours" in one_line(done.err)
    told = written.read_text(encoding="utf-8")
    assert "command: report … --out … --quiet --format\n" in told
    assert "builtins.ValueError (message of 27 characters)\n" in told
    assert "builtins.KeyError" in told
    assert re.search(r"\n  compare/cli/report\.py:\d+ in compare: ", told)
    assert re.search(r"\ncrossclaim \d", told)
    for word in ("ferry", "Ashel", "harbour", "secret", str(folder), str(tmp_path), str(ROOT)):
        assert word not in told
    if os.name == "posix":
        assert written.stat().st_mode & 0o777 == 0o600


def test_where_no_file_can_be_written_the_line_is_all(run, stages, folder, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    stages.error = ValueError("x" * 5000)
    done = run("report", folder, "--out", folder)
    assert "with this line" in done.err
    assert len(one_line(done.err)) < 500


def test_our_own_errors_carry_their_exit_code(run, stages, folder):
    from compare.errors import ModelError

    stages.error = ModelError("the weights are others")
    done = run("report", folder)
    assert done.code == 1
    assert one_line(done.err) == "crossclaim: the weights are others\n"


def test_interrupted(run, stages, folder):
    stages.error = KeyboardInterrupt()
    done = run("report", folder)
    assert done.code == 130
    assert "Traceback" not in done.err


def test_python_m_compare():
    done = subprocess.run(
        [sys.executable, "-m", "compare", "--version"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.startswith("crossclaim ")


def test_help_imports_nothing_heavy():
    code = (
        "import sys\nfrom compare.cli import main\nmain(['--help'])\n"
        "heavy = 'numpy pandas torch sklearn pydantic jinja2 tabulate rich onnxruntime trafilatura'.split()\n"
        "print('HEAVY', [m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip().endswith("HEAVY []")


def test_a_table_of_values_imports_no_pandas_and_no_torch():
    code = (
        "import sys\nfrom compare.cli import main\nmain(['values', 'no value'])\n"
        "print('HEAVY', [m for m in ('pandas', 'torch', 'sklearn') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip().endswith("HEAVY []")


@pytest.mark.skipif(os.name == "nt", reason="no SIGPIPE there")
def test_a_closed_pipe_is_quiet(stored):
    reader, writer = os.pipe()
    os.close(reader)
    argv = [sys.executable, "-m", "compare", "evaluate", "gold.json", "--report", str(stored)]
    (stored.parent / "gold.json").write_text('{"events": {}}')
    done = subprocess.run(
        argv, check=False, stdout=writer, stderr=subprocess.PIPE, text=True, cwd=stored.parent
    )
    os.close(writer)
    assert done.stderr == ""
    assert done.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
def test_a_full_disk_behind_stdout_is_no_defect():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "compare", "values", "In May 2020, 12 people met."],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("crossclaim: cannot write the output: ")
    assert done.stderr.count("\n") == 1


def test_a_path_that_is_not_there_is_said_once(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "compare", "report", "nothere"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "no such file" in done.stderr

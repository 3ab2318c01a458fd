import sys

import pytest

from compare.cli import progress
from compare.cli.progress import ProgressLine
from compare.models import Progress


def on_a_terminal(monkeypatch):
    """Called in the test itself: the captured stream is another one while fixtures are made."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)


def test_nothing_is_shown_in_the_first_second(capsys, monkeypatch):
    on_a_terminal(monkeypatch)
    with ProgressLine() as line:
        line(Progress("reading", 1, 2))
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("quiet", [False, True])
def test_long_work_is_shown_on_stderr_unless_quiet(capsys, monkeypatch, quiet):
    on_a_terminal(monkeypatch)
    monkeypatch.setattr(progress, "_PATIENCE", -1)
    with ProgressLine(quiet=quiet) as line:
        line(Progress("reading [x]", 1, 2))
        line(Progress("reading [x]", 2, 2))
        line(Progress("claims", 0, 0))
    out, err = capsys.readouterr()
    assert out == ""
    assert ("reading [x]" in err) is not quiet


def test_nothing_is_shown_where_stderr_is_no_terminal(capsys, monkeypatch):
    monkeypatch.setattr(progress, "_PATIENCE", -1)
    with ProgressLine() as line:
        line(Progress("reading", 1, 2))
    assert capsys.readouterr().err == ""

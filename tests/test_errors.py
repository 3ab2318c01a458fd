"""The error tree: what the command line returns, and that the docstring draws the tree as it is."""

from __future__ import annotations

import errno
import inspect
import os

import pytest

from compare import errors

CLASSES = [c for _, c in inspect.getmembers(errors, inspect.isclass) if c.__module__ == errors.__name__]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("CrossclaimError", 1),
        ("InputError", 2),
        ("SettingsError", 2),
        ("NothingToReadError", 2),
        ("ReportError", 2),
        ("StoreDamagedError", 2),
        ("OperationalError", 1),
        ("StoreFailedError", 1),
        ("WriteFailedError", 1),
        ("ModelError", 1),
        ("PluginError", 1),
    ],
)
def test_exit_codes(name, code):
    assert getattr(errors, name).exit_code == code
    assert getattr(errors, name)("what was wrong").exit_code == code


def test_there_are_no_other_errors_than_these_thirteen():
    assert len(CLASSES) == 13


@pytest.mark.parametrize("error", CLASSES, ids=lambda e: e.__name__)
def test_all_descend_from_one_and_are_documented(error):
    assert issubclass(error, errors.CrossclaimError)
    assert error.__doc__


def test_the_docstring_draws_the_tree():
    drawn: dict[str, int] = {}
    names = {error.__name__ for error in CLASSES}
    parents: list[tuple[int, str]] = []
    for line in (errors.__doc__ or "").splitlines():
        name = line.strip(" │├└─").split(" ")[0]
        if name in names:
            depth = line.index(name)
            parents = [(d, p) for d, p in parents if d < depth]
            base = getattr(errors, name).__mro__[1].__name__
            assert base == (parents[-1][1] if parents else "Exception")
            parents.append((depth, name))
            drawn[name] = depth
    assert set(drawn) == names


def test_an_error_is_its_message():
    assert str(errors.InputError("no folder 'x'; name one")) == "no folder 'x'; name one"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EFBIG, errno.ENOMEM, errno.EMFILE])
def test_what_the_machine_refuses_is_no_wrong_input(code):
    with pytest.raises(errors.WriteFailedError) as caught, errors.writing("the report"):
        raise OSError(code, os.strerror(code))
    assert not isinstance(caught.value, errors.InputError)
    assert str(caught.value) == (
        f"cannot write the report: {os.strerror(code)}; make room, then run this again"
    )


@pytest.mark.parametrize("code", [errno.ENOENT, errno.EACCES, errno.ENOTDIR, errno.EROFS, None])
def test_a_wrong_place_is_an_input(code):
    told = pytest.raises(errors.InputError, match=r"^cannot write it: .*; name another$")
    with told, errors.writing("it", "name another"):
        raise OSError("gone") if code is None else OSError(code, os.strerror(code))


def test_what_writes_passes_other_errors_on():
    with pytest.raises(ValueError, match="none of ours"), errors.writing("it"):
        raise ValueError("none of ours")


def test_a_store_that_fails_is_no_wrong_store():
    assert not issubclass(errors.StoreFailedError, errors.StoreError)

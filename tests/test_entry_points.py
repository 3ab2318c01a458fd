"""Plug-ins by their entry points: what is found, and what is said of those that are broken."""

from __future__ import annotations

import pytest
from plugged import install

from compare.entry_points import Group, find, installed, load, make
from compare.errors import PluginError, SettingsError


def test_nothing_is_installed_here(site):
    assert dict(installed(Group.JUDGES)) == {}
    with pytest.raises(
        SettingsError,
        match=r"^there is no plug-in plugin:x among the judges; no package with judges is installed$",
    ):
        find(Group.JUDGES, "x")


def test_what_is_installed_is_found_by_its_group_and_not_loaded(site):
    points = {"crossclaim.judges": {"b": "gone:B", "a": "gone:A"}, "crossclaim.encoders": {"c": "gone:C"}}
    install(site, points)
    assert list(installed(Group.JUDGES)) == ["a", "b"]
    found = find(Group.ENCODERS, "c")
    assert (found.package, found.version, str(found)) == (
        "some-plugin", "1.2", "the encoder 'c' of some-plugin 1.2"
    )  # fmt: skip
    with pytest.raises(SettingsError, match=r"installed: a, b$"):
        find(Group.JUDGES, "c")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("import nothing_of_this_name", "ModuleNotFoundError: No module named 'nothing_of_this_name'"),
        ("raise RuntimeError('two\\nlines')", "RuntimeError: two lines"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("def f(:", "SyntaxError: "),
        ("other = 1", "AttributeError: "),
    ],
)
def test_what_cannot_be_loaded_is_one_line_that_names_its_package(site, text, told):
    install(site, {"crossclaim.judges": {"a": "broken_one:Judge"}}, {"broken_one": text})
    with pytest.raises(PluginError) as caught:
        load(find(Group.JUDGES, "a"))
    message = str(caught.value)
    assert message.startswith(f"the judge 'a' of some-plugin 1.2 cannot be loaded ({told}")
    assert message.endswith("; mend that package, or uninstall it")
    assert "\n" not in message
    assert caught.value.exit_code == 1


def test_what_cannot_be_made_is_told(site, monkeypatch):
    points = {"crossclaim.judges": {"a": "made_one:number", "b": "made_one:needs"}}
    install(site, points, {"made_one": "number = 3\ndef needs(what): return what"})
    with pytest.raises(PluginError, match=r"'a' of some-plugin 1.2 is no class or function, but int; mend"):
        make(find(Group.JUDGES, "a"))
    with pytest.raises(PluginError, match=r"'b' of some-plugin 1.2 cannot be made .TypeError: "):
        make(find(Group.JUDGES, "b"))


def test_two_packages_with_one_name_are_refused(site):
    for package in ("one", "two"):
        install(site, {"crossclaim.encoders": {"c": "gone:C"}}, package=package)
    with pytest.raises(
        PluginError, match=r"^the encoder 'c' of one 1.2 is also brought by two 1.2; uninstall all but one$"
    ):
        find(Group.ENCODERS, "c")

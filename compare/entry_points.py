"""What other packages bring: readers, judges and encoders, found by their entry points.

A package names what it brings in its ``pyproject.toml``; docs/plugins.md says how. Nothing of it is loaded
before it is asked for: a judge or an encoder by ``plugin:NAME``, a reader by a file of its suffix. What is
loaded is a program of its author's, and may do all that the user can.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.metadata import EntryPoint
from importlib.metadata import entry_points as declared

from compare.errors import PluginError, SettingsError

__all__ = ["MARK", "Group", "Plugin", "failed", "find", "installed", "load", "make", "named"]

MARK = "plugin:"
"""What stands before the name of a plug-in where the name of a model may stand as well."""
_WORDS = 200
"""Characters of an error of a plug-in that are told."""


class Group(StrEnum):
    """What can be brought; the group of its entry points is "crossclaim." and this."""

    READERS = "readers"
    JUDGES = "judges"
    ENCODERS = "encoders"

    @property
    def one(self) -> str:
        """What one of it is called."""
        return self.removesuffix("s")


@dataclass(frozen=True, slots=True)
class Plugin:
    """An entry point of a package that is installed."""

    group: Group
    name: str
    package: str
    version: str
    entry: EntryPoint

    def __str__(self) -> str:
        return f"the {self.group.one} {self.name!r} of {self.package} {self.version}"


@cache
def installed(group: Group) -> Mapping[str, tuple[Plugin, ...]]:
    """What is installed of a `group`, by name, sorted; more than one where packages bring the same name."""
    found: defaultdict[str, list[Plugin]] = defaultdict(list)
    for entry in declared(group=f"crossclaim.{group}"):
        package = entry.dist.name if entry.dist else "an unknown package"
        version = entry.dist.version if entry.dist else ""
        found[entry.name].append(Plugin(group, entry.name, package, version, entry))
    return {name: tuple(sorted(found[name], key=lambda one: one.package)) for name in sorted(found)}


def find(group: Group, name: str) -> Plugin:
    """The plug-in called `name`.

    Raises `SettingsError` where none is installed, `PluginError` where two packages bring one.
    """
    here = installed(group)
    if name not in here:
        known = f"installed: {', '.join(here)}" if here else f"no package with {group} is installed"
        raise SettingsError(f"there is no plug-in {MARK}{name} among the {group}; {known}")
    first, *more = here[name]
    if more:
        others = " and ".join(f"{one.package} {one.version}" for one in more)
        raise PluginError(f"{first} is also brought by {others}; uninstall all but one")
    return first


def load(plugin: Plugin) -> object:
    """What its entry point names. Raises `PluginError` where that cannot be imported."""
    try:
        return plugin.entry.load()
    except (Exception, SystemExit) as error:
        raise failed(plugin, "cannot be loaded", error) from error


def make(plugin: Plugin) -> object:
    """What its entry point, a class or a function without arguments, gives. Raises `PluginError`."""
    factory = load(plugin)
    if not callable(factory):
        raise PluginError(f"{plugin} is no class or function, but {type(factory).__name__}; {_MEND}")
    try:
        return factory()
    except (Exception, SystemExit) as error:
        raise failed(plugin, "cannot be made", error) from error


_MEND = "mend that package, or uninstall it"


def failed(plugin: Plugin, what: str, error: BaseException) -> PluginError:
    """The error for what a plug-in did, in one line."""
    return PluginError(f"{plugin} {what} ({named(error)}); {_MEND}")


def named(error: BaseException) -> str:
    """The name of an error of a plug-in, and the beginning of what it says, where it says anything."""
    words = " ".join(str(error).split())[:_WORDS]
    return f"{type(error).__name__}{f': {words}' if words else ''}"

"""Judges that other packages bring. Whatever they do, `ask` goes on and counts what they did not answer."""

from __future__ import annotations

from collections.abc import Sequence

from compare.entry_points import MARK, Group, failed, find, make
from compare.errors import PluginError
from compare.judges.protocol import Judge, JudgedPair, Opinion, Tally
from compare.models import Cause
from compare.text_safety import cut

WORDS = 300
"""Columns of its words that are kept: a sentence or two."""
_CAUSES = frozenset({"", *Cause})


class PluggedJudge:
    """The judge of a plug-in. Its identity begins with "plugin:".

    Raises `SettingsError` where no such plug-in is installed, `PluginError` where it is no judge.
    """

    def __init__(self, name: str) -> None:
        plugin = find(Group.JUDGES, name)
        made = make(plugin)
        try:
            if not isinstance(made, Judge):
                raise PluginError(
                    f"{plugin} is no judge: it needs name, identity, tally and judge, see docs/plugins.md"
                )
            identity = str(made.identity)
        except PluginError:
            raise
        except Exception as error:
            raise failed(plugin, "cannot say what it is", error) from error
        self._judge: Judge = made
        self.name = f"{MARK}{name}"
        self.identity = f"{self.name}@{identity}"

    @property
    def tally(self) -> Tally:
        """What it says that it has done."""
        return self._judge.tally

    def judge(self, pairs: Sequence[JudgedPair]) -> Sequence[Opinion | None]:
        """Its opinions. Raises `TypeError` for what is none, and for an exit, which `ask` counts."""
        try:
            return [None if found is None else _opinion(found) for found in self._judge.judge(pairs)]
        except SystemExit as error:
            raise TypeError("it ends the program instead of an answer") from error


def _opinion(found: object) -> Opinion:
    """An opinion of numbers and words of the right kind, on as many columns as a report has for it."""
    if not isinstance(found, Opinion) or str(found.cause) not in _CAUSES:
        raise TypeError(f"an opinion is {found!r:.80}")
    return Opinion(float(found.probability), cut(str(found.words), WORDS), str(found.cause))

"""Judges that other packages bring: asked like any other, and whatever they do the run goes on."""

from __future__ import annotations

import pytest
from judged import pair
from plugged import install, install_example

from compare.errors import PluginError, SettingsError
from compare.judges import Opinion, Tally, ask, open_judge
from compare.judges.plugged import WORDS, PluggedJudge
from compare.settings import JudgeSettings

MODULE = """
from compare.plugins import Opinion, Tally
class Made:
    name, identity, tally = "made", "made@1", Tally()
    answer = Opinion(0.9, "They exclude each other.", "conflict")
    def judge(self, pairs):
        return [self.answer for _ in pairs]
class Silent(Made):
    answer = None
class Long(Made):
    answer = Opinion(0.9, "word " * 1000)
class NoCause(Made):
    answer = Opinion(0.9, "words", "magic")
class Number(Made):
    answer = 0.9
class Raises(Made):
    def judge(self, pairs):
        raise RuntimeError("no")
class Exits(Made):
    def judge(self, pairs):
        raise SystemExit(0)
class Bare:
    name = "bare"
class Lies(Made):
    @property
    def tally(self):
        raise OSError("gone")
"""
NAMES = ("Made", "Silent", "Long", "NoCause", "Number", "Raises", "Exits", "Bare", "Lies")


@pytest.fixture
def made(site):
    install(
        site, {"crossclaim.judges": {n.lower(): f"made_judges:{n}" for n in NAMES}}, {"made_judges": MODULE}
    )


def silent(_) -> None:
    """Tell nobody."""


def test_the_settings_name_one(made):
    judge = open_judge(JudgeSettings(name="plugin:made"))
    assert (judge.name, judge.identity, judge.tally) == ("plugin:made", "plugin:made@made@1", Tally())
    asked = ask(judge, [pair(), pair()], silent)
    assert asked.opinions == (Opinion(0.9, "They exclude each other.", "conflict"),) * 2
    assert asked.failures == {}


def test_its_words_are_cut(made):
    (found,) = PluggedJudge("long").judge([pair()])
    assert len(found.words) <= WORDS


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("silent", "no answer"),
        ("nocause", "failed with TypeError"),
        ("number", "failed with TypeError"),
        ("raises", "failed with RuntimeError"),
        ("exits", "failed with TypeError"),
    ],
)
def test_what_is_no_opinion_is_counted(made, name, why):
    asked = ask(PluggedJudge(name), [pair(), pair()], silent)
    assert (asked.opinions, asked.failures) == ((None, None), {why: 2})


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("bare", "the judge 'bare' of some-plugin 1.2 is no judge: it needs name, identity, tally and judge"),
        ("lies", "'lies' of some-plugin 1.2 cannot say what it is .OSError: gone"),
    ],
)
def test_what_is_no_judge_is_refused(made, name, told):
    with pytest.raises(PluginError, match=told):
        open_judge(JudgeSettings(name=f"plugin:{name}"))


def test_a_plugin_and_an_endpoint_are_two_judges(made):
    with pytest.raises(SettingsError, match="two judges are named, the model 'plugin:made' and an endpoint"):
        open_judge(JudgeSettings(name="plugin:made", url="http://127.0.0.1:1/v1", model="m"))


def test_the_example_judges_numbers_alone(site):
    from dataclasses import replace

    from compare.models import AmountValue, Facet

    install_example(site)

    def counted(number):
        asked = pair()
        sides = (
            replace(
                s, claim=replace(s.claim, value=AmountValue(Facet.QUANTITY, 0, 4, str(n), str(n), number=n))
            )
            for s, n in ((asked.one, 10.0), (asked.other, number))
        )
        return replace(asked, one=next(sides), other=next(sides))

    judge = PluggedJudge("gap")
    far, near, none = judge.judge([counted(20.0), counted(10.2), pair()])
    assert (far.probability, far.words, far.cause) == (1.0, "10.0 and 20.0 lie 50% apart.", "conflict")
    assert (near.probability, near.cause, none) == (0.1, "", None)
    assert judge.tally == Tally(calls=3, failures={"no two numbers": 1})

"""Whatever a judge does, the run goes on, and what is missing is counted."""

from __future__ import annotations

import pytest
from judged import Says, pair

from compare.judges import Opinion, Tally, ask
from compare.judges.asking import BATCH, OUTSIDE, UNTOLD
from compare.models import Progress

YES = Opinion(0.9, "four or nine")


def test_opinions_come_in_the_order_of_the_pairs_and_progress_is_told():
    pairs = [pair(other=f"{n} people died in Tarn.") for n in range(BATCH + 3)]
    judge = Says(lambda p: Opinion(int(p.other.claim.text.split()[0]) / 100, "so"))
    told: list[Progress] = []
    asked = ask(judge, pairs, told.append)
    assert [o.probability for o in asked.opinions] == [n / 100 for n in range(BATCH + 3)]
    assert (asked.failures, asked.unanswered) == ({}, 0)
    assert [(p.done, p.total) for p in told] == [(0, 11), (8, 11), (11, 11)]


def test_no_pairs_ask_nobody():
    told: list[Progress] = []
    assert ask(Says(lambda p: YES), [], told.append).opinions == ()
    assert told == []


def test_no_answer_is_counted():
    asked = ask(Says(lambda p: None), [pair(), pair()], lambda _: None)
    assert (asked.opinions, asked.failures, asked.unanswered) == ((None, None), {UNTOLD: 2}, 2)


@pytest.mark.parametrize(
    ("probability", "kept"),
    [(0.0, True), (1.0, True), (1.0001, False), (-0.0001, False), (float("nan"), False)],
)
def test_a_probability_is_from_0_to_1(probability, kept):
    asked = ask(Says(lambda p: Opinion(probability, "so")), [pair()], lambda _: None)
    assert asked.failures == ({} if kept else {OUTSIDE: 1})
    assert (asked.opinions[0] is not None) is kept


def test_a_judge_that_raises_costs_its_batch_alone():
    def answer(p):
        if p.other.claim.text.startswith("0 "):
            raise ValueError("of any kind")
        return YES

    pairs = [pair(other=f"{n} people died in Tarn.") for n in range(BATCH + 2)]
    asked = ask(Says(answer), pairs, lambda _: None)
    assert asked.failures == {"failed with ValueError": BATCH}
    assert asked.opinions == (*[None] * BATCH, YES, YES)


@pytest.mark.parametrize("answer", [0.9, "yes", Opinion("0.9", "so")])
def test_what_is_no_opinion_costs_its_batch_alone(answer):
    asked = ask(Says(lambda p: answer), [pair()], lambda _: None)
    assert asked.opinions == (None,)
    assert (asked.unanswered, sum(asked.failures.values())) == (1, 1)


def test_a_judge_that_cannot_say_what_it_did_is_not_asked():
    class Mute(Says):
        @property
        def tally(self):
            raise OSError

    assert ask(Mute(lambda p: YES), [pair()], lambda _: None).failures == {"failed with OSError": 1}


def test_a_judge_that_answers_too_much_is_not_believed():
    class TooMuch(Says):
        def judge(self, pairs):
            return [YES] * (len(pairs) + 1)

    asked = ask(TooMuch(lambda p: YES), [pair()], lambda _: None)
    assert (asked.opinions, asked.failures) == ((None,), {"2 answers to 1 questions": 1})


def test_reasons_that_a_judge_tells_are_those_of_this_run():
    class Tells(Says):
        failed = 5

        @property
        def tally(self):
            return Tally(failures={"down": self.failed})

        def judge(self, pairs):
            self.failed += 1
            return [None] * len(pairs)

    assert ask(Tells(lambda p: None), [pair(), pair()], lambda _: None).failures == {"down": 1, UNTOLD: 1}

"""The process that compares: what becomes of an answer, of one that takes too long, and of one that dies."""

from __future__ import annotations

import asyncio
import json

import pytest
from doors import MARK

from compare.errors import CrossclaimError, InputError, OperationalError
from compare.ingest.given import Given
from compare.services import worker as module
from compare.services.comparing import compared, forgetful
from compare.services.frames import Outcome
from compare.services.worker import TooLongError, Worker
from compare.settings import ServeSettings, Settings

SOON = 30.0
"""Seconds in which what is to happen happens, on a slow machine."""

STAND_IN = """
import json, sys, time
def frame():
    head = sys.stdin.buffer.read(8)
    if len(head) < 8:
        raise SystemExit
    return sys.stdin.buffer.read(int.from_bytes(head, "big"))
settings = json.loads(frame())
count = 0
while True:
    text = json.loads(frame())[0]["text"]
    if text == "die":
        raise SystemExit(3)
    if text == "wait":
        time.sleep(60)
    count += 1
    answer = text.encode() if text[0] in "?!" else f"={text} {count} {settings['serve']['waiting']}".encode()
    sys.stdout.buffer.write(len(answer).to_bytes(8, "big") + answer)
    sys.stdout.buffer.flush()
"""
"""A process that compares nothing: what it is given says what it does."""


@pytest.fixture
def stand_in(monkeypatch):
    monkeypatch.setattr(module, "_START", STAND_IN)


def settings(seconds: float = SOON) -> Settings:
    return Settings(serve=ServeSettings(seconds=seconds, waiting=7))


def told(worker: Worker, *texts: str) -> list[object]:
    """What becomes of each text, the one after the other; errors as they are raised."""

    async def ask() -> list[object]:
        found: list[object] = []
        try:
            for text in texts:
                try:
                    found.append(await worker.compare([Given(text)]))
                except CrossclaimError as error:
                    found.append(error)
        finally:
            await worker.close()
            await worker.close()  # a second time does nothing
        return found

    return asyncio.run(asyncio.wait_for(ask(), SOON))


def test_one_process_answers_one_after_the_other(stand_in):
    assert told(Worker(settings()), "a", "b") == ["a 1 7", "b 2 7"]


def test_what_is_refused_and_what_fails_are_told_apart(stand_in):
    refused, failed, done = told(Worker(settings()), "?no text", "!no model", "a")
    assert (type(refused), str(refused)) == (InputError, "no text")
    assert (type(failed), str(failed)) == (CrossclaimError, "no model")
    assert done == "a 3 7"


def test_one_that_takes_too_long_is_ended_and_the_next_is_answered_by_another_process(stand_in):
    late, done = told(Worker(settings(0.5)), "wait", "a")
    assert isinstance(late, TooLongError)
    assert "longer than 0.5 seconds and was ended; give fewer or shorter articles" in str(late)
    assert done == "a 1 7"


def test_one_that_dies_is_told_and_the_next_is_answered(stand_in):
    died, done = told(Worker(settings()), "die", "a")
    assert type(died) is OperationalError
    assert "ended before it was done" in str(died)
    assert done == "a 1 7"


def test_one_that_nobody_waits_for_is_ended(stand_in):
    worker = Worker(settings())

    async def give_up() -> int | None:
        await worker.start()
        process = worker._running.process
        doing = asyncio.ensure_future(worker.compare([Given("wait")]))
        await asyncio.sleep(0)
        doing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await doing
        return await asyncio.wait_for(process.wait(), SOON)

    assert asyncio.run(give_up()) != 0


def test_the_process_refuses_what_cannot_be_compared_and_ends_when_its_stdin_does():
    row = Given("Five died.", "post")

    async def ask() -> int | None:
        worker = Worker(settings())
        with pytest.raises(InputError, match="two articles have the id 'post'"):
            await worker.compare([row, row])
        running = worker._running
        running.asked.close()
        code = await asyncio.wait_for(running.process.wait(), SOON)
        await worker.close()
        return code

    assert asyncio.run(ask()) == 0


def test_settings_that_forget_keep_nothing_and_change_no_result():
    plain = settings()
    found = forgetful(plain)
    assert (found.embedding.cache, found.judge.cache) == (False, False)
    assert found.as_dict() == plain.as_dict()


def test_a_defect_ends_one_comparison_and_says_its_kind_alone(monkeypatch):
    def broken(*_):
        raise ZeroDivisionError(MARK)

    monkeypatch.setattr("compare.pipeline.compare_articles", broken)
    outcome, told = compared(json.dumps([{"text": "Five died."}]).encode(), settings())
    assert outcome is Outcome.FAILED
    assert told == "internal error, ZeroDivisionError; this is a defect: please report it"


def test_one_that_cannot_be_started_is_told_by_the_comparison_and_not_by_the_start(monkeypatch, tmp_path):
    monkeypatch.setattr(module.sys, "executable", str(tmp_path / "none"))
    worker = Worker(settings())
    asyncio.run(worker.start())
    (failed,) = told(worker, "a")
    assert type(failed) is OperationalError
    assert str(failed) == (
        "cannot start the process that compares: No such file or directory; start the server again"
    )

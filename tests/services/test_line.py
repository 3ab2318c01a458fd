"""The line before the process that compares: one at a time, few wait, and who goes away leaves his place."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from compare.errors import InputError
from compare.ingest.given import Given
from compare.services.line import BusyError, Line


class Slow:
    """Compares when it is let go on."""

    def __init__(self) -> None:
        self.at_once = self.most = 0
        self.asked: list[str] = []
        self.go = asyncio.Event()

    async def compare(self, rows: Sequence[Given]) -> str:
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        self.asked.append(rows[0].text)
        try:
            await self.go.wait()
            if rows[0].text == "bad":
                raise InputError("bad")
            return rows[0].text
        finally:
            self.at_once -= 1


async def began(line: Line, *texts: str) -> list[asyncio.Task[str]]:
    tasks = []
    for text in texts:
        tasks.append(asyncio.create_task(line.compare([Given(text)])))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    return tasks


def test_one_at_a_time_in_the_order_in_which_they_came():
    async def run() -> None:
        slow = Slow()
        tasks = await began(Line(slow, 2), "a", "bad", "c")
        slow.go.set()
        found = await asyncio.gather(*tasks, return_exceptions=True)
        assert [found[0], str(found[1]), found[2]] == ["a", "bad", "c"]
        assert (slow.most, slow.asked) == (1, ["a", "bad", "c"])

    asyncio.run(run())


@pytest.mark.parametrize("waiting", [0, 1, 3])
def test_who_comes_when_too_many_wait_is_sent_away_and_told_when_to_come_again(waiting):
    async def run() -> None:
        slow = Slow()
        line = Line(slow, waiting)
        tasks = await began(line, *"abcd"[: waiting + 1])
        with pytest.raises(
            BusyError, match=rf"^{waiting} comparisons? waits? already; try again in \d+ sec"
        ) as told:
            await line.compare([Given("x")])
        assert told.value.seconds == 5 * (waiting + 1)
        slow.go.set()
        await asyncio.gather(*tasks)
        assert await line.compare([Given("x")]) == "x"
        assert "x" not in slow.asked[:-1]

    asyncio.run(run())


def test_who_goes_away_leaves_his_place_to_the_next():
    async def run() -> None:
        slow = Slow()
        line = Line(slow, 1)
        first, second = await began(line, "a", "b")
        second.cancel()
        await asyncio.sleep(0)
        (third,) = await began(line, "c")
        first.cancel()
        slow.go.set()
        assert await third == "c"
        assert slow.asked == ["a", "c"]

    asyncio.run(run())

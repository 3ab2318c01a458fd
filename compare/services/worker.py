"""A process that compares: one comparison at a time, and one that takes too long is ended with it.

Comparing keeps a processor busy for seconds, and what is compared comes from strangers. In a process of its
own it delays no other answer, takes its memory along when it ends, and can be stopped, which a thread cannot.
The process gets articles by its stdin and gives the text of facts.json by its stdout; see `comparing`.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import IO, Any

from compare.errors import CrossclaimError, InputError, OperationalError
from compare.ingest.given import Given
from compare.services.frames import HEAD, Outcome, framed, parsed
from compare.settings import Settings

__all__ = ["TooLongError", "Worker"]

_START = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    "from compare.services.comparing import main; raise SystemExit(main())"
)
"""The process finds modules where this one does, and not in the folder that it happens to run in."""


_NEW_GROUP = 0x200
"""What Windows calls CREATE_NEW_PROCESS_GROUP."""
_APART: Mapping[str, Any] = (
    {"creationflags": _NEW_GROUP} if sys.platform == "win32" else {"start_new_session": True}
)
"""Ctrl-C is for the one who asks, and ends the process then."""


class TooLongError(OperationalError):
    """A comparison took longer than it may."""


@dataclass(frozen=True, slots=True)
class _Running:
    """A process with its pipes."""

    process: Process
    asked: asyncio.StreamWriter
    answers: asyncio.StreamReader

    async def send(self, data: bytes) -> None:
        self.asked.write(framed(data))
        await self.asked.drain()

    async def answer(self) -> tuple[Outcome, str]:
        size = parsed(await self.answers.readexactly(HEAD))
        body = await self.answers.readexactly(size)
        return Outcome(body[:1]), body[1:].decode()


class Worker:
    """The process. It is started when it is needed, and again after it was ended."""

    def __init__(self, settings: Settings, errors: IO[Any] | None = None) -> None:
        """`errors` is where the process complains, stderr unless given."""
        self._settings = settings
        self._errors = errors
        self._running: _Running | None = None

    async def start(self) -> None:
        """Start the process, if there is none, and let it load what it needs.

        What is wrong with it, the first comparison says.
        """
        with contextlib.suppress(OperationalError, ConnectionError):
            await self._started()

    async def _started(self) -> _Running:
        running = self._running
        if running is not None and running.process.returncode is None:
            return running
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-I",
                "-c",
                _START,
                *sys.path,
                stdin=PIPE,
                stdout=PIPE,
                stderr=self._errors,
                **_APART,
            )
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise OperationalError(
                f"cannot start the process that compares: {why}; start the server again"
            ) from None
        if process.stdin is None or process.stdout is None:
            raise OperationalError("the process that compares has no pipes; start the server again")
        running = self._running = _Running(process, process.stdin, process.stdout)
        await running.send(self._settings.model_dump_json().encode())
        return running

    async def compare(self, rows: Sequence[Given]) -> str:
        """The text of facts.json on the articles of `rows`.

        Raises `InputError` for articles that cannot be used, `TooLongError` after the settings' seconds,
        `CrossclaimError` where a model cannot be used, `OperationalError` where the process ended by itself.
        """
        seconds = self._settings.serve.seconds
        done = False
        try:
            async with asyncio.timeout(seconds):
                running = await self._started()
                await running.send(json.dumps([asdict(row) for row in rows]).encode())
                outcome, told = await running.answer()
            done = True
        except TimeoutError:
            raise TooLongError(
                f"the comparison took longer than {seconds:g} seconds and was ended; give fewer or shorter "
                "articles, or raise serve.seconds"
            ) from None
        except (EOFError, ConnectionError, BrokenPipeError):
            raise OperationalError(
                "the comparison ended before it was done; the machine may have had no memory for it: give "
                "fewer or shorter articles"
            ) from None
        finally:
            if not done:  # also where nobody waits for it any more
                await self.close()
        if outcome is Outcome.REFUSED:
            raise InputError(told)
        if outcome is Outcome.FAILED:
            raise CrossclaimError(told)
        return told

    async def close(self) -> None:
        """End the process, whatever it does, and wait for its end."""
        running, self._running = self._running, None
        if running is None:
            return
        process = running.process
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        # Its pipes are read and closed as well, or the loop would complain of them when it ends.
        with contextlib.suppress(ConnectionError, BrokenPipeError):
            await asyncio.shield(process.communicate())

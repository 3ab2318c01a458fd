"""A judge behind an endpoint that speaks the chat-completions protocol: Ollama, llama.cpp, vLLM and others.

Each pair is a call of its own, so that the text of an article can reach no other pair's answer.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Sequence

from compare.errors import SettingsError
from compare.judges.address import Address, address_of
from compare.judges.prompt import SCHEMA, instructions, prompt_version, question, read_answer, tokens_of
from compare.judges.protocol import JudgedPair, Opinion, Tally, pair_key
from compare.judges.wire import Limits, UnansweredError, post
from compare.settings import JudgeSettings

GIVES_UP = 3
"""Pairs in a row on which calls fail, after which the endpoint is asked no more: it is down, or refuses the
key or the model; chosen by hand."""
FIRST_WAIT = 0.5
"""Seconds before a call is repeated, twice as many before the next; chosen by hand."""
LONGEST_WAIT = 20.0
"""Seconds that an endpoint may ask to wait; where it asks for more, the pair stays without an answer."""


class EndpointJudge:
    """A model behind an endpoint, asked at most `settings.calls` times, repeated calls included."""

    def __init__(self, settings: JudgeSettings, sleep: Callable[[float], None] = time.sleep) -> None:
        self._settings = settings
        self._address: Address = address_of(settings.url, allow_http=settings.allow_http)
        self._key = _key(settings)
        self._headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._key:
            self._headers["Authorization"] = f"Bearer {self._key}"
        self._limits = Limits(settings.connect_seconds, settings.seconds)
        self._sleep = sleep
        self._calls = self._in_a_row = 0
        self._tokens = (0, 0)
        self._failures: Counter[str] = Counter()
        self.name: str = settings.model
        self.identity: str = f"{settings.model} at {self._address.place}, prompt {prompt_version()}"
        if settings.plain:
            self.identity += ", plain"

    @property
    def tally(self) -> Tally:
        """Calls, tokens, and pairs without an answer."""
        return Tally(
            self._calls, tokens_in=self._tokens[0], tokens_out=self._tokens[1], failures=dict(self._failures)
        )

    def judge(self, pairs: Sequence[JudgedPair]) -> Sequence[Opinion | None]:
        """The opinion on each of `pairs`; None where there is no answer."""
        return [self._one(pair) for pair in pairs]

    def _one(self, pair: JudgedPair) -> Opinion | None:
        try:
            answer = self._answer(self._request(pair))
            read, written = tokens_of(answer)
            self._tokens = (self._tokens[0] + read, self._tokens[1] + written)
            return read_answer(answer, pair_key(pair))
        except UnansweredError as error:
            self._failures[str(error)] += 1
            return None

    def _answer(self, body: bytes) -> bytes:
        """The body of an answer. Raises `UnansweredError`."""
        if self._calls >= self._settings.calls:
            raise UnansweredError(f"not asked: the ceiling of {self._settings.calls} calls is reached")
        if self._in_a_row >= GIVES_UP:
            raise UnansweredError(f"not asked after {GIVES_UP} in a row on which calls failed")
        try:
            answer = self._posted(body)
        except UnansweredError:
            self._in_a_row += 1
            raise
        self._in_a_row = 0
        return answer

    def _posted(self, body: bytes) -> bytes:
        """The body of an answer, asked for again where that may help. Raises `UnansweredError`."""
        wait, left = FIRST_WAIT, self._settings.retries
        while True:
            self._calls += 1
            try:
                return post(self._address, body, self._headers, self._limits, self._key)
            except UnansweredError as error:
                spent = not left or self._calls >= self._settings.calls
                if spent or not error.again or (error.wait or 0) > LONGEST_WAIT:
                    raise
                self._sleep(wait if error.wait is None else error.wait)
                wait, left = 2 * wait, left - 1

    def _request(self, pair: JudgedPair) -> bytes:
        request: dict[str, object] = {
            "model": self._settings.model,
            "messages": [
                {"role": "system", "content": instructions()},
                {"role": "user", "content": question(pair)},
            ],
        }
        if not self._settings.plain:
            form = {"name": "opinion", "strict": True, "schema": SCHEMA}
            request |= {
                "temperature": 0,
                "max_tokens": self._settings.max_tokens,
                "stream": False,
                "response_format": {"type": "json_schema", "json_schema": form},
            }
        return json.dumps(request).encode()


def _key(settings: JudgeSettings) -> str:
    """The key of the endpoint, "" for none. Raises `SettingsError` where its variable holds none."""
    if not settings.key_variable:
        return ""
    key = os.environ.get(settings.key_variable, "")
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        what = "is empty or not set" if not key else "holds characters that no key has"
        raise SettingsError(
            f"the environment variable {settings.key_variable!r} (judge.key_variable) {what}; put the key of "
            "the endpoint there, or leave the setting empty"
        )
    return key

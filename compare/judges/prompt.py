"""What an endpoint is asked about a pair, and what of its answer is taken."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from compare.judges.protocol import JudgedPair, Opinion, Side, pair_key
from compare.judges.wire import UnansweredError
from compare.text_safety import cut, encodable

LONGEST = {"title": 300, "before": 700, "sentence": 1500, "after": 700, "focus": 500}
"""Characters of each part that are sent: longer than nearly all sentences; chosen by hand."""
WORDS = 300
"""Columns of a judge's words that are kept: the forty words that it is asked for, and some room."""
MOST_TOKENS = 10**9
"""More than any call takes: a larger number is none."""
NONE = "none"
CAUSES = ("conflict", "update", "scope", "precision", "attribution", "wording", NONE)
"""Why two claims differ, as a judge may answer; the last says that they do not."""
_FENCED = re.compile(r"```(?:json)?\s*\n(.*)\n```", re.DOTALL)
"""An answer that is all in a fence, as models write it that nothing holds to the form."""
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "words": {"type": "string"},
        "cause": {"type": "string", "enum": list(CAUSES)},
        "probability": {"type": "number"},
    },
    "required": ["id", "words", "cause", "probability"],
    "additionalProperties": False,
}
"""The form of an answer, for endpoints that hold their model to one."""


@cache
def instructions() -> str:
    """The prompt of the package."""
    return files("compare.judges").joinpath("data/prompt.txt").read_text(encoding="utf-8")


@cache
def prompt_version() -> str:
    """A hash of all that decides how a pair is asked about."""
    parts = json.dumps([instructions(), SCHEMA, LONGEST], sort_keys=True)
    return hashlib.sha256(parts.encode()).hexdigest()[:8]


def question(pair: JudgedPair) -> str:
    """What the endpoint reads of `pair`: quoted text only, as JSON.

    The outlets stay unnamed: who says something is to be no reason to believe it.
    """
    asked = {"id": pair_key(pair), "a": _quoted(pair.one), "b": _quoted(pair.other)}
    return json.dumps(asked, ensure_ascii=False)


def _quoted(side: Side) -> dict[str, str]:
    parts = {
        "published": side.published.isoformat() if side.published else "",
        "title": side.title,
        "before": side.before,
        "sentence": side.claim.text,
        "focus": side.claim.focus.text,
        "after": side.after,
    }
    return {name: encodable(text)[: LONGEST.get(name)] for name, text in parts.items() if text}


def read_answer(body: bytes, key: str) -> Opinion:
    """The opinion in the body of an answer about the pair `key`.

    Raises `UnansweredError` for everything but one object with the four keys, each with an allowed value.
    """
    try:
        answer = json.loads(body)
        message = answer["choices"][0]["message"]["content"]
        cut_short = answer["choices"][0].get("finish_reason") == "length"
    except (ValueError, RecursionError):
        raise UnansweredError("the answer is not JSON") from None
    except (KeyError, IndexError, TypeError, AttributeError):
        raise UnansweredError("the answer is none of the chat-completions protocol") from None
    if not isinstance(message, str):
        raise UnansweredError("the answer is none of the chat-completions protocol")
    if cut_short:
        raise UnansweredError("the answer was cut short (judge.max_tokens)")
    return _opinion(message, key)


def _opinion(message: str, key: str) -> Opinion:
    fenced = _FENCED.fullmatch(message.strip())
    try:
        found = json.loads(
            fenced[1] if fenced else message, object_pairs_hook=_once, parse_constant=_no_number
        )
    except (ValueError, RecursionError):
        raise UnansweredError("the model's answer is not the JSON asked for") from None
    if not isinstance(found, dict) or sorted(found) != sorted(SCHEMA["required"]):
        raise UnansweredError("the model's answer has other keys than those asked for")
    if found["id"] != key:
        raise UnansweredError("the model's answer is about another pair")
    probability, words, cause = found["probability"], found["words"], found["cause"]
    if isinstance(probability, bool) or not isinstance(probability, int | float) or not 0 <= probability <= 1:
        raise UnansweredError("the model's probability is outside 0 to 1")
    if not isinstance(words, str) or not words.strip() or cause not in CAUSES:
        raise UnansweredError("the model's words or cause are none of those asked for")
    return Opinion(float(probability), cut(words, WORDS), "" if cause == NONE else cause)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object each of whose keys stands once: the last would win in silence otherwise."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no JSON")


def tokens_of(body: bytes) -> tuple[int, int]:
    """What the endpoint says that a call took, in and out; 0 where it does not say. Raises nothing."""
    try:
        usage = json.loads(body)["usage"]
        counts = (usage["prompt_tokens"], usage["completion_tokens"])
    except (ValueError, RecursionError, KeyError, TypeError):
        return 0, 0
    read, written = (n if type(n) is int and 0 <= n < MOST_TOKENS else 0 for n in counts)
    return read, written

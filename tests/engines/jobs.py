"""Tasks that the tests give to workers, which import them by their names."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from compare.errors import InputError
from compare.threads import cores


def power(exponent: int, number: int) -> int:
    return number**exponent


def slow_first(_: None, number: int) -> int:
    time.sleep(0.2 if number == 0 else 0)
    return number


def process_of(_: None, number: int) -> int:
    return os.getpid()


def cores_of(_: None, number: int) -> int:
    return cores()


def refuse(_: None, number: int) -> int:
    if number == 3:
        raise InputError("three is refused")
    return number


def fall(_: None, number: int) -> int:
    if number == 3:
        raise ZeroDivisionError("three falls")
    return number


class OnlySentError(Exception):
    """Is packed, and cannot be opened again: it wants two arguments and keeps one."""

    def __init__(self, what: str, where: str) -> None:
        super().__init__(f"{what}\nin {where}")


def fall_so(_: None, number: int) -> int:
    if number == 3:
        raise OnlySentError("three falls", "here")
    return number


def die_once(place: str, number: int) -> int:
    """Kills its worker at number 5, the first time that anyone comes there."""
    mark = Path(place) / "died"
    if number == 5 and not mark.exists():
        mark.write_text(str(os.getpid()), encoding="utf-8")
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return number


def die(_: None, number: int) -> int:
    if number == 5:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return number

"""Parsers of others: hostile input makes them raise what they like, which becomes one line."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["parsing"]


@contextmanager
def parsing(what: str, *loggers: str) -> Iterator[None]:
    """Turn whatever a parser of `what` raises into a `ValueError` of one line; its `loggers` are silent."""
    known = [logging.getLogger(name) for name in loggers]
    levels = [logger.level for logger in known]
    for logger in known:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (OSError, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001 - the parsers of others raise what they like
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise ValueError(f"is no readable {what} ({reason})") from None
    finally:
        for logger, level in zip(known, levels, strict=True):
            logger.setLevel(level)

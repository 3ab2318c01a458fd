"""What the process that compares does: articles from stdin, the text of facts.json to stdout, until the end.

It ends when its stdin does, so that it does not outlive who started it. No text that it is given is kept: it
makes no cache of vectors, nor of what a judge said.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from typing import IO

from compare.errors import CrossclaimError
from compare.ingest.given import Given, articles_given
from compare.services.frames import HEAD, Outcome, framed, parsed
from compare.settings import RunSettings, Settings

__all__ = ["forgetful", "main"]


def main() -> int:
    """Compare what comes by stdin until it ends."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    given = _read(asked)
    if given is None:
        return 0
    settings = forgetful(Settings.model_validate_json(given))
    _warm(settings)
    while (rows := _read(asked)) is not None:
        outcome, text = compared(rows, settings)
        answers.write(framed(outcome.value + text.encode()))
        answers.flush()
    return 0


def forgetful(settings: Settings) -> Settings:
    """`settings` by which nothing of what is read is kept on disk, or leaves this process, which is ended
    where it takes too long."""
    return settings.model_copy(
        update={
            "embedding": settings.embedding.model_copy(update={"cache": False}),
            "judge": settings.judge.model_copy(update={"cache": False}),
            "run": RunSettings(),
        }
    )


def compared(rows: bytes, settings: Settings) -> tuple[Outcome, str]:
    """What becomes of the articles of `rows`, a list of `Given` as JSON, and the text that says it."""
    from compare.pipeline import compare_articles

    try:
        articles = articles_given([Given(**row) for row in json.loads(rows)], settings.ingest.sources)
        return Outcome.DONE, compare_articles(articles, settings).to_json()
    except CrossclaimError as error:
        return (Outcome.REFUSED if error.exit_code == 2 else Outcome.FAILED), str(error)
    except Exception as error:  # noqa: BLE001 - one comparison that fails ends no other
        return Outcome.FAILED, f"internal error, {type(error).__name__}; this is a defect: please report it"


def _warm(settings: Settings) -> None:
    """Load what the first comparison would wait for; what is wrong with it, that one says."""
    import compare.pipeline  # noqa: F401
    from compare.embeddings import open_encoder

    with contextlib.suppress(CrossclaimError):
        open_encoder(settings.embedding).encode(["It begins."])


def _read(stream: IO[bytes]) -> bytes | None:
    """The next frame; None at the end."""
    head = stream.read(HEAD)
    if len(head) < HEAD:
        return None
    size = parsed(head)
    data = stream.read(size)
    return data if len(data) == size else None


if __name__ == "__main__":
    sys.exit(main())

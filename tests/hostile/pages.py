"""Attacks on the review page: clients that lie, wait and break off, and a store that changes behind it."""

from __future__ import annotations

import contextlib
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from random import Random

from decided import report_of
from served import Served, served

from compare.errors import CrossclaimError
from compare.models import VerdictKind
from compare.pipeline_store import compare_store
from compare.review.desk import Desk
from compare.review.guard import COOKIE
from compare.store import open_store
from compare.web.connections import Patience
from hostile.monsters import text
from hostile.stores import ENCODER, LATE, sound

HASTY = Patience(headers=1.0, body=1.0, connections=16, per_peer=12)


def clients(rng: Random, place: Path) -> Iterator[str]:
    """Many clients of any kind at once: nothing is decided by them, and the reviewer is answered."""
    with served(report_of("ab", "cd"), patience=HASTY) as server, contextlib.ExitStack() as stack:
        for _ in range(rng.randint(1, 40)):
            link = stack.enter_context(socket.create_connection((server.host, server.doors.port), timeout=5))
            with contextlib.suppress(OSError):
                link.sendall(_said(rng, server))
                if rng.random() < 0.3:
                    link.close()
        if server.get("api/overview").status != 200:
            yield "the reviewer is not answered"
        if server.log.decisions():
            yield "a stranger decided"
        answer = server.post("note", {**server.shown("f-ab"), "note": text(rng)})
        if answer.status not in (200, 400):
            yield f"a note of the reviewer: {answer.status} {answer.body[:200]!r}"
        if b"internal error" in answer.body:
            yield f"internal error: {answer.body[:300]!r}"


def _said(rng: Random, server: Served) -> bytes:
    """What a client without the cookie, or with it from another site, sends."""
    kind = rng.random()
    shown = json.dumps({**server.shown("f-ab"), "verdict": "differ"}).encode()
    headers = server.headers()
    wrong = rng.choice(
        (
            {"cookie": f"{COOKIE}=x"},
            {"origin": "http://evil.example"},
            {"host": "evil.example"},
            {"x-csrf-token": "x"},
            {"sec-fetch-site": "cross-site"},
            {"content-type": "text/plain"},
        )
    )
    length = rng.choice((len(shown), len(shown), 0, 5, 10**6, -1))
    lines = "".join(f"{name}: {value}\r\n" for name, value in (headers | wrong).items())
    lines += f"content-length: {length}\r\n\r\n"
    method = rng.choice(("POST", "POST", "PUT", "GET", "OPTIONS"))
    whole = f"{method} /{server.doors.folder}/api/verdict HTTP/1.1\r\n{lines}".encode() + shown
    if kind < 0.5:
        return whole
    if kind < 0.8:
        return whole[: rng.randrange(len(whole))]
    return rng.randbytes(rng.randint(0, 400))


def open_page(rng: Random, place: Path) -> Iterator[str]:
    """An ``add``, a comparison, a removal while the page is open: what was decided stands, or is refused."""
    path = place / "open.db"
    for old in place.glob("open.db*"):
        old.unlink()
    path.write_bytes(sound(place))
    with open_store(path) as page, open_store(path) as other:
        desk = Desk(page.report(reviewed=False), page, "Ana")
        facts = [fact for fact in desk.facts.values() if len(fact.claims) > 1]
        decided = 0
        for _ in range(rng.randint(2, 6)):
            act = rng.random()
            if act < 0.2:
                other.add([rng.choice(LATE)])
            elif act < 0.3:
                compare_store(other, encoder=ENCODER)
            elif act < 0.4:
                with contextlib.suppress(CrossclaimError):
                    other.remove([rng.choice(("tarn", "velmora"))])
            else:
                fact = rng.choice(facts)
                verdict = rng.choice((VerdictKind.AGREE, VerdictKind.DIFFER))
                try:
                    desk.decide(fact.id, [claim.id for claim in fact.claims], verdict, "seen")
                    decided += 1
                except CrossclaimError as error:
                    if "\n" in str(error):
                        yield f"an error of several lines: {error}"
        if len(other.decisions()) != 3 + decided:
            yield f"{decided} decisions were made, and {len(other.decisions()) - 3} are there"
        compare_store(other, encoder=ENCODER)
        other.report()
        if other.damaged() or other.stale():
            yield "something is damaged or waits"

"""Attack crossclaim for as long as one likes: the attempts of ``tests/hostile``, in any number.

python scripts/attack.py                             # a minute of each
python scripts/attack.py values --count 1000000      # one of them, by count
python scripts/attack.py values --seed 7 --only 312  # one attempt again

Each prints what it made and what it found, with how to make the attempt again; the exit code is 1 where
anything was found. ``docs/reliability.md`` has the last long run.
"""

from __future__ import annotations

import argparse
import logging
import secrets
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from hostile import ATTACKS  # noqa: E402
from hostile.attack import Finding, run  # noqa: E402


def main() -> int:
    """Run what was asked for; the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which attacks: {', '.join(ATTACKS)}")
    parser.add_argument("--seed", type=int, default=None, help="of all attempts; a new one each time")
    parser.add_argument("--count", type=int, default=sys.maxsize, help="attempts of each")
    parser.add_argument("--seconds", type=float, default=None, help="of each; 60 where no count is given")
    parser.add_argument("--only", type=int, default=None, metavar="N", help="make attempt N alone")
    given = parser.parse_args()
    unknown = set(given.names) - set(ATTACKS)
    if unknown:
        parser.error(f"no attack {sorted(unknown)[0]!r}; there are {', '.join(ATTACKS)}")
    seed = secrets.randbelow(10**6) if given.seed is None else given.seed
    count = 1 if given.only is not None else given.count
    seconds = given.seconds or (60.0 if count == sys.maxsize else float("inf"))
    logging.disable(logging.CRITICAL)  # what a broken page makes trafilatura say
    faults = 0
    for name in given.names or ATTACKS:
        start = time.monotonic()
        with tempfile.TemporaryDirectory() as place:
            tally = run(
                name,
                ATTACKS[name],
                Path(place),
                seed=seed,
                count=count,
                seconds=seconds,
                first=given.only or 0,
                on_finding=_say,
            )
        faults += tally.faults
        print(f"{tally}; {time.monotonic() - start:,.0f} s", flush=True)
    return 1 if faults else 0


def _say(finding: Finding) -> None:
    print(str(finding).encode("utf-8", "backslashreplace").decode(), flush=True)


if __name__ == "__main__":
    sys.exit(main())

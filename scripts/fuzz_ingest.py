"""Spoil files of every layout and format at random, and read them: nothing may escape but our own errors.

python scripts/fuzz_ingest.py [NUMBER] [SEED]

Cuts, flips, repeats, joins and zeroes bytes of the files in tests/layouts.py, and says for which seed
something else than `NothingToReadError` was raised, or reading took long.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
import traceback
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import layouts

from compare.errors import NothingToReadError
from compare.ingest import read_articles

SLOW = 20.0
"""Seconds that no spoiled file may take; the sound ones take a tenth of one."""


def spoiled(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """`data` with one to four changes."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at, size = chance.randrange(len(out) + 1), chance.choice((1, 2, 8, 64, 512))
        match chance.randrange(8):
            case 0:
                del out[at:]
            case 1:
                del out[at : at + size]
            case 2:
                out[at:at] = chance.randbytes(size)
            case 3:
                out[at : at + size] = chance.randbytes(size)
            case 4:
                out[at:at] = out[at : at + size] * chance.choice((2, 50))
            case 5:
                out[at : at + size] = bytes(size)
            case 6:
                out[at:] = other[chance.randrange(len(other) + 1) :]
            case 7 if out:
                out[at % len(out)] ^= 1 << chance.randrange(8)
    return bytes(out)


def attack(number: int, seed: int, folder: Path, made: dict[str, bytes]) -> list[str]:
    """Read `number` spoiled files; what went wrong, with the seed that makes it again."""
    wrong, names = [], sorted(made)
    for case in range(seed, seed + number):
        chance = random.Random(case)
        name = chance.choice(names)
        path = folder / name
        path.write_bytes(spoiled(made[name], made[chance.choice(names)], chance))
        started = time.perf_counter()
        try:
            read_articles([path])
        except NothingToReadError:
            pass
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            wrong.append(f"seed {case}, {name}: {traceback.format_exc()}")
        if time.perf_counter() - started > SLOW:
            wrong.append(f"seed {case}, {name}: took {time.perf_counter() - started:.0f} s")
        path.unlink()
    return wrong


def main() -> int:
    """Attack, and say what went wrong."""
    number, seed = (int(text) for text in (sys.argv[1:] + ["20000", "0"][len(sys.argv) - 1 :]))
    warnings.simplefilter("ignore")
    made = {name: build() for name, build in layouts.FILES.items()}
    with tempfile.TemporaryDirectory() as folder:
        wrong = attack(number, seed, Path(folder), made)
    print("\n".join(wrong))
    print(f"{number} spoiled files of {len(made)} kinds: {len(wrong)} went wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())

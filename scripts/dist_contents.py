"""Say whether a folder with a wheel and an sdist holds one of each, and each all that belongs in it.

python scripts/dist_contents.py DIR
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LICENCES = ("LICENSE", "compare/embeddings/data/NOTICE.md", "compare/lang/en/NOTICE.md")
NOT_RELEASED = ("__pycache__", ".pyc", ".db", ".DS_Store", "/build/", ".hypothesis")
WHEEL_BYTES = 40_000_000


def tracked(*folders: str) -> set[str]:
    """The files below `folders` that git knows; without git, those that are there."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--", *folders], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode == 0 and done.stdout:
        return {name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()}
    paths = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in paths if not unwanted(path.as_posix())}


def wheel_faults(wheel: Path) -> list[str]:
    """What is wrong with the wheel: files of the package that it lacks, and files that are no part of it."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    info = next(name.split("/")[0] for name in names if name.split("/")[0].endswith(".dist-info"))
    data = info.removesuffix(".dist-info") + ".data/data/"
    faults = [f"the wheel lacks {name}" for name in sorted(tracked("compare") - names)]
    wanted = [f"{info}/licenses/{name}" for name in LICENCES] + [f"{data}share/man/man1/crossclaim.1"]
    faults += [f"the wheel lacks {name}" for name in wanted if name not in names]
    tops = {name.split("/")[0] for name in names} - {"compare", info, data.split("/")[0]}
    faults += [f"the wheel holds {name}, which is no part of the package" for name in sorted(tops)]
    if wheel.stat().st_size > WHEEL_BYTES:
        faults.append(f"the wheel has {wheel.stat().st_size:,} bytes, more than {WHEEL_BYTES:,}")
    return faults + junk(names)


def sdist_faults(sdist: Path) -> list[str]:
    """What is wrong with the sdist: it holds all that git knows, which the tests and the documents need."""
    with tarfile.open(sdist) as archive:
        members = {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}
    return [f"the sdist lacks {name}" for name in sorted(tracked(".") - members)] + junk(members)


def junk(names: set[str]) -> list[str]:
    """The names that nobody wants to be sent."""
    return [f"{name} should not be released" for name in sorted(names) if unwanted(name)]


def unwanted(name: str) -> bool:
    """Whether what is made in a checkout is called so."""
    return any(part in name for part in NOT_RELEASED)


def main(arguments: list[str]) -> int:
    """Say what is wrong, a line each; the exit code."""
    folder = Path(arguments[0])
    wheels, sdists = sorted(folder.glob("*.whl")), sorted(folder.glob("*.tar.gz"))
    if len(wheels) != 1 or len(sdists) != 1:
        faults = [f"{folder} holds {len(wheels)} wheels and {len(sdists)} sdists, not one of each"]
    else:
        faults = wheel_faults(wheels[0]) + sdist_faults(sdists[0])
    print("\n".join(faults) or f"{wheels[0].name} and {sdists[0].name} hold what belongs in them")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

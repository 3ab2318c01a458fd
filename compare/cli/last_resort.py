"""The last resort: an error that nobody foresaw is a defect, written down so that it can be sent to us.

What is written holds no text of an article, no name of a file and no word of a query: the versions, the
command with the names of its options, and the places in the program, by our own lines of code.
"""

from __future__ import annotations

import platform
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

from compare.version import __version__

__all__ = ["report_of", "write_report"]

_PACKAGES = ("numpy", "scipy", "onnxruntime", "trafilatura", "pydantic", "starlette", "typer")
_ROOT = Path(__file__).resolve().parents[2]


def write_report(error: BaseException, argv: Sequence[str]) -> Path | None:
    """Write a report on `error` into a new file that only the user can read; None where that cannot be."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="crossclaim-error-", suffix=".txt", delete=False
        ) as file:
            file.write(report_of(error, argv))
    except (OSError, ValueError):
        return None
    return Path(file.name)


def report_of(error: BaseException, argv: Sequence[str]) -> str:
    """What may be told of `error`: its kind and where it arose, not its message, which may quote a text."""
    lines = ["crossclaim: internal error", ""]
    lines += [f"crossclaim {__version__}", *(f"{name} {_version(name)}" for name in _PACKAGES)]
    lines += [f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"]
    lines += ["", f"command: {_command(argv)}", ""]
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines += _told(current)
        current = current.__cause__ or current.__context__
    return "\n".join(lines) + "\n"


def _told(error: BaseException) -> list[str]:
    """Kind and places of `error`, the innermost last."""
    lines = [f"{type(error).__module__}.{type(error).__qualname__} (message of {len(str(error))} characters)"]
    frames = traceback.extract_tb(error.__traceback__)
    lines += [f"  {_place(f.filename)}:{f.lineno} in {f.name}: {f.line or ''}".rstrip(": ") for f in frames]
    return lines


def _place(filename: str) -> str:
    """The file of a frame without the folders of this machine."""
    path = Path(filename)
    if path.is_relative_to(_ROOT):
        return path.relative_to(_ROOT).as_posix()
    return "/".join(path.parts[-2:])


def _command(argv: Sequence[str]) -> str:
    """The command and the names of its options; what they were given is "…"."""
    from compare.cli.app import command

    known = set(command().commands) | {"export", "import"}
    words: list[str] = []
    for word in argv:
        if word in known and all(w.startswith("-") or w in known for w in words):
            words.append(word)
        elif word.startswith("--"):
            words.append(word.partition("=")[0])
        else:
            words.append("…")
    return " ".join(words)


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"

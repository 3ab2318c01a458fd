"""What a language's folder has to offer, and what another folder than ``lang/en`` lacks of it.

python scripts/language_contract.py       # modules of lang/en, which rooms import them, and what
python scripts/language_contract.py de    # what compare/lang/de lacks of that (exit code 1 if anything)

The contract is not written down a second time: it is what the code imports from ``compare.lang.en``, and the
files of ``lang/en/data``.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).resolve().parents[1] / "compare"
REFERENCE = "en"


class Offer(NamedTuple):
    """What a module of the folder has to offer: the names that are imported, and by which rooms."""

    names: set[str]
    rooms: set[str]


def contract(package: Path = PACKAGE) -> Mapping[str, Offer]:
    """By module of ``lang/en``, what the rooms outside of ``lang`` import from it."""
    offers: defaultdict[str, Offer] = defaultdict(lambda: Offer(set(), set()))
    for path in sorted(package.rglob("*.py")):
        inside = path.relative_to(package)
        if inside.parts[0] == "lang":
            continue
        for module, names in _imports(path):
            offers[module].names.update(names)
            offers[module].rooms.add(inside.parts[0].removesuffix(".py"))
    return dict(sorted(offers.items()))


def data_files(package: Path = PACKAGE) -> set[str]:
    """The files of ``lang/en/data``."""
    return {path.name for path in (package / "lang" / REFERENCE / "data").iterdir()}


def lacking(code: str, package: Path = PACKAGE) -> list[str]:
    """What the folder ``lang/<code>`` lacks, a line each."""
    folder = package / "lang" / code
    lines = []
    for module, offer in contract(package).items():
        path = folder / f"{module}.py"
        if not path.exists():
            lines.append(f"{module}.py, with {', '.join(sorted(offer.names))}")
        else:
            missing = offer.names - _defined(path)
            lines += [f"{module}.py: {name}" for name in sorted(missing)]
    found = {path.name for path in (folder / "data").glob("*")}
    return lines + [f"data/{name}" for name in sorted(data_files(package) - found)]


def _imports(path: Path) -> Iterator[tuple[str, set[str]]]:
    start, text = f"compare.lang.{REFERENCE}.", path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)) if start in text else ():
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(start):
            yield str(node.module).removeprefix(start), {alias.name for alias in node.names}


def _defined(path: Path) -> set[str]:
    """The names that a module has at its top level."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)}
        elif isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name for alias in node.names}
    return names


def main(argv: list[str]) -> int:
    """Print the contract, or what a folder lacks."""
    if argv:
        lines = lacking(argv[0])
        print("\n".join(lines) or f"compare/lang/{argv[0]} offers all that is asked of a language")
        return 1 if lines else 0
    for module, offer in contract().items():
        print(f"{module}.py ({', '.join(sorted(offer.rooms))}): {', '.join(sorted(offer.names))}")
    print("\n".join(f"data/{name}" for name in sorted(data_files())))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

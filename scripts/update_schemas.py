"""Write the JSON Schemas of what crossclaim writes into compare/schemas/data/.

python scripts/update_schemas.py           # write them
python scripts/update_schemas.py --check   # only say whether they are current (exit code 1 if not)
"""

from __future__ import annotations

import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "compare" / "schemas" / "data"


def made() -> dict[Path, str]:
    """The files and what they are to hold."""
    from compare.schemas import DOCUMENTS, made_schema

    return {FOLDER / f"{name}.schema.json": made_schema(name) for name in DOCUMENTS}


def main(arguments: list[str]) -> int:
    """Write or check the schemas; the exit code."""
    files = made()
    current = all(path.exists() and path.read_text(encoding="utf-8") == text for path, text in files.items())
    if "--check" in arguments:
        print("current" if current else f"out of date: run python scripts/{Path(__file__).name}")
        return int(not current)
    FOLDER.mkdir(exist_ok=True)
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

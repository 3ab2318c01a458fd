"""List the numbers of the code that no docstring or comment explains.

Every module constant that is a number, and every number in a comparison other than 0, 1, 2 and -1, is one
that somebody chose: a line of words beside it says what it was set on, or that it was chosen by hand and
what hangs on it (`scripts/vary_constants.py` measures that).

    python scripts/list_constants.py            those without a word
    python scripts/list_constants.py --all      all of them
"""

from __future__ import annotations

import argparse
import ast
import tokenize
from collections.abc import Iterator
from pathlib import Path

PLAIN = frozenset({0, 1, 2, -1})
"""Numbers that stand for themselves in a comparison."""


def constants(path: Path) -> Iterator[tuple[int, str, bool]]:
    """Line, source and whether words stand beside it, of each number that somebody chose."""
    source = path.read_text("utf-8")
    tree = ast.parse(source)
    with path.open("rb") as file:
        comments = {
            token.start[0] for token in tokenize.tokenize(file.readline) if token.type == tokenize.COMMENT
        }

    def told(node: ast.AST, following: ast.stmt | None) -> bool:
        words = isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
        words = words and isinstance(following.value.value, str)  # type: ignore[union-attr]
        lines = range(node.lineno - 1, (node.end_lineno or node.lineno) + 1)  # type: ignore[attr-defined]
        return bool(words) or any(line in comments for line in lines)

    for node, following in zip(tree.body, [*tree.body[1:], None], strict=True):
        if isinstance(node, ast.Assign | ast.AnnAssign) and _number(node.value) is not None:
            yield node.lineno, ast.unparse(node), told(node, following)
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            for side in (node.left, *node.comparators):
                number = _number(side)
                if number is not None and number not in PLAIN:
                    yield node.lineno, ast.unparse(node), told(node, None)


def _number(node: ast.expr | None) -> float | None:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        found = _number(node.operand)
        return None if found is None else -found
    if isinstance(node, ast.BinOp):
        left, right = _number(node.left), _number(node.right)
        return left if left is not None and right is not None else None
    if (
        isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
    ):
        return node.value
    return None


def main() -> None:
    """Print the constants, file by file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--all", action="store_true", help="also those that are explained")
    everything = parser.parse_args().all
    count = bare = 0
    for path in sorted(Path("compare").rglob("*.py")):
        for line, source, told in constants(path):
            count, bare = count + 1, bare + (not told)
            if everything or not told:
                print(f"{path}:{line}: {source}")
    print(f"{count} numbers, {bare} of them without a word beside them")


if __name__ == "__main__":
    main()

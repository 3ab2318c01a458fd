"""List the vocabulary that stands in code: alternations and collections of six words or more.

Words that belong to English are data in `compare/lang/en/data/`; code holds grammar. A list of function
words, `(?:of|in|at)`, is grammar, whatever its length; six nouns, verbs or adjectives are not.

    python scripts/list_words.py          each list, file by file
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from compare.lang.en.tokens import CLOSED_CLASS_WORDS, FUNCTION_WORDS

GRAMMAR = CLOSED_CLASS_WORDS | FUNCTION_WORDS

LEAST = 6
"""Words that are no function words, from which on a list is vocabulary."""

ROOMS = ("extraction", "lang", "segmentation", "stories", "titles", "verdicts")
"""What reads or writes English; the others list columns, fields and signals."""

_WORD = re.compile(r"[a-z][a-z'’-]*(?: [a-z'’-]+)*\Z")
_GAPS = re.compile(r"\[ \]|\\s\+?|\\ |\{\}|\[-? ?\]|\?|\\b")


def lists(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Line and words of each list in a module."""
    tree = ast.parse(path.read_text("utf-8"))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Set | ast.Tuple | ast.List):
            yield from _collection(node)
        elif isinstance(node, ast.JoinedStr):
            text = "".join(v.value if isinstance(v, ast.Constant) else "{}" for v in node.values)
            yield from ((node.lineno, found) for found in alternations(text))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield from ((node.lineno, found) for found in alternations(node.value))


def _collection(node: ast.Set | ast.Tuple | ast.List) -> Iterator[tuple[int, list[str]]]:
    found = [part.value for part in node.elts if isinstance(part, ast.Constant)]
    told = vocabulary(word for word in found if isinstance(word, str))
    if len(told) >= LEAST:
        yield node.lineno, told


def alternations(pattern: str) -> Iterator[list[str]]:
    """The words of each alternation of a pattern that has as many."""
    for group in re.split(r"\((?:\?(?:P<\w+>|[:=!]|<[=!]|[a-z-]+:))?|\)", pattern):
        told = vocabulary(_GAPS.sub(" ", part).strip() for part in group.split("|"))
        if len(told) >= LEAST:
            yield told


def vocabulary(parts: Iterable[str]) -> list[str]:
    """Those of `parts` that are words or phrases, and not of function words alone."""
    return [part for part in parts if _WORD.match(part) and not set(part.split()) <= GRAMMAR]


def modules(package: Path) -> list[Path]:
    """The modules of `ROOMS`."""
    return sorted(path for room in ROOMS for path in (package / room).rglob("*.py"))


def main() -> None:
    """Print the lists, file by file."""
    count = total = 0
    for path in modules(Path("compare")):
        for line, words in lists(path):
            count, total = count + 1, total + len(words)
            print(f"{path}:{line}: {len(words)}: {' '.join(words)[:150]}")
    print(f"{count} lists, {total} words")


if __name__ == "__main__":
    main()

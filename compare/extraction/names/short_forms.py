"""Short forms of a person's name: "Jim Lund" and "J. Lund" may be James N. Lund.

Nicknames are those of the package `nicknames` (Apache-2.0), which lists many that are rare. Those that begin
with another letter than the name are from a list of our own, since of these a rare one is mostly another
person.
"""

from __future__ import annotations

from functools import cache

from compare.lang.resources import phrases

__all__ = ["is_initial", "is_short_form"]

_APART: dict[str, frozenset[str]] = {
    line.split()[0]: frozenset(line.split()[1:]) for line in phrases("en", "nicknames_apart")
}


def is_initial(word: str) -> bool:
    """Whether a word of a name is an initial, with its point or without."""
    return len(word) <= 2 and word[:1].isalpha() and word[1:] in {"", "."}


def is_short_form(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two names, as lower-case words, have one family name and given names that may be of one person.

    An initial against the name that it begins, or a nickname against a full name; middle names must not
    disagree.
    Names with equal given names are no short forms of each other.
    """
    if min(len(left), len(right)) < 2 or left[-1] != right[-1] or is_initial(left[-1]):
        return False
    if not _middles_meet(left[1:-1], right[1:-1]):
        return False
    one, other = left[0], right[0]
    if is_initial(one) or is_initial(other):
        return one != other and one[0] == other[0]
    return _is_nickname(one, other) or _is_nickname(other, one)


def _middles_meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether middle names, where both have some, may be the same."""
    if not one or not other:
        return True
    return len(one) == len(other) and all(
        x == y or ((is_initial(x) or is_initial(y)) and x[0] == y[0]) for x, y in zip(one, other, strict=True)
    )


@cache
def _is_nickname(nick: str, name: str) -> bool:
    if nick[:1] != name[:1]:
        return nick in _APART.get(name, ())
    return nick in _nicknames(name)


@cache
def _nicknames(name: str) -> frozenset[str]:
    return frozenset(_namer().nicknames_of(name))


@cache
def _namer():  # type: ignore[no-untyped-def]
    from nicknames import NickNamer

    return NickNamer()

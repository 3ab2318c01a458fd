"""Which number of a sentence is part of which: "12 people, including three children"."""

from __future__ import annotations

from collections.abc import Sequence

from compare.extraction.quantities.numbers import Mention, Tokens
from compare.lang.en.outcome_lexicon import FORMS
from compare.lang.resources import word_lists

__all__ = ["BE", "Parts"]

PART_REACH = 12
"""How many words may stand between a whole and its part."""

OF_THEM_REACH = 18
"""How many words may stand between a whole and ", of them"."""

_CONTEXT = word_lists("en", "outcome_context")

BE = frozenset({"were", "was", "been", "being", "are", "is"})


_JOINING = 4
"""Tokens between two items of a list, at most: ", and another".
A fifth less or more changes none of 19,693 readings."""
_BEFORE_OF_THEM = 3
"""Tokens between a whole and its part, "three of them", at most, where no comma stands before it.
A fifth less or more changes none of 19,693 readings."""


class Parts:
    """The mentions of one sentence with the words around them, and which of them is part of which."""

    def __init__(
        self, tokens: Tokens, mentions: Sequence[Mention], phrases: Sequence[tuple[int, int]]
    ) -> None:
        """`phrases` are the counted phrases of the mentions, as first token and the one behind the last."""
        self.words = tokens.words
        self.mentions = mentions
        self.phrases = phrases

    def word(self, k: int) -> str:
        """Token `k` in lower case, "" outside the sentence."""
        return self.words[k] if 0 <= k < len(self.words) else ""

    def form(self, k: int) -> tuple[str, int]:
        """What happens by token `k`, and by which forms of words (flags); ("", 0) for other words."""
        return FORMS.get(self.word(k), ("", 0))

    def people(self, n: int) -> bool:
        """Whether mention `n` may share an outcome: a count, not a measure."""
        m = self.mentions[n]
        return not (m.currency or (m.unit and m.unit != "percentage"))

    def end(self, n: int) -> int:
        """First token behind mention `n` and what it counts."""
        return max(self.phrases[n][1], self.mentions[n].after)

    def gap(self, n: int) -> list[str]:
        """The words between mention `n` with its phrase and the next mention."""
        return self.words[self.end(n) : self.mentions[n + 1].first]

    def coordinated(self, n: int) -> bool:
        """Whether mention `n` and the next stand side by side or are joined by "and" or a comma."""
        gap = self.gap(n)
        return len(gap) <= _JOINING and all(w in _CONTEXT["coordination"] for w in gap)

    def wholes(self) -> list[int | None]:
        """For each mention the one that it is a part of."""
        out: list[int | None] = [None] * len(self.mentions)
        for n in range(len(self.mentions)):
            if not self.people(n):
                continue
            if n and self._part_of_last(n):
                out[n] = out[n - 1] if out[n - 1] is not None and self._of_them(n) else n - 1
            elif n and out[n - 1] not in (None, n) and self.coordinated(n - 1) and self.gap(n - 1) != [","]:
                out[n] = out[n - 1]
            elif n + 1 < len(self.mentions) and self.people(n + 1):
                tail = self.gap(n)[-2:]
                if self.words[self.mentions[n].after : self.mentions[n + 1].first] in (
                    ["of"],
                    ["of", "the"],
                    ["of", "those"],
                ):
                    out[n] = n + 1
                if "among" in tail and all(
                    w in ("among", "the", "those") for w in tail[tail.index("among") :]
                ):
                    out[n] = n + 1
        for n in range(len(out) - 3, -1, -1):  # "10 children and 13 rebels were among 48 people"
            if out[n] is None and out[n + 1] == n + 2 and "and" in self.gap(n) and self.coordinated(n):
                out[n] = n + 2
        return out

    def _part_of_last(self, n: int) -> bool:
        """ "12 people, including three children": the mention before `n` is the whole of it."""
        gap = self.gap(n - 1)
        if not self.people(n - 1):
            return False
        reach = OF_THEM_REACH if gap[-1:] == [","] else _BEFORE_OF_THEM
        if self._of_them(n) and len(gap) <= reach:
            return True
        if len(gap) > PART_REACH:
            return False
        named = next((d for d in range(1, len(gap) + 1) if gap[-d] in _CONTEXT["including"]), 0)
        if named == 1 and gap[-1] == "among":  # "two medics among 31 dead": these are the whole
            return False
        if named:
            verb = gap[-named].startswith("include") and len(gap) > 1
            passive = gap[-named] == "among" and named < len(gap) and gap[-named - 1] in BE
            return not verb and not passive and self._only_nouns(gap[len(gap) - named + 1 :])
        if gap[-2:] in (["of", "whom"], ["of", "them"]):
            return True
        first = self.mentions[n - 1].first
        return first <= 2 and "of" in self.words[:first] and gap[-1:] == [","]

    def _only_nouns(self, between: list[str]) -> bool:
        """ "including a woman and" before a number: nothing but other parts in between."""
        return not any(
            w in FORMS or w in _CONTEXT["auxiliaries"] or (w in _CONTEXT["breaks"] and w != "and")
            for w in between
        )

    def _of_them(self, n: int) -> bool:
        after = self.mentions[n].after
        return self.words[after : after + 2] in (["of", "them"], ["of", "whom"])

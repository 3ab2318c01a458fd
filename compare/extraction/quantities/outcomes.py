"""What happens to what a number counts; which number is part of which says `part_whole`.

Found by word lists and position, without a parser: a participle or intransitive verb behind the
counted phrase ("12 people were killed"), an active verb before the number ("killing 12"), a noun that
is an outcome ("12 deaths"), or a toll ("the death toll rose to 52"). Outcomes have one name however
they are worded: dead, died, lives lost and fatalities are "kill". One number for two outcomes has
both: "kill/injure".
"""

from __future__ import annotations

from collections.abc import Sequence

from compare.extraction.quantities.numbers import Mention, Tokens
from compare.extraction.quantities.part_whole import BE, Parts
from compare.lang.en.endings import is_participle_form
from compare.lang.en.outcome_lexicon import (
    ACTIVE,
    BEFORE_DEATH,
    CASUALTY,
    FORMS,
    INTRANSITIVE,
    NOUN,
    OF_NOUNS,
    PASSIVE,
    STATE,
)
from compare.lang.resources import word_lists

__all__ = ["Happening", "find_actions", "is_action_word"]

Happening = tuple[str, int | None]
"""The action of a mention, "" for none, and the index of the mention that it is a part of."""

_REACH = 18
"""How many words behind the counted phrase its verb may stand."""
_TOLL_REACH = 18
"""How many words before the number its "death toll" may stand."""
_QUOTES = frozenset("\"'“”‘’")
_WITH = (["along", "with"], ["together", "with"])
_CONTEXT = word_lists("en", "outcome_context")


def is_action_word(word: str) -> bool:
    """Whether a lower-case word is a form of a verb or outcome known here."""
    return word in FORMS and word not in ("lives", "building")


def find_actions(
    tokens: Tokens, mentions: Sequence[Mention], phrases: Sequence[tuple[int, int]]
) -> list[Happening]:
    """Action and whole of each mention of a sentence. `phrases` are the counted phrases, by token."""
    finder = _Finder(tokens, mentions, phrases)
    count = len(mentions)
    actions = [finder.direct(n) for n in range(count)]
    wholes = finder.wholes()
    for n in range(count - 2, -1, -1):
        if actions[n] or not finder.people(n) or (finder.adverbial(n) and finder.gap(n) == [","]):
            continue
        if finder.behind[n + 1] and finder.coordinated(n):
            actions[n], finder.behind[n] = actions[n + 1], True
    for n in range(count):
        whole = wholes[n]
        if whole is not None and actions[whole] == "kill" and actions[n] in BEFORE_DEATH:
            actions[n] = "kill"  # "killed 14, including three children fleeing across the river"
        if actions[n] or not finder.people(n):
            continue
        if whole is not None and actions[whole]:
            actions[n] = actions[whole]
        elif n and finder.coordinated(n - 1) and actions[n - 1] in CASUALTY:
            actions[n] = actions[n - 1]
        else:
            actions[n] = finder.after_and(n)
    return list(zip(actions, wholes, strict=True))


def _both(a: str, b: str) -> str:
    return "kill/injure" if {a, b} == {"kill", "injure"} else "/".join(sorted((a, b)))


class _Finder(Parts):
    """What happens to what each mention of one sentence counts."""

    def __init__(
        self, tokens: Tokens, mentions: Sequence[Mention], phrases: Sequence[tuple[int, int]]
    ) -> None:
        super().__init__(tokens, mentions, phrases)
        self.starts = {m.first: n for n, m in enumerate(mentions)}
        self.used: set[int] = set()
        """Participles already read as what happened to an earlier mention."""
        self.behind = [False] * len(mentions)
        """Whether the action of a mention stands behind it."""

    def direct(self, n: int) -> str:
        """The action that stands with mention `n` itself."""
        first, end = self.phrases[n]
        if self.word(end - 1) in ("counts", "charges") and end > first:
            return ""
        before = self._before(n)
        for k in range(first, end):
            lemma, kinds = self.form(k)
            if (kinds & NOUN and k == end - 1) or (kinds & (PASSIVE | STATE) and lemma in CASUALTY):
                return before if before in CASUALTY else self._befell(n, lemma)
        if end > first and self.word(end - 1) == "lives":
            return "kill" if self._lives_lost(n, end) else ""
        if before == "shoot" and self.words[self.end(n) : self.end(n) + 2] in (
            ["to", "death"],
            ["dead", "."],
        ):
            return "kill"
        if before and (self.people(n) or before not in CASUALTY):
            return before
        if not self.people(n):
            return ""
        found = self._behind(n)
        self.behind[n] = bool(found)
        return found or self._toll(n)

    def _befell(self, n: int, described: str) -> str:
        """What befell people whom a participle describes: "26 displaced people were killed"."""
        found = self._behind(n) if self.word(self.end(n)) in BE else ""
        return found if found in CASUALTY else described

    # ------------------------------------------------------------ lists

    def adverbial(self, n: int) -> bool:
        """ "In the two attacks, 12 people were killed": the verb behind the comma is not of the attacks."""
        return self.word(self._left(n)) in _CONTEXT["prepositions"]

    def after_and(self, n: int) -> str:
        """ "killed a woman and three children": the verb before the first of two objects."""
        k = self._left(n)
        if (
            self.words[max(0, k - 2) : k + 1] == ["as", "well", "as"]
            or self.words[max(0, k - 1) : k + 1] in _WITH
        ):
            k -= 2
        elif self.word(k) != "and":
            return ""
        for d in range(1, 8):
            word = self.word(k - d)
            lemma, kinds = self.form(k - d)
            if kinds & ACTIVE and lemma in CASUALTY:
                return (
                    ""
                    if k - d in self.used or self.word(k - d - 1) == "of" or self.word(k - d - 1) in BE
                    else lemma
                )
            if word in ("were", "are", "include", "included"):
                return self._those(k - d)
            if (
                not word[:1].isalpha()
                or word in _CONTEXT["auxiliaries"]
                or word in _CONTEXT["breaks"]
                or word in ("in", "by", "at", "on")
            ):
                return ""
        return ""

    # ------------------------------------------------------------ before the number

    def _left(self, n: int) -> int:
        """The last token before mention `n` that is no determiner; "a total of" is passed over."""
        k = self.mentions[n].first - 1
        while k >= 0 and (self.words[k] in _CONTEXT["before_numbers"] or self.words[k] in _QUOTES):
            k -= 1
        if self.words[max(0, k - 1) : k + 1] == ["total", "of"]:
            k -= 3 if self.word(k - 2) in ("a", "the") else 2
        return k

    def _before(self, n: int) -> str:
        """An active verb, or a noun with "of", right before the number."""
        k = self._left(n)
        word = self.word(k)
        if word == "of":
            return self._of_noun(k)
        if word == "toll":
            return "kill"
        if word == "," and self.words[max(0, k - 3) : k - 1] in (["of", "those"], ["of", "the"]):
            return self._those(k)  # "of those killed, ten were boys"
        lemma, kinds = self.form(k)
        if word == "dead" and self.word(k - 1) in _CONTEXT["leaving_dead"]:
            return "kill"
        if not kinds & ACTIVE or k in self.used or (kinds & PASSIVE and self.word(k - 1) in BE):
            return ""
        other, forms = self.form(k - (2 if self.word(k - 1) in ("and", "or", "&") else 1))
        if forms & ACTIVE and other in CASUALTY and lemma in CASUALTY and other != lemma:
            return _both(other, lemma)
        return lemma

    def _of_noun(self, k: int) -> str:
        """ "the deaths of 12 people", "claiming the lives of 8"."""
        word = self.word(k - 1)
        if word == "toll":
            return "injure" if self.word(k - 2) in _CONTEXT["injured_tolls"] else "kill"
        if word in OF_NOUNS:
            return OF_NOUNS[word]
        lemma, kinds = self.form(k - 1)
        return lemma if kinds & NOUN else ""

    def _lives_lost(self, n: int, end: int) -> bool:
        first = self.mentions[n].first
        around = self.words[max(0, first - 4) : first] + self.words[end : end + 4]
        return any(w.startswith(tuple(_CONTEXT["taking_lives"])) for w in around)

    # ------------------------------------------------------------ behind what is counted

    def _behind(self, n: int) -> str:
        """A participle, intransitive verb or state behind what is counted, also across "including ...".

        "20 rebels killed 30 civilians" has an object behind the verb: there the twenty are not killed.
        """
        end = self.end(n)
        auxiliary = participle = False
        fallback = ""
        adverbial = self.adverbial(n)
        reach = 1 if self._partitive(n) else _REACH
        for k in range(end, min(len(self.words), end + reach)):
            word = self.words[k]
            lemma, kinds = self.form(k)
            if kinds & (PASSIVE | INTRANSITIVE | STATE) and (auxiliary or not participle):
                if kinds & PASSIVE and kinds & ACTIVE and not auxiliary and self._object(k + 1):
                    return fallback
                if lemma in CASUALTY:
                    self.used.add(k)
                    return self._paired(k, lemma)
                if auxiliary or k == end:
                    fallback = fallback or lemma
            elif word == "and" and fallback and self._then_hurt(k + 1):
                self.used.add(k + 1)
                return self.form(k + 1)[0]
            elif (word in _CONTEXT["sustained"] or (word == "with" and k == end)) and any(
                w in ("injuries", "wounds") for w in self.words[k + 1 : k + 4]
            ):
                return "injure"
            elif word == "lost" and self.words[k + 2 : k + 3] in (["lives"], ["life"]):
                return "kill"
            elif self._ends(k, word, kinds, auxiliary, end) or (word == "," and adverbial):
                return fallback
            elif word in _CONTEXT["auxiliaries"]:
                auxiliary = True
            elif word.endswith("ed"):
                participle = True
        return fallback

    def _partitive(self, n: int) -> bool:
        """ "most of the 500 residents fled": what happened is not said of the five hundred."""
        k = self.mentions[n].first - 1
        if self.word(k) not in _CONTEXT["definite"] or self.word(k - 1) != "of":
            return False
        return self.word(k - 2) in _CONTEXT["parts"] or any(m.after == k - 1 for m in self.mentions[:n][-1:])

    def _ends(self, k: int, word: str, kinds: int, auxiliary: bool, end: int) -> bool:
        """Whether the search for the verb of a subject ends at token `k`."""
        if k in self.starts:
            return not self._listed(k)
        if word == "and" and self._list_goes_on(k):
            return False
        if word in ".;:!?" or (
            word in _CONTEXT["breaks"] and not (auxiliary and word in _CONTEXT["auxiliaries"])
        ):
            return True
        if word in _CONTEXT["auxiliaries"] or word in _CONTEXT["skipped"] or word.endswith("ly"):
            return False
        if auxiliary and word[0].isalpha():
            return True
        return bool(kinds & ACTIVE) or (is_participle_form(word) and k > end)

    def _then_hurt(self, k: int) -> bool:
        """ "were shot and wounded": the outcome behind another participle, not a verb with its own object."""
        lemma, kinds = self.form(k)
        return lemma in CASUALTY and bool(kinds & (PASSIVE | STATE)) and not self._object(k + 1)

    def _object(self, k: int) -> bool:
        """Whether an object starts at `k`: a number that no participle follows, or a determiner."""
        while self.word(k) in ("and", "or") and self.form(k + 1)[1] & PASSIVE:
            k += 2
        if self.word(k) in _CONTEXT["object_starts"]:
            return True
        n = self.starts.get(k)
        if n is None:
            return False
        return not self.form(self.end(n))[1] & (PASSIVE | STATE) and self.word(self.end(n)) not in BE

    def _paired(self, k: int, lemma: str) -> str:
        """Add a second outcome: "killed and wounded", "dead or missing"."""
        if self.word(k + 1) not in ("and", "or", "&"):
            return lemma
        other, kinds = self.form(k + 2)
        if not kinds & (PASSIVE | STATE) or other not in CASUALTY or other == lemma:
            return lemma
        if kinds & ACTIVE and self._object(k + 3):
            return lemma
        self.used.add(k + 2)
        return _both(lemma, other)

    def _listed(self, k: int) -> bool:
        """Whether the number at `k` continues a list or says what is included."""
        near = self.words[max(0, k - 3) : k]
        return any(w in _CONTEXT["including"] for w in near) or any(
            w in _CONTEXT["coordination"] or w == "them" for w in near[-2:]
        )

    def _list_goes_on(self, k: int) -> bool:
        """Whether "and" at `k` goes on with a number, an article or a noun, not with a verb."""
        return k + 1 in self.starts or not self.form(k + 1)[1] & ACTIVE

    # ------------------------------------------------------------ tolls

    def _those(self, k: int) -> str:
        """The outcome before a verb at `k`: "those killed include", "among the dead were"."""
        for d in range(1, 7):
            lemma, kinds = self.form(k - d)
            if kinds & (PASSIVE | STATE | NOUN) and lemma in CASUALTY:
                return lemma
        return ""

    def _toll(self, n: int) -> str:
        """ "The death toll rose to 52", "the number of wounded at 20", "those killed include 14 children"."""
        k = self.mentions[n].first - 1
        if self.word(k) in _CONTEXT["including"] or self.word(k) in ("were", "are"):
            return self._those(k)
        if self.word(k) not in _CONTEXT["toll_links"] and self.mentions[n].joined != "and":
            return ""
        for d in range(1, _TOLL_REACH):
            word = self.word(k - d)
            lemma, kinds = self.form(k - d)
            if word in (".", ";", ""):
                break
            if word == "toll":
                return "injure" if self.word(k - d - 1) in _CONTEXT["injured_tolls"] else "kill"
            if not kinds & (NOUN | STATE | PASSIVE) or lemma not in CASUALTY:
                continue
            if word in _CONTEXT["outcome_nouns"] or any(
                self.word(k - d - e) in _CONTEXT["numbers_of"] for e in (1, 2, 3, 4)
            ):
                return lemma
        return ""

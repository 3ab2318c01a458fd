"""The language of an article: what its text is written in, and which articles are read.

Measured with py3langid 0.4 on 11,773 English texts: titles, leads of one, two and three sentences, single
sentences and whole articles. None is called another language. Of 32 news items in 25 languages, written for
this, no lead of one sentence or more is missed, and 11 of the bare titles are ("Brand in flat in Rotterdam").
Of an English text with a passage in another language, the larger part decides: at two fifths it is English.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from compare.engines import HERE, Engine, each
from compare.errors import naming
from compare.lang.codes import language_code
from compare.lang.languages import ENGLISH, Language
from compare.lang.patterns import LETTERS
from compare.models import Article

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

__all__ = ["identify", "unread"]

SURE_CHARACTERS = 200
"""Letters from which a text that is not in another language is called English, not unknown."""

LEAST_ENGLISH = 0.001
"""Probability of English up to which a text is called another language. At 0.005, three headlines, bylines
or place names of the 11,773 are ("TIROTEO EN PERRIS, CA"), at 0.05 sixty-eight."""

_SAMPLE = 5_000
"""Characters of a text by which its language is told: more tell no more."""
_PASSAGE = 100
"""Letters that are identified at once, at least: enough to be sure, few enough that a foreign passage stands
alone."""

_PLAIN_SHARE, _PLAIN_COUNT = 0.2, 3
"""Share and number of English function words of three letters or more from which a text is plainly English.
In the other languages their share was 0.09 at most, and two thirds of the English leads are above this; a
text that is half English is below."""

_QUOTED = re.compile(r'[“«„"][^”“»"\n]{1,1500}[”“»"]')
_NO_LANGUAGE = "zxx"

ASKED_AT_ONCE = 32
"""Articles of which a worker tells the language at once: a tenth of a second of work."""


def identify(text: str) -> str:
    """The ISO 639 code of the language that most of the text's letters are in.

    "" where it is too short to tell; such a text is read as English. An English article with a foreign
    statement is English, and so is one where the other language is only in what is quoted.
    """
    sample = text[:_SAMPLE]
    unquoted = _QUOTED.sub(" ", sample)
    code = _other_language(sample)
    if code and LETTERS.search(unquoted):
        code = _other_language(unquoted)
    return code or (ENGLISH.code if _letters(sample) >= SURE_CHARACTERS else "")


def unread(
    articles: Sequence[Article], language: Language = ENGLISH, engine: Engine = HERE
) -> Mapping[str, str]:
    """The articles in another language than `language`: their ids and the codes of their languages.

    The language that an article states counts; the text is asked where it states none that is known.
    """
    codes = each(engine, _language_of, None, articles, ASKED_AT_ONCE)
    stated = zip(articles, codes, strict=True)
    return {article.id: code for article, code in stated if code not in ("", language.code)}


def _language_of(_: None, article: Article) -> str:
    with naming(article.id):
        return language_code(article.language) or identify(article.text)


def _other_language(text: str) -> str:
    """The code of the language other than English that most letters of `text` are in; "" for none."""
    if _is_plain_english(text):
        return ""
    others: Counter[str] = Counter()
    for passage in _passages(text):
        others[_identified(passage)] += _letters(passage)
    total = others.total()
    del others[""]
    return max(sorted(others), key=others.__getitem__) if 2 * others.total() > total else ""


def _is_plain_english(text: str) -> bool:
    """Whether function words tell: loading the identifier takes longer than reading five articles."""
    found = LETTERS.findall(text.casefold())
    known = _function_words()
    count = sum(word in known for word in found)
    return count >= _PLAIN_COUNT and count >= _PLAIN_SHARE * len(found)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word for word in ENGLISH.function_words if len(word) > 2)


def _letters(text: str) -> int:
    return sum(map(len, LETTERS.findall(text)))


def _passages(text: str) -> list[str]:
    """The lines of the text: one of `_PASSAGE` letters or more by itself, shorter ones together."""
    passages = [""]
    for line in text.splitlines():
        if _letters(passages[-1]) >= _PASSAGE or (passages[-1] and _letters(line) >= _PASSAGE):
            passages.append("")
        passages[-1] += line + "\n"
    return passages


def _identified(text: str) -> str:
    """The code of the language that `text` is surely in, and "" where that is English or unsure."""
    ranked = dict(_identifier().rank(text))
    best = max(ranked, key=ranked.__getitem__)
    if ranked[ENGLISH.code] > LEAST_ENGLISH or best == _NO_LANGUAGE:
        return ""
    return language_code(best) or str(best)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

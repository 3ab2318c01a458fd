"""Codes of languages: what metadata call a language, as ISO 639.

The names and the equivalent codes are those of CLDR, through Babel.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

__all__ = ["language_code"]

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_.@].*)?")
_NAME_END = re.compile(r"\s*[(,;/].*")
_NO_LANGUAGE = frozenset({"mis", "mul", "und", "zxx"})
"""Codes that name no language: uncoded, several, undetermined, none."""


@cache
def language_code(tag: str) -> str:
    """The ISO 639 code, of two letters where there is one, for a BCP 47 tag, a code or an English name.

    "en", "en-US", "EN_gb", "eng" and "English" are all "en". Region and script are left out, for one
    language is read alike whatever they are. "" for what names no language.
    """
    tag = " ".join(tag.split())
    if tag in ("", "en"):
        return tag
    match = _TAG.fullmatch(tag)
    code = _preferred(match[1].lower()) if match else _codes_by_name().get(_folded(tag), "")
    return "" if code in _NO_LANGUAGE else code


def _preferred(code: str) -> str:
    """The code that CLDR prefers, "en" for "eng" and "he" for "iw"; "" for a code that it does not know."""
    from babel.core import get_global

    code = str(get_global("language_aliases").get(code, code)).partition("_")[0]
    return code if code in _names() else ""


@cache
def _codes_by_name() -> Mapping[str, str]:
    """Codes by their names in English: "american english" is "en" too."""
    return {_folded(name): code.partition("_")[0] for code, name in _names().items()}


@cache
def _names() -> Mapping[str, str]:
    from babel import Locale

    return dict(Locale("en").languages)


def _folded(name: str) -> str:
    return _NAME_END.sub("", name).casefold()

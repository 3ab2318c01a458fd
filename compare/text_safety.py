"""Hostile text made harmless for people and programs to look at, without losing what it says.

News text may hold terminal escapes, NULs, lone surrogates, direction overrides that show a number
backwards, spreadsheet formulas and markup. Each output has one function here.
"""

from __future__ import annotations

import json
import re
import unicodedata
from urllib.parse import urlsplit

__all__ = [
    "cut",
    "encodable",
    "formula_safe",
    "json_safe",
    "markdown",
    "one_line",
    "safe_url",
    "visible",
    "width",
]

_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"\s+")
_UNSEEN = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""For a class of characters: those that Unicode calls "default ignorable", the blank one of braille, and the
marks of annotations."""
_FORMULA = re.compile(
    rf"""'*                      # what an earlier pass put in front
        (?: [\t\r\n]            # a leading tab or line end starts a formula in some programs
          | [\s`{_UNSEEN}]*      # others skip what cannot be seen
            [=+\-@|%\u2212\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b]
        )""",
    re.VERBOSE,
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_MARKDOWN = re.compile(r"[\\`*_\[\]|~$]|:(?=\w+:)")
_MARKDOWN_LIST = re.compile(r"(?=[#+=\-])|\d{1,9}(?=[.)](?:\s|$))", re.ASCII)
_ADDRESS = re.compile(r"\b(\w+:)(?=//)|\b(www\.)(?=\w)", re.IGNORECASE)
_MENTION = re.compile(r"([@#])(?=\w)")
_CELL = 32_000
"""Spreadsheets hold 32,767 characters in a cell and spill the rest."""


def encodable(text: str) -> str:
    """`text` with lone surrogates replaced one for one, so that it encodes and offsets stay."""
    return _SURROGATES.sub("\ufffd", text)


def visible(text: str) -> str:
    """`text` with control characters, direction overrides and tags (letters that nobody sees) shown instead
    of obeyed."""
    return _CONTROLS.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:  # ASCII's controls, each of which has a picture
        return chr(0x2400 + code)
    if 0x202A <= code <= 0x2069 or code >= 0xE0000:  # marks of direction, and tags
        return f"[U+{code:04X}]"
    return "\u2421" if code == 0x7F else "\ufffd"  # DELETE, the last control


def json_safe(text: str) -> str:
    """The text of a JSON document with what `visible` shows escaped, which is the same document."""
    return _CONTROLS.sub(lambda match: json.dumps(match[0])[1:-1], text)


def one_line(text: str) -> str:
    """`text` made visible, on one line, with single spaces."""
    return _SPACES.sub(" ", visible(text)).strip()


def width(text: str) -> int:
    """Columns that `text` takes in a terminal."""
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, columns: int) -> str:
    """`text` on one line in at most `columns` columns, with an ellipsis where it was cut."""
    text = one_line(text[: 20 * columns + 100])
    if width(text) <= columns:
        return text
    out, used = [], 0
    for char in text:
        used += _columns(char)
        if used > columns - 1:
            break
        out.append(char)
    return "".join(out).rstrip() + "…" if columns > 0 else ""


def formula_safe(text: str) -> str:
    """`text` for a cell: what a spreadsheet would run as a formula gets an apostrophe in front.

    After the rules of OWASP for CSV injection, and also behind spaces or invisible characters and in
    full-width form. Controls are shown, as in `visible`. `plain_cell` takes the apostrophe off again.
    """
    text = visible(text)
    if len(text) > _CELL:
        text = text[: _CELL - 1] + "…"
    return "'" + text if _FORMULA.match(text) else text


def plain_cell(text: str) -> str:
    """What `formula_safe` was given, for visible text that fits in a cell."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


def is_number(text: str) -> bool:
    """Whether `text` is a plain number, which a spreadsheet reads as one."""
    return _NUMBER.fullmatch(text) is not None


def markdown(text: str) -> str:
    """`text` on one line as Markdown that shows it: no markup, no table cell, no mention of a user, and no
    address that a host would make a link of."""
    text = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _MARKDOWN.sub(r"\\\g<0>", text)
    start = _MARKDOWN_LIST.match(text)
    if start:
        text = f"{start[0]}\\{text[start.end() :]}"
    text = _ADDRESS.sub("\\g<0>\u2060", text)
    return _MENTION.sub("\\1\u2060", text)


_PRINTABLE = re.compile(r"[!-~]{1,2000}")


def safe_url(url: str) -> str:
    """`url` where a page may link to it: plain http or https with a host; otherwise ""."""
    if not _PRINTABLE.fullmatch(url) or any(c in url for c in "\"'<>\\`"):
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and host and "@" not in parts.netloc else ""

"""Bytes to text: UTF-8 first, then what the bytes look like, and a line that says so."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b") | {127})
_CONTROL_CHARACTERS = frozenset(map(chr, _CONTROL))
_FEW_NULS = 0.02
"""Share of zero bytes up to which a text is one that a program has spoiled: in UTF-16 half of the bytes
are zero, in other kinds of files many."""
_TEXT_ENCODINGS = re.compile(
    r"utf-?(?:8|16|16-le|16-be)|(?:iso-?8859|cp|koi8|mac|euc|iso2022|windows)[\w-]*|ascii|latin[\w-]*|big5[\w-]*|gb[\w-]*"
    r"|shift_jis[\w-]*|johab|hz|tis-?620|ptcp154|kz1048|hp-roman8|viscii"
)
"""Encodings that a page may declare, by Python's names; others run escapes or hide markup (UTF-7)."""
_SAMPLE = 200_000
"""Bytes by which an encoding is told: more tell no more."""


class NotTextError(ValueError):
    """The bytes are not text."""


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """Decode a file's bytes; return the text, without byte order mark, and a remark or "".

    `declared` is an encoding that the file names itself. Line ends stay as they are.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(encoding, errors="replace")
            return text, _replaced(text, encoding)
    if b"\0" in data[:_SAMPLE]:
        return _spoiled(data, declared) if _is_spoiled(data) else (_wide(data), "")
    if len(data[:_SAMPLE].translate(None, _CONTROL)) * 10 < len(data[:_SAMPLE]) * 9:
        raise NotTextError("it is no text file (most of it is control characters)")
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    if declared and (text := _as_declared(data, declared)):
        return text, ""
    if _mostly_utf8(data):
        text = data.decode("utf-8", errors="replace")
        return text, _replaced(text, "utf-8")
    encoding = _guess(data)
    return data.decode(encoding, errors="replace"), f"read as {encoding}, for it is not UTF-8"


def _is_spoiled(data: bytes) -> bool:
    """Whether the zero bytes are so few that they stand in a text by accident, and the rest is text."""
    count = data.count(b"\0")
    if count > max(_FEW_NULS * len(data), 2) or count * 3 > len(data):
        return False
    sample = data[:_SAMPLE].decode("utf-8", errors="replace")
    return sample.count("\ufffd") * 20 <= len(sample)


def _spoiled(data: bytes, declared: str) -> tuple[str, str]:
    count = data.count(b"\0")
    text, remark = decode(data.replace(b"\0", b"\x1a"), declared)
    told = f"{count} NUL character{'s were' if count > 1 else ' was'} read as \ufffd"
    return text.replace("\x1a", "\ufffd"), f"{told}; {remark}" if remark else told


def clean(text: str) -> str:
    """Replace lone surrogates, which no file can hold, by U+FFFD; the length stays the same."""
    return _SURROGATE.sub("\ufffd", text)


def universal(text: str) -> str:
    """Line ends as `Path.read_text` gives them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _replaced(text: str, encoding: str) -> str:
    count = text.count("\ufffd")
    return f"{count} characters are not {encoding.upper()} and were read as \ufffd" if count else ""


def _wide(data: bytes) -> str:
    """UTF-16 without a byte order mark, recognised by where its zeros are."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    encoding = "utf-16-le" if odd > 10 * even else "utf-16-be" if even > 10 * odd else ""
    if not encoding or max(even, odd) * 5 < len(sample):
        raise NotTextError("it is no text file (it holds zero bytes)")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise NotTextError("it is no text file (it holds zero bytes)") from None
    controls = sum(char in _CONTROL_CHARACTERS for char in text[:_SAMPLE])
    if controls * 10 > len(text[:_SAMPLE]):
        raise NotTextError("it is no text file (it holds zero bytes)")
    return text


def _as_declared(data: bytes, declared: str) -> str:
    try:
        found = codecs.lookup(declared)
        return found.decode(data)[0] if _TEXT_ENCODINGS.fullmatch(found.name) else ""
    except (LookupError, ValueError, UnicodeError):
        return ""


def _mostly_utf8(data: bytes) -> bool:
    """Whether few bytes spoil a text that holds many well-formed UTF-8 characters."""
    text = data[:_SAMPLE].decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(not c.isascii() for c in text) - bad
    return good >= 10 * bad


_NOT_ASCII = 0x80
"""The first byte that is none of ASCII."""


def _guess(data: bytes) -> str:
    sample = data[:_SAMPLE]
    high = [byte for byte in sample if byte >= _NOT_ASCII]
    if len(high) * 20 < len(sample) and not set(high) & {0x81, 0x8D, 0x8F, 0x90, 0x9D}:
        return "cp1252"  # so few accents: a Western text with typographic quotes
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best is not None else "cp1252"

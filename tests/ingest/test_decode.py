"""Bytes to text."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.ingest.decode import NotTextError, clean, decode

TEXT = "The mayor said: “Café Müller – closed”. " * 20


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-8"])
def test_unicode_with_and_without_a_mark(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == (TEXT, "")


def test_utf_16_without_a_mark() -> None:
    assert decode(("Plain text, " * 50).encode("utf-16-le")) == ("Plain text, " * 50, "")


def test_western_text_that_is_not_utf_8() -> None:
    sparse = TEXT + "The river rose by three metres on Monday. " * 40
    text, remark = decode(sparse.encode("cp1252"))
    assert text == sparse
    assert "cp1252" in remark


def test_other_text_that_is_not_utf_8() -> None:
    russian = "Река поднялась на три метра в понедельник после недели сильного дождя в горах. " * 10
    text, remark = decode(russian.encode("cp1251"))
    assert text == russian
    assert "cp1251" in remark


def test_declared_encoding() -> None:
    assert decode("Łódź".encode("iso-8859-2"), "iso-8859-2") == ("Łódź", "")
    assert decode("Łódź".encode(), "no-such-encoding") == ("Łódź", "")


def test_one_bad_byte_does_not_change_the_rest() -> None:
    text, remark = decode(TEXT.encode() + b"\xff")
    assert text == TEXT + "\ufffd"
    assert "1 character" in remark


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 20, bytes(range(1, 32)) * 20, b"\0" * 100, b"\0\1\2\xff"]
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(NotTextError):
        decode(data)


def test_lone_surrogates_keep_their_place() -> None:
    assert clean("a\ud800b😀") == "a\ufffdb😀"


@settings(derandomize=True, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, _ = decode(codecs.BOM_UTF8 + data)
        text, _ = decode(data)
    except NotTextError:
        return
    clean(text).encode()

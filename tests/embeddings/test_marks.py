"""Marks around a part of a text."""

from fakes import HashingEncoder
from hypothesis import given
from hypothesis import strategies as st

from compare.embeddings import CachedEncoder, FastMiniLM, load_encoder
from compare.embeddings.marks import bare, marked, reads_marks, unmarked


@given(st.text(st.characters(exclude_categories=["Cs", "Cn"])), st.data())
def test_marks_come_off_again(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert unmarked(marked(text, start, end)) == (text, (start, end))
    assert unmarked(text) == (text, None)


@given(st.text(st.sampled_from("a b\ufdd0\ufdd1")))
def test_a_text_that_has_marks_of_its_own_loses_them(text: str) -> None:
    plain, span = unmarked(text)
    assert not {"\ufdd0", "\ufdd1"} & set(plain)
    assert span is None or 0 <= span[0] <= span[1] <= len(plain)


def test_whoever_writes_marks_asks_for_no_part() -> None:
    text = "some \ufdd047\ufdd1 pages"
    assert unmarked(bare(text)) == ("some \ufffd47\ufffd pages", None)
    assert unmarked(marked(text, 10, 15)) == ("some \ufffd47\ufffd pages", (10, 15))


def test_a_cache_reads_marks_where_its_encoder_does() -> None:
    assert reads_marks(load_encoder()) and reads_marks(CachedEncoder(FastMiniLM(), None))
    assert not reads_marks(HashingEncoder()) and not reads_marks(CachedEncoder(HashingEncoder(), None))

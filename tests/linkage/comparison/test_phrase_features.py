"""Letters of texts as rows: what counting them one by one gives."""

from __future__ import annotations

import math
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from compare.extraction.annotation.texts import TextNotes
from compare.linkage.comparison.phrase_features import letter_rows


def counted(text: str) -> Counter[str]:
    letters = TextNotes(text).letters
    return Counter(letters[k : k + 3] for k in range(len(letters) - 2))


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(st.text(st.sampled_from("aAbé𝔸 -.\ud800"), max_size=12), max_size=5))
def test_rows_count_three_letters_of_each_text(texts: list[str]) -> None:
    bags = [counted(text) for text in texts]
    column = {three: k for k, three in enumerate(sorted({three for bag in bags for three in bag}))}
    rows = letter_rows([TextNotes(text).letters for text in texts])
    assert rows.shape == (len(texts), max(1, len(column)))
    for k, bag in enumerate(bags):
        part = slice(rows.indptr[k], rows.indptr[k + 1])
        assert rows.indices[part].tolist() == [column[three] for three in sorted(bag)]
        assert rows.data[part].tolist() == [1.0 + math.log(n) for _, n in sorted(bag.items())]

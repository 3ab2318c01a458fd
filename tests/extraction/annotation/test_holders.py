"""Names beside a value: of whom or of what it may be said."""

import pytest

from compare.extraction.annotation.holders import NEAREST, names_beside


@pytest.mark.parametrize(
    ("text", "value", "names"),
    [
        ("The painter Mara Venn, 26, was fined in Tarn.", "26", {"mara", "venn"}),
        ("A judge fined 26-year-old Mara Venn in Tarn.", "26-year-old", {"mara", "venn"}),
        ("The jury of Tarn's academy sold 26 paintings.", "26", {"tarn"}),
        ("Painters sold 26 works.", "26", set()),
        ("Yesterday The 26 painters left.", "26", set()),
    ],
)
def test_the_nearest_capitalised_words_are_names(text, value, names):
    start = text.index(value)
    assert names_beside(text, start, start + len(value)) == names
    assert len(names) <= NEAREST


def test_words_of_the_value_itself_are_none():
    text = "The report of May 4 was sold to Odo Lasch."
    start = text.index("May 4")
    assert names_beside(text, start, start + len("May 4")) == {"odo", "lasch"}

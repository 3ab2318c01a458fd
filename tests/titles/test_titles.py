"""Titles of facts: one line, short, the question and the clause that stands in the middle."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import claims_of, made, number, story

from compare.lang.en.phrase_ends import MAX_LENGTH, near_end, shorten, undangled
from compare.models import Facet, NameValue, value_type
from compare.titles.governing import tells_when
from compare.titles.quality import quality
from compare.titles.reads import reads_well
from compare.titles.titles import _word_ends, topic_of


def first(text: str, facet: Facet):
    return next(c for c in claims_of(story("a", text)) if c.facet is facet)


@pytest.mark.parametrize(
    ("text", "facet", "title"),
    [
        ("The storm killed 38 people in Velmora.", "quantity", "People killed in Velmora"),
        ("Some 38 people died in Velmora.", "quantity", "People killed in Velmora"),
        ("On Friday 38 people died in Velmora.", "quantity", "People killed in Velmora"),
        ("Officials said that 38 people died in Velmora.", "quantity", "People killed in Velmora"),
        (
            "But 38 people died in Velmora, according to the mayor.",
            "quantity",
            "People killed in Velmora",
        ),
        (
            "The raid killed 9 children in a school.",
            "quantity",
            "The raid killed how many children in",
        ),
        ("A dozen ships lay in the harbour of Velmora.", "quantity", "How many ships lay in the harbour"),
        (
            "The mine near Velmora lies 7 miles from the sea.",
            "quantity",
            "How many miles: “The mine near Velmora lies […] from the sea”",
        ),
        ("The bridge in Velmora cost 4 million euros.", "money", "The bridge in Velmora cost how much money"),
        (
            "Some 12 percent of the town is under water.",
            "percentage",
            "Share: “[…] of the town is under water”",
        ),
        (
            "The trial in Velmora lasted three weeks.",
            "duration",
            "Length of time: “The trial in Velmora lasted […]”",
        ),
        (
            "The ferry sank off the coast on 9 March 2024.",
            "date",
            "When the ferry sank off the coast",
        ),
        (
            "In March 2024 the ferry sank off the coast.",
            "date",
            "When the ferry sank off the coast",
        ),
        (
            "The harbour has been closed since 9 March 2024.",
            "date",
            "Since when the harbour has been closed",
        ),
    ],
)
def test_a_title_is_the_question_in_the_words_of_the_clause(text, facet, title):
    assert topic_of([first(text, Facet(facet))]).startswith(title)


def test_a_relative_clause_is_told_with_what_it_speaks_of():
    rest = ", and nobody in the town can say when they will be over or what they will bring"
    text = f"Ministers met for talks on the border, which began on 9 March 2024 in Velmora{rest}."
    assert topic_of([first(text, Facet.DATE)]) == (
        "When: “Ministers met for talks on the border, which began on […] in Velmora”"
    )


def test_a_title_does_not_begin_or_end_in_the_middle_of_things():
    text = "The town was flooded, and “killed 38 people in Velmora and"
    title = topic_of([made("a", number(38, counted="people"), text=text, focus_start=text.index("38"))])
    assert title == "Number of people: “The town was flooded, and killed […] … people in Velmora”"


def test_the_question_is_never_cut_off():
    long = "The old harbour of the town in the valley under the hills beyond the great northern lake saw"
    title = topic_of([first(f"{long} 38 people killed by a storm.", Facet.QUANTITY)])
    assert title == "People killed: “…beyond the great northern lake saw […] people killed by a storm”"


def test_a_dateline_is_no_part_of_a_title():
    text = "VELMORA (Tarn Times) — The mayor opened the new bridge."
    assert topic_of([made("a", text=text)]) == "The mayor opened the new bridge."


def test_a_statement_is_its_own_title():
    text = "The mayor of Velmora opened the new bridge."
    assert topic_of([first(text, Facet.STATEMENT)]) == text


def test_a_quotation_is_told_with_its_speaker():
    claim = first("“We shall rebuild every single house,” Mayor Ilka Drost said.", Facet.QUOTATION)
    assert topic_of([claim]) == "Mayor Ilka Drost: “We shall rebuild every single house”"


def test_a_long_quotation_ends_with_a_phrase_and_says_so():
    words = "We shall rebuild every single house, and every bridge over the river that the flood took from us"
    claim = first(f"“{words},” Mayor Ilka Drost said.", Facet.QUOTATION)
    assert (
        topic_of([claim]) == "Mayor Ilka Drost: “We shall rebuild every single house, and every bridge over…”"
    )


def test_nobody_is_no_speaker():
    claim = first("“We shall rebuild every single house,” she said.", Facet.QUOTATION)
    assert topic_of([claim]) == "Quoted: “We shall rebuild every single house”"


def test_a_name_is_its_spelling():
    value = NameValue(Facet.NAME, 0, 10, "Ilka Drost", "Ilka Drost")
    assert topic_of([made("a", value)]) == "Spelling: Ilka Drost"


def test_the_claim_that_reads_best_gives_the_title_in_any_order():
    texts = (
        "It killed 38 people.",
        "which killed 38 people, as has been reported at length by all the papers of the country",
        "The storm killed 38 people in Velmora.",
    )
    claims = [first(text, Facet.QUANTITY) for text in texts]
    assert topic_of(claims) == topic_of(claims[::-1]) == "People killed in Velmora"


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (["Ilka Drosd came.", "Ilka Drost came.", "Ilka Drost left."], "Spelling: Ilka Drost or Ilka Drosd"),
        (["Drosd came.", "Drost came.", "Trost left."], "Spelling: Drosd or Drost …"),
    ],
)
def test_a_name_takes_the_side_of_no_spelling(texts, title):
    claims = []
    for key, text in zip("abc", texts, strict=False):
        name = text.rsplit(" ", 1)[0]
        claims.append(made(key, NameValue(Facet.NAME, 0, len(name), name, name), text=text))
    assert topic_of(claims) == title


@pytest.mark.parametrize(
    "title",
    [
        "15 women and injured how many others",
        "We lost how many ships in the harbour of Velmora",
        "The mayor said how many the ships were sold",
        "How many ships of the harbour were sold to Mr.",
        "When in the harbour of Velmora the ship was sold",
        "When: In a speech in Velmora the mayor sold the ship",
        "When: The mayor who sold the ships of Velmora",
        "When: A truce agreed by the ministers of Velmora",
        "When: The mayor sold the ship and she very seriously",
        "The storm killed 12 people and hurt how many in Velmora",
        "When: It sank off the coast of Velmora in a storm",
        "When: Even before the mayor of Velmora sold the ship",
        "When: The mayor and the ministers of Velmora announced",
        "How many ships were sold and dozens lost in Velmora",
        "How many ships that the mayor of Velmora sold",
        "Echo The mayor of Velmora sold how many ships",
        "How many ships were sold there by the mayor of Velmora",
    ],
)
def test_what_no_newspaper_would_print_reads_badly(title):
    assert not reads_well(title)


@pytest.mark.parametrize(
    "title",
    [
        "How many ships were sold in the harbour of Velmora",
        "The storm of Velmora killed how many children",
        "When: The mayor of Velmora sold the ship to Tarn",
    ],
)
def test_what_a_newspaper_would_print_reads_well(title):
    assert reads_well(title)


@pytest.mark.parametrize(
    ("before", "after", "bound", "told"),
    [
        ("The bridge of Velmora was opened", "", False, True),
        ("The mayor never opened the bridge", "in Velmora", False, True),
        ("", ", the mayor opened the bridge", False, True),
        ("The mayor", "opened the bridge", False, True),
        ("The election is held", "", False, True),
        ("A truce brokered by the mayor and the ministers collapsed", "", False, True),
        ("The mayor announced his choice in a written statement", "", False, True),
        ("The bridge has been closed", "", True, True),
        # a second clause or predicate
        ("The talks are continuing and", "is the last day of them", False, False),
        ("The town was hit by storms, one lasting six days and ending", "", False, False),
        ("A jury has been convened and was scheduled to meet", "to hear him", False, False),
        # what is said of a noun, or within another clause
        ("The town blamed its rival for the story published", "that told of it", False, False),
        ("The bridge fell after the ministers left Velmora", "", False, False),
        ("The mayor says it will close the bridge", "", True, False),
        ("The mayor won praise as he opened the bridge", "", False, False),
        # what has been, or is so
        ("The bridge has been closed", "", False, False),
        ("Velmora is the capital of the valley", "", False, False),
        ("", "is the last day of the talks", False, False),
    ],
)
def test_a_title_asks_when_only_of_the_clause_that_the_date_belongs_to(before, after, bound, told):
    assert tells_when(before, after, bound=bound) is told


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "The talks in Velmora are continuing and 9 March 2024 is the last day of them.",
            "When: “The talks in Velmora are continuing and […] is the last day of them”",
        ),
        (
            "The ferry sank off the coast of Velmora on 9 March 2024, killing the captain.",
            "When the ferry sank off the coast of Velmora",
        ),
        (
            "Several ministers of Velmora offered swift, angry words to Ilka Drost on 9 March 2024.",
            "When several ministers of Velmora offered swift, angry words to Ilka Drost",
        ),
        ("Protesters gathered at the bridge of Velmora on 9 March 2024.",
         "When protesters gathered at the bridge of Velmora"),
        ("President Ilka Drost closed a bridge on 9 May 2024.", "When President Ilka Drost closed a bridge"),
        ("VELMORA ― The mayor of Tarn opened the bridge on 9 March 2024.",
         "When the mayor of Tarn opened the bridge"),
    ],
)  # fmt: skip
def test_a_date_is_asked_for_in_the_words_of_its_own_clause(text, title):
    assert topic_of([first(text, Facet.DATE)]) == title


def test_who_says_so_is_no_place():
    text = "Some 38 people died in Eastern Velmora the Tarn Monitor for Human Rights said."
    assert topic_of([first(text, Facet.QUANTITY)]) == "People killed in Eastern Velmora"
    text = "Some 38 people died in the attack he said."
    assert topic_of([first(text, Facet.QUANTITY)]) == "People killed in the attack"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        (
            "The minister of the old town in the valley faced a growing, loud chorus of critics on all sides",
            "The minister of the old town in the valley faced a growing, loud chorus of critics",
        ),
        (
            "The minister of the old town, who played a role in both the fall of the bridge and its repair",
            "The minister of the old town, who played a role",
        ),
        (
            "The minister of the old town announced that when it comes to bridges, the law must be made anew",
            "The minister of the old town announced that when it comes to bridges, the law must be…",
        ),
        (
            "The bridge over the river fell in the old town after many ministers of the valley had closed it",
            "The bridge over the river fell in the old town",
        ),
    ],
)
def test_a_text_is_not_cut_inside_a_phrase_or_a_clause(text, short):
    assert shorten(text) == short


def test_a_gap_leaves_other_numbers_out_and_says_where_it_is_cut():
    text = (
        "The old harbour of Velmora under the hills beyond the great northern lake, which holds 12 ships and "
        "is the pride of the whole valley, stayed closed for 8 days and nobody came to see it again."
    )
    title = topic_of([first(text, Facet.DURATION)])
    assert title.startswith("Length of time: “")
    assert "[…]" in title
    assert "12" not in title


@pytest.mark.parametrize(
    ("text", "facet", "title"),
    [
        ("A 27-year-old man was hurt in Velmora.", "quantity", "Age: “A […] man was hurt in Velmora”"),
        ("A 50-year-old died in Velmora.", "quantity", "Age: “A […] died in Velmora”"),
        ("Ilka Drost, 34, was hurt in Velmora.", "quantity", "Age of Ilka Drost"),
        ("They found 25-year-old Ilka Drost in Velmora.", "quantity", "Age of Ilka Drost"),
        (
            "It rose 20 km (12 miles) north of Velmora.",
            "quantity",
            "How many kilometres: “It rose […] (… miles) north of Velmora”",
        ),
        ("VELMORA 38 people died in the storm.", "quantity", "People killed in the storm"),
        ("Sunday 38 people died in the storm.", "quantity", "People killed in the storm"),
        (
            "The storm killed 38 people in Velmora a monitor said.",
            "quantity",
            "People killed in Velmora",
        ),
        ("VELMORA, Tarn. -- The storm hit on 9 March 2024.", "date", "When: “The storm hit on […]”"),
    ],
)
def test_what_reads_badly_is_told_in_another_way(text, facet, title):
    assert topic_of([first(text, Facet(facet))]) == title


@pytest.mark.parametrize(
    "text",
    [
        "The long war of the valley has driven many people from the old town, and nobody in Velmora "
        "can say when they will come back",
        "The mayor of the old town in the valley said the bridge over the river would be closed for two days "
        "after the storm of Monday",
        "Officials of the old town said the flood had taken the houses of 38 families and left them there",
    ],
)
def test_a_long_text_ends_where_a_phrase_does(text):
    short = shorten(text)
    assert len(short) <= MAX_LENGTH
    assert "…" not in short
    assert text.startswith(short)
    last = short.split()[-1]
    assert last not in ("nobody", "the", "of", "said", "and", "two", "days")


def test_what_a_cut_leaves_open_is_closed():
    text = (
        "The talks in the old town hall of Velmora are aimed at “an agreement, for which all the ministers "
        "of the region have waited” as the mayor said"
    )
    assert (
        topic_of([made("a", text=text)])
        == "The talks in the old town hall of Velmora are aimed at an agreement"
    )
    assert undangled("They met in the U.S. and") == "They met in the U.S."
    assert undangled("They met in Velmora. and") == "They met in Velmora"


def test_of_two_titles_the_one_that_begins_well_and_says_what_happened_reads_better():
    worse = (
        "Killing how many people in the storm of Velmora",
        "in Velmora how many people were killed by the storm",
        "It killed how many people in the old town of Velmora",
        "How many people in the old town of Velmora",
        "The storm killed how many 31 people in Velmora",
        "Avoid another storm A picture is worth | how many words were said",
        "The storm of Velmora killed how many people in the…",
    )
    assert all(quality(title) < quality("The storm killed how many people in Velmora") for title in worse)


def test_the_end_of_a_text_begins_with_a_phrase():
    assert near_end("the flood took the old bridge of Velmora in the night", 20) == "in the night"
    assert near_end("in the night", 20) == "in the night"
    assert near_end("word " * 20, 12) == "word word "


@pytest.mark.parametrize("unit", ["a", "A ", "said ", "and ", "(", ", ", "how many ", "A-", "told a "])
def test_a_title_of_hostile_text_takes_no_longer_than_its_text(unit):
    text = unit * (60_000 // len(unit))
    claim = made("a", number(7), text=text, focus_start=len(text) // 2)
    assert len(topic_of([claim] * 20)) <= MAX_LENGTH


@given(st.text(max_size=120), st.integers(0, 119), st.sampled_from(list(Facet)))
@settings(derandomize=True, deadline=None, max_examples=300)
def test_whatever_the_text_a_title_is_one_short_line(text, start, facet):
    text = text or "x"
    start = min(start, len(text) - 1)
    stated = (facet, start, start + 1, text[start : start + 1], "7")
    value = None if facet is Facet.STATEMENT else value_type(facet)(*stated)
    title = topic_of([made("a", value, text=text, focus_start=start)])
    assert len(title) <= MAX_LENGTH
    assert "\n" not in title


TEXT = st.text(st.characters(codec="utf-8"), max_size=300)


@given(TEXT, st.integers(8, 120))
@settings(derandomize=True, deadline=None, max_examples=200)
def test_a_title_is_one_line_of_the_length_that_is_left(text, length):
    short = shorten(text, length)
    assert len(short) <= length
    assert "\n" not in short
    whole = " ".join(text.split())
    assert short == whole or short.endswith("…") or whole.startswith(short)


@given(st.lists(st.text("abcdefg", min_size=1, max_size=9), min_size=20, max_size=60))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_a_long_title_is_cut_between_words(words):
    short = shorten(" ".join(words))
    assert len(short) <= MAX_LENGTH
    kept = short.removesuffix("…").split()
    assert kept == words[: len(kept)]


def test_a_title_of_just_the_length_stays_whole():
    assert shorten("x" * MAX_LENGTH) == "x" * MAX_LENGTH
    assert shorten("x" * (MAX_LENGTH + 1)) == "x" * (MAX_LENGTH - 1) + "…"


@given(st.text("ab_é .1", max_size=14), st.text("ab_é.", min_size=1, max_size=3))
def test_words_end_where_a_pattern_for_them_would_find_their_ends(text, words):
    plainly = [found.end() for found in re.finditer(re.escape(words) + r"(?!\w)", text)]
    assert list(_word_ends(words, text)) == plainly

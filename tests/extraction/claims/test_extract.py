"""Claims: what one article states, where it stands, and when what it tells happened."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import DAY, claims_of, names_of, story
from work import calls

from compare.extraction.claims.attributions import Attributions
from compare.extraction.claims.extract import MIN_STATEMENT_WORDS, extract_claims
from compare.extraction.values import extract_values
from compare.models import Days, Facet
from compare.segmentation.sentences import split_sentences

COUNTED = frozenset(Facet) - {Facet.STATEMENT, Facet.NAME, Facet.QUOTATION}


def one(text: str, facet: Facet = Facet.QUANTITY, published: date | None = DAY):
    (claim,) = [c for c in claims_of(story("a", text, published)) if c.facet is facet]
    return claim


def facets(text: str) -> list[Facet]:
    return sorted(c.facet for c in claims_of(story("a", text)))


# ---------------------------------------------------------------- which claims there are


def test_a_sentence_makes_one_statement_and_a_claim_per_value():
    text = "The flood killed 14 people and destroyed 230 houses in Velmora on 9 March."
    assert facets(text) == [Facet.DATE, Facet.QUANTITY, Facet.QUANTITY, Facet.STATEMENT]


def test_a_sentence_without_a_value_states_itself():
    assert facets("The mayor of Velmora opened the new bridge.") == [Facet.STATEMENT]


def test_a_line_of_fewer_words_than_a_statement_needs_states_nothing():
    words = ["Divers", "searched", "the", "old", "harbour", "again"]
    assert facets(" ".join(words[:MIN_STATEMENT_WORDS]) + ".") == [Facet.STATEMENT]
    assert facets(" ".join(words[: MIN_STATEMENT_WORDS - 1]) + ".") == []


@pytest.mark.parametrize(
    "pointing", ["the two countries", "these three villages", "both of its two ports", "the four lawyers"]
)
def test_a_small_count_of_things_already_known_is_no_claim(pointing):
    assert Facet.QUANTITY not in facets(f"Talks between {pointing} went on through the night.")


@pytest.mark.parametrize(
    "text",
    [
        "Talks between two countries went on through the night.",
        "The storm left the 214 villages without power.",
        "The fire killed the two brothers on the upper floor.",
    ],
)
def test_a_count_that_says_how_many_is_a_claim(text):
    assert Facet.QUANTITY in facets(text)


def test_a_quotation_needs_some_words():
    assert Facet.QUOTATION in facets("“We shall rebuild every single house,” Mayor Ilka Drost said.")
    assert Facet.QUOTATION not in facets("The so-called “green line” was closed by the police again.")


def test_furniture_states_nothing():
    article = story(
        "a", "A landslide buried 30 cars near Velmora.\nShare 120 comments with 45 friends today."
    )
    values = extract_values(article.text, DAY)
    first, second = split_sentences(article)
    sentences = [first, replace(second, furniture=True)]
    claims = extract_claims(article, sentences, values, Attributions(sentences, values))
    assert {c.sentence for c in claims} == {first.index}


def test_every_mention_of_a_name_is_kept_beside_the_claims():
    article = story("a", "Ilka Drost opened the bridge in Velmora. Critics of Ilka Drost stayed away.")
    found = names_of([article])
    assert [c.focus.text for c in found].count("Ilka Drost") == 2
    assert all(article.text[c.focus.start : c.focus.end] == c.focus.text for c in found)


# ---------------------------------------------------------------- where they stand

PLACES = st.sampled_from(["Velmora", "Port Ashel", "the Tarn valley", "Östhavn"])
ACTS = st.sampled_from(
    ["killed {n} people", "injured at least {n} miners", "cost ${n} million", "lasted {n} hours"]
)
WHEN = st.sampled_from(["on 9 March", "last week", "in 2019", "“late”", "— say some —", ""])
SENTENCES = st.builds(
    lambda act, n, place, when: f"The fire {act.format(n=n)} in {place} {when}".strip() + ".",
    ACTS,
    st.integers(2, 9999),
    PLACES,
    WHEN,
)
TEXTS = st.lists(SENTENCES | st.text(max_size=40), min_size=1, max_size=5).map("\n".join)


@given(TEXTS)
@settings(derandomize=True, deadline=None, max_examples=60)
def test_offsets_slice_back_to_the_words(text):
    article = story("a", text)
    for claim in claims_of(article):
        sentence = claim.sentence_start
        assert text[sentence : sentence + len(claim.text)] == claim.text
        assert text[claim.focus.start : claim.focus.end] == claim.focus.text
        assert sentence <= claim.start <= claim.end
        if claim.facet in COUNTED:
            assert claim.start <= claim.focus.start < claim.focus.end
            assert claim.end <= sentence + len(claim.text)


@given(TEXTS)
@settings(derandomize=True, deadline=None, max_examples=30)
def test_ids_are_distinct_and_hold_when_text_is_appended(text):
    first = {c.id for c in claims_of(story("a", text))}
    assert len(first) == len(claims_of(story("a", text)))
    assert not first & {c.id for c in claims_of(story("b", text))}


def test_the_extent_of_a_value_is_its_clause():
    text = (
        "While a dam in the northern hills broke and drowned 40 cattle on two farms, "
        "a storm on the coast at Port Ashel killed 11 fishermen in their boats."
    )
    by_focus = {c.value.number: c for c in claims_of(story("a", text)) if c.facet is Facet.QUANTITY}
    assert "storm" not in text[by_focus[40].start : by_focus[40].end]
    assert "dam" not in text[by_focus[11].start : by_focus[11].end]
    assert by_focus[40].sentence_start == by_focus[11].sentence_start == 0


def test_the_question_hides_the_values():
    claim = one("The storm on Monday killed 38 people in Velmora.")
    assert "38" not in claim.masked
    assert "Monday" not in claim.masked
    assert "killed" in claim.masked
    assert "Velmora" in claim.masked


# ---------------------------------------------------------------- when it happened


def test_the_event_is_dated_by_its_sentence():
    claim = one("The storm on 9 March 2024 killed 38 people in Velmora.")
    assert claim.when == Days(date(2024, 3, 9), date(2024, 3, 9))


def test_of_two_dates_the_one_of_the_same_clause_counts():
    text = "A flood on 2 March 2024 killed 38 people, while another on 8 May 2021 killed 12 people there."
    when = {c.value.number: c.when.low for c in claims_of(story("a", text)) if c.facet is Facet.QUANTITY}
    assert when == {38: date(2024, 3, 2), 12: date(2021, 5, 8)}


@pytest.mark.parametrize("text", ["The storm killed 38 people.", "The storm recently killed 38 people."])
def test_no_date_or_a_vague_one_leaves_the_day_open(text):
    claim = one(text)
    assert claim.when == Days()


@pytest.mark.parametrize(
    "text",
    [
        "The flood killed 14 people, officials said on Friday.",
        "The ministry accused the company on Friday of hiding that the flood killed 14 people.",
        f"{DAY:%A} {DAY:%d %b %Y} A flood killed 14 people in Velmora.",
        f"Posted on {DAY:%B %d, %Y} A flood killed 14 people in Velmora.",
    ],
)
def test_the_day_of_a_statement_or_of_publication_is_not_that_of_the_event(text):
    assert one(text).when.low is None
    assert one(text).story == Days()


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("The flood killed 14 people overnight.", 1, 0),
        ("The flood killed 14 people last night.", 1, 0),
        ("The flood killed 14 people on Tuesday.", None, None),
    ],
)
def test_a_night_belongs_to_two_days(text, before, after):
    claim = one(text)
    if before is None:
        assert claim.when.low == claim.when.high
    else:
        assert (DAY - claim.when.low).days == before
        assert (DAY - claim.when.high).days == after


def test_a_lifetime_is_no_date_of_an_event():
    claim = one("The mine has killed 38 people in the 20th century.")
    assert claim.when.low is None


def test_the_lead_gives_the_days_of_the_story():
    text = "A storm hit Velmora on Sunday.\nAt least 38 people were killed."
    claims = claims_of(story("a", text))
    assert {c.story for c in claims} == {Days(date(2024, 3, 10), date(2024, 3, 10))}


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("A storm hit Velmora on 10 March 2024.", None),
        ("A storm hit Velmora on 10 March 2023.", DAY),
        ("A storm will hit Velmora on 20 March 2024.", DAY),
        ("A storm hit the Velmora coast.", DAY),
    ],
)
def test_without_publication_or_a_recent_day_the_story_has_none(text, published):
    assert {c.story for c in claims_of(story("a", text, published))} == {Days()}


def test_a_day_below_the_lead_is_not_the_story():
    lead = "\n".join(
        f"Shops in {name} stayed closed all day." for name in ("Velmora", "Ashel", "Tarn", "Ost")
    )
    claims = claims_of(story("a", lead + "\nA storm had hit them on 10 March 2024."))
    assert {c.story for c in claims} == {Days()}


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sank with all its cargo, the harbour master told reporters on Tuesday.",
        "The owner said late on Tuesday that the ferry sank.",
        "Ilka Drost announced on Tuesday the end of the strike.",
    ],
)
def test_the_day_of_saying_is_spoken(text):
    assert one(text, Facet.DATE).spoken


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sank with all its cargo on Tuesday, the harbour master said.",
        "The owner said that the ferry sank on Tuesday.",
        "A storm on Tuesday closed the harbour, officials told reporters.",
    ],
)
def test_the_day_of_the_event_is_not(text):
    assert not one(text, Facet.DATE).spoken


# ---------------------------------------------------------------- how it is stated


def test_who_says_so_and_how_sure_is_kept():
    claim = one("The fire did not kill 38 people, police in Velmora said.")
    assert claim.modality.negated
    assert "olice" in claim.attribution
    assert one("The fire may have killed 38 people.").modality.hedged
    assert one("The town will plant 380 trees along the river.").modality.planned


def test_names_of_the_sentence_are_kept():
    assert "Ilka Drost" in one("Mayor Ilka Drost said that 38 people were killed.").names


def test_places_are_those_of_the_sentence_or_of_the_first_that_names_some():
    text = "A flood hit Jordan on Tuesday. It killed 14 people. In Germany 3 people drowned in a storm."
    found = {c.focus.text: c.places for c in claims_of(story("a", text)) if c.facet is Facet.QUANTITY}
    assert found == {"14": ("Jordan",), "3": ("Germany",)}


def test_hostile_text_takes_linear_work():
    def work(copies: int) -> int:
        article = story("a", "killed 5 people, " * copies)
        return calls(claims_of, article)

    assert work(800) < 6 * work(200) + 20_000


def test_a_sentence_full_of_dates_is_read_at_once():
    article = story("a", "On 9 March 5 died, " * 150)
    sentences, values = split_sentences(article), extract_values(article.text, DAY)
    begin = time.perf_counter()
    extract_claims(article, sentences, values, Attributions(sentences, values))
    assert time.perf_counter() - begin < 5

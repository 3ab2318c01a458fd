"""Quantities, money and percentages in text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from work import linear

from compare.extraction.quantities.extract import extract_quantities
from compare.extraction.values import extract_values
from compare.models import Change, Facet, Modifier


def read(text, taken=()):
    return extract_quantities(text, taken)


def one(text):
    (value,) = read(text)
    return value


def told(text):
    """What a sentence counts, with what happened: [(low or high, counted, action)]."""
    return [(v.value, v.counted, v.action) for v in read(text)]


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "modifier"),
    [
        ("41 people", "41", 41, 41, Modifier.EXACT),
        ("1,234.5 kilometers", "1234.5", 1234.5, 1234.5, Modifier.EXACT),
        ("twenty-nine people", "29", 29, 29, Modifier.EXACT),
        ("half a million people", "500000", 500000, 500000, Modifier.EXACT),
        ("a quarter of a million people", "250000", 250000, 250000, Modifier.EXACT),
        ("a dozen houses", "12", 12, 12, Modifier.EXACT),
        ("at least 27 people", "27", 27, None, Modifier.AT_LEAST),
        ("no fewer than 27 people", "27", 27, None, Modifier.AT_LEAST),
        ("27 or more people", "27", 27, None, Modifier.AT_LEAST),
        ("more than 200 people", "200", 200, None, Modifier.MORE_THAN),
        ("over 200 people", "200", 200, None, Modifier.MORE_THAN),
        ("just over 200 people", "200", 200, 220, Modifier.MORE_THAN),
        ("up to 200 people", "200", None, 200, Modifier.AT_MOST),
        ("as many as 200 people", "200", None, 200, Modifier.AT_MOST),
        ("fewer than 200 people", "200", None, 200, Modifier.LESS_THAN),
        ("about 2,000 troops", "2000", 1800, 2200, Modifier.ABOUT),
        ("some 2,000 troops", "2000", 1800, 2200, Modifier.ABOUT),
        ("nearly 2,000 troops", "2000", 1800, 2000, Modifier.ABOUT),
        ("dozens of people", "12/99", 12, 99, Modifier.ABOUT),
        ("scores of people", "20/199", 20, 199, Modifier.ABOUT),
        ("hundreds of people", "100/1000", 100, 1000, Modifier.ABOUT),
        ("tens of thousands of people", "10000/100000", 10000, 100000, Modifier.ABOUT),
        ("between 10 and 15 people", "10/15", 10, 15, Modifier.BETWEEN),
        ("10 to 15 people", "10/15", 10, 15, Modifier.BETWEEN),
        ("10-15 people", "10/15", 10, 15, Modifier.BETWEEN),
        ("four to five thousand people", "4000/5000", 4000, 5000, Modifier.BETWEEN),
        ("two or three people", "2/3", 2, 3, Modifier.BETWEEN),
    ],
)
def test_counts(text, value, low, high, modifier):
    found = one(f"There were {text} in the area.")
    assert (found.kind, found.value, found.modifier) == (Facet.QUANTITY, value, modifier)
    assert (found.low, found.high) == (
        pytest.approx(low) if low else low,
        pytest.approx(high) if high else high,
    )


@pytest.mark.parametrize(
    ("text", "value", "unit", "counted"),
    [
        ("$1.2bn", "1200000000", "USD", ""),
        ("€3.5 million", "3500000", "EUR", ""),
        ("US$58.24 per barrel", "58.24", "USD", "per barrel"),
        ("HK$5.4m", "5400000", "HKD", ""),
        ("10.5 million Australian dollars", "10500000", "AUD", ""),
        ("19 cents", "0.19", "USD", ""),
        ("$10 to $15 billion", "10000000000/15000000000", "USD", ""),
        ("a $5 million bond", "5000000", "USD", ""),
        ("$ 2 . 6 - million", "2600000", "USD", ""),
        ("$ 4.5 m", "4500000", "USD", ""),
    ],
)
def test_money(text, value, unit, counted):
    found = one(f"They wanted {text} for it.")
    assert (found.kind, found.value, found.unit, found.counted) == (Facet.MONEY, value, unit, counted)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("2.5 percent", "2.5", "percentage"),
        ("12 per cent", "12", "percentage"),
        (".5%", "0.5", "percentage"),
        ("three percentage points", "3", "percentage point"),
        ("half of the houses", "50", "percentage"),
        ("a third of the houses", "33", "percentage"),
        ("one in five houses", "20", "percentage"),
        ("nine out of ten houses", "90", "percentage"),
    ],
)
def test_shares(text, value, unit):
    found = one(f"It was {text} then.")
    assert (found.kind, found.value, found.unit) == (Facet.PERCENTAGE, value, unit)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Prices rose by 5%.", Change.UP),
        ("Shares were up about 5%.", Change.UP),
        ("Output fell 5 percent.", Change.DOWN),
        ("It closed 5% lower.", Change.DOWN),
        ("It had a gain of $30 million.", None),
        ("The rate is 5%.", None),
        ("The rate rose to 5%.", None),
        ("The rate fell to 5 percent.", None),
    ],
)
def test_a_change_is_no_level(text, change):
    assert one(text).change is change


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("5,000 ethnic Greeks living in the valley", "ethnic Greeks"),
        ("5,000 residents, primarily farmers,", "residents"),
        ("60 commercial fishermen, who bring in rockfish", "commercial fishermen"),
        ("15 women and children in the cellar", "women and children"),
        ("two police officers on patrol", "police officers"),
        ("20 coal-fired power plants", "coal-fired power plants"),
        ("300 recorded songs", "recorded songs"),
        ("12 others wounded", "others"),
        ("dozens of the houses", "houses"),
        ("a 20-member team", "member"),
        ("his three former co-workers", "former co-workers"),
        ("three former co - workers", "former co - workers"),
        ("23 armed Greek and Roman soldiers", "armed Greek and Roman soldiers"),
        ("one police officer", "police officer"),
        ("90 percent of its oil", "oil"),
        ("the 11 member states", "member states"),
        ("a keeper with 26 saves", "saves"),
    ],
)
def test_what_is_counted(text, counted):
    assert one(f"They saw {text}.").counted == counted


KILLED = [
    ("At least 17 civilians have been killed in the raid.", [("17", "civilians", "kill")]),
    ("The raid killed at least 12.", [("12", "", "kill")]),
    ("Air strikes kill 7 in the north", [("7", "", "kill")]),
    ("22 dead in raids", [("22", "", "kill")]),
    ("Two Killed, Three Injured in Attack", [("2", "", "kill"), ("3", "", "injure")]),
    ("Two Killed Three Injured in Attack", [("2", "", "kill"), ("3", "", "injure")]),
    ("Attack Kills Two Injures Three", [("2", "", "kill"), ("3", "", "injure")]),
    ("The death toll rose to 52.", [("52", "", "kill")]),
    ("The number of wounded stands at 20.", [("20", "", "injure")]),
    (
        "12 people, including three children, were killed and 30 others wounded.",
        [("12", "people", "kill"), ("3", "children", "kill"), ("30", "others", "injure")],
    ),
    ("A bomb exploded, leaving 20 wounded.", [("20", "", "injure")]),
    ("Eight people died, with at least 70 injured.", [("8", "people", "kill"), ("70", "", "injure")]),
    ("The blast killed and wounded 14 people.", [("14", "people", "kill/injure")]),
    ("It claimed the lives of 8 persons.", [("8", "persons", "kill")]),
    ("It claimed eight lives.", [("8", "lives", "kill")]),
    ("There were 12 deaths and 30 injuries.", [("12", "deaths", "kill"), ("30", "injuries", "injure")]),
    ("Twenty rebels killed 30 civilians.", [("20", "rebels", ""), ("30", "civilians", "kill")]),
    ("The raid killed 14 men and four women.", [("14", "men", "kill"), ("4", "women", "kill")]),
    ("The raid killed a guard and three drivers.", [("3", "drivers", "kill")]),
    ("120 soldiers and 60 rebels were killed.", [("120", "soldiers", "kill"), ("60", "rebels", "kill")]),
    ("Four people were shot and wounded.", [("4", "people", "injure")]),
    ("Three people sustained injuries.", [("3", "people", "injure")]),
    ("Two U.S. soldiers were killed.", [("2", "U.S. soldiers", "kill")]),
    ("Police arrested 40 protesters.", [("40", "protesters", "arrest")]),
    ("Thousands have fled the town.", [("1000/10000", "", "flee")]),
    ("No one was killed.", [("0", "", "kill")]),
    ("Most of its 500 residents, mainly farmers, fled.", [("500", "residents", "")]),
    ("Two of the 12 people killed were guards.", [("2", "", "kill"), ("12", "people", "kill")]),
    ("A bomb killed 26 displaced people.", [("26", "displaced people", "kill")]),
    ("26 displaced people were killed.", [("26", "displaced people", "kill")]),
    ("Rebels killed 12 hostages.", [("12", "hostages", "kill")]),
    ("Doctors saw 15 wounded guests.", [("15", "wounded guests", "injure")]),
    (
        "It killed 14 people, six of them children.",
        [("14", "people", "kill"), ("6", "children", "kill")],
    ),
    ("Of those killed, ten were boys.", [("10", "boys", "kill")]),
    ("Nine people died, two of whom were nurses.", [("9", "people", "kill"), ("2", "nurses", "kill")]),
    ("Six of them were wounded.", [("6", "", "injure")]),
    (
        "Raids killed 14 people, including three children fleeing across the river.",
        [("14", "people", "kill"), ("3", "children", "kill")],
    ),
    ("CITY (Agency) - At least five people died.", [("5", "people", "kill")]),
    ("In the two attacks, 12 people were killed.", [("2", "attacks", ""), ("12", "people", "kill")]),
    ("No civilians were hurt.", [("0", "civilians", "injure")]),
    ("There is no basis for reports that he was killed.", []),
    ("There were no casualties.", [("0", "casualties", "kill/injure")]),
]


@pytest.mark.parametrize(("text", "expected"), KILLED)
def test_what_happens_to_what_is_counted(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "40 people, among them 11 children, were hurt.",
        "40 people including a man and 11 children were hurt.",
        "40 people were hurt, 11 of them children.",
        "40 people were hurt in the blast, 11 of them badly.",
        "11 children were among 40 people hurt.",
        "11 children among 40 hurt in the blast",
        "11 children and nine nurses were among 40 people hurt.",
    ],
)
def test_a_part_points_to_its_whole(text):
    values = {v.value: v for v in read(text)}
    assert values["11"].whole == values["40"].start
    assert values["40"].whole is None
    assert values["11"].action == "injure"


@pytest.mark.parametrize(
    "text",
    [
        "The war of 1999 began in 1998.",
        "Flight 370 left from gate 12.",
        "Resolution 2254 and Section 427 apply.",
        "They live in the 2200 block of Oak Road.",
        "He lives at 358 Oak Street.",
        "An F-35 and an AK-47 were shown.",
        "Call 555-0123 or 911.",
        "It is open 24/7.",
        "World War Two ended.",
        "On the one hand, it is late.",
        "He met no one there.",
        "One would think so, and the one that burnt was new.",
        "It was one such case, and one reason why.",
        "The match began at 4:39.",
        "It is open 24-7.",
        "He played at Three Rivers Stadium.",
        "It stands at section 5-3.",
        "Image 3 of 10",
        "The S&P 500 opened.",
        "No. 10 declined to comment.",
        "A third victim was found.",
        "It was his second half.",
    ],
)
def test_names_years_and_numbers_of_things_are_no_values(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("United won 3-1 on Saturday.", "3-1"),
        ("United lost 1-3 to the visitors.", "1-3"),
        ("The court ruled 5-4 against him.", "5-4"),
        ("It was a 1-1 draw.", "1-1"),
        ("It ended 2-2.", "2-2"),
        ("The house voted 228-206 for it.", "228-206"),
        ("Parliament voted 120 to 33 for it.", "120-33"),
        ("A 7-0 defeat followed.", "7-0"),
    ],
)
def test_a_score_is_no_range(text, score):
    found = one(text)
    low, high = sorted(map(int, score.split("-")))
    assert (found.value, found.unit, found.low, found.high) == (score, "score", low, high)
    assert (found.number, found.modifier, found.change) == (None, Modifier.EXACT, None)


@pytest.mark.parametrize(
    "text", ["He lost 10-15 men.", "They won 10-15 seats.", "10-15 people came.", "It rose 10-15 percent."]
)
def test_a_range_is_no_score(text):
    found = one(text)
    assert (found.low, found.high, found.modifier) == (10, 15, Modifier.BETWEEN)


@pytest.mark.parametrize(
    "text",
    [
        "A magnitude 6.8 earthquake hit.",
        "A 6.8-magnitude quake hit.",
        "An earthquake of magnitude 6.8 hit.",
        "It read 6.8 on the Richter scale.",
        "An earthquake measuring 6.8 hit.",
        "A magnitude-6.8 tremor hit.",
    ],
)
def test_a_magnitude_has_its_own_unit(text):
    found = one(text)
    assert (found.value, found.unit, found.low, found.high) == ("6.8", "magnitude", 6.8, 6.8)


def test_tens_of_years_are_no_seconds():
    assert one("The man was in his 30s, police said.").counted == "age"
    assert one("It took 30s to load.").unit == "second"


def test_an_age_without_its_unit_is_a_number_of_years():
    found = one("John Smith, 25, was not there.")
    assert (found.kind, found.value, found.unit, found.counted) == (Facet.QUANTITY, "25", "year", "age")
    assert one("Players over the age of 21 may stay.").low == 21
    assert one("The singer died at 91.").counted == "age"


@pytest.mark.parametrize(
    "text",
    [
        "The teacher is 25 years old.", "A 25-year-old teacher left.", "The 25-year-old left.",
        "A teacher aged 25 left.", "The teacher, aged 25 years, left.", "He left at the age of 25.",
        "They named her as Mary Brown, 25.", "Mary Brown, 25, left.", "She was 25 years of age.",
    ],
)  # fmt: skip
def test_an_age_has_one_form_however_it_is_written(text):
    found = next(v for v in extract_values(text) if v.kind is not Facet.NAME)
    assert (found.kind, found.value, found.unit, found.counted) == (Facet.QUANTITY, "25", "year", "age")
    assert (found.low, found.high) == (25, 25)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("18-to-24-year-olds voted.", 18, 24, "year"),
        ("People 65 and older voted.", 65, None, "year"),
        ("She had a sister who was 10.", 10, 10, "year"),
        ("He turned 50 on a train.", 50, 50, "year"),
        ("A two-and-a-half-year-old girl.", 2.5, 2.5, "year"),
        ("Her six-month-old son.", 6, 6, "month"),
        ("Children aged between 5 and 10 years.", 5, 10, "year"),
    ],
)
def test_ages_in_other_words(text, low, high, unit):
    (found,) = [v for v in extract_values(text) if v.kind is not Facet.NAME]
    assert (found.low, found.high, found.unit, found.counted) == (low, high, unit, "age")


def test_ages_in_a_list_are_ages():
    found = [(v.value, v.counted) for v in read("Two men aged 30 and 40 left.")]
    assert found == [("2", "men"), ("30", "age"), ("40", "age")]


def test_both_counts_where_something_happens_to_both():
    assert told("Both men were killed.") == [("2", "men", "kill")]
    assert told("Both were killed.") == [("2", "", "kill")]
    assert told("Both soldiers and civilians were killed.") == []
    assert told("Both sides claimed victory.") == []


def test_telephone_numbers_are_no_values():
    assert read("Call +1 555 123 4567 or (555) 123-4567.") == []


def test_taken_spans_are_left_alone():
    text = "On June 10 200 people left in 3 days."
    date, duration = (3, 10), (text.index("3 days"), text.index("3 days") + 6)
    assert [v.value for v in read(text, [duration, date])] == ["200"]


def test_the_span_covers_hedge_number_and_unit():
    text = "They walked about 10 kilometers and paid at least $5 million."
    assert [v.text for v in read(text)] == ["about 10 kilometers", "at least $5 million"]
    assert [text[v.start : v.end] for v in read(text)] == [v.text for v in read(text)]


def test_one_of_says_nothing():
    assert one("It is one of the largest cities.").vague
    assert not one("The strike hit one building.").vague


WORDS = "12 three half $ € % km people killed were and to - of a , . no dozens million including İ ½ ( m 1/2"
PIECES = st.sampled_from([*WORDS.split(), "\u202f", "'s", "the", "at least"])


@given(st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=80))
@settings(derandomize=True, deadline=None, max_examples=300)
def test_any_text_is_survived_and_spans_never_overlap(text):
    values = read(text)
    for value in values:
        assert text[value.start : value.end] == value.text != ""
        assert value.low is None or value.high is None or value.low <= value.high
    for left, right in pairwise(values):
        assert left.end <= right.start


@given(st.integers(0, 10**9), st.sampled_from(["people", "kilometers", "percent"]))
@settings(derandomize=True, deadline=None)
def test_separators_do_not_change_the_value(number, noun):
    if 1800 <= number <= 2099:
        return
    assert one(f"They had {number:,} {noun}.").value == one(f"They had {number} {noun}.").value == str(number)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1,111",
        "234 ",
        "and ",
        "(",
        "((1",
        "tens of ",
        "killed 1 ",
        "12 people, ",
        "1 to ",
        "one in ",
        "1\n",
    ],
)
def test_hostile_text_takes_linear_time(unit):
    assert linear(read, unit)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The number of confirmed cases rose to 4,200.", "confirmed cases"),
        ("The number of jobless people stood at 310,000 in May.", "jobless people"),
        ("The number of cases is unclear, and 40 were tested.", ""),
        ("The number of schools fell as 12 closed.", ""),
        ("A number of people left and the index was at 900.", ""),
    ],
)
def test_what_a_number_is_the_number_of(text: str, counted: str) -> None:
    assert [v.counted for v in read(text) if v.number] == [counted]


@pytest.mark.parametrize(
    "text", ["Two Boeing 737s stood there.", "Owners of the Rocket 3s met.", "Channel 5s popular show ended."]
)
def test_an_s_behind_a_numbered_name_is_no_second(text: str) -> None:
    assert not [v for v in read(text) if v.unit == "second"]


@pytest.mark.parametrize(
    "text", ["She finished in 58s.", "A lap of 71s was too slow.", "Lund ran 9.8s in Tarn."]
)
def test_an_s_behind_a_time_is_a_second(text: str) -> None:
    assert [v.unit for v in read(text)] == ["second"]


@pytest.mark.parametrize(
    ("text", "number", "counted"),
    [
        ("The van takes 40 pax.", 40, "passengers"),
        ("A 4cyl engine.", 4, "cylinders"),
        ("He had 12pts.", 12, "points"),
    ],
)
def test_a_shortened_noun_behind_a_figure(text: str, number: float, counted: str) -> None:
    assert [(v.number, v.counted) for v in read(text)] == [(number, counted)]


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("He paid PS21,700 for it.", [(21700.0, "GBP")]),
        ("It made PS8.1bn.", [(8.1e9, "GBP")]),
        ("Shares rose to Y=28,030.", [(28030.0, "JPY")]),
        ("The PS5 sold out.", []),
    ],
)
def test_signs_of_money_in_plain_ascii(text: str, money: list[tuple[float, str]]) -> None:
    assert [(v.low, v.unit) for v in read(text) if v.unit] == money


@pytest.mark.parametrize(
    "text",
    ["It lost 190 points, or 0.6%.", "It lost 3 percent, or 40 euros.", "It lost 190 points (0.6%)."],
)
def test_a_change_told_in_two_units_is_one_change(text: str) -> None:
    assert [str(v.change) for v in read(text)] == ["down", "down"]


def test_what_is_not_told_again_has_its_own_direction() -> None:
    assert [v.change for v in read("It lost 190 points, 0.6% was paid.")][-1] is None
    assert [v.change for v in read("It lost 190 points and later or 0.6% stayed.")][-1] is None


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ('There are at least 30 "national emergencies" in effect.', "national emergencies"),
        ("It needs 60 “yea” votes in the Senate.", "yea votes"),
        ("The strike killed ten IS commanders.", "IS commanders"),
        ("He ordered 1,500 more US soldiers to go.", "US soldiers"),
        ("He had 121 RBIs last season.", "RBIs"),
        ("They kept files on 183 CD's.", "CD's"),
        ("The city has a population of about 7 million.", "population"),
    ],
)
def test_what_is_counted_behind_marks_and_acronyms(text, counted):
    assert [value.counted for value in read(text)][:1] == [counted]


@pytest.mark.parametrize(
    "text",
    ['"We counted 60" officials told reporters.', "“We lost 12” players said.", 'He saw 6" tall women.'],
)
def test_a_mark_that_closes_opens_nothing_that_is_counted(text):
    assert [value.counted for value in read(text) if value.counted] == []

"""Topics taken apart into words and times, and how far a fact is of a time."""

from datetime import date

import pytest
from samples import article, claim, fact

from compare.extraction.dates import select
from compare.extraction.dates.clock import VAGUE_WORDS
from compare.extraction.dates.unit_phrases import LONG_WORDS
from compare.lang.en.calendar import WEEKDAY_NAMES
from compare.models import VerdictKind
from compare.store.asked import TRIGGERS, ask, news_span

NEWEST = date(2017, 12, 20)
PUBLISHED = [("old", date(2015, 3, 1)), ("new", NEWEST)]


def days(*ends):
    return tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in ends)


@pytest.mark.parametrize(
    ("topic", "left", "spans"),
    [
        ("attack of 4 April 2017", "attack of", days(("2017-04-04", "2017-04-04"))),
        ("July 2, 2016", "", days(("2016-07-02", "2016-07-02"))),
        ("2016-07-27", "", days(("2016-07-27", "2016-07-27"))),
        ("strikes in April 2017", "strikes in", days(("2017-04-01", "2017-04-30"))),
        ("ferries, 2016", "ferries,", days(("2016-01-01", "2016-12-31"))),
        ("from 3 to 7 April 2017", "from", days(("2017-04-03", "2017-04-07"))),
        (
            "4 April 2017 or 6 May 2016",
            "or",
            days(("2017-04-04", "2017-04-04"), ("2016-05-06", "2016-05-06")),
        ),
        # What a date leaves open is read from the newest article.
        ("last June", "", days(("2017-06-01", "2017-06-30"))),
        ("fire yesterday", "fire", days(("2017-12-19", "2017-12-19"))),
        ("since 2015", "since", days(("2015-01-01", "2017-12-20"))),
        ("until 2013", "until", days(("0001-01-01", "2013-12-31"))),
        # A day of no year is the last one, unless another is said.
        ("4 May", "", days(("2017-05-04", "2017-05-04"))),
        ("22 December", "", days(("2016-12-22", "2016-12-22"))),
        ("22 December 2017", "", days(("2017-12-22", "2017-12-22"))),
        ("next June", "", days(("2018-06-01", "2018-06-30"))),
        # A holiday is a name that texts hold as well.
        ("Christmas Eve shooting", "Christmas Eve shooting", days(("2016-12-24", "2016-12-24"))),
        # What the sources do is no word to look for either.
        (
            "What do the papers disagree on about 4 April 2017?",
            "on ?",
            days(("2017-04-04", "2017-04-04")),
        ),
    ],
)
def test_the_dates_of_a_topic_are_times_and_no_words(topic, left, spans):
    asked = ask(topic, PUBLISHED)
    assert (" ".join(asked.words.split()), asked.spans) == (left, spans)
    assert asked.topic == topic


@pytest.mark.parametrize(
    "topic",
    [
        "ferry",
        "at least 2016 people",
        "25 passengers",
        "May resigned",
        "on Tuesday night",
        "now",
        "two weeks",
    ],
)
def test_other_words_and_numbers_are_words(topic):
    asked = ask(topic, PUBLISHED)
    assert (asked.words, asked.spans) == (topic, ())
    assert not asked.asks_all


@pytest.mark.parametrize(
    ("topic", "newest", "first"),
    [
        ("29 February", date(2024, 2, 1), "2020-02-29"),
        ("29 February", date(2023, 6, 1), "2020-02-29"),
        ("from 28 to 29 February", date(2024, 2, 1), "2020-02-28"),
    ],
)
def test_a_leap_day_of_no_year_that_is_to_come_is_the_last_one(topic, newest, first):
    asked = ask(topic, [("a", newest)])
    assert asked.spans == days((first, "2020-02-29"))


def test_without_days_of_publication_only_whole_dates_are_read():
    assert ask("ferry of 4 April 2017", [("a", None)]).spans == days(("2017-04-04", "2017-04-04"))
    assert ask("last June", [("a", None)]).spans == ()


@pytest.mark.parametrize(
    ("topic", "alone"),
    [
        ("in April 2017", True),
        ("the pier in April 2017", False),
        ("What do the papers disagree on?", True),
        ("What do the papers disagree on in April 2017?", True),
        ("What do the papers disagree on about the pier?", False),
        ("of the", False),
    ],
)
def test_a_time_or_what_sources_do_alone_asks_for_all_of_it(topic, alone):
    assert ask(topic, PUBLISHED).asks_all is alone


@pytest.mark.parametrize(
    ("published", "sentence", "time"),
    [
        # What its sentence dates counts most.
        (None, "12 were hurt on 4 April 2017.", 1.0),
        (date(2017, 4, 5), "12 were hurt on Tuesday.", 1.0),
        (date(2017, 9, 1), "12 were hurt on April 4.", 1.0),
        (date(2017, 9, 1), "12 were hurt in April.", pytest.approx(1 / 30)),
        # Then the day on which its article was published: then, on the next day, within a week.
        (date(2017, 4, 4), "12 were hurt.", 0.8),
        (date(2017, 4, 5), "12 were hurt.", 0.8),
        (date(2017, 4, 6), "12 were hurt.", 0.4),
        (date(2017, 4, 11), "12 were hurt.", 0.4),
        (date(2017, 4, 12), "12 were hurt.", 0.0),
        (date(2017, 4, 3), "12 were hurt.", 0.0),
        (date(2016, 4, 4), "12 were hurt.", 0.0),
        (None, "12 were hurt.", 0.0),
    ],
)
def test_of_which_time_a_claim_is(published, sentence, time):
    where = article("a", [sentence], published)
    told = fact("f", "hurt", VerdictKind.SINGLE_SOURCE, [claim(where, sentence, "12", number=12.0)])
    assert ask("4 April 2017", [(where.id, where.published)]).timely(told) == time
    assert ask("ferry", [(where.id, where.published)]).timely(told) == 0


def test_a_fact_is_of_a_time_by_its_claims_on_average_and_of_the_nearest_time():
    one, other = (
        article("a", ["12 were hurt."], date(2017, 4, 4)),
        article("b", ["12 hurt."], date(2017, 7, 4)),
    )
    claims = [claim(where, where.text, "12", number=12.0) for where in (one, other)]
    told = fact("f", "hurt", VerdictKind.AGREE, claims)
    assert ask("4 April 2017", [(a.id, a.published) for a in (one, other)]).timely(told) == pytest.approx(0.4)
    assert ask("4 April 2017 and 4 July 2017", [(a.id, a.published) for a in (one, other)]).timely(
        told
    ) == pytest.approx(0.8)


def test_news_of_a_time_ends_a_week_after_it_and_with_the_calendar():
    assert news_span((date(2017, 4, 4), date(2017, 4, 5))) == (date(2017, 4, 4), date(2017, 4, 12))
    assert news_span((date(2017, 4, 4), date.max)) == (date(2017, 4, 4), date.max)


def test_every_word_that_a_day_hangs_on_has_the_topic_read_for_dates():
    of_no_day = {*VAGUE_WORDS, *LONG_WORDS, "q", "h", *(f"{day}s".casefold() for day in WEEKDAY_NAMES)}
    assert set(select._READERS) - of_no_day - TRIGGERS == set()

"""The language of a text: another one only where that is sure."""

import pytest
from foreign import ENGLISH, FRENCH, GERMAN, OTHERS

from compare.ingest.language import LEAST_ENGLISH, SURE_CHARACTERS, identify, unread
from compare.lang.languages import Language
from compare.models import Article


@pytest.mark.parametrize("code", OTHERS)
def test_news_in_another_language_is_known_from_its_lead(code):
    assert identify(OTHERS[code]) == code
    first = OTHERS[code].splitlines()[-1].partition(". ")[0]
    assert identify(first) not in ("", "en")


def test_english_is_said_of_texts_that_are_long_enough():
    word = "that "
    assert identify(word * (SURE_CHARACTERS // 4 - 1)) == ""
    assert identify(word * (SURE_CHARACTERS // 4)) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "12 34 56 +++ 7:8 %",
        "AP",
        "(Photo: WJHL)",
        "Breaking: 5 dead in Paris",
        "TIROTEO EN PERRIS, CA",
        "Barcelona 2-1 Real Madrid",
        "Deutsche Telekom sold O2 Plc.",
        "1. Novak Djokovic (SRB) 2. Carlos Alcaraz (ESP) 3. Jannik Sinner (ITA) 4. Alexander Zverev (GER)",
        "Mohammad Javad Zarif met Abdullah bin Zayed al-Nahyan and Mohammed al-Thani in Doha.",
        "Xi Jinping, Li Keqiang, Wang Qishan, Zhao Leji, Han Zheng and Wang Huning attended.",
        "Emmanuel Macron, Marine Le Pen, Éric Zemmour, Valérie Pécresse and Anne Hidalgo debated in Paris.",
    ],
)
def test_short_texts_and_foreign_names_are_not_called_another_language(text):
    assert identify(text) == ""


def test_a_title_of_another_language_alone_may_be_too_little():
    assert identify("Brand in flat in Rotterdam: twee doden") == ""


@pytest.mark.parametrize("code", OTHERS)
def test_an_english_text_with_a_foreign_passage_is_english(code):
    passage = OTHERS[code].replace("\n", " ")[: len(ENGLISH) // 2]
    assert identify(ENGLISH + "\n\n" + passage) == "en"
    assert identify(ENGLISH + f"\n\nThe statement read: “{passage}”") == "en"


def test_what_is_quoted_decides_only_where_nothing_else_is_there():
    quoted = FRENCH.splitlines()[-1]
    assert identify(f"The mayor said: “{quoted}”") == ""
    assert identify(f"“{quoted}”") == "fr"
    assert (
        identify(f"„{GERMAN.splitlines()[-1]}“, sagte der Bürgermeister am Dienstag in der Hauptstadt.")
        == "de"
    )


@pytest.mark.parametrize("code", ["fr", "de", "ru"])
def test_the_larger_part_decides(code):
    assert identify(ENGLISH + "\n\n" + (OTHERS[code] + "\n") * 3) == code
    assert identify(ENGLISH * 4 + "\n\n" + OTHERS[code]) == "en"


class Identifier:
    """Knows the language of a passage by its first word, and keeps the passages."""

    def __init__(self, english: float = 0.0) -> None:
        self.english = english
        self.passages: list[str] = []

    def rank(self, text: str) -> list[tuple[str, float]]:
        self.passages.append(text)
        first = text.split(maxsplit=1)[0]
        return [("en", 0.9)] if first == "en" else [("en", self.english), (first, 0.9)]


@pytest.fixture
def identifier(monkeypatch):
    known = Identifier()
    monkeypatch.setattr("compare.ingest.language._identifier", lambda: known)
    return known


def line(code: str, letters: int) -> str:
    return f"{code} {'x' * (letters - len(code))}\n"


def test_a_probability_at_the_bound_counts_as_another_language(identifier):
    identifier.english = LEAST_ENGLISH
    assert identify("fr") == "fr"
    identifier.english = 2 * LEAST_ENGLISH
    assert identify("fr") == ""


def test_half_of_the_letters_are_not_most(identifier):
    assert identify(line("fr", 150) + line("en", 150)) == "en"
    assert identify(line("fr", 151) + line("en", 150)) == "fr"


def test_several_other_languages_count_together_and_the_largest_is_named(identifier):
    assert identify(line("es", 110) + line("fr", 120) + line("en", 200)) == "fr"
    assert identify(line("es", 110) + line("fr", 110) + line("en", 230)) == "en"


def test_a_language_has_the_code_that_metadata_would_have(identifier):
    assert identify("tl") == "fil"
    assert identify("xyz") == "xyz"


def test_a_text_without_language_is_none(identifier):
    assert identify("zxx 12") == ""


def test_a_long_line_is_asked_alone_and_short_ones_together(identifier):
    long, short = line("fr", 100), line("es", 99)
    identify(short + short + long + short)
    assert identifier.passages[:3] == [short + short, long, short]


def test_plain_english_is_known_without_the_identifier(identifier):
    identify("The river rose by three metres on Monday. The mayor closed the bridge.")
    assert identifier.passages == []


def test_unread_are_articles_in_another_language_stated_or_found():
    articles = [
        Article("stated", ENGLISH, language="fr"),
        Article("by name", ENGLISH, language="Spanish"),
        Article("stated english", FRENCH, language="en_GB"),
        Article("found", GERMAN),
        Article("unknown", GERMAN, language="Klingonish"),
        Article("plain", ENGLISH),
        Article("short", "Le pont."),
    ]
    assert unread(articles) == {"stated": "fr", "by name": "es", "found": "de", "unknown": "de"}
    french = unread(articles[:3], Language("fr", "French"))
    assert french == {"by name": "es", "stated english": "en"}

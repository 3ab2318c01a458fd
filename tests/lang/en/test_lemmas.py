"""The one lemmatiser: forms of a word meet, other words stay apart."""

import pytest
import simplemma

from compare.lang import kept_lists
from compare.lang.en import lemmas
from compare.lang.en.lemmas import lemma
from compare.lang.resources import table

MEETING = """
news | series | species | Reuters | Davis | Paris | Texas | Hamas | Kansas | Brussels | gas
bus buses buses’ | loss losses | child children children's | woman women women’s | man men
policeman policemen | wife wives | thief thieves | person | people | city cities City's
family families | body bodies | crisis crises | analysis analyses | life | kill killed kills killing
die dies died dying | injure injured injures | shoot shot shoots shooting | win won winning
leave left leaving leaves | take took taken | go went gone goes | find found | lose lost losing
hold held | build built | strike struck strikes | rise rose risen rising | fall fell fallen
begin began begun | break broke broken | flee fled | bomb bombed | inspect inspected inspects
inspection inspections | state states | means mean | lie lies lying
cancel cancelled canceled cancelling | label labelled | travel travelled traveled | kidnap kidnapped
tax taxes | call called | pull pulled | pass passed passes | agree agreed | vote voted votes voting
charge charged charging | Palestinian Palestinians | American Americans | Iraqi Iraqis
Saudi Saudis | Houthi Houthis | Kurd Kurds | German Germans | ferry FERRY ferries
Syria Syrias Syria's | Russia Russias
rebel rebels Rebel | Velmora Velmora's Velmora’s | US U.S. U.S U.S.'s | good better best
big bigger | evacuee evacuees | airstrike airstrikes | lockdown lockdowns | wound wounded wounding
hit hits hitting | feel felt
"""
GROUPS = [group.split() for group in MEETING.replace("\n", " | ").split("|") if group.strip()]


@pytest.mark.parametrize("group", GROUPS, ids=" ".join)
def test_the_forms_of_a_word_meet(group: list[str]) -> None:
    assert len({lemma(word) for word in group}) == 1


def test_other_words_stay_apart() -> None:
    lemmas = [lemma(group[0]) for group in GROUPS]
    assert len(set(lemmas)) == len(lemmas)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("news", "news"), ("series", "series"), ("children", "child"), ("Davis", "davis"), ("king", "king"),
        ("headquarters", "headquarters"), ("Wales", "wales"), ("evening", "evening"), ("during", "during"),
        ("hundred", "hundred"), ("Mohammad", "muhammad"), ("neighborhood", "neighbourhood"),
    ],
)  # fmt: skip
def test_a_lemma_is_a_word(word: str, expected: str) -> None:
    assert lemma(word) == expected


@pytest.mark.parametrize("word", ["IS", "US", "WHO", "IT"])
def test_names_that_are_written_as_function_words_are_their_own(word: str) -> None:
    assert lemma(word) == word.lower()
    assert lemma("is") == "be"


@pytest.mark.parametrize("word", ["", "’s", "5.9", "2010", "é", "don't", "al-Shabaab", "qwrtzs", "ſ"])
def test_any_word_has_a_lemma(word: str) -> None:
    assert isinstance(lemma(word), str)


@pytest.mark.parametrize("number", ["1,200", "16:06"])
def test_a_number_is_its_own_lemma(number: str) -> None:
    assert lemma(number) == number


def test_what_the_table_says_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    forms = dict(table("en", "lemmas")["forms"])
    assert {form: lemma(form) for form in forms} == forms
    monkeypatch.setattr(lemmas, "_OTHERWISE", {})
    lemma.cache_clear()
    assert not {form for form, expected in forms.items() if lemma(form) == expected}
    lemma.cache_clear()


WORDS = "killed thieves Syrias cancelled better e\u0301tudes unheardofs was"
CACHES = {
    "off": lambda place: None,
    "made": lambda place: None,
    "a file": lambda place: place.write_text("no folder"),
    "a name too long": lambda place: None,
    "damaged": lambda place: (place.mkdir(), (place / NAME).write_bytes(bytes(4096))),
    "cut": lambda place: (place.mkdir(), (place / NAME).write_bytes(b"")),
    "a folder": lambda place: (place / NAME).mkdir(parents=True),
}
NAME = f"simplemma-{simplemma.__version__}-en.trie"


@pytest.mark.parametrize("state", CACHES)
def test_lemmas_are_the_same_wherever_the_list_is_kept(state, tmp_path, monkeypatch, capsys):
    place = tmp_path / ("cache" if state != "a name too long" else "n" * 300)
    CACHES[state](place)
    monkeypatch.setenv("CROSSCLAIM_CACHE", "off" if state == "off" else str(place))
    expected = [lemma(word) for word in WORDS.split()]
    try:
        for _ in range(2):
            lemmas._list.cache_clear()
            lemma.cache_clear()
            assert [lemma(word) for word in WORDS.split()] == expected
        kept = isinstance(lemmas._list().lookup._dictionary_factory.words, kept_lists._Trie)
    finally:
        lemmas._list.cache_clear()
    assert kept is (state in {"made", "damaged", "cut"})
    assert capsys.readouterr().err == ""


def test_a_trie_holds_the_whole_list(tmp_path, monkeypatch):
    monkeypatch.setenv("CROSSCLAIM_CACHE", str(tmp_path))
    plain = {"thieves": "thief", "was": "be", "e\u0301tude": "e\u0301tude"}
    made = kept_lists.kept_list("list", lambda: plain)
    opened = kept_lists.kept_list("list", lambda: pytest.fail("it is kept"))
    assert dict(made) == dict(opened) == plain and len(opened) == len(plain)
    assert opened.get("none") is None and "none" not in opened and sorted(opened) == sorted(plain)

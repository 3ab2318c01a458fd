"""What months, weekdays and parts of the day are called, and that nothing else spells them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale

import compare
from compare.lang.en import calendar

PACKAGE = Path(compare.__file__).parent
OWN = {"lang/en/calendar.py", "lang/en/data/calendar.toml", "lang/en/data/holidays.toml"}
FEW = 3
"""So many names in one literal are examples, holidays or exceptions of a rule; more are a list."""


def test_names_are_those_of_cldr_in_the_order_of_the_calendar() -> None:
    english = Locale("en")
    assert dict(enumerate(calendar.MONTH_NAMES, start=1)) == english.months["format"]["wide"]
    assert dict(enumerate(calendar.MONTH_ABBREVIATIONS, start=1)) == english.months["format"]["abbreviated"]
    assert dict(enumerate(calendar.WEEKDAY_NAMES)) == english.days["format"]["wide"]
    short = dict(enumerate(calendar.WEEKDAY_ABBREVIATIONS[:7]))
    assert short == english.days["format"]["abbreviated"]
    parts = english.day_periods["stand-alone"]["wide"]
    assert set(re.findall(r"\w+", calendar.PART_OF_DAY_SOURCE)) == {
        parts[f"{part}1"] for part in ("morning", "afternoon", "evening", "night")
    }


@pytest.mark.parametrize(
    ("word", "number"),
    [("january", 1), ("may", 5), ("sep", 9), ("sept", 9), ("september", 9), ("dec", 12)],
)
def test_a_month_has_its_number_by_name_and_abbreviation(word: str, number: int) -> None:
    assert calendar.MONTHS[word] == number


@pytest.mark.parametrize(
    ("word", "number"),
    [("monday", 0), ("tue", 1), ("tues", 1), ("weds", 2), ("thur", 3), ("thurs", 3), ("sunday", 6)],
)
def test_a_weekday_has_its_number_by_name_and_abbreviation(word: str, number: int) -> None:
    assert calendar.WEEKDAYS[word] == number


@pytest.mark.parametrize("word", ["September", "Sept", "Sep", "May", "Monday", "Thurs", "Thu"])
def test_the_longest_name_is_found_where_several_begin_alike(word: str) -> None:
    found = re.match(rf"{calendar.MONTH_SOURCE}|{calendar.WEEKDAY_SOURCE}", f"{word} 4")
    assert found is not None
    assert found[0] == word


def test_a_full_name_is_no_abbreviation() -> None:
    assert re.fullmatch(calendar.ABBREVIATION_SOURCE, "Sept")
    assert not re.fullmatch(calendar.ABBREVIATION_SOURCE, "May")
    assert not re.fullmatch(calendar.ABBREVIATION_SOURCE, "Monday")


def test_four_parts_make_a_day_and_each_has_a_code() -> None:
    parts = re.findall(calendar.PART_OF_DAY_SOURCE, "morning noon afternoon evening night")
    assert parts == ["morning", "afternoon", "evening", "night"]
    assert calendar.PARTS_OF_DAY.keys() >= {*parts, "noon", "midnight"}


def _literals() -> Iterator[tuple[str, str]]:
    """Every literal text in the package that is no docstring, and every data file."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        stray = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in stray:
                yield name, node.value
    for path in sorted(PACKAGE.glob("lang/en/data/*.t[xo]*")):  # towns are called Jun and Dec, too
        yield path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")


LISTS = [
    calendar.MONTH_NAMES,
    calendar.MONTH_ABBREVIATIONS,
    calendar.WEEKDAY_NAMES,
    [name.removesuffix("day") for name in calendar.WEEKDAY_NAMES],
]


@pytest.mark.parametrize("names", LISTS)
def test_nothing_else_lists_months_or_weekdays(names: list[str]) -> None:
    words = {name.casefold() for name in names}
    listed = {
        f"{file}: {sorted(found)}"
        for file, text in _literals()
        if len(found := words & set(re.findall(r"[a-z]+", text.casefold()))) > FEW and file not in OWN
    }
    assert not listed

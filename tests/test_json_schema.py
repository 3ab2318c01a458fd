"""JSON Schema of records: what is written and not described is refused."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, NotRequired, TypedDict

import pytest
from jsonschema import Draft202012Validator

from compare.json_schema import also, definitions, schema_of
from compare.settings import Section, Settings


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Inner(TypedDict):
    """What is inside."""

    place: Annotated[int, also(minimum=0)]


class Outer(TypedDict):
    """A record of
    two lines.

    >>> "an example"
    """

    name: Annotated[str, "What it is called."]
    colour: Annotated[str | None, Colour]
    bound: int | float | str | None
    inner: Inner | None
    rows: list[tuple[str, float]]
    counts: Mapping[Annotated[str, Colour], int]
    below: NotRequired[list[Outer]]
    anything: NotRequired[Any]


class Loose(TypedDict, total=False):
    """Nothing is required."""

    one: bool


GOOD = {
    "name": "a",
    "colour": "red",
    "bound": None,
    "inner": {"place": 0},
    "rows": [["a", 1.5], ["b", 2]],
    "counts": {"blue": 1},
}


def complaints(tree: object, record: type = Outer) -> list[str]:
    schema = schema_of(record, "test:1", "A test")
    Draft202012Validator.check_schema(schema)
    return [error.message for error in Draft202012Validator(schema).iter_errors(tree)]


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"colour": None},
        {"bound": 1},
        {"bound": 1.5},
        {"bound": "x"},
        {"inner": None},
        {"below": [GOOD]},
        {"anything": {"x": []}},
    ],
)
def test_what_is_described_is_taken(more):
    assert complaints(GOOD | more) == []


@pytest.mark.parametrize(
    "more",
    [
        {"new": 1},
        {"colour": "green"},
        {"bound": True},
        {"bound": []},
        {"inner": {"place": -1}},
        {"inner": {"place": 0, "new": 1}},
        {"rows": [["a"]]},
        {"rows": [["a", 1, 2]]},
        {"rows": [[1, "a"]]},
        {"counts": {"green": 1}},
        {"counts": {"blue": "1"}},
        {"below": [{"name": "a"}]},
        {"name": None},
    ],
)
def test_what_is_not_described_is_refused(more):
    assert complaints(GOOD | more)


@pytest.mark.parametrize("name", GOOD)
def test_each_field_is_required(name):
    assert complaints({key: value for key, value in GOOD.items() if key != name})


def test_nothing_is_required_of_what_is_not_total():
    assert complaints({}, Loose) == []
    assert complaints({"one": 1}, Loose)


def test_descriptions_stand_beside_types():
    found = definitions(Outer)
    assert list(found) == ["Colour", "Inner", "Outer"]
    assert found["Outer"]["description"] == "A record of two lines."
    assert found["Outer"]["properties"]["name"] == {"type": "string", "description": "What it is called."}
    assert found["Outer"]["properties"]["bound"] == {"type": ["number", "string", "null"]}


def test_references_begin_as_asked():
    found = definitions(Outer, prefix="#/components/schemas/")
    assert found["Outer"]["properties"]["inner"]["anyOf"][0] == {"$ref": "#/components/schemas/Inner"}


def test_settings_are_described_by_their_fields():
    assert complaints(Settings().as_dict(), Settings) == []
    assert complaints({"matching": {"treshold": 0.5}}, Settings)
    assert complaints({"matching": {"threshold": "much"}}, Settings)
    found = definitions(Settings)
    assert found["MatchingSettings"]["properties"]["threshold"]["description"]


def test_two_records_of_one_name_are_a_mistake():
    other = type("Inner", (Section,), {"__doc__": "Another."})
    with pytest.raises(TypeError, match="two records are called Inner"):
        definitions(Outer, other)


def test_a_type_without_a_schema_is_a_mistake():
    class Odd(TypedDict):
        """Odd."""

        one: set[str]

    with pytest.raises(TypeError, match="no schema for"):
        definitions(Odd)

"""Kinds of words by their ending, and the forms of verbs."""

from __future__ import annotations

import pytest

from compare.lang.en.endings import (
    is_adverb_form,
    is_participle_form,
    past,
    present_participle,
    third_person,
)


@pytest.mark.parametrize(
    ("word", "expected"), [("flooded", True), ("shed", False), ("bed", False), ("kill", False)]
)
def test_participles(word, expected):
    assert is_participle_form(word) is expected


@pytest.mark.parametrize(
    ("word", "expected"), [("badly", True), ("newly", True), ("only", False), ("fly", False), ("slow", False)]
)
def test_adverbs(word, expected):
    assert is_adverb_form(word) is expected


@pytest.mark.parametrize(
    ("verb", "third", "participle", "past_form"),
    [
        ("add", "adds", "adding", "added"),
        ("note", "notes", "noting", "noted"),
        ("agree", "agrees", "agreeing", "agreed"),
        ("deny", "denies", "denying", "denied"),
        ("convey", "conveys", "conveying", "conveyed"),
        ("echo", "echoes", "echoing", "echoed"),
        ("stress", "stresses", "stressing", "stressed"),
        ("preach", "preaches", "preaching", "preached"),
        ("plan", "plans", "planning", "planned"),
        ("quip", "quips", "quipping", "quipped"),
        ("vow", "vows", "vowing", "vowed"),
        ("shout", "shouts", "shouting", "shouted"),
        ("refer", "refers", "referring", "referred"),
        ("answer", "answers", "answering", "answered"),
        ("tie", "ties", "tying", "tied"),
    ],
)
def test_forms_of_regular_verbs(verb, third, participle, past_form):
    assert (third_person(verb), present_participle(verb), past(verb)) == (third, participle, past_form)


def test_what_belongs_to_a_verb_stands_behind_its_form():
    assert third_person("kick off") == "kicks off"
    assert present_participle("shut down") == "shutting down"

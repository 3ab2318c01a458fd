"""Reports that look as if they contradict each other and do not; and some that do."""

from __future__ import annotations

import pytest
from two_questions import ONE_QUESTION, OTHER_QUESTIONS

from compare import compare_articles
from compare.models import VerdictKind


def differences(articles):
    return [f for f in compare_articles(articles).facts if f.verdict.verdict is VerdictKind.DIFFER]


@pytest.mark.parametrize("articles", OTHER_QUESTIONS.values(), ids=OTHER_QUESTIONS)
def test_numbers_that_answer_two_questions_do_not_differ(articles):
    assert not differences(articles)


@pytest.mark.parametrize("articles", ONE_QUESTION.values(), ids=ONE_QUESTION)
def test_values_that_answer_one_question_differ(articles):
    assert len(differences(articles)) == 1

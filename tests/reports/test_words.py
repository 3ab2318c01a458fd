"""What a reader is told about a fact in words."""

from dataclasses import replace

import pytest
from samples import toll_report

from compare.models import Cause, VerdictKind
from compare.reports.words import cause_words


@pytest.mark.parametrize(
    ("day", "kind", "cause", "words"),
    [
        (True, VerdictKind.DIFFER, Cause.CONFLICT, "they cannot both be right"),
        (False, VerdictKind.DIFFER, Cause.CONFLICT, "they cannot both be right of any one time"),
        (False, VerdictKind.POSSIBLE, Cause.CONFLICT, "they cannot both be right if they speak of the same"),
        (False, VerdictKind.DIFFER, Cause.UPDATE, "the later one may replace the earlier"),
        (False, VerdictKind.AGREE, None, ""),
    ],
)
def test_what_changes_with_time_or_is_not_sure_is_no_plain_conflict(day, kind, cause, words):
    (seen,) = toll_report(day=day).view().facts
    assert cause_words(replace(seen, verdict=kind, cause=cause)) == words

import errno
import json
import math
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import BARE, ECHO, POST, article, claim, fact, sample_report

from compare.errors import InputError, OperationalError, ReportError, WriteFailedError
from compare.models import Facet, VerdictKind
from compare.reports.report import Report, load_report


def test_facts_come_differences_first_and_single_sources_last():
    kinds = [str(f.verdict.verdict) for f in sample_report().facts]
    assert kinds == ["differ", "variant", "compatible", "agree", "single-source"]


def test_facts_of_one_verdict_come_by_score_as_written_then_by_id():
    facts = [
        fact(key, "t", VerdictKind.AGREE, [], score)
        for key, score in [("b", 0.801), ("a", 0.799), ("c", 0.9)]
    ]
    assert [f.id for f in Report([], facts).facts] == ["c", "a", "b"]
    assert Report([], facts) == Report([], facts[::-1])


def test_reading_back_gives_the_same_bytes(tmp_path):
    path = tmp_path / "facts.json"
    path.write_text(sample_report().to_json(), encoding="utf-8")
    assert load_report(path).to_json() == sample_report().to_json()
    assert load_report(str(path)).facts[0].claims[0].value.number == 12


@pytest.mark.other_run
@given(
    text=st.text(max_size=20),
    number=st.one_of(st.none(), st.floats(allow_nan=True), st.integers().map(float)),
    low=st.one_of(st.none(), st.floats(allow_nan=True, allow_infinity=True)),
    days=st.tuples(st.none() | st.dates(), st.none() | st.dates()),
    facet=st.sampled_from(Facet),
)
@settings(derandomize=True, deadline=None)
def test_whatever_the_values_reading_back_gives_the_same_bytes(
    tmp_path_factory, text, number, low, days, facet
):
    where = article(f"a{text}", [f"x{text}y"], date(2020, 1, 1), source=text, title=text, url=text)
    low, high = days if facet is Facet.DATE else (low, None)
    one = claim(where, f"x{text}y", "x", facet, value=text, number=number, low=low, high=high, unit=text)
    before = Report([where], [fact(text, text, VerdictKind.AGREE, [one])], {text: [text, number]}).to_json()
    path = tmp_path_factory.getbasetemp() / "facts.json"
    path.write_bytes(before.encode())
    assert load_report(path).to_json() == before


def test_the_frame_has_the_columns_of_claims_csv():
    from compare.reports.csv_ import COLUMNS

    frame = sample_report().to_frame()
    assert list(frame.columns) == [*COLUMNS, "first", "last"]
    assert len(frame) == 9
    row = frame.iloc[0]
    assert (row.fact_id, row.verdict, row.value, row.low) == ("f-differ", "differ", "12", 12)
    assert math.isnan(row.high), "open"


@pytest.mark.parametrize("report", [sample_report(), Report([], [])])
def test_each_column_of_the_frame_has_its_type(report):
    types = {name: str(kind) for name, kind in report.to_frame().dtypes.items()}
    days, numbers, whole = ("published", "first", "last"), ("low", "high"), ("start", "end")
    expected = dict.fromkeys(days, "datetime64[s]") | dict.fromkeys(numbers, "float64")
    expected |= dict.fromkeys(whole, "int64")
    assert types == {name: expected.get(name, "string") for name in types}


def test_days_and_numbers_of_the_frame_can_be_reckoned_with():
    report = sample_report()
    frame = report.to_frame()
    dates = frame[frame.facet == "date"]
    assert dates["first"].notna().any() and (dates["last"] >= dates["first"])[dates["first"].notna()].any()
    assert dates.low.isna().all() and frame[frame.facet == "quantity"]["first"].isna().all()
    assert frame.published.max().date() == max(a.published for a in report.articles if a.published)
    undated = replace(report, articles=[replace(a, published=None) for a in report.articles])
    assert undated.to_frame().published.isna().all()
    early = replace(report, articles=[POST, replace(ECHO, published=date(1, 1, 1)), BARE])
    assert early.to_frame().published.min().year == 1
    assert not frame.attribution.isna().any() and (frame.attribution == "").any()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "cannot read"),
        ("{", "cannot read"),
        ("[" * 100_000, "cannot read"),
        ("[]", "schema None"),
        ('{"schema": 1}', "schema 1"),
        ('{"schema": true}', "schema True"),
        ('{"schema": 2}', "no 'articles'"),
        ('{"schema": 2, "articles": [], "facts": 5, "run": {}}', "no facts.json"),
        ('{"schema": 2, "articles": [1], "facts": [], "run": {}}', "no facts.json"),
    ],
)
def test_what_is_no_report_is_refused_in_one_line(tmp_path, text, words):
    path = tmp_path / "facts.json"
    path.write_text(text)
    with pytest.raises(ReportError) as info:
        load_report(path)
    message = str(info.value)
    assert words in message
    assert "facts.json" in message
    assert "\n" not in message


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e308", "1" + "0" * 400, "true", '"0.5"'])
@pytest.mark.parametrize("place", ["score", "margin", "needed", "signal"])
def test_a_score_that_is_no_finite_number_is_refused(tmp_path, place, number):
    tree = json.loads(sample_report().to_json())
    fact = tree["facts"][0]
    link = {"a": 0, "b": 1, "score": 0.7, "needed": 0.5, "signals": {"words": [1.0, 0.4]}}
    why = {
        "rule": "values that fit each other",
        "threshold": 0.5,
        "margin": 0.2,
        "links": [link],
        "compared": [],
    }
    fact["explanation"] = why | {"nearest": None}
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(tree))
    load_report(path)
    mark = 123454321
    for holder, key in ((fact, "score"), (fact["explanation"], "margin"), (link, "needed")):
        holder[key] = mark if key == place else holder[key]
    link["signals"]["words"][1] = mark if place == "signal" else 0.4
    path.write_text(json.dumps(tree).replace(str(mark), number))
    with pytest.raises(ReportError, match="is no number that a report holds"):
        load_report(path)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("start", "3"),
        ("sentence", 4),
        ("low", [1]),
        ("modifier", "roughly"),
        ("focus_end", True),
        ("value", None),
    ],
)
def test_a_claim_of_the_wrong_shape_is_refused(tmp_path, field, value):
    tree = json.loads(sample_report().to_json())
    tree["facts"][0]["claims"][0][field] = value
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(tree))
    with pytest.raises(ReportError, match="schema 2"):
        load_report(path)


def test_a_missing_report_says_how_to_make_one(tmp_path):
    with pytest.raises(ReportError, match="crossclaim report"):
        load_report(tmp_path / "facts.json")


def test_writing_json_needs_no_pandas_and_no_numpy():
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from samples import sample_report; sample_report().to_json()\n"
        "print([m for m in ('pandas', 'numpy', 'torch', 'jinja2') if m in sys.modules])"
    )
    # A package imported earlier may be lazy about them too, so a fresh interpreter is asked.
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_article_without_a_date_is_kept(tmp_path):
    path = tmp_path / "facts.json"
    path.write_text(sample_report().to_json())
    assert load_report(path).articles[2].published is None
    assert load_report(path).articles[0].title == POST.title


@pytest.mark.parametrize("bound", [10**400, -(10**400), "1e999", "-1e999", "NaN"])
def test_a_bound_that_no_number_holds_is_told_in_one_line(tmp_path, bound):
    tree = json.loads(sample_report().to_json())
    tree["facts"][0]["claims"][0]["low"] = "BOUND"
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(tree).replace('"BOUND"', str(bound)), encoding="utf-8")
    with pytest.raises(ReportError, match="of schema 2: a bound is") as caught:
        load_report(path)
    assert len(str(caught.value)) < 400


@pytest.mark.other_run
def test_header_keys_that_are_no_text_are_ordered_as_they_are_written(tmp_path):
    before = Report([], [], {"inputs": {"\ud800": "1", "\ufdfa": "2", "\U0001f600": "3"}}).to_json()
    path = tmp_path / "facts.json"
    path.write_text(before, encoding="utf-8")
    assert load_report(path).to_json() == before


def test_a_report_is_written_and_read_from_its_folder(tmp_path):
    report = sample_report()
    written = report.write(tmp_path / "out")
    assert [path.name for path in written] == ["facts.json", "claims.csv", "report.md", "report.html"]
    assert load_report(tmp_path / "out").to_json() == report.to_json()
    assert load_report(tmp_path / "out").to_json().encode() == written[0].read_bytes()


def test_what_is_written_can_be_chosen(tmp_path):
    (page,) = sample_report().write(str(tmp_path), ["md"], [VerdictKind.VARIANT])
    text = page.read_text(encoding="utf-8")
    assert "spelled differently" in text
    assert "≠" not in text
    with pytest.raises(InputError, match=r"^the format is 'pdf'; allowed: facts, csv, md, html$"):
        sample_report().write(tmp_path, ["pdf"])


def test_a_folder_without_a_report_is_told(tmp_path):
    with pytest.raises(ReportError, match=r"no report '.*facts\.json'; write one with"):
        load_report(tmp_path)


def test_a_place_that_cannot_be_written_to_is_an_input_and_a_full_disk_is_none(tmp_path, monkeypatch):
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(InputError, match=r"cannot write the report to '.*taken': .*; name a folder"):
        sample_report().write(tmp_path / "taken")

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("compare.reports.write.write_atomically", full)
    with pytest.raises(WriteFailedError, match=r"cannot write the report to .*; make room"):
        sample_report().write(tmp_path)


def test_a_disk_that_fails_is_no_broken_report(tmp_path, monkeypatch):
    def fail(*_, **__):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr("pathlib.Path.read_text", fail)
    with pytest.raises(OperationalError, match=r"cannot read the report .*; look at the disk"):
        load_report(tmp_path / "facts.json")

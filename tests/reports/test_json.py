import json
from dataclasses import replace
from pathlib import Path

import pytest
from samples import ECHO, POST, article, claim, fact, sample_report, toll_report

from compare.errors import ReportError
from compare.models import Cause, Copy, CopyKind, Focus, Verdict, VerdictKind
from compare.reports.json_ import CLAIM_FIELDS, FACT_FIELDS, facts_json, facts_pieces
from compare.reports.report import Report, load_report
from compare.reports.write import FILES, render, write_atomically, write_report

DESIGN_CLAIM = (
    "article, source, published, start, end, sentence, focus_start, focus_end, focus, value, low, high, "
    "unit, counted, modifier, attribution, negated, hedged, sentence_start"
)


def test_the_fields_are_those_of_the_format():
    tree = json.loads(facts_json(sample_report().view()))
    assert list(tree) == ["schema", "run", "articles", "stories", "facts"]
    assert tree["schema"] == 2
    for row in tree["facts"]:
        further = ("certainty",) if row["verdict"] == "differ" else ()
        assert tuple(row) == (*FACT_FIELDS[:-1], *further, FACT_FIELDS[-1], "story", "importance")
        for one in row["claims"]:
            assert ", ".join(one) == DESIGN_CLAIM == ", ".join(CLAIM_FIELDS)


def test_a_possible_difference_is_written_as_a_difference_that_is_not_sure():
    report = sample_report()
    (fact,) = (fact for fact in report.facts if fact.id == "f-differ")
    verdict = replace(fact.verdict, verdict=VerdictKind.POSSIBLE, cause=Cause.CONFLICT, judge="a model")
    doubtful = replace(fact, verdict=verdict)
    (row,) = json.loads(facts_json(replace(report, facts=[doubtful]).view()))["facts"]
    told = {name: row[name] for name in ("verdict", "certainty", "cause", "judge")}
    assert told == {"verdict": "differ", "certainty": "possible", "cause": "conflict", "judge": "a model"}


def test_a_stored_report_knows_what_is_possible_why_and_who_judged(tmp_path):
    report = sample_report()
    (fact,) = (fact for fact in report.facts if fact.id == "f-differ")
    verdict = Verdict(VerdictKind.POSSIBLE, "", cause=Cause.UPDATE, judge="a model")
    (tmp_path / "facts.json").write_text(
        facts_json(replace(report, facts=[replace(fact, verdict=verdict)]).view())
    )
    (read,) = load_report(tmp_path / "facts.json").facts
    assert (read.verdict.verdict, read.verdict.cause, read.verdict.judge) == (
        VerdictKind.POSSIBLE,
        Cause.UPDATE,
        "a model",
    )


def test_offsets_slice_the_articles():
    report = sample_report()
    texts = {a.id: a.text for a in report.articles}
    for row in json.loads(facts_json(report.view()))["facts"]:
        for one in row["claims"]:
            text = texts[one["article"]]
            assert text[one["sentence_start"] :].startswith(one["sentence"])
            assert text[one["start"] : one["end"]] in one["sentence"]
            assert text[one["focus_start"] : one["focus_end"]] == one["focus"]


def test_numbers_dates_and_open_ends():
    claims = [one for row in json.loads(facts_json(sample_report().view()))["facts"] for one in row["claims"]]
    by_focus = {one["focus"]: (one["value"], one["low"], one["high"]) for one in claims}
    assert by_focus["At least 12 passengers"] == ("12", 12, None)
    assert by_focus["until 20 March"] == ("../2024-03-20", None, "2024-03-20")
    assert by_focus["this month"] == ("2024-03", "2024-03-01", "2024-03-31")
    assert '"low": 12,' in facts_json(sample_report().view())
    assert '"score": 0.87,' in facts_json(sample_report().view())


def test_stories_name_their_facts_and_facts_their_story():
    ferry, bare = json.loads(facts_json(sample_report().view()))["stories"]
    assert ferry == {
        "id": "s1",
        "title": "Ferry strikes pier",
        "terms": ["ferry"],
        "articles": ["post-1", "echo-1"],
        "sources": ["Evening Echo", "Harbour Post"],
        "first": "2024-03-11",
        "last": "2024-03-12",
        "verdicts": {"differ": 1, "variant": 1, "compatible": 1, "agree": 1},
        "facts": ["f-differ", "f-variant", "f-compatible", "f-agree"],
        "series": [],
    }
    assert (bare["first"], bare["facts"], bare["articles"]) == (None, [], ["bare"])


def test_a_number_told_over_time_has_its_points():
    report = toll_report()
    (story,) = json.loads(facts_json(report.view()))["stories"]
    (series,) = story["series"]
    assert (series["fact"], series["unit"]) == ("f-toll", "")
    assert [(p["published"], p["source"], p["value"], p["low"], p["high"]) for p in series["points"]] == [
        ("2024-03-11", "Echo", "58", 58, None),
        ("2024-03-11", "Post", "72", 72, 72),
        ("2024-03-13", "Echo", "86", 86, 86),
    ]


@pytest.mark.parametrize("at", ["day", "source", "value", "facet"])
def test_what_nobody_revised_is_no_series(at):
    report = toll_report(**{at: True})
    (story,) = json.loads(facts_json(report.view()))["stories"]
    assert story["series"] == []


def test_the_order_of_the_input_does_not_matter():
    report = sample_report()
    turned = [replace(f, claims=f.claims[::-1]) for f in report.facts]
    again = Report(report.articles, turned[::-1], dict(reversed(list(report.run.items()))), report.stories)
    assert facts_json(again.view()) == facts_json(report.view())


@pytest.mark.other_run
def test_hostile_text_stays_json():
    text = 'x\x00\u2028"]]></script>\ud800\u202e y'
    where = article("a", [text], source=text, title=text, url=text, language=text)
    report = Report(
        [where], [fact("f", text, VerdictKind.AGREE, [claim(where, text, "y")])], {text: {text: [text]}}
    )
    raw = render(report.view(), "facts")
    assert json.loads(raw)["facts"][0]["claims"][0]["sentence"] == text.replace("\ud800", "\ufffd")


@pytest.mark.other_run
def test_the_run_may_hold_anything_plain():
    run = {
        "path": Path("x"),
        "share": 1 / 3,
        "bad": float("nan"),
        "n": 5,
        "flag": True,
        "none": None,
        "t": (1, "a"),
    }
    assert json.loads(facts_json(Report([], [], run).view()))["run"] == {
        "bad": None,
        "flag": True,
        "n": 5,
        "none": None,
        "path": "x",
        "share": 0.333333,
        "t": [1, "a"],
    }


def test_the_headline_counts():
    assert sample_report().view().headline == (
        "3 articles, 3 sources, 4 shared facts: 1 differ, 1 spelled differently, 1 no conflict, 1 agree; "
        "1 more from one source only"
    )
    assert Report([], []).view().headline == "0 articles, 0 sources, 0 shared facts: 0 differ"
    two = Report([ECHO], [fact(k, "t", VerdictKind.VARIANT, []) for k in "ab"])
    assert two.view().headline == "1 article, 1 source, 2 shared facts: 0 differ, 2 spelled differently"


def test_only_limits_the_facts_but_not_the_counts():
    seen = sample_report().view().limited([VerdictKind.AGREE])
    assert [f.id for f in seen.facts] == ["f-agree"]
    assert seen.counts[VerdictKind.DIFFER] == 1


def test_claims_come_by_date_and_are_grouped_by_article():
    seen = sample_report().view()
    assert [[c.article for c in group] for group in seen.facts[0].positions] == [["post-1"], ["echo-1"]]


def test_a_focus_that_does_not_fit_is_not_marked():
    one = claim(ECHO, ECHO.text.splitlines()[0], "ferry")
    for start, end in [(-5, 3), (30, 20), (10, 4000), (-5, -2), (4000, 4010)]:
        bad = replace(one, focus=replace(one.focus, start=start, end=end))
        seen = Report([ECHO], [fact("f", "t", VerdictKind.AGREE, [bad])]).view()
        assert seen.facts[0].claims[0].parts == (one.text, "", "")


def test_all_files_are_written_and_replaced(tmp_path):
    folder = tmp_path / "new" / "reports"
    for _ in range(2):
        written = write_report(sample_report().view(), folder)
        assert [path.name for path in written] == list(FILES.values())
        assert sorted(path.name for path in folder.iterdir()) == sorted(FILES.values())
    assert write_report(sample_report().view(), tmp_path, ["csv"]) == [tmp_path / "claims.csv"]


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path, monkeypatch):
    path = tmp_path / "facts.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("report", [sample_report(), toll_report(), Report([], [])])
def test_the_pieces_are_the_file_as_json_would_write_it(report):
    text = facts_json(report.view())
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
    pieces = list(facts_pieces(report.view()))
    assert "".join(pieces) == text
    assert len(pieces) > len(report.facts) + len(report.articles)


def test_a_file_is_written_as_its_pieces_are_made(tmp_path):
    path = tmp_path / "facts.json"
    path.write_bytes(b"old")

    def failing():
        yield b"new"
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        write_atomically(path, failing())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    write_atomically(path, (piece for piece in (b"ne", b"w")))
    assert path.read_bytes() == b"new"


def test_an_unknown_format_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="facts, csv, md, html"):
        render(sample_report().view(), "pdf")


def test_of_a_quotation_over_two_sentences_the_part_in_this_one_is_marked():
    where = article("a", ["He said: “It is over. It is done.” Then he left."])
    words = "It is over. It is done."
    first = where.text[: where.text.index(" It is done")]
    start = where.text.index(words)
    one = replace(claim(where, first, "It is over."), focus=Focus(start, start + len(words), words))
    seen = Report([where], [fact("f", "t", VerdictKind.AGREE, [one])]).view()
    assert seen.facts[0].claims[0].parts == ("He said: “", "It is over.", "")


def test_copies_are_written_and_read_back(tmp_path):
    report = sample_report()
    copied = replace(report.facts[0], copies=(Copy((POST.id, ECHO.id), CopyKind.WHOLE),))
    text = facts_json(Report(report.articles, [copied]).view())
    assert json.loads(text)["facts"][0]["copies"] == [{"articles": [POST.id, ECHO.id], "kind": "whole"}]
    path = tmp_path / "facts.json"
    path.write_text(text, encoding="utf-8")
    assert load_report(path).facts[0].copies == copied.copies
    path.write_text(text.replace('"kind": "whole"', '"kind": "all"'), encoding="utf-8")
    with pytest.raises(ReportError, match="'all' is not a valid CopyKind"):
        load_report(path)

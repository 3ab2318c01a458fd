"""A calibration in a store: kept, read back, used by the next comparison, known when it is damaged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from damage import change
from doubted import MADE, report_of_doubts
from fakes import HashingEncoder
from stories import STORM

from compare import Settings, compare_articles
from compare.embeddings import CachedEncoder
from compare.errors import StoreDamagedError
from compare.linkage.differences.model import fingerprint
from compare.pipeline_store import compare_store
from compare.review.lessons import pairs_of
from compare.store import open_store
from compare.store.calibration import Calibrated
from compare.store.checking import check_store, mend_store
from compare.store.checksums import checksum

ENCODER = HashingEncoder()
OWN = replace(MADE, weights=fingerprint(), encoder=ENCODER.identity, differ_from=0.85)
SEEN = tuple(pairs_of(report_of_doubts([(-1.0, "s1"), (0.123456789, "")]).facts))
LOW = Settings.model_validate({"verdicts": {"possible_threshold": 0.001}})


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "news.db") as store:
        store.add(STORM)
        compare_store(store, LOW, encoder=ENCODER)
        yield store


def compared(store):
    told: list[str] = []
    return compare_store(store, LOW, encoder=ENCODER, on_damage=told.append), told


@pytest.mark.parametrize("made", [OWN, replace(OWN, differ_from=None, reviewer="Zoë\0\ud800")])
def test_what_is_kept_comes_back(store, made):
    assert store.calibration() is None
    store.calibrate(Calibrated(MADE, ()))
    store.calibrate(Calibrated(made, SEEN))
    with open_store(store.path, readonly=True) as again:
        assert again.calibration() == Calibrated(made, SEEN)
    assert check_store(store) == []


def test_the_next_comparison_uses_it_and_the_one_after_it_was_forgotten_does_not(store):
    before, _ = compared(store)
    store.calibrate(Calibrated(OWN, SEEN))
    found, told = compared(store)
    assert told == []
    assert found.run["calibration"] == OWN.told()
    plain = compare_articles(STORM, LOW, encoder=CachedEncoder(ENCODER, None), calibration=OWN)
    assert found.to_json() == plain.to_json()
    assert '"calibrated"' in found.to_json(), "what it adds to a pair"
    assert compared(store)[0].to_json() == found.to_json(), "the same again"
    assert "calibration" not in found.run["settings"]
    assert store.forget_calibration()
    assert not store.forget_calibration()
    assert compared(store)[0].to_json() == before.to_json()


DAMAGE = {
    "a letter": "UPDATE calibration SET record = replace(record, 'Ana', 'Ann')",
    "a byte that is no text": "UPDATE calibration SET record = CAST(x'ff7b7d' AS TEXT)",
    "the checksum": "UPDATE calibration SET checksum = x'00'",
    "all of it": "DELETE FROM calibration",
    "no record": "UPDATE calibration SET record = ''",
}


@pytest.mark.parametrize("query", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_one_is_named_and_not_used(store, query, tmp_path):
    before, _ = compared(store)
    store.calibrate(Calibrated(OWN, SEEN))
    change(store, query)
    with pytest.raises(StoreDamagedError, match="its calibration"):
        store.calibration()
    found, told = compared(store)
    assert found.to_json() == before.to_json()
    (line,) = told
    assert "damaged and not used" in line and "--forget" in line
    assert [(damage.part, damage.what) for damage in check_store(store)] == [
        ("calibration", "the calibration is not as it was written")
    ]
    assert mend_store(store, tmp_path / "aside") == [
        "the calibration was dropped; 'crossclaim calibrate' makes it anew"
    ]
    assert check_store(store) == []
    assert store.calibration() is None


@pytest.mark.parametrize("other", [{"weights": "0"}, {"encoder": "words@1"}])
def test_one_of_another_model_is_named_and_not_used(store, other):
    store.calibrate(Calibrated(replace(OWN, **other), SEEN))
    found, told = compared(store)
    assert "calibration" not in found.run
    (line,) = told
    assert "of another model and not used" in line


@pytest.mark.parametrize("odd", ["NaN", "Infinity", "0.0", "-1.0"])
def test_a_line_that_is_none_is_damage_whatever_its_checksum(store, odd):
    store.calibrate(Calibrated(OWN, SEEN))
    (record,) = store.connection.execute("SELECT record FROM calibration").fetchone()
    record = record.replace('"slope":0.9', f'"slope":{odd}')
    known = checksum([[record]])
    store.connection.execute("UPDATE calibration SET record = ?, checksum = ?", (record, known))
    with pytest.raises(StoreDamagedError, match="no line"):
        store.calibration()


def test_a_store_from_before_there_were_any_has_none(store):
    store.connection.execute("DROP TABLE calibration")
    store.connection.execute("PRAGMA user_version = 6")
    store.close()
    with open_store(store.path) as brought:
        assert brought.calibration() is None
        assert check_store(brought) == []


def test_a_comparison_of_another_program_is_known(store, tmp_path, monkeypatch):
    assert store.is_of_this_program()
    with open_store(tmp_path / "empty.db") as empty:
        assert not empty.is_of_this_program()
    monkeypatch.setattr("compare.store.comparison.program", lambda: "another")
    assert not store.is_of_this_program()

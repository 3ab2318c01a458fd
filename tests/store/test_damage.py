"""What is not read as it was written: told, read again where it can be, and never left out unsaid."""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import fields, replace

import pytest
from damage import DECIDED, DECISIONS, FACTS, ONE_LETTER, SEARCHED, change
from fakes import HashingEncoder
from stories import STORM

from compare import pipeline
from compare.errors import StoreDamagedError
from compare.ingest import ReadOptions, read_articles, read_intake
from compare.models import Article, DateOrder, Extent, VerdictKind
from compare.pipeline_store import compare_store, mend_articles
from compare.settings import Settings
from compare.store import articles, open_store
from compare.store.article_rows import COLUMNS, digest_of
from compare.store.checksums import ARTICLE_PARTS
from compare.store.comparison import load_facts
from compare.store.ranking import Filters
from compare.store.search import fact_in_store, model_of, search_store, shared_facts

ENCODER = HashingEncoder()


@pytest.fixture
def news(tmp_path):
    """The articles of `STORM` as files."""
    folder = tmp_path / "news"
    folder.mkdir()
    for article in STORM:
        row = {
            "id": article.id,
            "text": article.text,
            "source": article.source,
            "published": str(article.published),
        }
        (folder / f"{article.id}.jsonl").write_text(json.dumps(row), encoding="utf-8")
    return folder


@pytest.fixture
def store(tmp_path, news):
    with open_store(tmp_path / "news.db") as store:
        store.add(read_articles([news]))
        compare_store(store, encoder=ENCODER)
        store.decide([replace(DECIDED, note=note) for note in ("one", "two", "three")])
        yield store


def read_all(store) -> None:
    store.report()
    search_store(store, "ferry", Filters(), ENCODER)


@pytest.mark.parametrize("query", ONE_LETTER.values(), ids=ONE_LETTER)
def test_an_article_with_one_letter_changed_is_read_again_from_its_file(store, query):
    before = store.report(reviewed=False).to_json()
    change(store, query)
    with pytest.raises(StoreDamagedError, match=r"is damaged"):
        read_all(store)
    told: list[str] = []
    found = compare_store(store, encoder=ENCODER, on_damage=told.append)
    assert found.to_json() == before == store.report(reviewed=False).to_json()
    assert len(told) in (1, 2) or query == ONE_LETTER["mark of none"]  # it waits then, and is compared again
    assert all("velmor" in line or "the last comparison" in line for line in told)
    assert store.damaged() == []
    assert store.stale() == 0
    assert [article.id for article in store.articles()] == ["ashel", "tarn", "velmora"]
    told.clear()
    compare_store(store, encoder=ENCODER, on_damage=told.append)
    assert told == []


def test_the_file_of_an_article_is_kept_where_it_is_there_and_else_forgotten(store, news):
    def mended(query: str) -> tuple[str, list[str]]:
        change(store, query)
        told: list[str] = []
        compare_store(store, encoder=ENCODER, on_damage=told.append)
        return store.articles()[2].path, told

    path, told = mended(ONE_LETTER["checksum"])
    assert path == str(news / "velmora.jsonl")
    assert "what is known of it was made anew" in told[0] and "but for its file" not in told[0]
    path, told = mended(ONE_LETTER["file"])
    assert path == "" and "made anew, but for its file" in told[0]
    assert store.add(read_articles([news])).same == 3
    assert store.articles()[2].path == str(news / "velmora.jsonl")
    assert store.damaged() == []


PACKED = "news.zip/2024/velmora.jsonl"


@pytest.fixture
def packed(tmp_path, news):
    """A store of the same articles, one of them from a file in an archive, the others rows of one table."""
    one, *rows = (read_articles([news / f"{name}.jsonl"])[0] for name in ("velmora", "ashel", "tarn"))
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        archive.write(news / "velmora.jsonl", "2024/velmora.jsonl")
    lines = [{"id": a.id, "text": a.text, "source": a.source, "published": str(a.published)} for a in rows]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with open_store(tmp_path / "packed.db") as store:
        store.add(read_articles([tmp_path / "news.zip", tmp_path / "rows.jsonl"]))
        assert {a.path for a in store.articles()} == {str(tmp_path / PACKED), str(tmp_path / "rows.jsonl")}
        assert [a.text for a in store.articles()] == [a.text for a in (*rows, one)]
        yield store


@pytest.mark.parametrize("name", ["text", "checksum", "digest", "hash", "mark", "source"])
@pytest.mark.parametrize("article", ["velmora", "tarn"])
def test_an_article_in_an_archive_or_a_table_is_mended_with_its_place(packed, article, name):
    before = packed.articles()
    query = ONE_LETTER[name].replace("WHERE id = 'velmora'", f"WHERE id = '{article}'")
    change(packed, query.replace("'ferry', 'fErry'", "'a', 'A'"))
    assert [wrong.id for wrong in packed.damaged()] == [article]
    told: list[str] = []
    mend_articles(packed, Settings(), told.append)
    assert packed.articles() == before
    assert len(told) == 1 and "but for" not in told[0] and "is not what" not in told[0]


def test_an_article_whose_archive_is_gone_keeps_no_place_in_it(packed, tmp_path):
    change(packed, ONE_LETTER["checksum"])
    (tmp_path / "news.zip").unlink()
    told: list[str] = []
    mend_articles(packed, Settings(), told.append)
    assert packed.articles()[2].path == "" and "but for its file" in told[0]
    change(packed, ONE_LETTER["text"])
    mend_articles(packed, Settings(), told.append)
    assert [wrong.id for wrong in packed.damaged()] == ["velmora"] and len(told) == 1


def test_the_file_of_another_article_is_not_taken_for_the_one_that_was_damaged(store, news):
    change(store, f"UPDATE articles SET path = '{news / 'tarn.jsonl'}' WHERE id = 'velmora'")
    mend_articles(store, Settings(), lambda _: None)
    assert store.articles()[2].path == ""


def test_a_digest_alone_that_is_damaged_needs_no_file(store, news):
    before = store.articles()
    (news / "velmora.jsonl").unlink()
    for name in ("digest", "hash", "no hash", "mark"):
        change(store, ONE_LETTER[name])
        told: list[str] = []
        mend_articles(store, Settings(), told.append)
        assert store.articles() == before
        assert ["what is known of it was made anew" in line for line in told] == [True]


def test_the_copy_of_an_article_whose_hash_is_damaged_is_no_other_article(store, news):
    change(store, ONE_LETTER["hash"])
    (copy,) = read_articles([news / "velmora.jsonl"])
    added = store.add([replace(copy, path=str(news / "more" / "velmora.jsonl"), title="A ferry sank")])
    assert (added.new, added.changed, added.renamed) == (0, 1, ())
    assert store.damaged() == [] and len(store.articles()) == 3


def test_a_file_that_moved_is_no_damage(store, news):
    news.rename(news.with_name("moved"))
    assert store.add(read_articles([news.with_name("moved")])).same == 3
    assert store.damaged() == []
    assert {article.path for article in store.articles()} == {
        str(file) for file in news.with_name("moved").iterdir()
    }


def test_a_store_whose_checksums_hold_no_file_is_brought_forward(store):
    store.connection.execute("UPDATE articles SET metadata = x'00'")
    store.connection.execute("PRAGMA user_version = 5")
    store.close()
    with open_store(store.path) as brought:
        assert brought.damaged() == []
        change(brought, ONE_LETTER["text"])
        assert [wrong.id for wrong in brought.damaged()] == ["velmora"]


def test_without_its_file_a_damaged_article_is_named_and_adding_it_again_cures_it(store, news):
    before = store.report(reviewed=False).to_json()
    again = read_articles([news])
    change(store, ONE_LETTER["text"])
    (news / "velmora.jsonl").unlink()
    for _ in range(2):
        with pytest.raises(StoreDamagedError, match="the article 'velmora' is not as stored; read it again"):
            compare_store(store, encoder=ENCODER)
    assert store.stale() == 0  # the last comparison is not touched
    added = store.add(again)
    assert (added.new, added.changed, added.same) == (0, 1, 2)
    assert compare_store(store, encoder=ENCODER).to_json() == before


def test_a_damaged_article_can_be_removed(store, news):
    change(store, ONE_LETTER["no UTF-8"])
    (news / "velmora.jsonl").unlink()
    assert store.remove(["velmora"]) == 1
    assert {a.id for a in compare_store(store, encoder=ENCODER).articles} == {"ashel", "tarn"}


def test_a_file_that_says_something_else_now_takes_the_place_of_what_was_damaged(store, news):
    change(store, ONE_LETTER["text"])
    other = {
        "id": "velmora",
        "text": "At least 40 passengers died when a ferry sank.",
        "source": "Velmora Echo",
    }
    (news / "velmora.jsonl").write_text(json.dumps(other), encoding="utf-8")
    told: list[str] = []
    compare_store(store, encoder=ENCODER, on_damage=told.append)
    assert store.articles()[2].text == other["text"]
    assert "it was read again from" in told[0]
    assert "is not what the store knew" in told[0]


def test_a_table_is_read_again_by_the_columns_that_are_named(store, news):
    (news / "own.csv").write_text("key,words,day\nown,It rained in Tarn.,04/05/2023\n", encoding="utf-8")
    named = {"id": "key", "text": "words", "published": "day"}
    settings = Settings(ingest={"columns": named, "dates": "dayfirst"})
    options = ReadOptions(columns=named, dates=DateOrder.DAY_FIRST)
    (before,) = read_intake([news / "own.csv"], None, options).articles
    store.add([before])
    change(store, "UPDATE articles SET text = 'It poured.' WHERE id = 'own'")
    told: list[str] = []
    mend_articles(store, Settings(), told.append)
    assert told == []  # without them it is no table, and stays damaged
    mend_articles(store, settings, told.append)
    assert next(a for a in store.articles() if a.id == "own") == before
    assert [("read again" in line, "not what the store knew" in line) for line in told] == [(True, False)]


@pytest.mark.parametrize("query", FACTS.values(), ids=FACTS)
def test_a_damaged_comparison_is_told_and_made_anew(store, query):
    before = store.report(reviewed=False).to_json()
    change(store, query)
    with pytest.raises(
        StoreDamagedError, match=r"is damaged \(.*\); mend it with 'crossclaim check --db .* --mend'"
    ):
        store.report()
    told: list[str] = []
    assert compare_store(store, encoder=ENCODER, on_damage=told.append).to_json() == before
    assert told == [f"the last comparison in the store {str(store.path)!r} was damaged, and is made anew"]
    assert store.report(reviewed=False).to_json() == before


@pytest.mark.parametrize("query", SEARCHED.values(), ids=SEARCHED)
def test_what_is_searched_by_is_told_and_made_anew(store, query):
    def ask():
        return search_store(store, "ferry", Filters(), ENCODER)

    before = ask()
    assert before.hits
    change(store, query)
    with pytest.raises(StoreDamagedError):
        ask()
    told: list[str] = []
    compare_store(store, encoder=ENCODER, on_damage=told.append)
    assert told
    assert ask() == before


PAGE = 4096


def cell_of(data: bytes, place: int) -> int:
    """Where the row begins that holds a place in a leaf of a table: https://sqlite.org/fileformat2.html#b_tree_pages."""
    page = place - place % PAGE
    count = int.from_bytes(data[page + 3 : page + 5])
    cells = (int.from_bytes(data[at : at + 2]) for at in range(page + 8, page + 8 + 2 * count, 2))
    return page + max(cell for cell in cells if page + cell <= place)


def test_facts_of_a_page_that_lost_its_end_are_missed_by_a_search(store):
    facts = store.connection.execute("SELECT id, topic FROM facts ORDER BY n").fetchall()
    store.close()
    whole = store.path.read_bytes()
    for fact in facts:
        start = cell_of(whole, whole.find("".join(fact).encode()))
        end = start + -start % PAGE
        store.path.write_bytes(whole[:start] + bytes(end - start) + whole[end:])
        with (
            open_store(store.path) as damaged,
            pytest.raises(StoreDamagedError, match=r"are not there|is not as it was|malformed"),
        ):
            search_store(damaged, "ferry", Filters(), ENCODER)


def test_a_fact_that_is_not_there_is_told_where_it_is_asked_for(store):
    numbers = [n for (n,) in store.connection.execute("SELECT n FROM facts ORDER BY n LIMIT 2")]
    assert len(load_facts(store.connection, [*numbers, numbers[1]])) == 2
    with pytest.raises(StoreDamagedError, match="fact 999 of the last comparison is not there"):
        load_facts(store.connection, [numbers[0], 999])


def test_an_index_that_points_beside_its_page_is_told_each_time(store):
    (root,) = store.connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'claims_id'"
    ).fetchone()

    store.close()
    data = bytearray(store.path.read_bytes())
    data[(root - 1) * PAGE + 18] = 108  # the sixth of its cells
    store.path.write_bytes(data)
    with open_store(store.path) as damaged:
        for _ in range(3):
            with pytest.raises(StoreDamagedError, match="malformed"):
                damaged.status()


def test_facts_that_articles_share_are_read_from_the_rows_and_no_index(store):
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("DROP INDEX claims_fact")
        other.execute("CREATE INDEX claims_fact ON claims (fact) WHERE n < 0")  # none is in it
        other.execute("PRAGMA writable_schema = ON")
        whole = "CREATE INDEX claims_fact ON claims (fact)"
        other.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'claims_fact'", (whole,))
    store.close()
    with open_store(store.path) as damaged, pytest.raises(StoreDamagedError):
        shared_facts(damaged)


INDEXES = {
    "verdicts": ("facts_verdict", "CREATE INDEX facts_verdict ON facts (verdict)", "WHERE n < 0"),
    "ids": ("facts_id", "CREATE INDEX facts_id ON facts (id)", "WHERE n < 0"),
}


@pytest.mark.parametrize("name", INDEXES)
def test_facts_that_an_index_has_lost_are_missed_by_a_search(store, name):
    index, whole, none = INDEXES[name]
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute(f"DROP INDEX {index}")
        other.execute(f"{whole} {none}")
        other.execute("PRAGMA writable_schema = ON")
        other.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (whole, index))
    store.close()
    with open_store(store.path) as damaged, pytest.raises(StoreDamagedError):
        search_store(damaged, "ferry", Filters(verdicts=[VerdictKind.DIFFER]), ENCODER)


def test_an_article_that_is_not_found_by_its_id_is_told(store):
    ids = [article.id for article in store.articles()]
    assert [a.id for a in articles.read_metadata(store.connection, ids)] == ids
    with pytest.raises(StoreDamagedError, match="'nowhere'"):
        articles.read_metadata(store.connection, {*ids, "nowhere"})


def test_the_model_of_a_run_that_is_damaged_is_not_loaded(store):
    change(store, "UPDATE comparison SET run = replace(run, '\"default\"', '\"defaulx\"')")
    with pytest.raises(StoreDamagedError):
        model_of(store)


def test_a_vector_of_a_text_that_is_damaged_is_made_again(store):
    before = store.report(reviewed=False).to_json()
    store.connection.execute("UPDATE vectors SET vector = x'00' || substr(vector, 2)")
    store.connection.execute("UPDATE comparison SET code = 'x'")
    fake = HashingEncoder()
    assert compare_store(store, encoder=fake).to_json() == before
    assert fake.calls


@pytest.mark.parametrize("query", DECISIONS.values(), ids=DECISIONS)
def test_a_damaged_decision_is_told(store, query):
    change(store, query)
    for ask in (store.decisions, store.report, store.status, lambda: fact_in_store(store, "q")):
        with pytest.raises(StoreDamagedError, match=r"is damaged \(the decisions? (2|3|behind)"):
            ask()
    compare_store(store, encoder=ENCODER)  # decisions are no part of it


def test_damage_is_told_in_one_line(store):
    change(store, ONE_LETTER["text"])
    change(store, DECISIONS["no JSON"])
    for ask in (store.articles, store.decisions):
        with pytest.raises(StoreDamagedError) as caught:
            ask()
        assert re.fullmatch(r"[^\n]{20,400}", str(caught.value))
        assert caught.value.exit_code == 2


def test_status_names_articles_whose_marks_are_damaged(store):
    change(store, ONE_LETTER["source"])
    assert store.status().damaged == ("velmora",)


def test_status_trusts_no_index_of_articles(store):
    before = store.status()
    store.close()
    data = store.path.read_bytes()
    places = [m.start() for m in re.finditer(b"Velmora Echo", data)]
    assert len(places) > 1  # in the row, and in the index of sources
    for place in places:
        store.path.write_bytes(data[: place + 5] + b"2" + data[place + 6 :])
        with open_store(store.path) as damaged:
            found = damaged.status()
            assert found.damaged or replace(found, bytes=before.bytes) == before


def test_the_digest_of_an_article_is_the_one_that_stores_hold():
    # Other parts, or another order of them: name them in `ARTICLE_PARTS`, and stores are brought forward.
    assert digest_of(STORM[2]).hex()[:16] == "4948a30293163a56"


def other_parts(monkeypatch) -> None:
    """A version of the program that makes digests of other parts."""
    for module in ("sealing", "opening"):
        monkeypatch.setattr(f"compare.store.{module}.ARTICLE_PARTS", ("id", "text", "title"))
    monkeypatch.setattr("compare.store.article_rows.digest_of.__defaults__", (("id", "text", "title"),))


def test_digests_of_other_parts_are_made_anew(store, tmp_path, monkeypatch):
    store.close()
    other_parts(monkeypatch)
    with open_store(tmp_path / "news.db") as brought:
        assert brought.damaged() == []
        assert len(brought.articles()) == 3
        told: list[str] = []
        compare_store(brought, encoder=ENCODER, on_damage=told.append)
        assert told == []


def test_digests_of_other_parts_do_not_hide_damage(store, tmp_path, monkeypatch):
    change(store, ONE_LETTER["text"])
    store.close()
    other_parts(monkeypatch)
    with open_store(tmp_path / "news.db", readonly=True) as brought:
        assert [wrong.id for wrong in brought.damaged()] == ["velmora"]


def test_whatever_order_articles_came_in_the_report_of_a_store_is_the_plain_one(store, news):
    found = pipeline.compare_articles(store.articles(), Settings(), encoder=store.vectors(ENCODER).encoder)
    assert found.to_json() == store.report(reviewed=False).to_json()


def test_all_that_is_known_of_an_article_is_kept(tmp_path):
    known = replace(
        STORM[0], extent=Extent.CUT, house="Ashel Media", pages=(0, 20, 40), path=str(tmp_path / "a")
    )
    with open_store(tmp_path / "known.db") as store:
        store.add([known])
        assert store.articles() == [known]
        assert store.damaged() == []
        assert store.add([known]).same == 1
        assert store.add([replace(known, extent=Extent.WHOLE)]).changed == 1
        assert store.add([replace(known, pages=(0,))]).changed == 1
    every = {field.name for field in fields(Article)}
    assert every == set(COLUMNS) == {*ARTICLE_PARTS, "path"}


@pytest.mark.parametrize("query", ["DROP TABLE vectors", "DROP TABLE readings"])
def test_what_sqlite_says_on_the_way_through_a_store_is_damage(store, query):
    store.connection.execute("UPDATE comparison SET code = 'x'")
    store.connection.execute(query)
    with pytest.raises(StoreDamagedError, match="no such table"):
        compare_store(store, encoder=ENCODER)


def test_a_name_in_a_store_that_is_no_text_is_damage(store):
    with pytest.raises(StoreDamagedError, match="a name in it is no UTF-8 any more"), store.explained():
        b"\xff".decode()

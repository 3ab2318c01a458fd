"""Who is one outlet: names, hosts, titles, houses and agencies."""

from __future__ import annotations

from pathlib import Path

import layouts
import pytest
from fakes import HashingEncoder

from compare.ingest import ReadOptions, read_articles, read_intake
from compare.ingest.outlets import clean_name, host_of, one_name_a_host, without_site
from compare.models import Article
from compare.pipeline import compare_articles
from compare.settings import Settings, VerdictSettings


@pytest.mark.parametrize(
    ("stated", "host", "title", "name"),
    [
        ("Valley Times", "valleytimes.com", "", "Valley Times"),
        ("Breaking Australian and World News Headlines - 9News", "9news.com.au", "", "9News"),
        ("BBC News - Home", "bbc.co.uk", "", "BBC News"),
        ("Timesofindia . com", "timesofindia.com", "", "Timesofindia.com"),
        ("CNN. com", "cnn.com", "", "CNN.com"),
        ("The Valley Premium", "valley.com", "", "The Valley"),
        ("Premium Times", "premiumtimesng.com", "", "Premium Times"),
        ("Valley Premium", "valleypremium.com", "", "Valley Premium"),
        ("https://valley.com", "valley.com", "", ""),
        ("River rises by three metres", "valley.com", "River rises by three metres", ""),
        ("All the news of the valley and the hills above it", "vt.com", "", ""),
        ("A. B. C - D", "", "", "A. B. C - D"),
    ],
)
def test_names_are_cleaned_and_what_is_none_is_empty(stated, host, title, name):
    assert clean_name(stated, host, title) == name


@pytest.mark.parametrize(
    ("title", "source", "host", "left"),
    [
        ("River rises | Valley Times", "Valley Times", "vt.com", "River rises"),
        ("River rises - BBC News", "BBC", "bbc.co.uk", "River rises"),
        ("River rises — valleytimes", "Other", "valleytimes.com", "River rises"),
        ("Cup final: Tarn - Velmora", "Valley Times", "valleytimes.com", "Cup final: Tarn - Velmora"),
        ("Valley Times", "Valley Times", "valleytimes.com", "Valley Times"),
    ],
)
def test_the_name_of_the_site_leaves_titles(title, source, host, left):
    assert without_site(title, source, host) == left


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.valley.com/a?b#c", "valley.com"),
        ("http://edition.valley.com:8080/a", "valley.com"),
        ("valley.co.uk", "valley.co.uk"),
        ("m.valley.com/a", "valley.com"),
        ("Valley Times", ""),
        ("Reuters", ""),
        ("http://[::1", ""),
        ("", ""),
    ],
)
def test_the_host_of_an_address(url, host):
    assert host_of(url) == host


def page(folder: Path, name: str, site: str) -> None:
    url = f"https://www.apvalley.example/{name}"
    data = layouts.PAGE.replace(layouts.SOURCE, site).replace(layouts.URL, url).replace("three", name)
    (folder / f"{name}.html").write_text(data, encoding="utf-8")


def test_pages_of_one_host_are_of_one_outlet(tmp_path):
    for name, site in {
        "four": "AP Valley",
        "five": "Associated Press of the Valley",
        "six": "AP Valley",
    }.items():
        page(tmp_path, name, site)
    assert {a.source for a in read_articles([tmp_path])} == {"AP Valley"}
    (tmp_path / "articles.csv").write_text("file,source\nfive.html,Somebody\n")
    assert {a.id: a.source for a in read_articles([tmp_path])} == {
        "five": "Somebody", "four": "AP Valley", "six": "AP Valley",
    }  # fmt: skip


def test_pages_of_one_name_in_several_folders_are_told_apart(tmp_path):
    for day, site in {"1": "AP Valley", "2": "Associated Press of the Valley", "3": "AP Valley"}.items():
        (tmp_path / day).mkdir()
        page(tmp_path / day, "index", site)
        whole = (tmp_path / day / "index.html").read_text(encoding="utf-8")
        (tmp_path / day / "index.html").write_text(whole.replace("metres", f"metres {day}"), encoding="utf-8")
    (tmp_path / "0.csv").write_text(
        "id,text,source,url\nindex,It rained.,Portal,https://www.apvalley.example/0\n"
    )
    found = {a.id: a.source for a in read_articles([tmp_path])}
    assert found == {"index": "Portal", **dict.fromkeys(("index-2", "index-3", "index-4"), "AP Valley")}


def test_rows_that_state_their_outlet_keep_it():
    rows = [Article(n, "x", source=n, url=f"https://portal.example/{n}") for n in ("a", "b")]
    assert one_name_a_host(rows, set()) == rows
    assert {a.source for a in one_name_a_host(rows, {"a", "b"})} == {"a"}


LIST = "host,name,group,agency\nvalley.example,Valley Times,Valley House,\necho.example,Echo,Valley House,\n"
WIRE = "wire.example,The Wire,,yes\n"


def test_a_list_of_outlets_gives_names_houses_and_agencies(tmp_path):
    (tmp_path / "sources.csv").write_text(LIST + WIRE)
    (tmp_path / "news.csv").write_text(
        "id,text,source,url\n1,It rained.,VT online,https://www.valley.example/1\n"
        "2,It poured.,Echo,\n3,TARN (The Wire) - It snowed.,Post,\n4,Sun.,Post,\n"
    )
    found = read_intake([tmp_path]).articles
    assert [(a.id, a.source, a.house) for a in found] == [
        ("1", "Valley Times", "Valley House"),
        ("2", "Echo", "Valley House"),
        ("3", "Post", "The Wire"),
        ("4", "Post", ""),
    ]
    (tmp_path / "sources.csv").rename(tmp_path.parent / "mine.csv")
    named = read_intake([tmp_path], None, ReadOptions(sources=tmp_path.parent / "mine.csv")).articles
    assert named == found


def test_an_agency_is_credited_by_its_whole_name_and_a_row_that_names_none_is_told(tmp_path):
    (tmp_path / "sources.csv").write_text("host,name,group,agency\n,PA,,yes\n,,Valley House,\n")
    (tmp_path / "news.csv").write_text(
        "id,text\n1,By PAUL SMITH. It rained.\n2,By PA. It rained.\n3,By PAUL SMITH. By PA\n"
    )
    problems = []
    found = read_intake([tmp_path], problems.append).articles
    assert [a.house for a in found] == ["", "PA", "PA"]
    assert ["names neither a host nor an outlet" in p.what for p in problems] == [True]


def test_a_list_of_outlets_that_cannot_be_read_is_said(tmp_path):
    (tmp_path / "a.txt").write_text("It rained.")
    (tmp_path / "list.csv").write_text("a,b\n1,2\n")
    for name, told in (("list.csv", "write host,name,group,agency"), ("none.csv", "No such file")):
        problems = []
        read_intake([tmp_path / "a.txt"], problems.append, ReadOptions(sources=tmp_path / name))
        assert [told in p.what and p.fatal for p in problems] == [True]


def test_a_sources_csv_with_texts_is_a_table(tmp_path):
    (tmp_path / "sources.csv").write_text("host,name,text\nx.example,X,It rained.\n")
    assert [a.text for a in read_articles([tmp_path])] == ["It rained."]


def test_a_house_counts_as_one_source_only_where_asked():
    said = "At least 41 people were killed in the blast in Tarn on Monday, the police said."
    also = "The police said on Monday that at least 41 people were killed by the blast in Tarn."
    articles = [
        Article("a", said, source="Valley Times", house="Valley House"),
        Article("b", also, source="Echo", house="Valley House"),
    ]

    def origins(one_house: bool) -> set[int]:
        settings = Settings(verdicts=VerdictSettings(one_house=one_house))
        report = compare_articles(articles, settings, encoder=HashingEncoder())
        return {fact.origins for fact in report.facts if len({c.article for c in fact.claims}) > 1}

    assert origins(one_house=False) == {2}
    assert origins(one_house=True) == {1}

"""HTML pages: main text and what the page says about itself."""

from datetime import date
from pathlib import Path

import pytest

from compare.errors import NothingToReadError
from compare.ingest import read_articles
from compare.models import Problem

PARAGRAPHS = [
    "The river rose by three metres on Monday after a week of heavy rain in the hills above the town.",
    "The mayor closed the bridge in the evening and asked the people of the town to leave their houses.",
    "Nobody was hurt in the flood, she told the local radio, although two cars were lost in the water.",
]
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>River rises | Valley Times</title>
<meta property="og:site_name" content="Valley Times"><meta property="og:title" content="River rises">
<meta property="article:published_time" content="2020-03-05T10:00:00Z">
<link rel="canonical" href="https://example.com/river"></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>River rises</h1>{}</article>
<footer>Copyright 2024</footer></body></html>"""


def write(path: Path, body: str) -> Path:
    path.write_text(PAGE.format(body), encoding="utf-8")
    return path


def test_a_page_gives_its_text_and_metadata(tmp_path: Path) -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    (article,) = read_articles([write(tmp_path / "river.html", body)])
    assert [p for p in PARAGRAPHS if p in article.text] == PARAGRAPHS
    assert (article.id, article.title, article.source) == ("river", "River rises", "Valley Times")
    assert (article.published, article.url) == (date(2020, 3, 5), "https://example.com/river")


def test_the_folder_index_goes_before_the_page(tmp_path: Path) -> None:
    write(tmp_path / "river.html", "".join(f"<p>{p}</p>" for p in PARAGRAPHS))
    (tmp_path / "articles.csv").write_text("file,source,published\nriver.html,Other Times,2020-03-06\n")
    (article,) = read_articles([tmp_path])
    assert (article.source, article.published, article.title) == (
        "Other Times",
        date(2020, 3, 6),
        "River rises",
    )


@pytest.mark.parametrize(
    "content", ["<html></html>", "<div>" * 50_000, "<!--" * 1_000, "&#xD800;" * 10, "<p>\x00</p>"]
)
def test_a_page_without_text_is_a_problem(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(content)
    problems: list[Problem] = []
    with pytest.raises(NothingToReadError):
        read_articles([path], problems.append)
    assert len(problems) == 1

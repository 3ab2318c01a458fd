"""What changed, as a feed: what a reader of feeds makes of it, and what hostile text cannot."""

from __future__ import annotations

from dataclasses import replace

import feedparser
import pytest
from decided import ids, report_of, said
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from samples import sample_report

from compare.changes.atom import changes_atom
from compare.changes.find import find_changes
from compare.models import Facet, VerdictKind
from compare.reports.report import Report
from compare.review import apply_decisions

EMPTY = Report([], [])
ATOM = "{http://www.w3.org/2005/Atom}"
NAMES = ("old", "new")


def feed(old: Report, new: Report, names: tuple[str, str] = NAMES, **options) -> str:
    return changes_atom(find_changes(old.view(), new.view()), names, **options)


def tree(text: str):
    return etree.fromstring(text.encode())


def test_a_reader_of_feeds_reads_it():
    found = feedparser.parse(feed(EMPTY, sample_report()))
    assert (found.bozo, found.version) == (False, "atom10")
    assert found.feed.subtitle == "4 facts new, none changed, none gone, 0 as before; 3 articles new"
    first = found.entries[0]
    assert first.title == "New: ≠ differ: passengers injured"
    assert first.updated == "2024-03-12T00:00:00Z"
    assert {tag.term for tag in first.tags} == {"new", "differ", "sure"}
    assert [(link.rel, link.href) for link in first.links] == [
        ("related", "https://example.org/ferry?a=1&b=2")
    ]
    assert "Evening Echo: “Fifteen passengers were injured when it did.”" in first.content[0].value


@pytest.mark.parametrize(("old", "new"), [(EMPTY, EMPTY), (EMPTY, sample_report()), (sample_report(), EMPTY)])
def test_what_the_standard_asks_for_is_there(old, new):
    root = tree(feed(old, new))
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (found,) = element.findall(f"{ATOM}{name}")
            assert found.text
    assert root.find(f"{ATOM}author/{ATOM}name").text
    own = [element.text for element in root.iter(f"{ATOM}id")]
    assert len(own) == len(set(own))
    assert all(key.startswith("urn:uuid:") for key in own)


def keys(text: str) -> list[str]:
    return [element.text for element in tree(text).findall(f"{ATOM}entry/{ATOM}id")]


def test_the_same_change_is_the_same_entry_and_another_is_another():
    report = report_of("ab")
    first, again = feed(report, report_of("abc")), feed(report, report_of("abc"))
    assert first == again
    other_place = feed(report, report_of("abc"), ("x", "y"))
    assert keys(first) == keys(other_place)
    revised = report_of("abc", tolls={"c": 13})
    assert keys(feed(report, revised)) != keys(first)
    log = [replace(said(ids(report, "ab"), VerdictKind.AGREE), id=1)]
    assert keys(feed(report, apply_decisions(report, log))) not in (keys(first), [])


def told(kind: VerdictKind) -> Report:
    report = report_of("ab")
    fact = report.facts[0]
    return replace(report, facts=[replace(fact, verdict=replace(fact.verdict, verdict=kind))])


def test_what_it_was_before_makes_another_entry():
    agreed = told(VerdictKind.AGREE)
    assert keys(feed(told(VerdictKind.DIFFER), agreed)) != keys(feed(told(VerdictKind.COMPATIBLE), agreed))


def test_another_source_of_a_statement_makes_another_entry():
    def stated(*own: str) -> Report:
        report = report_of("abcd")
        claims = [replace(c, facet=Facet.STATEMENT, value=None) for c in report.facts[0].claims]
        kept = tuple(claim for claim in claims if claim.article in own)
        return replace(report, facts=[replace(report.facts[0], facet=Facet.STATEMENT, claims=kept)])

    old = stated("a", "b")
    assert keys(feed(old, stated("a", "b", "c"))) != keys(feed(old, stated("a", "b", "d"))) != []


def test_of_many_articles_some_are_linked_to():
    base = report_of("ab")
    claims = [replace(base.facts[0].claims[0], article=f"n{n}", id=f"n{n}") for n in range(30)]
    articles = [replace(base.articles[0], id=f"n{n}", url=f"https://example.org/{n}") for n in range(30)]
    many = replace(base, articles=articles, facts=[replace(base.facts[0], claims=tuple(claims))])
    assert len(tree(feed(EMPTY, many)).findall(f".//{ATOM}link")) == 12


def test_the_feed_has_the_id_that_is_given():
    given_ = tree(feed(EMPTY, EMPTY, feed="https://example.org/a&b")).find(f"{ATOM}id").text
    assert given_ == "https://example.org/a&b"
    first, same, other = (
        tree(feed(EMPTY, EMPTY, ("a", name))).find(f"{ATOM}id").text for name in ("x", "x", "y")
    )
    assert first == same != other


def test_a_decision_is_of_the_time_when_it_was_made():
    report = report_of("ab")
    log = [replace(said(ids(report, "ab"), VerdictKind.AGREE), id=1)]
    (entry,) = feedparser.parse(feed(report, apply_decisions(report, log))).entries
    assert entry.updated == "2024-04-01T09:30:00Z"


def test_a_feed_without_entries_is_of_the_newest_article():
    assert tree(feed(sample_report(), sample_report())).find(f"{ATOM}updated").text == "2024-03-12T00:00:00Z"


def test_without_days_the_time_is_none_that_could_be_meant():
    report = report_of("ab")
    undated = replace(report, articles=[replace(a, published=None) for a in report.articles])
    assert "<updated>1970-01-01T00:00:00Z</updated>" in feed(EMPTY, undated)


HOSTILE = "</title><script>alert(1)</script>]]>&lt;&#0; \x00\x1b[31m\u202e\ud800\ufffe \" '"


def hostile(text: str) -> Report:
    report = report_of("ab")
    fact = report.facts[0]
    claims = tuple(replace(claim, text=text, attribution=text) for claim in fact.claims)
    bad = replace(fact, topic=text, claims=claims, verdict=replace(fact.verdict, reason=text))
    articles = [replace(a, source=text, title=text, url=f"javascript:{text}") for a in report.articles]
    return replace(report, articles=articles, facts=[bad])


def test_hostile_text_stays_text():
    written = feed(EMPTY, hostile(HOSTILE))
    root = tree(written)
    assert {element.tag.removeprefix(ATOM) for element in root.iter()} <= {
        "feed", "id", "title", "subtitle", "updated", "author", "name", "generator", "entry", "category",
        "link", "content",
    }  # fmt: skip
    assert not root.findall(f".//{ATOM}link")
    title = root.find(f"{ATOM}entry/{ATOM}title").text
    assert "</title><script>alert(1)</script>]]>&lt;&#0; ␀␛[31m[U+202E]" in title
    assert all(part not in written for part in ("\x00", "\x1b", "\u202e", "<script"))


@given(st.text(alphabet=st.characters(), min_size=1, max_size=40))
@settings(derandomize=True, deadline=None, max_examples=60)
def test_whatever_the_text_it_is_well_formed(text):
    root = tree(feed(EMPTY, hostile(text), (text, text)))
    assert len(root.findall(f"{ATOM}entry")) == 1

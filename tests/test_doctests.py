"""The examples in the docstrings of the public face run, and every name that one calls has some.

They share one folder: two articles in `news`, compared into `reports` and `news.db`.
"""

from __future__ import annotations

import doctest
import inspect
from datetime import date
from enum import Enum
from pathlib import Path

import compare
from compare import Article, CrossclaimError, compare_articles, plugins
from compare.pipeline_store import compare_store
from compare.store import open_store

TARN = Article(
    "tarn",
    "A bomb killed 41 people at the market of Tarn on Monday, the governor said. The market opened in 1962. "
    "Hospitals treated 120 injured people.",
    source="Tarn Times",
    title="Blast at market in Tarn",
    published=date(2024, 3, 12),
)
VELMORA = Article(
    "velmora",
    "The bomb at the market of Tarn on Monday killed 52 people, police said. Hospitals treated 120 injured "
    "people. The market opened in 1962.",
    source="Velmora Echo",
    title="Blast at Tarn market",
    published=date(2024, 3, 13),
)


def make_examples(folder: Path) -> None:
    """The files that the examples read."""
    news = folder / "news"
    news.mkdir()
    for article in (TARN, VELMORA):
        head = f"---\nsource: {article.source}\ntitle: {article.title}\npublished: {article.published}\n---\n"
        (news / f"{article.id}.txt").write_text(head + article.text, encoding="utf-8")
    compare_articles([TARN, VELMORA]).write(folder / "reports")
    with open_store(folder / "news.db") as store:
        store.add([TARN, VELMORA])
        compare_store(store)


def found() -> list[doctest.DocTest]:
    """The examples of all public names, those of methods among them, and of the package."""
    finder = doctest.DocTestFinder()
    shown = [(name, getattr(compare, name)) for name in compare.__all__]
    tests = [test for name, item in shown for test in finder.find(item, name, globs={}) if test.examples]
    modules = [
        doctest.DocTestParser().get_doctest(module.__doc__, {}, module.__name__, module.__file__, 0)
        for module in (compare, plugins)
    ]
    return [*modules, *tests]


def test_the_examples_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    make_examples(tmp_path)
    runner = doctest.DocTestRunner(optionflags=doctest.FAIL_FAST)
    told: list[str] = []
    for test in found():
        runner.run(test, out=told.append, clear_globs=False)
    assert not told, "".join(told)
    assert runner.summarize(verbose=False).attempted > 40


def test_every_public_name_that_one_calls_has_an_example():
    shown = {test.name.partition(".")[0] for test in found()}
    for name in compare.__all__:
        item = getattr(compare, name)
        plain = inspect.isclass(item) and issubclass(item, CrossclaimError | Enum)
        assert plain or name in shown, f"{name} has no example"


def test_public_methods_are_documented():
    for name in compare.__all__:
        for member, item in vars(getattr(compare, name)).items():
            if inspect.isfunction(item) and not member.startswith("_"):
                assert item.__doc__, f"{name}.{member}"

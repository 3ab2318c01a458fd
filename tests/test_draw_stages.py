"""The pictures of the stages are drawn of what the stages make of the seeds today.

Their words are compared: where dots lie hangs on how a processor rounds vectors, and so do the last digits.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[1]
ABOUT = 0.03
"""By which part a number in a picture may be another one."""

_NUMBER = re.compile(r"([\d,]*\d(?:\.\d+)?)")


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("draw_stages", ROOT / "scripts" / "draw_stages.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # records need to find their module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def fresh(script) -> dict[str, str]:
    return script.drawings()


def parts(words: list[str]) -> tuple[list[str], list[float]]:
    """The words of a picture without its numbers, and these."""
    told = "\n".join(words)
    return _NUMBER.split(told)[::2], [float(n.replace(",", "")) for n in _NUMBER.findall(told)]


def test_each_picture_says_what_the_stages_make_of_the_seeds(script, fresh):
    for name, svg in fresh.items():
        stored = script.words((script.PICTURES / name).read_text(encoding="utf-8"))
        (was, numbers), (now, others) = parts(stored), parts(script.words(svg))
        assert was == now, f"{name}: run python scripts/draw_stages.py"
        assert numbers == pytest.approx(others, rel=ABOUT, abs=ABOUT), name


def test_there_are_no_other_pictures_and_the_page_shows_them_all(script, fresh):
    assert {path.name for path in script.PICTURES.glob("*.svg")} == set(fresh)
    page = (ROOT / "docs" / "how-it-works.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[[^\]]+\]\(pictures/([^)]+)\)", page)
    assert shown == sorted(fresh)


def test_pictures_are_well_formed_and_load_nothing(fresh):
    for svg in fresh.values():
        root = ElementTree.fromstring(svg)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert "href" not in svg and "<script" not in svg

"""What a language's folder has to offer is what the code takes from it; what one lacks is listed."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location(
        "language_contract", ROOT / "scripts" / "language_contract.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def package(tmp_path):
    """A package whose reports take months and a function from English, with another folder begun."""
    files = {
        "reports/page.py": "from compare.lang.en.calendar import MONTHS\n"
        "from compare.lang.en.words import stem\n",
        "reports/table.py": "def f():\n    from compare.lang.en.calendar import DAYS as days\n",
        "pipeline.py": "from compare.lang.en.calendar import MONTHS\n",
        "lang/en/calendar.py": "MONTHS = DAYS = ()\n",
        "lang/en/words.py": "from compare.lang.en.inner import x\ndef stem(word): ...\n",
        "lang/en/inner.py": "x: int = 1\n",
        "lang/en/data/calendar.toml": "",
        "lang/xx/calendar.py": "MONTHS: tuple = ()\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_contract_is_what_rooms_outside_of_lang_import(script, package):
    found = script.contract(package)
    assert {module: offer.names for module, offer in found.items()} == {
        "calendar": {"MONTHS", "DAYS"},
        "words": {"stem"},
    }
    assert found["calendar"].rooms == {"reports", "pipeline"}


def test_what_a_folder_lacks_is_said_name_by_name(script, package):
    assert script.lacking("xx", package) == ["calendar.py: DAYS", "words.py, with stem", "data/calendar.toml"]
    assert script.lacking("en", package) == []
    (package / "lang/xx/calendar.py").write_text("MONTHS, DAYS = (), ()\n")
    (package / "lang/xx/words.py").write_text("from compare.lang.xx.stems import stem\n")
    (package / "lang/xx/data").mkdir()
    (package / "lang/xx/data/calendar.toml").write_text("")
    assert script.lacking("xx", package) == []


def test_english_offers_all_that_is_asked(script):
    assert script.lacking("en") == []
    assert set(script.contract()) >= {"calendar", "numerals", "tokens"}


def test_it_prints_the_contract_and_what_is_lacking(script, capsys):
    assert script.main([]) == 0
    assert "numerals.py (extraction" in capsys.readouterr().out
    assert script.main(["xx"]) == 1
    assert "tokens.py, with " in capsys.readouterr().out
    assert script.main(["en"]) == 0


def test_the_document_names_every_module_that_a_folder_has_to_offer(script):
    page = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
    missing = [module for module in script.contract() if f"| `{module}.py` |" not in page]
    assert missing == [], "say in docs/languages.md what these offer"


def test_the_document_names_only_files_that_exist():
    page = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
    rooms = r"compare|scripts|tests|ingest|segmentation|extraction|linkage|verdicts|store"
    named = re.findall(rf"`((?:{rooms})/[\w/]+\.(?:py|json))`", page)
    assert len(named) > 10
    gone = [name for name in named if not any((root / name).exists() for root in (ROOT, ROOT / "compare"))]
    assert gone == []

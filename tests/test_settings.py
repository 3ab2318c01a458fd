import re
from pathlib import Path

import pytest

from compare.errors import SettingsError
from compare.settings import EmbeddingSettings, JudgeSettings, MatchingSettings, Settings, load_settings


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def refused(*args, **kwargs) -> str:
    with pytest.raises(SettingsError) as info:
        load_settings(*args, **kwargs)
    message = str(info.value)
    assert "\n" not in message
    return message


def test_defaults_are_those_of_the_class():
    assert load_settings({}, {}) == Settings()


def test_a_flag_beats_the_environment_which_beats_the_file(tmp_path):
    file = tmp_path / "my.toml"
    file.write_text("[matching]\nthreshold = 0.1\nneighbours = 7\n[embedding]\nmodel = 'filed'\n")
    environ = {"CROSSCLAIM_MATCHING__THRESHOLD": "0.2", "CROSSCLAIM_MATCHING__NEIGHBOURS": "8"}
    settings = load_settings({"matching.threshold": 0.3, "embedding.model": None}, environ, file)
    assert settings.matching == MatchingSettings(threshold=0.3, neighbours=8)
    assert settings.embedding.model == "filed"


def test_the_file_of_the_working_folder_is_read():
    Path("crossclaim.toml").write_text("[embedding]\ncache = false\n")
    assert load_settings({}, {}).embedding.cache is False


def test_a_named_file_must_exist(tmp_path):
    assert "missing.toml" in refused({}, {}, tmp_path / "missing.toml")


@pytest.mark.parametrize("text", ["matching = ", "[matching]\nthreshold = 1\nthreshold = 2", "\x00"])
def test_a_broken_file_is_named_in_one_line(tmp_path, text):
    file = tmp_path / "broken.toml"
    file.write_text(text)
    assert "broken.toml" in refused({}, {}, file)


def test_a_file_with_a_byte_order_mark_is_read(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text("[verdicts]\npossible_per_story = 2\n", encoding="utf-8-sig")
    assert load_settings({}, {}, file).verdicts.possible_per_story == 2


def test_a_file_that_is_not_utf8_is_named(tmp_path):
    file = tmp_path / "latin.toml"
    file.write_bytes(b"[embedding]\nmodel = '\xff'\n")
    assert "latin.toml" in refused({}, {}, file)


@pytest.mark.parametrize(
    ("flags", "environ", "nearest"),
    [
        ({"matching.treshold": 1}, {}, "matching.threshold"),
        ({}, {"CROSSCLAIM_EMBEDDING_MODEL": "x"}, "CROSSCLAIM_EMBEDDING__MODEL"),
        ({}, {"CROSSCLAIM_EMBEDING__MODEL": "x"}, "CROSSCLAIM_EMBEDDING__MODEL"),
    ],
)
def test_an_unknown_key_is_refused_with_the_nearest_one(flags, environ, nearest):
    assert f"did you mean {nearest!r}" in refused(flags, environ)


def test_an_unknown_key_of_a_file_is_refused_with_file_and_nearest(tmp_path):
    file = tmp_path / "typo.toml"
    file.write_text("[matchin]\nthreshold = 0.5\n")
    message = refused({}, {}, file)
    assert "typo.toml" in message
    assert "matching" in message


def test_a_bare_value_is_no_section(tmp_path):
    file = tmp_path / "bare.toml"
    file.write_text("matching = 0.5\n")
    assert "[matching]" in refused({}, {}, file)


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        ({"matching.threshold": "high"}, "'high'; allowed: number"),
        ({"matching.threshold": 1.01}, "1.01; allowed: less than or equal to 1"),
        ({"matching.threshold": float("nan")}, "nan; allowed: a finite number"),
        ({"embedding.threads": -1}, "-1; allowed: greater than or equal to 0"),
        ({"embedding.cache": "perhaps"}, "'perhaps'; allowed: boolean"),
        ({"embedding.model": "x" * 5000 + "\n", "ingest.max_bytes": "y\n" * 5000}, "allowed: integer"),
    ],
)
def test_a_wrong_value_is_shown_with_what_is_allowed(flags, words):
    message = refused(flags, {})
    assert words in message
    assert len(message) < 200


def test_variables_that_are_no_settings_are_left_alone():
    assert load_settings({}, {"CROSSCLAIM_DEBUG": "1", "PATH": "/bin"}) == Settings()


def test_settings_made_by_hand_raise_our_error_too():
    with pytest.raises(
        SettingsError, match=re.escape("unknown setting 'embedding.modle'; did you mean 'model'?")
    ):
        EmbeddingSettings(modle="x")


def test_settings_are_frozen():
    with pytest.raises(ValueError, match="frozen"):
        Settings().matching.threshold = 0.9


def test_the_header_of_a_report_has_no_machine_paths(tmp_path):
    settings = Settings(embedding=EmbeddingSettings(cache_dir=tmp_path, threads=3))
    assert settings.as_dict() == Settings().as_dict()
    assert settings.as_dict()["embedding"] == {"model": "default"}


def test_a_judge_is_in_the_header_where_there_is_one():
    assert "judge" not in Settings(judge=JudgeSettings(calls=3)).as_dict()
    asked = Settings(judge=JudgeSettings(name="mine", seconds=3, key_variable="KEY")).as_dict()["judge"]
    assert (asked["name"], asked["calls"]) == ("mine", 200)
    assert asked.keys() == {
        "name", "url", "model", "plain", "max_tokens", "calls", "per_story",
        "least", "differ_threshold", "drop_threshold",
    }  # fmt: skip


def test_the_page_on_settings_has_them_all():
    page = (Path(__file__).resolve().parents[1] / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = ["| setting | default | what it is |", "|---|---|---|"]
    for section, part in Settings.model_fields.items():
        for name, field in type(part.default).model_fields.items():
            default = str(field.default).lower() if isinstance(field.default, bool) else field.default
            default = "" if default in (None, "") else f"`{default}`"
            rows.append(f"| `{section}.{name}` | {default} | {field.description} |")
    assert "\n".join(rows) in page, "docs/settings.md lacks\n" + "\n".join(rows)


@pytest.mark.parametrize("key", ["matching.threshold", "ingest.max_bytes", "matching.neighbours"])
@pytest.mark.parametrize("value", [True, False])
def test_yes_and_no_are_no_numbers(tmp_path, key, value):
    assert f"{key!r} is {value}; allowed: a number" in refused({key: value}, {})
    section, name = key.split(".")
    file = tmp_path / "crossclaim.toml"
    file.write_text(f"[{section}]\n{name} = {str(value).lower()}\n")
    assert "allowed: a number" in refused({}, {}, file)


@pytest.mark.parametrize("value", [2**63, 2**63 - 1, 10**30])
def test_a_file_of_more_than_a_terabyte_is_not_read(value):
    assert "allowed: less than or equal to 1000000000000" in refused({"ingest.max_bytes": value}, {})
    assert load_settings({"ingest.max_bytes": 10**12}, {}).ingest.max_bytes == 10**12


@pytest.mark.parametrize("key", ["matching.neighbours", "matching.word_neighbours", "embedding.threads"])
def test_a_count_that_no_machine_holds_is_refused(key):
    assert "allowed: less than or equal to" in refused({key: 2**63}, {})


def test_a_settings_file_that_is_nested_without_end_is_refused(tmp_path):
    file = tmp_path / "deep.toml"
    file.write_text(f"a = {'[' * 5000}{']' * 5000}\n")
    message = refused({}, {}, file)
    assert message.startswith("cannot read the settings file")
    assert "nested too deep" in message


@pytest.mark.parametrize("key", ["embedding.cache_dir", "store.file", "embedding.model"])
def test_no_name_of_a_file_holds_a_nul(tmp_path, key):
    section, name = key.split(".")
    file = tmp_path / "nul.toml"
    file.write_text(f'[{section}]\n{name} = "a\\u0000b"\n')
    message = refused({}, {}, file)
    assert f"{key!r} is 'a\\x00b'; allowed: a name without NUL" in message

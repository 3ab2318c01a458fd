"""One typed settings object, a section per stage, and where its values come from.

Precedence: command-line flag, environment (``CROSSCLAIM_MATCHING__THRESHOLD=0.6``), file
(``crossclaim.toml`` in the working folder, or ``--config``), default. An unknown key is refused with
the nearest known one, so that a slip of the pen never runs with a default in silence.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from compare.errors import SettingsError
from compare.models import DateOrder

__all__ = [
    "EmbeddingSettings",
    "IngestSettings",
    "JudgeSettings",
    "Languages",
    "MatchingSettings",
    "RunSettings",
    "ServeSettings",
    "Settings",
    "StoreFolder",
    "StoreSettings",
    "VerdictSettings",
    "load_settings",
]

SETTINGS_FILE = "crossclaim.toml"
ENVIRONMENT_PREFIX = "CROSSCLAIM_"
RESERVED = frozenset({"CROSSCLAIM_CACHE", "CROSSCLAIM_DEBUG", "CROSSCLAIM_TOKEN"})
"""Environment variables that are ours but are no settings."""
BESIDE_JUDGING = frozenset(
    {"fetch", "allow_http", "key_variable", "connect_seconds", "seconds", "retries", "cache"}
)
"""Settings of a judge that change no opinion, only whether there is one."""
MOST = 1_000_000
"""Neighbours that may be asked for: more than any run has, and no more than numbers of 32 bits hold."""


def _refuse_coerced(data: Mapping[str, object], model: type[Section]) -> None:
    """Refuse what pydantic would take: "true" as the number 1, and a NUL in a name, which no file has."""
    for name, value in data.items():
        field = model.model_fields.get(name)
        if field is None:
            continue
        if isinstance(value, bool) and field.annotation in (int, float):
            raise SettingsError(f"setting {_key(model, [name])!r} is {value}; allowed: a number")
        if "\0" in str(value) and field.annotation not in (int, float, bool):
            raise SettingsError(
                f"setting {_key(model, [name])!r} is {str(value)!r:.80}; allowed: a name without NUL"
            )


FIELDS = ("text", "title", "source", "published", "url", "id", "language")
"""What of an article a column can hold."""


class Section(BaseModel):
    """Base of the sections: frozen, without unknown keys, and with errors of one line."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, validate_default=True)

    @model_validator(mode="wrap")
    @classmethod
    def _in_one_line(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Turn pydantic's page of errors into the first one, in one line."""
        if isinstance(data, Mapping):
            _refuse_coerced(data, cls)
        try:
            return handler(data)
        except ValidationError as error:
            raise SettingsError(_explain(error.errors()[0], cls)) from None


class Languages(StrEnum):
    """Which articles are compared."""

    EN = "en"
    ANY = "any"


class IngestSettings(Section):
    """Reading files."""

    max_bytes: int = Field(
        default=20_000_000, ge=1, le=10**12, description="largest file that is read, in bytes"
    )
    language: Languages = Field(
        default=Languages.EN,
        description="'en': articles in another language are set aside; 'any': they are read as if in English",
    )
    columns: dict[str, str] = Field(
        default={}, description="columns by field: [ingest.columns] text = 'content'"
    )
    dates: DateOrder = Field(
        default=DateOrder.OPEN,
        description="'dayfirst' or 'monthfirst': how 04/05/2023 is read where its column does not tell",
    )
    sources: Path | None = Field(
        default=None, description="a list of outlets: host, name, group (their house), agency"
    )

    @field_validator("columns", mode="before")
    @classmethod
    def _columns(cls, given: object) -> object:
        """The columns by field, also as a flag or the environment writes them: "text=content,url=link"."""
        if isinstance(given, str):
            pairs = [part.partition("=") for part in given.split(",") if part.strip()]
            given = {field.strip(): column.strip() for field, _, column in pairs}
        if isinstance(given, Mapping):
            for field, column in given.items():
                if field not in FIELDS or not column:
                    raise PydanticCustomError("columns", _columns_message(str(field)))
        return given


def _columns_message(field: str) -> Any:
    near = get_close_matches(field, FIELDS, n=1, cutoff=0.5)
    hint = f"; did you mean {near[0]}?" if near and field not in FIELDS else ""
    return f"FIELD=COLUMN, of the fields {', '.join(FIELDS)}{hint}"


class EmbeddingSettings(Section):
    """Vectors of sentences."""

    model: str = Field(
        default="default",
        min_length=1,
        description="'default', a sentence-transformers name or folder, or 'plugin:NAME'",
    )
    cache: bool = Field(default=True, description="keep vectors between runs")
    cache_dir: Path | None = Field(default=None, description="where vectors are kept")
    threads: int = Field(
        default=0, ge=0, le=4096, description="threads of the model; 0 leaves it to the model"
    )


class MatchingSettings(Section):
    """Which claims are about one fact."""

    threshold: float = Field(default=0.45, ge=0, le=1, description="least probability of a link, inclusive")
    statement_threshold: float = Field(
        default=0.65, ge=0, le=1, description="the same for statements without a value"
    )
    other_day_threshold: float = Field(
        default=0.85,
        ge=0,
        le=1,
        description="the same for such statements that seem to be of two days",
    )
    one_sided_threshold: float = Field(
        default=0.75,
        ge=0,
        le=1,
        description="the same for one that no fact holds and one that has a better partner in its article",
    )
    assertion_threshold: float = Field(
        default=0.5,
        ge=0,
        le=1,
        description="least probability that parts of sentences say alike of one subject",
    )
    quotation_threshold: float = Field(
        default=0.85, ge=0, le=1, description="least share of a quotation that must stand in the other"
    )
    neighbours: int = Field(
        default=20, ge=1, le=MOST, description="nearest sentences by meaning that are looked at"
    )
    word_neighbours: int = Field(default=10, ge=0, le=MOST, description="nearest sentences by words (BM25)")
    article_neighbours: int = Field(
        default=12, ge=0, le=MOST, description="nearest articles whose counts are compared"
    )


class VerdictSettings(Section):
    """What the sources of a fact do to each other."""

    differ_threshold: float = Field(
        default=0.55, ge=0, le=1, description="least probability of one fact for 'differ', inclusive"
    )
    casualty_threshold: float = Field(
        default=0.7,
        ge=0,
        le=1,
        description="the same for people killed, hurt or held: one such event looks like the next",
    )
    sure_threshold: float = Field(
        default=0.2,
        ge=0,
        le=1,
        description="least probability of a difference for 'differ', inclusive; below, it is a possible one",
    )
    one_house: bool = Field(
        default=False,
        description="count the outlets of one house, and what credits one agency, as one source",
    )
    possible_threshold: float = Field(
        default=0.12, ge=0, le=1, description="least probability of a possible difference, inclusive"
    )
    possible_per_story: int = Field(
        default=5, ge=0, le=1000, description="most possible differences of a story that are shown"
    )


class JudgeSettings(Section):
    """A model that is asked about the differences that are possible. None, unless `name` or `url` is set."""

    name: str = Field(
        default="", description="a sentence-transformers CrossEncoder, by name or folder, or 'plugin:NAME'"
    )
    fetch: bool = Field(default=False, description="fetch that model from the hub where it is not here")
    url: str = Field(
        default="",
        description="base address of a chat-completions endpoint, such as http://127.0.0.1:11434/v1",
    )
    model: str = Field(default="", description="the model that the endpoint is asked for")
    allow_http: bool = Field(
        default=False, description="let text go unencrypted to an endpoint on another machine"
    )
    key_variable: str = Field(
        default="", description="the environment variable that holds the endpoint's key"
    )
    plain: bool = Field(
        default=False,
        description="send an endpoint no temperature, max_tokens or response_format, where it refuses them",
    )
    max_tokens: int = Field(default=1000, ge=1, le=100_000, description="longest answer, in tokens")
    connect_seconds: float = Field(default=5, gt=0, le=600, description="how long to wait for a connection")
    seconds: float = Field(default=120, gt=0, le=3600, description="how long one call may take in all")
    retries: int = Field(default=2, ge=0, le=10, description="how often a call that failed is repeated")
    calls: int = Field(
        default=200, ge=0, le=1_000_000, description="most calls of a run, repeated ones included"
    )
    per_story: int = Field(
        default=15, ge=0, le=1000, description="most pairs of a story that are asked about"
    )
    least: float = Field(
        default=0.02,
        ge=0,
        le=1,
        description="least built-in probability of a pair that is asked about, inclusive",
    )
    differ_threshold: float = Field(
        default=0.8, ge=0, le=1, description="least probability of the judge for 'differ', inclusive"
    )
    drop_threshold: float = Field(
        default=0.2, ge=0, le=1, description="a pair below it is no longer shown as possible"
    )
    cache: bool = Field(default=True, description="keep answers of an endpoint between runs")

    @property
    def wanted(self) -> bool:
        """Whether there is a judge."""
        return bool(self.name or self.url or self.model)


class StoreFolder(StrEnum):
    """Where a store is that is named without a folder."""

    WORKING = "working"
    USER = "user"


class StoreSettings(Section):
    """The store of articles, comparisons and decisions."""

    file: Path = Field(default=Path("crossclaim.db"), description="the store, where --db does not name one")
    folder: StoreFolder = Field(
        default=StoreFolder.WORKING,
        description="'working', or 'user' for the user's data folder, where `file` has no folder of its own",
    )
    busy_seconds: float = Field(default=10, ge=0, le=3600, description="how long to wait for another writer")

    def path(self) -> Path:
        """The store's file."""
        if self.folder is StoreFolder.WORKING or self.file.is_absolute() or len(self.file.parts) > 1:
            return self.file
        import platformdirs

        return Path(platformdirs.user_data_dir("crossclaim", appauthor=False)) / self.file


class RunSettings(Section):
    """Where the work of a comparison is done, and where its vectors stand; the result is the same."""

    engine: str = Field(
        default="here", min_length=1, description="'here', 'processes:N', 'dask:N' or 'dask://HOST:PORT'"
    )
    vectors_mb: int = Field(
        default=0,
        ge=0,
        le=10**9,
        description="megabytes of vectors of sentences and claims above which a temporary file holds them; "
        "0: always memory",
    )


class ServeSettings(Section):
    """What `crossclaim serve` and `crossclaim mcp` take from other programs, at most."""

    max_bytes: int = Field(
        default=4_000_000, ge=1_000, le=10**9, description="largest request that is read, in bytes"
    )
    max_articles: int = Field(default=50, ge=1, le=100_000, description="most articles of one comparison")
    seconds: float = Field(default=120, gt=0, le=86_400, description="how long one comparison may take")
    waiting: int = Field(
        default=4, ge=0, le=1000, description="most comparisons that wait while another one is made"
    )


_WHERE_SET = (("ingest", "columns"), ("ingest", "dates"), ("verdicts", "one_house"))
"""Settings that the header of a report tells only where they are not the default."""


class Settings(Section):
    """All settings, a section per stage. ``Settings()`` holds the defaults; `load_settings` adds file,
    environment and flags, as the command line does.

    A setting is given by its section, and refused with a `SettingsError` where it is not known or out of
    bounds; docs/settings.md lists all. Thresholds are probabilities from 0 to 1, inclusive.

    Examples:
        >>> from compare import Settings
        >>> Settings(verdicts={"differ_threshold": 0.6}).verdicts.differ_threshold
        0.6
        >>> Settings(verdicts={"sure_threshold": 2})
        Traceback (most recent call last):
            ...
        compare.errors.SettingsError: setting 'verdicts.sure_threshold' is 2; allowed: less than or equal to 1
    """

    ingest: IngestSettings = IngestSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    matching: MatchingSettings = MatchingSettings()
    verdicts: VerdictSettings = VerdictSettings()
    judge: JudgeSettings = JudgeSettings()
    store: StoreSettings = StoreSettings()
    serve: ServeSettings = ServeSettings()
    run: RunSettings = RunSettings()

    def as_dict(self) -> dict[str, dict[str, object]]:
        """Plain values by section, for the header of a report: those that can change a result.

        Where vectors and articles are kept and who computes is left out, so that the same
        articles give the same bytes on another machine; the judge, where there is none.
        """
        judge: set[str] | bool = set(BESIDE_JUDGING) if self.judge.wanted else True
        found: dict[str, dict[str, object]] = self.model_dump(
            mode="json",
            exclude={
                "embedding": {"cache", "cache_dir", "threads"},
                "ingest": {"sources"},
                "store": True,
                "serve": True,
                "run": True,
                "judge": judge,
            },
        )
        for section, name in _WHERE_SET:
            if getattr(getattr(self, section), name) == getattr(getattr(type(self)(), section), name):
                del found[section][name]
        return found


def load_settings(
    flags: Mapping[str, object] | None = None,
    environ: Mapping[str, str] | None = None,
    file: Path | None = None,
) -> Settings:
    """Settings from flags, environment, file and defaults, the first that names a value winning.

    ``flags`` maps ``"section.key"`` to a value; a None leaves the setting to the others. ``environ``
    is the process's environment unless given. Without ``file``, ``crossclaim.toml`` in the working
    folder is read where there is one. Raises `SettingsError`.
    """
    layers = [
        _read_file(file),
        _read_environment(os.environ if environ is None else environ),
        [(key, value, key) for key, value in (flags or {}).items() if value is not None],
    ]
    merged: dict[str, dict[str, object]] = {}
    for layer in layers:
        for key, value, origin in layer:
            section, name = _known(key, origin)
            merged.setdefault(section, {})[name] = value
    return Settings.model_validate(merged)


def _read_file(file: Path | None) -> list[tuple[str, object, str]]:
    path = Path(SETTINGS_FILE) if file is None else file
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        if file is None:
            return []
        raise SettingsError(f"no settings file {str(path)!r}; name an existing TOML file") from None
    except (OSError, ValueError, RecursionError) as error:
        why = "it is nested too deep" if isinstance(error, RecursionError) else " ".join(str(error).split())
        raise SettingsError(f"cannot read the settings file {str(path)!r}: {why}") from error
    out: list[tuple[str, object, str]] = []
    for section, values in tree.items():
        if not isinstance(values, dict):
            origin = f"{section} in {path}"
            _section(section, origin)
            raise SettingsError(f"setting {origin} = {values!r} is a section: write [{section}] and a key")
        out += [(f"{section}.{name}", value, f"{section}.{name} in {path}") for name, value in values.items()]
    return out


def _read_environment(environ: Mapping[str, str]) -> list[tuple[str, object, str]]:
    out: list[tuple[str, object, str]] = []
    for variable in sorted(environ):
        if variable.startswith(ENVIRONMENT_PREFIX) and variable not in RESERVED:
            key = variable.removeprefix(ENVIRONMENT_PREFIX).lower().replace("__", ".", 1)
            out.append((key, environ[variable], variable))
    return out


def _known(key: str, origin: str) -> tuple[str, str]:
    """Section and name of a dotted key that exists; otherwise the nearest one is named."""
    section, _, name = key.partition(".")
    known = [f"{s}.{n}" for s in Settings.model_fields for n in _section(s, origin).model_fields]
    if key not in known:
        _refuse(origin, key, known, environment=origin.startswith(ENVIRONMENT_PREFIX))
    return section, name


def _section(name: str, origin: str) -> type[Section]:
    field = Settings.model_fields.get(name)
    if field is None:
        _refuse(origin, name, list(Settings.model_fields))
    return type(field.default)


_SHOWN = 80
"""Characters of a value that an error shows, at most: a line of a terminal."""


def _refuse(origin: str, key: str, known: list[str], *, environment: bool = False) -> NoReturn:
    near = get_close_matches(key, known, n=1, cutoff=0.5)
    allowed = near or known
    if environment:
        allowed = [ENVIRONMENT_PREFIX + option.replace(".", "__").upper() for option in allowed]
    hint = f"did you mean {allowed[0]!r}?" if near else f"known: {', '.join(allowed)}"
    raise SettingsError(f"unknown setting {origin}; {hint}")


def _key(model: type[Section], names: list[str]) -> str:
    """The setting as a user writes it."""
    section = next((n for n, f in Settings.model_fields.items() if type(f.default) is model), "")
    return ".".join(([section] if section else []) + names)


def _explain(error: ErrorDetails, model: type[Section]) -> str:
    """One line for pydantic's error: the setting, the value, what is allowed."""
    names = [str(part) for part in error["loc"]]
    key = _key(model, names)
    if error["type"] == "extra_forbidden":
        known = list(model.model_fields)
        near = get_close_matches(names[-1], known, n=1, cutoff=0.5)
        return f"unknown setting {key!r}; " + (
            f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
        )
    allowed = error["msg"].removeprefix("Input should be ").removeprefix("a valid ").split(", unable to")[0]
    value = repr(error["input"])
    shown = value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
    return f"setting {key!r} is {shown}; allowed: {' '.join(allowed.split())}"

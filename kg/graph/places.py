"""Places of the gazetteer as entities: readable keys, and what contains them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.graph.iri import slug
from kg.model import CanonicalEntity, EntityKind


if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model import Place, Resolution


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The gazetteer as the graph needs it.

    Attributes:
        find: Returns the place of a key, or ``None`` where there is none.
    """

    find: Callable[[str], Place | None]

    def entity_key(self, key: str) -> str:
        """Return the canonical key of a place: its name and its key, readable."""
        place = self.find(key)
        name = "" if place is None else f"{slug(place.name)}/"
        return f"{EntityKind.PLACE.value}/{name}{key}"


def with_containers(resolution: Resolution, gazetteer: Gazetteer) -> Resolution:
    """Return ``resolution`` with readable place keys, and with all containing places.

    A containing place that no article names has no members.
    """
    entities = {
        entity.key: entity
        for entity in (_renamed(one, gazetteer) for one in resolution.entities)
    }
    for entity in list(entities.values()):
        place = None if entity.place is None else gazetteer.find(entity.place)
        while place is not None and place.parent is not None:
            place = gazetteer.find(place.parent)
            if place is not None:
                key = gazetteer.entity_key(place.key)
                entities.setdefault(key, _container(key, place))
    ordered = sorted(entities.values(), key=lambda one: (one.kind, one.key))
    return replace(resolution, entities=tuple(ordered))


def _renamed(entity: CanonicalEntity, gazetteer: Gazetteer) -> CanonicalEntity:
    if entity.kind is not EntityKind.PLACE or entity.place is None:
        return entity
    return replace(entity, key=gazetteer.entity_key(entity.place))


def _container(key: str, place: Place) -> CanonicalEntity:
    return CanonicalEntity(
        key=key,
        kind=EntityKind.PLACE,
        name=place.name,
        place=place.key,
        reason="contains a place of the graph",
    )

"""Places of the gazetteer as entities: readable keys, and what contains them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.graph.iri import slug
from kg.model import CanonicalEntity, EntityKind


if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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

    def containers(self, key: str) -> list[Place]:
        """Return what contains a place, the nearest first."""
        found: list[Place] = []
        place = self.find(key)
        while place is not None and place.parent is not None:
            place = self.find(place.parent)
            if place is not None:
                found.append(place)
        return found

    def seat(self, within: Sequence[str]) -> Place | None:
        """Return the place that a facility lies in, or ``None`` if unclear.

        It is the one that lies in all others: «در یزد» and «در استان یزد» agree, «در
        یزد» and «در شیراز» do not.
        """
        for key in within:
            boxes = {key, *(place.key for place in self.containers(key))}
            if boxes.issuperset(within):
                return self.find(key)
        return None


def with_containers(resolution: Resolution, gazetteer: Gazetteer) -> Resolution:
    """Return ``resolution`` with readable place keys, and with all containing places.

    A containing place that no article names has no members.
    """
    entities = {
        entity.key: entity
        for entity in (_renamed(one, gazetteer) for one in resolution.entities)
    }
    for entity in list(entities.values()):
        for place in _around(entity, gazetteer):
            key = gazetteer.entity_key(place.key)
            entities.setdefault(key, _container(key, place))
    ordered = sorted(entities.values(), key=lambda one: (one.kind, one.key))
    return replace(resolution, entities=tuple(ordered))


def _around(entity: CanonicalEntity, gazetteer: Gazetteer) -> list[Place]:
    """Return the places that contain an entity."""
    if entity.place is not None:
        return gazetteer.containers(entity.place)
    seat = gazetteer.seat(entity.within)
    return [] if seat is None else [seat, *gazetteer.containers(seat.key)]


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

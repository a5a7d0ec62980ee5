"""What a site shows: entities, articles and statements, with where they are stated.

These are values of the report alone; :mod:`kg.report.reading` makes them from a graph.
Entities and articles are named by their IRIs, days are ISO dates, and ``""`` is what a
graph does not say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(StrEnum):
    """What has pages of its own."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    EVENT = "event"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, organization or place.

    Attributes:
        iri: Its IRI.
        name: Its canonical name.
        kind: Person, organization or place (a facility is a place).
        aliases: Other names, sorted.
        articles: How many articles name it.
        place_kind: ``country``, ``city`` …
        container: IRI of the place that contains it.
        point: Longitude and latitude in degrees, or ``None``.
    """

    iri: str
    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    articles: int = 0
    place_kind: str = ""
    container: str = ""
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article; ``url`` is as received, so it may be no link at all."""

    iri: str
    title: str
    text: str
    publisher: str = ""
    day: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What every statement has.

    Attributes:
        iri: Its IRI.
        article: IRI of the article that states it.
        rule: The rule that found it.
        confidence: 0–1.
        evidence: Stretches of the article, in order of their places.
    """

    iri: str
    article: str
    rule: str = ""
    confidence: float = 1.0
    evidence: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Statement):
    """That a person holds, held or will hold a role."""

    person: str
    title: str
    body: str = ""
    status: str = ""
    as_of: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Statement):
    """An event as one article tells it, or as several do.

    Of several accounts the surest is the event, with what all of them tell.

    Attributes:
        label: What it is called.
        type: IRI of its type.
        modality: ``asserted``, ``planned``, ``denied`` or ``hypothetical``.
        place: IRI of its place.
        place_name: The place as written.
        place_is_weak: Whether the place is only the dateline's.
        begin: First day.
        end: Last day.
        surface: Its time as written.
        participants: IRI and part of each.
        casualties: Kind and number of each count; where accounts differ, each of them.
        others: The other accounts, with the event's IRI, by article.
    """

    label: str
    type: str = ""
    modality: str = ""
    place: str = ""
    place_name: str = ""
    place_is_weak: bool = False
    begin: str = ""
    end: str = ""
    surface: str = ""
    participants: tuple[tuple[str, str], ...] = ()
    casualties: tuple[tuple[str, int], ...] = ()
    others: tuple[Event, ...] = ()

    @property
    def accounts(self) -> tuple[Event, ...]:
        """All accounts, the surest first."""
        return (self, *self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Statement):
    """What someone said."""

    text: str
    cue: str = ""
    speaker: str = ""
    speaker_name: str = ""
    speaker_role: str = ""
    kind: str = ""
    polarity: str = ""
    day: str = ""
    occasion: str = ""
    addressee: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of an article that names an entity."""

    start: int
    end: int
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All that a site is made from; every mapping is in the order of its keys.

    Attributes:
        entities: By IRI.
        articles: By IRI.
        roles: Sorted by IRI.
        events: Sorted by IRI.
        quotes: Sorted by IRI; ``day`` is filled from the article's.
        mentions: Of each article, in order of their places.
        named: The entities that each article names, sorted.
        event_types: IRI of a type to its name in the site's language.
        copies: The group of copies of one text that an article belongs to.
    """

    entities: Mapping[str, Entity] = field(default_factory=dict)
    articles: Mapping[str, Article] = field(default_factory=dict)
    roles: tuple[Role, ...] = ()
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    mentions: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    event_types: Mapping[str, str] = field(default_factory=dict)
    copies: Mapping[str, str] = field(default_factory=dict)

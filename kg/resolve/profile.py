"""What resolution needs of an article: its entities and what is said of them.

Profiles are small, so that those of a whole corpus fit in memory.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.model import DocumentEntity, EntityKind, Modality, Status
from kg.resolve.copies import Signature, signature
from kg.resolve.naming import spelling


if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import (
        Article,
        EventStatement,
        Extraction,
        QuoteStatement,
        RoleStatement,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityProfile:
    """An article's entity, less its mentions.

    Attributes:
        key: Its key in the article.
        kind: Person, organization, place …
        name: Fullest form.
        aliases: Other forms.
        honorifics: Honorifics used of it.
        place: Key of the gazetteer entry, or ``None``.
        described: Whether the name is a description.
        within: Keys of the gazetteer entries that a facility lies in.
    """

    key: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    honorifics: tuple[str, ...] = ()
    place: str | None = None
    described: bool = False
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleProfile:
    """A role an article states, by the keys of its entities."""

    person: str
    title: str
    organization: str | None
    status: Status = Status.CURRENT
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class EventProfile:
    """An event an article tells of, by the keys of its entities.

    Attributes:
        name: What it is called.
        trigger: The word that evokes it.
        type: Key of the event type.
        date: ISO date or interval, or ``None``.
        location: The place as written, or ``None``.
        where: Start and end of the first piece of evidence, ``12-34``.
        place: Key of the place's entity, or ``None``.
        place_weak: Whether the place is only the dateline's.
        participants: Keys of the entities that take part.
        casualties: Kind and count.
        modality: What the article claims of it.
        confidence: 0–1.
    """

    name: str
    trigger: str
    type: str
    date: str | None
    location: str | None
    where: str
    place: str | None = None
    place_weak: bool = False
    participants: tuple[str, ...] = ()
    casualties: tuple[tuple[str, int], ...] = ()
    modality: Modality = Modality.ASSERTED
    confidence: float = 1.0

    @property
    def parts(self) -> tuple[str | None, ...]:
        """What the IRI of its statement is made of."""
        return self.name, self.trigger, self.type, self.date, self.location, self.where


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An article's part in resolution.

    Attributes:
        article_id: The article's id.
        publisher: Its outlet's name, or ``None``.
        section: Its section, or ``None``.
        day: Its publication day, ISO, or ``""``.
        entities: Its entities, in order of appearance.
        roles: The roles it states.
        events: The events it tells of.
        signature: What copies of it are found by; ``None`` for a short text.
    """

    article_id: str
    publisher: str | None
    entities: tuple[EntityProfile, ...]
    roles: tuple[RoleProfile, ...]
    section: str | None = None
    day: str = ""
    events: tuple[EventProfile, ...] = ()
    signature: Signature | None = None


def to_profile(extraction: Extraction) -> Profile:
    """Return what resolution needs of a complete extraction."""
    published = extraction.article.published
    return Profile(
        article_id=extraction.article.id,
        publisher=extraction.article.publisher,
        section=extraction.article.section,
        day=published.day if published else "",
        signature=signature(extraction.article),
        entities=tuple(
            EntityProfile(
                key=entity.key,
                kind=entity.kind,
                name=entity.name,
                aliases=entity.aliases,
                honorifics=entity.honorifics,
                place=entity.place,
                described=entity.described,
                within=entity.within,
            )
            for entity in extraction.entities
        ),
        roles=tuple(
            RoleProfile(
                person=role.person_key,
                title=role.role,
                organization=role.organization_key,
                status=role.status,
                confidence=role.confidence,
            )
            for role in extraction.roles
            if role.person_key is not None
        ),
        events=tuple(map(to_event, extraction.events)),
    )


def to_event(event: EventStatement) -> EventProfile:
    """Return what merging events needs of a statement."""
    evidence = event.evidence[0]
    return EventProfile(
        name=event.event,
        trigger=event.trigger,
        type=event.type,
        date=event.date,
        location=event.location,
        where=f"{evidence.start}-{evidence.end}",
        place=event.location_key,
        place_weak=event.location_weak,
        participants=tuple(one.key for one in event.participants if one.key),
        casualties=event.casualties,
        modality=event.modality,
        confidence=event.confidence,
    )


def complete(extraction: Extraction) -> Extraction:
    """Give every name of a statement an entity.

    Extractors name some persons, bodies and places that no mention was clustered for;
    each becomes an entity of the article, found again by its name.
    """
    registry = _Registry(extraction.article, extraction.entities)
    roles = tuple(registry.role(role) for role in extraction.roles)
    events = tuple(registry.event(event) for event in extraction.events)
    quotes = tuple(registry.quote(quote) for quote in extraction.quotes)
    return replace(
        extraction,
        entities=tuple(registry.entities),
        roles=roles,
        events=events,
        quotes=quotes,
    )


class _Registry:
    """The entities of an article, with new ones for names that have none."""

    def __init__(self, article: Article, entities: Iterable[DocumentEntity]) -> None:
        self.article = article
        self.entities = list(entities)
        self._keys = {entity.key for entity in self.entities}
        self._names = {e.key: (e.name, *e.aliases) for e in self.entities}
        self._by_name: dict[str, str] = {}
        for entity in self.entities:
            for name in (entity.name, *entity.aliases):
                self._by_name.setdefault(name, entity.key)

    def find(self, key: str | None, name: str | None, kind: EntityKind) -> str | None:
        """Return the key of the entity of a name, made if need be."""
        if name is None or not name.strip():
            return None
        if key in self._keys:
            return key
        if name not in self._by_name:
            self._add(name, kind)
        return self._by_name[name]

    def _add(self, name: str, kind: EntityKind) -> None:
        key = f"s{len(self.entities)}"
        self._keys.add(key)
        self._by_name[name] = key
        self.entities.append(DocumentEntity(key=key, kind=kind, name=name))

    def role(self, role: RoleStatement) -> RoleStatement:
        kind = EntityKind.ORGANIZATION
        person = self.find(role.person_key, role.person, EntityKind.PERSON)
        body = self.find(self._named(role), role.organization, kind)
        return replace(role, person_key=person, organization_key=body)

    def _named(self, role: RoleStatement) -> str | None:
        """Return the key of a role's body, unless it names only a part of the body.

        «رئیس اتاق بازرگانی یزد»: where «یزد» alone is a mention, it is not the body.
        """
        key, name = role.organization_key, spelling(role.organization or "")
        names = self._names.get(key or "", ())
        return key if name in map(spelling, names) else None

    def event(self, event: EventStatement) -> EventStatement:
        place = self.find(event.location_key, event.location, EntityKind.PLACE)
        participants = tuple(
            replace(one, key=self.find(one.key, one.name, EntityKind.ORGANIZATION))
            for one in event.participants
        )
        return replace(event, location_key=place, participants=participants)

    def quote(self, quote: QuoteStatement) -> QuoteStatement:
        speaker = self.find(quote.speaker_key, quote.speaker, EntityKind.PERSON)
        return replace(quote, speaker_key=speaker)

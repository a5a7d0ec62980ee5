"""The named graphs of the whole corpus: entities, and how the graph was made.

The entities graph consists of blocks, each the quads of one subject, so that an
incremental build rewrites only the blocks that changed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.graph import concepts, nquads
from kg.graph.blocks import Block, written
from kg.graph.build import post_of, role_of
from kg.graph.nquads import TYPE, QuadWriter
from kg.graph.vocab import GEO, ORG, PROV, RDFS, SCHEMA, SKOS, Class, Property, Scheme
from kg.model import EntityKind, Status
from kg.normalize import persian_letters


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.graph.build import Settings
    from kg.graph.iri import Minter
    from kg.graph.places import Gazetteer
    from kg.model import CanonicalEntity, Member


_MINISTER = "وزیر"
_MINISTRY = "وزارت "
_SEATS = {
    EntityKind.FACILITY: f"{SCHEMA}containedInPlace",
    EntityKind.ORGANIZATION: f"{SCHEMA}location",
}
_CLASSES = {
    EntityKind.PERSON: Class.PERSON,
    EntityKind.ORGANIZATION: Class.ORGANIZATION,
    EntityKind.PLACE: Class.PLACE,
    EntityKind.FACILITY: Class.FACILITY,
    EntityKind.EVENT: Class.ENTITY,
}

_HELD = {
    Status.CURRENT: Property.HOLDS_ROLE,
    Status.ACTING: Property.HOLDS_ROLE,
    Status.FORMER: Property.HELD_ROLE,
}


class HeldRole(NamedTuple):
    """That some article states a role of a person; equal ones are one.

    A tuple, because blocks are signed by such, and tuples are packed fast.

    Attributes:
        person: Canonical key.
        title: The title as written.
        body: Canonical key of the organization or place; ``""`` for none.
        status: Current, former, acting or elect.
    """

    person: str
    title: str
    body: str
    status: Status


class _Entity(NamedTuple):
    """What the block of an entity is written from."""

    kind: EntityKind
    name: str
    aliases: tuple[str, ...]
    reason: str
    decisions: tuple[str, ...]
    articles: int
    place: str | None
    within: tuple[str, ...]
    part_of: str | None
    held: tuple[HeldRole, ...]


class _Post(NamedTuple):
    """What the block of a post is written from."""

    title: str
    body: str
    label: str


def entity_blocks(
    entities: Iterable[CanonicalEntity],
    held: Iterable[HeldRole],
    settings: Settings,
    gazetteer: Gazetteer,
) -> Iterator[Block[_Entity]]:
    """Yield the block of each canonical entity.

    Args:
        entities: What resolution gave.
        held: The roles that articles state; edges are derived from them.
        settings: The graph's settings.
        gazetteer: The places that keys of places stand for.
    """
    by_person: defaultdict[str, list[HeldRole]] = defaultdict(list)
    for role in held:
        by_person[role.person].append(role)
    write = partial(_entity_payload, settings=settings, gazetteer=gazetteer)
    for entity in entities:
        told = _Entity(
            entity.kind,
            entity.name,
            entity.aliases,
            entity.reason,
            entity.decisions,
            _articles(entity.members),
            entity.place,
            entity.within,
            entity.part_of,
            tuple(by_person.get(entity.key, ())),
        )
        yield Block(settings.minter.entity(entity.key), told, write)


def _articles(members: Sequence[Member]) -> int:
    """Return how many articles members are of."""
    if len(members) == 1:
        return 1
    return len({member.article_id for member in members})


def _entity_payload(
    iri: str, entity: _Entity, *, settings: Settings, gazetteer: Gazetteer
) -> bytes:
    quads = QuadWriter(settings.minter.entities_graph)
    quads.link(iri, TYPE, _CLASSES[entity.kind])
    quads.text(iri, f"{RDFS}label", entity.name)
    quads.texts(iri, f"{SKOS}altLabel", entity.aliases)
    quads.text(iri, Property.REASON, entity.reason)
    for decision in entity.decisions:
        quads.link(iri, Property.DECIDED_BY, settings.minter.decision(decision))
    if entity.articles:
        count = nquads.typed(str(entity.articles), "integer")
        quads.add(iri, Property.ARTICLE_COUNT, count)
    _write_place(quads, iri, entity, settings.minter, gazetteer)
    _write_seat(quads, iri, entity, settings.minter, gazetteer)
    if entity.part_of is not None:
        whole = settings.minter.entity(entity.part_of)
        quads.link(iri, f"{ORG}subOrganizationOf", whole)
    for role in entity.held:
        _write_held(quads, iri, role, settings.minter)
    return quads.payload()


def _write_held(quads: QuadWriter, iri: str, role: HeldRole, minter: Minter) -> None:
    """Write the edges derived from a role that is or was held."""
    edge = _HELD.get(role.status)
    if edge is not None:
        quads.link(iri, edge, post_of(role.title, role.body, minter))
    if edge is Property.HOLDS_ROLE and role.body:
        quads.link(iri, Property.WORKS_FOR, minter.entity(role.body))


def _write_place(
    quads: QuadWriter, iri: str, entity: _Entity, minter: Minter, gazetteer: Gazetteer
) -> None:
    """Write what the gazetteer knows of an entity that it has."""
    place = None if entity.place is None else gazetteer.find(entity.place)
    if place is None:
        return
    quads.text(iri, f"{SCHEMA}identifier", place.key)
    quads.text(iri, Property.PLACE_KIND, place.kind)
    if place.lat is not None and place.lon is not None:
        quads.add(iri, f"{GEO}lat", nquads.decimal(place.lat))
        quads.add(iri, f"{GEO}long", nquads.decimal(place.lon))
    if place.parent is not None:
        parent = minter.entity(gazetteer.entity_key(place.parent))
        quads.link(iri, f"{SCHEMA}containedInPlace", parent)


def _write_seat(
    quads: QuadWriter, iri: str, entity: _Entity, minter: Minter, gazetteer: Gazetteer
) -> None:
    """Write where a facility or body lies; the place's point is not its own."""
    seat, term = gazetteer.seat(entity.within), _SEATS.get(entity.kind)
    if seat is not None and term is not None:
        place = minter.entity(gazetteer.entity_key(seat.key))
        quads.link(iri, term, place)


def post_blocks(
    held: Iterable[HeldRole],
    names: Mapping[str, str],
    settings: Settings,
) -> Iterator[Block[Any]]:
    """Yield the blocks of posts and of roles that the scheme does not have.

    Args:
        held: The roles that articles state.
        names: Canonical keys to names.
        settings: The graph's settings.
    """
    minter = settings.minter
    posts: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    unknown: defaultdict[str, list[str]] = defaultdict(list)
    for role in held:
        posts[post_of(role.title, role.body, minter)].append((role.title, role.body))
        if concepts.role_concept(role.title) is None:
            unknown[minter.role(role.title)].append(role.title)
    write = partial(_post_payload, minter=minter)
    for iri in sorted(posts):
        title, body = min(posts[iri])
        titles = Counter(persian_letters(one) for one, _ in posts[iri])
        called = min(titles, key=lambda one: (-titles[one], one))
        label = _post_label(called, names.get(body, ""))
        yield Block(iri, _Post(title, body, label), write)
    for iri in sorted(unknown):
        yield written(
            iri, _role_payload(iri, persian_letters(min(unknown[iri])), minter)
        )


def _post_label(title: str, body: str) -> str:
    """Return what a post is called: «وزیر نفت», not «وزیر وزارت نفت»."""
    field = body.removeprefix(_MINISTRY) if title == _MINISTER else body
    return f"{title} {field}".strip()


def _post_payload(iri: str, post: _Post, *, minter: Minter) -> bytes:
    quads = QuadWriter(minter.entities_graph)
    quads.link(iri, TYPE, Class.POST)
    quads.text(iri, f"{RDFS}label", post.label)
    quads.link(iri, f"{ORG}role", role_of(post.title, minter))
    if post.body:
        quads.link(iri, f"{ORG}postIn", minter.entity(post.body))
    return quads.payload()


def _role_payload(iri: str, title: str, minter: Minter) -> bytes:
    quads = QuadWriter(minter.entities_graph)
    quads.link(iri, TYPE, Class.ROLE)
    quads.add(iri, f"{SKOS}prefLabel", nquads.tagged(title, "fa"))
    quads.link(iri, f"{SKOS}inScheme", Scheme.ROLES)
    return quads.payload()


def outlet_blocks(names: Iterable[str], settings: Settings) -> Iterator[Block[bytes]]:
    """Yield the block of each outlet."""
    outlets: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        outlets[settings.minter.outlet(name)].append(name)
    for iri in sorted(outlets):
        quads = QuadWriter(settings.minter.entities_graph)
        quads.link(iri, TYPE, Class.OUTLET)
        quads.text(iri, f"{SCHEMA}name", min(outlets[iri]))
        yield written(iri, quads.payload())


def copy_blocks(
    groups: Iterable[tuple[str, Iterable[str]]], settings: Settings
) -> Iterator[Block[bytes]]:
    """Yield the blocks of the groups of copies and of their members.

    Args:
        groups: Id of each group's probable origin, and the ids of all its articles.
        settings: The graph's settings.
    """
    minter = settings.minter
    for origin, members in groups:
        group = minter.duplicate_group(origin)
        quads = QuadWriter(minter.entities_graph)
        quads.link(group, TYPE, Class.DUPLICATE_GROUP)
        quads.link(group, f"{PROV}hadPrimarySource", minter.article(origin))
        yield written(group, quads.payload())
        for member in members:
            quads = QuadWriter(minter.entities_graph)
            quads.link(minter.article(member), Property.COPY_OF, group)
            yield written(minter.article(member), quads.payload())


def activity_block(settings: Settings) -> Block[bytes]:
    """Return the block of the extraction, in the provenance graph."""
    iri = settings.minter.activity(settings.version)
    quads = QuadWriter(settings.minter.provenance_graph)
    quads.link(iri, TYPE, Class.ACTIVITY)
    quads.text(iri, f"{RDFS}label", f"kg {settings.version}")
    quads.text(iri, f"{SCHEMA}softwareVersion", settings.version)
    least = nquads.decimal(settings.min_confidence)
    quads.add(iri, Property.CONFIDENCE_THRESHOLD, least)
    return written(iri, quads.payload())

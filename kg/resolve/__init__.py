"""Which articles' entities are one.

Persons are linked by name, posts and company (:mod:`kg.resolve.persons`); bodies by a
key of their name (:mod:`kg.resolve.organizations`); places by their gazetteer entry,
else by name. Everything is found by look-up, so the work grows linearly with the
corpus. A description («سخنگوی وزارت خارجه») stays the article's own, because its
bearer changes.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from kg.decisions import Kind
from kg.model import CanonicalEntity, EntityKind, Member, Resolution
from kg.resolve.beside import Beside, afterwards
from kg.resolve.copies import CopyGroup, group_copies
from kg.resolve.deciding import Decided, Group, decide
from kg.resolve.early import EarlyPeople
from kg.resolve.events import Ties, account_key, find_occurrences
from kg.resolve.hierarchy import with_wholes
from kg.resolve.judging import judgement_order, to_judgements
from kg.resolve.known import KnownNames, are_outgrown, known_names, recall_names
from kg.resolve.names import name_key
from kg.resolve.naming import canonical_name, readable_key, spelling, words_of
from kg.resolve.organizations import Bodies, group_bodies, organization_key
from kg.resolve.people import PeopleOf, group_people, group_read, read_people
from kg.resolve.persons import full_names, is_bare
from kg.resolve.places import PlaceNames
from kg.resolve.profile import Profile, complete, to_profile
from kg.resolve.statements import (
    Verdicts,
    decide_statements,
    find_verdicts,
    role_profiles_of,
)
from kg.resolve.ties import find_ties


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.decisions import Decision
    from kg.resolve.evidence import Usage
    from kg.resolve.judging import Finding
    from kg.resolve.people import People
    from kg.resolve.profile import EntityProfile


__all__ = [
    "Beside",
    "CopyGroup",
    "EarlyPeople",
    "KnownNames",
    "PeopleOf",
    "Profile",
    "Ties",
    "Verdicts",
    "account_key",
    "afterwards",
    "are_outgrown",
    "complete",
    "decide_statements",
    "find_occurrences",
    "find_ties",
    "find_verdicts",
    "group_copies",
    "known_names",
    "read_names",
    "read_people",
    "recall_names",
    "resolve",
    "resolve_people",
    "role_profiles_of",
    "to_profile",
]

_MAX_ALIASES = 40
_LEAST_FULL = 2
"""Articles that call a person by a full name, for it to be the canonical one."""


def read_names(profiles: Iterable[Profile], *, persons: bool = True) -> None:
    """Read the names of articles ahead of :func:`resolve`, which then finds them read.

    For a time when there is nothing else to do; what comes of it is kept.

    Args:
        profiles: The articles.
        persons: Whether persons are resolved in this process, too.
    """
    for profile in profiles:
        for entity in profile.entities:
            if entity.kind is EntityKind.ORGANIZATION:
                organization_key(entity.name)
                words_of(entity.name)
            elif entity.kind is not EntityKind.PERSON:
                spelling(entity.name)
            elif persons:
                spelling(entity.name)
                is_bare(entity.name)
                name_key(entity.name)


def _nothing(_: Resolution) -> None:
    """Do nothing."""


def resolve(
    profiles: Iterable[Profile],
    decisions: Iterable[Decision] = (),
    beside: Beside = afterwards,
    people: Callable[[], Resolution] | None = None,
    meanwhile: Callable[[Resolution], None] = _nothing,
) -> Resolution:
    """Resolve the entities of a corpus.

    Args:
        profiles: One for each article; the order does not matter.
        decisions: People's last words on it, in their order.
        beside: How persons are grouped beside all others.
        people: Gives what :func:`resolve_people` gives, if that is at work already.
        meanwhile: Told who all but persons are, while persons are told apart.

    Returns:
        Canonical entities sorted by kind and key; each entity of each article is a
        member of exactly one, unless a person rejected it.
    """
    ordered = sorted(profiles, key=lambda profile: profile.article_id)
    chosen = list(decisions)
    persons = people or _people_beside(ordered, chosen, beside)
    # persons take longest, and nothing that is found of them changes the others
    groups, findings = _all_others(ordered)
    others = [one for one in chosen if one.kind is not Kind.PERSON]
    settled = _settle(decide(groups, others, ordered), findings)
    meanwhile(settled)
    return _joined(settled, persons(), chosen)


def resolve_people(
    read: Iterable[PeopleOf],
    decisions: Iterable[Decision] = (),
    usage: Usage | None = None,
) -> Resolution:
    """Resolve the persons of a corpus.

    Args:
        read: The persons of each article; the order does not matter.
        decisions: People's last words, in their order; those on persons count.
        usage: How common names and companions are, if that is known.
    """
    ordered = sorted(read, key=lambda one: one.profile.article_id)
    profiles = [one.profile for one in ordered]
    return _settle_people(group_read(ordered, usage), profiles, decisions)


def _people_beside(
    ordered: Sequence[Profile], decisions: Sequence[Decision], beside: Beside
) -> Callable[[], Resolution]:
    """Begin to tell persons apart, and return what gives them settled."""
    grouped = beside(partial(group_people, ordered))
    return lambda: _settle_people(grouped(), ordered, decisions)


def _settle_people(
    grouped: tuple[list[People], list[Finding]],
    ordered: Sequence[Profile],
    decisions: Iterable[Decision],
) -> Resolution:
    persons, findings = grouped
    groups = _with_unique_keys(_to_persons(persons, ordered))
    chosen = [one for one in decisions if one.kind is Kind.PERSON]
    return _settle(decide(groups, chosen, ordered), findings)


def _all_others(ordered: Sequence[Profile]) -> tuple[list[Group], list[Finding]]:
    """Group all but persons, with unique keys, and tell what was found of them."""
    bodies, found = group_bodies(ordered)
    groups = [*map(_to_body, bodies), *_group_others(ordered)]
    return _with_unique_keys(groups), found


def _settle(decided: Decided, findings: Iterable[Finding]) -> Resolution:
    """Make entities of groups, and judgements of what was found of them."""
    found = sorted(map(_to_entity, decided.groups), key=_entity_order)
    entities = tuple(with_wholes(found))
    canonical = {
        (member.article_id, member.key): entity.key
        for entity in entities
        for member in entity.members
    }
    names = {entity.key: entity.name for entity in entities}
    judgements = to_judgements(findings, canonical, names)
    return Resolution(
        entities=entities,
        judgements=judgements,
        unapplied=tuple(sorted(decided.unapplied.items())),
        rejected=tuple(decided.rejected),
    )


def _joined(
    one: Resolution, other: Resolution, decisions: Iterable[Decision]
) -> Resolution:
    """Return two resolutions of different kinds of entities as one.

    Args:
        one: The first.
        other: The second.
        decisions: Those that they follow, in their order.
    """
    entities = sorted([*one.entities, *other.entities], key=_entity_order)
    judgements = sorted([*one.judgements, *other.judgements], key=judgement_order)
    at = {decision.id: place for place, decision in enumerate(decisions)}
    rejected = sorted(
        [*one.rejected, *other.rejected], key=lambda told: (at[told[1]], told[0])
    )
    return Resolution(
        entities=tuple(entities),
        judgements=tuple(judgements),
        unapplied=tuple(sorted([*one.unapplied, *other.unapplied])),
        rejected=tuple(rejected),
    )


def _entity_order(entity: CanonicalEntity) -> tuple[EntityKind, str]:
    return entity.kind, entity.key


def _to_persons(
    persons: Iterable[People], profiles: Iterable[Profile]
) -> Iterator[Group]:
    entities = {
        (profile.article_id, entity.key): (profile.article_id, entity)
        for profile in profiles
        for entity in profile.entities
        if entity.kind is EntityKind.PERSON
    }
    for people in persons:
        members = [entities[member] for member in people.members]
        yield Group(f"person/{people.key}", EntityKind.PERSON, members, people.reason)


def _to_body(bodies: Bodies) -> Group:
    names = bodies.names
    key = readable_key(names)
    if bodies.is_of_one_article:
        key = f"{key}/{bodies.members[0][0]}"
    kind = EntityKind.ORGANIZATION
    name = canonical_name(names)
    return Group(f"{kind.value}/{key}", kind, bodies.members, bodies.reason, name)


def _group_others(profiles: Sequence[Profile]) -> list[Group]:
    """Group places, facilities and events by name or gazetteer key."""
    names = PlaceNames(profiles)
    blocks: defaultdict[tuple[EntityKind, str], list[tuple[str, EntityProfile]]]
    blocks = defaultdict(list)
    for profile in profiles:
        for entity in profile.entities:
            if entity.kind not in {EntityKind.PERSON, EntityKind.ORGANIZATION}:
                block = names.block(profile, entity)
                blocks[entity.kind, block].append((profile.article_id, entity))
    return [
        _to_group(kind, block, members) for (kind, block), members in blocks.items()
    ]


def _to_group(
    kind: EntityKind, block: str, members: Sequence[tuple[str, EntityProfile]]
) -> Group:
    key, reason = readable_key(entity.name for _, entity in members), "one name"
    if block.startswith("gazetteer:"):
        key, reason = block.removeprefix("gazetteer:"), "one gazetteer entry"
    elif block.startswith("described:"):
        key, reason = f"{key}/{members[0][0]}", "a description in one article"
    return Group(f"{kind.value}/{key}", kind, members, reason)


def _with_unique_keys(groups: Iterable[Group]) -> list[Group]:
    """Tell groups of one readable key apart: the largest has it, others add to it."""
    named: defaultdict[str, list[Group]] = defaultdict(list)
    for group in groups:
        named[group.key].append(group)
    taken = set(named)
    for key in sorted(key for key, some in named.items() if len(some) > 1):
        _, *others = sorted(named[key], key=_largest_first)
        for group in others:
            group.key = f"{key}/{min(article_id for article_id, _ in group.members)}"
            while group.key in taken:
                group.key += "~"
            taken.add(group.key)
    return [group for some in named.values() for group in some]


def _largest_first(group: Group) -> tuple[int, list[tuple[str, str]]]:
    places = [(article_id, entity.key) for article_id, entity in group.members]
    return -len(places), sorted(places)


def _to_entity(group: Group) -> CanonicalEntity:
    if len(group.members) == 1:  # as of four in five
        return _of_one_article(group, *group.members[0])
    # «استاندار خوزستان» may mean a person, but is no name of theirs.
    names = [one.name for _, one in group.members if not one.described]
    names = names or [one.name for _, one in group.members]
    name = _called(group.kind, names) if group.name is None else group.name
    forms = set(names).union(*[one.aliases for _, one in group.members if one.aliases])
    forms.discard(name)
    aliases = sorted(forms) if forms else ()
    places = group.own_places()
    within = {key for _, one in group.members if one.within for key in one.within}
    members = {(article_id, entity.key) for article_id, entity in group.members}
    return CanonicalEntity(
        key=group.key,
        kind=group.kind,
        name=name,
        aliases=tuple(aliases[:_MAX_ALIASES]),
        place=min(places, default=None),
        members=tuple(map(Member._make, sorted(members))),
        reason=group.reason,
        decisions=tuple(sorted(set(group.decisions))) if group.decisions else (),
        within=tuple(sorted(within)),
    )


def _of_one_article(
    group: Group, article_id: str, entity: EntityProfile
) -> CanonicalEntity:
    """Return the entity of a group of one member, as :func:`_to_entity` makes it."""
    name = canonical_name([entity.name]) if group.name is None else group.name
    forms = {entity.name, *entity.aliases} - {name}
    return CanonicalEntity(
        key=group.key,
        kind=group.kind,
        name=name,
        aliases=tuple(sorted(forms)[:_MAX_ALIASES]) if forms else (),
        place=min(group.own_places(), default=None),
        members=(Member(article_id, entity.key),),
        reason=group.reason,
        decisions=tuple(sorted(set(group.decisions))) if group.decisions else (),
        within=tuple(sorted(set(entity.within))) if entity.within else (),
    )


def _called(kind: EntityKind, names: Sequence[str]) -> str:
    """Return the canonical name among the names that articles use."""
    if kind is EntityKind.PERSON:
        names = full_names(names, _LEAST_FULL)
    return canonical_name(names)

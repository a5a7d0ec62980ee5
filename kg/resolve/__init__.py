"""Which articles' entities are one.

Persons are linked by name, posts and company (:mod:`kg.resolve.persons`); bodies by a
key of their name (:mod:`kg.resolve.organizations`); places by their gazetteer entry,
else by name. Everything is found by look-up, so the work grows linearly with the
corpus. A description («سخنگوی وزارت خارجه») stays the article's own, because its
bearer changes.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.model import CanonicalEntity, EntityKind, Member, Resolution
from kg.resolve.copies import CopyGroup, group_copies
from kg.resolve.deciding import Group, decide
from kg.resolve.judging import to_judgements
from kg.resolve.naming import canonical_name, readable_key, spelling
from kg.resolve.organizations import organization_key
from kg.resolve.people import group_people
from kg.resolve.profile import Profile, complete, to_profile
from kg.resolve.statements import (
    Verdicts,
    decide_statements,
    find_verdicts,
    role_profiles_of,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.decisions import Decision
    from kg.resolve.profile import EntityProfile


__all__ = [
    "CopyGroup",
    "Profile",
    "Verdicts",
    "complete",
    "decide_statements",
    "find_verdicts",
    "group_copies",
    "resolve",
    "role_profiles_of",
    "to_profile",
]

_MAX_ALIASES = 40


def resolve(
    profiles: Iterable[Profile], decisions: Iterable[Decision] = ()
) -> Resolution:
    """Resolve the entities of a corpus.

    Args:
        profiles: One for each article; the order does not matter.
        decisions: People's last words on it, in their order.

    Returns:
        Canonical entities sorted by kind and key; each entity of each article is a
        member of exactly one, unless a person rejected it.
    """
    ordered = sorted(profiles, key=lambda profile: profile.article_id)
    persons, findings = group_people(ordered)
    groups = [
        Group(f"person/{people.key}", EntityKind.PERSON, people.members, people.reason)
        for people in persons
    ]
    groups.extend(_group_others(ordered))
    decided = decide(_join_equal_keys(groups), decisions, ordered)
    entities = sorted(
        map(_to_entity, decided.groups), key=lambda one: (one.kind, one.key)
    )
    canonical = {
        (member.article_id, member.key): entity.key
        for entity in entities
        for member in entity.members
    }
    names = {entity.key: entity.name for entity in entities}
    return Resolution(
        entities=tuple(entities),
        judgements=to_judgements(findings, canonical, names),
        unapplied=tuple(sorted(decided.unapplied.items())),
        rejected=tuple(decided.rejected),
    )


def _group_others(profiles: Sequence[Profile]) -> list[Group]:
    """Group organizations, places, facilities and events by name or gazetteer key."""
    blocks: defaultdict[tuple[EntityKind, str], list[tuple[str, EntityProfile]]]
    blocks = defaultdict(list)
    for profile in profiles:
        for entity in profile.entities:
            if entity.kind is not EntityKind.PERSON:
                block = _block(profile.article_id, entity)
                blocks[entity.kind, block].append((profile.article_id, entity))
    return [
        _to_group(kind, block, members) for (kind, block), members in blocks.items()
    ]


def _block(article_id: str, entity: EntityProfile) -> str:
    if entity.place is not None and entity.kind is EntityKind.PLACE:
        return f"gazetteer:{entity.place}"
    if entity.described:
        return f"described:{article_id}:{spelling(entity.name)}"
    if entity.kind is EntityKind.ORGANIZATION:
        return organization_key(entity.name) or f"unnamed:{entity.name}"
    return spelling(entity.name) or f"unnamed:{entity.name}"


def _to_group(
    kind: EntityKind, block: str, members: Sequence[tuple[str, EntityProfile]]
) -> Group:
    key, reason = readable_key(entity.name for _, entity in members), "one name"
    if block.startswith("gazetteer:"):
        key, reason = block.removeprefix("gazetteer:"), "one gazetteer entry"
    elif block.startswith("described:"):
        key, reason = f"{key}/{members[0][0]}", "a description in one article"
    return Group(f"{kind.value}/{key}", kind, members, reason)


def _join_equal_keys(groups: Iterable[Group]) -> list[Group]:
    """Join groups whose readable keys are equal, so that each key is unique."""
    joined: dict[str, Group] = {}
    for group in groups:
        other = joined.get(group.key)
        members = group.members if other is None else [*other.members, *group.members]
        joined[group.key] = Group(group.key, group.kind, members, group.reason)
    return list(joined.values())


def _to_entity(group: Group) -> CanonicalEntity:
    names = [entity.name for _, entity in group.members]
    name = canonical_name(names) if group.name is None else group.name
    forms = {form for _, entity in group.members for form in entity.aliases}
    aliases = sorted({*names, *forms} - {name})
    places = group.own_places()
    members = sorted({(article_id, entity.key) for article_id, entity in group.members})
    return CanonicalEntity(
        key=group.key,
        kind=group.kind,
        name=name,
        aliases=tuple(aliases[:_MAX_ALIASES]),
        place=min(places, default=None),
        members=tuple(Member(article_id=one, key=key) for one, key in members),
        reason=group.reason,
        decisions=tuple(sorted(set(group.decisions))),
    )

"""Which persons of different articles are one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import PhraseMatcher, rows
from kg.model import EntityKind
from kg.normalize import match_key
from kg.resolve.naming import is_single, readable_key, spelling


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.resolve.profile import EntityProfile, Profile


_EXCLUSIVE = ("sport", "arts")
"""Fields whose people are seldom also officials, scholars or business people."""


@dataclass(frozen=True, slots=True)
class Person:
    """An article's person with the field of its roles.

    Attributes:
        article_id: The article.
        entity: The person in it.
        field: ``sport``, ``arts`` or ``public``; ``None`` where no role tells.
    """

    article_id: str
    entity: EntityProfile
    field: str | None


@dataclass(frozen=True, slots=True)
class People:
    """Persons of articles that are one, and why.

    Attributes:
        key: Readable key, without the kind.
        members: Article id and entity.
        reason: Why they are one.
    """

    key: str
    members: Sequence[tuple[str, EntityProfile]]
    reason: str


@cache
def _fields() -> PhraseMatcher[str]:
    return PhraseMatcher((row[0], row[4]) for row in rows("role_titles", 6))


def field_of(title: str) -> str | None:
    """Return the field a role title belongs to, as far as fields exclude each other.

    >>> field_of("سرمربی"), field_of("استاندار")
    ('sport', 'public')
    """
    match = _fields().match([match_key(word) for word in title.split()], 0)
    if match is None or not match.value:
        return None
    return match.value if match.value in _EXCLUSIVE else "public"


def group_people(profiles: Iterable[Profile]) -> list[People]:
    """Group the persons of a corpus, in the order of their first article."""
    full: defaultdict[str, list[Person]] = defaultdict(list)
    single: defaultdict[str, list[Person]] = defaultdict(list)
    groups: list[People] = []
    for person in _people(profiles):
        name = person.entity.name
        if person.entity.described or not spelling(name):
            groups.append(_alone(person, "a description in one article"))
        elif is_single(name):
            single[spelling(name)].append(person)
        else:
            full[spelling(name)].append(person)
    _join_surnames(full, single)
    for block in full.values():
        groups.extend(_split_by_field(block))
    for block in single.values():
        groups.extend(_split_by_field(block))
    return groups


def _people(profiles: Iterable[Profile]) -> Iterable[Person]:
    for profile in profiles:
        fields: dict[str, str] = {}
        for role in profile.roles:
            field = field_of(role.title)
            if field is not None:
                fields.setdefault(role.person, field)
        for entity in profile.entities:
            if entity.kind is EntityKind.PERSON:
                yield Person(profile.article_id, entity, fields.get(entity.key))


def _join_surnames(
    full: defaultdict[str, list[Person]], single: defaultdict[str, list[Person]]
) -> None:
    """Move bare surnames to the only full name of the corpus that ends with them.

    Where several full names do, the surname stays each article's own.
    """
    bearers: defaultdict[str, list[str]] = defaultdict(list)
    for name, block in full.items():
        surname = spelling(block[0].entity.name.split()[-1])
        bearers[surname].append(name)
    for surname in [one for one in single if one in bearers]:
        block = single.pop(surname)
        names = bearers[surname]
        if len(names) == 1:
            full[names[0]].extend(block)
        else:
            for person in block:
                single[f"{surname}\x00{person.article_id}"].append(person)


def _split_by_field(block: Sequence[Person]) -> list[People]:
    """Part persons of one name whose fields exclude each other."""
    fields = sorted({person.field for person in block if person.field is not None})
    full = [person for person in block if not is_single(person.entity.name)]
    key = readable_key(person.entity.name for person in full or block)
    if len({person.article_id for person in block}) == 1 and not full:
        return [_alone(person, "a bare name in one article") for person in block]
    home = "public" if "public" in fields or not fields else fields[0]
    groups = []
    for field in dict.fromkeys([home, *fields]):
        members = [
            (person.article_id, person.entity)
            for person in block
            if (person.field or home) == field
        ]
        suffix = "" if field == home else f"/{field}"
        reason = "one name" if len(fields) < 2 else f"one name, in {field} life"
        if members:
            groups.append(People(f"{key}{suffix}", members, reason))
    return groups


def _alone(person: Person, reason: str) -> People:
    key = readable_key([person.entity.name])
    members = [(person.article_id, person.entity)]
    return People(f"{key}/{person.article_id}", members, reason)

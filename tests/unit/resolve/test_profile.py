"""Every name of a statement has an entity before articles are resolved."""

from __future__ import annotations

from dataclasses import replace

from kg.model import EntityKind, Extraction, Participant
from kg.resolve import complete, resolve, to_profile
from tests.statements import extraction


def bare() -> Extraction:
    """Return an extraction whose statements name what no entity is known for."""
    made = extraction()
    role = replace(made.roles[0], person_key=None, organization_key="gone")
    event = replace(
        made.events[0], location_key=None, participants=(Participant(name="شاهین"),)
    )
    quote = replace(made.quotes[0], speaker_key=None)
    return replace(made, entities=(), roles=(role,), events=(event,), quotes=(quote,))


def test_names_without_entity_get_one_each() -> None:
    made = complete(bare())

    assert [(entity.name, entity.kind) for entity in made.entities] == [
        ("بهرام کیانفر", EntityKind.PERSON),
        ("مهرگان", EntityKind.ORGANIZATION),
        ("بندر سپید", EntityKind.PLACE),
        ("شاهین", EntityKind.ORGANIZATION),
    ]
    assert made.quotes[0].speaker_key == made.roles[0].person_key


def test_what_is_complete_stays_as_it_is() -> None:
    made = extraction()

    assert complete(made) == made


def test_a_profile_names_roles_by_their_entities() -> None:
    profile = to_profile(extraction())

    assert [(role.person, role.title, role.organization) for role in profile.roles] == [
        ("e0", "استاندار", "e1")
    ]
    assert profile.article_id == "n1"


def test_every_entity_of_every_article_is_in_one_canonical_entity() -> None:
    profiles = [to_profile(extraction(one)) for one in ("n1", "n2", "n3")]

    resolution = resolve(profiles)

    members = [
        (member.article_id, member.key)
        for entity in resolution.entities
        for member in entity.members
    ]
    assert sorted(members) == sorted(
        (profile.article_id, entity.key)
        for profile in profiles
        for entity in profile.entities
    )
    assert len({entity.key for entity in resolution.entities}) == len(
        resolution.entities
    )

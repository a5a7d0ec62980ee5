"""Resolving: an equivalence on the entities of articles, in whatever order."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import EntityKind
from kg.resolve import resolve
from kg.resolve.profile import EntityProfile, Profile, RoleProfile


NAMES = ("بهرام کیانفر", "كيانفر", "ب. کیانفر", "حسن رضایی نژاد", "رضایی‌نژاد", "روحانی")
BODIES = ("شرکت شاهین", "شاهین", "تیم ملی", "شهرداری", "ناجا")
TITLES = ("استاندار", "سرمربی", "بازیگر")

articles = st.tuples(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True),
    st.lists(st.sampled_from(BODIES), max_size=2, unique=True),
    st.sampled_from(TITLES),
)


def profile(at: int, drawn: tuple[list[str], list[str], str]) -> Profile:
    """Return an article of persons and bodies; the first holds a post in the first."""
    people, bodies, title = drawn
    entities = [
        *((EntityKind.PERSON, name) for name in people),
        *((EntityKind.ORGANIZATION, name) for name in bodies),
    ]
    role = RoleProfile(
        person="e0",
        title=title,
        organization=f"e{len(people)}" if bodies else None,
    )
    return Profile(
        article_id=f"n{at}",
        publisher=None,
        entities=tuple(
            EntityProfile(key=f"e{number}", kind=kind, name=name)
            for number, (kind, name) in enumerate(entities)
        ),
        roles=(role,),
    )


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(articles, min_size=1, max_size=12), st.integers(0, 9))
def test_each_entity_is_in_one_group_whatever_the_order(
    drawn: list[tuple[list[str], list[str], str]], seed: int
) -> None:
    profiles = [profile(at, one) for at, one in enumerate(drawn)]
    shuffled = profiles[:]
    random.Random(seed).shuffle(shuffled)  # noqa: S311

    found = resolve(profiles)

    assert resolve(shuffled) == found
    members = [
        (member.article_id, member.key)
        for entity in found.entities
        for member in entity.members
    ]
    assert sorted(members) == sorted(
        (one.article_id, entity.key) for one in profiles for entity in one.entities
    )
    keys = [entity.key for entity in found.entities]
    assert len(set(keys)) == len(keys)
    assert all(
        {judgement.one, judgement.other} <= set(keys)
        and 0 <= judgement.score <= 1
        and judgement.reason
        for judgement in found.judgements
    )

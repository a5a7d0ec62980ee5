"""A person's word on who is who is the last one, in every build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.decisions import Decision, parse_decision
from kg.model import EntityKind, Status
from kg.resolve import Profile, resolve
from kg.resolve.profile import EntityProfile, RoleProfile


if TYPE_CHECKING:
    from kg.model import Resolution


def decision(
    action: str, target: str, value: str = "", kind: str = "person"
) -> Decision:
    """Return a decision of an invented editor."""
    return parse_decision(
        (action, kind, target, value, "مهسا رستگار", "2026-11-29", "چون")
    )


def profile(
    article_id: str,
    name: str,
    *,
    body: str = "",
    title: str = "مدیر",
    aliases: tuple[str, ...] = (),
) -> Profile:
    """Return the profile of an article that names one person, perhaps with a post."""
    entities = [
        EntityProfile(key="p", kind=EntityKind.PERSON, name=name, aliases=aliases)
    ]
    roles = ()
    if body:
        kind = EntityKind.ORGANIZATION
        entities.append(EntityProfile(key="o", kind=kind, name=body))
        roles = (
            RoleProfile(
                person="p", title=title, organization="o", status=Status.CURRENT
            ),
        )
    return Profile(
        article_id=article_id, publisher=None, entities=tuple(entities), roles=roles
    )


def persons(resolution: Resolution) -> dict[str, list[str]]:
    """Return the articles of each person, by canonical name and key."""
    return {
        f"{one.name} {one.key}": [member.article_id for member in one.members]
        for one in resolution.entities
        if one.kind is EntityKind.PERSON
    }


TWO = (profile("n1", "بهرام کیانفر"), profile("n2", "بهروز پاکدل"))
ONE = (
    profile("n1", "بهرام کیانفر", body="شرکت سپیدار"),
    profile("n2", "بهرام کیان‌فر", body="باشگاه شاهین"),
    profile("n3", "بهرام كيانفر", body="باشگاه شاهین"),
    profile("n4", "بهرام کیانفر"),
)


def test_decisions_on_persons_and_on_others_keep_their_order() -> None:
    corpus = [profile("n1", "بهرام کیانفر", body="شرکت سپیدار"), *TWO[1:]]
    body = decision("reject", "شرکت سپیدار", kind="organization")
    person = decision("reject", "بهرام کیانفر")
    none = decision("reject", "کوهپایه", kind="place")
    nobody = decision("reject", "مهسا رستگار")

    for chosen in ([body, none, person, nobody], [nobody, person, none, body]):
        resolution = resolve(corpus, chosen)

        assert [one.name for one in resolution.entities] == ["بهروز پاکدل"]
        told = [one.id for one in chosen if one in (body, person)]
        assert resolution.rejected == tuple(("n1", one) for one in told)
        unapplied = {none.id, nobody.id}
        assert {one for one, _ in resolution.unapplied} == unapplied
        assert list(resolution.unapplied) == sorted(resolution.unapplied)


def test_a_name_is_found_again_after_a_merge_and_a_split() -> None:
    merge = decision("merge", "بهرام کیانفر", "بهروز پاکدل")
    by_name = decision("rename", "بهروز پاکدل", "بهروز پاکدل کوهی")
    split = decision("split", "بهرام کیانفر", "بهروز پاکدل @ n2")

    resolution = resolve(TWO, [merge, split, by_name])

    assert persons(resolution) == {
        "بهرام کیانفر person/بهرام_کیانفر": ["n1"],
        "بهروز پاکدل کوهی person/بهرام_کیانفر/~n2": ["n2"],
    }
    assert resolution.unapplied == ()


def test_a_merge_joins_what_nothing_else_would() -> None:
    merge = decision("merge", "بهرام کیانفر @ n1", "بهروز پاکدل @ n2")

    resolution = resolve(TWO, [merge])

    assert persons(resolution) == {"بهرام کیانفر person/بهرام_کیانفر": ["n1", "n2"]}
    entity = resolution.entities[0]
    assert entity.decisions == (merge.id,)
    assert entity.aliases == ("بهروز پاکدل",)
    assert "merged by مهسا رستگار: چون" in entity.reason
    assert resolution.unapplied == ()


def test_a_name_alone_is_enough_if_only_one_has_it() -> None:
    merge = decision("merge", "بهرام كيان‌فر", "بهروز پاکدل")

    assert len(persons(resolve(TWO, [merge]))) == 1


def test_an_anchor_survives_the_loss_of_its_article() -> None:
    merge = decision("merge", "بهرام کیانفر @ gone,n1", "بهروز پاکدل @ gone")

    assert len(persons(resolve(TWO, [merge]))) == 1


def test_a_merge_with_a_namesake_whose_article_is_gone_no_longer_applies() -> None:
    merge = decision("merge", "بهرام کیانفر @ n1", "بهرام کیانفر @ gone")

    resolution = resolve(TWO, [merge])

    [(which, why)] = resolution.unapplied
    assert which == merge.id
    assert "gone" in why
    assert all(not one.decisions for one in resolution.entities)


def test_a_split_takes_the_named_articles_and_those_of_the_same_body() -> None:
    split = decision("split", "بهرام کیانفر @ n1", "بهرام کیانفر @ n2")

    before, after = resolve(ONE), resolve(ONE, [split])

    assert len(persons(before)) == 1
    assert list(persons(after).values()) == [["n1", "n4"], ["n2", "n3"]]
    assert [one.decisions for one in after.entities if one.kind == "person"] == [
        (split.id,),
        (split.id,),
    ]


def test_a_split_from_a_name_takes_only_the_named_articles() -> None:
    split = decision("split", "بهرام کیانفر", "بهرام کیانفر @ n2")

    assert list(persons(resolve(ONE, [split])).values()) == [["n1", "n3", "n4"], ["n2"]]


def test_what_is_apart_already_stays_apart() -> None:
    split = decision("split", "بهرام کیانفر @ n1", "بهروز پاکدل @ n2")

    resolution = resolve(TWO, [split])

    assert len(persons(resolution)) == 2
    assert resolution.unapplied == ()


def test_the_keys_of_split_namesakes_never_join_again() -> None:
    split = decision("split", "بهرام کیانفر", "بهرام کیانفر @ n2")
    again = decision("split", "بهرام کیانفر @ n1", "بهرام کیانفر @ n3")

    resolution = resolve(ONE, [split, again])

    keys = [one.key for one in resolution.entities]
    assert len(set(keys)) == len(keys)
    assert list(persons(resolution).values()) == [["n1", "n4"], ["n2"], ["n3"]]


def test_a_later_decision_counts() -> None:
    merge = decision("merge", "بهرام کیانفر @ n1", "بهروز پاکدل @ n2")
    split = decision("split", "بهرام کیانفر @ n1", "بهروز پاکدل @ n2")

    assert len(persons(resolve(TWO, [merge, split]))) == 2
    assert len(persons(resolve(TWO, [split, merge]))) == 1


def test_a_new_name_keeps_the_old_ones() -> None:
    rename = decision("rename", "بهرام کیانفر @ n1", "بهرام کیان")

    entity = resolve(TWO[:1], [rename]).entities[0]

    assert (entity.name, entity.aliases) == ("بهرام کیان", ("بهرام کیانفر",))
    assert entity.key == "person/بهرام_کیانفر"


def test_a_rejected_entity_is_gone_and_its_articles_are_told() -> None:
    reject = decision("reject", "بهرام کیانفر @ n1")

    resolution = resolve(TWO, [reject])

    assert list(persons(resolution).values()) == [["n2"]]
    assert resolution.rejected == (("n1", reject.id),)


@pytest.mark.parametrize(
    ("target", "value", "why"),
    [
        ("بهمن ناشناس @ n9", "بهروز پاکدل", "no person is named «بهمن ناشناس» in n9"),
        ("بهروز پاکدل", "بهرام کیانفر", "several entities are named «بهرام کیانفر»"),
    ],
)
def test_a_decision_that_no_longer_applies_is_told(
    target: str, value: str, why: str
) -> None:
    merge = decision("merge", target, value)
    split = decision("split", "بهرام کیانفر", "بهرام کیانفر @ n1")
    profiles = (*TWO, profile("n5", "بهرام کیانفر", body="باشگاه شاهین"))

    resolution = resolve(profiles, [split, merge])

    assert dict(resolution.unapplied)[merge.id].startswith(why)


def test_nothing_can_be_split_from_itself() -> None:
    split = decision("split", "بهرام کیانفر", "بهرام کیانفر @ n1")
    lost = decision("split", "بهرام کیانفر", "بهرام کیانفر @ n9")

    resolution = resolve(TWO, [split, lost])

    assert dict(resolution.unapplied) == {
        split.id: "nothing else is left of «بهرام کیانفر»",
        lost.id: "no article says so: بهرام کیانفر @ n9",
    }


def test_a_split_place_loses_its_gazetteer_entry_and_a_merged_one_gets_it() -> None:
    def place(article_id: str, name: str, key: str | None) -> Profile:
        entity = EntityProfile(key="l", kind=EntityKind.PLACE, name=name, place=key)
        return Profile(
            article_id=article_id, publisher=None, entities=(entity,), roles=()
        )

    profiles = (place("n1", "مهرگان", "P1"), place("n2", "مهرگان", "P1"))
    split = decision("split", "مهرگان", "مهرگان @ n2", "place")
    other = place("n3", "مهرگان کهن", None)
    merge = decision("merge", "مهرگان کهن", "مهرگان", "place")

    parted = resolve(profiles, [split]).entities
    joined = resolve((*profiles, other), [merge]).entities

    assert [(one.place, len(one.members)) for one in parted] == [("P1", 1), (None, 1)]
    assert [(one.place, len(one.members)) for one in joined] == [("P1", 3)]

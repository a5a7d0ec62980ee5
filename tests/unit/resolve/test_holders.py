"""A post alone means whoever held it then."""

from __future__ import annotations

from kg.model import EntityKind, Status, Verdict
from kg.resolve import resolve
from kg.resolve.profile import EntityProfile, Profile, RoleProfile


def holding(article: str, person: str, day: str, **changes: object) -> Profile:
    """Return an article that says who is governor of a province."""
    values: dict[str, object] = {"title": "استاندار", "status": Status.CURRENT}
    return Profile(
        article_id=article,
        publisher=None,
        day=day,
        entities=(
            EntityProfile(key="e0", kind=EntityKind.PERSON, name=person),
            EntityProfile(
                key="e1", kind=EntityKind.PLACE, name="مهرگان", place="IR-99"
            ),
        ),
        roles=(RoleProfile(person="e0", organization="e1", **(values | changes)),),  # type: ignore[arg-type]
    )


def describing(day: str, name: str = "استاندار مهرگان") -> Profile:
    """Return an article that tells of the governor without a name."""
    return Profile(
        article_id="x",
        publisher=None,
        day=day,
        entities=(
            EntityProfile(key="e0", kind=EntityKind.PERSON, name=name, described=True),
            EntityProfile(
                key="e1", kind=EntityKind.PLACE, name="مهرگان", place="IR-99"
            ),
        ),
        roles=(),
    )


def meant(*profiles: Profile) -> str:
    """Return the name of the person that the description belongs to."""
    return next(
        entity.name
        for entity in resolve(profiles).entities
        if entity.kind is EntityKind.PERSON
        and any(member.article_id == "x" for member in entity.members)
    )


BEFORE = holding("1", "بهرام کیانفر", "2024-01-10")
AFTER = holding("2", "بهرام کیانفر", "2025-03-10")
NEXT = holding("3", "شیرین آذرنوش", "2025-05-10")


def test_a_post_alone_is_its_holder_before_and_after() -> None:
    assert meant(BEFORE, AFTER, NEXT, describing("2024-07-10")) == "بهرام کیانفر"


def test_a_post_alone_is_the_only_holder_named_in_the_weeks_around() -> None:
    assert meant(BEFORE, AFTER, NEXT, describing("2025-06-20")) == "شیرین آذرنوش"


def test_a_post_alone_is_nobody_while_holders_change() -> None:
    assert meant(BEFORE, AFTER, NEXT, describing("2025-04-10")) == "استاندار مهرگان"


def test_a_post_alone_is_nobody_years_from_any_word_of_it() -> None:
    assert meant(BEFORE, describing("2029-04-10")) == "استاندار مهرگان"


def test_a_former_holder_is_not_meant() -> None:
    former = holding("1", "بهرام کیانفر", "2024-01-10", status=Status.FORMER)

    assert meant(former, describing("2024-01-12")) == "استاندار مهرگان"


def test_a_post_of_many_is_nobody() -> None:
    adviser = holding("1", "بهرام کیانفر", "2024-01-10", title="مشاور")

    assert meant(adviser, describing("2024-01-12", "مشاور مهرگان")) == "مشاور مهرگان"


def test_the_description_is_no_name_of_the_holder_and_has_a_reason() -> None:
    found = resolve([BEFORE, AFTER, describing("2024-07-10")])

    (person,) = [one for one in found.entities if one.kind is EntityKind.PERSON]
    assert person.aliases == ()
    assert (
        Verdict.SAME,
        "استاندار مهرگان",
        "held the post before and after that day",
    ) in [(one.verdict, one.name, one.reason) for one in found.judgements]

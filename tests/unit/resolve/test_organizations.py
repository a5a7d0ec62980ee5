"""Names of bodies that are one organization."""

from __future__ import annotations

import pytest

from kg.model import EntityKind, Verdict
from kg.resolve.organizations import group_bodies, organization_key
from kg.resolve.profile import EntityProfile, Profile


ONE = [
    ("ناجا", "نیروی انتظامی جمهوری اسلامی ایران"),
    ("FATF", "گروه ویژه اقدام مالی"),
    ("fatf", "اف ای تی اف"),
    ("وزارت صمت", "وزارت صنعت، معدن و تجارت"),
    ("کنگره ایالات متحده", "کنگرهٔ آمریکا"),
    ("خبرگزاری خبرگزاری کویر", "خبرگزاری کویر"),
    ("ارتش جمهوري اسلامي ايران", "ارتش"),
]
TWO = [
    ("وزارت کشور", "وزارت نیرو"),
    ("حزب جمهوری اسلامی", "حزب"),
    ("استقلال خوزستان", "استقلال"),
]


def profile(
    article: str, *bodies: str, places: tuple[tuple[str, str], ...] = ()
) -> Profile:
    """Return an article that names bodies and places (name, key)."""
    kinds = [(name, EntityKind.ORGANIZATION, None) for name in bodies]
    kinds += [(name, EntityKind.PLACE, key) for name, key in places]
    return Profile(
        article_id=article,
        publisher=None,
        entities=tuple(
            EntityProfile(key=f"e{at}", kind=kind, name=name, place=place)
            for at, (name, kind, place) in enumerate(kinds)
        ),
        roles=(),
    )


def grouped(*profiles: Profile) -> list[set[str]]:
    groups, _ = group_bodies(profiles)
    return [{article for article, _ in one.members} for one in groups]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_names_of_one_body_have_one_key(one: str, other: str) -> None:
    assert organization_key(one) == organization_key(other)


@pytest.mark.parametrize(("one", "other"), TWO)
def test_names_of_two_bodies_have_two_keys(one: str, other: str) -> None:
    assert organization_key(one) != organization_key(other)


def test_the_kind_of_body_may_be_left_out_of_a_name() -> None:
    profiles = [profile("1", "شاهین‌افزار"), profile("2", "شاهین افزار")]

    assert grouped(*profiles, profile("3", "شرکت شاهین‌افزار")) == [{"1", "2", "3"}]


def test_the_kind_of_body_stays_where_the_rest_is_a_place() -> None:
    places = [profile(str(at), places=(("مهرگان", "IR-9"),)) for at in range(3)]

    groups = grouped(*places, profile("8", "تیم مهرگان"), profile("9", "مهرگان"))

    assert sorted(groups, key=min) == [{"8"}, {"9"}]


def test_a_common_name_is_that_of_the_country_an_article_is_about() -> None:
    profiles = [
        profile("1", "تیم ملی"),
        profile("2", "تیم ملی", places=(("ژاپن", "JP"),)),
        profile("3", "تیم ملی ژاپن"),
        profile("4", "تیم ملی", places=(("ژاپن", "JP"), ("ایران", "IR"))),
    ]

    assert sorted(grouped(*profiles), key=min) == [{"1", "4"}, {"2", "3"}]


def test_a_common_name_that_only_its_article_explains_stays_alone() -> None:
    assert grouped(profile("1", "شهرداری"), profile("2", "شهرداری")) == [{"1"}, {"2"}]


def test_merges_and_longer_names_have_reasons() -> None:
    profiles = [
        profile("1", "ناجا"),
        profile("2", "فرماندهی انتظامی"),
        profile("3", "شاهین"),
        profile("4", "شاهین کوهپایه"),
    ]

    _, findings = group_bodies(profiles)

    assert ("ناجا", Verdict.SAME, "known other name") in [
        (one.form, one.verdict, one.reason) for one in findings
    ]
    assert ("شاهین کوهپایه", Verdict.UNSURE) in [
        (one.form, one.verdict) for one in findings
    ]

"""Names of bodies that are one organization."""

from __future__ import annotations

import pytest

from kg.model import EntityKind, Verdict
from kg.resolve.organizations import group_bodies, organization_key
from kg.resolve.profile import EntityProfile, Profile, RoleProfile


ONE = [
    ("ناجا", "نیروی انتظامی جمهوری اسلامی ایران"),
    ("FATF", "گروه ویژه اقدام مالی"),
    ("fatf", "اف ای تی اف"),
    ("وزارت صمت", "وزارت صنعت، معدن و تجارت"),
    ("کنگره ایالات متحده", "کنگرهٔ آمریکا"),
    ("خبرگزاری خبرگزاری کویر", "خبرگزاری کویر"),
    ("بی بی سی", "بی‌بی‌سی"),
    ("ارتش جمهوري اسلامي ايران", "ارتش"),
    ("کمیسیون انرژی مجلس شورای اسلامی", "کمیسیون انرژی مجلس"),
    ("کمیسیون حقوقی مجلس", "کمیسیون قضایی و حقوقی مجلس شورای اسلامی"),
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


def test_a_common_name_is_irans_where_no_other_country_is_spoken_of() -> None:
    profiles = [
        profile("1", "مجلس"),
        profile("2", "مجلس شورای اسلامی"),
        profile("3", "مجلس", places=(("ژاپن", "JP"),)),
    ]

    assert sorted(grouped(*profiles), key=min) == [{"1", "2"}, {"3"}]


def councils(*more: Profile) -> list[set[str]]:
    known = [profile(f"x{at}", "شورای شهر مهرگان") for at in range(2)]
    known += [profile(f"y{at}", "شورای شهر نوآباد") for at in range(2)]
    return [group for group in grouped(*known, *more) if not group <= {"x0", "x1"}]


def test_a_short_name_is_the_one_longer_name_of_its_article() -> None:
    groups = councils(profile("1", "شورای شهر", "شورای شهر مهرگان"))

    assert {"x0", "x1", "1"} in groups
    assert not [group for group in groups if group == {"1"}]


def test_a_short_name_of_two_longer_ones_stays_its_articles_own() -> None:
    both = "شورای شهر مهرگان", "شورای شهر نوآباد"

    groups = councils(profile("1", "شورای شهر", *both))

    assert {"1"} in groups


def test_a_longer_name_that_no_other_article_has_settles_nothing() -> None:
    groups = grouped(profile("1", "کمیته داوری", "کمیته داوری افزود"))

    assert groups == [{"1"}, {"1"}]


def test_a_longer_name_that_adds_a_country_is_another_body() -> None:
    japan = profile("1", "وزارت معادن ژاپن")

    groups = grouped(
        japan,
        profile("2", "وزارت معادن"),
        profile("3", "وزارت معادن", "وزارت معادن ژاپن", places=(("ژاپن", "JP"),)),
    )

    assert sorted(map(sorted, groups)) == [["1", "3"], ["2", "3"]]


def test_a_common_noun_is_none_of_a_whole_name() -> None:
    both = [profile(str(at), "سازمان ملل", "سازمان ملل متحد نوین") for at in range(2)]

    assert sorted(map(len, grouped(*both))) == [2, 2]


def test_a_ministers_field_is_the_ministry() -> None:
    entities = (
        EntityProfile(key="e0", kind=EntityKind.PERSON, name="مهرداد کیانفر"),
        EntityProfile(key="e1", kind=EntityKind.ORGANIZATION, name="ورزش و جوانان"),
        EntityProfile(key="e2", kind=EntityKind.ORGANIZATION, name="مشاور"),
    )
    roles = tuple(
        RoleProfile(person="e0", title="وزیر", organization=key) for key in ("e1", "e2")
    )
    minister = Profile(article_id="1", publisher=None, entities=entities, roles=roles)

    assert sorted(grouped(minister, profile("2", "وزارت ورزش")), key=len) == [
        {"1"},
        {"1", "2"},
    ]

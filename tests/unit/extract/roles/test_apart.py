"""Posts told apart from the name, and offices told by who leads a body."""

from __future__ import annotations

import pytest

from kg.annotate import annotate
from kg.extract import extract
from kg.extract.roles import find_roles
from kg.model import Article, Source
from tests.builders import context


LED = [
    (
        "{organization|ائتلاف باران} به/ADP ریاست {person|علی رضایی} آمد/VERB.",
        [("علی رضایی", "ریاست", "ائتلاف باران", "current")],
    ),
    (
        "دولت/NOUN جدید/ADJ به/ADP رهبری {person|علی رضایی} آمد/VERB.",
        [("علی رضایی", "رهبری", "دولت جدید", "current")],
    ),
    # a meeting has a chair for a day, and takes place in a body
    ("جلسه شورای شهر به/ADP ریاست {person|علی رضایی} برگزار شد/VERB.", []),
    (
        "جلسه‌ای در/ADP {organization|سازمان آب} به/ADP ریاست {person|علی رضایی} بود.",
        [],
    ),
    ("هیئتی از/ADP {organization|سازمان آب} به/ADP ریاست {person|علی رضایی} آمد.", []),
    # eras
    # without a body an era tells little, unless it is an office
    ("در/ADP زمان ریاست {person|علی رضایی} کار آغاز شد/VERB.", []),
    ("در/ADP زمان رهبری {person|علی رضایی} کار آغاز شد/VERB.", []),
    (
        "در/ADP زمان ریاست جمهوری {person|علی رضایی} کار آغاز شد/VERB.",
        [("علی رضایی", "ریاست جمهوری", None, "former")],
    ),
    (
        "در/ADP دوران سرمربیگری {person|علی رضایی} در/ADP {organization|سپیدرود}.",
        [("علی رضایی", "سرمربیگری", "سپیدرود", "former")],
    ),
    ("در/ADP دوره مدیریت {person|علی رضایی} کار آغاز شد/VERB.", []),
    # offices that are left, or stand in a record
    (
        "پس از/ADP استعفای {person|علی رضایی} از/ADP سمت ریاست فدراسیون شنا آمد.",
        [("علی رضایی", "ریاست", "فدراسیون شنا", "former")],
    ),
    (
        "{person|علی رضایی} ریاست فدراسیون شنا را/ADP در/ADP کارنامه دارد/VERB.",
        [("علی رضایی", "ریاست", "فدراسیون شنا", "former")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LED)
def test_offices_tell_who_leads_a_body(
    text: str, expected: list[tuple[str, str, str | None, str]]
) -> None:
    found = find_roles(context(text))

    rows = [(r.person, r.role, r.organization, str(r.status)) for r in found]
    assert rows == expected


HEADLINES = [
    (
        "نامه {person|رضایی} به/ADP {person|کریمی}",
        "رئیس سازمان آب در/ADP نامه‌ای به/ADP وزیر نیرو نوشت/VERB.",
        [("رضایی", "رئیس", "سازمان آب"), ("کریمی", "وزیر", "نیرو")],
    ),
    (
        "استعفای {person|رضایی} پذیرفته شد/VERB",
        "با/ADP استعفای رئیس سازمان آب را/ADP پذیرفت/VERB.",
        [("رضایی", "رئیس", "سازمان آب")],
    ),
    (
        "{person|رضایی} به/ADP {organization|سپیدرود} پیوست/VERB",
        "به/ADP گزارش البرز، مهاجم {organization|باران}، رفت/VERB.",
        [("رضایی", "مهاجم", "باران")],
    ),
    # whose deed the headline tells
    (
        "دیدار فرمانده سپاه باران با/ADP یک خانواده",
        "{person|رضایی} در/ADP آنجا گفت/VERB: آب هست.",
        [("رضایی", "فرمانده", "سپاه باران")],
    ),
    # who has a part of another kind, or is named in the lead himself
    (
        "ستایش از/ADP {person|رضایی}",
        "رئیس سازمان آب سخن گفت/VERB.",
        [],
    ),
    (
        "{person|رضایی} آمد/VERB",
        "رئیس سازمان آب با/ADP {person|رضایی} دیدار کرد/VERB.",
        [],
    ),
    # «این …» is who was named just before, if the headline names him
    (
        "{person|رضایی} بستری شد/VERB",
        "حال این/DET شاعر خوب است/VERB.",
        [("رضایی", "شاعر", None)],
    ),
    (
        "{person|رضایی} بستری شد/VERB",
        "{person|مینا بهاری}، دختر این/DET شاعر، آمد/VERB.",
        [("رضایی", "شاعر", None)],
    ),
    (
        "{person|رضایی} و/CCONJ {person|کریمی} آمدند/VERB",
        "حال این/DET شاعر خوب است/VERB.",
        [],
    ),
    ("{person|رضایی} بستری شد/VERB", "حال این/DET هنرمند خوب است/VERB.", []),
    ("خبر روز", "{person|رضایی} آمد/VERB. حال این/DET شاعر خوب است/VERB.", []),
]


@pytest.mark.parametrize(("title", "lead", "expected"), HEADLINES)
def test_headline_names_whose_post_the_text_tells(
    title: str, lead: str, expected: list[tuple[str, str, str | None]]
) -> None:
    others = "{person|مینا بهاری} و/CCONJ {person|رضا محبی} آمدند/VERB."

    found = find_roles(context(f"{lead} {others}", title=title))

    assert [(one.person, one.role, one.organization) for one in found] == expected


SIGNED = [
    (
        "سپاسگزاریم.\n{person|علی رضایی}\nرئیس سازمان آب\n{person|مینا بهاری} آمد.",
        [("علی رضایی", "رئیس", "سازمان آب")],
    ),
    # a table, and a sentence that only begins with a post
    ("{person|علی رضایی}\nدبیر\n{person|مینا بهاری}\nدبیر", []),
    (
        "{person|علی رضایی}\nرئیس سازمان آب آمد/VERB. {person|مینا بهاری} آمد/VERB.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SIGNED)
def test_foot_of_a_letter_is_two_lines(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    found = find_roles(context(text))

    assert [(one.person, one.role, one.organization) for one in found] == expected


def test_title_with_also_is_not_who_spoke_before() -> None:
    def roles(text: str) -> list[str]:
        article = Article(id="a", title="", lead="", body=text, source=Source(path="a"))
        return [role.role for role in extract(annotate(article)).roles]

    said = "علی رضایی، وزیر دفاع پرو گفت: کار خوب است."

    assert roles(said + " فرمانده ارتش پرو هم گفت: راه باز است.") == ["وزیر دفاع"]
    assert len(roles(said + " فرمانده ارتش پرو گفت: راه باز است.")) > 1


FLOW = [
    # «این استاد …» is the only one who has spoken; «البته» begins a clause
    (
        (
            "{person|علی رضایی} رئیس کنگره باران گفت/VERB: آب هست. این/DET استاد"
            " دانشگاه مهر گفت/VERB: نان هست."
        ),
        [
            ("علی رضایی", "رئیس", "کنگره باران"),
            ("علی رضایی", "استاد", "دانشگاه مهر"),
        ],
    ),
    (
        (
            "البته به/ADP گفته دبیر {organization|فدراسیون شنا}، آب هست. "
            "{person|علی رضایی} گفت/VERB: نان هست."
        ),
        [("علی رضایی", "دبیر", "فدراسیون شنا")],
    ),
    # «به گزارش …، به دنبال فشارهای …»: who is told of is not who speaks
    (
        (
            "رئیس سازمان آب سخن گفت/VERB. به/ADP گزارش البرز، به/ADP دنبال فشارهای"
            " {person|پیتر نوواک}، آنها گفتند/VERB. {person|علی رضایی} گفت: آب هست."
        ),
        [("علی رضایی", "رئیس", "سازمان آب")],
    ),
    # a profession beside the name leaves room for the post of the lead
    (
        (
            "عضو هیئت علمی دانشگاه باران گفت/VERB: آب هست. {person|علی رضایی}، متخصص"
            " تغذیه، گفت/VERB: نان هست."
        ),
        [
            ("علی رضایی", "عضو هیئت علمی", "دانشگاه باران"),
            ("علی رضایی", "متخصص تغذیه", None),
        ],
    ),
    # a cleric's two posts
    (
        (
            "{person|علی رضایی} گفت: آب. نماینده ولی فقیه در/ADP {place|استان فارس}"
            " گفت/VERB: آب هست. امام جمعه شیراز گفت/VERB: نان هست."
        ),
        [
            ("علی رضایی", "نماینده ولی فقیه", "استان فارس"),
            ("علی رضایی", "امام جمعه", "شیراز"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FLOW)
def test_speech_ties_the_posts_that_are_told_apart(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    found = find_roles(context(text))

    assert [(one.person, one.role, one.organization) for one in found] == expected


def test_many_are_told_of_with_among_whom() -> None:
    text = "{person|علی رضایی} و/CCONJ {person|مینا بهاری} از/ADP جمله بازیگران این"
    text += "/DET مجموعه هستند/VERB."

    found = find_roles(context(text, title="مجموعه «شب روشن» به/ADP گزارش البرز"))

    assert [(one.person, one.organization) for one in found] == [
        ("علی رضایی", "شب روشن"),
        ("مینا بهاری", "شب روشن"),
    ]


def test_single_quotation_marks_belong_to_a_name() -> None:
    found = find_roles(
        context("'{person|علی رضایی}' هافبک {organization|سپیدرود} است.")
    )

    assert [(one.person, one.role) for one in found] == [("علی رضایی", "هافبک")]

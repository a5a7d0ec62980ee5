from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract.context import Context
from kg.extract.roles import find_roles
from kg.model import Calendar, Precision, Span, TimeExpression, TimeKind
from tests.builders import context, document


CASES = [
    # title before the name, with its chain
    (
        "استاندار+ {place|خوزستان} {person|علی رضایی} گفت.",
        [("علی رضایی", "استاندار", "خوزستان", "current")],
    ),
    (
        "مدیرکل راه و شهرسازی خوزستان {person|علی رضایی} گفت.",
        [("علی رضایی", "مدیرکل", "راه و شهرسازی خوزستان", "current")],
    ),
    (
        "معاون سیاسی استاندار {place|یزد} {person|سعید نیک‌پی} گفت.",
        [("سعید نیک‌پی", "معاون سیاسی", "استاندار یزد", "current")],
    ),
    # name before the title, with and without commas
    (
        "{person|علی رضایی} وزیر علوم، تحقیقات و فناوری گفت.",
        [("علی رضایی", "وزیر", "علوم، تحقیقات و فناوری", "current")],
    ),
    (
        "{person|علی رضایی}، سخنگوی سازمان آب، گفت.",
        [("علی رضایی", "سخنگوی", "سازمان آب", "current")],
    ),
    (
        "«{person|کارل اشمیت}» وزیر خارجه {place|لیختن‌اشتاین} گفت.",
        [("کارل اشمیت", "وزیر خارجه", "لیختن‌اشتاین", "current")],
    ),
    (
        "سخنگوی وزارت نیرو، {person|علی رضایی}، گفت.",
        [("علی رضایی", "سخنگوی", "وزارت نیرو", "current")],
    ),
    # status
    (
        "{person|علی رضایی} وزیر سابق نیرو آمد.",
        [("علی رضایی", "وزیر", "نیرو", "former")],
    ),
    (
        "رئیس جمهور منتخب {place|پرو} {person|پدرو گارسیا} آمد.",
        [("پدرو گارسیا", "رئیس جمهور", "پرو", "elect")],
    ),
    # coordination
    (
        "{person|مینا رستگار} بازیگر، نویسنده و کارگردان گفت.",
        [
            ("مینا رستگار", "بازیگر", None, "current"),
            ("مینا رستگار", "نویسنده", None, "current"),
            ("مینا رستگار", "کارگردان", None, "current"),
        ],
    ),
    (
        "معاون و سخنگوی سازمان آب {person|علی رضایی} گفت.",
        [
            ("علی رضایی", "معاون", "سازمان آب", "current"),
            ("علی رضایی", "سخنگوی", "سازمان آب", "current"),
        ],
    ),
    (
        "{person|علی رضایی} و {person|حسن کریمی} اعضای شورای شهر گفتند.",
        [
            ("علی رضایی", "اعضای", "شورای شهر", "current"),
            ("حسن کریمی", "اعضای", "شورای شهر", "current"),
        ],
    ),
    # appointment
    (
        "باشگاه {person|علی رضایی} را به/ADP عنوان سرمربی تیم فولاد معرفی/VERB کرد.",
        [("علی رضایی", "سرمربی", "تیم فولاد", "current")],
    ),
    (
        "{person|علی رضایی} از سمت مدیرعامل شرکت آب برکنار شد.",
        [("علی رضایی", "مدیرعامل", "شرکت آب", "former")],
    ),
    # the other side's like post
    (
        "{person|علی رضایی} وزیر دفاع {place|پرو} با {person|یان نوواک} همتای خود رفت.",
        [
            ("علی رضایی", "وزیر دفاع", "پرو", "current"),
            ("یان نوواک", "وزیر دفاع", None, "current"),
        ],
    ),
    # the title is in another sentence
    (
        "مدیر حوزه علمیه یزد گفت: خوب است.\n{person|علی رضایی} گفت: بد است.",
        [("علی رضایی", "مدیر", "حوزه علمیه یزد", "current")],
    ),
    (
        "{person|علی رضایی} گفت: آری.\nعضو کمیسیون آموزش مجلس گفت: نه.",
        [("علی رضایی", "عضو", "کمیسیون آموزش مجلس", "current")],
    ),
    # the work stands for the worker
    (
        "نمایش «باران» به نویسندگی و کارگردانی {person|مینا رستگار} آمد.",
        [
            ("مینا رستگار", "نویسندگی", None, "current"),
            ("مینا رستگار", "کارگردانی", None, "current"),
        ],
    ),
    # sports
    (
        "{person|یان نوواک}، مهاجم لهستانی/ADJ {organization|بایر شهر}، رفت.",
        [("یان نوواک", "مهاجم", "بایر شهر", "current")],
    ),
    # a title of the only speaker, varied; joined titles go together
    (
        "{person|علی رضایی} گفت: آری.\nامام جمعه یزد و عضو شورای شهر گفت: نه.",
        [
            ("علی رضایی", "امام جمعه", "یزد", "current"),
            ("علی رضایی", "عضو", "شورای شهر", "current"),
        ],
    ),
    # credits
    (
        "کارگردان: {person|علی رضایی} تهیه‌کننده: {person|حسن کریمی}",
        [
            ("علی رضایی", "کارگردان", None, "current"),
            ("حسن کریمی", "تهیه‌کننده", None, "current"),
        ],
    ),
    # predicates
    (
        "{person|علی رضایی} که رئیس دانشگاه یزد بود/VERB آمد/VERB.",
        [("علی رضایی", "رئیس", "دانشگاه یزد", "former")],
    ),
    ("رویای {person|علی رضایی} سرانجام/ADV محقق شد/VERB.", []),
    ("{person|علی رضایی} جوان‌ترین/ADJ بازیکن تیم یزد بود/VERB.", []),
    # a body named before
    (
        "{organization|وزارت صحت} گفت. {person|علی رضایی}، سخنگوی این وزارت، آمد.",
        [("علی رضایی", "سخنگوی", "وزارت صحت", "current")],
    ),
    # names joined by «به عنوان»
    (
        "{person|علی رضایی} و {person|حسن کریمی} به/ADP عنوان اعضای شورای شهر آمدند.",
        [
            ("علی رضایی", "اعضای", "شورای شهر", "current"),
            ("حسن کریمی", "اعضای", "شورای شهر", "current"),
        ],
    ),
    # several posts after one name
    (
        "{person|علی رضایی}، رئیس سازمان آب، عضو شورای شهر، آمد.",
        [
            ("علی رضایی", "رئیس", "سازمان آب", "current"),
            ("علی رضایی", "عضو", "شورای شهر", "current"),
        ],
    ),
    # one of several
    (
        "{person|علی رضایی}، از اعضای شورای شهر، آمد.",
        [("علی رضایی", "اعضای", "شورای شهر", "current")],
    ),
    ("{person|علی رضایی} از اعضای شورای شهر خواست/VERB.", []),
    # the only person of the article
    (
        "استعفای+ {person|علی رضایی}\nدبیر شورای شهر آمد/VERB.",
        [("علی رضایی", "دبیر", "شورای شهر", "current")],
    ),
    # a list of guests
    (
        "با حضور {person|علی رضایی} رئیس سازمان آب و فرماندار یزد آغاز شد.",
        [("علی رضایی", "رئیس", "سازمان آب", "current")],
    ),
    # the place of an office is no name; who is served is no holder
    ("شهردار {person|مهران} گفت.", []),
    ("استاد {person|رضایی} آمد.", []),
    ("به گزارش خبرنگار البرز {person|علی رضایی} آمد.", []),
    # nobody holds it by name
    ("استاندار {place|خوزستان} گفت: آری.", []),
    ("{person|علی رضایی} با وزیر نیرو دیدار کرد.", []),
    ("مشاور {person|علی رضایی} گفت.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_roles_are_read_from_one_article(
    text: str, expected: list[tuple[str, str, str | None, str]]
) -> None:
    found = find_roles(context(text))

    rows = [(r.person, r.role, r.organization, str(r.status)) for r in found]
    assert rows == expected


def test_two_mentions_of_one_post_are_one_statement_with_two_evidences() -> None:
    found = find_roles(
        context(
            "{person|علی رضایی} رئیس سازمان آب گفت.\n"
            "{person|رضایی}، رئیس سازمان آب کشور، افزود."
        )
    )

    assert [(r.person, r.role, r.organization) for r in found] == [
        ("علی رضایی", "رئیس", "سازمان آب کشور")
    ]
    assert [e.text for e in found[0].evidence] == [
        "علی رضایی رئیس سازمان آب",
        "رضایی، رئیس سازمان آب کشور",
    ]


def test_statement_names_its_rule_and_keys() -> None:
    scene = context("{person|علی رضایی} استاندار {place|یزد} گفت.")

    (role,) = find_roles(scene)

    assert role.rule == "name_then_title"
    assert (role.person_key, role.organization_key) == ("e1", "e2")
    assert role.jurisdiction
    assert 0.8 <= role.confidence <= 1


def test_appointment_dates_the_beginning_of_a_role() -> None:
    source = document(
        "{person|علی رضایی} در ۲ تیر به عنوان شهردار {place|یزد} منصوب شد."
    )
    day = TimeExpression(
        span=Span(source.text.index("۲"), source.text.index("تیر") + 3),
        kind=TimeKind.DATE,
        calendar=Calendar.JALALI,
        begin="2024-06-22",
        end="2024-06-22",
        precision=Precision.DAY,
    )

    (role,) = find_roles(Context(replace(source, times=(day,))))

    assert (role.start, role.end, str(role.status)) == ("2024-06-22", None, "current")


def test_title_without_a_named_holder_is_dropped_with_reason() -> None:
    scene = context("استاندار {place|خوزستان} گفت.")

    find_roles(scene)

    assert [(d.reason, d.evidence.text) for d in scene.dropped] == [
        ("no named holder", "استاندار خوزستان")
    ]

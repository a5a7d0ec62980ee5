"""Whose a title is that only the flow of speech ties: who may be meant, who may not."""

from __future__ import annotations

import pytest

from kg.annotate import annotate
from kg.extract import extract
from kg.extract.roles import find_roles
from kg.model import Article, Source
from tests.builders import context


NAMED = "{person|علی رضایی} گفت/VERB: آب هست."
AT_LARGE = "رئیس سازمان آب گفت/VERB: نان هست."
OTHERS = "{person|مینا بهاری} و/CCONJ {person|رضا محبی} آمدند/VERB."

FLOWS = [
    # who opens a clause speaks on
    (f"{NAMED} {AT_LARGE}", [("علی رضایی", "رئیس", "سازمان آب")]),
    (
        f"در/ADP این/DET راستا/NOUN {NAMED} {AT_LARGE}",
        [("علی رضایی", "رئیس", "سازمان آب")],
    ),
    # «آمدن» is no speech of a person's
    (f"{{person|علی رضایی}} آمد/VERB. {AT_LARGE}", []),
    # whom somebody else's sentence only mentions does not
    (f"اگر/SCONJ {{person|علی رضایی}} می‌آمد/VERB، گفت/VERB: نه. {AT_LARGE}", []),
    (f"در/ADP نامه‌ای به/ADP {{person|کریمی}}، {NAMED} {AT_LARGE}", []),
    (f"مثلا/ADV {{person|علی رضایی}} یا دیگران گفت/VERB. {AT_LARGE}", []),
    (f"یکی/NUM از/ADP سخنان یاران {NAMED} {AT_LARGE}", []),
    # who met the minister is not he
    (
        (
            f"وزیر نفت گفت/VERB: نه.\n{NAMED}\n"
            "{person|علی رضایی} با/ADP وزیر نفت آمد/VERB."
        ),
        [],
    ),
    # who did it goes on to speak, by his name
    (
        (
            "{person|رضا محبی} گفت/VERB: آری. مدیر+ {organization|گمرک یزد} به/ADP ما "
            "قول داد/VERB. {person|علی رضایی} همچنین گفت/VERB: نه."
        ),
        [("علی رضایی", "مدیر", "گمرک یزد")],
    ),
    # a cleric leads the prayer of one town
    (
        (
            "{person|علی رضایی} گفت/VERB: آری. امام جمعه یزد گفت/VERB: آری. "
            "امام جمعه قم گفت/VERB: نه."
        ),
        [("علی رضایی", "امام جمعه", "یزد")],
    ),
    # whom a town elected sits in the parliament
    (
        (
            "{person|علی رضایی} نماینده {place|یزد} گفت/VERB: آری. این/DET نماینده "
            "مردم در/ADP {organization|مجلس نهم} گفت/VERB: نه."
        ),
        [("علی رضایی", "نماینده", "یزد")],
    ),
    # last season's captain does not speak as the captain
    (
        (
            "{person|نوری} گفت/VERB: آری. کاپیتان {organization|سپیدرود} گفت/VERB: نه. "
            "{person|مهدی ساعی} کاپیتان فصل گذشته {organization|سپیدرود} رفت/VERB."
        ),
        [
            ("نوری", "کاپیتان", "سپیدرود"),
            ("مهدی ساعی", "کاپیتان", "سپیدرود"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FLOWS)
def test_the_flow_of_speech_ties_titles_to_who_speaks(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    found = find_roles(context(f"{text} {OTHERS}", title="آب و نان"))

    assert [(one.person, one.role, one.organization) for one in found] == expected


SEVERAL = [
    ("رئیس مجلس و/CCONJ یا ده نماینده می‌توانند/VERB", []),
    ("رئیس مجلس و/CCONJ ده/NUM تن/NOUN می‌آیند/VERB", []),
    ("رئیس مجلس می‌آید/VERB", [("علی رضایی", "رئیس", "مجلس")]),
]


@pytest.mark.parametrize(("title", "expected"), SEVERAL)
def test_a_headline_of_several_who_act_names_nobodys_post(
    title: str, expected: list[tuple[str, str, str | None]]
) -> None:
    found = find_roles(context(NAMED, title=title))

    assert [(one.person, one.role, one.organization) for one in found] == expected


EXTENTS = [
    (
        "{person|آوا نوواک}، مشاور+ {organization|وزارت آب} در/ADP امور+ مالی، رفت.",
        ("مشاور", "وزارت آب"),
    ),
    (
        "{person|آوا نوواک}، رئیس+ سیاست+ خارجی+ {organization|اتحادیه باران}، رفت.",
        ("رئیس سیاست خارجی", "اتحادیه باران"),
    ),
    (
        "{person|آوا نوواک} مدیرکل+ {organization|استانداری یزد} زودتر/ADV رفت.",
        ("مدیرکل", "استانداری یزد"),
    ),
    (
        (
            "{person|آوا نوواک}، سخنگوی+ {organization|شرکت ملی باران} نرخ+ نان را/ADP "
            "گفت/VERB."
        ),
        ("سخنگوی", "شرکت ملی باران"),
    ),
    (
        "{person|آوا نوواک}، وزیر+ راه+ و شهرسازی+ بخشی+ از/ADP راه را/ADP دید/VERB.",
        ("وزیر", "راه و شهرسازی"),
    ),
    (
        "{person|آوا نوواک}، مدیر+ {organization|باشگاه باران دقایقی} پیش رفت/VERB.",
        ("مدیر", "باشگاه باران"),
    ),
    (
        "{person|آوا نوواک}، معاون+ نهاد+ نمایندگی+ ولی/CCONJ فقیه در {place|یزد}.",
        ("معاون", "نهاد نمایندگی ولی فقیه در یزد"),
    ),
    (
        "{person|آوا نوواک}، مدیرکل+ {organization|اوقاف} و امور+ خیریه، رفت.",
        ("مدیرکل", "اوقاف و امور خیریه"),
    ),
    ("{person|آوا نوواک}، وزیر+ مختار، رفت.", ("وزیر مختار", None)),
    (
        "{person|آوا نوواک} معاون+ هماهنگ‌کننده+ {organization|ارتش} رفت.",
        ("معاون هماهنگ‌کننده", "ارتش"),
    ),
    ("{person|نوری}، مهاجم+ {organization|صرب سپیدرود}، رفت.", ("مهاجم", "سپیدرود")),
    (
        "{person|نوری}، مهاجم+ ساحل+ عاجی+ {organization|سپیدرود}، رفت.",
        ("مهاجم", "سپیدرود"),
    ),
    ("{person|نوری}، نماینده+ {place|یزد ۱۱} - آمد.", ("نماینده", "یزد")),
    ("{person|نوری}، نماینده+ آذری+ زبان، رفت.", ("نماینده", None)),
    (
        "{person|نوری}، سرمربی+ {organization|سپیدرود} شایعه+ روز را/ADP گفت/VERB.",
        ("سرمربی", "سپیدرود"),
    ),
    ("{person|نوری}، مدیرکل+ دفتر+ آب+ و برق، رفت.", ("مدیرکل", "دفتر آب و برق")),
    (
        "{person|نوری}، رئیس+ {organization|کمیسیون برنامه}، بودجه و محاسبات/NOUN گفت.",
        ("رئیس", "کمیسیون برنامه، بودجه و محاسبات"),
    ),
    (
        (
            "{person|نوری}، مدیر+ {organization|مؤسسه آب} و بیماری‌های+ عفونی/ADJ+ "
            "{place|پرو} گفت."
        ),
        ("مدیر", "مؤسسه آب و بیماری‌های عفونی پرو"),
    ),
    ("{person|نوری}، بازیکن+ آخر+ فصل، رفت.", ("بازیکن", None)),
    ("{person|نوری}، قهرمان+ جهان، رفت.", ("قهرمان جهان", None)),
    (
        (
            "{person|نوری}، معاون+ فرهنگی/ADJ، اجتماعی/ADJ و گردشگری/NOUN+ "
            "{organization|سازمان باران}، رفت."
        ),
        ("معاون فرهنگی، اجتماعی و گردشگری", "سازمان باران"),
    ),
    (
        "{person|نوری}، مسئول+ {organization|شبکه بهداشت} و درمان+ {place|یزد}، رفت.",
        ("مسئول", "شبکه بهداشت و درمان یزد"),
    ),
    (
        "{person|نوری}، ستاره+ خط+ میانی/ADJ+ {organization|سپیدرود}، رفت.",
        ("ستاره", "سپیدرود"),
    ),
    (
        "{person|نوری}، مهاجم+ اهل+ مالی/ADJ+ {organization|سپیدرود}، رفت.",
        ("مهاجم", "سپیدرود"),
    ),
    (
        "{person|نوری} رئیس+ فدراسیون+ کشتی بلافاصله/ADV گفت/VERB.",
        ("رئیس", "فدراسیون کشتی"),
    ),
    (
        "{person|نوری}، هافبک+ گینه‌ای/PROPN+ {organization|سپیدرود}، رفت.",
        ("هافبک", "سپیدرود"),
    ),
    (
        "{person|نوری}، مدیرعامل+ {organization|شرکت عمران شهرهای} جدید/ADJ گفت.",
        ("مدیرعامل", "شرکت عمران شهرهای جدید"),
    ),
    (
        "{person|نوری}، عضو+ {organization|دفتر باران} مستقر/ADJ در/ADP یزد گفت.",
        ("عضو", "دفتر باران"),
    ),
    (
        (
            "{organization|سپیدرود} میزبان+ {organization|باران} است/VERB، "
            "{person|نوری} سرمربی+ این تیم گفت/VERB."
        ),
        ("سرمربی", "سپیدرود"),
    ),
    ("سرکرده+ اعضای+ این باند به نام {person|نوری} رفت.", ("سرکرده", None)),
    ("{person|نوری}، وزیر+ علوم+ دولت+ اصلاحات، گفت.", ("وزیر", "علوم")),
    ("{person|نوری}، حقوق‌دان+ کارشناس+ بازار سرمایه، گفت.", ("حقوق‌دان", None)),
    ("{person|نوری}، نامزد+ پیشتاز/ADJ، رفت.", ("نامزد پیشتاز", None)),
    ("{person|آوا نوواک}، متخصص+ قلب+ و عروق، رفت.", ("متخصص قلب و عروق", None)),
    ("{person|آوا نوواک}، نخست وزیر+ مکلف+ {place|پرو}، رفت.", ("نخست وزیر", "پرو")),
    (
        "{person|آوا نوواک}، معاون اول+ {person|باراک اوباما}، رفت.",
        ("معاون اول", "باراک اوباما"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), EXTENTS)
def test_where_a_title_and_its_body_end(
    text: str, expected: tuple[str, str | None]
) -> None:
    (found,) = find_roles(context(text))

    assert (found.role, found.organization) == expected


def test_a_deed_is_no_jurisdiction() -> None:
    text = "{person|آوا نوواک} گفت/VERB. رئیس جمهور برگزاری/NOUN جشن را/ADP گفت/VERB."

    assert [role.organization for role in find_roles(context(text))] == [None]


def test_whom_a_pronoun_means_is_nobody_near() -> None:
    text = (
        "{person|علی رضایی} در/ADP شورا بود/VERB و/CCONJ آنها را/ADP به/ADP عنوان "
        "نماینده {organization|باران} دید/VERB."
    )

    assert find_roles(context(text)) == []


def test_whose_assistant_one_was_is_not_appointed() -> None:
    text = (
        "{person|علی رضایی} که به/ADP عنوان دستیار {person|ژول نوواک} آمد و/CCONJ "
        "سپس به/ADP عنوان سرمربی {organization|باران} انتخاب شد/VERB."
    )

    found = [(r.person, r.role) for r in find_roles(context(text))]

    assert ("ژول نوواک", "سرمربی") not in found


def test_who_appoints_is_not_appointed() -> None:
    text = (
        "{person|علی رضایی} از/ADP مهر با/ADP حکم+ {person|ژول نوواک}، وزیر نیرو، "
        "به/ADP عنوان دبیر {organization|شورای آب} آمد/VERB."
    )

    found = {(r.person, r.role) for r in find_roles(context(text))}

    assert found == {("ژول نوواک", "وزیر"), ("علی رضایی", "دبیر")}


NOBODY = [
    "{person|احدی} از/ADP نمایندگان مجلس آمد/VERB.",
    "خودروی راننده {person|رضایی} آمد/VERB.",
    "ادعای مدیربرنامه {person|آوا نوواک} رد شد/VERB.",
    "{person|رضایی}، {person|نوری}، قاضی، {person|کریمی} آمدند/VERB.",
    "جز این/DET ۳/NUM بازیکن {person|رضایی} هم آمد/VERB.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_anybody_and_counted_others_hold_nothing(text: str) -> None:
    assert find_roles(context(text)) == []


def test_who_talks_to_a_reporter_is_none() -> None:
    text = (
        "به/ADP گفته او به/ADP خبرنگار {organization|خبرگزاری باران}، "
        "{person|ژول نوواک} رفت/VERB."
    )

    assert find_roles(context(text)) == []


def test_a_club_goes_by_its_name_rather_than_its_colour() -> None:
    text = (
        "{person|نوری}، کاپیتان {organization|سپیدرود}، گفت/VERB: آری. کاپیتان "
        "{organization|سرخ‌پوشان سپیدرود} گفت/VERB: نه."
    )

    (found,) = find_roles(context(text))

    assert found.organization == "سپیدرود"


OWN = [
    # the title before a name that has its own is somebody else's
    (
        "سخنان رئیس جمهور {person|علی رضایی} وزیر {organization|آموزش} آمد/VERB.",
        [("علی رضایی", "وزیر", "آموزش")],
    ),
    (
        (
            "{person|مینا بهاری} عضو {organization|شورای شهر} {person|علی رضایی} دبیر "
            "{organization|ستاد باران} آمدند/VERB."
        ),
        [("مینا بهاری", "عضو", "شورای شهر"), ("علی رضایی", "دبیر", "ستاد باران")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), OWN)
def test_a_name_with_its_own_post_leaves_the_one_before(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    found = find_roles(context(text))

    assert [(one.person, one.role, one.organization) for one in found] == expected


PASSING = [
    # the only name of an article, in passing or after the title in its sentence
    (
        "یک. دو. سه. چهار. پنج. سخن از/ADP {person|رضایی} بود. مدیر سازمان آب آمد.",
        [],
    ),
    ("وزیر نیرو در/ADP مراسم یاد {person|رضایی} گفت/VERB: آب هست.", []),
]


@pytest.mark.parametrize(("text", "expected"), PASSING)
def test_who_is_named_in_passing_holds_nothing(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    found = find_roles(context(text, title="مدیر سازمان آب آمد/VERB"))

    assert [(one.person, one.role, one.organization) for one in found] == expected


def test_somebody_who_is_not_named_is_not_the_only_person() -> None:
    text = "یک تاجر گفت/VERB: آب هست. {person|رضایی} آمد/VERB."

    assert find_roles(context(text, title="خبر روز")) == []


@pytest.mark.parametrize(("verb", "posts"), [("شد", ["سرمربی"]), ("نشد", [])])
def test_a_denied_choice_gives_no_post(verb: str, posts: list[str]) -> None:
    body = f"دیروز علی رضایی به عنوان سرمربی باشگاه باران انتخاب {verb}."
    article = Article(id="a", title="", lead="", body=body, source=Source(path="a"))

    assert [role.role for role in extract(annotate(article)).roles] == posts

"""Posts, bodies and status read whole: where a chain goes on, and where it ends."""

from __future__ import annotations

import pytest

from kg.extract.roles import find_roles
from tests.builders import context


NAME = "{person|علی رضایی} "
WHOLE = [
    # «و» joins fields of work, though a name was found that ends before it
    (
        "دبیر+ {organization|ستاد توسعه علوم} و/CCONJ فناوری+ گیاهان گفت/VERB.",
        ("دبیر", "ستاد توسعه علوم و فناوری گیاهان", "current"),
    ),
    (
        "رئیس+ {organization|کمیسیون امنیت} و/CCONJ دفاع+ مجلس گفت/VERB.",
        ("رئیس", "کمیسیون امنیت و دفاع مجلس", "current"),
    ),
    (
        "معاون+ پشتیبانی و/CCONJ نیروی+ {organization|انسانی وزارت راه} گفت/VERB.",
        ("معاون پشتیبانی و نیروی انسانی", "وزارت راه", "current"),
    ),
    # two nouns of which one is no field, and a title after «و»
    (
        "رئیس+ {organization|سازمان آب} و/CCONJ هواداران+ او/PRON آمدند/VERB.",
        ("رئیس", "سازمان آب", "current"),
    ),
    # a body of two countries, a constituency of places that no list has
    (
        "رئیس+ اتاق+ مشترک+ {place|ایران} و/CCONJ {place|پرو} گفت/VERB.",
        ("رئیس", "اتاق مشترک ایران و پرو", "current"),
    ),
    (
        (
            "نماینده+ مردم+ {place|یزد} و/CCONJ کوهرنگان و/CCONJ {place|میبد} "
            "در/ADP مجلس گفت/VERB."
        ),
        ("نماینده", "مردم یزد و کوهرنگان و میبد در مجلس", "current"),
    ),
    # words that end a chain elsewhere
    ("مشاور+ امور+ خانواده گفت/VERB.", ("مشاور امور خانواده", None, "current")),
    (
        "فرمانده+ نیروهای+ واکنش+ سریع/ADJ گفت/VERB.",
        ("فرمانده", "نیروهای واکنش سریع", "current"),
    ),
    (
        "رئیس+ گروه+ اقدام علیه/ADP+ {place|پرو} گفت/VERB.",
        ("رئیس", "گروه اقدام علیه پرو", "current"),
    ),
    (
        "معاون+ رئیس+ دفتر+ ریاست+ جمهور+ {place|پرو} گفت/VERB.",
        ("معاون رئیس", "دفتر ریاست جمهور پرو", "current"),
    ),
    (
        "رئیس+ کمیسیون+ نظارت+ بر/ADP اجرای+ اصل+ ۴۴/NUM قانون+ اساسی/ADJ گفت/VERB.",
        ("رئیس", "کمیسیون نظارت بر اجرای اصل ۴۴ قانون اساسی", "current"),
    ),
    (
        "رئیس+ ستاد+ استقبال از/ADP بهار+ {place|یزد} گفت/VERB.",
        ("رئیس", "ستاد استقبال از بهار یزد", "current"),
    ),
    # of which field a deputy is, and of which body; a ministry's field alone
    (
        "معاون+ توسعه+ مدیریت و/CCONJ پشتیبانی+ وزیر+ نفت گفت/VERB.",
        ("معاون توسعه مدیریت و پشتیبانی", "وزیر نفت", "current"),
    ),
    (
        "معاون+ توسعه+ مدیریت و/CCONJ پشتیبانی+ آموزش و/CCONJ پرورش+ {place|یزد} آمد.",
        ("معاون توسعه مدیریت و پشتیبانی", "آموزش و پرورش یزد", "current"),
    ),
    (
        "وزیر+ {organization|صنعت، معدن و تجارت استحکام} و/CCONJ نظم است/AUX.",
        ("وزیر", "صنعت، معدن و تجارت", "current"),
    ),
    (
        "بنیان‌گذار+ کتابخانه+ {person|حسن کریمی} گفت/VERB.",
        ("بنیان‌گذار", "کتابخانه حسن کریمی", "current"),
    ),
    # quoted names of bodies
    (
        "دبیرکل+ جنبش «عصبه+ باران» {place|پرو} گفت/VERB.",
        ("دبیرکل", "جنبش «عصبه باران» پرو", "current"),
    ),
    (
        'رهبر+ {organization|حزب "باران} پرو" گفت/VERB.',
        ("رهبر", 'حزب "باران پرو"', "current"),
    ),
    # whence a holder comes, what he is like, and whom he serves
    (
        "رئیس+ ایرانی/ADJ کمیته+ فنی/ADJ گفت/VERB.",
        ("رئیس", "کمیته فنی", "current"),
    ),
    (
        "رهبر+ جدید/ADJ و/CCONJ جوان+ {place|پرو} گفت/VERB.",
        ("رهبر", "پرو", "current"),
    ),
    (
        "مشاور+ عالی/ADJ+ پیشین/ADJ+ {person|حسن کریمی} گفت/VERB.",
        ("مشاور عالی", "حسن کریمی", "former"),
    ),
    (
        "معاون+ سابق/ADJ+ «{organization|سپیدرود}» گفت/VERB.",
        ("معاون", "سپیدرود", "former"),
    ),
    # which festival one runs
    (
        "دبیر+ نخستین/ADJ {event|جشنواره فیلم باران} گفت/VERB.",
        ("دبیر", "جشنواره فیلم باران", "current"),
    ),
    (
        "دبیر+ سومین/ADJ دوره+ {event|جشنواره فیلم باران} گفت/VERB.",
        ("دبیر", "جشنواره فیلم باران", "current"),
    ),
    # the field of a deputy, a student; the president of a deputy
    (
        "معاون+ امور+ گمرکی/ADJ+ {organization|گمرک پرو} گفت/VERB.",
        ("معاون امور گمرکی", "گمرک پرو", "current"),
    ),
    (
        "دانشجوی+ دکتری+ مهندسی+ زلزله+ {organization|دانشگاه باران} گفت/VERB.",
        ("دانشجوی دکتری مهندسی زلزله", "دانشگاه باران", "current"),
    ),
    (
        "معاون+ رئیس+ جمهوری/PROPN در/ADP امور+ حقوقی/ADJ گفت/VERB.",
        ("معاون", "رئیس جمهوری", "current"),
    ),
    (
        "قهرمان+ اسبق/ADJ دو/NUM و/CCONJ میدانی+ {place|پرو} گفت/VERB.",
        ("قهرمان اسبق دو و میدانی", "پرو", "former"),
    ),
    ("سرمربی+ {organization|باران} گفت/VERB.", ("سرمربی", "باران", "current")),
    # a player's number, a field in three, a president who calls himself one
    (
        "مدافع+ شماره+ ۳/NUM {organization|سپیدرود} گفت/VERB.",
        ("مدافع", "سپیدرود", "current"),
    ),
    (
        "دروازه‌بان+ شماره+ یک/NUM {organization|سپیدرود} گفت/VERB.",
        ("دروازه‌بان", "سپیدرود", "current"),
    ),
    (
        "معاون+ امور+ مجلس، حقوقی/ADJ و/CCONJ استان‌ها گفت/VERB.",
        ("معاون امور مجلس، حقوقی و استان‌ها", None, "current"),
    ),
    (
        "رئیس+ جمهور+ خودخوانده+ {place|پرو} گفت/VERB.",
        ("رئیس جمهور خودخوانده", "پرو", "current"),
    ),
    # a league's number, whose board it is, a second post, where one lives
    (
        "مسئول+ مسابقات+ لیگ+ یک/NUM گفت/VERB.",
        ("مسئول مسابقات", "لیگ یک", "current"),
    ),
    (
        (
            "سخنگوی+ {organization|فراکسیون وفاق} و/CCONJ کارآمدی+ "
            "{organization|مجلس} گفت/VERB."
        ),
        ("سخنگوی", "فراکسیون وفاق و کارآمدی مجلس", "current"),
    ),
    ("کارمند+ مقیم+ {place|پرو} گفت/VERB.", ("کارمند", None, "current")),
    ("ولیعهد+ سعودی گفت/VERB.", ("ولیعهد", "سعودی", "current")),
    (
        "نماینده+ مردم+ شریف/ADJ شهرستان‌های+ {place|یزد} گفت/VERB.",
        ("نماینده", "مردم شریف شهرستان‌های یزد", "current"),
    ),
    # what somebody else's is
    ("کارآگاه+ معروف/ADJ و/CCONJ معاونش رفتند/VERB.", ("کارآگاه", None, "current")),
    # whoever stands in for another
    (
        "سرپرست+ جدید/ADJ+ {organization|وزارت راه} گفت/VERB.",
        ("سرپرست", "وزارت راه", "acting"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_posts_are_read_whole(text: str, expected: tuple[str, str | None, str]) -> None:
    found = find_roles(context(NAME + text))

    rows = [(r.person, r.role, r.organization, str(r.status)) for r in found]
    assert rows == [("علی رضایی", *expected)]


def test_player_who_coaches_holds_one_post() -> None:
    found = find_roles(context(NAME + "به/ADP عنوان مربی بازیکن آمد/VERB."))

    assert [(r.role, r.organization) for r in found] == [("مربی بازیکن", None)]


def test_stand_in_for_an_office_acts() -> None:
    text = "که/SCONJ سرپرستی مدیرعاملی {organization|باران} را/ADP برعهده دارد/VERB."

    found = find_roles(context(NAME + text))

    assert [(r.role, str(r.status)) for r in found] == [("مدیرعاملی", "acting")]


def test_premier_ad_interim_is_one_as_an_object() -> None:
    text = "نخست وزیر موقت/ADJ را/ADP دید/VERB."

    found = find_roles(context("دولت {person|علی رضایی} " + text))

    assert [(r.role, str(r.status)) for r in found] == [("نخست وزیر", "acting")]


def test_this_team_is_no_stadium() -> None:
    text = (
        "{organization|سپیدرود} در/ADP {facility|استادیوم باران} برد/VERB. "
        "{person|علی رضایی} بازیکن+ این/DET تیم گفت/VERB."
    )

    found = find_roles(context(text))

    assert [(r.role, r.organization) for r in found] == [("بازیکن", "سپیدرود")]


def test_body_without_its_name_is_the_one_told_before() -> None:
    one = "در/ADP {organization|فدراسیون شنا} گفتند/VERB. "
    two = one + "{organization|فدراسیون کشتی} رفت/VERB. "
    post = "{person|علی رضایی} رئیس+ سابق/ADJ+ فدراسیون آمد/VERB."

    single = find_roles(context(one + post))
    double = find_roles(context(two + post))

    assert [r.organization for r in single] == ["فدراسیون شنا"]
    assert [r.organization for r in double] == ["فدراسیون"]


def test_president_is_of_no_party_told_after_him() -> None:
    found = find_roles(
        context(
            "{person|علی رضایی}، رئیس+ جمهور و/CCONJ رهبر+ {organization|حزب باران}، "
            "گفت/VERB."
        )
    )

    assert [(r.role, r.organization) for r in found] == [
        ("رئیس جمهور", None),
        ("رهبر", "حزب باران"),
    ]


def test_post_begins_after_a_club() -> None:
    found = find_roles(
        context(
            "{person|علی رضایی} بازیکن+ سابق/ADJ+ {organization|سپیدرود} سرمربی+ "
            "تیم+ نوجوانان است/AUX."
        )
    )

    assert [(r.role, r.organization, str(r.status)) for r in found] == [
        ("بازیکن", "سپیدرود", "former"),
        ("سرمربی", "تیم نوجوانان", "current"),
    ]


def test_two_of_a_club_are_no_part_of_it() -> None:
    found = find_roles(
        context(
            "{person|علی رضایی} و/CCONJ {person|حسن کریمی}، دو/NUM مدافع+ "
            "{organization|سپیدرود مصدوم} هستند/VERB."
        )
    )

    assert [r.organization for r in found] == ["سپیدرود", "سپیدرود"]


DISMISSED = [
    (
        "برکناری نوواک، {person|علی رضایی} سرمربی+ جدید/ADJ+ {organization|باران}",
        "current",
    ),
    (
        "{person|علی رضایی} رئیس+ {organization|باران} موجب اخراج+ سه/NUM گروه شد",
        "current",
    ),
    ("برکناری+ {person|علی رضایی} رئیس+ {organization|باران} آمد", "former"),
]


@pytest.mark.parametrize(("text", "status"), DISMISSED)
def test_dismissal_of_somebody_else_ends_no_post(text: str, status: str) -> None:
    found = find_roles(context(text + "."))

    assert [str(r.status) for r in found] == [status]


CUT = [
    # several clubs, each by its own name
    (
        "{person|علی رضایی} بازیکن+ سابق+ تیم‌های+ {organization|سپیدرود} آمد/VERB.",
        "سپیدرود",
    ),
    # what a presentation is of is no body
    (
        (
            "تکریم+ {person|علی رضایی} رئیس+ {organization|سازمان ادبیات} و "
            "تاریخ+ دفاع و معارفه وی آمد/VERB."
        ),
        "سازمان ادبیات و تاریخ دفاع",
    ),
    # a name that takes in what it acts on is not the body told before
    (
        (
            "{organization|فدراسیون شنا کادر فنی تیم ملی شنا پرو} آمد/VERB. "
            "{person|علی رضایی}، دبیر+ سابق+ فدراسیون، رفت/VERB."
        ),
        "فدراسیون",
    ),
]


@pytest.mark.parametrize(("text", "body"), CUT)
def test_bodies_end_where_other_things_begin(text: str, body: str) -> None:
    assert [r.organization for r in find_roles(context(text))] == [body]

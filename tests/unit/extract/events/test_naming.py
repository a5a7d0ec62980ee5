"""What events are called."""

from __future__ import annotations

import pytest

from kg.extract.events import propose_events
from kg.extract.events.candidates import find_candidates
from kg.extract.events.merging import Event
from kg.extract.events.statements import to_statement
from kg.model import EventStatement

from .scenes import scene_of


def proposed(body: str, *, title: str = "") -> list[EventStatement]:
    """Return all proposed events as statements."""
    scene = scene_of(body, title=title)
    return [to_statement(scene, event, 1.0) for event in propose_events(scene)]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("رونمایی+ فردا در {place|ساری} برگزار می‌شود/VERB .", "رونمایی"),
        ("همایش+ کتاب+ امروز در {place|ساری} برگزار شد/VERB .", "همایش کتاب"),
        (
            "همایش+ کتاب+ سال+ ۱۳۹۸ در {place|ساری} برگزار شد/VERB .",
            "همایش کتاب سال ۱۳۹۸",
        ),
    ],
)
def test_a_day_ends_a_name_and_a_year_does_not(body: str, name: str) -> None:
    assert name in [one.event for one in proposed(body)]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            "جلسه امروز {organization|کمیسیون فرهنگی} برگزار شد .",
            "جلسه کمیسیون فرهنگی",
        ),
        ("جلسه امروز برگزار شد .", "جلسه"),
        ("حضور در {place|ساری} دیروز خوب بود .", "حضور در ساری"),
        (
            "{person|علی نوری} متولد/ADJ سال ۱۳۴۰ در {place|ساری} بود .",
            "علی نوری متولد",
        ),
    ],
)
def test_a_bare_noun_is_named_with_whose_or_where_it_is(body: str, name: str) -> None:
    assert name in [one.event for one in proposed(body)]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("نشست+ ستاد با/ADP حضور+ وزیر دیروز بود .", "نشست ستاد"),
        ("افتتاح+ مدرسه با/ADP ۳/NUM کلاس دیروز بود .", "افتتاح مدرسه"),
        ("دیدار با/ADP جمعی از/ADP کارگران دیروز بود .", "دیدار با جمعی از کارگران"),
        (
            "مذاکرات میان/ADP {place|ساری} و/CCONJ {place|بم} دیروز بود .",
            "مذاکرات میان ساری و بم",
        ),
        ("کشف+ ۱۰۵/NUM فقره سرقت دیروز بود .", "کشف ۱۰۵ فقره سرقت"),
        ("بازدید از/ADP کالای+ کشف شده/ADJ دیروز بود .", "بازدید از کالای کشف شده"),
        ("دیدار+ تیم+ خود/PRON در/ADP {place|ساری} بود .", "دیدار تیم"),
        (
            "پیروزی+ ۳/NUM بر/ADP صفر/NUM تیم در/ADP {place|ساری} بود .",
            "پیروزی ۳ بر صفر",
        ),
        (
            "درگذشت+ بیماران+ مبتلا به/ADP کرونا در/ADP {place|ساری} بود .",
            "درگذشت بیماران مبتلا به کرونا",
        ),
        (
            "درگذشت+ استاد {person|علی نوری} در/ADP {place|ساری} بود .",
            "درگذشت استاد علی نوری",
        ),
        (
            "چهل/NUM و/CCONJ سومین/NUM همایش+ کتاب در/ADP {place|ساری} بود .",
            "چهل و سومین همایش کتاب",
        ),
        ("جلسه+ ستاد+ حضور داشت/VERB و در/ADP {place|ساری} بود .", "جلسه ستاد"),
        ("دیدار+ یاران‌ی+ خود/PRON در/ADP {place|ساری} بود .", "دیدار یاران‌ی خود"),
        ("در/ADP جلسه+ دیروز+ ستاد+ تصویب شد/VERB .", "جلسه ستاد"),
    ],
)
def test_name_of_a_noun_is_whole_and_tells_no_manner(body: str, name: str) -> None:
    assert name in [one.event for one in proposed(body)]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            "وی با/ADP اشاره+ به/ADP اینکه مردم دیروز کشته شدند/VERB .",
            "مردم کشته شدند",
        ),
        (
            "وی با/ADP تاکید+ بر/ADP این که مردم دیروز کشته شدند/VERB .",
            "مردم کشته شدند",
        ),
        (
            "به گزارش {organization|خبر نو} مردم دیروز کشته شدند/VERB .",
            "مردم کشته شدند",
        ),
        ("ویژه | مردم دیروز کشته شدند/VERB .", "مردم کشته شدند"),
        ("یک دی ) مردم دیروز کشته شدند/VERB .", "مردم کشته شدند"),
        (
            "به/ADP گفته+ رئیس+ سازمان مردم دیروز کشته شدند/VERB .",
            "مردم کشته شدند",
        ),
        ("طرح تا/ADP امروز تعطیل شد/VERB .", "طرح تا امروز تعطیل شد"),
        ("دیروز مردم تا/ADP خانه فرار کردند/VERB .", "مردم تا خانه فرار کردند"),
        (
            "تیم دیروز در/ADP {place|ساری} ۲/NUM - ۱/NUM متوقف شد/VERB .",
            "تیم در ساری ۲ - ۱ متوقف شد",
        ),
        (
            "{person|علی نوری} که/SCONJ دیروز در/ADP {place|ساری} کشته شد/VERB .",
            "علی نوری که در ساری کشته شد",
        ),
        (
            "هنگامی که/SCONJ مردم دیروز در/ADP {place|ساری} کشته شدند/VERB .",
            "مردم در ساری کشته شدند",
        ),
        ("پس از/ADP آن نیز مردم دیروز کشته شدند/VERB .", "مردم کشته شدند"),
        ("در/ADP ادامه مردم دیروز کشته شدند/VERB .", "مردم کشته شدند"),
        (
            "در/ADP ادامه+ جشن مردم دیروز کشته شدند/VERB .",
            "در ادامه جشن مردم کشته شدند",
        ),
        (
            "دیروز مقرر شد/VERB مالیات کم/ADJ شود/VERB .",
            "مقرر شد مالیات کم شود",
        ),
        (
            "زنی/NOUN که/SCONJ می‌دانست/VERB ، دیروز بازداشت شد/VERB .",
            "زنی که می‌دانست ، بازداشت شد",
        ),
        (
            "پیکر+ علی در/ADP شهر دفن شد/VERB و/CCONJ دیروز افتتاح شد/VERB .",
            "پیکر علی در شهر دفن شد و دیروز افتتاح شد",
        ),
        (
            "دیروز در {place|ساری} سه نفر کشته/VERB و ده نفر زخمی شدند/VERB .",
            "در ساری سه نفر کشته شدند",
        ),
    ],
)
def test_name_of_a_verb_starts_with_what_happened(body: str, name: str) -> None:
    assert name in [one.event for one in proposed(body)]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            "آیین+ تودیع و/CCONJ معارفه+ بخشدار دیروز در/ADP {place|ساری} بود .",
            "آیین تودیع و معارفه بخشدار",
        ),
        (
            "جشن+ معلمان ، کارگران و/CCONJ دانش‌آموزان دیروز بود .",
            "جشن معلمان ، کارگران و دانش‌آموزان",
        ),
        ("نشست+ علمی/ADJ و/CCONJ فنی/ADJ+ شهر دیروز بود .", "نشست علمی و فنی شهر"),
        (
            "دیدار+ وزیر و/CCONJ «{person|علی نوری}» دیروز بود .",
            "دیدار وزیر و «علی نوری»",
        ),
        ("حوادث+ سال‌های+ ۹۷/NUM و/CCONJ ۹۸/NUM بد بود .", "حوادث سال‌های ۹۷ و ۹۸"),
        (
            "جلسه+ یکصد/NUM و/CCONJ هفتادم/ADJ+ ستاد دیروز بود .",
            "جلسه یکصد و هفتادم ستاد",
        ),
        (
            "نشست+ خبری/ADJ+ پیش/ADV از/ADP بازی با/ADP فولاد دیروز بود .",
            "نشست خبری پیش از بازی با فولاد",
        ),
        (
            "حمله+ هواپیماهای+ بدون/ADP سرنشین+ دشمن دیروز بود .",
            "حمله هواپیماهای بدون سرنشین دشمن",
        ),
        ("شکست+ ۲/NUM بر/ADP صفر+ کارون دیروز بود .", "شکست ۲ بر صفر کارون"),
        ("آیین+ تجلیل از/ADP معلمان دیروز بود .", "آیین تجلیل از معلمان"),
        ("جلسه+ مقابله با/ADP سیل دیروز بود .", "جلسه مقابله با سیل"),
    ],
)
def test_name_of_a_noun_goes_on_where_no_ezafe_is_read(body: str, name: str) -> None:
    assert name in [one.event for one in proposed(body)]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("سفر+ وزیر و/CCONJ دیدار+ کارگران دیروز بود .", "سفر وزیر"),
        ("سفر+ وزیر و/CCONJ آخرین+ خبرها دیروز بود .", "سفر وزیر"),
        ("نشست+ وزیر و/CCONJ خوب/ADJ دیروز بود .", "نشست وزیر"),
        ("جشن+ معلمان ، کارگران دیروز بود .", "جشن معلمان"),
        ("متولد/ADJ+ سال+ ۱۳۴۰/NUM و/CCONJ معلم+ شهر بود .", "متولد سال ۱۳۴۰"),
    ],
)
def test_name_of_a_noun_takes_no_other_event_nor_half_a_list(
    body: str, name: str
) -> None:
    assert name in [one.event for one in proposed(body)]


def test_event_is_named_where_its_date_stands() -> None:
    (found,) = proposed(
        "مردان دیروز در {place|ساری} بازداشت شدند/VERB .", title="بازداشت+ مردان"
    )

    assert (found.event, found.trigger, found.type) == (
        "مردان در ساری بازداشت شدند",
        "بازداشت شدند",
        "arrest",
    )


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("مردم در/ADP هفته+ گذشته کشته شدند/VERB .", "مردم کشته شدند"),
        ("طرح از/ADP امروز تعطیل شد/VERB .", "طرح از امروز تعطیل شد"),
        ("جلسه+ ۱۸/NUM تیر+ ستاد بد بود .", "جلسه ۱۸ تیر ستاد"),
        ("بازی+ امروز و/CCONJ فردا تیم بد بود .", "بازی"),
        (
            "کارها به/ADP جلسات+ فردا موکول شد/VERB و مردم کشته شدند/VERB .",
            "مردم کشته شدند",
        ),
    ],
)
def test_day_told_from_today_stands_in_no_name(body: str, name: str) -> None:
    assert name in [one.event for one in proposed(body)]


def test_event_is_named_by_the_telling_that_says_more() -> None:
    scene = scene_of(
        "جلسه+ علنی دیروز خوب بود . جلسه+ علنی+ {organization|مجلس} بهتر بود ."
    )
    first, second = find_candidates(scene)
    event = Event([first, second])
    event.take_told()

    assert to_statement(scene, event, 1.0).event == "جلسه علنی مجلس"


def test_trigger_stands_where_the_date_does() -> None:
    scene = scene_of(
        "دیدار دیروز خوب بود . مدیران با/ADP هم دیدار کردند/VERB ."
        " مصاف+ {organization|کارون} خوب بود ."
    )
    first, second, third = find_candidates(scene)
    alike, unlike = Event([first, second]), Event([first], retold=[third])
    alike.take_told()
    unlike.take_told()
    found = [to_statement(scene, each, 1.0) for each in (alike, unlike)]

    assert [(each.event, each.trigger) for each in found] == [
        ("مدیران با هم دیدار کردند", "دیدار"),
        ("مصاف کارون", "مصاف"),
    ]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("ثبت‌نام+ دانش‌آموزان دیروز خوب بود .", "occurrence"),
        ("ثبت‌نام+ داوطلبان دیروز خوب بود .", "election"),
        ("قیمت دیروز بالا رفت/VERB .", "occurrence"),
        ("مدیر دیروز به/ADP {organization|شرکت کارون} رفت/VERB .", "visit"),
        ("جلسه+ {organization|سازمان لیگ} دیروز خوب بود .", "meeting"),
        ("دیدار+ لیگ دیروز خوب بود .", "match"),
    ],
)
def test_type_is_what_the_name_tells(body: str, kind: str) -> None:
    assert kind in [one.type for one in proposed(body)]


def test_event_that_names_somebody_keeps_its_name() -> None:
    scene = scene_of(
        "جلسه+ {organization|مجلس} دیروز خوب بود ."
        " جلسه+ علنی+ {organization|مجلس} بهتر بود ."
    )
    first, second = find_candidates(scene)
    event = Event([first, second])
    event.take_told()

    assert to_statement(scene, event, 1.0).event == "جلسه مجلس"


def test_event_is_not_named_by_what_points_back() -> None:
    (found,) = proposed("همایش+ کتاب در {place|ساری} بود . این همایش دیروز برگزار شد .")

    assert (found.event, found.date) == ("همایش کتاب", "2024-06-21")


def test_bare_noun_with_a_date_is_named_where_its_place_stands() -> None:
    (found,) = proposed("همایش دیروز خوب بود . همایش+ کتاب در {place|ساری} برگزار شد .")

    assert (found.event, found.date) == ("همایش کتاب", "2024-06-21")


def test_bare_noun_with_a_date_is_named_by_its_next_telling() -> None:
    (found,) = proposed("همایش دیروز خوب بود . همایش+ کتاب بهتر شد .")

    assert (found.event, found.date) == ("همایش کتاب", "2024-06-21")


def test_bare_noun_is_named_by_what_tells_it_again() -> None:
    scene = scene_of("همایش دیروز خوب بود . همایش+ کتاب دیروز بهتر بود .")
    first, second = find_candidates(scene)
    event = Event([first], retold=[second])
    event.take_told()

    assert to_statement(scene, event, 1.0).event == "همایش کتاب"


def test_bare_noun_is_named_by_other_words_that_tell_it_again() -> None:
    scene = scene_of("جلسه دیروز خوب بود . نشست+ مدیران+ شهر دیروز بهتر بود .")
    first, second = find_candidates(scene)
    event = Event([first], retold=[second])
    event.take_told()

    assert to_statement(scene, event, 1.0).event == "نشست مدیران شهر"


def test_bare_noun_takes_whose_it_is_after_the_day() -> None:
    (found,) = proposed("دیدار+ دیروز+ تیم+ شهر در/ADP {place|ساری} بود .")

    assert found.event == "دیدار تیم شهر"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            "دیدار دیروز برابر/ADP فولاد در/ADP {place|ساری} بود .",
            "دیدار برابر فولاد",
        ),
        ("راهپیمایی ۲۲/NUM بهمن در/ADP {place|ساری} بود .", "راهپیمایی ۲۲ بهمن"),
        ("حادثه {facility|مسجد گوهرشاد} دیروز بود .", "حادثه مسجد گوهرشاد"),
        ("زلزله+ ۴/NUM ریشتری/ADJ دیروز بود .", "زلزله ۴ ریشتری"),
    ],
)
def test_bare_noun_takes_what_tells_it_from_others(body: str, name: str) -> None:
    assert name in [one.event for one in proposed(body)]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            "پل/NOUN دیروز به/ADP بهره‌برداری آمد/VERB .",
            "پل به بهره‌برداری آمد",
        ),
        ("کشف و/CCONJ ضبط+ چوب دیروز خوب بود/VERB .", "کشف و ضبط چوب"),
        ("جلسه با/ADP حضور+ مدیران دیروز خوب بود/VERB .", "جلسه با حضور مدیران"),
        (
            "زلزله به/ADP بزرگی+ ۵/NUM ریشتر دیروز بد بود/VERB .",
            "زلزله به بزرگی ۵ ریشتر",
        ),
    ],
)
def test_bare_noun_takes_its_verb_or_who_was_there(body: str, name: str) -> None:
    assert name in [one.event for one in proposed(body)]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            "سفری پرزحمت/ADJ و/CCONJ گران/ADJ به/ADP بم دیروز خوب بود/VERB .",
            "سفری پرزحمت و گران به بم",
        ),
        ("جلسه‌ای مهم/ADJ دیروز خوب بود/VERB .", "جلسه‌ای مهم"),
        (
            "دیروز واژگونی یک/NUM دستگاه خودرو در/ADP {place|ساری} بد بود/VERB .",
            "واژگونی یک دستگاه خودرو",
        ),
        (
            "مراسمی که/SCONJ مدیران دیروز در/ADP {place|ساری} داشتند/VERB بد بود .",
            "مراسمی که مدیران در ساری داشتند",
        ),
        ("انفجار در/ADP {place|ساری} دیروز بد بود/VERB .", "انفجار در ساری"),
    ],
)
def test_bare_noun_takes_what_stands_after_it(body: str, name: str) -> None:
    assert name in [one.event for one in proposed(body)]


def test_relative_clause_of_a_definite_noun_is_no_name() -> None:
    found = proposed(
        "در/ADP نشست که/SCONJ مدیران دیروز در/ADP {place|ساری} داشتند/VERB"
        " خسته بود/VERB ."
    )

    assert "نشست" in [one.event for one in found]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            "نمایشگاه+ شهر دیروز با/ADP حضور+ وزیر و/CCONJ مردم افتتاح شد/VERB .",
            "نمایشگاه شهر افتتاح شد",
        ),
        (
            "پل دیروز با/ADP حضور+ جمعی از/ADP مدیران در/ADP بم افتتاح شد/VERB .",
            "پل در بم افتتاح شد",
        ),
        (
            "مدیر دیروز با/ADP حضور در/ADP شهر پل را/ADP افتتاح کرد/VERB .",
            "مدیر با حضور در شهر پل را افتتاح کرد",
        ),
        (
            "مدیر دیروز با/ADP حضور+ وزیر قرارداد امضا کرد/VERB .",
            "مدیر با حضور وزیر قرارداد امضا کرد",
        ),
        (
            "دیروز با/ADP حضور+ وزیر پل+ شهر افتتاح شد/VERB .",
            "با حضور وزیر پل شهر افتتاح شد",
        ),
    ],
)
def test_name_of_a_verb_tells_no_visitors(body: str, name: str) -> None:
    assert name in [one.event for one in proposed(body)]

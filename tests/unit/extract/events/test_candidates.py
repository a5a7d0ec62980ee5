"""Which date and place belong to an event."""

from __future__ import annotations

import pytest

from .scenes import all_told


CASES = [
    pytest.param(
        "همایش+ روابط+ عمومی روز+ شنبه ۲ تیرماه در {place|اهواز} برگزار شد .",
        [("همایش روابط عمومی", "2024-06-22", "اهواز")],
        id="clause of a verb that says it took place",
    ),
    pytest.param(
        "{person|رضا راد} سه‌شنبه در مراسم+ شعری که در {place|خوسف} برگزار شد ، گفت .",
        [("مراسم شعری", "2024-06-18", "خوسف")],
        id="occasion of speech, place in its relative clause",
    ),
    pytest.param(
        "{person|رضا راد} از زلزله+ {place|بم} نوشت .",
        [("زلزله بم", None, "بم")],
        id="place at the end of its own phrase",
    ),
    pytest.param(
        "حمله+ {place|فرانسه} دیروز آغاز شد/VERB .",
        [("حمله فرانسه", "2024-06-21", None)],
        id="a country that acts is no place",
    ),
    pytest.param(
        "{person|رضا راد} از نشست+ روز+ شنبه نوشت .",
        [("نشست روز شنبه", "2024-06-22", None)],
        id="date within its phrase",
    ),
    pytest.param(
        "{person|رضا راد} درباره+ انتخابات+ {place|عراق} امروز گفت : خوب است .",
        [("انتخابات عراق", None, "عراق")],
        id="a date of speaking is not the date of the topic",
    ),
    pytest.param(
        "{person|رضا راد} دیروز به {place|ایران} بازگشت/VERB .",
        [("رضا راد دیروز به ایران بازگشت", "2024-06-21", "ایران")],
        id="where a verb of motion leads",
    ),
    pytest.param(
        "توفان شهر+ {place|ساری} را درنوردید/VERB .",
        [("توفان شهر ساری را درنوردید", None, "شهر ساری")],
        id="the place that is its object",
    ),
    pytest.param(
        "توافق+ تازه دیروز در {place|ژنو} امضا شد .",
        [("توافق تازه دیروز در ژنو امضا شد", "2024-06-21", "ژنو")],
        id="an event verb and its noun are one event",
    ),
    pytest.param(
        "{person|رضا راد} سه‌شنبه در حاشیه+ این بازدید به خبرنگاران گفت : خوب است .",
        [("بازدید", "2024-06-18", None)],
        id="whom a verb of saying addresses is no part of the occasion",
    ),
    pytest.param(
        "امروز جلسه‌ای در دفتر+ استاندار برگزار خواهد/AUX شد .",
        [("جلسه‌ای", "2024-06-22", "دفتر استاندار")],
        id="a venue without a name",
    ),
    pytest.param(
        "{person|رضا راد} از دیدار+ مردم در کتاب ما نوشت .",
        [("دیدار مردم", None, None)],
        id="a noun that heads no place is none",
    ),
    pytest.param(
        "نمایشگاه دیروز در {place|ساری} افتتاح شد و سه نفر بازداشت شدند/VERB .",
        [
            ("نمایشگاه دیروز در ساری افتتاح شد", "2024-06-21", "ساری"),
            ("سه نفر بازداشت شدند", "2024-06-21", "ساری"),
        ],
        id="a clause joined by «و» shares date and place",
    ),
]


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_date_and_place_of(
    body: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert all_told(body) == expected


def test_nouns_within_the_name_of_another_are_no_events() -> None:
    found = all_told("مراسم+ بزرگداشت+ سالگرد+ انقلاب دیروز برگزار شد .")

    assert found == [("مراسم بزرگداشت سالگرد انقلاب", "2024-06-21", None)]


def test_words_of_a_name_are_no_events() -> None:
    assert all_told("او رئیس+ {organization|سازمان جشنواره ها} است .") == []


def test_named_day_within_a_name_is_no_date() -> None:
    found = all_told("همایش+ روز+ معلم در {place|ساری} برگزار شد .")

    assert found == [("همایش روز معلم", None, "ساری")]

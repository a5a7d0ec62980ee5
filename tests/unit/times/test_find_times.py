"""What a time expression tells beside its days."""

from __future__ import annotations

import pytest

from kg.annotate.times.tense import direction_of
from kg.model import Anchor, Calendar, Precision, TimeKind

from .test_expressions import times_of


def test_text_without_dates_has_none() -> None:
    assert times_of("وی از مردم شهر قدردانی کرد.") == ()


def test_empty_text_has_none() -> None:
    assert times_of("") == ()


def test_expression_carries_calendar_label_and_anchor() -> None:
    (time,) = times_of("همایش ۲ تیر ۱۴۰۳ برگزار شد.")

    assert (time.kind, time.calendar) == (TimeKind.DATE, Calendar.JALALI)
    assert (time.jalali, time.anchor) == ("۲ تیر ۱۴۰۳", Anchor.ABSOLUTE)
    assert (time.precision, time.rule) == (Precision.DAY, "day_month")


@pytest.mark.parametrize(
    ("text", "time_of_day"),
    [
        ("نشست ساعت ۱۰ صبح امروز برگزار شد.", "10:00"),
        ("نشست ساعت ۵ عصر امروز برگزار شد.", "17:00"),
        ("نشست امروز ساعت ۱۸:۳۰ برگزار شد.", "18:30"),
        ("نشست ساعت ۸ و ۴۵ دقیقه شب شنبه برگزار شد.", "20:45"),
        ("نشست ساعت ۱۲ ظهر امروز برگزار شد.", "12:00"),
    ],
)
def test_time_of_day_belongs_to_its_day(text: str, time_of_day: str) -> None:
    (time,) = times_of(text, "2024-06-22")

    assert (time.time, time.begin) == (time_of_day, "2024-06-22")


def test_time_of_day_alone_has_no_day() -> None:
    (time,) = times_of("درها ساعت ۲۱ بسته می‌شود.", "2024-06-22")

    assert (time.kind, time.time, time.begin) == (TimeKind.TIME, "21:00", None)


@pytest.mark.parametrize(
    "text",
    [
        "این کار سه روز طول کشید.",
        "او ۱۲۰ ساعت در راه بود.",
        "او ده سال مدیر بود.",
        "او دو هفته در بیمارستان بود.",
        "او ۱۵ دقیقه سخن گفت.",
    ],
)
def test_durations_are_told_from_dates(text: str) -> None:
    (time,) = times_of(text, "2024-06-22")

    assert (time.kind, time.iso) == (TimeKind.DURATION, None)


@pytest.mark.parametrize(
    "text",
    [
        "دو تیر به دیوار خورد.",
        "نرخ ارز ۵۸ هزار تومان شد.",
        "او به مهر مادرش دل بست.",
        "۱۲ نفر در این سالن بودند.",
        "صفحه ۱۲ کتاب را خواند.",
        "میزان بارش کم بود.",
    ],
)
def test_look_alikes_are_no_dates(text: str) -> None:
    assert times_of(text, "2024-06-22") == ()


def test_day_that_does_not_exist_has_no_value() -> None:
    (time,) = times_of("نشست ۳۱ مهر ۱۴۰۲ برگزار شد.", "2024-06-22")

    assert time.iso is None


def test_a_named_year_settles_a_day_whose_weekday_agrees() -> None:
    # no date of publication; ۲ تیر was a Saturday in 1397 and again in 1403
    _, named = times_of("این طرح در سال ۱۳۹۷ آغاز شد. همایش شنبه ۲ تیر برگزار شد.")
    (alone,) = times_of("همایش شنبه ۲ تیر برگزار شد.")

    assert (named.begin, named.anchor) == ("2018-06-23", Anchor.ARTICLE)
    assert (alone.begin, alone.anchor) == ("2024-06-22", Anchor.WEEKDAY)


@pytest.mark.parametrize("year", ["۱۳۹۹", "۱۳۴۲"])
def test_other_years_do_not_settle_a_day(year: str) -> None:
    # of another weekday around 1399; and 1342 is history, though 1341 agrees
    _, day = times_of(f"او در سال {year} آمد. همایش شنبه ۲ تیر برگزار شد.")

    assert (day.begin, day.anchor) == ("2024-06-22", Anchor.WEEKDAY)


def test_two_round_numbers_are_no_years() -> None:
    assert times_of("نرخ از ۱۳۰۰ تا ۱۴۰۰ تومان است.", "2024-06-22") == ()


def test_two_days_stay_apart() -> None:
    found = times_of("او شنبه آمد و دوشنبه رفت.", "2024-06-26")

    assert [time.iso for time in found] == ["2024-06-22", "2024-06-24"]


@pytest.mark.parametrize(
    ("form", "direction"),
    [
        ("خواهند", 1),
        ("نخواهد", 1),
        ("می‌شود", 1),
        ("نمی‌روند", 1),
        ("می‌کردند", -1),
        ("شد", -1),
        ("شود", 1),
        ("میان", 0),
        ("میدان", 0),
        ("خانه", 0),
    ],
)
def test_direction_of_verbs(form: str, direction: int) -> None:
    assert direction_of(form) == direction


def test_same_day_is_the_day_told_before() -> None:
    first, same = times_of("نشست ۲ تیر ۱۴۰۳ آغاز شد و در همان روز پایان یافت.")

    assert (same.rule, same.iso) == ("same_day", first.iso)


def test_same_day_with_none_told_is_open() -> None:
    (same,) = times_of("در این روز باران بارید.")

    assert (same.rule, same.iso) == ("same_day", None)


@pytest.mark.parametrize(
    "text",
    [
        "نماز در ۱۴۰۰ نقطه خوانده شد.",
        "بیش از ۲۰۱۵ نفر آمدند.",
        "بهای آن ۱۲۰۰ تا ۱۴۰۰ تومان است.",
    ],
)
def test_what_is_counted_is_no_year(text: str) -> None:
    assert times_of(text, "2024-06-22") == ()


def test_word_that_begins_like_a_time_is_none() -> None:
    assert times_of("روزنامه سالن ماهی شبکه روزی") == ()


@pytest.mark.parametrize(
    "text", ["تیم نیمه دوم را بهتر آغاز کرد.", "او در نیمه اول گل زد."]
)
def test_half_of_a_match_is_no_half_of_a_year(text: str) -> None:
    assert times_of(text, "2024-06-22") == ()

"""Publication dates in the shapes that pages, feeds and tables give them."""

from datetime import date

import pytest

from kg.model import Calendar, Precision
from kg.read.published import parse_published


DAYS = [
    ("1399/08/02", "2020-10-23", Calendar.JALALI),
    ("1387/07/06", "2008-09-27", Calendar.JALALI),
    ("۱۴۰۳/۰۴/۰۲", "2024-06-22", Calendar.JALALI),
    ("١٤٠٣/٠٤/٠٢", "2024-06-22", Calendar.JALALI),
    ("1403-4-2", "2024-06-22", Calendar.JALALI),
    ("۰۲/۰۴/۱۴۰۳", "2024-06-22", Calendar.JALALI),
    ("99/08/02", "2020-10-23", Calendar.JALALI),
    ("14030402", "2024-06-22", Calendar.JALALI),
    ("۲ تیر ۱۴۰۳", "2024-06-22", Calendar.JALALI),
    ("شنبه ۲ تیر ۱۴۰۳", "2024-06-22", Calendar.JALALI),
    ("شنبه، ۲ تیرماه ۱۴۰۳", "2024-06-22", Calendar.JALALI),
    ("شنبه ۲ تیر ماه سال ۱۴۰۳", "2024-06-22", Calendar.JALALI),
    ("۲ دی‌ماه ۱۴۰۲", "2023-12-23", Calendar.JALALI),
    ("۳ جدی ۱۴۰۳", "2024-12-23", Calendar.JALALI),
    ("2 Tir 1403", "2024-06-22", Calendar.JALALI),
    ("1403/12/30", "2025-03-20", Calendar.JALALI),  # a leap day
    ("1404/01/01", "2025-03-21", Calendar.JALALI),  # Nowruz
    ("1405/01/01", "2026-03-21", Calendar.JALALI),
    ("2015-09-29", "2015-09-29", Calendar.GREGORIAN),
    ("20200216", "2020-02-16", Calendar.GREGORIAN),
    ("16.02.2020", "2020-02-16", Calendar.GREGORIAN),
    ("۲۲ ژوئن ۲۰۲۴", "2024-06-22", Calendar.GREGORIAN),
    ("۲۳ دسمبر ۲۰۲۴", "2024-12-23", Calendar.GREGORIAN),
    ("22 June 2024", "2024-06-22", Calendar.GREGORIAN),
    ("June 22nd, 2024", "2024-06-22", Calendar.GREGORIAN),
    ("Sat, 22 Jun 2024", "2024-06-22", Calendar.GREGORIAN),
    ("22 يونيو 2024", "2024-06-22", Calendar.GREGORIAN),
    ("۱ رمضان ۱۴۴۵", "2024-03-11", Calendar.HIJRI),
    ("شنبه ۲ تیر ۱۴۰۳ برابر با ۲۲ ژوئن ۲۰۲۴", "2024-06-22", Calendar.JALALI),
    ("\u200f۱۴۰۳/۰۴/۰۲\u200f", "2024-06-22", Calendar.JALALI),
]
MINUTES = [
    ("2020-02-16 00:38:00", "2020-02-16T00:38"),
    ("۱۴ مرداد ۱۴۰۴ / ۱۴:۴۷", "2025-08-05T14:47"),
    ("۵ خرداد ۱۴۰۴ / ۰۹:۵۰", "2025-05-26T09:50"),
    ("۱۴۰۳/۰۴/۰۲ ۱۲:۳۰", "2024-06-22T12:30"),
    ("۱۲:۳۰ - ۱۴۰۳/۰۴/۰۲", "2024-06-22T12:30"),
    ("۱۳۹۹/۱۱/۲۳ - ۰۹:۰۵", "2021-02-11T09:05"),
    ("2024-06-22T12:30:11+03:30", "2024-06-22T12:30+03:30"),
    ("2024-06-22T12:30:11.250Z", "2024-06-22T12:30+00:00"),
    ("2024-12-23 04:10:04Z", "2024-12-23T04:10+00:00"),
    ("Sun, 16 Feb 2020 00:38:00 GMT", "2020-02-16T00:38+00:00"),
    ("Sun, 16 Feb 2020 00:38:00 +0330", "2020-02-16T00:38+03:30"),
    ("June 22, 2024 5:30 PM", "2024-06-22T17:30"),
    ("22 June 2024 12:05 AM", "2024-06-22T00:05"),
    ("۲ تیر ۱۴۰۳ ساعت ۵:۳۰ ب.ظ", "2024-06-22T17:30"),
    ("20200216T003800Z", "2020-02-16T00:38+00:00"),
    ("1582000000", "2020-02-18T04:26+00:00"),
    ("1582000000000", "2020-02-18T04:26+00:00"),
]
NONE = [
    "",
    "به زودی",
    "دیروز",
    "۱۴۰۳",
    "تیر ۱۴۰۳",
    "1403/13/02",
    "1404/12/30",  # no leap year
    "2023-02-29",
    "0/00/00 - 00:00",
    "۰/۰۰/۰۰ - ۰۰:۰۰",
    "12/13/14",
    "1650/01/01 x",
    "۲ فلان ۱۴۰۳",
    "کد خبر 123456789012345",
]


@pytest.mark.parametrize(("surface", "iso", "calendar"), DAYS)
def test_a_day_is_read_with_its_calendar(surface, iso, calendar):
    found = parse_published(surface)

    assert found is not None
    assert (found.iso, found.calendar) == (iso, calendar)
    assert (found.surface, found.precision) == (surface, Precision.DAY)


@pytest.mark.parametrize(("surface", "iso"), MINUTES)
def test_a_time_of_day_gives_minutes_and_keeps_its_zone(surface, iso):
    found = parse_published(surface)

    assert found is not None
    assert (found.iso, found.precision) == (iso, Precision.MINUTE)
    assert found.day == iso[:10]


@pytest.mark.parametrize("surface", NONE)
def test_what_is_no_day_gives_none(surface):
    assert parse_published(surface) is None


@pytest.mark.parametrize("year", range(1390, 1410))
def test_nowruz_is_the_day_that_iran_keeps(year):
    # 1 Farvardin falls on 20 March in these years, else on 21 March
    early = {1391, 1395, 1399, 1403, 1407, 1408}
    expected = date(year + 621, 3, 20 if year in early else 21)

    found = parse_published(f"{year}/01/01")

    assert found is not None
    assert found.iso == expected.isoformat()

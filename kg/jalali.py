"""Calendar arithmetic: Jalali and lunar Hijri dates to and from Gregorian ones.

No text is read or written here but ISO dates and typed days; a day is a
``datetime.date``. Jalali years 1–3177 are counted as in Iran (persiantools); Hijri
years 1343–1500 follow the Umm al-Qura calendar (hijridate), which may be a day off the
one announced in Iran.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from hijridate import Gregorian, Hijri
from persiantools.jdatetime import JalaliDate


JALALI_MONTHS = (
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
)
LAST_JALALI_YEAR = 3177

_YEAR = 365.25
_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def is_jalali_leap(year: int) -> bool:
    """Say whether Esfand of the Jalali ``year`` has 30 days.

    >>> is_jalali_leap(1403), is_jalali_leap(1404)
    (True, False)
    """
    return bool(JalaliDate.is_leap(year))


def jalali_month_length(year: int, month: int) -> int:
    """Return the number of days of a Jalali month.

    Raises:
        ValueError: If there is no such month.
    """
    if not 1 <= month <= 12:
        raise ValueError(f"not a month: {month}")
    if month < 12:
        return 31 if month <= 6 else 30
    return 30 if is_jalali_leap(year) else 29


def is_jalali_date(year: int, month: int, day: int) -> bool:
    """Say whether the Jalali calendar has this day."""
    return (
        1 <= year <= LAST_JALALI_YEAR
        and 1 <= month <= 12
        and 1 <= day <= jalali_month_length(year, month)
    )


@lru_cache(maxsize=4096)
def jalali_to_gregorian(year: int, month: int, day: int) -> date:
    """Return the Gregorian date of a Jalali day.

    Raises:
        ValueError: If the Jalali calendar has no such day.

    >>> jalali_to_gregorian(1403, 4, 2).isoformat()
    '2024-06-22'
    """
    if not is_jalali_date(year, month, day):
        raise ValueError(f"not a Jalali date: {year}-{month}-{day}")
    found = JalaliDate(year, month, day)  # type: ignore[no-untyped-call]
    return date.fromordinal(found.to_gregorian().toordinal())


@lru_cache(maxsize=4096)
def gregorian_to_jalali(day: date) -> tuple[int, int, int]:
    """Return year, month and day of a Gregorian date in the Jalali calendar.

    Raises:
        ValueError: If the day lies before the first Jalali one (622-03-22).

    >>> gregorian_to_jalali(date(2024, 6, 22))
    (1403, 4, 2)
    """
    found = JalaliDate.to_jalali(  # type: ignore[no-untyped-call]
        day.year, day.month, day.day
    )
    return int(found.year), int(found.month), int(found.day)


def jalali_month(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a Jalali month.

    Raises:
        ValueError: If there is no such month.
    """
    last = jalali_month_length(year, month)
    return jalali_to_gregorian(year, month, 1), jalali_to_gregorian(year, month, last)


def jalali_year(year: int) -> tuple[date, date]:
    """Return the first and last day of a Jalali year.

    >>> [day.isoformat() for day in jalali_year(1399)]
    ['2020-03-20', '2021-03-20']
    """
    first = jalali_to_gregorian(year, 1, 1)
    return first, jalali_month(year, 12)[1]


@lru_cache(maxsize=1024)
def hijri_to_gregorian(year: int, month: int, day: int) -> date:
    """Return the Gregorian date of a lunar Hijri day.

    Raises:
        ValueError: If the year is not within 1343–1500 or there is no such day.

    >>> hijri_to_gregorian(1445, 9, 1).isoformat()
    '2024-03-11'
    """
    try:
        found = Hijri(year, month, day).to_gregorian()
    except OverflowError as error:
        raise ValueError(f"not a Hijri date: {year}-{month}-{day}") from error
    return date(found.year, found.month, found.day)


@lru_cache(maxsize=1024)
def gregorian_to_hijri(day: date) -> tuple[int, int, int]:
    """Return year, month and day of a Gregorian date in the lunar Hijri calendar.

    Raises:
        ValueError: If the day is not within Hijri years 1343–1500.
    """
    try:
        found = Gregorian(day.year, day.month, day.day).to_hijri()
    except OverflowError as error:
        raise ValueError(f"no Hijri date known for {day.isoformat()}") from error
    return int(found.year), int(found.month), int(found.day)


def hijri_month(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a lunar Hijri month.

    Raises:
        ValueError: If the year is not within 1343–1500 or there is no such month.
    """
    first = hijri_to_gregorian(year, month, 1)
    length = int(Hijri(year, month, 1).month_length())
    return first, first + timedelta(days=length - 1)


def gregorian_month(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a Gregorian month.

    Raises:
        ValueError: If there is no such month.
    """
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def jalali_label(begin: date, end: date) -> str:
    """Name a period in the Jalali calendar, as short as it can be said.

    >>> jalali_label(date(2024, 6, 22), date(2024, 6, 22))
    '۲ تیر ۱۴۰۳'
    >>> jalali_label(date(2020, 3, 20), date(2021, 3, 20))
    '۱۳۹۹'
    >>> jalali_label(date(2024, 6, 21), date(2024, 7, 21))
    'تیر ۱۴۰۳'
    >>> jalali_label(date(2024, 6, 22), date(2024, 7, 3))
    '۲ تیر ۱۴۰۳ تا ۱۳ تیر ۱۴۰۳'
    """
    year, month, day = gregorian_to_jalali(begin)
    if begin == end:
        return f"{day} {JALALI_MONTHS[month - 1]} {year}".translate(_DIGITS)
    if (begin, end) == jalali_month(year, month):
        return f"{JALALI_MONTHS[month - 1]} {year}".translate(_DIGITS)
    if (begin, end) == jalali_year(year):
        return str(year).translate(_DIGITS)
    return f"{jalali_label(begin, begin)} تا {jalali_label(end, end)}"


_OLDEST_GREGORIAN = 1700


def duration_label(days: int, lang: str) -> str:
    """Return a length of time in words: days, or years from two years on.

    >>> duration_label(12, "fa"), duration_label(1, "en"), duration_label(1000, "en")
    ('۱۲ روز', '1 day', '2.7 years')
    >>> duration_label(5840, "fa"), duration_label(5840, "en")
    ('۱۶ سال', '16 years')
    """
    years = days / _YEAR
    if years < 2:
        number, unit = f"{days:,}", ("day" if days == 1 else "days")
    else:
        number, unit = f"{years:.{1 if years < 10 else 0}f}", "years"
    if lang == "en":
        return f"{number} {unit}"
    digits = number.replace(",", "٬").replace(".", "٫").translate(_DIGITS)
    return f"{digits} {'سال' if unit == 'years' else 'روز'}"


def to_iso_day(text: str) -> str:
    """Return a typed day as an ISO date; years before 1700 are Jalali.

    >>> to_iso_day("۱۳۹۹/۰۵/۰۳"), to_iso_day("2020-07-24")
    ('2020-07-24', '2020-07-24')

    Raises:
        ValueError: If it is no day of either calendar.
    """
    # Python reads the digits of all three scripts.
    parts = text.strip().replace("/", "-").split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        raise ValueError(f"not a day: {text!r}")
    year, month, day = map(int, parts)
    if year >= _OLDEST_GREGORIAN:
        return date(year, month, day).isoformat()
    if not is_jalali_date(year, month, day):
        raise ValueError(f"not a day: {text!r}")
    return jalali_to_gregorian(year, month, day).isoformat()

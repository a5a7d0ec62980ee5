"""Reading the publication date that a source gives.

The shapes of pages, feeds and tables: ``1399/08/02``, «۱۴۰۳/۰۴/۰۲ ۱۲:۳۰»,
``2020-02-16 00:38:00``, ISO 8601 with a zone, «شنبه ۲ تیر ۱۴۰۳ - ۱۲:۳۰»,
«۲۲ ژوئن ۲۰۲۴», ``Sun, 16 Feb 2020 00:38:00 GMT``, seconds since 1970.
A year of 1200–1599 is Jalali, unless the month's name is a Hijri one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from kg import jalali, lexicon
from kg.model import Calendar, Precision, PublicationDate
from kg.normalize import fold, match_key


_FIRST_GREGORIAN_YEAR = 1700
_LAST_JALALI_YEAR = 1599
_LAST_GREGORIAN_YEAR = 2200
_FIRST_JALALI_YEAR = 1200
_FIRST_SHORT_YEAR = 32  # «۹۹/۰۸/۰۲»; smaller numbers could be days
_LATIN_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u00ad\ufeff]")

_SEPARATOR = r"\s*[-/.٫،]\s*"
# 1399/08/02, 2020-02-16, 1403.4.2
_YEAR_FIRST = re.compile(
    rf"(?<!\d)(?P<year>\d{{4}}|\d\d){_SEPARATOR}(?P<month>\d{{1,2}}){_SEPARATOR}"
    r"(?P<day>\d{1,2})(?!\d)"
)
# 02/08/1399, as bidirectional editors turn it round, and 16.02.2020
_YEAR_LAST = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}}){_SEPARATOR}(?P<month>\d{{1,2}}){_SEPARATOR}"
    r"(?P<year>\d{4})(?!\d)"
)
_COMPACT = re.compile(
    r"(?<!\d)(?P<year>1[2-5]\d\d|19\d\d|20\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)"
    r"(?:T?(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?:[0-5]\d)?(?P<zone>Z)?)?(?!\d)"
)
_NAME = r"(?P<name>[^\W\d_]+(?:[ \u200c.-]+[^\W\d_]+)??)"
# ۲ تیر ۱۴۰۳, ۲ تیرماه سال ۱۴۰۳, 16 Feb 2020, 16th of February, 2020
_DAY_NAME = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|م|ام)?[ \u200c,.-]*(?:of +)?{_NAME}"
    r"[ \u200c.]*(?:ماه)?[ ,،/.-]*(?:سال +)?(?P<year>\d{4})(?!\d)"
)
# February 16, 2020
_NAME_DAY = re.compile(
    rf"{_NAME}[ .]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ ,،]+(?P<year>\d{{4}})(?!\d)"
)
_TIME = re.compile(
    r"(?<![\d:])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d(?:[.,]\d+)?)?"
    r"(?:\s*(?P<half>[AaPp]\.?[Mm]\b\.?|ق\.?\s?ظ|ب\.?\s?ظ|صبح|عصر|شب|بعد ?از ?ظهر))?"
    r"(?:\s*\(?(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)\b)?"
)
_AFTERNOON = re.compile(r"[Pp]\.?[Mm]|ب|عصر|شب")
_EPOCH = re.compile(r"(\d{9,10})(?:\d{3}|\.\d+)?")


@dataclass(frozen=True, slots=True)
class _Day:
    """A day read from a surface, and where in it the reading lies."""

    start: int
    end: int
    day: date
    calendar: Calendar


def parse_published(surface: str) -> PublicationDate | None:
    """Return the publication date that ``surface`` gives, or ``None``.

    The first date in the text counts; its time of day may stand on either side.

    >>> parse_published("شنبه ۲ تیر ۱۴۰۳ - ۱۲:۳۰").iso
    '2024-06-22T12:30'
    >>> parse_published("به زودی") is None
    True
    """
    text = _INVISIBLE.sub("", surface.translate({0x200C: " "}))
    text = fold(text).translate(_LATIN_DIGITS).strip()
    epoch = _EPOCH.fullmatch(text)
    if epoch is not None:
        return _from_seconds(surface, int(epoch[1]))
    found = _find_day(text)
    if found is None:
        return None
    time = _find_time(text, found)
    return PublicationDate(
        surface=surface,
        iso=found.day.isoformat()
        if time is None
        else f"{found.day.isoformat()}T{time}",
        calendar=found.calendar,
        precision=Precision.DAY if time is None else Precision.MINUTE,
    )


def _from_seconds(surface: str, seconds: int) -> PublicationDate:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    return PublicationDate(
        surface=surface,
        iso=moment.isoformat(timespec="minutes"),
        calendar=Calendar.GREGORIAN,
        precision=Precision.MINUTE,
    )


# ------------------------------------------------------------------------- the day


def _find_day(text: str) -> _Day | None:
    """Return the first day of ``text`` that a calendar has."""
    found = [
        *_named(_DAY_NAME, text),
        *_named(_NAME_DAY, text),
        *_numeric(_YEAR_FIRST, text),
        *_numeric(_YEAR_LAST, text),
        *_numeric(_COMPACT, text),
    ]
    return min(found, key=lambda day: day.start, default=None)


def _numeric(pattern: re.Pattern[str], text: str) -> list[_Day]:
    found = []
    for match in pattern.finditer(text):
        year, month = int(match["year"]), int(match["month"])
        if len(match["year"]) == 2:
            year = 1300 + year if year >= _FIRST_SHORT_YEAR else 0
        calendar = Calendar.JALALI if _is_jalali(year) else Calendar.GREGORIAN
        day = _to_day(calendar, year, month, int(match["day"]))
        if day is not None:
            found.append(_Day(match.start(), match.end(), day, calendar))
    return found


def _named(pattern: re.Pattern[str], text: str) -> list[_Day]:
    found = []
    for match in pattern.finditer(text):
        month = _months().get(match_key(match["name"]).casefold().removesuffix("ماه"))
        if month is None:
            continue
        calendar, number = month
        day = _to_day(calendar, int(match["year"]), number, int(match["day"]))
        if day is not None:
            found.append(_Day(match.start("day"), match.end(), day, calendar))
    return found


def _is_jalali(year: int) -> bool:
    return _FIRST_JALALI_YEAR <= year <= _LAST_JALALI_YEAR


def _to_day(calendar: Calendar, year: int, month: int, day: int) -> date | None:
    """Return the day in the Gregorian calendar, ``None`` where there is none."""
    try:
        if calendar is Calendar.HIJRI:
            return jalali.hijri_to_gregorian(year, month, day)
        if calendar is Calendar.JALALI:
            return (
                jalali.jalali_to_gregorian(year, month, day)
                if _is_jalali(year)
                else None
            )
        if not _FIRST_GREGORIAN_YEAR <= year <= _LAST_GREGORIAN_YEAR:
            return None
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _months() -> dict[str, tuple[Calendar, int]]:
    """Return calendar and number of each month's name, by match key."""
    found: dict[str, tuple[Calendar, int]] = {}
    for name, kind, number in (*_persian_months(), *lexicon.rows("foreign_months", 3)):
        calendar = Calendar.JALALI
        if "gregorian" in kind:
            calendar = Calendar.GREGORIAN
        elif "hijri" in kind:
            calendar = Calendar.HIJRI
        found[match_key(name).casefold().removesuffix("ماه")] = (calendar, int(number))
    return found


def _persian_months() -> list[tuple[str, ...]]:
    rows = lexicon.rows("time_words", 3)
    return [row for row in rows if row[1].endswith("_month")]


# ------------------------------------------------------------------- the time of day


def _find_time(text: str, day: _Day) -> str | None:
    """Return the time of day as ISO 8601, with its zone where one is given."""
    compact = _COMPACT.match(text, day.start)
    if (
        compact is not None
        and compact["hour"] is not None
        and int(compact["hour"]) < 24
    ):
        return f"{compact['hour']}:{compact['minute']}{_to_zone(compact['zone'])}"
    match = _TIME.search(text, day.end) or _TIME.search(text)
    if match is None:
        return None
    hour = _to_hour(int(match["hour"]), match["half"])
    return f"{hour:02}:{match['minute']}{_to_zone(match['zone'])}"


def _to_hour(hour: int, half: str | None) -> int:
    """Return the hour of 24, from one of 12 where the half of the day is named."""
    if half is not None and hour <= 12:
        return hour % 12 + 12 if _AFTERNOON.match(half) else hour % 12
    return hour % 24


def _to_zone(zone: str | None) -> str:
    if zone is None:
        return ""
    if zone.isalpha():
        return "+00:00"
    return f"{zone[:3]}:{zone[-2:]}"

"""Periods of days, and how a year that is not told is settled.

A :class:`Reader` is what a rule makes of an expression: a function from what the text
and its publication date tell (:class:`Reference`) to a :class:`Period`, or ``None``
where they do not settle it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from kg import jalali
from kg.model import Anchor, Calendar, Precision


LATEST_YEAR = 2026  # a weekday without any other evidence means no later year
SATURDAY = 5
_CONTRARY = 10  # a day against the tense must be this many times nearer
_PRESENT = 1  # «از ابتدای فروردین … است» looks back as well,
_LEANING = 4  # so less nearness is enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days ``begin`` to ``end`` (inclusive) and how they were told.

    Attributes:
        begin: First day.
        end: Last day.
        precision: The unit the expression is given in.
        calendar: The calendar it was written in; ``None`` for relative words.
        anchor: What it was resolved against.
        is_range: Whether two ends were told.
    """

    begin: date
    end: date
    precision: Precision
    calendar: Calendar | None = None
    anchor: Anchor = Anchor.PUBLICATION
    is_range: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What settles an incomplete date.

    Attributes:
        today: Day of publication, or ``None``.
        anchor: Where ``today`` comes from.
        direction: -1 where the verb is past, 1 where it is present, 2 where it is
            plainly future, 0 unknown.
        weekday: The weekday told beside the date (Monday 0), or ``None``.
    """

    today: date | None
    anchor: Anchor = Anchor.PUBLICATION
    direction: int = 0
    weekday: int | None = None


Reader = Callable[[Reference], Period | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearTold:
    """What an expression tells of its year.

    Attributes:
        number: The year itself, or ``None``.
        offset: Years from the current one, or ``None``.
        direction: -1 for «گذشته», 1 for «آینده» after a day or month, else 0.
        calendar: The calendar of its label («میلادی»), or ``None``.
    """

    number: int | None = None
    offset: int | None = None
    direction: int = 0
    calendar: Calendar | None = None


NO_YEAR = YearTold()


def year_of(day: date, calendar: Calendar) -> int:
    """Return the year of ``day`` in ``calendar``."""
    if calendar is Calendar.GREGORIAN:
        return day.year
    if calendar is Calendar.HIJRI:
        return jalali.gregorian_to_hijri(day)[0]
    return jalali.gregorian_to_jalali(day)[0]


@lru_cache(maxsize=4096)
def month_days(calendar: Calendar, year: int, month: int) -> tuple[date, date] | None:
    """Return the first and last day of a month, or ``None`` where there is none."""
    make = {
        Calendar.JALALI: jalali.jalali_month,
        Calendar.GREGORIAN: jalali.gregorian_month,
        Calendar.HIJRI: jalali.hijri_month,
    }[calendar]
    try:
        return make(year, month)
    except ValueError:
        return None


def day_of(calendar: Calendar, year: int, month: int, day: int) -> date | None:
    """Return a day as a Gregorian date, or ``None`` where the calendar has none."""
    days = month_days(calendar, year, month)
    if days is None or day < 1:
        return None
    found = days[0] + timedelta(days=day - 1)
    return found if found <= days[1] else None


def year_days(calendar: Calendar, year: int) -> tuple[date, date] | None:
    """Return the first and last day of a year, or ``None`` where there is none."""
    first, last = month_days(calendar, year, 1), month_days(calendar, year, 12)
    return (first[0], last[1]) if first and last else None


def settle_year(
    make: Callable[[int], date | None],
    told: YearTold,
    calendar: Calendar,
    reference: Reference,
) -> tuple[int, Anchor] | None:
    """Choose the year of a day or month.

    Args:
        make: Its (first) day in a given year, ``None`` where that year has none.
        told: What the expression tells of its year.
        calendar: The calendar of its month.
        reference: Publication date, tense and weekday.

    Returns:
        The year and what settled it; ``None`` where nothing does.
    """
    if told.number is not None:
        return told.number, Anchor.ABSOLUTE
    if reference.today is None:
        return _settle_by_weekday(make, calendar, reference)
    this = year_of(reference.today, calendar)
    if told.offset is not None:
        return this + told.offset, reference.anchor
    days = [(year, make(year)) for year in (this - 1, this, this + 1)]
    found = [(day, year) for year, day in days if day is not None]
    if reference.weekday is not None:
        agreeing = [item for item in found if item[0].weekday() == reference.weekday]
        found = agreeing or found
    if not found:
        return None
    direction = told.direction or reference.direction
    weight = _LEANING if reference.direction == _PRESENT else _CONTRARY
    weight = 1000 if told.direction else weight
    today = reference.today

    def cost(item: tuple[date, int]) -> tuple[int, int]:
        away = (item[0] - today).days
        return abs(away) * (weight if away * direction < 0 else 1), item[1]

    return min(found, key=cost)[1], reference.anchor


def _settle_by_weekday(
    make: Callable[[int], date | None], calendar: Calendar, reference: Reference
) -> tuple[int, Anchor] | None:
    """Choose the latest year in which the day falls on the weekday told."""
    if reference.weekday is None:
        return None
    latest = year_of(date(LATEST_YEAR, 1, 1), calendar)
    for year in range(latest, latest - 12, -1):
        day = make(year)
        if day is not None and day.weekday() == reference.weekday:
            return year, Anchor.WEEKDAY
    return None


def nearest_weekday(weekday: int, reference: Reference) -> date | None:
    """Return the day a bare weekday of a report means.

    The same or the last such day after a past verb, the next one before a future verb.
    """
    today = reference.today
    if today is None:
        return None
    back = (today.weekday() - weekday) % 7
    if reference.direction > 0:
        return today + timedelta(days=-back % 7)
    return today - timedelta(days=back)


def week_of(day: date) -> tuple[date, date]:
    """Return the week of ``day``, from Saturday to Friday."""
    first = day - timedelta(days=(day.weekday() - SATURDAY) % 7)
    return first, first + timedelta(days=6)


def add_months(day: date, months: int, calendar: Calendar) -> date:
    """Return ``day`` some months later, the last of the month where it is shorter."""
    if calendar is Calendar.GREGORIAN:
        year, month, number = day.year, day.month, day.day
    else:
        year, month, number = jalali.gregorian_to_jalali(day)
    count = year * 12 + month - 1 + months
    days = month_days(calendar, count // 12, count % 12 + 1)
    if days is None:
        raise ValueError(f"out of the calendar: {months} months from {day}")
    return min(days[1], days[0] + timedelta(days=number - 1))

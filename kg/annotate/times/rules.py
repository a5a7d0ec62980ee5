"""The rules: which rows of symbols are dates, and how each is read.

Each :class:`Rule` is a regular expression over the symbols of
:mod:`kg.annotate.times.lexer` and a function that makes a :class:`Reader` of a match,
or ``None`` where the match is no date after all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, cast

from kg import jalali
from kg.annotate.times.periods import (
    NO_YEAR,
    Period,
    Reader,
    Reference,
    YearTold,
    add_months,
    day_of,
    month_days,
    nearest_weekday,
    settle_year,
    week_of,
    year_days,
    year_of,
)
from kg.model import Anchor, Calendar, Precision


if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.annotate.times.lexer import Lexed, Lexeme, NamedDay


_YEAR = r"(?P<year>S?Y[LWUX]?|S?y[LWX]?|S[CPaFf][LW]?|iS|Sd[LX]|R|P|F(?!r)|[LWUX])?"
_MONTHS = {
    "J": Calendar.JALALI,
    "j": Calendar.JALALI,
    "K": Calendar.JALALI,
    "A": Calendar.JALALI,
    "Ø": Calendar.JALALI,
    "G": Calendar.GREGORIAN,
    "g": Calendar.GREGORIAN,
    "Q": Calendar.GREGORIAN,
    "ø": Calendar.GREGORIAN,
    "H": Calendar.HIJRI,
}
_LABELS = {
    "L": Calendar.JALALI,
    "W": Calendar.GREGORIAN,
    "U": Calendar.HIJRI,
    "X": Calendar.JALALI,
}
_SHIFTS = {"P": -1, "a": -1, "F": 1, "f": 1, "C": 0, "i": 0}


@dataclass(frozen=True, slots=True)
class Hit:
    """A match of a rule with the lexemes of the document."""

    lexed: Lexed
    match: re.Match[str]

    def text(self, group: str) -> str:
        """Return the symbols of a group, ``""`` where it did not take part."""
        return self.match[group] or ""

    def lexemes(self, group: str) -> list[Lexeme]:
        """Return the lexemes of a group."""
        return self.lexed.lexemes[self.match.start(group) : self.match.end(group)]

    def value(self, group: str) -> int:
        """Return the number of the first lexeme of a group."""
        return cast("int", self.lexemes(group)[0].value)

    @property
    def before(self) -> str:
        """The symbol before the match, ``|`` at the start of the text."""
        start = self.match.start()
        return self.lexed.symbols[start - 1] if start else "|"

    @property
    def after(self) -> str:
        """The symbol after the match."""
        return self.lexed.symbols[self.match.end() :][:1] or "|"


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule.

    Attributes:
        name: Its name in the provenance.
        slot: What it fills when neighboring parts of one date are joined: ``date``,
            ``weekday``, ``relative``, ``clock``, ``part``, ``period``, ``duration``.
        starts: The symbols it may begin with.
        pattern: Over symbols.
        read: Makes a reader of a hit, or ``None``.
    """

    name: str
    slot: str
    starts: str
    pattern: re.Pattern[str]
    read: Callable[[Hit], Reader | None]


# ------------------------------------------------------------------------- years


def year_told(hit: Hit, calendar: Calendar | None) -> YearTold:
    """Read the ``year`` group of a hit beside a month of ``calendar``."""
    told = NO_YEAR
    label: Calendar | None = None
    for symbol, lexeme in zip(hit.text("year"), hit.lexemes("year"), strict=True):
        value = lexeme.value
        if symbol in "Yyd":
            told = YearTold(number=full_year(cast("int", value), calendar))
        elif symbol == "R":
            told = YearTold(offset=cast("int", value))
        elif symbol in _LABELS:
            label = _LABELS[symbol]
        elif symbol in "PFaf" and "S" not in hit.text("year"):
            told = YearTold(direction=_SHIFTS[symbol])
        elif symbol in _SHIFTS:
            told = YearTold(offset=_SHIFTS[symbol])
    if label is None:
        return told
    return YearTold(
        number=told.number,
        offset=told.offset,
        direction=told.direction,
        calendar=label,
    )


def full_year(year: int, calendar: Calendar | None) -> int:
    """Complete a year of two digits."""
    if year >= 100:
        return year
    if calendar is Calendar.GREGORIAN:
        return year + (1900 if year > 30 else 2000)
    return year + (1300 if year > 30 else 1400)


def fits(year: int, calendar: Calendar) -> bool:
    """Say whether a year of news can be of ``calendar``."""
    return (year > 1600) is (calendar is Calendar.GREGORIAN)


def calendar_of_year(year: int, label: Calendar | None) -> Calendar:
    """Return the calendar of a year by its label, else by its magnitude."""
    if label is not None and fits(year, label):
        return label
    return Calendar.GREGORIAN if year > 1600 else Calendar.JALALI


# -------------------------------------------------------------------------- days


def read_day_month(hit: Hit) -> Reader | None:
    """«۲ تیرماه»، «بیست و دوم بهمن ۵۷»، «۱۲ و ۱۳ مهر»، «از ۵ تا ۱۰ خرداد»."""
    symbols = hit.text("days")
    days = [
        cast("int", lexeme.value)
        for symbol, lexeme in zip(symbols, hit.lexemes("days"), strict=True)
        if symbol in "dok"
    ]
    month = hit.text("month")
    weak = symbols[-1] == "k" and month in "jgA" and not hit.text("year")
    if weak and days[-1] < 10:
        return None
    return days_reader(hit, month, days)


def read_glued(hit: Hit) -> Reader | None:
    """«۲تیر»: day and month typed as one word."""
    day, month = cast("tuple[int, int]", hit.lexemes("month")[0].value)
    calendar = _MONTHS[hit.text("month")]
    return days_of_month(hit, calendar, month, [day])


def days_reader(hit: Hit, symbol: str, days: list[int]) -> Reader | None:
    """Return the reader of some days of the month of group ``month``."""
    return days_of_month(hit, _MONTHS[symbol], hit.value("month"), days)


def days_of_month(
    hit: Hit, calendar: Calendar, month: int, days: list[int]
) -> Reader | None:
    """Return the reader of some days of a month, with the year of the hit."""
    if not all(1 <= day <= 31 for day in days):
        return None
    told = year_told(hit, calendar)
    if told.number is not None and not fits(told.number, calendar):
        told = NO_YEAR
    return partial(_days, calendar, month, (min(days), max(days)), told)


def _days(
    calendar: Calendar,
    month: int,
    days: tuple[int, int],
    told: YearTold,
    reference: Reference,
) -> Period | None:
    def make(year: int) -> date | None:
        return day_of(calendar, year, month, days[0])

    settled = settle_year(make, told, calendar, reference)
    if settled is None:
        return None
    begin, end = (day_of(calendar, settled[0], month, day) for day in days)
    if begin is None or end is None:
        return None
    return Period(
        begin=begin,
        end=end,
        precision=Precision.DAY,
        calendar=calendar,
        anchor=settled[1],
        is_range=begin != end,
    )


def read_numeric(hit: Hit) -> Reader | None:
    """«۱۴۰۲/۰۵/۰۳»، «2024-06-22»، «۲۲/۱۱/۵۷»، «۹۹/۳/۷»."""
    parts = cast("tuple[str | None, ...]", hit.lexemes("all")[0].value)
    if parts[0] is not None:
        year, month, day = (int(parts[i] or 0) for i in (0, 2, 3))
    else:
        day, month, year = (int(parts[i] or 0) for i in (4, 6, 7))
        if day > 31 >= year:
            day, year = year, day
        elif len(parts[7] or "") == 1:
            return None
        if year < 100:
            year = full_year(year, Calendar.JALALI)
    calendar = calendar_of_year(year, None)
    found = day_of(calendar, year, month, day) if 1 <= month <= 12 else None
    return None if found is None else fixed(found, found, Precision.DAY, calendar)


def fixed(begin: date, end: date, precision: Precision, calendar: Calendar) -> Reader:
    """Return the reader of a period that needs no reference."""
    period = Period(
        begin=begin,
        end=end,
        precision=precision,
        calendar=calendar,
        anchor=Anchor.ABSOLUTE,
    )
    return lambda _: period


def read_named_day(hit: Hit) -> Reader | None:
    """«دهه فجر»، «عید غدیر»، «روز قدس»، with or without a year."""
    day = cast("NamedDay", hit.lexemes("name")[0].value)
    return partial(_named, day, year_told(hit, None))


def _named(day: NamedDay, told: YearTold, reference: Reference) -> Period | None:
    special = {"quds": _quds, "fire": _fire}.get(day.calendar)
    calendar = Calendar.JALALI if special else Calendar(day.calendar)
    if special is _quds:
        calendar = Calendar.HIJRI
    if told.number is not None and not fits(told.number, calendar):
        return None

    def make(year: int) -> date | None:
        if special:
            return special(year)
        return day_of(calendar, year, day.month, day.day)

    if calendar is Calendar.HIJRI and told.number is not None:
        told, reference = _hijri_in_jalali(told.number, reference)
    settled = settle_year(make, told, calendar, reference)
    begin = make(settled[0]) if settled else None
    if settled is None or begin is None:
        return None
    return Period(
        begin=begin,
        end=begin + timedelta(days=day.length - 1),
        precision=Precision.DAY,
        calendar=calendar,
        anchor=settled[1],
        is_range=day.length > 1,
    )


def _hijri_in_jalali(number: int, reference: Reference) -> tuple[YearTold, Reference]:
    """Read «عید فطر ۱۴۰۲»: a Jalali year beside a Hijri day, where it can be one."""
    days = year_days(Calendar.JALALI, number) if number < 1420 else None
    if days is None:
        return YearTold(number=number), reference
    middle = days[0] + timedelta(days=182)
    return NO_YEAR, Reference(today=middle, anchor=Anchor.ABSOLUTE)


def _quds(year: int) -> date | None:
    """Return the last Friday of Ramadan."""
    days = month_days(Calendar.HIJRI, year, 9)
    return days and days[1] - timedelta(days=(days[1].weekday() - 4) % 7)


def _fire(year: int) -> date | None:
    """Return the eve of the last Wednesday of a Jalali year."""
    days = month_days(Calendar.JALALI, year, 12)
    return days and days[1] - timedelta(days=(days[1].weekday() - 2) % 7 + 1)


# --------------------------------------------------------- months, seasons, years


def read_month(hit: Hit) -> Reader | None:
    """«خردادماه»، «اواخر شهریور ۱۳۹۸»، «ماه‌های فروردین، اردیبهشت و خرداد»."""
    symbols = hit.text("months")
    numbers = [
        cast("int", lexeme.value)
        for symbol, lexeme in zip(symbols, hit.lexemes("months"), strict=True)
        if symbol in _MONTHS
    ]
    calendar = _MONTHS[symbols[0]]
    told = year_told(hit, calendar)
    if not _names_month(hit, symbols):
        return None
    if told.number is not None and not fits(told.number, calendar):
        return None
    edge = hit.text("edge")
    return partial(_months, calendar, (numbers[0], numbers[-1]), told, edge)


def _names_month(hit: Hit, symbols: str) -> bool:
    """Say whether words that may be month names are such here."""
    if set(symbols) & set("KQ") or hit.text("unit") or hit.text("edge"):
        return True
    if len(hit.text("year")) > 0 and hit.text("year") not in {"P", "F"}:
        return True
    if "G" in symbols:
        return True
    return "J" in symbols and hit.before in "@<>&("


def _months(
    calendar: Calendar,
    months: tuple[int, int],
    told: YearTold,
    edge: str,
    reference: Reference,
) -> Period | None:
    def make(year: int) -> date | None:
        days = month_days(calendar, year, months[0])
        return days and days[0]

    settled = settle_year(make, told, calendar, reference)
    if settled is None:
        return None
    first = month_days(calendar, settled[0], months[0])
    last = month_days(calendar, settled[0] + (months[1] < months[0]), months[1])
    if first is None or last is None:
        return None
    begin, end = cut((first[0], last[1]), edge)
    return Period(
        begin=begin,
        end=end,
        precision=Precision.DAY if begin == end else Precision.MONTH,
        calendar=calendar,
        anchor=settled[1],
        is_range=months[0] != months[1],
    )


def cut(days: tuple[date, date], edge: str) -> tuple[date, date]:
    """Narrow a period to its first or last day where the text says so.

    «اوایل»، «اواخر» and the like are vague and leave it whole; «نیمه اول» is a half.
    """
    if edge in {"b", "o"}:
        return days[0], days[0]
    if edge == "x":
        return days[1], days[1]
    return days


def read_part_of_month(hit: Hit) -> Reader | None:
    """«دهه اول مرداد»، «نیمه دوم خرداد»، «دو هفته نخست مهر»."""
    lengths = {"e": 10, "h": 7, "l": 15, "r": 1}
    if hit.text("count"):
        length = lengths[hit.text("unit")] * hit.value("count")
        number = hit.value("number") if hit.text("number") == "o" else 1
        if number != 1 or length > 28:
            return None
    else:
        length, number = lengths[hit.text("single")], hit.value("which")
    first = length * (number - 1) + 1
    if not 1 <= first <= 29:
        return None
    return partial(
        _part_of_month,
        _MONTHS[hit.text("month")],
        hit.value("month"),
        (first, length),
        year_told(hit, _MONTHS[hit.text("month")]),
    )


def _part_of_month(
    calendar: Calendar,
    month: int,
    part: tuple[int, int],
    told: YearTold,
    reference: Reference,
) -> Period | None:
    whole = _months(calendar, (month, month), told, "", reference)
    if whole is None:
        return None
    begin = whole.begin + timedelta(days=part[0] - 1)
    last = begin + timedelta(days=part[1] - 1)
    rest = (whole.end - last).days
    return Period(
        begin=begin,
        end=whole.end if rest < 2 else last,
        precision=Precision.WEEK,
        calendar=calendar,
        anchor=whole.anchor,
        is_range=True,
    )


def read_first_months(hit: Hit) -> Reader | None:
    """«سه ماه اول سال»، «۹ ماه نخست ۱۴۰۲»، «نیمه دوم سال», not that of a match."""
    if hit.text("half"):
        if hit.match.end() == hit.match.end("ordinal"):
            return None
        ordinal = hit.value("ordinal")
        months = (ordinal * 6 - 5, ordinal * 6)
    else:
        months = (1, hit.value("number"))
    if not 1 <= months[0] <= months[1] <= 12:
        return None
    told = year_told(hit, Calendar.JALALI)
    if not hit.text("year"):
        told = YearTold(offset=0)
    calendar = Calendar.JALALI
    if told.number is not None:
        calendar = calendar_of_year(told.number, told.calendar)
    return partial(_months, calendar, months, told, "")


def read_season(hit: Hit) -> Reader | None:
    """«تابستان ۱۴۰۲»، «پاییز گذشته»، «در بهار»."""
    told = year_told(hit, None)
    bare = not (hit.text("year") or hit.text("unit") or hit.text("edge"))
    if bare and hit.before not in "@<>":
        return None
    return partial(_season, hit.value("season"), told, hit.text("edge"))


def _season(
    season: int, told: YearTold, edge: str, reference: Reference
) -> Period | None:
    month = season * 3 - 2
    jalali_told = told
    if told.number is not None and told.number > 1600:
        # winter of a Gregorian year is the one it begins in
        shift = 622 if season == 4 else 621
        jalali_told = YearTold(number=told.number - shift)
    months = (month, month + 2)
    found = _months(Calendar.JALALI, months, jalali_told, edge, reference)
    if found is None:
        return None
    return Period(
        begin=found.begin,
        end=found.end,
        precision=Precision.SEASON,
        calendar=Calendar.JALALI if jalali_told is told else Calendar.GREGORIAN,
        anchor=found.anchor,
        is_range=jalali_told is not told,
    )


def read_years(hit: Hit) -> Reader | None:
    """«سال ۱۴۰۲»، «سال ۹۸»، «۲۰۱۶ میلادی»، «سال‌های ۱۳۸۸ تا ۱۳۹۲»."""
    label = _LABELS.get(hit.text("label"))
    if hit.text("label") in {"U", "X"} and "y" in hit.text("years"):
        return None  # «سال ۶۱ هجری» is no 1361
    numbers = [
        full_year(cast("int", lexeme.value), label)
        for symbol, lexeme in zip(hit.text("years"), hit.lexemes("years"), strict=True)
        if symbol in "Yy"
    ]
    calendar = calendar_of_year(numbers[0], label)
    if not all(fits(year, calendar) for year in numbers):
        return None
    first, last = year_days(calendar, numbers[0]), year_days(calendar, numbers[-1])
    if first is None or last is None or first[0] > last[0]:
        return None
    begin, end = cut((first[0], last[1]), hit.text("edge"))
    precision = Precision.DAY if begin == end else Precision.YEAR
    reader = fixed(begin, end, precision, calendar)
    return reader if numbers[0] == numbers[-1] else as_range(reader)


def as_range(reader: Reader) -> Reader:
    """Return the same reader with both ends told."""

    def read(reference: Reference) -> Period | None:
        found = reader(reference)
        return found and Period(
            begin=found.begin,
            end=found.end,
            precision=found.precision,
            calendar=found.calendar,
            anchor=found.anchor,
            is_range=True,
        )

    return read


_LANDMARK = 50  # «از ۱۳۵۰ تا ۱۴۰۰ تومان»: two round numbers are rather an amount


def read_year_range(hit: Hit) -> Reader | None:
    """«از ۱۳۵۹ تا ۱۳۶۷»، «بین ۲۰۱۰ تا ۲۰۱۴ میلادی»: years without the word «سال»."""
    first, last = (
        cast("int", lexeme.value)
        for symbol, lexeme in zip(hit.text("years"), hit.lexemes("years"), strict=True)
        if symbol == "Y"
    )
    told = all(1250 <= year <= 1420 or 1850 <= year <= 2045 for year in (first, last))
    round_numbers = first % _LANDMARK == last % _LANDMARK == 0
    return read_years(hit) if told and first < last and not round_numbers else None


def read_cued_year(hit: Hit) -> Reader | None:
    """«جام جهانی ۲۰۱۸»، «بحران ۲۰۰۸ تا ۲۰۰۹»: bare years after a word that has one."""
    numbers = [
        cast("int", lexeme.value)
        for symbol, lexeme in zip(hit.text("years"), hit.lexemes("years"), strict=True)
        if symbol == "Y"
    ]
    told = all(1250 <= year <= 1420 or 1850 <= year <= 2045 for year in numbers)
    return read_years(hit) if told and hit.after not in _COUNTED else None


_RECENT = 1990, 2045
_RECENT_JALALI = 1350, 1410
_COUNTED = "%rhmSZzEBDM?"  # what is counted, units of time


def read_bare_year(hit: Hit) -> Reader | None:
    """«در ۲۰۱۷»، «پایان ۱۴۰۱»، «تا ۲۰۲۱»: a year of our time after a preposition.

    No number before what is counted («در ۱۴۰۰ نقطه»), no round one.
    """
    year = hit.value("years")
    known = any(least <= year <= most for least, most in (_RECENT, _RECENT_JALALI))
    if not known or year % 1000 == 0 or hit.after in _COUNTED:
        return None
    return read_years(hit)


def read_decade(hit: Hit) -> Reader | None:
    """«دهه ۶۰»، «دهه هفتاد»، «دهه ۱۹۸۰ میلادی»."""
    label = _LABELS.get(hit.text("label"))
    number = hit.value("number")
    if number % 10 or (number < 20 and label is None):
        return None
    first = full_year(number, label) if number > 30 else number
    if number <= 30:
        first = number + (1900 if label is Calendar.GREGORIAN else 1300)
    return _years(first, 10, Precision.DECADE, label)


def read_century(hit: Hit) -> Reader | None:
    """«قرن بیستم»، «قرن چهاردهم هجری»."""
    number = hit.value("number")
    label = _LABELS.get(hit.text("label"))
    if label is None:
        label = Calendar.GREGORIAN if number >= 15 else None
    if label is None or not 10 <= number <= 21:
        return None
    return _years(number * 100 - 99, 100, Precision.CENTURY, label)


def _years(
    first: int, count: int, precision: Precision, label: Calendar | None
) -> Reader | None:
    calendar = calendar_of_year(first, label)
    begin, end = year_days(calendar, first), year_days(calendar, first + count - 1)
    if begin is None or end is None:
        return None
    return fixed(begin[0], end[1], precision, calendar)


# --------------------------------------------------------------- relative to today


def read_day_word(hit: Hit) -> Reader | None:
    """«امروز»، «دیشب»، «پس‌فردا»."""
    return partial(_shifted_days, (hit.value("word"),) * 2, Precision.DAY)


def read_last_day(hit: Hit) -> Reader | None:
    """«روز گذشته»، «شب گذشته»، «روز جاری»؛ «روز بعد» is after another day."""
    shift = _SHIFTS[hit.text("shift")]
    if hit.text("shift") == "f":
        return unsettled
    return partial(_shifted_days, (shift, shift), Precision.DAY)


def unsettled(_: Reference) -> Period | None:
    """Read what no reference settles («روزهای گذشته»)."""
    return None


def read_vague(_: Hit) -> Reader | None:
    """«روزهای گذشته»، «چند سال پیش»، «به زودی»."""
    return unsettled


def _shifted_days(
    shifts: tuple[int, int], precision: Precision, reference: Reference
) -> Period | None:
    if reference.today is None:
        return None
    return Period(
        begin=reference.today + timedelta(days=shifts[0]),
        end=reference.today + timedelta(days=shifts[1]),
        precision=precision,
        anchor=reference.anchor,
        is_range=shifts[0] != shifts[1],
    )


def read_weekday(hit: Hit) -> Reader | None:
    """«شنبه»، «شنبه گذشته»، «شنبه هفته آینده»."""
    shift = hit.text("shift")
    return partial(_weekday, hit.value("day"), shift)


def _weekday(weekday: int, shift: str, reference: Reference) -> Period | None:
    if reference.today is None:
        return None
    today = reference.today
    day = nearest_weekday(weekday, reference)
    if shift[:1] == "h":
        first = week_of(today)[0] + timedelta(days=7 * _SHIFTS[shift[1:] or "C"])
        day = first + timedelta(days=(weekday - first.weekday()) % 7)
    elif shift in {"P", "a"}:
        day = today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    elif shift in {"F", "f"}:
        day = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if day is None:
        return None
    return Period(begin=day, end=day, precision=Precision.DAY, anchor=reference.anchor)


def read_unit(hit: Hit) -> Reader | None:
    """«هفته گذشته»، «ماه جاری»، «امسال»، «این هفته»، «ابتدای سال آینده»."""
    symbols = hit.text("unit")
    unit = "S" if "R" in symbols else next(s for s in symbols if s in "hmSqe")
    shift = hit.value("unit") if symbols == "R" else 0
    for symbol in symbols:
        shift = _SHIFTS.get(symbol, shift)
    label = _LABELS.get(hit.text("label"))
    if unit in "qe":
        return unsettled
    return partial(_unit, unit, shift, hit.text("edge"), label)


def _unit(
    unit: str, shift: int, edge: str, label: Calendar | None, reference: Reference
) -> Period | None:
    if reference.today is None:
        return None
    days, precision = unit_days(unit, shift, label, reference.today)
    begin, end = cut(days, edge)
    if unit == "h" and edge == "x":
        begin = end - timedelta(days=1)
    return Period(
        begin=begin,
        end=end,
        precision=Precision.DAY if begin == end else precision,
        calendar=label or (None if unit == "h" else Calendar.JALALI),
        anchor=reference.anchor,
    )


def unit_days(
    unit: str, shift: int, label: Calendar | None, today: date
) -> tuple[tuple[date, date], Precision]:
    """Return the days of the week, month or year ``shift`` units from today."""
    calendar = label or Calendar.JALALI
    if unit == "h":
        return week_of(today + timedelta(days=7 * shift)), Precision.WEEK
    if unit == "m":
        day = add_months(today, shift, calendar)
        month = day.month
        if calendar is Calendar.JALALI:
            month = jalali.gregorian_to_jalali(day)[1]
        found = month_days(calendar, year_of(day, calendar), month)
        precision = Precision.MONTH
    else:
        found = year_days(calendar, year_of(today, calendar) + shift)
        precision = Precision.YEAR
    if found is None:
        raise ValueError(f"out of the calendar: {shift} {unit} from {today}")
    return found, precision


def read_day_of_unit(hit: Hit) -> Reader | None:
    """«۲۸ و ۲۹ ماه جاری»، «دهم ماه آینده»؛ «سه ماه آینده» counts months."""
    shift = hit.text("shift")
    if shift != "C" and set(hit.text("days")) != {"o"}:
        return None
    days = [
        cast("int", lexeme.value)
        for symbol, lexeme in zip(hit.text("days"), hit.lexemes("days"), strict=True)
        if symbol in "dok"
    ]
    if not all(1 <= day <= 31 for day in days):
        return None
    return partial(_day_of_unit, (min(days), max(days)), _SHIFTS[shift])


def _day_of_unit(
    days: tuple[int, int], shift: int, reference: Reference
) -> Period | None:
    if reference.today is None:
        return None
    (first, last), _ = unit_days("m", shift, None, reference.today)
    begin, end = (first + timedelta(days=day - 1) for day in days)
    if end > last:
        return None
    return Period(
        begin=begin,
        end=end,
        precision=Precision.DAY,
        calendar=Calendar.JALALI,
        anchor=reference.anchor,
        is_range=begin != end,
    )


def read_ago(hit: Hit) -> Reader | None:
    """«سه روز پیش»، «دو هفته گذشته»، «ظرف ۱۰ روز آینده»."""
    if hit.text("number") == "?":
        return unsettled
    number, unit, shift = hit.value("number"), hit.text("unit"), hit.text("shift")
    if unit in "zEqec" or number > 1000:
        return unsettled if unit != "E" else partial(_hours, number * _SHIFTS[shift])
    return partial(_ago, number, unit, shift)


def _hours(hours: int, reference: Reference) -> Period | None:
    """Read «۲۴ ساعت گذشته»؛ fewer hours leave the day open."""
    if abs(hours) % 24:
        return None
    days = hours // 24
    return _shifted_days((min(days, 0), max(days, 0)), Precision.DAY, reference)


def _ago(number: int, unit: str, shift: str, reference: Reference) -> Period | None:
    today = reference.today
    if today is None:
        return None
    sign = _SHIFTS[shift]
    if shift in "PF":
        other = move(today, unit, number * sign)
        begin, end = min(today, other), max(today, other)
        precision = Precision.DAY
    elif unit == "r":
        begin = end = move(today, unit, number * sign)
        precision = Precision.DAY
    else:
        (begin, end), precision = unit_days(unit, number * sign, None, today)
    return Period(
        begin=begin,
        end=end,
        precision=precision,
        anchor=reference.anchor,
        is_range=shift in "PF",
    )


def move(day: date, unit: str, count: int) -> date:
    """Return ``day`` some days, weeks, months or years later."""
    if unit in "rh":
        return day + timedelta(days=count * (7 if unit == "h" else 1))
    return add_months(day, count * (12 if unit == "S" else 1), Calendar.JALALI)


def read_same_day(_: Hit) -> Reader | None:
    """«این روز»، «همان شب»: the day told last, which no reference settles."""
    return unsettled


def read_nothing(_: Hit) -> Reader | None:
    """Read a time of day or a duration: it has no day of its own."""
    return unsettled


# ------------------------------------------------------------------------ the rules


def _rule(
    name: str,
    slot: str,
    starts: str,
    pattern: str,
    read: Callable[[Hit], Reader | None],
) -> Rule:
    return Rule(name, slot, starts, re.compile(pattern), read)


_M = r"[KJjGgQH]"
_EDGE = r"(?P<edge>[blx])?"
RULES: tuple[Rule, ...] = (
    _rule("numeric_date", "date", "#", r"(?P<all>#)", read_numeric),
    _rule(
        "day_month",
        "date",
        "<dok",
        rf"(?:<(?=[dok]>))?(?P<days>[dok](?:[,&>-][dok])*)[rm]?"
        rf"(?P<month>[KJjAGgQH])m?{_YEAR}",
        read_day_month,
    ),
    _rule("glued_day_month", "date", "Øø", rf"(?P<month>[Øø])m?{_YEAR}", read_glued),
    _rule("named_day", "named", "N", rf"(?P<name>N){_YEAR}", read_named_day),
    _rule(
        "part_of_month",
        "period",
        "ehldk",
        rf"(?:(?P<count>[dk])(?P<unit>[hr])(?P<number>[ob])"
        rf"|(?P<single>[ehl])(?P<which>[ok]))m?(?P<month>[KJjGgQH]){_YEAR}",
        read_part_of_month,
    ),
    _rule(
        "first_months",
        "period",
        "ldk",
        rf"(?:(?P<half>l)(?P<ordinal>o)|(?P<number>[dk])mo)(?:S(?!P|F|C|Y)|{_YEAR})",
        read_first_months,
    ),
    _rule(
        "month",
        "period",
        "blxmMKJjGgQH",
        rf"{_EDGE}(?P<unit>[mM])?(?P<months>{_M}(?:[,&>-]{_M})*)m?{_YEAR}",
        read_month,
    ),
    _rule(
        "season",
        "period",
        "blxqs",
        rf"{_EDGE}(?P<unit>q)?(?P<season>s){_YEAR}",
        read_season,
    ),
    _rule(
        "year",
        "period",
        "blx<SZ",
        rf"{_EDGE}<?[SZ](?P<years>[Yy](?:[>&,-]S?[Yy])*)(?P<label>[LWUX])?",
        read_years,
    ),
    _rule(
        "labelled_year",
        "period",
        "Y",
        r"(?P<edge>)(?P<years>Y)(?P<label>[LWUX])",
        read_years,
    ),
    _rule(
        "year_range",
        "period",
        "<",
        r"(?P<edge>)<(?P<years>Y>Y)(?P<label>[LWUX])?",
        read_year_range,
    ),
    _rule(
        "cued_year",
        "period",
        "Y",
        r"(?:(?<=u)|(?<=u\())(?P<edge>)(?P<years>Y(?:[>-]Y)?)(?P<label>[LWUX])?",
        read_cued_year,
    ),
    _rule(
        "bare_year",
        "period",
        "Y",
        r"(?:(?<=[@<])|(?<=[^Y]>))(?P<edge>)(?P<years>Y)(?P<label>[LWUX])?",
        read_bare_year,
    ),
    _rule(
        "edge_of_year",
        "period",
        "blx",
        r"(?P<edge>[blx])(?P<years>Y)(?P<label>[LWUX])?",
        read_bare_year,
    ),
    _rule(
        "decade", "period", "e", r"e(?P<number>[yYdkn])(?P<label>[LWUX])?", read_decade
    ),
    _rule(
        "century", "period", "c", r"c(?P<number>[odk])(?P<label>[LWUX])?", read_century
    ),
    _rule("day_word", "relative", "T", r"(?P<word>T)", read_day_word),
    _rule("last_day", "relative", "rt", r"[rt](?P<shift>[PaCf])", read_last_day),
    _rule("same_day", "same", "=", r"=", read_same_day),
    _rule(
        "weekday",
        "weekday",
        "iw",
        r"i?(?P<day>w)(?P<shift>h[PFC]|[PaFf])?",
        read_weekday,
    ),
    _rule(
        "unit",
        "period",
        "blxoRihmSqe",
        r"(?P<edge>[blxo])?(?P<unit>R|i[hmS]|[hmSqe][CPaFf])(?P<label>[LW])?",
        read_unit,
    ),
    _rule(
        "day_of_unit",
        "date",
        "dok",
        r"(?P<days>[dok](?:[,&>-][dok])*)r?m(?P<shift>[CPF])",
        read_day_of_unit,
    ),
    _rule(
        "edge_of_unit",
        "period",
        "blxo",
        r"(?P<edge>[blxo])(?P<unit>[hmS])(?P<label>[LW])?",
        read_unit,
    ),
    _rule(
        "ago",
        "period",
        "dknyYo?",
        r"(?P<number>[dknyYo?])(?P<unit>[rhmSzEqec])(?P<shift>[PaFf])",
        read_ago,
    ),
    _rule(
        "vague",
        "period",
        "DMZBipv?",
        r"[DMZB][PaFfC]|i[DMZB]|[pv]|\?[rhmS]",
        read_vague,
    ),
    _rule(
        "clock",
        "clock",
        "E:",
        r"E?(?P<clock>:)|E(?P<hour>[dk])(?:&(?P<minute>[dyk])z?)?",
        read_nothing,
    ),
    _rule("part_of_day", "part", "t", r"(?P<part>t)", read_nothing),
    _rule(
        "duration",
        "duration",
        "dknyYo",
        r"[dknyYo](?:&[dk])?[rhmSzEqec](?:&[dknyY][rhmSzEqec])?",
        read_nothing,
    ),
)

RULES_BY_START: dict[str, tuple[Rule, ...]] = {
    symbol: tuple(rule for rule in RULES if symbol in rule.starts)
    for symbol in sorted({symbol for rule in RULES for symbol in rule.starts})
}

"""The site's own words, numbers and dates in Persian or English, and safe strings.

Whatever comes from an article passes :func:`plain` (control characters and bidi
overrides go) and is escaped by the templates; links pass :func:`safe_link`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from kg.jalali import (
    duration_label,
    gregorian_month,
    gregorian_to_jalali,
    jalali_label,
    jalali_month,
)


LANGUAGES = ("fa", "en")

_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
# Control characters, and marks that would turn the text around them.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\uffff]+"
)
_LATIN_MONTHS = (
    *("Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar"),
    *("Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand"),
)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~!])")


def plain(text: str) -> str:
    r"""Drop control characters and bidi overrides; line breaks stay.

    >>> plain("گز\u202eارش\x00")
    'گزارش'
    """
    return _CONTROLS.sub("", text)


def safe_link(url: str) -> str:
    """Return ``url`` if it is an absolute http or https address, else ``""``.

    >>> safe_link("https://news.example/1"), safe_link("javascript:alert(1)")
    ('https://news.example/1', '')
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    whole = url.isprintable() and " " not in url and bool(parts.hostname)
    return url if whole and parts.scheme in {"http", "https"} else ""


def escape_markdown(text: str) -> str:
    """Return ``text`` on one line, with what Markdown or HTML would read escaped."""
    return _MARKDOWN.sub(r"\\\1", " ".join(plain(text).split()))


@lru_cache(maxsize=1 << 15)
def to_date(iso: str) -> date | None:
    """Return the first day of an ISO date prefix; ``None`` for none or no date."""
    parts = iso[:10].split("-") if iso else []
    try:
        year, month, day = [*map(int, parts), 1, 1][:3]
        return date(year, month, day)
    except ValueError:
        return None


def month_of(iso: str) -> tuple[int, int] | None:
    """Return the Jalali year and month of a day, ``None`` of none."""
    day = to_date(iso)
    return None if day is None else gregorian_to_jalali(day)[:2]


@cache
def texts(lang: str) -> dict[str, Any]:
    """Return the texts of the pages in ``fa`` or ``en``.

    Raises:
        KeyError: For another language.
    """
    content = (files("kg.report") / "assets" / "texts.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(content)[lang]
    return found


@dataclass(frozen=True, slots=True)
class Wording:
    """Numbers, dates and counted things in the site's language.

    Attributes:
        lang: ``fa`` or ``en``.
    """

    lang: str

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return "rtl" if self.lang == "fa" else "ltr"

    @property
    def t(self) -> dict[str, Any]:
        """The texts by their keys."""
        return texts(self.lang)

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number with the language's digits and separators.

        >>> Wording("fa").number(12345.5, 1), Wording("en").number(12345)
        ('۱۲٬۳۴۵٫۵', '12,345')
        """
        text = f"{value:,.{digits}f}"
        if self.lang == "fa":
            return text.replace(",", "٬").replace(".", "٫").translate(_DIGITS)
        return text

    def percent(self, share: float) -> str:
        """Return a share of 0–1 in percent.

        >>> Wording("fa").percent(0.254), Wording("en").percent(0.254)
        ('۲۵٪', '25%')
        """
        return _percent(round(share * 100), self.lang)

    def confidence(self, share: float) -> str:
        """Say a statement's confidence of 0–1."""
        return str(self.t["confidence"]).format(value=self.percent(share))

    def fill(self, key: str, **values: object) -> str:
        """Return the text of ``key`` with its ``{name}`` places filled."""
        given = {
            name: self.number(value) if isinstance(value, int) else value
            for name, value in values.items()
        }
        return str(self.t[key]).format(**given)

    def day(self, iso: str) -> str:
        """Return a day in both calendars, the site's own first; ``""`` for none.

        A month or year, as an ISO prefix, is the period that it is.

        >>> Wording("en").day("2024-06-22")
        '2024-06-22 (2 Tir 1403)'
        >>> Wording("fa").day("2024-06-22")
        '۲ تیر ۱۴۰۳ (۲۰۲۴/۰۶/۲۲)'
        >>> Wording("en").day("2024")
        '2024 (11 Dey 1402 – 11 Dey 1403)'
        """
        return _day(iso[:10], self.lang)

    def jalali(self, iso: str) -> str:
        """Return a day, month or year in the Jalali calendar; ``""`` for none.

        >>> Wording("fa").jalali("2024-06-22"), Wording("en").jalali("2024-06-22")
        ('۲ تیر ۱۴۰۳', '2 Tir 1403')
        """
        begin, end = to_date(iso), _last_day(iso[:10])
        if begin is None or end is None:
            return ""
        if self.lang == "fa":
            return jalali_label(begin, end)
        first, last = _latin(begin), _latin(end)
        return first if begin == end else f"{first} – {last}"

    def days(self, begin: str, end: str) -> str:
        """Return a period in both calendars; one day is one date."""
        if not end or end == begin:
            return self.day(begin)
        return f"{self.day(begin)} {self.t['until']} {self.day(end)}"

    def span(self, days: int) -> str:
        """Return a length of time in days, or in years from two years on."""
        return duration_label(days, self.lang)

    def month(self, month: tuple[int, int]) -> str:
        """Return the name of a Jalali month.

        >>> Wording("fa").month((1403, 4)), Wording("en").month((1403, 4))
        ('تیر ۱۴۰۳', 'Tir 1403')
        """
        if self.lang == "fa":
            return jalali_label(*jalali_month(*month))
        return f"{_LATIN_MONTHS[month[1] - 1]} {month[0]}"

    def year(self, year: int) -> str:
        """Return a year, without separators."""
        return str(year).translate(_DIGITS) if self.lang == "fa" else str(year)

    def term(self, group: str, key: str) -> str:
        """Return the name of a member of a closed set; the key if it has none."""
        return str(self.t[group].get(key, key))


@lru_cache(maxsize=256)
def _percent(share: int, lang: str) -> str:
    return f"{share}٪".translate(_DIGITS) if lang == "fa" else f"{share}%"


@lru_cache(maxsize=1 << 15)
def _day(iso: str, lang: str) -> str:
    jalali = Wording(lang).jalali(iso)
    if not jalali:
        return ""
    if lang == "fa":
        return f"{jalali} ({iso.replace('-', '/').translate(_DIGITS)})"
    return f"{iso} ({jalali})"


def _last_day(iso: str) -> date | None:
    """Return the last day of an ISO date prefix; ``None`` for none or no date."""
    day = to_date(iso)
    if day is None or len(iso) >= 10:
        return day
    if len(iso) >= 7:
        return gregorian_month(day.year, day.month)[1]
    return date(day.year, 12, 31)


def _latin(day: date) -> str:
    year, month, number = gregorian_to_jalali(day)
    return f"{number} {_LATIN_MONTHS[month - 1]} {year}"

"""Every day from 1300 to 1450 Jalali agrees with two other calendar libraries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import jalali


FIRST = jalali.jalali_to_gregorian(1300, 1, 1)
LAST = jalali.jalali_year(1450)[1]


def test_every_day_agrees_with_two_libraries() -> None:
    persian = pytest.importorskip("convertdate").persian
    jdatetime = pytest.importorskip("jdatetime")
    day = FIRST
    while day <= LAST:
        there = jalali.gregorian_to_jalali(day)
        other = jdatetime.GregorianToJalali(day.year, day.month, day.day)
        assert there == tuple(other.getJalaliList())
        if there[1:] in {(1, 1), (12, 29), (12, 30)}:
            assert there == tuple(persian.from_gregorian(day.year, day.month, day.day))
        day += timedelta(days=1)


def test_days_run_without_gap_through_all_months() -> None:
    day = FIRST
    for year in range(1300, 1451):
        for month in range(1, 13):
            begin, end = jalali.jalali_month(year, month)
            assert begin == day
            day = end + timedelta(days=1)
    assert day == LAST + timedelta(days=1)


@given(st.dates(min_value=date(1850, 1, 1), max_value=date(2150, 1, 1)))
def test_jalali_round_trip(day: date) -> None:
    assert jalali.jalali_to_gregorian(*jalali.gregorian_to_jalali(day)) == day


@given(st.dates(min_value=date(1925, 1, 1), max_value=date(2077, 1, 1)))
def test_hijri_round_trip(day: date) -> None:
    assert jalali.hijri_to_gregorian(*jalali.gregorian_to_hijri(day)) == day

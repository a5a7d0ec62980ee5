"""Calendar arithmetic: known days, limits, and errors."""

from __future__ import annotations

from datetime import date

import pytest

from kg import jalali


CASES = [
    ((1403, 12, 30), date(2025, 3, 20)),
    ((1404, 1, 1), date(2025, 3, 21)),
    ((1399, 12, 30), date(2021, 3, 20)),
    ((1357, 11, 22), date(1979, 2, 11)),
    ((1304, 2, 1), date(1925, 4, 21)),
]


@pytest.mark.parametrize(("there", "day"), CASES)
def test_known_days(there: tuple[int, int, int], day: date) -> None:
    assert jalali.jalali_to_gregorian(*there) == day
    assert jalali.gregorian_to_jalali(day) == there


@pytest.mark.parametrize(
    "there", [(1404, 12, 30), (1403, 13, 1), (1403, 7, 31), (1403, 1, 0), (0, 1, 1)]
)
def test_days_that_do_not_exist(there: tuple[int, int, int]) -> None:
    assert not jalali.is_jalali_date(*there)
    with pytest.raises(ValueError, match="not a"):
        jalali.jalali_to_gregorian(*there)


def test_month_that_does_not_exist_has_no_length() -> None:
    with pytest.raises(ValueError, match="not a month: 13"):
        jalali.jalali_month_length(1403, 13)


def test_hijri_days_and_periods() -> None:
    assert jalali.hijri_to_gregorian(1445, 10, 1) == date(2024, 4, 10)
    assert jalali.gregorian_to_hijri(date(2024, 4, 10)) == (1445, 10, 1)
    assert jalali.hijri_month(1445, 9) == (date(2024, 3, 11), date(2024, 4, 9))


@pytest.mark.parametrize("there", [(1342, 1, 1), (1501, 1, 1), (1445, 13, 1)])
def test_hijri_days_outside_the_table(there: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"Hijri|month"):
        jalali.hijri_to_gregorian(*there)


def test_gregorian_day_before_the_hijri_table() -> None:
    with pytest.raises(ValueError, match="no Hijri date"):
        jalali.gregorian_to_hijri(date(1900, 1, 1))


def test_gregorian_month_of_december() -> None:
    found = jalali.gregorian_month(2024, 12)

    assert found == (date(2024, 12, 1), date(2024, 12, 31))

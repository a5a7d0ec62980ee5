"""Counts of people killed, injured, arrested and rescued."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.events.casualties import read_number, told_counts
from kg.normalize import match_key


COUNTS = [
    ("در تصادف ۳ نفر کشته و ۱۲ تن زخمی شدند", {"killed": 3, "injured": 12}),
    ("سانحه ۵ کشته و ۲ مجروح داشت", {"killed": 5, "injured": 2}),
    ("خبر کشته شدن دو کارگر و زخمی شدن ۱۴ تن رسید", {"killed": 2, "injured": 14}),
    ("کشته شدن ۵ و زخمی شدن ۲۰ تن", {"killed": 5, "injured": 20}),
    ("۲ هزار و ۴۸۰ تن در سیل جان باختند", {"killed": 2480}),
    ("بیست و پنج کارگر جان باختند", {"killed": 25}),
    ("بازداشت بیش از ۱۱ نفر", {"arrested": 11}),
    ("شمار کشته‌ها به ۱۲ نفر رسید", {"killed": 12}),
    ("شمار مردان فوت شده به ۷ تن رسید", {"killed": 7}),
    ("۱۵ نفر از ۱۶ سرباز کشته شدند", {"killed": 15}),
    ("یک سرباز ایرانی مجروح شد", {"injured": 1}),
    ("۶۳ سالمند مبتلا به کووید ۱۹ جان باختند", {"killed": 63}),
    ("۳۴ نظامی ترکیه در حمله کشته شدند", {"killed": 34}),
    ("۷ نفر شامل ۴ زن و ۳ مرد نجات یافتند", {"rescued": 7}),
    ("۵۰ نفر از جمله سه کودک کشته و ۸ تن زخمی شدند", {"killed": 50, "injured": 8}),
]
NO_COUNTS = [
    "او در سال ۲۰۱۸ کشته شد",
    "صبح ۱۳ دی ۹۸ به شهادت رسید",
    "در سن ۴۴ سالگی فوت کرد",
    "مرگ بر اثر کووید ۱۹ بود",
    "راهپیمایی ساعت ۹ با شعار مرگ آغاز شد",
    "ده‌ها نفر کشته شدند",
    "۵ نفر کشته و زخمی شدند",
    "پسر جوانی کشته شد",
    "همراه ۱۰ تن جان سالم به در برد",
]


@pytest.mark.parametrize(("sentence", "expected"), COUNTS)
def test_people_are_counted(sentence: str, expected: dict[str, int]) -> None:
    assert dict(told_counts([match_key(word) for word in sentence.split()])) == expected


@pytest.mark.parametrize("sentence", NO_COUNTS)
def test_what_counts_no_people_is_left(sentence: str) -> None:
    assert not list(told_counts([match_key(word) for word in sentence.split()]))


UNITS = ["یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه"]
TENS = {20: "بیست", 30: "سی", 40: "چهل", 50: "پنجاه", 60: "شصت"}


@given(st.integers(1, 999), st.integers(1, 999))
def test_thousands_are_read_in_digits(thousands: int, rest: int) -> None:
    keys = [str(thousands), "هزار", "و", str(rest), "نفر"]

    assert read_number(keys, 0) == (1000 * thousands + rest, 4)


@given(st.sampled_from(sorted(TENS)), st.integers(1, 9))
def test_tens_and_units_are_read_in_words(tens: int, unit: int) -> None:
    keys = [match_key(TENS[tens]), "و", match_key(UNITS[unit - 1]), "نفر"]

    assert read_number(keys, 0) == (tens + unit, 3)


@given(st.lists(st.sampled_from([*UNITS, "و", "هزار", "۱۲", "نفر", "کشته"])))
def test_any_words_are_read(words: list[str]) -> None:
    keys = [match_key(word) for word in words]

    assert all(value > 0 for _, value in told_counts(keys))

"""Comparison of two spellings of a person's name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.names import compare_names, edit_distance, name_key, name_words


CASES = [
    ("علی رضایی", "علي رضايي", 1.0),
    ("محمد علی رضایی", "محمدعلی رضایی", 1.0),
    ("سید علی رضایی", "علی رضایی", 1.0),
    ("سیدعلی رضایی", "علی رضایی", 1.0),
    ("سیدی رضایی", "علی رضایی", 0.0),
    ("مایک پمپئو", "مایک پامپئو", 0.85),
    ("محمدجواد کریم‌زاده", "جواد کریم‌زاده", 0.0),
    ("محمد جواد کریم‌زاده", "جواد کریم‌زاده", 0.8),
    ("م. رضایی", "محمد رضایی", 0.8),
    ("رضایی", "علی رضایی", 0.6),
    ("علی رضایی", "حسن کیانفر", 0.0),
]


@pytest.mark.parametrize(("one", "other", "value"), CASES)
def test_names_are_compared(one: str, other: str, value: float) -> None:
    assert compare_names(one, other).value == value
    assert compare_names(other, one).value == value


def test_given_names_that_are_honorifics_elsewhere_count() -> None:
    assert name_words("امیر رضایی") == ("امیر", "رضایی")


def test_a_lone_sayyed_keeps_a_key() -> None:
    assert name_key("سید") != ""


@given(st.text("ابپتث", max_size=8), st.text("ابپتث", max_size=8))
def test_edit_distance_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert edit_distance(one, other, limit=2) == edit_distance(other, one, limit=2)
    assert edit_distance(one, other, limit=2) <= 3
    assert (edit_distance(one, other, limit=2) == 0) == (one == other)


@given(st.text("ابپ", max_size=5), st.text("ابپ", max_size=5))
def test_a_limit_bounds_the_edit_distance_and_changes_no_less(
    one: str, other: str
) -> None:
    whole = edit_distance(one, other, limit=9)
    for limit in (1, 2, 3):
        assert edit_distance(one, other, limit=limit) == min(whole, limit + 1)

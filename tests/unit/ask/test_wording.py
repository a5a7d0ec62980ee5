"""Typed words as patterns, and how near a text is to them."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ask.wording import holds, nearness, word_keys
from kg.normalize import match_key


LETTERS = "آابپتجچخدرزسشطعغفقکكگلمنوؤهةۀیيئى۱۲3 \u200c\u064eـ.()[*?\\\"'"


def matches(text: str, keys: tuple[str, ...]) -> bool:
    """Return what the store says of a text and keys."""
    store = ox.Store()
    query = f"ASK {{ BIND({ox.Literal(text)} AS ?t) FILTER({holds('?t', keys)}) }}"
    return bool(store.query(query))


@given(st.text(LETTERS, max_size=12), st.text(LETTERS, max_size=4))
def test_the_store_matches_as_folded_keys_do(text: str, word: str) -> None:
    key = match_key(word)

    assert matches(text, (key,)) is (key in match_key(text))


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("كارخانه هاي بزرگ", ("کارخانه", "بزرگ")),
        ("کارخانه‌هایی", ("کارخانه",)),
        ("وزیران", ("وزیر",)),
        ("ها", ("ها",)),
        ("تهران تهران", ("تهر",)),
        ("", ()),
    ],
)
def test_words_become_stems_once(words: str, keys: tuple[str, ...]) -> None:
    assert word_keys(words) == tuple(map(match_key, keys))


@pytest.mark.parametrize(
    ("text", "distance"),
    [
        ("افزایش صادرات نفت ایران", 0),
        ("نفت و صادرات آن", 1),
        ("پسصادراتی نفت", 2),
    ],
)
def test_words_in_a_row_are_nearest(text: str, distance: int) -> None:
    assert nearness(text, word_keys("صادرات نفت")) == distance

"""Kept answers."""

from __future__ import annotations

import pytest

from kg.kept import Kept


def test_a_question_is_asked_once() -> None:
    asked: list[str] = []

    def answer(word: str) -> int:
        asked.append(word)
        return len(word)

    sizes = Kept(answer, most=9)

    assert [sizes[word] for word in ("باران", "برف", "باران")] == [5, 3, 5]
    assert asked == ["باران", "برف"]


def test_no_more_is_kept_than_allowed() -> None:
    sizes = Kept(len, most=2)

    for word in ("آب", "باد", "خاک"):
        assert sizes[word] == len(word)

    assert dict(sizes) == {"خاک": 3}


def test_none_is_an_answer_too() -> None:
    asked: list[str] = []
    nothing = Kept(asked.append, most=9)

    assert nothing["ماه"] is None
    assert nothing["ماه"] is None
    assert asked == ["ماه"]


def test_what_fails_is_not_kept() -> None:
    numbers = Kept(int, most=9)

    with pytest.raises(ValueError, match="invalid literal"):
        numbers["ماه"]
    assert not numbers

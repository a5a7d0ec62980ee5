from __future__ import annotations

import pytest

from kg.annotate.names.phrases import Phrases
from kg.normalize import match_key


PHRASES = Phrases([(match_key("شورای عالی آب"), 1), (match_key("شورای عالی"), 2)])

CASES = [
    (["شورای", "عالی", "آب"], (3, 1)),
    (["شورای‌عالی", "آب"], (2, 1)),
    (["شورای", "عالی", "کار"], (2, 2)),
    (["شورای", "شهر"], None),
    (["شورایعالی"], None),
]


@pytest.mark.parametrize(("forms", "expected"), CASES)
def test_longest_phrase_of_several_words(
    forms: list[str], expected: tuple[int, int] | None
) -> None:
    keys = [match_key(form) for form in forms]

    assert PHRASES.match(keys, 0) == expected


def test_mark_ends_a_phrase() -> None:
    assert PHRASES.match([match_key("شورای"), "", match_key("عالی")], 0) is None

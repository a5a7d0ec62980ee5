from __future__ import annotations

import pytest

from kg.extract.roles import find_roles
from tests.builders import context


HELD = [
    (
        "تدوین این/DET فیلم را/ADP {person|علی رضایی} برعهده داشته است/VERB.",
        [("علی رضایی", "تدوین", None)],
    ),
    (
        "ترجمه کتاب «شب روشن» را/ADP نیز {person|علی رضایی} بر/ADP عهده دارد/VERB.",
        [("علی رضایی", "ترجمه", "شب روشن")],
    ),
    (
        (
            "طراحی صحنه و/CCONJ لباس این/DET نمایش بر/ADP عهده {person|علی رضایی} "
            "و/CCONJ {person|آوا نوواک} است/AUX."
        ),
        [
            ("علی رضایی", "طراحی صحنه و لباس", None),
            ("آوا نوواک", "طراحی صحنه و لباس", None),
        ],
    ),
    # no work, nobody, and a work that only hangs on another noun
    ("تنظیم بازار را/ADP {person|علی رضایی} برعهده دارد/VERB.", []),
    ("تدوین این/DET فیلم را/ADP {person|علی رضایی} دید/VERB.", []),
    ("هزینه+ تدوین این/DET فیلم را/ADP {person|علی رضایی} برعهده دارد/VERB.", []),
]


@pytest.mark.parametrize(("text", "expected"), HELD)
def test_works_of_a_crew_are_in_hands(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    found = find_roles(context(text))

    assert [(r.person, r.role, r.organization) for r in found] == expected

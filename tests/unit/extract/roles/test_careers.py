from __future__ import annotations

import pytest

from kg.extract.roles import find_roles
from tests.builders import context


CASES = [
    (
        (
            "{person|علی رضایی} پیش از این مشاور وزیر نیرو (۹۶-۹۸)، سفیر {place|پرو}"
            " (۸۰-۸۴) و/CCONJ مدیرعامل {organization|سپیدرود} (۷۱-۸۰) بوده است/VERB."
        ),
        [
            ("علی رضایی", "مشاور", "وزیر نیرو", "former"),
            ("علی رضایی", "سفیر", "پرو", "former"),
            ("علی رضایی", "مدیرعامل", "سپیدرود", "former"),
        ],
    ),
    # a row without a verb that ends it tells nothing of the one before
    (
        (
            "{person|علی رضایی} با/ADP مشاور وزیر نیرو، سفیر {place|پرو} و/CCONJ"
            " مدیرعامل {organization|سپیدرود} دیدار کرد/VERB."
        ),
        [],
    ),
    (
        (
            "از/ADP سوابق کاری {person|علی رضایی} می‌توان به/ADP ریاست فدراسیون شنا"
            " و/CCONJ دبیر شورای شهر اشاره کرد/VERB."
        ),
        [
            ("علی رضایی", "ریاست", "فدراسیون شنا", "former"),
            ("علی رضایی", "دبیر", "شورای شهر", "former"),
        ],
    ),
    (
        (
            "{person|علی رضایی} آمد/VERB. مشاور سازمان آب از/ADP سوابق وی/PRON"
            " است/VERB. {person|مینا بهاری} رفت/VERB."
        ),
        [("علی رضایی", "مشاور", "سازمان آب", "former")],
    ),
    # whose record it is must be told
    (
        "{person|علی رضایی} سوابق مدیر سازمان آب را/ADP دید/VERB. {person|بهاری} رفت.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_careers_are_told_in_rows(
    text: str, expected: list[tuple[str, str, str | None, str]]
) -> None:
    found = find_roles(context(text))

    rows = [(r.person, r.role, r.organization, str(r.status)) for r in found]
    assert rows == expected

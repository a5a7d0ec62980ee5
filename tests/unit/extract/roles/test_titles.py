from __future__ import annotations

import pytest

from kg.extract.roles.titles import broader, title_matcher
from kg.lexicon import rows
from kg.normalize import match_key


@pytest.mark.parametrize(
    ("words", "plural"),
    [
        (["نمایندگان"], True),
        (["نماینده‌ی"], False),
        (["معاونین"], True),
        (["مدیران", "عامل"], True),
        (["سخنگویان"], True),
    ],
)
def test_inflected_titles_are_found(words: list[str], plural: bool) -> None:
    match = title_matcher().match([match_key(word) for word in words], 0)

    assert match is not None
    assert match.last == len(words)
    assert match.value.plural is plural


def test_every_broader_concept_leads_to_the_top() -> None:
    for _, key, *_ in rows("role_titles", 6):
        seen = [key]
        while (wide := broader(seen[-1])) is not None:
            assert wide not in seen
            seen.append(wide)
        assert seen[-1] == "role"


def test_title_list_is_sorted_and_without_duplicates() -> None:
    listed = rows("role_titles", 6)

    assert list(listed) == sorted(listed)
    keys = [match_key(row[0]) for row in listed]
    assert len(keys) == len(set(keys))
    assert {row[5] for row in listed} <= {
        "body",
        "field",
        "ministry",
        "place",
        "none",
        "group",
    }

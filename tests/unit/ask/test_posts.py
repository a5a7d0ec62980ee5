"""Which statements of roles speak of one post."""

from __future__ import annotations

import pytest

from kg.ask.posts import by_post
from kg.ask.tenures import Membership


def stated(*titles: tuple[str, str]) -> list[Membership]:
    """Return one person's statements of titles and bodies."""
    return [
        Membership(
            statement=f"s{at}",
            iri="p",
            person="بهرام کیانفر",
            role=role,
            organization=body,
            status="current",
            as_of=f"2024-01-{at + 1:02}",
            start="",
            end="",
        )
        for at, (role, body) in enumerate(titles)
    ]


YAZD, TITLE = ("استاندار", "یزد"), ("استاندار", "")
CASES = [
    ([("وزیر نیرو", ""), ("وزیر", "وزارت نیرو"), ("وزیر نیرو", "کشورمان")], ["012"]),
    ([YAZD, ("استاندار", "گیلان")], ["0", "1"]),
    ([("سخنگو", "شهرداری"), ("سخنگوی", "شهرداری")], ["01"]),
    ([YAZD, TITLE, TITLE], ["012"]),
    # Too seldom named to be what is left out.
    ([YAZD, *[TITLE] * 5], ["12345", "0"]),
    # Two bodies, of which none is clear.
    ([YAZD, ("استاندار", "گیلان"), TITLE], ["2", "1", "0"]),
    # The body left out is this country, as is said once.
    ([("سخنگو", "ایران"), ("سخنگو", "گیلان"), ("سخنگو", "")], ["02", "1"]),
]


@pytest.mark.parametrize(("titles", "posts"), CASES)
def test_statements_are_told_apart_by_post(
    titles: list[tuple[str, str]], posts: list[str]
) -> None:
    found = by_post(stated(*titles))

    assert sorted(
        "".join(sorted(one.statement[1] for one in some)) for some in found
    ) == sorted(posts)

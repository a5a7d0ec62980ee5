"""Which statements of roles speak of one post."""

from __future__ import annotations

import pytest

from kg.ask.posts import Fit, by_post, fit
from kg.ask.tenures import Membership
from kg.normalize import match_key


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


FITS = [
    ("استاندار یزد", "", Fit("")),
    ("استاندار", "یزد", Fit("", is_sure=True)),
    ("استاندار", "استان یزد", Fit("")),
    ("استاندار یزد", "کشورمان", Fit("")),
    ("استاندار یزد", "کنیا", Fit("کنیا")),
    ("استاندار", "شورای یزد", Fit("شوراییزد")),
    ("استاندار", "گیلان", None),
    ("شهردار", "یزد", None),
]


@pytest.mark.parametrize(("title", "body", "how"), FITS)
def test_a_role_fits_a_post_or_is_one_of_another_body(
    title: str, body: str, how: Fit | None
) -> None:
    keys = match_key(title), match_key(body), match_key("استاندار یزد")

    assert fit(*keys) == how

"""How common names and companions are, while articles come and go."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.evidence import PersonRecord, Tally, Usage, usage_of


NAMES = ("بهرام کیانفر", "کیانفر", "مهسا رستگار", "سید بهرام کیانفر")

articles = st.lists(
    st.lists(st.tuples(st.sampled_from(NAMES), st.frozensets(st.sampled_from("ابپ")))),
    max_size=4,
)


def records_of(
    number: int, told: list[tuple[str, frozenset[str]]]
) -> list[PersonRecord]:
    """Return the persons of an article, with those that stand with them."""
    return [
        PersonRecord(f"n{number}", f"e{at}", name, companions=company)
        for at, (name, company) in enumerate(told)
    ]


def seen(usage: Usage) -> tuple[object, ...]:
    """Return what a usage says, less those who stand with nobody any more."""
    companions = {name: count for name, count in usage.companions.items() if count}
    return (
        usage.articles,
        companions,
        usage.bearers,
        usage.givers,
        usage.full_names,
    )


@given(articles, articles)
def test_what_came_and_went_does_not_count(
    stay: list[list[tuple[str, frozenset[str]]]],
    go: list[list[tuple[str, frozenset[str]]]],
) -> None:
    kept = [records_of(at, told) for at, told in enumerate(stay)]
    gone = [records_of(100 + at, told) for at, told in enumerate(go)]
    tally = Tally()

    for some in [*gone, *kept]:
        tally.add(some)
    for some in gone:
        tally.remove(some)

    assert seen(tally.usage()) == seen(usage_of(one for some in kept for one in some))


def test_names_are_counted_by_their_first_and_last_words() -> None:
    usage = usage_of(
        [
            PersonRecord("n1", "e1", "بهرام کیانفر", companions=frozenset("ا")),
            PersonRecord("n1", "e2", "مهسا کیانفر", companions=frozenset("اب")),
            PersonRecord("n2", "e1", "کیانفر", companions=frozenset("ا")),
        ]
    )

    assert usage == Usage(
        articles=2,
        companions={"ا": 2, "ب": 1},
        bearers={"کیانفر": 2},
        givers={"بهرام": 1, "مهسا": 1},
        full_names=2,
    )

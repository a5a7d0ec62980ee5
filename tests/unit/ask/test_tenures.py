"""The line of holders of a post, from single statements."""

from __future__ import annotations

import pytest

from kg.ask import Holding, Support
from kg.ask.tenures import Membership, holders_on, to_holdings


def stated(person: str, as_of: str, status: str = "current", **more: str) -> Membership:
    """Return that an article of a day states that someone held the post."""
    values = {
        "statement": f"{person}-{as_of}-{status}",
        "iri": person,
        "person": person,
        "role": "استاندار",
        "organization": "یزد",
        "status": status,
        "as_of": as_of,
        "start": "",
        "end": "",
    }
    return Membership(**(values | more))


def line_of(*statements: Membership) -> list[Holding]:
    found = {
        one.statement: Support(
            article=one.statement,
            title="",
            publisher="",
            date=one.as_of,
            exact=f"{one.person} استاندار یزد",
            source=one.statement,
        )
        for one in statements
    }
    return to_holdings(statements, found)


A = [stated("الف", "2020-01-01"), stated("الف", "2020-03-01")]
B = [stated("ب", "2020-05-01"), stated("ب", "2020-05-20")]


def test_a_holding_spans_from_its_first_to_its_last_statement() -> None:
    (one,) = line_of(*A)

    assert (one.first, one.last, one.sources, one.gap) == (
        "2020-01-01",
        "2020-03-01",
        2,
        None,
    )


@pytest.mark.parametrize(
    ("day", "ago"), [("2020-05-10", None), ("2020-05-20", None), ("2021-05-20", 365)]
)
def test_a_holder_who_is_only_the_last_known_is_told_how_long_ago(
    day: str, ago: int | None
) -> None:
    (one,) = holders_on(line_of(*A, *B), day)

    assert (one.person, one.ago) == ("ب", ago)


def test_the_gap_counts_days_that_no_article_vouches_for() -> None:
    held = line_of(*B, *A)

    assert [(one.person, one.gap) for one in held] == [("الف", None), ("ب", 60)]


def test_an_appointment_ends_the_gap() -> None:
    held = line_of(*A, stated("ب", "2020-05-01", start="2020-03-02"))

    assert [(one.person, one.start, one.gap) for one in held] == [
        ("الف", "", None),
        ("ب", "2020-03-02", 0),
    ]


def test_who_comes_back_has_two_holdings() -> None:
    held = line_of(*A, *B, stated("الف", "2021-01-01"))

    assert [(one.person, one.first) for one in held] == [
        ("الف", "2020-01-01"),
        ("ب", "2020-05-01"),
        ("الف", "2021-01-01"),
    ]


def test_a_single_source_does_not_divide_a_holding() -> None:
    held = line_of(*A, B[0], stated("الف", "2021-01-01"))

    assert [(one.person, one.first, one.last) for one in held] == [
        ("الف", "2020-01-01", "2021-01-01"),
        ("ب", "2020-05-01", "2020-05-01"),
    ]


def test_a_silence_of_more_than_a_term_divides_a_holding() -> None:
    held = line_of(stated("الف", "2004-02-06"), stated("الف", "2020-02-03"))

    assert [(one.first, one.last, one.gap) for one in held] == [
        ("2004-02-06", "2004-02-06", None),
        ("2020-02-03", "2020-02-03", 5840),
    ]


def test_an_acting_holder_is_told_apart() -> None:
    held = line_of(stated("الف", "2020-01-01", "acting"), stated("الف", "2020-03-01"))

    assert [(one.status, one.first) for one in held] == [
        ("acting", "2020-01-01"),
        ("current", "2020-03-01"),
    ]


def test_being_called_former_bounds_the_end() -> None:
    (one,) = line_of(*A, stated("الف", "2020-06-01", "former"))

    assert (one.status, one.last, one.left) == ("current", "2020-03-01", "2020-06-01")


def test_a_former_holder_alone_is_in_the_line() -> None:
    (one,) = line_of(stated("الف", "2020-06-01", "former"))

    assert (one.status, one.first, one.left) == ("former", "", "2020-06-01")


@pytest.mark.parametrize(
    ("day", "names"),
    [
        ("2019-12-31", []),
        ("2020-02-01", ["الف"]),
        ("2020-04-01", ["الف"]),
        ("2020-05-10", ["ب"]),
        ("2025-01-01", ["ب"]),
    ],
)
def test_the_holder_on_a_day(day: str, names: list[str]) -> None:
    assert [one.person for one in holders_on(line_of(*A, *B), day)] == names


def test_who_is_called_former_holds_the_post_no_more() -> None:
    line = line_of(*A, stated("الف", "2020-06-01", "former"))

    assert [one.person for one in holders_on(line, "2020-05-01")] == ["الف"]
    assert holders_on(line, "2020-06-01") == []


def test_what_is_stated_nearest_to_the_day_stands_first() -> None:
    (one,) = holders_on(line_of(*A), "2020-02-28")

    assert one.support[0].date == "2020-03-01"


def test_whom_articles_still_call_current_has_not_left() -> None:
    (held,) = line_of(
        stated("کیانفر", "2020-01-01"),
        stated("کیانفر", "2020-02-01", "former", end="2020-01-20"),
        stated("کیانفر", "2020-06-01", end="2020-03-01"),
    )

    assert (held.last, held.left, held.end) == ("2020-06-01", "", "")

"""How an event stands among the others of its article."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.events import propose_events
from kg.extract.events.model import to_probability
from kg.extract.events.standing import (
    Odds,
    Standing,
    find_standing,
    to_odds,
    to_rows,
)
from tests.unit.extract.events.scenes import scene_of


EVENT = Standing(
    stem="جشن",
    key="جشن",
    type="ceremony",
    group="gathering",
    is_verbal=False,
    date="2024-06-22",
    place=("ساری",),
    words=frozenset({"کتاب"}),
    first=4,
    name=(4, 6),
    sentence=5,
    clause=1,
    is_title=False,
    numbers=(),
)
STRANGER = replace(
    EVENT,
    stem="سقوط",
    key="سقوط",
    type="accident",
    group="incident",
    is_verbal=True,
    date="",
    place=(),
    words=frozenset(),
    first=30,
    name=(30, 31),
    sentence=8,
    clause=4,
)


def odds_of(mixed: float) -> Odds:
    """Return the odds of an event of which all models say the same."""
    return Odds(mixed, mixed, mixed, mixed)


def seen_of(one: Standing, other: Standing, mixed: float) -> int:
    """Return in how many columns of one event another of such odds is seen."""
    row, _ = to_rows([one, other], [odds_of(0.125), odds_of(mixed)])
    return row.count(mixed)


def test_lone_event_stands_beside_nobody() -> None:
    (row,) = to_rows([EVENT], [odds_of(0.0)])

    assert row[:4] == [1.0, 0.5, 1.0, 1.0]
    assert row.count(-12.0) == 24
    assert row[-6:-3] == [0.0, 0.0, 0.0]


def test_stranger_is_seen_only_as_one_that_comes_after() -> None:
    assert seen_of(EVENT, STRANGER, 2.25) == 1


@pytest.mark.parametrize(
    "alike",
    [
        replace(STRANGER, stem="جشن"),
        replace(STRANGER, date="2024-06-22"),
        replace(STRANGER, place=("ساری",)),
        replace(STRANGER, group="gathering"),
        replace(STRANGER, sentence=5),
        replace(STRANGER, sentence=6),
        replace(STRANGER, words=frozenset({"جشن"})),
        replace(STRANGER, name=(2, 5)),
        replace(STRANGER, is_title=True),
    ],
)
def test_each_thing_in_common_is_seen(alike: Standing) -> None:
    assert seen_of(EVENT, alike, 2.25) > seen_of(EVENT, STRANGER, 2.25)


def test_rank_counts_the_likelier() -> None:
    rows = to_rows(
        [EVENT, STRANGER, EVENT], [odds_of(0.5), odds_of(2.0), odds_of(-1.0)]
    )

    assert [row[4] for row in rows] == [1.0, 0.0, 2.0]
    assert [row[5] for row in rows] == [1.5, 0.0, 3.0]


@given(st.lists(st.floats(-8, 8), min_size=1, max_size=6))
def test_rows_have_equal_columns(said: list[float]) -> None:
    rows = to_rows([EVENT] * len(said), [odds_of(each) for each in said])

    assert len(rows) == len(said)
    assert {len(row) for row in rows} == {43}


@given(st.floats(1e-6, 1 - 1e-6))
def test_odds_and_probability_are_one_another(probability: float) -> None:
    assert to_probability(to_odds(probability)) == pytest.approx(probability, abs=2e-4)


def test_what_an_event_shares_is_read_from_its_scene() -> None:
    scene = scene_of(
        "مردم ماندند/VERB . همایش+ کتاب دیروز در {place|ساری} برگزار شد .",
        title="همایش+ کتاب",
    )
    event = next(
        each
        for each in propose_events(scene)
        if scene.context.keys[each.candidates[0].first] == "همایش"
    )

    found = find_standing(scene, event)

    assert found.stem == "همایش"
    assert found.words == frozenset({"کتاب"})
    assert found.numbers[5:8] == (1.0, 2.0, 1.0)

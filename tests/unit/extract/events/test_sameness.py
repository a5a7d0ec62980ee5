"""Which of the events that may be listed are one event."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from kg.extract.events import propose_events
from kg.extract.events.model import Forest, models
from kg.extract.events.sameness import ONE, SURE, Told, find_same, row_of
from kg.extract.events.scene import Scene

from .scenes import context_of, scene_of


ONCE = "همایش+ کتاب دیروز در {place|ساری} خوب بود . جشن+ کتاب دیروز خوب بود ."


def forest_of(sure: float) -> Forest:
    """Return a forest that says the same of all rows."""
    none = np.zeros(1, dtype=np.intp)
    bare = np.zeros(1, dtype=np.float32)
    return Forest(math.log(sure / (1 - sure)), 0, none, none, bare, none, bare)


def row(body: str) -> list[float]:
    """Return what the two events of marked-up text have in common."""
    scene = scene_of(body)
    one, two = (Told(scene, event) for event in propose_events(scene))
    found = row_of(models().listed.words, one, two)

    assert found == row_of(models().listed.words, two, one)
    return found


@pytest.mark.parametrize(("sure", "found"), [(ONE + 0.1, {1: 0}), (ONE - 0.1, {})])
def test_less_likely_one_is_the_other_told_again(
    sure: float, found: dict[int, int]
) -> None:
    scene = Scene(context_of(ONCE), replace(models(), same=forest_of(sure)))
    events = propose_events(scene)

    same = find_same(scene, events, [0.9, 0.8], [0, 1])

    assert {at: one for at, (one, _) in same.items()} == found
    assert [sure for _, sure in same.values()] == pytest.approx([sure] * len(found))


def test_what_is_not_listed_is_not_compared() -> None:
    scene = Scene(context_of(ONCE), replace(models(), same=forest_of(0.9)))
    events = propose_events(scene)

    assert find_same(scene, events, [0.9, 0.8], [0]) == {}
    assert find_same(scene, events, [0.8, 0.9], [0, 1]) == {0: (1, pytest.approx(0.9))}


def test_row_tells_how_days_and_places_agree() -> None:
    same = row(ONCE)
    other = row(ONCE.replace("جشن+ کتاب دیروز", "جشن+ کتاب فردا"))
    untold = row(ONCE.replace("جشن+ کتاب دیروز خوب", "جشن+ کتاب در {place|ساری} خوب"))
    day, place = -8, -7

    assert (same[day], other[day], untold[day]) == (3.0, -1.0, 1.0)
    assert (same[place], untold[place]) == (1.0, 3.0)


@pytest.mark.parametrize(
    "other",
    [
        "جشن+ کتاب فردا خوب بود .",
        "زلزله+ شهر دیروز بد بود .",
        "جشن+ {organization|موج} دیروز خوب بود .",
        "جشن+ ۳/NUM نفر دیروز خوب بود .",
    ],
)
def test_what_differs_in_kind_day_names_or_counts_must_be_surely_one(
    other: str,
) -> None:
    body = (
        f"همایش+ ۲/NUM {{organization|ساحل}} دیروز در {{place|ساری}} خوب بود . {other}"
    )

    def same(sure: float) -> list[int]:
        scene = Scene(context_of(body), replace(models(), same=forest_of(sure)))
        events = propose_events(scene)
        return list(find_same(scene, events, [0.9, 0.8], [0, 1]))

    assert same(SURE - 0.05) == []
    assert same(SURE + 0.05) == [1]

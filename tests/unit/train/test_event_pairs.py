"""Learning which listed events are one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kg.extract.events.model import Words, models
from kg.extract.events.sameness import ONE, SURE
from kg.train.event_pairs import (
    Pair,
    cross_same,
    find_pairs,
    report_pairs,
    without_retold,
)
from kg.train.event_tellings import Telling
from tests.unit.extract.events.scenes import context_of, scene_of
from tests.unit.extract.events.test_sameness import forest_of
from tests.unit.train.test_event_tellings import HELD, stretch


def pairs() -> list[Pair]:
    """Return pairs of which those that agree in their first number are one."""
    return [
        Pair(f"a{number % 20:02}", [float(same), float(number % 7)], same)
        for number in range(800)
        for same in [number // 20 % 4 == 0]
    ]


def test_pairs_of_what_was_read_are_examples() -> None:
    conference, party = stretch("همایش"), stretch("جشن")
    context = context_of(HELD)

    def same(*read: Telling) -> list[bool]:
        return [each.same for each in find_pairs(context, read, models())]

    one = Telling(conference, conference)
    assert same(one, Telling(party, conference)) == [True]
    assert same(one, Telling(party, party)) == [False]
    assert same(one, Telling(party, None)) == [False]
    assert same(Telling(conference, None), Telling(party, None)) == []
    assert same(one) == []


def test_forests_learn_without_the_fold_that_they_judge() -> None:
    folds = {f"a{number:02}": number % 2 for number in range(20)}
    turned = [
        replace(each, same=not each.same) if folds[each.article] else each
        for each in pairs()
    ]
    rows = np.array([[1.0, 3.0], [0.0, 3.0]], dtype=np.float32)

    even, odd = (cross_same(turned, folds)[fold].log_odds(rows) for fold in (0, 1))

    assert even[0] < even[1]  # learnt from the odd ones
    assert odd[0] > odd[1]


def test_figures_count_pairs_said_to_be_one() -> None:
    told: list[str] = []
    folds = {f"a{number:02}": number % 5 for number in range(20)}

    report_pairs(pairs(), folds, cross_same(pairs(), folds), told.append)

    assert told == ["one event: 800 pairs, 200 are; precision 1.000, recall 1.000"]


@pytest.mark.parametrize(("sure", "second"), [(SURE + 0.1, 0.0), (ONE - 0.1, 0.7)])
def test_retold_events_are_listed_no_more(sure: float, second: float) -> None:
    scene = scene_of(HELD)
    words = Words({}, np.zeros((0, 1), dtype=np.float32))
    known = replace(
        models(), same=forest_of(sure), listed=replace(models().listed, words=words)
    )

    found = without_retold([scene.context], lambda _: known, [0.9, 0.7])

    assert found == [0.9, second]

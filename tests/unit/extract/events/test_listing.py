"""What decides which events are listed."""

from __future__ import annotations

import math
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest

from kg.extract.context import Context
from kg.extract.events import propose_events
from kg.extract.events.listing import (
    find_numbers,
    find_words,
    listing_probabilities,
    mixed,
    to_row,
    to_told,
)
from kg.extract.events.model import (
    Forest,
    Listing,
    Model,
    Words,
    models,
    to_probability,
)
from kg.extract.events.scene import Scene
from kg.extract.events.standing import Odds
from tests.unit.extract.events.scenes import context_of, scene_of


HELD = (
    "همایش+ کتاب دیروز در {place|ساری} برگزار شد . جشن+ کتاب فردا برگزار می‌شود/VERB ."
)
WORDS = Words(
    MappingProxyType({"شعر": 0, "کتاب": 1}), np.array([[1, 0], [0, 3]], np.float32)
)
STUMP = Forest(
    start=-1.0,
    depth=1,
    roots=np.array([0]),
    feature=np.array([0, 0, 0]),
    most=np.array([0.5, 0, 0], np.float32),
    ways=np.array([1, 2, 1, 1, 2, 2]),
    value=np.array([0, -2, 4], np.float32),
)


def every_number(scene: Scene) -> list[list[float]]:
    """Return the numbers of all proposed events."""
    events = propose_events(scene)
    return find_numbers(scene, events, range(len(events)))


def test_tree_goes_right_above_its_threshold() -> None:
    odds = STUMP.log_odds(np.array([[0.5], [0.6]], np.float32))

    assert odds.tolist() == [-3.0, 3.0]


@pytest.mark.parametrize(
    ("keys", "vector"),
    [
        (["شعر", "کتاب"], [0.5, 1.5]),
        (["شعر", "ناشناخته"], [1, 0]),
        (["ناشناخته"], [0, 0]),
        ([], [0, 0]),
    ],
)
def test_words_are_their_mean_vector(keys: list[str], vector: list[float]) -> None:
    assert WORDS.mean(keys).tolist() == vector


def test_mixed_is_between_the_log_odds_of_all_three() -> None:
    assert mixed(0.5, 2.0, 1.0) == Odds(1.0, 0.0, 2.0, 1.0)


def test_row_holds_known_features_then_numbers_then_words() -> None:
    columns = {"noun": 0, "verb": 1}
    listing = Listing(Model({}, 0.5), STUMP, columns, WORDS)

    told = to_told(listing, listing.columns_of(["verb", "rare"]), [7.0])
    row = to_row(listing, told, [["کتاب"], []])

    assert told.tolist() == [0, 1, 7]
    assert row.tolist() == [0, 1, 7, 0, 3, 0, 0]


def test_words_looked_at_are_those_of_trigger_verb_name_and_clause() -> None:
    scene = scene_of(HELD)

    first, second = propose_events(scene)

    assert find_words(scene, first) == (
        ["همایش"],
        ["برگزار", "شد"],
        [],
        ["کتاب"],
        ["دیروز", "ساری", "برگزار", "شد"],
        ["همایش"],
    )
    assert find_words(scene, second)[0] == ["جشن"]


def test_numbers_tell_of_the_other_events_the_date_and_the_place() -> None:
    scene = scene_of(HELD)
    events = propose_events(scene)
    first, second = (event.candidates[0] for event in events)
    second.place = first.place  # told in the sentence before

    numbers = find_numbers(scene, events, range(2))

    assert len({len(each) for each in numbers}) == 1
    assert [each[:3] for each in numbers] == [[2, 0, 1], [2, 1, 0]]
    assert [each[-9] for each in numbers] == [1, 1]  # in its clause
    assert [each[-8:-6] for each in numbers] == [[-1, 0], [1, 0]]  # days
    assert numbers[0][-5:] == [3, 1, 1, 0, 1]  # the place
    assert numbers[1][-5:] == [99, 0, 1, 0, 0]  # in the sentence before


def test_event_without_place_has_no_numbers_of_it() -> None:
    scene = scene_of("جشن+ کتاب فردا برگزار می‌شود/VERB .")

    (numbers,) = every_number(scene)

    assert numbers[-6:] == [-9] * 6


def test_year_has_its_days() -> None:
    scene = scene_of("همایش+ کتاب در سال ۲۰۱۷ در {place|ساری} برگزار شد .")

    (numbers,) = every_number(scene)

    assert numbers[-7] == 364


def test_without_day_of_publication_no_days_are_counted() -> None:
    document = context_of(HELD).document
    article = replace(document.article, published=None)
    scene = Scene(Context(replace(document, article=article)))

    numbers = every_number(scene)

    assert [each[-8:-6] for each in numbers] == [[-9, -9]] * 2


def test_others_are_asked_only_where_there_is_hope() -> None:
    scene = scene_of(HELD)
    events = propose_events(scene)
    hopeless = replace(
        scene.models.listed, linear=Model(MappingProxyType({"bias": -9.0}), 0.5)
    )
    scene.models = replace(scene.models, listed=hopeless)

    assert listing_probabilities(scene, events) == [1 / (1 + math.exp(9))] * 2
    assert listing_probabilities(scene, []) == []


def test_last_forest_decides_by_what_the_others_said() -> None:
    scene = scene_of(HELD)
    events = propose_events(scene)
    listed = scene.models.listed
    assert listed.network is not None
    network = 12  # its column
    standing = replace(
        STUMP,
        feature=np.array([network, 0, 0]),
        most=np.array([50, 0, 0], np.float32),
    )
    sure = replace(listed.network, out_bias=listed.network.out_bias + 100)
    said: list[list[float]] = []

    for each in (listed.network, sure):
        listing = replace(listed, network=each, standing=standing)
        scene.models = replace(scene.models, listed=listing)
        said.append(listing_probabilities(scene, events))

    assert said == [[to_probability(-3.0)] * 2, [to_probability(3.0)] * 2]


def test_shipped_models_fit_what_is_looked_at() -> None:
    scene = scene_of(HELD)
    listing = models().listed

    first, second = listing_probabilities(scene, propose_events(scene))

    assert 0 < listing.linear.threshold < 1
    assert first > listing.linear.threshold
    assert 0 < second < 1
    width = len(every_number(scene)[0])
    size = len(listing.columns) + width + 6 * listing.words.vectors.shape[1]
    assert listing.forest.feature.max() < size
    assert listing.standing is not None
    assert listing.standing.feature.max() < 56 + len(listing.columns) + width

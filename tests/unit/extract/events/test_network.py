"""What the network makes of what it reads."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kg.extract.events import propose_events
from kg.extract.events.model import models
from kg.extract.events.network import (
    HEADS,
    RANKS,
    Network,
    from_heads,
    ranks,
    share,
    to_heads,
    to_inputs,
    to_shares,
)
from kg.extract.events.reading import read_events
from tests.unit.extract.events.scenes import scene_of


HELD = (
    "همایش+ کتاب دیروز در {place|ساری} برگزار شد . جشن+ کتاب فردا برگزار می‌شود/VERB ."
)
RANDOM = np.random.default_rng(7)


def shipped() -> Network:
    """Return the network that is shipped."""
    network = models().listed.network
    assert network is not None
    return network


def test_stretches_are_means_of_their_words() -> None:
    shares = to_shares([[0, 2], []], 3)

    assert shares.tolist() == [[0.5, 0, 0.5], [0, 0, 0]]


def test_every_event_is_shown_title_and_article() -> None:
    means = np.arange(17, dtype=np.float32)[:, None]

    inputs = to_inputs(means, np.array([99], np.float32))

    assert inputs.tolist() == [[*range(8), 16, 99], [*range(8, 16), 16, 99]]


def test_late_events_share_a_rank() -> None:
    assert ranks("ab") == [0, 1]
    assert ranks(range(RANKS + 2))[-3:] == [RANKS - 1] * 3


def test_heads_are_put_together_as_they_were_taken_apart() -> None:
    looks = RANDOM.normal(size=(3, 3 * 2 * HEADS)).astype(np.float32)

    asked, shown, told = to_heads(looks)

    assert asked.shape == (HEADS, 3, 2)
    together = np.concatenate([from_heads(each) for each in (asked, shown, told)], 1)
    assert together.tolist() == looks.tolist()


def test_events_of_other_articles_are_not_heeded() -> None:
    looks = RANDOM.normal(size=(3, 3 * HEADS)).astype(np.float32)
    apart = np.array([[0, 0, 1], [0, 0, 1], [1, 1, 0]], dtype=np.bool_)

    told, heeded = share(looks, apart)

    assert heeded.sum(axis=2) == pytest.approx(np.ones((HEADS, 3)))
    assert told[:2] == pytest.approx(share(looks[:2])[0])
    assert told[2:] == pytest.approx(share(looks[2:])[0])


def test_every_event_has_rounded_log_odds() -> None:
    scene = scene_of(HELD)
    read = read_events(scene, propose_events(scene))

    odds = shipped().log_odds(read)

    assert len(odds) == 2
    assert [round(each, 3) for each in odds] == odds


def test_words_around_an_event_change_its_log_odds() -> None:
    scene = scene_of(HELD)
    read = read_events(scene, propose_events(scene))
    other = replace(read, keys=["فیلم" if key == "ساری" else key for key in read.keys])

    assert shipped().log_odds(read) != shipped().log_odds(other)


def test_unknown_types_tags_and_kinds_are_read_as_such() -> None:
    scene = scene_of(HELD)
    read = read_events(scene, propose_events(scene))
    strange = replace(
        read, types=["?"] * 2, tags=["?"] * len(read.keys), kinds=["?"] * len(read.keys)
    )

    stranger = replace(
        read, types=["x"] * 2, tags=["x"] * len(read.keys), kinds=["x"] * len(read.keys)
    )

    assert shipped().log_odds(strange) == shipped().log_odds(stranger)

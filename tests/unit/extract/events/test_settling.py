"""The date and place that an event has as a whole."""

from __future__ import annotations

import numpy as np
import pytest

from kg.extract.events import propose_events
from kg.extract.events.merging import Event
from kg.extract.events.model import Forest
from kg.extract.events.scene import How
from kg.extract.events.settling import Weighed, likeliest, settle, shares
from kg.extract.events.statements import find_evidence
from tests.unit.extract.events.scenes import scene_of


TWO_DAYS = (
    "نشست هیات مدیره روز دوشنبه در {place|ساری} برگزار شد . "
    "نشست هیات مدیره در {place|ساری} با حضور اعضا برگزار شد . "
    "بازدید اعضا روز سه‌شنبه از {place|آمل} انجام شد ."
)


def forest(*, column: int) -> Forest:
    """Return a forest of one tree that likes rows with more than 0 in a column."""
    return Forest(
        start=0.0,
        depth=1,
        roots=np.array([0]),
        feature=np.array([column, 0, 0]),
        most=np.array([0.0, 0.0, 0.0], dtype=np.float32),
        ways=np.array([1, 2, 1, 1, 2, 2]),
        value=np.array([0.0, -2.0, 2.0], dtype=np.float32),
    )


def test_shares_of_each_event_are_one() -> None:
    rows = [
        np.array([[1.0], [-1.0], [-1.0]], dtype=np.float32),
        np.array([[1.0]], dtype=np.float32),
    ]
    first, second = shares(forest(column=0), rows)
    assert sum(first) == pytest.approx(1)
    assert first[0] > 0.9 > first[1]
    assert second == [1.0]


def test_every_date_and_place_of_the_article_is_weighed_and_none() -> None:
    scene = scene_of(TWO_DAYS)
    events = propose_events(scene)
    weighed = Weighed(scene, events, [0.9] * len(events))
    dates, rows = weighed.date_rows(0)
    places, more = weighed.place_rows(0)
    told = [None if date is None else date.time.iso for date in dates]
    assert told == ["2024-06-17", "2024-06-18", None]
    assert [p and scene.context.verbatim(p.first, p.last) for p in places] == [
        "ساری",
        "آمل",
        None,
    ]
    assert rows.shape == (3, more.shape[1])
    assert np.isfinite(rows).all()
    assert np.isfinite(more).all()


def test_mentions_of_one_date_are_one() -> None:
    scene = scene_of(
        "نشست شورا امروز در {place|ساری} برگزار شد . بازدید اعضا شنبه ۲ تیر انجام شد ."
    )
    events = propose_events(scene)
    dates, _ = Weighed(scene, events, [0.9] * len(events)).date_rows(0)
    assert [d and d.time.iso for d in dates] == ["2024-06-22", None]


def test_an_event_without_dates_and_places_around_has_none_of_them() -> None:
    scene = scene_of("نشست شورا امروز برگزار شد .")
    events = propose_events(scene)
    places, rows = Weighed(scene, events, [0.9]).place_rows(0)
    assert places == [None]
    assert len(rows) == 1


def test_the_pair_without_date_and_place_is_never_taken() -> None:
    scene = scene_of("نشست شورا امروز برگزار شد .")
    dated = scene.dates[0]
    settled = likeliest(
        propose_events(scene)[0], ([dated, None], [0.1, 0.9]), ([None], [1.0])
    )
    assert settled.date == dated
    assert settled.date_sure == 0.1
    assert settled.place is None
    assert settled.place_how is How.NONE


def test_a_date_out_of_reach_of_its_tellings_is_the_article_s() -> None:
    scene = scene_of(TWO_DAYS)
    visit = propose_events(scene)[-1]
    monday = scene.dates[0]
    settled = likeliest(visit, ([monday, None], [0.8, 0.2]), ([None], [1.0]))
    assert settled.date_how is How.ARTICLE


def test_only_the_chosen_are_settled() -> None:
    scene = scene_of(TWO_DAYS)
    events = propose_events(scene)
    before = [event.settled for event in events]
    settle(scene, events, [0.9] * len(events), [0])
    assert events[0].settled is not before[0]
    assert [event.settled for event in events[1:]] == before[1:]


def test_a_date_of_another_sentence_is_evidence_of_its_own() -> None:
    scene = scene_of(TWO_DAYS)
    visit = propose_events(scene)[-1]
    visit.settled = likeliest(visit, ([scene.dates[0]], [1.0]), ([None], [1.0]))
    texts = [
        each.text
        for each in find_evidence(
            scene.context, Event(visit.candidates), (visit.candidates[0].name,)
        )
    ]
    more = [
        each.text
        for each in find_evidence(scene.context, visit, (visit.candidates[0].name,))
    ]
    assert more == [*texts, "روز دوشنبه"]

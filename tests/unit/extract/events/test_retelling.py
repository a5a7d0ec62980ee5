"""Which listed events are told again under another name."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.events.candidates import find_candidates
from kg.extract.events.merging import Event
from kg.extract.events.retelling import find_retold
from kg.extract.events.statements import find_evidence

from .scenes import scene_of


def retold(body: str) -> Mapping[int, int]:
    """Return which candidates tell another's event; the first is the likeliest.

    Each candidate is an event of its own with the date and place it has.
    """
    scene = scene_of(body)
    events = [Event([each]) for each in find_candidates(scene)]
    for event in events:
        event.take_told()
    likely = [1 - at / 100 for at in range(len(events))]
    return find_retold(scene.context, events, likely, range(len(events)))


def test_one_noun_of_one_day_is_one_event() -> None:
    assert retold(
        "دیدار+ سران دیروز در {place|ساری} بود . دیدار+ وزیران دیروز خوب بود ."
    ) == {1: 0}


def test_one_noun_of_two_days_is_two_events() -> None:
    assert retold("دیدار+ سران دیروز بود . دیدار+ وزیران امروز بود .") == {}


def test_one_noun_in_two_places_is_two_events() -> None:
    body = "دیدار دیروز در {place|ساری} بود . دیدار دیروز در {place|بم} بود ."

    assert retold(body) == {}


def test_numbered_events_of_a_row_are_two() -> None:
    body = "دومین/NUM جلسه دیروز بود . سومین/NUM جلسه دیروز بود ."

    assert retold(body) == {}


def test_other_counts_are_two_events() -> None:
    two = "دیروز مرگ+ دو/NUM زن در/ADP {place|ساری} بود ."
    four = "دیروز مرگ+ چهار/NUM زن در/ADP {place|ساری} بود ."

    assert retold(f"{two} {four}") == {}
    assert retold(f"{two} {two}") == {1: 0}


def test_bare_noun_of_a_kind_and_day_tells_again() -> None:
    assert retold("جلسه+ شورای+ شهر دیروز بود . نشست دیروز خوب بود .") == {1: 0}


def test_nouns_of_a_kind_with_names_of_their_own_are_two_events() -> None:
    assert retold("جلسه+ شورای+ شهر دیروز بود . نشست+ کارگران دیروز بود .") == {}


def test_incident_and_who_it_killed_are_two_events() -> None:
    assert retold("تصادف دیروز بود . مردم دیروز کشته شدند/VERB .") == {}


def test_what_tells_an_event_again_is_evidence_of_it() -> None:
    scene = scene_of("دیدار دیروز بود . نشست دیروز خوب بود .")
    first, second = find_candidates(scene)
    event = Event([first], retold=[second])
    event.take_told()

    found = [
        one.text.split()[0]
        for one in find_evidence(scene.context, event, (event.candidates[0].name,))
    ]

    assert found == ["دیدار", "نشست"]

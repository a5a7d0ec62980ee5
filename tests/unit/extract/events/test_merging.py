"""Which tellings are of one event."""

from __future__ import annotations

from kg.extract.events import propose_events

from .scenes import scene_of


def tellings(body: str, *, title: str = "") -> list[list[str]]:
    """Return the words that tell each proposed event."""
    scene = scene_of(body, title=title)
    return [
        [scene.context.verbatim(c.first, c.last) for c in event.candidates]
        for event in propose_events(scene)
    ]


def test_noun_and_verb_with_shared_names_are_one_event() -> None:
    found = tellings(
        "دیدار+ {person|رضا راد} و {person|نادر نیک} دیروز خوب بود . "
        "{person|رضا راد} و {person|نادر نیک} دیروز در {place|ساری} دیدار کردند ."
    )

    assert found == [["دیدار", "دیدار کردند"]]


def test_noun_and_verb_of_one_sentence_are_two_events() -> None:
    found = tellings("دیدار+ {place|ساری} دیروز بود و مردم دیروز حمله کردند .")

    assert all(len(each) == 1 for each in found)
    assert len(found) == 2

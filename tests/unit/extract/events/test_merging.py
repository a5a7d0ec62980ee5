"""Which tellings are of one event."""

from __future__ import annotations

from msgspec.structs import replace

from kg.extract.events import propose_events
from kg.extract.events.candidates import find_candidates
from kg.extract.events.merging import Event, best_named

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


def test_a_name_that_points_back_names_less_than_a_clause() -> None:
    scene = scene_of(
        "{place|ساری} و {place|بم} دیروز توافقی را امضا کردند . "
        "امضای+ این+ قرار دیروز بود ."
    )
    told = find_candidates(scene)
    verb = next(each for each in told if each.is_verbal)
    noun = next(each for each in told if scene.context.keys[each.first] == "امضای")

    assert best_named(scene.context, Event([verb, noun])) is verb


def test_a_telling_that_likely_has_no_place_lends_none() -> None:
    scene = scene_of("همایش+ کتاب دیروز در {place|ساری} بود . جشن+ شهر امروز بود .")
    sure, other = find_candidates(scene)[:2]
    unsure = replace(sure, some_sure=0.4)
    dated = replace(other, place=None, some_sure=0.9)

    assert Event([dated, unsure]).placed is None
    assert Event([replace(dated, some_sure=0.1), unsure]).placed is unsure

"""What the network reads of an article's events."""

from __future__ import annotations

import pytest

from kg.extract.events import propose_events, reading
from kg.extract.events.reading import read_events
from tests.unit.extract.events.scenes import scene_of


HELD = (
    "همایش+ کتاب دیروز در {place|ساری} برگزار شد . جشن+ کتاب فردا برگزار می‌شود/VERB ."
)


def test_words_are_read_with_part_of_speech_kind_of_name_and_place_in_the_text() -> (
    None
):
    scene = scene_of(HELD)

    read = read_events(scene, propose_events(scene))

    assert list(read.keys[:5]) == ["همایش", "کتاب", "دیروز", "در", "ساری"]
    assert read.tags[0] == "NOUN+"
    assert read.kinds[3:5] == ["", "place"]
    assert len({len(read.keys), len(read.tags), len(read.kinds), len(read.marks)}) == 1
    assert read.marks[2] == read.marks[1] + 1  # within a date


def test_stretches_are_trigger_name_clause_date_place_tellings_and_sentence() -> None:
    scene = scene_of(HELD)

    read = read_events(scene, propose_events(scene))

    told = [[read.keys[at] for at in slot] for slot in read.slots]
    assert told[0] == told[1] == told[6] == ["همایش"]
    assert told[2] == ["همایش", "کتاب"]
    assert told[4] == ["دیروز"]
    assert told[5] == ["ساری"]
    assert told[7] == list(read.keys[:8])
    assert told[8] == ["جشن"]
    assert told[-1] == told[7]  # no headline: the first sentence
    assert len(read.slots) == 8 * len(read.types) + 1


def test_type_says_whether_a_verb_tells_the_event() -> None:
    scene = scene_of("دیروز در {place|ساری} دو نفر کشته شدند/VERB .")

    read = read_events(scene, propose_events(scene))

    assert [each.endswith("&verb") for each in read.types] == [True]


def test_words_past_the_longest_article_are_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "LONGEST", 5)
    scene = scene_of(HELD)

    read = read_events(scene, propose_events(scene))

    assert len(read.keys) == len(read.marks) == 5
    assert read.slots[8] == []
    assert max(at for slot in read.slots for at in slot) == 4


def test_text_without_words_has_none() -> None:
    read = read_events(scene_of(""), [])

    assert list(read.keys) == []
    assert read.slots == [[]]

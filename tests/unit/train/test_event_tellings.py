"""A second reading of events, as it is kept and as proposed events are found in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.extract.events import propose_events
from kg.train.event_annotations import ANNOTATIONS, Stretch, read_annotations
from kg.train.event_tellings import TELLINGS, Telling, events_told, read_tellings
from tests.unit.extract.events.scenes import scene_of


HELD = "همایش+ کتاب دیروز در {place|ساری} خوب بود . جشن+ کتاب فردا خوب است/VERB ."
HELD_TEXT = "همایش کتاب دیروز در ساری خوب بود . جشن کتاب فردا خوب است ."


def stretch(words: str) -> Stretch:
    """Return where words stand in the example."""
    start = HELD_TEXT.index(words)
    return Stretch(start, start + len(words))


def test_columns_are_read(tmp_path: Path) -> None:
    path = tmp_path / "tellings.tsv"
    path.write_text("# head\na\t5-9\t5-9\na\t12-20\t5-9\nb\t1-3\t-\n")

    assert read_tellings(path) == {
        "a": [
            Telling(Stretch(5, 9), Stretch(5, 9)),
            Telling(Stretch(12, 20), Stretch(5, 9)),
        ],
        "b": [Telling(Stretch(1, 3), None)],
    }


@pytest.mark.parametrize(
    ("row", "reason"),
    [("a\t5-9", "not three columns"), ("a\t5\t-", "not a span: '5'")],
)
def test_bad_row_is_told_with_its_line(tmp_path: Path, row: str, reason: str) -> None:
    path = tmp_path / "tellings.tsv"
    path.write_text(f"# head\n{row}\n")

    with pytest.raises(ReadError, match=f"tellings.tsv:2: {reason}"):
        read_tellings(path)


def test_kept_rows_name_words_that_were_read_of_judged_articles() -> None:
    judged = read_annotations(ANNOTATIONS)

    for article, tellings in read_tellings(TELLINGS).items():
        assert article in judged
        words = {each.trigger for each in tellings}
        assert {each.event for each in tellings} <= {None, *words}


def test_proposed_events_tell_what_was_read_of_their_words() -> None:
    scene = scene_of(HELD)
    events = propose_events(scene)
    conference, party = stretch("همایش"), stretch("جشن")
    read = [Telling(conference, conference), Telling(party, conference)]

    assert events_told(scene.context, events, read) == {0: conference, 1: conference}
    assert events_told(scene.context, events, read[1:]) == {1: conference}
    assert events_told(scene.context, events, [Telling(party, None)]) == {1: None}

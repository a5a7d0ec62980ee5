"""Our judgements of events as they are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.train.event_annotations import (
    ANNOTATIONS,
    Judged,
    Stretch,
    read_annotations,
)


def test_columns_are_read(tmp_path: Path) -> None:
    path = tmp_path / "events.tsv"
    path.write_text(
        "# head\na\t5-9\t0-9\t12-20\t-;30-33;40-44\nb\t1-3\t\t\t\nc\t\t\t\t\n",
        encoding="utf-8",
    )

    found = read_annotations(path)

    assert found == {
        "a": [
            Judged(
                trigger=Stretch(5, 9),
                name=Stretch(0, 9),
                date=Stretch(12, 20),
                places=(Stretch(30, 33), Stretch(40, 44)),
                no_place=True,
                is_whole=True,
            )
        ],
        "b": [Judged(trigger=Stretch(1, 3))],
        "c": [],
    }


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("a\t5-9", "not five columns"),
        ("a\t5\t\t\t", "not a span: '5'"),
        ("a\t9-5\t\t\t", "not a span: '9-5'"),
    ],
)
def test_damaged_rows_are_refused(tmp_path: Path, row: str, reason: str) -> None:
    path = tmp_path / "events.tsv"
    path.write_text(f"{row}\n", encoding="utf-8")

    with pytest.raises(ReadError, match=reason) as raised:
        read_annotations(path)

    assert f"{path}:1: " in str(raised.value)


def test_shipped_judgements_are_sorted_and_whole() -> None:
    lines = [
        line.split("\t")
        for line in ANNOTATIONS.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    keys = [(line[0], int(line[1].split("-")[0] or -1)) for line in lines]

    judged = [
        event for events in read_annotations(ANNOTATIONS).values() for event in events
    ]

    assert keys == sorted(keys)
    assert sum(event.is_whole for event in judged) > 800
    assert all(
        event.date is not None or event.places or event.no_place
        for event in judged
        if event.is_whole
    )

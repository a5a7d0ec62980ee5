"""Whose the events are that nouns tell."""

from __future__ import annotations

import pytest

from kg.extract.events import propose_events
from kg.extract.events.statements import to_statement

from .scenes import scene_of


NOURI = "{person|علی نوری}"
RAD = "{person|رضا راد}"
TEAM = "{organization|تیم کارون}"
SARI = "{place|ساری}"


def names(body: str) -> list[str]:
    """Return the names of all proposed events."""
    scene = scene_of(body)
    return [to_statement(scene, each, 1.0).event for each in propose_events(scene)]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            f"{TEAM} دیروز تمرین+ خود/PRON را/ADP در/ADP {SARI} ادامه داد/VERB .",
            "تمرین تیم کارون",
        ),
        (
            f"{TEAM} تمرین+ دیروز خود/PRON را/ADP در/ADP {SARI} ادامه داد/VERB .",
            "تمرین تیم کارون",
        ),
        (
            f"{NOURI} در/ADP سفر+ خود/PRON به/ADP {SARI} دیروز خسته شد/VERB .",
            "سفر علی نوری به ساری",
        ),
        (
            f"{RAD} خسته شد/VERB . سفر+ او/PRON به/ADP {SARI} دیروز خوب بود/VERB .",
            "سفر رضا راد به ساری",
        ),
        (
            f"{NOURI} معلم+ شهر ، متولد/ADJ+ سال+ ۱۳۴۰/NUM در/ADP {SARI} بود/VERB .",
            "علی نوری متولد سال ۱۳۴۰",
        ),
        (
            f"{NOURI} خسته شد/VERB . متولد/ADJ+ سال+ ۱۳۴۰/NUM در/ADP {SARI} بود/VERB .",
            "علی نوری متولد سال ۱۳۴۰",
        ),
    ],
)
def test_owner_stands_for_the_pronoun(body: str, name: str) -> None:
    assert name in names(body)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (f"در/ADP سفر+ خود/PRON به/ADP {SARI} دیروز خسته شد/VERB .", "سفر خود به ساری"),
        (
            f"{NOURI} گفت/VERB : سفر+ او/PRON به/ADP {SARI} دیروز خوب بود/VERB .",
            "سفر او به ساری",
        ),
        (f"متولد/ADJ+ سال+ ۱۳۴۰/NUM در/ADP {SARI} بود/VERB .", "متولد سال ۱۳۴۰"),
    ],
)
def test_owner_that_is_not_sure_is_not_named(body: str, name: str) -> None:
    assert name in names(body)

"""What «این موسسه» means in the names of events."""

from __future__ import annotations

import pytest

from kg.extract.events import propose_events
from kg.extract.events.statements import to_statement
from kg.model import EventStatement

from .scenes import scene_of


SARI = "{place|ساری}"


def proposed(body: str) -> list[EventStatement]:
    """Return all proposed events as statements."""
    scene = scene_of(body)
    return [to_statement(scene, each, 1.0) for each in propose_events(scene)]


@pytest.mark.parametrize(
    ("before", "told", "name"),
    [
        (f"موسسه+ آب+ {SARI} خوب بود .", "این موسسه", "موسسه آب ساری تعطیل شد"),
        ("موسسه+ بزرگ+ آب خوب بود .", "این موسسه", "موسسه بزرگ آب تعطیل شد"),
        (
            "جشنواره+ {event|«نور»} خوب بود .",
            "آیین+ پایانی+ این جشنواره",
            "آیین پایانی جشنواره «نور» تعطیل شد",
        ),
        (
            f"موسسه+ {SARI} {{person|علی نوری}} خوب بود .",
            "این موسسه",
            "موسسه ساری تعطیل شد",
        ),
        (
            "{organization|تیم کارون} خوب بود .",
            "قرارداد+ این تیم",
            "قرارداد تیم کارون تعطیل شد",
        ),
    ],
)
def test_full_phrase_stands_for_the_demonstrative(
    before: str, told: str, name: str
) -> None:
    found = proposed(f"{before} {told} دیروز در/ADP بم تعطیل شد/VERB .")

    assert name in [each.event.replace(" در بم", "") for each in found]


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("موسسه خوب بود .", "این موسسه"),  # never called in full
        ("این موسسه+ آب خوب بود .", "این موسسه"),
        (f"موسسه+ آب+ {SARI} خوب بود .", "این موسسه+ بزرگ"),
        (f"موضوع+ آب+ {SARI} خوب بود .", "این موضوع"),
        ("موسسه+ آب+ خود/PRON خوب بود .", "این موسسه"),
        ("موسسه+ آب+ امروز خوب بود .", "این موسسه"),
        (
            "{organization|تیم کارون} خوب بود . {organization|فولاد} بد بود .",
            "این تیم",
        ),
    ],
)
def test_demonstrative_stays_where_nothing_is_sure(before: str, told: str) -> None:
    found = proposed(f"{before} {told} دیروز در/ADP بم تعطیل شد/VERB .")
    words = told.replace("+", "")

    assert any(each.event.startswith(words) for each in found)


def test_where_it_was_called_in_full_is_evidence() -> None:
    found = proposed(
        f"موسسه+ آب+ {SARI} خوب بود . این موسسه دیروز در/ADP بم تعطیل شد/VERB ."
    )[-1]

    assert "موسسه آب ساری" in [each.text for each in found.evidence]

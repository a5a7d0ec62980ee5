"""Merging of tellings, modality, casualties, and what is listed."""

from __future__ import annotations

import pytest

from kg.extract.events import find_events, propose_events
from kg.extract.events.model import models
from kg.extract.events.statements import to_statement
from kg.model import EventStatement, Modality

from .scenes import context_of, scene_of


def proposed(body: str, *, title: str = "") -> list[EventStatement]:
    """Return all proposed events as statements."""
    scene = scene_of(body, title=title)
    return [to_statement(scene, event, 1.0) for event in propose_events(scene)]


def test_title_report_and_anaphor_are_one_event() -> None:
    (found,) = proposed(
        "همایش+ کتاب دیروز در {place|ساری} برگزار شد . در این همایش مردم بودند .",
        title="همایش+ کتاب برگزار شد",
    )

    assert (found.event, found.date, found.location) == (
        "همایش کتاب",
        "2024-06-21",
        "ساری",
    )
    assert [one.text.split()[0] for one in found.evidence] == [
        "همایش",
        "همایش",
        "همایش",
    ]


def test_same_noun_on_two_days_is_two_events() -> None:
    found = proposed("دیدار+ دیروز خوب بود . دیدار+ امروز بهتر است .")

    assert [one.date for one in found] == ["2024-06-21", "2024-06-22"]


def test_candidates_without_date_and_place_are_not_proposed() -> None:
    assert proposed("همایش خوب بود .") == []


def test_incident_takes_the_place_of_its_scene() -> None:
    found = proposed(
        "زلزله در {place|بم} رخ داد . "
        "پنج نفر بازداشت شدند/VERB . سه نفر زخمی شدند/VERB ."
    )

    assert [(one.event, one.location) for one in found] == [
        ("زلزله در بم", "بم"),
        ("سه نفر زخمی شدند", "بم"),
    ]


@pytest.mark.parametrize(
    ("body", "modality"),
    [
        ("همایش دیروز برگزار شد .", Modality.ASSERTED),
        ("همایش فردا برگزار خواهد/AUX شد .", Modality.PLANNED),
        ("همایش فردا برگزار می‌شود/VERB .", Modality.PLANNED),
        ("همایش دیروز برگزار نشد/VERB .", Modality.DENIED),
        ("عدم+ همایش+ دیروز خوب بود .", Modality.DENIED),
        ("شاید همایش دیروز برگزار شد .", Modality.HYPOTHETICAL),
    ],
)
def test_modality(body: str, modality: Modality) -> None:
    (found,) = proposed(body)

    assert found.modality is modality


def test_casualties_are_counted() -> None:
    found = proposed("در تصادف+ دیروز ۳ نفر کشته شدند/VERB و ۱۲ نفر زخمی شدند/VERB .")

    assert all(one.casualties == (("injured", 12), ("killed", 3)) for one in found)
    assert found


def test_who_reports_takes_no_part() -> None:
    (found,) = proposed(
        "به گزارش {organization|خبر نو} {organization|شورای شهر} دیدار "
        "{person|رضا راد} را دیروز برگزار کرد ."
    )

    assert [one.name for one in found.participants] == ["شورای شهر", "رضا راد"]


def test_participants_are_named_once() -> None:
    (found,) = proposed(
        "{person|رضا راد} و {person|نادر نیک} دیروز در {place|ساری} دیدار کردند ."
    )

    assert [one.name for one in found.participants] == ["رضا راد", "نادر نیک"]


@pytest.mark.parametrize(
    ("body", "part"),
    [
        ("مرگ+ {person|رضا راد} دیروز در {place|ساری} بود .", "victim"),
        ("{person|رضا راد} دیروز در {place|ساری} بازداشت شد .", "arrested"),
        ("دیروز {person|رضا راد} را در {place|ساری} بازداشت کردند .", "arrested"),
        ("{person|رضا راد} دیروز در {place|ساری} بازداشت کرد .", "participant"),
        ("در مرگ+ دیروز {person|رضا راد} بود .", "participant"),
    ],
)
def test_who_undergoes_an_event_has_a_part_of_its_own(body: str, part: str) -> None:
    (found,) = proposed(body)

    assert [(one.name, one.part) for one in found.participants] == [("رضا راد", part)]


def test_listed_and_dropped_events_are_told_apart() -> None:
    context = context_of(
        "همایش+ کتاب دیروز در {place|ساری} برگزار شد . نرخ+ ارز امسال بالا رفت/VERB ."
    )

    found = find_events(context)

    assert [one.event for one in found] == ["همایش کتاب"]
    assert 0 < found[0].confidence < 1
    assert 0 < models().listed.linear.threshold < 1
    assert [one.reason for one in context.dropped] == ["not listed"]


def test_type_rule_and_time_are_kept() -> None:
    (found,) = proposed("همایش+ کتاب دیروز در {place|ساری} برگزار شد .")

    assert found.type == "conference"
    assert found.rule == "event_noun_date_beside_place_beside"
    assert found.time is not None
    assert (found.date_text, found.time.iso) == ("دیروز", "2024-06-21")


@pytest.mark.parametrize(
    "opening",
    [
        "به گزارش+ خبرگزاری+ نمونه از {place|اهواز} همایش+ کتاب دیروز برگزار شد .",
        "{place|اهواز} ـ نمونه . همایش+ کتاب دیروز برگزار شد .",
    ],
)
def test_dateline_is_a_weak_place_only(opening: str) -> None:
    (found,) = proposed(opening)

    assert (found.location, found.location_weak) == (None, True)
    assert found.location_key is not None


def test_named_place_is_no_weak_one() -> None:
    (found,) = proposed("همایش+ کتاب دیروز در {place|ساری} برگزار شد .")

    assert (found.location, found.location_weak) == ("ساری", False)


def test_the_date_of_a_phrase_does_not_hide_its_place() -> None:
    (found,) = proposed("انتخابات+ {place|لبنان}+ سال ۱۳۹۸ خوب بود .")

    assert found.location == "لبنان"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("دیدار+ تیم‌های+ شهر دیروز در {place|ساری} برگزار شد .", "match"),
        ("دیدار+ وزیر دیروز در {place|ساری} برگزار شد .", "meeting"),
        ("مردم شهر دیروز در {place|ساری} دیدار و گفت‌وگو کردند/VERB .", "meeting"),
    ],
)
def test_type_is_that_of_the_name(body: str, kind: str) -> None:
    assert kind in [one.type for one in proposed(body)]

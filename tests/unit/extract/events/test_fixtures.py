"""Matches that programmes and results tell by their teams alone."""

from __future__ import annotations

import pytest

from kg.extract.events.fixtures import RULE, find_fixtures
from kg.model import EventStatement, Modality

from .scenes import scene_of


HEADING = "دیدارهای دیروز :\n"
OTHER = "\n{organization|کویر} - {organization|ستاره}"


def found(body: str) -> list[EventStatement]:
    """Return the matches of marked-up lines in an article about a league."""
    return list(find_fixtures(scene_of(body, title="لیگ+ شهر")))


def test_lines_of_two_teams_are_matches_on_the_day_of_their_heading() -> None:
    first, second = found(
        HEADING + "* {organization|شاهین کویر} - {organization|موج}" + OTHER
    )

    assert (first.event, first.type, first.date) == (
        "شاهین کویر - موج",
        "match",
        "2024-06-21",
    )
    assert [each.name for each in first.participants] == ["شاهین کویر", "موج"]
    assert [each.text for each in first.evidence] == ["شاهین کویر - موج", "دیروز"]
    assert (second.event, second.rule) == ("کویر - ستاره", RULE)


def test_day_and_ground_of_the_line_itself_come_first() -> None:
    line = "{organization|موج} - {organization|ساحل} ، فردا -"
    (match, _) = found(HEADING + line + " ورزشگاه+ {place|ساری}" + OTHER)

    assert (match.event, match.date) == ("موج - ساحل", "2024-06-23")
    assert (match.location, match.modality) == ("ورزشگاه ساری", Modality.PLANNED)


def test_goals_belong_to_the_name_and_tell_that_it_was_played() -> None:
    line = "{organization|موج} ۲/NUM - {organization|ساحل} صفر"
    (match, _) = found("دیدارهای امروز :\n" + line + OTHER)

    assert (match.event, match.modality) == ("موج ۲ - ساحل صفر", Modality.ASSERTED)


@pytest.mark.parametrize(
    "line",
    [
        "{person|علی نوری} - {organization|موج}",
        "{organization|موج} - ۳/NUM امتیاز",
        "{organization|موج} - {organization|ساحل} - دشت",
        "{organization|موج} - {organization|ساحل} بازی کردند/VERB",
        "کشتی - شنا",
        "{organization|موج} -",
    ],
)
def test_other_lines_with_a_dash_are_no_matches(line: str) -> None:
    assert found(HEADING + line + OTHER) == []


def test_line_without_day_and_ground_is_no_event() -> None:
    assert found("{organization|موج} - {organization|ساحل}" + OTHER) == []


def test_article_about_no_contest_has_no_matches() -> None:
    line = "{organization|موج} - {organization|ساحل}"
    scene = scene_of("خرید+ دیروز :\n" + line + OTHER)

    assert list(find_fixtures(scene)) == []

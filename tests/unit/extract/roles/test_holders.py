"""Offices whose holders a list knows, read in texts about whoever the list names."""

from __future__ import annotations

import re

import pytest

from kg.extract.context import Context
from kg.extract.persons import with_persons
from kg.extract.roles import find_roles
from kg.lexicon import rows
from kg.model import Calendar, Precision, PublicationDate
from kg.normalize import match_key
from tests.builders import document


OFFICES = rows("known_offices", 3)
TERMS = rows("office_holders", 4)
OFFICE, NAME, FIRST, LAST = next(
    row for row in TERMS if row[0] == "iran.energy_minister" and row[3]
)
POST = "وزیر {organization|نیرو}"


def _roles(text: str, month: str | None, title: str = "") -> list[tuple[str, str]]:
    day = None
    if month is not None:
        day = PublicationDate(
            surface=month,
            iso=f"{month}-15",
            calendar=Calendar.GREGORIAN,
            precision=Precision.DAY,
        )
    found = find_roles(Context(document(text, title=title, published=day)))
    return [(role.person, role.rule) for role in found]


def _later(month: str, years: int) -> str:
    return f"{int(month[:4]) + years}{month[4:]}"


def test_office_of_the_article_is_its_known_holders() -> None:
    text = f"{{person|{NAME}}} آمد/VERB. با/ADP {POST} سخن رفت/VERB."

    assert _roles(text, _later(FIRST, 1)) == [(NAME, "known_holder")]


@pytest.mark.parametrize(
    ("text", "month"),
    [
        # long after, and without a date
        (f"{{person|{NAME}}} آمد/VERB. با/ADP {POST} سخن رفت/VERB.", _later(LAST, 1)),
        (f"{{person|{NAME}}} آمد/VERB. با/ADP {POST} سخن رفت/VERB.", None),
        # somebody else, and an office that the article does not name
        (f"{{person|آوا نوواک}} آمد/VERB. با/ADP {POST} سخن رفت/VERB.", FIRST),
        (f"{{person|{NAME}}} آمد/VERB.", _later(FIRST, 1)),
        # an office to be filled
        (
            f"{{person|{NAME}}} آمد/VERB. برای/ADP تعیین {POST} سخن رفت/VERB.",
            _later(FIRST, 1),
        ),
    ],
)
def test_office_is_nobodys_where_nothing_tells(text: str, month: str | None) -> None:
    assert _roles(text, month) == []


def test_first_name_alone_is_no_holder() -> None:
    text = f"{{person|{NAME.split()[0]}}} آمد/VERB. با/ADP {POST} سخن رفت/VERB."

    assert _roles(text, _later(FIRST, 1)) == []


def test_article_knows_better_than_the_list() -> None:
    text = f"{{person|آوا نوواک}}، {POST}، آمد/VERB. {{person|{NAME}}} رفت/VERB."

    assert _roles(text, _later(FIRST, 1)) == [("آوا نوواک", "name_comma_title")]


def test_former_holder_is_one_who_held_it_before() -> None:
    text = (
        f"{{person|{NAME}}} آمد/VERB. با/ADP وزیر سابق {{organization|نیرو}} رفت/VERB."
    )

    assert _roles(text, _later(LAST, 2)) == [(NAME, "known_holder")]
    assert _roles(text, _later(FIRST, 1)) == []


def test_known_office_is_not_who_happens_to_speak() -> None:
    text = "{person|آوا نوواک} گفت/VERB: آب هست. "
    text += f"{POST} گفت/VERB: نان هست."

    speaker = [("آوا نوواک", "title_of_speaker")]
    named = f" {{person|{NAME}}} آمد/VERB."

    assert _roles(text + named, _later(FIRST, 1)) == [(NAME, "known_holder")]
    assert _roles(text + named, None) == speaker
    assert _roles(text, _later(FIRST, 1)) == speaker  # the list may be wrong


def test_club_may_have_another_coach_of_that_name() -> None:
    first = next(row[2] for row in TERMS if row[0] == "club.arsenal_coach")
    text = "{person|آوا نوواک} گفت/VERB: آب هست. "
    text += "سرمربی {organization|آرسنال} گفت/VERB: نان هست."

    assert _roles(text, _later(first, 1)) == [("آوا نوواک", "title_of_speaker")]


def test_title_of_the_headline_waits_for_who_may_have_it() -> None:
    title = f"{POST}: آب هست"
    text = "{person|آوا نوواک} گفت/VERB: نان هست. "
    text += f"{{person|{NAME}}} گفت/VERB: راه هست."

    month = _later(FIRST, 1)
    assert _roles(text, month, title) == [(NAME, "title_before_speaker")]
    assert _roles(text, None, title) == [("آوا نوواک", "title_before_speaker")]


def test_holder_of_an_office_has_no_other_by_speaking() -> None:
    text = "نخست‌وزیر {place|پرو} گفت/VERB: آب هست. "
    text += f"{{person|{NAME}}} گفت/VERB: نان هست."

    assert _roles(text, _later(FIRST, 1)) == []
    assert _roles(text, None) == [(NAME, "title_before_name")]


def test_full_names_of_holders_are_persons() -> None:
    found = with_persons(document(f"سخنان {NAME} شنیده شد/VERB."))

    assert [found.verbatim(one.span) for one in found.mentions] == [NAME]


def test_bare_title_is_not_tied_where_another_country_has_one() -> None:
    name, first = next(row[1:3] for row in TERMS if row[0] == "iran.president")
    month = _later(first, 1)
    text = "{person|آوا نوواک} و/CCONJ "
    text += f"{{person|{name}}} آمدند/VERB. با/ADP رئیس‌جمهور سخن رفت/VERB."

    assert _roles(text, month) == [(name, "known_holder")]
    assert _roles(text + " رئیس‌جمهور {place|پرو} نیامد/VERB.", month) == []


def test_forms_of_offices_are_unique() -> None:
    forms = [
        match_key(title) + match_key(body)
        for _, titles, bodies in OFFICES
        for title in titles.split("|")
        for body in bodies.split("|")
    ]

    assert len(forms) == len(set(forms))


def test_terms_are_of_listed_offices_and_in_order() -> None:
    month = re.compile(r"\d{4}-(0[1-9]|1[0-2])")

    assert {row[0] for row in TERMS} == {row[0] for row in OFFICES}
    assert [*TERMS] == sorted(set(TERMS))
    for _, name, first, last in TERMS:
        assert month.fullmatch(first), name
        assert not last or (month.fullmatch(last) and first < last), name


def test_one_person_at_a_time_holds_an_office() -> None:
    for office, name, first, last in TERMS:
        surname = name.split()[-1]
        for other, another, start, _ in TERMS:
            within = first < start and (not last or start < last)
            assert not (other == office and within), (name, another, surname)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.extract import extract
from kg.extract.coreference import is_short_form
from kg.extract.roles import find_roles
from tests.builders import context, document


if TYPE_CHECKING:
    from kg.extract.context import Context


def test_surname_in_brackets_is_of_the_name_before() -> None:
    text = "{person|آوا نیک‌روش} (%s) شاعر آمد. {person|رضا کاویان} نویسنده رفت."

    single = extract(document(text % "{person|کاویان}"))
    listed = extract(
        document("{person|آوا نیک‌روش} ({person|کاویان})، {person|رضا کاویان} رفت.")
    )

    assert [(e.name, e.aliases) for e in single.entities] == [
        ("آوا نیک‌روش", ("کاویان",)),
        ("رضا کاویان", ()),
    ]
    assert [(e.name, e.aliases) for e in listed.entities] == [
        ("آوا نیک‌روش", ()),
        ("رضا کاویان", ("کاویان",)),
    ]


def _range(scene: Context, phrase: str) -> tuple[int, int]:
    words = phrase.split()
    forms = [token.form for token in scene.document.tokens]
    for first in range(len(forms) - len(words), -1, -1):
        if forms[first : first + len(words)] == words:
            return first, first + len(words)
    raise AssertionError(phrase)


CASES = [
    # a bare surname belongs to the full name, marked or not
    ("{person|علی اکبر رضایی محراب} آمد. {person|رضایی محراب} گفت.", "رضایی محراب"),
    ("{person|علی اکبر رضایی محراب} آمد. رضایی محراب گفت.", "رضایی محراب"),
    # the first of two surnames
    ("{person|علی اکبر رضایی محراب} آمد. {person|رضایی} گفت.", "رضایی"),
    ("{person|علی اکبر رضایی محراب} آمد. رضایی گفت.", "رضایی"),
    # «سید» does not part two forms of one name
    ("{person|علی اکبر رضایی محراب} آمد. {person|سید رضایی محراب} رفت.", "رضایی محراب"),
    # a title whose holder is named
    (
        "{person|علی اکبر رضایی محراب} استاندار {place|یزد} آمد. استاندار یزد گفت.",
        "استاندار یزد",
    ),
    # a middle name left out
    ("{person|علی اکبر رضایی محراب} آمد. {person|علی محراب} رفت.", "علی محراب"),
    # the last speaker
    ("{person|علی اکبر رضایی محراب} گفت: آری. وی افزود: نه.", "وی"),
    ("{person|علی اکبر رضایی محراب} گفت: آری. این مسئول افزود: نه.", "این مسئول"),
    ("{person|مینا پارسا} با {person|علی اکبر رضایی محراب} رفت.", "رضایی محراب"),
]


@pytest.mark.parametrize(("text", "phrase"), CASES)
def test_reference_leads_to_the_fullest_name(text: str, phrase: str) -> None:
    scene = context(text)
    find_roles(scene)

    entity = scene.referent(*_range(scene, phrase))

    assert entity is not None
    assert entity.name == "علی اکبر رضایی محراب"


def test_pronoun_takes_the_noted_speaker() -> None:
    scene = context("{person|مینا پارسا} و {person|علی رضایی} آمدند. وی گفت.")
    find_roles(scene)
    (_, second) = scene.coreference.entities
    scene.note_speaker(3, second)

    assert scene.referent(*_range(scene, "وی")) == second


def test_post_of_another_body_is_another_person() -> None:
    scene = context(
        "{person|علی رضایی} استاندار {place|یزد} آمد. استاندار {place|قم} گفت."
    )
    find_roles(scene)

    assert scene.referent(*_range(scene, "استاندار قم")) is None


def test_two_persons_of_one_surname_are_told_apart_by_nearness() -> None:
    scene = context(
        "{person|علی رضایی} آمد. {person|مینا رضایی} رفت. {person|رضایی} گفت."
    )

    entity = scene.coreference.entity_at(2)

    assert entity is not None
    assert entity.name == "مینا رضایی"


def test_a_foreign_name_in_two_spellings_is_one_person() -> None:
    scene = context("{person|مایک پومپئو} آمد. {person|پمپئو} رفت.")

    (entity,) = scene.coreference.entities

    assert entity.name == "مایک پومپئو"
    assert entity.aliases == ("پمپئو",)


def test_like_surnames_are_two_persons() -> None:
    scene = context("{person|علی محمودی} آمد. {person|محمدی} رفت.")

    assert [e.name for e in scene.coreference.entities] == ["علی محمودی", "محمدی"]


def test_description_is_one_entity_however_often_it_stands() -> None:
    scene = context("یک مقام آگاه گفت. یک مقام آگاه افزود.")

    first = scene.describe(0, 3)
    second = scene.describe(5, 8)

    assert first == second
    assert first.described
    assert [e.name for e in scene.coreference.entities] == ["یک مقام آگاه"]


def test_extraction_counts_the_text_as_received() -> None:
    source = document("{person|علی رضایی} استاندار {place|یزد} گفت.", title="خبر")

    extraction = extract(source)

    (role,) = extraction.roles
    (evidence,) = role.evidence
    text = source.article.text
    assert text[evidence.start : evidence.end] == evidence.text
    assert [e.name for e in extraction.entities] == ["علی رضایی", "یزد"]


def test_a_part_of_a_name_in_two_words_is_another_name() -> None:
    scene = context("{person|حسن علیزاد‌محرابی} گفت. {person|محرابی} آمد.")

    names = [entity.name for entity in scene.coreference.entities]

    assert names == ["حسن علیزاد‌محرابی", "محرابی"]


def test_the_middle_of_a_name_and_a_name_without_its_article_are_short_forms() -> None:
    assert is_short_form(("بن", "سالم"), ("راشد", "بن", "سالم", "آل", "نور"))
    assert is_short_form(("جمعان",), ("راشد", "الجمعان"))


def test_a_second_given_name_is_no_short_form() -> None:
    scene = context("{person|علی اکبر رضایی} آمد. {person|اکبر} گفت.")

    assert [entity.name for entity in scene.coreference.entities] == [
        "علی اکبر رضایی",
        "اکبر",
    ]

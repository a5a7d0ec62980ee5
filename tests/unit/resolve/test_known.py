"""What names become is kept, and is what reading them gives."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kg.model import EntityKind
from kg.resolve.known import KnownNames, are_outgrown, known_names
from kg.resolve.names import compare_names
from kg.resolve.organizations import BodyKeys
from kg.resolve.profile import EntityProfile, Profile


def profile(*named: tuple[EntityKind, str]) -> Profile:
    """Return an article that names some entities."""
    return Profile(
        article_id="n1",
        publisher=None,
        roles=(),
        entities=tuple(
            EntityProfile(key=f"e{at}", kind=kind, name=name)
            for at, (kind, name) in enumerate(named)
        ),
    )


PERSON, BODY, PLACE = EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE


def test_names_are_read_by_what_they_name() -> None:
    found = known_names(
        [
            profile((PERSON, "سيد بهرام كيانفر"), (BODY, "ناجا")),
            profile((PLACE, "بندر‌سپید"), (BODY, "ناجا")),
        ]
    )

    assert found == KnownNames(
        names=("بندر‌سپید", "سيد بهرام كيانفر", "ناجا"),
        words=(("بندر", "سپید"), ("سید", "بهرام", "کیانفر"), ("ناجا",)),
        spellings=("بندرسپید", "سیدبهرامکیانفر", "ناجا"),
        persons=("سيد بهرام كيانفر",),
        person_words=(("بهرام", "کیانفر"),),
        bodies=("ناجا",),
        body_keys=(BodyKeys("ناجا", "فرماندهیانتظامی"),),
    )


def test_names_of_persons_that_may_be_one_are_compared() -> None:
    names = ("مایک پمپئو", "مایک پامپئو", "حسن کیانفر")

    found = known_names([profile(*((PERSON, name) for name in names))])

    scores = {
        (found.persons[one], found.persons[other]): found.scores[score]
        for one, other, score in found.compared
    }
    assert {*map(frozenset, scores)} == {frozenset(names[:2])}
    assert [*scores.values()] == [compare_names(*names[:2])]


def test_names_that_are_recalled_are_not_read_again() -> None:
    # In a process of its own: what is recalled there holds for all that follows.
    code = """
from kg.resolve.known import KnownNames, known_names, recall_names
from kg.resolve.names import Score, compare_names, name_words
from kg.resolve.naming import spelling, words_of
from kg.resolve.organizations import BodyKeys, body_keys

recall_names(KnownNames(
    names=("الف", "ب"), words=(("یک",), ("دو", "سه")), spellings=("یک", "دوسه"),
    persons=("الف", "پ"), person_words=(("چهار",), ("پنج",)),
    bodies=("ب",), body_keys=(BodyKeys("شش", "هفت"),),
    compared=((1, 0, 0),), scores=(Score(0.5, "هشت"),),
))
print(words_of("ب"), spelling("ب"), name_words("الف"), *body_keys("ب"))
print(compare_names("پ", "الف").reason, compare_names("الف", "پ").reason)
print(words_of("پ"), name_words("ب"))
"""
    found = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={"PYTHONIOENCODING": "utf-8", "PYTHONPATH": ":".join(sys.path)},
    )

    assert found.stdout.split("\n")[:3] == [
        "('دو', 'سه') دوسه ('چهار',) شش هفت",
        "هشت different names",
        "('پ',) ('ب',)",
    ]


@pytest.mark.parametrize(
    ("known", "outgrown"),
    [((), True), (("کیانفر",), True), (("کیانفر", "رستگار"), False)],
)
def test_names_are_kept_anew_where_many_are_new(
    known: tuple[str, ...], outgrown: bool
) -> None:
    corpus = [profile((PERSON, "کیانفر"), (PERSON, "رستگار"))]

    assert are_outgrown(known, corpus) is outgrown

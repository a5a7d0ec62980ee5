"""Cutting sentences into clauses."""

from __future__ import annotations

import pytest

from kg.extract.events.clauses import verb_kind
from kg.normalize import match_key

from .scenes import scene_of


def clauses_of(body: str) -> list[tuple[str, str]]:
    """Return kind and words of each clause that has a verb."""
    scene = scene_of(body)
    tokens = scene.context.document.tokens
    return [
        (clause.kind, " ".join(tokens[at].form for at in clause.tokens))
        for clause in scene.clauses
        if clause.predicate is not None
    ]


def test_relative_clause_stands_within_the_one_that_goes_on() -> None:
    found = clauses_of(
        "او سه‌شنبه در مراسم شعری که در شهر برگزار شد ، از مردم قدردانی کرد ."
    )

    assert found[0][1] == "او سه‌شنبه در مراسم شعری ، از مردم قدردانی کرد"
    assert found[1] == ("hold", "در شهر برگزار شد")


def test_relative_clause_knows_what_it_tells_of() -> None:
    scene = scene_of("مراسمی که دیروز برگزار شد ، خوب بود .")
    relative = next(clause for clause in scene.clauses if clause.kind == "hold")

    assert relative.antecedent == 0
    assert relative.parent is scene.clauses[0]


def test_and_joins_clauses_in_a_row() -> None:
    found = clauses_of("کتاب چاپ شد و جشن برگزار شد .")

    assert [words for _, words in found] == ["کتاب چاپ شد", "و جشن برگزار شد"]


def test_colon_and_slash_cut_clauses() -> None:
    scene = scene_of("استاندار : جلسه در شهر / دیدار با مردم")
    tokens = scene.context.document.tokens

    assert [[tokens[at].form for at in c.tokens] for c in scene.clauses] == [
        ["استاندار", ":"],
        ["جلسه", "در", "شهر", "/"],
        ["دیدار", "با", "مردم"],
    ]


def test_goal_may_stand_within_a_compound_verb() -> None:
    scene = scene_of("او دیروز وارد خاک+ {place|ایران} شد .")
    predicate = scene.clauses[0].predicate

    assert predicate is not None
    assert (predicate.infinitive, predicate.kind) == ("واردشدن", "visit")


@pytest.mark.parametrize(
    ("infinitive", "kind"),
    [
        ("برگزار شدن", "hold"),
        ("بازداشت کردن", "arrest"),
        ("افزودن", "report"),
        ("وجود داشتن", "stative"),
        ("کاشتن", "other"),
    ],
)
def test_kinds_of_verbs(infinitive: str, kind: str) -> None:
    assert verb_kind(match_key(infinitive)) == kind

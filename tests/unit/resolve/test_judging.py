"""Comparisons summed up to judgements on entities."""

from __future__ import annotations

from kg.model import Judgement, Verdict
from kg.resolve.judging import Finding, to_judgements


CANONICAL = {("1", "e1"): "person/a", ("2", "e1"): "person/a", ("3", "e1"): "person/b"}
NAMES = {"person/a": "بهرام کیانفر", "person/b": "حسن کیانفر"}


def finding(one: str, other: str, verdict: Verdict, score: float) -> Finding:
    return Finding(
        one=(one, "e1"),
        other=(other, "e1"),
        form="کیانفر",
        verdict=verdict,
        score=score,
        reason=f"because {score}",
    )


def test_a_merge_keeps_the_form_and_the_best_score() -> None:
    found = [
        finding("1", "2", Verdict.SAME, 0.7),
        finding("1", "2", Verdict.SAME, 0.9),
    ]

    assert to_judgements(found, CANONICAL, NAMES) == (
        Judgement(
            one="person/a",
            other="person/a",
            name="کیانفر",
            verdict=Verdict.SAME,
            score=0.9,
            reason="because 0.9",
        ),
    )


def test_a_refusal_names_the_other_entity() -> None:
    found = [finding("3", "1", Verdict.UNSURE, 0.3)]

    assert [
        (one.one, one.other, one.name) for one in to_judgements(found, CANONICAL, NAMES)
    ] == [("person/a", "person/b", "حسن کیانفر")]


def test_what_was_joined_after_all_is_no_refusal() -> None:
    found = [
        finding("1", "2", Verdict.DIFFERENT, 0.1),
        finding("1", "3", Verdict.SAME, 0.9),
    ]

    assert to_judgements(found, CANONICAL, NAMES) == ()


def test_what_a_person_rejected_is_not_judged() -> None:
    assert (
        to_judgements([finding("1", "9", Verdict.UNSURE, 0.4)], CANONICAL, NAMES) == ()
    )

"""From comparisons of articles' entities to judgements on canonical entities."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.model import Judgement, Verdict


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MOST_REFUSALS = 30
"""Refusals that are kept of one entity, the closest first."""

MemberKey = tuple[str, str]
"""Article id and key of an entity in the article."""

_Key = tuple[str, str, str, Verdict]
"""What one judgement is for: two entities, a form of a name where they are one."""


class Finding(NamedTuple):
    """What two articles' entities came to; a tuple, because there are so many.

    Attributes:
        one: A member of the entity that is spoken of.
        other: A member of what it was compared with.
        form: The name of ``other`` in its article.
        verdict: Same, different or unsure.
        score: 0–1.
        reason: For people to read.
    """

    one: MemberKey
    other: MemberKey
    form: str
    verdict: Verdict
    score: float
    reason: str


def to_judgements(
    findings: Iterable[Finding],
    canonical: Mapping[MemberKey, str],
    names: Mapping[str, str],
) -> tuple[Judgement, ...]:
    """Sum findings up, one judgement for each pair of entities, form and verdict.

    Refusals between what was joined after all are left out, and what was rejected.

    Args:
        findings: In any order.
        canonical: The canonical key of each member.
        names: The name of each canonical entity.

    Returns:
        Sorted by entity, verdict, score (highest first) and other.
    """
    best: dict[_Key, tuple[float, str, str]] = {}
    articles: dict[_Key, set[str]] = {}
    for finding in findings:
        one, other = canonical.get(finding.one), canonical.get(finding.other)
        if one is None or other is None:  # a person rejected it
            continue
        same = finding.verdict is Verdict.SAME
        if same is not (one == other):
            continue
        name = finding.form
        if not same:
            one, other = min(one, other), max(one, other)
            name = names[other]
        key = (one, other, name if same else "", finding.verdict)
        told = finding.score, finding.reason, name
        articles.setdefault(key, set()).add(finding.other[0])
        best[key] = max(best.get(key, told), told, key=_by_score)
    return tuple(_closest(_counted(best, articles)))


def _by_score(told: tuple[float, str, str]) -> tuple[float, str]:
    return told[:2]


def _counted(
    best: Mapping[_Key, tuple[float, str, str]], articles: Mapping[_Key, set[str]]
) -> list[Judgement]:
    return [
        Judgement(
            one=one,
            other=other,
            name=name,
            verdict=verdict,
            score=score,
            reason=reason,
            articles=len(articles[one, other, form, verdict]),
        )
        for (one, other, form, verdict), (score, reason, name) in best.items()
    ]


def _closest(judgements: Iterable[Judgement]) -> Iterable[Judgement]:
    """Yield judgements in order; of one entity's refusals the closest only."""
    refused: dict[str, int] = {}
    for one in sorted(judgements, key=judgement_order):
        if one.verdict is not Verdict.SAME:
            refused[one.one] = refused.get(one.one, 0) + 1
            if refused[one.one] > _MOST_REFUSALS:
                continue
        yield one


def judgement_order(it: Judgement) -> tuple[str, Verdict, float, str, str, str]:
    """Sort key: by entity, verdict, score (highest first) and other."""
    return it.one, it.verdict, -it.score, it.other, it.name, it.reason

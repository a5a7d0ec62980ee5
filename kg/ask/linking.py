"""Why names were taken for one entity, and what was kept apart from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.ask.lookup import (
    Candidate,
    NotFoundError,
    article_counts,
    canonical_names,
    find_candidates,
    is_iri,
    suggest,
)
from kg.ask.wording import holds
from kg.graph.subjects import select_about, values_of
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.graph.subjects import Select

KINDS = ("person", "organization", "place", "entity", "event")
_ENTITY_KINDS = KINDS[:-1]
_JUDGEMENTS = """
SELECT ?one ?other ?name ?verdict ?score ?reason ?articles WHERE {
  VALUES ?entity { %s }
  ?judgement kg:judged|kg:comparedWith ?entity ; kg:judged ?one ;
    kg:comparedName ?name ; kg:verdict ?verdict ; kg:score ?score ;
    kg:reason ?reason ; kg:articleCount ?articles .
  OPTIONAL { ?judgement kg:comparedWith ?other } }"""
_OCCURRENCES = """
SELECT ?event ?name WHERE { ?event a kg:Occurrence ; rdfs:label ?name . FILTER(%s) }"""
_ACCOUNTS = """
SELECT ?event ?name WHERE { ?event a kg:Event ; rdfs:label ?name . FILTER(%s)
  FILTER NOT EXISTS { ?occurrence kg:account ?event } }"""
_ORDER = ("same", "different", "unsure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A merge or a refusal.

    Attributes:
        verdict: ``same`` for a merge, ``different`` or ``unsure`` for a refusal.
        name: The form of the name that was taken in; the other's name for a refusal.
        score: How alike the two are, 0–1.
        reason: Why.
        articles: In how many articles the other form stands.
        other: IRI of the other, for a refusal.
    """

    verdict: str
    name: str
    score: float
    reason: str
    articles: int
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityAnswer:
    """Why an entity is what it is.

    Attributes:
        iri: The entity, or the event that several articles tell of.
        name: Its canonical name.
        kind: ``person``, ``organization``, ``place``, ``entity`` or ``event``.
        articles: Number of articles that name it, or tell of it.
        aliases: Its other names.
        reasons: Why its names were taken for one, in sum.
        decisions: Reasons that people gave for decisions on it.
        judgements: Merges, then refusals, the closest first.
    """

    iri: str
    name: str
    kind: str
    articles: int
    aliases: tuple[str, ...]
    reasons: tuple[str, ...]
    decisions: tuple[str, ...]
    judgements: tuple[Judged, ...]


def explain_entity(
    select: Select, name: str, kinds: Iterable[str] = KINDS, *, limit: int = 10
) -> tuple[EntityAnswer, ...]:
    """Explain every entity that has a name: homonyms are told one after the other.

    Args:
        select: Runs a SELECT query.
        name: A name as typed, or words of an event; or an IRI.
        kinds: Kinds to look among.
        limit: Most entities.

    Returns:
        The most named first.

    Raises:
        NotFoundError: If nothing has the name, with near names.
    """
    kinds = tuple(kinds)
    found = _meant(select, name, kinds)[:limit]
    if not found:
        near = suggest(select, name, [one for one in kinds if one in _ENTITY_KINDS])
        names = "، ".join(f"«{one.name}»" for one in near)
        hint = f"; near names: {names}" if near else ""
        raise NotFoundError(f"nothing is named «{name}»{hint}", near)
    iris = [one.iri for one in found]
    aliases = values_of(select, iris, "skos:altLabel")
    reasons = values_of(select, iris, "kg:reason")
    decisions = values_of(select, iris, "kg:decidedBy/kg:reason")
    return tuple(
        EntityAnswer(
            iri=one.iri,
            name=one.name,
            kind=one.kind,
            articles=one.articles,
            aliases=tuple(aliases.get(one.iri, ())),
            reasons=tuple(reasons.get(one.iri, _told_once(one))),
            decisions=tuple(decisions.get(one.iri, ())),
            judgements=_judgements(select, one.iri),
        )
        for one in found
    )


def _told_once(one: Candidate) -> tuple[str, ...]:
    """Return the reason of an event that no other article tells of."""
    return ("told in one article",) if one.kind == "event" and one.articles < 2 else ()


def _meant(select: Select, name: str, kinds: Sequence[str]) -> list[Candidate]:
    """Return what bears a name exactly, else what holds its words."""
    if is_iri(name):
        labels, counts = canonical_names(select, [name]), article_counts(select, [name])
        types = values_of(select, [name], "a").get(name, [])
        kind = types[0].rpartition("#")[2].lower() if types else "entity"
        return [
            Candidate(iri=iri, name=label, kind=kind, articles=counts.get(iri, 0))
            for iri, label in labels.items()
        ]
    entities = [one for one in kinds if one in _ENTITY_KINDS]
    found = list(find_candidates(select, name, entities)) if entities else []
    wanted = match_key(name)
    exact = [one for one in found if match_key(one.found_by) == wanted]
    if exact or "event" not in kinds:
        return exact or found[:1]
    return _events(select, name) or found[:1]


def _events(select: Select, words: str) -> list[Candidate]:
    """Return the events whose names hold all words.

    Those of several articles come first, then accounts that were joined with no other.
    """
    condition = holds("?name", [match_key(word) for word in words.split()])
    merged = [row for row in select(_OCCURRENCES % condition) if row[0]]
    lone = [row for row in select(_ACCOUNTS % condition) if row[0]]
    counts = article_counts(select, [str(iri) for iri, _ in merged])
    found = [
        Candidate(
            iri=str(iri),
            name=name or "",
            kind="event",
            articles=counts.get(str(iri), 0) or 1,
        )
        for iri, name in (*merged, *lone)
    ]
    return sorted(found, key=lambda one: (-one.articles, one.name, one.iri))


def _judgements(select: Select, iri: str) -> tuple[Judged, ...]:
    rows = list(select_about(select, _JUDGEMENTS, [iri]))
    others = {end for row in rows for end in row[:2] if end and end != iri}
    names = canonical_names(select, others)
    told = {_judged(row, iri, names) for row in rows}
    return tuple(
        sorted(
            told,
            key=lambda one: (
                _ORDER.index(one.verdict),
                -one.score,
                -one.articles,
                one.name,
                one.other,
            ),
        )
    )


def _judged(row: Sequence[str | None], iri: str, names: dict[str, str]) -> Judged:
    one, other, name, verdict, score, reason, articles = row
    away = other if one == iri else one
    return Judged(
        verdict=(verdict or "").rpartition("#")[2],
        name=name or "" if one == iri else names.get(one or "", one or ""),
        score=float(score or 0),
        reason=reason or "",
        articles=int(articles or 0),
        other=away or "",
    )

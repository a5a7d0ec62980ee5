"""Finding the entity that a typed name means.

Names are compared folded and without half-spaces, so «كيانفر», «کیان‌فر» and
«کیان فر» are one. A name that fits several entities is a question back; one that fits
none gets near names as suggestions.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kg.errors import QueryError
from kg.normalize import match_key


Row: TypeAlias = Sequence[str | None]
Select: TypeAlias = Callable[[str], Iterable[Row]]

_NAMES = """
SELECT ?entity ?name ?type ?articles WHERE {
  VALUES ?type { %s }
  ?entity a ?type ; rdfs:label|skos:altLabel ?name .
  OPTIONAL { ?entity kg:articleCount ?articles } }"""
_CLASSES = {
    "person": "kg:Person",
    "organization": "kg:Organization",
    "place": "kg:Place kg:Facility",
    "entity": "kg:Entity",
    "post": "kg:Post",
}
_DOMINANT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entity that a typed name may mean.

    Attributes:
        iri: The entity.
        name: The name it was found by.
        kind: ``person``, ``organization``, ``place`` or ``post``.
        articles: Number of articles that mention it.
    """

    iri: str
    name: str
    kind: str
    articles: int


class NotFoundError(QueryError):
    """No entity, or several, have the name; the message lists candidates.

    Attributes:
        candidates: What was meant, perhaps.
    """

    def __init__(self, message: str, candidates: Sequence[Candidate]) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)


def iter_names(select: Select, kinds: Iterable[str]) -> list[Candidate]:
    """Return every name of every entity of the given kinds, sorted."""
    classes = " ".join(_CLASSES[kind] for kind in sorted(kinds))
    kind_of = {
        name.removeprefix("kg:"): kind
        for kind, names in _CLASSES.items()
        for name in names.split()
    }
    found = {
        Candidate(
            iri=entity,
            name=name,
            kind=kind_of[type_.rpartition("#")[2]],
            articles=int(articles or 0),
        )
        for entity, name, type_, articles in select(_NAMES % classes)
        if entity and name and type_
    }
    return sorted(found, key=lambda one: (one.name, one.iri))


def find_candidates(
    select: Select, name: str, kinds: Iterable[str]
) -> tuple[Candidate, ...]:
    """Return the entities that ``name`` fits, best first.

    Equal names come first; only where there are none, names that end with it or hold
    all its words.
    """
    wanted = match_key(name)
    words = [match_key(word) for word in name.split()]
    named = iter_names(select, kinds)
    equal = [one for one in named if match_key(one.name) == wanted]
    fitting = equal or [
        one for one in named if _holds(match_key(one.name), wanted, words)
    ]
    best: dict[str, Candidate] = {}
    for one in fitting:
        best.setdefault(one.iri, one)
    return tuple(sorted(best.values(), key=lambda one: (-one.articles, one.iri)))


def _holds(key: str, wanted: str, words: Sequence[str]) -> bool:
    return bool(wanted) and (wanted in key or all(word in key for word in words))


def find_entity(select: Select, name: str, kinds: Iterable[str]) -> Candidate:
    """Return the entity that a typed name means.

    Where several fit, one that is mentioned far more often than all others is taken.

    Raises:
        NotFoundError: If none fits, with near names; if several do, with these.
    """
    kinds = tuple(kinds)
    found = find_candidates(select, name, kinds)
    if not found:
        near = suggest(select, name, kinds)
        names = "، ".join(f"«{one.name}»" for one in near)
        hint = f"; near names: {names}" if near else ""
        raise NotFoundError(f"no {' or '.join(kinds)} is named «{name}»{hint}", near)
    if len(found) > 1 and found[0].articles < _DOMINANT * found[1].articles:
        names = "، ".join(f"«{one.name}» ({one.articles})" for one in found[:8])
        raise NotFoundError(f"«{name}» may be any of: {names}", found)
    return found[0]


def suggest(
    select: Select, name: str, kinds: Iterable[str], *, limit: int = 5
) -> tuple[Candidate, ...]:
    """Return entities with names near to ``name``, best first."""
    by_key: dict[str, Candidate] = {}
    for one in iter_names(select, kinds):
        known = by_key.get(match_key(one.name))
        if known is None or one.articles > known.articles:
            by_key[match_key(one.name)] = one
    near = difflib.get_close_matches(match_key(name), sorted(by_key), n=limit)
    return tuple(by_key[key] for key in near)


def canonical_names(select: Select, iris: Iterable[str]) -> dict[str, str]:
    """Return the canonical name of each entity."""
    wanted = sorted(set(iris))
    names: dict[str, str] = {}
    for at in range(0, len(wanted), 500):
        values = " ".join(f"<{iri}>" for iri in wanted[at : at + 500])
        query = (
            f"SELECT ?e ?name WHERE {{ VALUES ?e {{ {values} }} ?e rdfs:label ?name }}"
        )
        names.update({iri: name for iri, name in select(query) if iri and name})
    return names

"""Finding the entity that a typed name means.

Names are compared folded and without half-spaces, so «كيانفر», «کیان‌فر» and
«کیان فر» are one. A name that fits several entities is a question back; one that fits
none gets near names as suggestions.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.ask.wording import holds
from kg.errors import QueryError
from kg.graph.subjects import Select, values_of
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_NAMED = """
SELECT ?entity ?name WHERE { ?entity rdfs:label|skos:altLabel ?name . FILTER(%s) }"""
_NAMES = """
SELECT ?entity ?name ?type WHERE {
  VALUES ?type { %s } ?entity a ?type ; rdfs:label ?name }"""
_CLASSES = {
    "person": "kg:Person",
    "organization": "kg:Organization",
    "place": "kg:Place kg:Facility",
    "entity": "kg:Entity",
    "post": "kg:Post",
}
_IRI = re.compile(r"(?:https?://|urn:)[^\s<>\"{}|\\^`]+")
_DOMINANT = 4
_LIKELY = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entity that a typed name may mean.

    Attributes:
        iri: The entity.
        name: Its canonical name.
        kind: ``person``, ``organization``, ``place`` or ``post``.
        articles: Number of articles that mention it.
        found_by: The name it was found by, perhaps an alias.
    """

    iri: str
    name: str
    kind: str
    articles: int
    found_by: str = ""


class NotFoundError(QueryError):
    """No entity, or several, have the name; the message lists candidates.

    Attributes:
        candidates: What was meant, perhaps.
    """

    def __init__(self, message: str, candidates: Sequence[Candidate]) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)


def is_iri(typed: str) -> bool:
    """Say whether what was typed is an IRI, and can stand in a query as one."""
    return _IRI.fullmatch(typed) is not None


def canonical_names(select: Select, iris: Iterable[str]) -> dict[str, str]:
    """Return the canonical name of each entity."""
    found = values_of(select, iris, "rdfs:label")
    return {iri: names[0] for iri, names in found.items()}


def article_counts(select: Select, iris: Iterable[str]) -> dict[str, int]:
    """Return the number of articles that mention each entity."""
    found = values_of(select, iris, "kg:articleCount")
    return {iri: int(counts[0]) for iri, counts in found.items()}


def find_candidates(
    select: Select, name: str, kinds: Iterable[str]
) -> tuple[Candidate, ...]:
    """Return the entities that ``name`` fits, best first; of an IRI its own.

    Equal names come first; only where there are none, names that hold it or all its
    words.
    """
    if is_iri(name):
        kind_of = kinds_of(select, [name], kinds)
        return _ranked(select, ((iri, name, kind) for iri, kind in kind_of.items()))
    wanted = match_key(name)
    words = [match_key(word) for word in name.split()]
    if not wanted:
        return ()
    named = [row for row in select(_NAMED % holds("?name", words)) if row[0]]
    kind_of = kinds_of(select, (row[0] for row in named if row[0]), kinds)
    rows = [
        (entity, found, kind_of[entity])
        for entity, found in named
        if entity in kind_of and found
    ]
    equal = [row for row in rows if match_key(row[1]) == wanted]
    return _ranked(select, equal or rows)


def kinds_of(
    select: Select, entities: Iterable[str], kinds: Iterable[str]
) -> dict[str, str]:
    """Return the kind of each entity that is of one of some kinds."""
    kind_of = _class_kinds(kinds)
    return {
        iri: kind_of[name]
        for iri, types in values_of(select, entities, "a").items()
        for name in (type_.rpartition("#")[2] for type_ in types)
        if name in kind_of
    }


def _class_kinds(kinds: Iterable[str]) -> dict[str, str]:
    """Return the kind of each class's local name."""
    return {
        name.removeprefix("kg:"): kind
        for kind in kinds
        for name in _CLASSES[kind].split()
    }


def _ranked(
    select: Select, rows: Iterable[tuple[str, str, str]]
) -> tuple[Candidate, ...]:
    """Return entities, the most mentioned first, one each."""
    first = {row[0]: row for row in sorted(rows, reverse=True)}
    counts = article_counts(select, first)
    names = canonical_names(select, first)
    found = [
        Candidate(
            iri=iri,
            name=names.get(iri, name),
            kind=kind,
            articles=counts.get(iri, 0),
            found_by=name,
        )
        for iri, name, kind in first.values()
    ]
    return tuple(sorted(found, key=lambda one: (-one.articles, one.name, one.iri)))


def find_entity(select: Select, name: str, kinds: Iterable[str]) -> Candidate:
    """Return the entity that a typed name, or an IRI, means.

    Where several fit, one that is mentioned far more often than all others is taken.

    Raises:
        NotFoundError: If none fits, with near names; if several do, with these, and
            the IRIs of namesakes.
    """
    kinds = tuple(kinds)
    found = find_candidates(select, name, kinds)
    if not found:
        near = suggest(select, name, kinds)
        names = "، ".join(f"«{one.name}»" for one in near)
        hint = f"; near names: {names}" if near else ""
        raise NotFoundError(f"no {' or '.join(kinds)} is named «{name}»{hint}", near)
    if len(found) > 1 and found[0].articles < _DOMINANT * found[1].articles:
        names = "، ".join(_told_apart(one, found) for one in found[:8])
        more = f" and {len(found) - 8} more" if len(found) > 8 else ""
        raise NotFoundError(f"«{name}» may be any of: {names}{more}", found)
    return found[0]


def _told_apart(one: Candidate, found: Iterable[Candidate]) -> str:
    """Return how a list of candidates has one: namesakes also by IRI, to be given."""
    bearers = sum(other.name == one.name for other in found)
    iri = f" <{one.iri}>" if bearers > 1 else ""
    return f"«{one.name}» ({one.articles}){iri}"


def suggest(
    select: Select, name: str, kinds: Iterable[str], *, limit: int = 5
) -> tuple[Candidate, ...]:
    """Return entities with names near to ``name``, best first."""
    kind_of = _class_kinds(kinds)
    classes = " ".join(f"kg:{one}" for one in sorted(kind_of))
    by_key: dict[str, list[tuple[str, str, str]]] = {}
    for entity, found, type_ in select(_NAMES % classes):
        if entity and found and type_:
            row = (entity, found, kind_of[type_.rpartition("#")[2]])
            by_key.setdefault(match_key(found), []).append(row)
    wanted = match_key(name)
    likely = _likely(wanted, by_key)
    near = difflib.get_close_matches(wanted, likely, n=limit)
    best = {key: _ranked(select, by_key[key])[0] for key in near}
    return tuple(replace(best[key], found_by="") for key in near)


def _likely(wanted: str, keys: Iterable[str]) -> list[str]:
    """Return the keys that share most pairs of letters with ``wanted``.

    Comparing letter by letter takes a millisecond a hundred names, so few are.
    """
    pairs = Counter(pairwise(wanted))

    def shared(key: str) -> float:
        own = Counter(pairwise(key))
        return 2 * (pairs & own).total() / max(1, pairs.total() + own.total())

    ranked = sorted((-shared(key), key) for key in keys)
    return [key for _, key in ranked[:_LIKELY]]

"""The facts of a state, or of a part of it, as values that two states are compared by.

Patterns stand in ``GRAPH`` where only some named graphs are asked for; all others ask
the union of all graphs.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph.vocab import EVENT_TYPE


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.compare.states import Select


_AT_ONCE = 500
_MANY = 5_000

_ENTITIES = """
SELECT ?e ?type ?name {
  VALUES ?type { kg:Person kg:Organization kg:Place kg:Facility kg:Entity }
  %s ?e a ?type ; rdfs:label ?name }"""
_NAMES = "SELECT ?e ?name { %s ?e rdfs:label ?name }"
_HOLDINGS = """
SELECT ?person ?title ?body ?post ?status ?asOf ?start ?end {
  %s ?m a kg:Membership ; org:member ?person ; kg:roleTitle ?title ; kg:post ?post ;
     kg:status ?status .
  OPTIONAL { ?m org:organization ?body } OPTIONAL { ?m kg:asOf ?asOf }
  OPTIONAL { ?m schema:startDate ?start } OPTIONAL { ?m schema:endDate ?end } }"""
_TOUCHED = """
SELECT DISTINCT ?person ?post { %s { ?m org:member ?person ; kg:post ?post } }"""
_EVENTS = """
SELECT ?id ?e ?name ?type ?modality ?place ?begin ?end { %s {
  ?e a kg:Event ; prov:wasDerivedFrom/schema:identifier ?id ; rdfs:label ?name ;
     kg:eventType ?type ; kg:modality ?modality .
  OPTIONAL { ?e kg:placeName ?place } OPTIONAL { ?e schema:startDate ?begin }
  OPTIONAL { ?e schema:endDate ?end } } }"""
_PARTICIPANTS = """
SELECT ?e ?p { %s { ?e kg:participation ?part . ?part kg:participant ?p } }"""
_CASUALTIES = """
SELECT ?e ?kind ?count { %s {
  ?e kg:casualties ?toll . ?toll kg:casualtyKind ?kind ; kg:count ?count } }"""
_QUOTES = """
SELECT ?id ?speaker ?cue ?polarity ?text { %s {
  ?q a kg:Quotation ; prov:wasDerivedFrom/schema:identifier ?id ;
     kg:speakerName ?speaker ; kg:cue ?cue ; kg:polarity ?polarity ; schema:text ?text
} }"""
_ARTICLES = """
SELECT ?id ?title ?text { %s { ?a a kg:Article ; schema:identifier ?id ; kg:text ?text .
  OPTIONAL { ?a schema:headline ?title } } }"""


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity: its IRI, its kind and its canonical name."""

    iri: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Holding:
    """That an article states a role; entities by IRI, days ISO or ``""``."""

    person: str
    title: str
    body: str
    post: str
    status: str
    as_of: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Event:
    """An event of an article; who takes part in it by IRI or name, sorted."""

    article: str
    name: str
    type: str
    modality: str
    place: str
    begin: str
    end: str
    participants: tuple[str, ...]
    casualties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation of an article."""

    article: str
    speaker: str
    cue: str
    polarity: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article: its id, headline and text."""

    id: str
    title: str
    text: str


def read_entities(select: Select, iris: Sequence[str] | None) -> list[Entity]:
    """Return the entities of some IRIs, or all."""
    rows = _rows(select, _ENTITIES, "e", iris)
    return [Entity(e, _local(type_), name) for e, type_, name in rows]


def read_names(select: Select, iris: Iterable[str]) -> dict[str, str]:
    """Return the canonical names of some entities, perhaps of others, too.

    All names are read in the time of some thousands that are asked for one by one.
    """
    wanted = sorted({iri for iri in iris if iri})
    asked = wanted if len(wanted) < _MANY else None
    return {row[0]: row[1] for row in _rows(select, _NAMES, "e", asked)}


def read_touched(select: Select, graphs: Sequence[str]) -> tuple[set[str], set[str]]:
    """Return the persons and posts that some named graphs speak of."""
    rows = list(_rows(select, _TOUCHED, "g", graphs))
    return {row[0] for row in rows}, {row[1] for row in rows}


def read_holdings(select: Select, by: str, iris: Sequence[str] | None) -> list[Holding]:
    """Return the roles that any article states, of some persons or posts, or all.

    Args:
        select: Asks the graph.
        by: ``person`` or ``post``.
        iris: Of persons or posts; ``None`` for all.
    """
    return [
        Holding(person, title, body, post, _local(status), as_of[:10], start, end)
        for person, title, body, post, status, as_of, start, end in _rows(
            select, _HOLDINGS, by, iris
        )
    ]


def read_events(select: Select, graphs: Sequence[str] | None) -> list[Event]:
    """Return the events of some named graphs, or all."""
    who, tolls = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for event, participant in _rows(select, _PARTICIPANTS, "g", graphs):
        who[event].add(participant)
    for event, kind, count in _rows(select, _CASUALTIES, "g", graphs):
        tolls[event].add(f"{count} {kind}")
    return [
        Event(
            id_,
            name,
            type_.removeprefix(EVENT_TYPE),
            _local(modality),
            place,
            begin,
            end,
            tuple(sorted(who.get(event, ()))),
            tuple(sorted(tolls.get(event, ()))),
        )
        for id_, event, name, type_, modality, place, begin, end in _rows(
            select, _EVENTS, "g", graphs
        )
    ]


def read_quotes(select: Select, graphs: Sequence[str] | None) -> list[Quote]:
    """Return the quotations of some named graphs, or all."""
    return [
        Quote(id_, speaker, cue, _local(polarity), text)
        for id_, speaker, cue, polarity, text in _rows(select, _QUOTES, "g", graphs)
    ]


def read_articles(select: Select, graphs: Sequence[str] | None) -> list[Article]:
    """Return the articles of some named graphs, or all."""
    return [Article(*row) for row in _rows(select, _ARTICLES, "g", graphs)]


def _rows(
    select: Select, query: str, variable: str, iris: Sequence[str] | None
) -> Iterator[list[str]]:
    """Yield the rows of a query about some IRIs; ``""`` where unbound.

    Args:
        select: Asks the graph.
        query: With one ``%s`` where the IRIs are bound.
        variable: What they are bound to; ``g`` for named graphs.
        iris: ``None`` for whatever there is.
    """
    if iris is None:
        batches = [""]
    elif variable == "g":
        # One by one: bound by VALUES, an OPTIONAL is answered for all graphs first.
        batches = [f"GRAPH <{one}> " for one in iris]
    else:
        batches = [
            f"VALUES ?{variable} {{ {' '.join(f'<{one}>' for one in part)} }}"
            for part in (
                iris[at : at + _AT_ONCE] for at in range(0, len(iris), _AT_ONCE)
            )
        ]
    for batch in batches:
        for row in select(query % batch):
            yield ["" if cell is None else cell for cell in row]


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].lower()

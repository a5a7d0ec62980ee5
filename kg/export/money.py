"""A graph as FollowTheMoney entities, one JSON object a line.

Persons, organizations, places (as ``Address``), posts (``Position``), roles
(``Occupancy``, and ``Membership`` where they are in an organization), events and
articles are mapped; quotations have no schema there and are left out. An id is a hash
of the IRI, since ids there are plain ASCII. Times are in UTC, as they are there.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from kg.graph.iri import digest
from kg.graph.sources import select
from kg.normalize import ZWNJ


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.graph.sources import Source


Properties: TypeAlias = "dict[str, set[str]]"

_QUERIES = {
    "Person": """
SELECT ?id ?name ?alias {
  ?id a kg:Person ; rdfs:label ?name .
  OPTIONAL { ?id skos:altLabel ?alias } }""",
    "Organization": """
SELECT ?id ?name ?alias {
  ?id a kg:Organization ; rdfs:label ?name .
  OPTIONAL { ?id skos:altLabel ?alias } }""",
    "Address": """
SELECT ?id ?full ?latitude ?longitude {
  VALUES ?kind { kg:Place kg:Facility } ?id a ?kind ; rdfs:label ?full .
  OPTIONAL { ?id geo:lat ?latitude ; geo:long ?longitude } }""",
    "Position": """
SELECT ?id ?name ?organization {
  ?id a kg:Post ; rdfs:label ?name .
  OPTIONAL { ?id org:postIn ?organization . ?organization a kg:Organization } }""",
    "Occupancy": """
SELECT ?id ?holder ?post ?status ?startDate ?endDate ?date ?proof {
  ?id a kg:Membership ; org:member ?holder ; kg:post ?post ; kg:status ?value ;
    prov:wasDerivedFrom ?proof .
  BIND (REPLACE(STR(?value), "^.*#", "") AS ?status)
  OPTIONAL { ?id schema:startDate ?startDate }
  OPTIONAL { ?id schema:endDate ?endDate }
  OPTIONAL { ?id kg:asOf ?date } }""",
    "Membership": """
SELECT ?id ?member ?organization ?role ?status ?startDate ?endDate ?date ?proof {
  ?id a kg:Membership ; org:member ?member ; org:organization ?organization ;
    kg:roleTitle ?role ; kg:status ?value ; prov:wasDerivedFrom ?proof .
  ?organization a kg:Organization .
  BIND (REPLACE(STR(?value), "^.*#", "") AS ?status)
  OPTIONAL { ?id schema:startDate ?startDate }
  OPTIONAL { ?id schema:endDate ?endDate }
  OPTIONAL { ?id kg:asOf ?date } }""",
    "Event": """
SELECT ?id ?name ?startDate ?endDate ?location ?addressEntity ?involved ?proof {
  ?id a kg:Event ; rdfs:label ?name ; prov:wasDerivedFrom ?proof .
  OPTIONAL { ?id schema:startDate ?startDate }
  OPTIONAL { ?id schema:endDate ?endDate }
  OPTIONAL { ?id kg:placeName ?location }
  OPTIONAL { ?id kg:place ?addressEntity }
  OPTIONAL { ?id kg:participation/kg:participant ?involved .
    VALUES ?kind { kg:Person kg:Organization } ?involved a ?kind } }""",
    "Article": """
SELECT ?id ?title ?publisher ?publishedAt ?sourceUrl {
  ?id a kg:Article .
  OPTIONAL { ?id schema:headline ?title }
  OPTIONAL { ?id schema:publisher/schema:name ?publisher }
  OPTIONAL { ?id schema:datePublished ?publishedAt }
  OPTIONAL { ?id schema:url ?sourceUrl } }""",
}
_NAMED = frozenset({"Person", "Organization"})
_POINTERS = frozenset({"organization", "holder", "post", "member", "proof"}) | {
    "addressEntity",
    "involved",
}


def to_followthemoney(source: Source) -> bytes:
    """Return a graph as FollowTheMoney entities, sorted by schema and id."""
    lines = [
        json.dumps(entity, ensure_ascii=False)
        for schema, query in _QUERIES.items()
        for entity in _entities(source, schema, query)
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _entities(
    source: Source, schema: str, query: str
) -> Iterator[Mapping[str, object]]:
    found: dict[str, Properties] = {}
    answer = select(source, query)
    names = [variable.value for variable in answer.variables]
    for row in answer:
        values = {name: row[name].value for name in names if row[name] is not None}
        several = found.setdefault(_to_id(schema, values.pop("id")), {})
        for name, value in values.items():
            several.setdefault(name, set()).add(_to_value(name, value))
            if schema in _NAMED and name == "name" and ZWNJ in value:
                # FollowTheMoney drops half-spaces when it cleans a value, and joins
                # the words: «نیک‌سرشت» would be found as «نیکسرشت» only.
                several.setdefault("alias", set()).add(value.replace(ZWNJ, " "))
    for key, several in sorted(found.items()):
        properties = {name: sorted(values) for name, values in sorted(several.items())}
        yield {"id": key, "schema": schema, "properties": properties}


def _to_value(name: str, value: str) -> str:
    if name in _POINTERS:
        return _to_id("", value)
    return _to_utc(value) if name == "publishedAt" else value


def _to_utc(value: str) -> str:
    """Return a time as there, without an offset; a date stays a date."""
    time = datetime.fromisoformat(value)
    if time.tzinfo is None:
        return value
    return time.astimezone(UTC).replace(tzinfo=None).isoformat()


def _to_id(schema: str, iri: str) -> str:
    """Return the id of an entity; a role gives two, of which one is marked."""
    mark = "member-" if schema == "Membership" else ""
    return f"kg-{mark}{digest([iri])}"

"""Roles, events and quotes as rows: each with its evidence and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from kg.graph.sources import select
from kg.jalali import gregorian_to_jalali


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.graph.sources import Source


Cell: TypeAlias = "str | float | None"
Values: TypeAlias = "dict[str, str]"

_ROLES = """
SELECT ?statement ?article ?confidence ?rule ?person ?person_iri ?role ?organization
  ?organization_iri ?status ?start ?end WHERE {
  ?statement a kg:Membership ; prov:wasDerivedFrom ?article ;
    kg:confidence ?confidence ; kg:rule ?rule ; org:member ?person_iri ;
    kg:roleTitle ?role ; kg:status ?status .
  ?person_iri rdfs:label ?person .
  OPTIONAL { ?statement org:organization ?organization_iri .
    ?organization_iri rdfs:label ?organization }
  OPTIONAL { ?statement schema:startDate ?start }
  OPTIONAL { ?statement schema:endDate ?end } }
"""
_EVENTS = """
SELECT ?statement ?article ?confidence ?rule ?event ?type ?trigger ?modality ?start ?end
  ?place ?place_iri WHERE {
  ?statement a kg:Event ; prov:wasDerivedFrom ?article ; kg:confidence ?confidence ;
    kg:rule ?rule ; rdfs:label ?event ; kg:eventType ?type ; kg:modality ?modality .
  OPTIONAL { ?statement kg:trigger ?trigger }
  OPTIONAL { ?statement schema:startDate ?start }
  OPTIONAL { ?statement schema:endDate ?end }
  OPTIONAL { ?statement kg:placeName ?place }
  OPTIONAL { ?statement kg:place ?place_iri } }
"""
_QUOTES = """
SELECT ?statement ?article ?confidence ?rule ?speaker ?speaker_iri ?speaker_role ?cue
  ?quote ?kind ?polarity ?start ?occasion ?addressee WHERE {
  ?statement a kg:Quotation ; prov:wasDerivedFrom ?article ; kg:confidence ?confidence ;
    kg:rule ?rule ; schema:text ?quote ; kg:quoteKind ?kind ; kg:polarity ?polarity .
  OPTIONAL { ?statement kg:cue ?cue }
  OPTIONAL { ?statement kg:speakerName ?written }
  OPTIONAL { ?statement kg:speaker ?speaker_iri . ?speaker_iri rdfs:label ?label }
  BIND (COALESCE(?label, ?written) AS ?speaker)
  OPTIONAL { ?statement kg:speakerRole ?speaker_role }
  OPTIONAL { ?statement schema:dateCreated ?start }
  OPTIONAL { ?statement kg:occasion ?occasion }
  OPTIONAL { ?statement kg:addressee ?addressee } }
"""
_ARTICLES = """
SELECT ?iri ?article ?title ?publisher ?published ?url WHERE {
  ?iri a kg:Article ; schema:identifier ?article .
  OPTIONAL { ?iri schema:headline ?title }
  OPTIONAL { ?iri schema:publisher/schema:name ?publisher }
  OPTIONAL { ?iri schema:datePublished ?published }
  OPTIONAL { ?iri schema:url ?url } }
"""
_EVIDENCE = """
SELECT ?statement ?value WHERE { ?statement kg:evidence/oa:exact ?value }
"""
_PARTICIPANTS = """
SELECT ?statement ?value WHERE {
  ?statement kg:participation/kg:participant/rdfs:label ?value }
"""
_CASUALTIES = """
SELECT ?statement ?value WHERE {
  ?statement kg:casualties ?one . ?one kg:casualtyKind ?kind ; kg:count ?number .
  BIND (CONCAT(?kind, " ", STR(?number)) AS ?value) }
"""

_DATES = ("start", "start_jalali", "end", "end_jalali")
_SUPPORT = (
    *("evidence", "title", "publisher", "published", "published_jalali", "url"),
    *("confidence", "rule", "article", "statement"),
)
_CLOSED = frozenset({"status", "type", "modality", "kind", "polarity"})


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind of statement.

    Attributes:
        name: ``roles``, ``events`` or ``quotes``.
        columns: Their names; those of dates come in pairs, ISO (Gregorian) and Jalali.
        rows: Sorted; ``confidence`` is a number from 0 to 1, the rest is text or
            ``None`` where the text does not say.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


_ROLE_COLUMNS = ("person", "role", "organization", "status")
_EVENT_COLUMNS = ("event", "type", "trigger", "modality")
_QUOTE_COLUMNS = ("speaker", "speaker_role", "cue", "quote", "kind", "polarity")
_SETTING = ("place", "participants", "casualties")
_OCCASION = ("start", "start_jalali", "occasion", "addressee")
_TABLES = {
    "roles": (
        _ROLES,
        (*_ROLE_COLUMNS, *_DATES, *_SUPPORT, "person_iri", "organization_iri"),
    ),
    "events": (_EVENTS, (*_EVENT_COLUMNS, *_DATES, *_SETTING, *_SUPPORT, "place_iri")),
    "quotes": (_QUOTES, (*_QUOTE_COLUMNS, *_OCCASION, *_SUPPORT, "speaker_iri")),
}


def to_tables(source: Source) -> tuple[Table, ...]:
    """Return the tables ``roles``, ``events`` and ``quotes`` of a graph."""
    articles = {one.pop("iri"): one for one in _rows(source, _ARTICLES)}
    lists = {
        "evidence": _gather(source, _EVIDENCE, " … "),
        "participants": _gather(source, _PARTICIPANTS, "، "),
        "casualties": _gather(source, _CASUALTIES, "، "),
    }
    return tuple(
        _to_table(name, columns, _complete(source, query, articles, lists))
        for name, (query, columns) in _TABLES.items()
    )


def _rows(source: Source, query: str) -> Iterator[Values]:
    """Yield the rows of a query as text; what is not bound is left out."""
    answer = select(source, query)
    names = [variable.value for variable in answer.variables]
    for row in answer:
        yield {name: row[name].value for name in names if row[name] is not None}


def _gather(source: Source, query: str, mark: str) -> Mapping[str, str]:
    """Return what each statement has several of, the longest first."""
    found: dict[str, set[str]] = {}
    for row in _rows(source, query):
        found.setdefault(row["statement"], set()).add(row["value"])
    return {
        statement: mark.join(sorted(values, key=lambda one: (-len(one), one)))
        for statement, values in found.items()
    }


def _complete(
    source: Source,
    query: str,
    articles: Mapping[str, Values],
    lists: Mapping[str, Mapping[str, str]],
) -> list[Values]:
    """Return one row for each statement, with its evidence and article."""
    rows: dict[str, Values] = {}
    for row in sorted(_rows(source, query), key=lambda one: sorted(one.items())):
        statement = row["statement"]
        about = articles.get(row.pop("article"), {})
        several = {
            name: values[statement]
            for name, values in lists.items()
            if statement in values
        }
        rows.setdefault(statement, row | about | several)
    return list(rows.values())


def _to_table(name: str, columns: Sequence[str], found: list[Values]) -> Table:
    rows = [tuple(_cell(row, column) for column in columns) for row in found]
    return Table(name, tuple(columns), tuple(sorted(rows, key=_order)))


def _cell(row: Values, column: str) -> Cell:
    if column == "confidence":
        return float(row[column])
    if column.endswith("_jalali"):
        return _to_jalali(row.get(column.removesuffix("_jalali"), ""))
    value = row.get(column)
    if value is not None and column in _CLOSED:
        return value.replace("#", "/").rpartition("/")[2]
    return value


def _to_jalali(iso: str) -> str | None:
    """Return the Jalali day of an ISO date; ``None`` if it is no whole day."""
    if len(iso) < 10:
        return None
    year, month, day = gregorian_to_jalali(date.fromisoformat(iso[:10]))
    return f"{year:04}/{month:02}/{day:02}"


def _order(row: tuple[Cell, ...]) -> tuple[str, ...]:
    return tuple(str(cell or "") for cell in row)

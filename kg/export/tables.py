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


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a table tells of one class of statements.

    Attributes:
        members: The class.
        required: Property of each value without which there is no row.
        optional: Property of each other value.
        named: The value that names what another value's IRI stands for.
        columns: Of the table.
    """

    members: str
    required: Mapping[str, str]
    optional: Mapping[str, str]
    named: Mapping[str, str]
    columns: tuple[str, ...]


_ROLE_COLUMNS = ("person", "role", "organization", "status")
_EVENT_COLUMNS = ("event", "type", "trigger", "modality")
_QUOTE_COLUMNS = ("speaker", "speaker_role", "cue", "quote", "kind", "polarity")
_SETTING = ("place", "participants", "casualties")
_OCCASION = ("start", "start_jalali", "occasion", "addressee")
_COMMON = {
    "article": "prov:wasDerivedFrom",
    "confidence": "kg:confidence",
    "rule": "kg:rule",
}
_PERIOD = {"start": "schema:startDate", "end": "schema:endDate"}
_TABLES = {
    "roles": _Kind(
        members="kg:Membership",
        required={
            **_COMMON,
            "person_iri": "org:member",
            "role": "kg:roleTitle",
            "status": "kg:status",
        },
        optional={**_PERIOD, "organization_iri": "org:organization"},
        named={"person": "person_iri", "organization": "organization_iri"},
        columns=(*_ROLE_COLUMNS, *_DATES, *_SUPPORT, "person_iri", "organization_iri"),
    ),
    "events": _Kind(
        members="kg:Event",
        required={
            **_COMMON,
            "event": "rdfs:label",
            "type": "kg:eventType",
            "modality": "kg:modality",
        },
        optional={
            **_PERIOD,
            "trigger": "kg:trigger",
            "place": "kg:placeName",
            "place_iri": "kg:place",
        },
        named={},
        columns=(*_EVENT_COLUMNS, *_DATES, *_SETTING, *_SUPPORT, "place_iri"),
    ),
    "quotes": _Kind(
        members="kg:Quotation",
        required={
            **_COMMON,
            "quote": "schema:text",
            "kind": "kg:quoteKind",
            "polarity": "kg:polarity",
        },
        optional={
            "cue": "kg:cue",
            "speaker": "kg:speakerName",
            "speaker_iri": "kg:speaker",
            "speaker_role": "kg:speakerRole",
            "start": "schema:dateCreated",
            "occasion": "kg:occasion",
            "addressee": "kg:addressee",
        },
        named={"speaker": "speaker_iri"},
        columns=(*_QUOTE_COLUMNS, *_OCCASION, *_SUPPORT, "speaker_iri"),
    ),
}


def to_tables(source: Source) -> tuple[Table, ...]:
    """Return the tables ``roles``, ``events`` and ``quotes`` of a graph."""
    known = _Properties(source)
    articles = {one.pop("iri"): one for one in _rows(source, _ARTICLES)}
    lists = {
        "evidence": _gather(source, _EVIDENCE, " … "),
        "participants": _gather(source, _PARTICIPANTS, "، "),
        "casualties": _gather(source, _CASUALTIES, "، "),
    }
    return tuple(
        _to_table(name, kind.columns, _complete(kind, known, articles, lists))
        for name, kind in _TABLES.items()
    )


class _Properties:
    """Values by property, each read from end to end when it is first asked for.

    A store walks one property of a whole graph in a fraction of the time that it takes
    to look up a dozen of each statement.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._read: dict[str, Mapping[str, str]] = {}

    def members(self, kind: str) -> list[str]:
        """Return the members of a class, sorted."""
        query = f"SELECT ?s WHERE {{ ?s a {kind} }}"
        return sorted({row["s"] for row in _rows(self._source, query)})

    def of(self, name: str) -> Mapping[str, str]:
        """Return the least value that each subject has of a property."""
        if name not in self._read:
            found: dict[str, str] = {}
            query = f"SELECT ?s ?o WHERE {{ ?s {name} ?o }}"
            for row in select(self._source, query):
                subject, value = row[0].value, row[1].value
                found[subject] = min(value, found.get(subject, value))
            self._read[name] = found
        return self._read[name]


def _rows(source: Source, query: str) -> Iterator[Values]:
    """Yield the rows of a query as text; what is not bound is left out."""
    answer = select(source, query)
    names = [variable.value for variable in answer.variables]
    for row in answer:
        yield {name: row[name].value for name in names if row[name] is not None}


def _gather(source: Source, query: str, mark: str) -> Mapping[str, str]:
    """Return what each statement has several of, the longest first."""
    found: dict[str, set[str]] = {}
    for row in select(source, query):
        found.setdefault(row[0].value, set()).add(row[1].value)
    return {
        statement: mark.join(sorted(values, key=lambda one: (-len(one), one)))
        for statement, values in found.items()
    }


def _complete(
    kind: _Kind,
    known: _Properties,
    articles: Mapping[str, Values],
    lists: Mapping[str, Mapping[str, str]],
) -> list[Values]:
    """Return one row for each statement, with its evidence and article."""
    properties = {**kind.required, **kind.optional}
    columns = {name: known.of(path) for name, path in properties.items()} | dict(lists)
    labels = known.of("rdfs:label")
    rows = []
    for statement in known.members(kind.members):
        told = {
            name: values[statement]
            for name, values in columns.items()
            if statement in values
        }
        row = _with_names(told, kind.named, labels)
        if kind.required.keys() <= row.keys():
            about = articles.get(row.pop("article"), {})
            rows.append({**row, **about, "statement": statement})
    return rows


def _with_names(
    row: Values, named: Mapping[str, str], labels: Mapping[str, str]
) -> Values:
    """Add the names of what IRIs stand for; what has no name is left out."""
    for name, iri in named.items():
        if row.get(iri) in labels:
            row[name] = labels[row[iri]]
        else:
            row.pop(iri, None)
    return row


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

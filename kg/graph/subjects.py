"""Asking a graph about things whose IRIs are known, some hundred at a time.

A store that joins what is sought with its description in one query describes all and
keeps the few; asked about listed subjects it looks up nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias


Row: TypeAlias = Sequence[str | None]
Select: TypeAlias = Callable[[str], Iterable[Row]]
"""Runs a SELECT query (the ontology's prefixes are declared) and gives its rows: the
lexical form of each value, ``None`` where unbound."""

_AT_ONCE = 500


def values_of(
    select: Select, subjects: Iterable[str], path: str
) -> dict[str, list[str]]:
    """Return the values of a property of some subjects, sorted.

    Args:
        select: Runs a SELECT query.
        subjects: IRIs.
        path: The property, as SPARQL writes it.
    """
    query = f"SELECT ?s ?o WHERE {{ VALUES ?s {{ %s }} ?s {path} ?o }}"
    found: dict[str, list[str]] = {}
    for subject, value in select_about(select, query, subjects):
        if subject and value is not None:
            found.setdefault(subject, []).append(value)
    return {subject: sorted(values) for subject, values in sorted(found.items())}


def select_about(select: Select, query: str, subjects: Iterable[str]) -> Iterator[Row]:
    """Yield the rows of a query about some subjects, asked some hundred at a time.

    Args:
        select: Runs a SELECT query.
        query: With ``%s`` where a ``VALUES`` block lists IRIs.
        subjects: IRIs.
    """
    wanted = sorted(set(subjects))
    for at in range(0, len(wanted), _AT_ONCE):
        listed = " ".join(f"<{iri}>" for iri in wanted[at : at + _AT_ONCE])
        yield from select(query % listed)


def describe(
    select: Select, subjects: Iterable[str], properties: Iterable[str]
) -> dict[str, dict[str, str]]:
    """Return the least value of some properties of some subjects.

    Args:
        select: Runs a SELECT query.
        subjects: IRIs.
        properties: IRIs.
    """
    # As a filter: a second list of values would be joined with all triples it fits.
    listed = ", ".join(f"<{one}>" for one in properties)
    query = (
        f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ %s }} ?s ?p ?o "
        f"FILTER(?p IN ({listed})) }}"
    )
    found: dict[str, dict[str, str]] = {}
    for subject, predicate, value in select_about(select, query, subjects):
        if subject and predicate and value is not None:
            record = found.setdefault(subject, {})
            record[predicate] = min(value, record.get(predicate, value))
    return found

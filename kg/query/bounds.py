"""Answers cut off at a number of rows, so that no query fills the memory."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec
import pyoxigraph as ox


if TYPE_CHECKING:
    from kg.graph.sources import Result


_STRING = "http://www.w3.org/2001/XMLSchema#string"
_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def bound(result: Result, rows: int) -> tuple[Result, bool]:
    """Return an answer with at most ``rows`` rows or triples, and whether it was cut.

    Args:
        result: An answer that nobody has read from yet.
        rows: At least 1.
    """
    if isinstance(result, ox.QuerySolutions):
        payload, cut = rows_as_json(result, rows)
        return ox.parse_query_results(payload, ox.QueryResultsFormat.JSON), cut
    if isinstance(result, ox.QueryTriples):
        triples, cut = first_triples(result, rows)
        store = ox.Store()
        store.bulk_extend(
            ox.Quad(one.subject, one.predicate, one.object, ox.DefaultGraph())
            for one in triples
        )
        return store.query(_ALL), cut
    return result, False


def first_triples(result: ox.QueryTriples, rows: int) -> tuple[list[ox.Triple], bool]:
    """Return at most ``rows`` triples, and whether there are more."""
    triples = list(islice(result, rows + 1))
    return triples[:rows], len(triples) > rows


def rows_as_json(result: ox.QuerySolutions, rows: int) -> tuple[bytes, bool]:
    """Return at most ``rows`` rows as SPARQL JSON, and whether there are more."""
    names = [variable.value for variable in result.variables]
    bindings: list[dict[str, dict[str, Any]]] = []
    cut = False
    for solution in result:
        if len(bindings) == rows:
            cut = True
            break
        bindings.append(
            {name: _term(term) for name in names if (term := solution[name])}
        )
    payload = {"head": {"vars": names}, "results": {"bindings": bindings}}
    return msgspec.json.encode(payload), cut


def _term(term: Any) -> dict[str, Any]:
    """Return a term as SPARQL 1.1 Query Results JSON has it."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    value = {"type": "literal", "value": term.value}
    if term.language:
        value["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        value["datatype"] = term.datatype.value
    return value

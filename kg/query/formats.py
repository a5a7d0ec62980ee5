"""Answers to queries as files: JSON, CSV, TSV, Turtle, N-Quads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.rdf import to_rdf


if TYPE_CHECKING:
    from kg.graph.sources import Result


FORMATS = ("table", "json", "csv", "tsv", "turtle", "nq")
_ROWS = {
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    "table": ox.RdfFormat.TURTLE,
    "turtle": ox.RdfFormat.TURTLE,
    "nq": ox.RdfFormat.N_TRIPLES,
    "json": ox.RdfFormat.JSON_LD,
}


def serialize(result: Result, name: str) -> bytes:
    """Return an answer in a format.

    Rows (SELECT, ASK) go into JSON, CSV and TSV; graphs (CONSTRUCT, DESCRIBE) into
    Turtle, N-Quads and JSON-LD, sorted.

    Raises:
        QueryError: If the answer does not fit the format.
    """
    if isinstance(result, ox.QueryTriples):
        if name not in _GRAPHS:
            raise QueryError(
                f"a graph cannot be written as {name}; use turtle, nq, json"
            )
        triples = sorted(set(result), key=str)
        return _written(to_rdf(triples, _GRAPHS[name]))
    if isinstance(result, ox.QueryBoolean) and name != "json":
        return b"true\n" if result else b"false\n"
    if name not in _ROWS:
        raise QueryError(f"rows are no {name}; use table, json, csv or tsv")
    return _written(result.serialize(format=_ROWS[name]))


def _written(content: bytes | None) -> bytes:
    content = content or b""
    return content if content.endswith(b"\n") else content + b"\n"

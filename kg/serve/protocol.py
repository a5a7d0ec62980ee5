"""The SPARQL 1.1 Protocol's query operation (W3C Recommendation, 2013)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.responses import PlainTextResponse, Response

from kg.errors import QueryError
from kg.query import Graphs, has_federation, is_update
from kg.serve.runner import Outcome, Runner, TimeLimitError


if TYPE_CHECKING:
    from starlette.requests import Request


JSON = "application/sparql-results+json"
TURTLE = "text/turtle"
_RESULTS = {
    JSON: ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    TURTLE: ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class RefusedError(Exception):
    """A request that is not answered, with its HTTP status and reason."""

    status: int
    reason: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and the graphs that the request asks it of."""

    query: str
    graphs: Graphs | None


async def read_query(request: Request) -> Asked:
    """Return what a protocol request asks.

    Raises:
        RefusedError: If there is none, several, or an update.
    """
    parameters = list(request.query_params.multi_items())
    if request.method == "POST":
        kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if kind == "application/sparql-query":
            parameters.append(("query", (await request.body()).decode("utf-8")))
        elif kind == "application/x-www-form-urlencoded":
            body = (await request.body()).decode("utf-8")
            parameters.extend(parse_qsl(body, keep_blank_values=True))
        elif kind == "application/sparql-update":
            raise RefusedError(403, "this endpoint is read-only")
        else:
            raise RefusedError(415, f"not a content type for queries: {kind or 'none'}")
    return Asked(_single_query(parameters), _graphs(parameters))


def _graphs(parameters: list[tuple[str, str]]) -> Graphs | None:
    """Return the dataset of a request, which goes before the query's own (2.1.4)."""
    default = tuple(value for name, value in parameters if name == "default-graph-uri")
    named = tuple(value for name, value in parameters if name == "named-graph-uri")
    return Graphs(default=default, named=named) if default or named else None


def _single_query(parameters: list[tuple[str, str]]) -> str:
    if any(name == "update" for name, _ in parameters):
        raise RefusedError(403, "this endpoint is read-only")
    queries = [value for name, value in parameters if name == "query"]
    if len(queries) != 1:
        raise RefusedError(400, "give exactly one query")
    if len(queries[0]) > _LONGEST:
        raise RefusedError(413, "the query is too long")
    if is_update(queries[0]):
        raise RefusedError(400, "an update, not a query; this endpoint is read-only")
    if has_federation(queries[0]):
        raise RefusedError(403, "SERVICE is refused: this endpoint asks no other")
    return queries[0]


def choose(accept: str, known: dict[str, object], default: str) -> str | None:
    """Return the media type of ``known`` that an ``Accept`` header likes best.

    >>> choose("text/csv;q=0.5, text/turtle", {"text/csv": 1, "text/turtle": 2}, "x")
    'text/turtle'
    >>> choose("*/*", {"text/csv": 1}, "text/csv")
    'text/csv'
    """
    ranked: list[tuple[float, int, str]] = []
    for position, part in enumerate(accept.split(",")):
        name, _, rest = part.strip().partition(";")
        quality = re.search(r"q=([\d.]+)", rest)
        weight = float(quality.group(1)) if quality else 1.0
        ranked.append((-weight, position, name.strip().lower()))
    for weight, _, name in sorted(ranked):
        if weight == 0:
            continue
        if name in {"*/*", ""}:
            return default
        if name in known:
            return name
        family = name.removesuffix("*")
        if name.endswith("/*"):
            return next((one for one in known if one.startswith(family)), None)
    return None


def respond(runner: Runner, asked: Asked, accept: str) -> Response:
    """Run a query and return the answer in the media type asked for."""
    try:
        outcome = runner.run(asked.query, asked.graphs)
    except TimeLimitError as error:
        return PlainTextResponse(f"{error}\n", status_code=503)
    except QueryError as error:
        return PlainTextResponse(f"{error}\n", status_code=400)
    known: dict[str, object] = dict(_GRAPHS if outcome.kind == "triples" else _RESULTS)
    default = TURTLE if outcome.kind == "triples" else JSON
    media_type = choose(accept, known, default)
    if media_type is None:
        offered = ", ".join(known)
        return PlainTextResponse(f"offered: {offered}\n", status_code=406)
    headers = {"X-Rows-Cut": "true"} if outcome.cut else {}
    return Response(
        serialize(outcome, media_type), media_type=media_type, headers=headers
    )


def serialize(outcome: Outcome, media_type: str) -> bytes:
    """Return an answer in another media type than it came in."""
    if outcome.kind == "triples":
        triples = ox.parse(outcome.payload, format=ox.RdfFormat.N_TRIPLES)
        plain = (quad.triple for quad in triples)
        return ox.serialize(plain, format=_GRAPHS[media_type]) or b""
    if _RESULTS[media_type] == ox.QueryResultsFormat.JSON:
        return outcome.payload
    results = ox.parse_query_results(outcome.payload, format=ox.QueryResultsFormat.JSON)
    return results.serialize(format=_RESULTS[media_type]) or b""

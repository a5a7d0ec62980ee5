"""SPARQL in, rows out: over a graph folder, an RDF file, or a SPARQL endpoint.

The default graph of a query is the union of all named graphs, so that simple queries
need no ``GRAPH``; ``GRAPH ?g { … }`` tells which article states something.
"""

from kg.graph.prefixes import declare_prefixes, shorten
from kg.graph.sources import (
    Graphs,
    Source,
    construct,
    open_source,
    select,
    select_values,
)
from kg.query.bounds import bound, first_triples, rows_as_json
from kg.query.formats import FORMATS, serialize
from kg.query.named import NamedQuery, named_queries, named_query
from kg.query.text import bind, explain, has_federation, is_update


__all__ = [
    "FORMATS",
    "Graphs",
    "NamedQuery",
    "Source",
    "bind",
    "bound",
    "construct",
    "declare_prefixes",
    "explain",
    "first_triples",
    "has_federation",
    "is_update",
    "named_queries",
    "named_query",
    "open_source",
    "rows_as_json",
    "select",
    "select_values",
    "serialize",
    "shorten",
]

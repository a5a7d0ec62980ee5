"""SPARQL in, rows out: over a graph folder, an RDF file, or a SPARQL endpoint.

The default graph of a query is the union of all named graphs, so that simple queries
need no ``GRAPH``; ``GRAPH ?g { … }`` tells which article states something.
"""

from kg.graph.prefixes import declare_prefixes, shorten
from kg.graph.sources import Source, construct, open_source, select, select_values
from kg.query.formats import FORMATS, serialize
from kg.query.named import NamedQuery, named_queries, named_query
from kg.query.text import bind, explain, has_federation


__all__ = [
    "FORMATS",
    "NamedQuery",
    "Source",
    "bind",
    "construct",
    "declare_prefixes",
    "explain",
    "has_federation",
    "named_queries",
    "named_query",
    "open_source",
    "select",
    "select_values",
    "serialize",
    "shorten",
]

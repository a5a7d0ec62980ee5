"""A graph as RDF: TriG, N-Quads, Turtle, JSON-LD, RDF/XML; the same bytes each time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.rdf import sorted_nquads, to_rdf
from kg.graph.sources import StoreSource, construct


if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph.sources import Source


# XML 1.0 has no way to write these, not even as a reference.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def to_xml_text(text: str) -> str:
    """Return ``text`` with U+FFFD for each character that XML cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", text)


def select_part(source: Source, query: str) -> StoreSource:
    """Return the part of a graph that a CONSTRUCT or DESCRIBE query gives.

    Its triples lie in the default graph: which article states them is not kept.

    Raises:
        QueryError: If the query is of another kind, or not valid.
    """
    try:
        triples = construct(source, query)
    except QueryError as error:
        raise QueryError(f"--select: {error}") from error
    store = ox.Store()
    store.bulk_extend(
        ox.Quad(one.subject, one.predicate, one.object, ox.DefaultGraph())
        for one in triples
    )
    return StoreSource(store)


def to_nquads(source: Source) -> bytes:
    """Return a graph as sorted N-Quads."""
    return b"".join(line + b"\n" for line in sorted_nquads(source.quads()))


def to_trig(source: Source) -> bytes:
    """Return a graph as TriG."""
    return to_rdf(_by_graph(source), ox.RdfFormat.TRIG)


def to_jsonld(source: Source) -> bytes:
    """Return a graph as JSON-LD."""
    return to_rdf(_by_graph(source), ox.RdfFormat.JSON_LD) + b"\n"


def to_turtle(source: Source) -> bytes:
    """Return all triples as one graph; which article states what is lost."""
    return to_rdf(_triples(source), ox.RdfFormat.TURTLE)


def to_rdfxml(source: Source) -> bytes:
    """Return all triples as one graph of RDF/XML.

    A character that XML cannot hold becomes U+FFFD.
    """
    triples = (_to_xml(triple) for triple in _triples(source))
    return to_rdf(triples, ox.RdfFormat.RDF_XML) + b"\n"


def _by_graph(source: Source) -> list[ox.Quad]:
    """Return the quads by named graph, then by line."""
    lines = [(line.rsplit(b" ", 2)[1], line) for line in sorted_nquads(source.quads())]
    content = b"\n".join(line for _, line in sorted(lines))
    return list(ox.parse(content, ox.RdfFormat.N_QUADS))


def _triples(source: Source) -> Iterator[ox.Triple]:
    """Yield the triples of all graphs once each, sorted."""
    triples = (quad.triple for quad in source.quads())
    found = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    content = b"\n".join(sorted(set(found.splitlines())))
    for quad in ox.parse(content, ox.RdfFormat.N_TRIPLES):
        yield quad.triple


def _to_xml(triple: ox.Triple) -> ox.Triple:
    value = triple.object
    if not isinstance(value, ox.Literal) or not _NOT_IN_XML.search(value.value):
        return triple
    text = to_xml_text(value.value)
    # a tag of a language goes without a type, and the other way round
    clean = (
        ox.Literal(text, language=value.language)
        if value.language
        else ox.Literal(text, datatype=value.datatype)
    )
    return ox.Triple(triple.subject, triple.predicate, clean)

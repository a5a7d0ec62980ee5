"""A graph as a file: TriG, N-Quads, Turtle, JSON-LD; GraphML, GEXF through networkx.

Output is sorted, so that equal graphs give equal files.
"""

from __future__ import annotations

from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

import networkx as nx
import pyoxigraph as ox

from kg.errors import GraphError
from kg.graph import vocab
from kg.graph.rdf import sorted_nquads, to_rdf
from kg.graph.sources import select
from kg.graph.vocab import Class


if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

    from kg.graph.sources import Source


ENDINGS = {
    ".trig": "trig",
    ".nq": "nquads",
    ".ttl": "turtle",
    ".jsonld": "jsonld",
    ".json": "jsonld",
    ".graphml": "graphml",
    ".gexf": "gexf",
}
FORMATS = tuple(dict.fromkeys(ENDINGS.values()))

_NODE_KINDS = {
    str(kind): name
    for kind, name in (
        (Class.PERSON, "person"),
        (Class.ORGANIZATION, "organization"),
        (Class.PLACE, "place"),
        (Class.FACILITY, "facility"),
        (Class.EVENT, "event"),
        (Class.POST, "post"),
    )
}
_NODES = """
SELECT ?node ?kind (MIN(?name) AS ?label) WHERE {
  ?node a ?kind ; rdfs:label ?name . FILTER (?kind IN (%s))
} GROUP BY ?node ?kind
"""
_LINKS = """
SELECT ?from ?kind ?to (COUNT(DISTINCT ?article) AS ?weight) WHERE {
  ?statement prov:wasDerivedFrom ?article .
  { ?statement org:member ?from ; kg:post ?to ; kg:status ?status .
    VALUES (?status ?kind) { (kg:current kg:holdsRole) (kg:acting kg:holdsRole)
      (kg:former kg:heldRole) } }
  UNION
  { ?statement org:member ?from ; org:organization ?to ; kg:status ?status .
    VALUES (?status ?kind) { (kg:current kg:worksFor) (kg:acting kg:worksFor) } }
  UNION
  { ?statement kg:tookPlaceIn ?to . BIND (?statement AS ?from)
    BIND (kg:tookPlaceIn AS ?kind) }
  UNION
  { ?from kg:tookPartIn ?statement . BIND (?statement AS ?to)
    BIND (kg:tookPartIn AS ?kind) }
} GROUP BY ?from ?kind ?to
"""


def format_of(path: str) -> str:
    """Return the format that a file's ending stands for.

    Raises:
        GraphError: If it stands for none.

    >>> format_of("facts.nq")
    'nquads'
    """
    for ending, name in ENDINGS.items():
        if path.endswith(ending):
            return name
    known = " ".join(ENDINGS)
    raise GraphError(f"{path}: unknown ending; known are {known}, or give --format")


def export(source: Source, stream: IO[bytes], name: str) -> None:
    """Write a graph to ``stream`` in one of ``FORMATS``.

    Raises:
        GraphError: If the format is unknown.
    """
    writers: dict[str, Callable[[Source, IO[bytes]], None]] = {
        "trig": _write_trig,
        "nquads": _write_nquads,
        "turtle": _write_turtle,
        "jsonld": _write_jsonld,
        "graphml": _write_graphml,
        "gexf": _write_gexf,
    }
    if name not in writers:
        raise GraphError(f"unknown format {name!r}; known are {', '.join(FORMATS)}")
    writers[name](source, stream)


def _write_nquads(source: Source, stream: IO[bytes]) -> None:
    for line in sorted_nquads(source.quads()):
        stream.write(line + b"\n")


def _ordered(source: Source) -> list[ox.Quad]:
    """Return the quads by named graph, then by line."""
    lines = [(line.rsplit(b" ", 2)[1], line) for line in sorted_nquads(source.quads())]
    content = b"\n".join(line for _, line in sorted(lines))
    return list(ox.parse(content, ox.RdfFormat.N_QUADS))


def _write_trig(source: Source, stream: IO[bytes]) -> None:
    stream.write(to_rdf(_ordered(source), ox.RdfFormat.TRIG))


def _write_turtle(source: Source, stream: IO[bytes]) -> None:
    """Write all triples as one graph; which article states what is lost."""
    lines = sorted({line.rsplit(b" ", 2)[0] for line in sorted_nquads(source.quads())})
    content = b"".join(line + b" .\n" for line in lines)
    triples = (quad.triple for quad in ox.parse(content, ox.RdfFormat.N_TRIPLES))
    stream.write(to_rdf(triples, ox.RdfFormat.TURTLE))


def _write_jsonld(source: Source, stream: IO[bytes]) -> None:
    stream.write(to_rdf(_ordered(source), ox.RdfFormat.JSON_LD) + b"\n")


def to_networkx(source: Source) -> nx.MultiDiGraph[str]:
    """Return entities and events with the edges derived from statements.

    Nodes have ``label`` and ``kind``; edges ``kind``, ``label`` and ``weight``, the
    number of articles that state it. Both are added in sorted order.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    kinds = ", ".join(f"<{kind}>" for kind in _NODE_KINDS)
    rows = select(source, _NODES % kinds)
    nodes = sorted(_values(row, ("node", "kind", "label")) for row in rows)
    for node, same in groupby(nodes, key=lambda row: row[0]):
        _, kind, label = next(same)
        graph.add_node(node, label=label, kind=_NODE_KINDS[kind])
    ends = ("from", "kind", "to", "weight")
    edges = sorted(_values(row, ends) for row in select(source, _LINKS))
    for start, kind, end, weight in edges:
        if start in graph and end in graph:
            name = kind.removeprefix(vocab.KG)
            graph.add_edge(
                start, end, key=name, kind=name, label=name, weight=int(weight)
            )
    return graph


def _values(row: ox.QuerySolution, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(getattr(row[name], "value", "") for name in names)


def _write_graphml(source: Source, stream: IO[bytes]) -> None:
    nx.write_graphml_xml(to_networkx(source), stream, encoding="utf-8")


def _write_gexf(source: Source, stream: IO[bytes]) -> None:
    buffer = BytesIO()
    nx.write_gexf(to_networkx(source), buffer, encoding="utf-8")
    # networkx dates the file; equal graphs must give equal files
    lines = buffer.getvalue().splitlines(keepends=True)
    stream.writelines(line for line in lines if b"lastmodifieddate" not in line)

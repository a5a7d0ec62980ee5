"""A graph as a network: GraphML, GEXF, Cytoscape JSON, all through networkx."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.export.rdf import to_xml_text
from kg.graph import vocab
from kg.graph.sources import select
from kg.graph.vocab import Class, Value


if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyoxigraph as ox

    from kg.graph.sources import Source


_TODAY = re.compile(rb' lastmodifieddate="[^"]*"')
_HOLDING = frozenset({Value.CURRENT, Value.ACTING})
_EDGES: Mapping[str, str] = {
    Value.CURRENT: "holdsRole",
    Value.ACTING: "holdsRole",
    Value.FORMER: "heldRole",
}
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
_EVENT_DATES = """
SELECT ?node ?start ?end WHERE {
  ?node a kg:Event ; schema:startDate ?start ; schema:endDate ?end }
"""
_TENURES = """
SELECT ?person ?status ?post ?body ?start ?end ?day WHERE {
  ?statement org:member ?person ; kg:post ?post ; kg:status ?status .
  OPTIONAL { ?statement org:organization ?body }
  OPTIONAL { ?statement kg:asOf ?day }
  OPTIONAL { ?statement schema:startDate ?start }
  OPTIONAL { ?statement schema:endDate ?end }
}
"""
_TENURE = ("person", "status", "post", "body", "start", "end", "day")


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


def to_dated_networkx(source: Source) -> nx.MultiDiGraph[str]:
    """Return :func:`to_networkx` with the days between which things are attested.

    Events and their edges have ``start`` and ``end``, ISO days inclusive; so have the
    edges of roles, from the earliest to the latest day that any article vouches for.
    What no article dates has neither: it is there all the time.
    """
    graph = to_networkx(source)
    for row in select(source, _EVENT_DATES):
        node, start, end = _values(row, ("node", "start", "end"))
        if node in graph:
            _widen(graph.nodes[node], start, end)
    for first, last, key, data in graph.edges(keys=True, data=True):
        event = {"tookPartIn": last, "tookPlaceIn": first}.get(str(key))
        if event is not None:
            dates = graph.nodes[event]
            _widen(data, dates.get("start", ""), dates.get("end", ""))
    for row in select(source, _TENURES):
        person, status, post, body, start, end, day = _values(row, _TENURE)
        # who holds a post holds it on the day of the article
        vouched = day if status in _HOLDING else ""
        # no edge comes of an elect one; networkx takes a key of ``None`` for any edge
        for target, key in ((post, _EDGES.get(status, "")), (body, "worksFor")):
            if graph.has_edge(person, target, key) and (vouched or target == post):
                edge = graph.edges[person, target, key]
                _widen(edge, start or vouched, end or vouched)
    return graph


def _widen(data: dict[str, Any], start: str, end: str) -> None:
    """Let a stretch of days include another."""
    if start:
        data["start"] = min(_first_day(start), data.get("start", "9999"))
    if end:
        data["end"] = max(_last_day(end), data.get("end", ""))
    # «از هفته آینده وزیر خواهد بود» begins after the day that vouches for it
    if data.get("start", "") > data.get("end", "9999"):
        data["end"] = data["start"]


def _first_day(date: str) -> str:
    """Return the first day of an ISO date prefix."""
    return (date[:10] + "-01-01"[len(date) - 4 :]) if len(date) < 10 else date[:10]


def _last_day(date: str) -> str:
    """Return the last day of an ISO date prefix."""
    if len(date) >= 10:
        return date[:10]
    month = date if len(date) == 7 else f"{date}-12"
    return f"{month}-{monthrange(int(month[:4]), int(month[5:7]))[1]:02}"


def to_graphml(source: Source) -> bytes:
    """Return the network as GraphML."""
    buffer = BytesIO()
    nx.write_graphml_xml(_clean(to_networkx(source)), buffer, encoding="utf-8")
    return buffer.getvalue()


def to_gexf(source: Source) -> bytes:
    """Return the network as GEXF, its days as Gephi's dynamic attributes."""
    buffer = BytesIO()
    nx.write_gexf(_clean(to_dated_networkx(source)), buffer, encoding="utf-8")
    # networkx dates the file; equal graphs must give equal files
    return _TODAY.sub(b"", buffer.getvalue())


def to_cytoscape(source: Source) -> bytes:
    """Return the network as the JSON of Cytoscape and Cytoscape.js."""
    content = nx.cytoscape_data(to_dated_networkx(source), name="label")
    return json.dumps(content, ensure_ascii=False).encode() + b"\n"


def _clean(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Replace in labels what XML cannot hold."""
    for _, data in graph.nodes(data=True):
        data["label"] = to_xml_text(data["label"])
    return graph

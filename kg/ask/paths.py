"""How two entities are connected, with the evidence of each step."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import networkx as nx

from kg.ask.answers import Step, Support
from kg.ask.lookup import canonical_names, find_entity
from kg.ask.support import supports


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.ask.lookup import Select

_KINDS = ("person", "organization", "place")
_LINKS = """
SELECT ?statement ?source ?target ?relation WHERE {
  { ?statement a kg:Membership ; org:member ?source ; org:organization ?target ;
      kg:roleTitle ?relation }
  UNION
  { ?statement a kg:Event ; kg:participation/kg:participant ?source ; kg:place ?target ;
      rdfs:label ?relation }
  UNION
  { ?statement a kg:Event ; rdfs:label ?relation ;
      kg:participation/kg:participant ?source , ?target .
    FILTER(STR(?source) < STR(?target)) }
  UNION
  { ?statement a kg:Quotation ; kg:speaker ?source ; kg:about ?target ;
      kg:cue ?relation }
}"""
_NOWHERE = Support(article="", title="", publisher="", date="", exact="", source="")


def read_links(select: Select) -> nx.MultiGraph[str]:
    """Return the graph's entities as a network whose edges are statements."""
    network: nx.MultiGraph[str] = nx.MultiGraph()
    rows = sorted(tuple(value or "" for value in row) for row in select(_LINKS))
    for statement, source, target, relation in rows:
        if source and target and source != target:
            network.add_edge(source, target, key=statement, relation=relation)
    return network


def find_path(select: Select, one: str, other: str) -> tuple[Step, ...]:
    """Return a shortest chain of statements from one entity to another.

    Args:
        select: Runs a SELECT query.
        one: Name of a person, organization or place, in any spelling.
        other: Likewise.

    Returns:
        The steps in order; empty where nothing connects the two.

    Raises:
        NotFoundError: If a name fits no entity, or several.
    """
    start = find_entity(select, one, _KINDS).iri
    goal = find_entity(select, other, _KINDS).iri
    network = read_links(select)
    if start not in network or goal not in network:
        return ()
    try:
        nodes = nx.shortest_path(network, start, goal)
    except nx.NetworkXNoPath:
        return ()
    return _steps(select, network, nodes)


def _steps(
    select: Select, network: nx.MultiGraph[str], nodes: Sequence[str]
) -> tuple[Step, ...]:
    pairs = list(itertools.pairwise(nodes))
    statements = [min(network[a][b]) for a, b in pairs]
    names = canonical_names(select, nodes)
    found = supports(select, map(str, statements))
    return tuple(
        Step(
            source=names.get(a, a),
            relation=network[a][b][statement]["relation"],
            target=names.get(b, b),
            support=found.get(str(statement), _NOWHERE),
        )
        for (a, b), statement in zip(pairs, statements, strict=True)
    )

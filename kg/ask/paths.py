"""How two entities are connected, with the evidence of each step."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from kg.ask.answers import Step, Support
from kg.ask.lookup import canonical_names, find_entity
from kg.ask.support import supports
from kg.graph.subjects import select_about


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import networkx as nx

    from kg.graph.subjects import Select

_KINDS = ("person", "organization", "place")
# Statements around some entities (?near): one query for each way of being linked.
_LINKS = (
    """?statement org:member|org:organization ?near ;
      org:member ?source ; org:organization ?target ; kg:roleTitle ?relation""",
    """?near ^kg:participant/^kg:participation ?statement .
    ?statement rdfs:label ?relation ; kg:participation/kg:participant ?target .
    BIND(?near AS ?source)""",
    """?near ^kg:participant/^kg:participation ?statement .
    ?statement rdfs:label ?relation ; kg:place ?target .
    BIND(?near AS ?source)""",
    """?near ^kg:place ?statement .
    ?statement rdfs:label ?relation ; kg:participation/kg:participant ?source .
    BIND(?near AS ?target)""",
    """?statement kg:speaker|kg:about ?near ;
      kg:speaker ?source ; kg:about ?target ; kg:cue ?relation""",
)
_QUERY = """
SELECT ?statement ?source ?target ?relation WHERE {
  VALUES ?near { %s }"""
_LONGEST = 8
"""Steps after which two entities count as not connected."""

_NOWHERE = Support(article="", title="", publisher="", date="", exact="", source="")


def find_path(select: Select, one: str, other: str) -> tuple[Step, ...]:
    """Return a shortest chain of statements from one entity to another.

    Args:
        select: Runs a SELECT query.
        one: Name of a person, organization or place, in any spelling.
        other: Likewise.

    Returns:
        The steps in order; empty where at most eight steps do not connect the two.

    Raises:
        NotFoundError: If a name fits no entity, or several.
    """
    # networkx takes a third of a second to import, and the other questions do without.
    import networkx as nx  # noqa: PLC0415

    start = find_entity(select, one, _KINDS).iri
    goal = find_entity(select, other, _KINDS).iri
    network = _read_between(select, start, goal)
    if start not in network or goal not in network:
        return ()
    try:
        nodes = min(nx.all_shortest_paths(network, start, goal))
    except nx.NetworkXNoPath:
        return ()
    return _steps(select, network, nodes)


def _read_between(select: Select, start: str, goal: str) -> nx.MultiGraph[str]:
    """Return the network around two entities, as far as the shortest paths need it.

    What is near is read step by step, always around the end that has less to read;
    when the two meet, every shortest path lies in what was read.
    """
    import networkx as nx  # noqa: PLC0415

    network: nx.MultiGraph[str] = nx.MultiGraph()
    network.add_nodes_from((start, goal))
    reached = ({start}, {goal})
    edges = [{start}, {goal}]
    for _ in range(_LONGEST):
        side = 0 if len(edges[0]) <= len(edges[1]) else 1
        if reached[0] & reached[1] or not edges[side]:
            break
        _add_around(select, network, edges[side])
        near = {node for one in edges[side] for node in network[one]}
        edges[side] = near - reached[side]
        reached[side].update(near)
    return network


def _add_around(
    select: Select, network: nx.MultiGraph[str], nodes: Iterable[str]
) -> None:
    for links in _LINKS:
        query = f"{_QUERY} {links} }}"
        for statement, source, target, relation in select_about(select, query, nodes):
            if statement and source and target and source != target:
                network.add_edge(source, target, key=statement, relation=relation or "")


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

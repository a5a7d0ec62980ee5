"""Positions and communities, computed before the page is written.

A browser that lays out a thousand nodes itself shows a moving cloud for a minute;
with positions computed here a page is at rest when it opens. Layout goes by
communities (Louvain; Blondel et al. 2008): each is laid out by itself with the
Fruchterman–Reingold forces of networkx, then the communities, as discs, among one
another. So the cost grows with the communities' sizes, not with the square of all
nodes.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

_SEED = 1403
_SPACING = 70.0
_LARGEST_FORCED = 400


def find_communities(graph: nx.Graph[str]) -> tuple[tuple[str, ...], ...]:
    """Return the communities of ``graph``, largest first, each sorted.

    Nodes without an edge form one last community of their own.
    """
    linked = _ordered(graph, [node for node in graph if graph.degree(node)])
    found = nx.community.louvain_communities(linked, seed=_SEED) if linked else []
    groups = sorted((tuple(sorted(group)) for group in found), key=_largest_first)
    alone = tuple(sorted(node for node in graph if not graph.degree(node)))
    return (*groups, alone) if alone else tuple(groups)


def _ordered(graph: nx.Graph[str], nodes: Iterable[str]) -> nx.Graph[str]:
    """Return ``graph`` with its nodes and edges put in a fixed order."""
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(sorted(nodes))
    ordered.add_edges_from(
        sorted((min(edge), max(edge)) for edge in graph.edges() if edge[0] != edge[1])
    )
    return ordered


def _largest_first(group: Sequence[str]) -> tuple[int, Sequence[str]]:
    return -len(group), group


def positions(
    graph: nx.Graph[str], communities: Sequence[Sequence[str]]
) -> dict[str, tuple[float, float]]:
    """Lay ``graph`` out.

    Args:
        graph: Undirected.
        communities: As :func:`find_communities` gives them.

    Returns:
        ``(x, y)`` of every node, in canvas units, about 70 between neighbours.
    """
    inner = [_group_positions(graph, group) for group in communities]
    radii = [_SPACING * math.sqrt(len(group)) for group in communities]
    centres = _pack(radii, _group_links(graph, communities))
    return {
        node: (round(cx + radius * x, 1), round(cy + radius * y, 1))
        for places, radius, (cx, cy) in zip(inner, radii, centres, strict=True)
        for node, (x, y) in places.items()
    }


def _group_positions(
    graph: nx.Graph[str], group: Sequence[str]
) -> dict[str, tuple[float, float]]:
    """Lay one community out in the unit disc."""
    part = graph.subgraph(group)
    if len(group) > _LARGEST_FORCED or not part.number_of_edges():
        return _spiral(sorted(group, key=lambda node: (-int(graph.degree(node)), node)))
    laid = nx.spring_layout(
        _ordered(part, group), seed=_SEED, iterations=60, k=1.6 / math.sqrt(len(group))
    )
    return {node: (float(at[0]), float(at[1])) for node, at in laid.items()}


def _spiral(nodes: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Lay nodes on a sunflower spiral (Vogel 1979), the first in the middle."""
    count = max(1, len(nodes))
    return {
        node: (
            math.sqrt(index / count) * math.cos(index * 2.39996),
            math.sqrt(index / count) * math.sin(index * 2.39996),
        )
        for index, node in enumerate(nodes)
    }


def _group_links(
    graph: nx.Graph[str], communities: Sequence[Sequence[str]]
) -> Mapping[tuple[int, int], int]:
    """Count the edges between communities."""
    group_of = {node: i for i, group in enumerate(communities) for node in group}
    links: dict[tuple[int, int], int] = {}
    for one, other in graph.edges():
        pair = (group_of[one], group_of[other])
        if pair[0] != pair[1]:
            key = (min(pair), max(pair))
            links[key] = links.get(key, 0) + 1
    return links


def _pack(
    radii: Sequence[float], links: Mapping[tuple[int, int], int]
) -> list[tuple[float, float]]:
    """Place discs near the discs they are linked to, without overlap.

    The largest goes to the middle; each next one goes, among free places on a
    spiral, to the one nearest to its placed neighbours.
    """
    placed = np.zeros((0, 3))
    for index, radius in enumerate(radii):
        wanted = _pull(index, placed, links)
        x, y = _free_place(placed, radius + _SPACING, wanted)
        placed = np.vstack([placed, [x, y, radius + _SPACING]])
    return [(float(x), float(y)) for x, y, _ in placed]


def _pull(
    index: int, placed: NDArray[np.float64], links: Mapping[tuple[int, int], int]
) -> NDArray[np.float64]:
    """Return the weighted middle of the placed neighbours of disc ``index``."""
    weights = np.array([links.get((at, index), 0) for at in range(len(placed))])
    if not weights.any():
        return np.zeros(2)
    middle: NDArray[np.float64] = weights @ placed[:, :2] / weights.sum()
    return middle


def _free_place(
    placed: NDArray[np.float64], radius: float, wanted: NDArray[np.float64]
) -> tuple[float, float]:
    """Return the free place nearest to ``wanted`` on a spiral around it."""
    steps = np.arange(20_000)
    reach = np.sqrt(steps) * max(radius / 3, 12.0)
    angle = steps * 2.39996
    places = wanted + np.stack([reach * np.cos(angle), reach * np.sin(angle)], axis=1)
    for block in np.array_split(places, 200):
        gaps = np.hypot(
            block[:, None, 0] - placed[None, :, 0],
            block[:, None, 1] - placed[None, :, 1],
        )
        free = (gaps >= radius + placed[None, :, 2]).all(axis=1)
        if free.any():
            x, y = block[int(free.argmax())]
            return float(x), float(y)
    return float(places[-1, 0]), float(places[-1, 1])

"""Positions and communities, computed before the page is written.

A browser that lays out a thousand nodes itself shows a moving cloud for a minute;
with positions computed here a page is at rest when it opens. Layout goes by
communities (Louvain; Blondel et al. 2008): each is laid out by itself, then the
communities, as discs, among one another; a large community is laid out by its own
communities in turn. So the cost grows with the communities' sizes, not with the square
of all nodes. Louvain is scikit-network's, which takes a hundredth of the time of the
one of networkx.
"""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from kg.view.forces import rest, spiral


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import networkx as nx
    from numpy.typing import NDArray

    from kg.view.forces import Points

    Numbers: TypeAlias = NDArray[np.int64]

_SPACING = 70.0
_MARGIN = 25.0
_LARGEST_FORCED = 800
_LEAST_PARTS = 3
_NO_GAP = 1e-6
_ANGLES = np.arange(96) * (2 * np.pi / 96)
_RAYS = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)], axis=1)
"""Directions in which room for a community is sought."""


def find_communities(graph: nx.Graph[str]) -> tuple[tuple[str, ...], ...]:
    """Return the communities of ``graph``, largest first, each sorted.

    Nodes without an edge form one last community of their own.
    """
    nodes = sorted(graph)
    links = _links(graph, nodes)
    groups = _communities(len(nodes), links)
    linked = set(links.flat)
    found = [tuple(nodes[at] for at in group) for group in groups if group[0] in linked]
    alone = tuple(node for at, node in enumerate(nodes) if at not in linked)
    ordered = sorted(found, key=lambda group: (-len(group), group))
    return (*ordered, alone) if alone else tuple(ordered)


def _links(graph: nx.Graph[str], nodes: Sequence[str]) -> Numbers:
    """Return the edges as sorted pairs of numbers, shape (m, 2); no loops."""
    number = {node: at for at, node in enumerate(nodes)}
    pairs = [sorted((number[one], number[other])) for one, other in graph.edges()]
    found = np.array([pair for pair in pairs if pair[0] != pair[1]], dtype=np.int64)
    links: Numbers = np.unique(found.reshape(-1, 2), axis=0)
    return links


def _communities(count: int, links: Numbers) -> list[Numbers]:
    """Return the communities of nodes 0 … count - 1, each sorted."""
    if not len(links):
        return [np.array([at]) for at in range(count)]
    # What needs scipy takes a third of a second to import, and small pages are many.
    from scipy.sparse import coo_matrix  # noqa: PLC0415
    from sknetwork.clustering import Louvain  # noqa: PLC0415

    one, other = np.concatenate([links, links[:, ::-1]]).T
    matrix = coo_matrix((np.ones(len(one)), (one, other)), shape=(count, count))
    labels = Louvain(random_state=0).fit_predict(matrix.tocsr())
    return _grouped(labels)


def _grouped(labels: Numbers) -> list[Numbers]:
    """Return the indices that have each label, by label."""
    order = np.argsort(labels, kind="stable")
    counts = np.bincount(labels)
    return np.split(order, np.cumsum(counts)[:-1])


def positions(
    graph: nx.Graph[str], communities: Sequence[Sequence[str]]
) -> dict[str, tuple[float, float]]:
    """Lay ``graph`` out.

    Args:
        graph: Undirected.
        communities: As :func:`find_communities` gives them; each node is in one.

    Returns:
        ``(x, y)`` of every node, in canvas units, about 70 between neighbours.
    """
    nodes = [node for group in communities for node in group]
    sizes = [len(group) for group in communities]
    ends = accumulate(sizes)
    groups = [np.arange(end - size, end) for size, end in zip(sizes, ends, strict=True)]
    places = _lay_out(groups, _links(graph, nodes))
    return {
        node: (round(float(x), 1), round(float(y), 1))
        for node, (x, y) in zip(nodes, places, strict=True)
    }


def _lay_out(groups: Sequence[Numbers], links: Numbers) -> Points:
    """Return places of the nodes 0 … n - 1 that some groups hold, largest first."""
    count = sum(map(len, groups))
    places = np.zeros((count, 2))
    radii = [_SPACING * math.sqrt(len(group)) for group in groups]
    group_of = np.zeros(count, dtype=np.int64)
    for at, group in enumerate(groups):
        group_of[group] = at
    inner = list(_inner_links(groups, group_of, links))
    centres = _pack(radii, _group_links(group_of, links))
    for group, own, radius, centre in zip(groups, inner, radii, centres, strict=True):
        places[group] = np.array(centre) + radius * _in_disc(len(group), own)
    return places


def _inner_links(
    groups: Sequence[Numbers], group_of: Numbers, links: Numbers
) -> Iterator[Numbers]:
    """Yield the links inside each group, its nodes numbered by themselves."""
    own = group_of[links[:, 0]]
    inside = links[own == group_of[links[:, 1]]]
    own = group_of[inside[:, 0]]
    order = np.argsort(own, kind="stable")
    cuts = np.searchsorted(own[order], np.arange(len(groups) + 1))
    number = np.zeros(len(group_of), dtype=np.int64)
    for at, group in enumerate(groups):
        number[group] = np.arange(len(group))
        yield number[inside[order[cuts[at] : cuts[at + 1]]]]


def _in_disc(count: int, links: Numbers) -> Points:
    """Return places of one community's nodes in the unit disc."""
    if not len(links):
        return spiral(count)
    degree = np.bincount(links.flat, minlength=count)
    order = np.argsort(-degree, kind="stable")
    rank = np.argsort(order)
    if count <= _LARGEST_FORCED:
        return rest(count, rank[links])[rank]
    parts = sorted(_communities(count, links), key=lambda part: (-len(part), part[0]))
    if len(parts) < _LEAST_PARTS or len(parts[0]) > count / 2:
        return spiral(count)[rank]
    places = _lay_out(parts, links)
    places -= (places.max(axis=0) + places.min(axis=0)) / 2
    disc: Points = places / np.hypot(*places.T).max()
    return disc


def _group_links(group_of: Numbers, links: Numbers) -> Mapping[tuple[int, int], int]:
    """Count the links between groups."""
    pairs = np.sort(group_of[links], axis=1)
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    found, counts = np.unique(pairs, axis=0, return_counts=True)
    return {
        (int(one), int(other)): int(number)
        for (one, other), number in zip(found, counts, strict=True)
    }


def _pack(
    radii: Sequence[float], links: Mapping[tuple[int, int], int]
) -> list[tuple[float, float]]:
    """Place discs near the discs they are linked to, without overlap.

    The largest goes to the middle; each next one goes, among free places, to one near
    to its placed neighbours.
    """
    placed = np.zeros((0, 3))
    around = _neighbours(links)
    for index, radius in enumerate(radii):
        wanted = _pull(around.get(index, {}), placed)
        x, y = _free_place(placed, radius + _MARGIN, wanted)
        placed = np.vstack([placed, [x, y, radius + _MARGIN]])
    return [(float(x), float(y)) for x, y, _ in placed]


def _neighbours(links: Mapping[tuple[int, int], int]) -> Mapping[int, dict[int, int]]:
    """Return the discs before each that it is linked to, with the number of links."""
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for (one, other), count in links.items():
        found[other][one] = count
    return found


def _pull(weights: Mapping[int, int], placed: Points) -> Points:
    """Return the weighted middle of a disc's placed neighbours; of all, without any."""
    if not len(placed):
        return np.zeros(2)
    near = list(weights) or list(range(len(placed)))
    weight = np.array([weights.get(one, placed[one, 2] ** 2) for one in near])
    at = placed[near, :2]
    middle: Points = (at * weight[:, None]).sum(axis=0) / weight.sum()
    return middle


def _free_place(placed: Points, radius: float, wanted: Points) -> tuple[float, float]:
    """Return the free place nearest to ``wanted`` in any of some directions.

    Seen from there, each placed disc bars a stretch of a direction; the disc goes
    where the first gap begins.
    """
    away = placed[:, :2] - wanted
    along = np.multiply.outer(_RAYS[:, 0], away[:, 0])
    along += np.multiply.outer(_RAYS[:, 1], away[:, 1])
    across = (away * away).sum(axis=1) - along * along
    half = np.sqrt(np.maximum((placed[:, 2] + radius) ** 2 - across, 0))
    low, high = along - half, np.where(half > 0, along + half, -np.inf)
    reach = np.zeros(len(_RAYS))
    while True:
        barred = (low <= reach[:, None]) & (high > reach[:, None] + _NO_GAP)
        if not barred.any():
            break
        reach = np.where(barred, high, reach[:, None]).max(axis=1)
    best = int(reach.argmin())
    x, y = wanted + reach[best] * _RAYS[best]
    return float(x), float(y)

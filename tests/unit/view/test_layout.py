"""Positions and communities of a network."""

from __future__ import annotations

import math

import networkx as nx

from kg.view.layout import find_communities, positions


def two_clubs() -> nx.Graph[str]:
    graph = nx.Graph()
    for club in ("a", "b"):
        members = [f"{club}{at}" for at in range(6)]
        graph.add_edges_from(
            (one, other) for one in members for other in members if one < other
        )
    graph.add_edge("a0", "b0")
    graph.add_node("alone")
    return graph


def test_communities_are_the_dense_parts_and_the_unlinked_come_last() -> None:
    groups = find_communities(two_clubs())

    assert [set(group) for group in groups] == [
        {f"a{at}" for at in range(6)},
        {f"b{at}" for at in range(6)},
        {"alone"},
    ]


def test_every_node_gets_a_place_of_its_own() -> None:
    graph = two_clubs()

    places = positions(graph, find_communities(graph))

    assert set(places) == set(graph)
    assert len(set(places.values())) == len(graph)


def test_members_of_a_community_lie_nearer_than_others() -> None:
    graph = two_clubs()
    places = positions(graph, find_communities(graph))

    inside = math.dist(places["a1"], places["a2"])
    across = math.dist(places["a1"], places["b1"])

    assert inside < across


def test_layout_does_not_depend_on_the_order_of_insertion() -> None:
    graph = two_clubs()
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(graph)))
    turned.add_edges_from((b, a) for a, b in reversed(list(graph.edges())))

    assert positions(graph, find_communities(graph)) == positions(
        turned, find_communities(turned)
    )


def test_empty_graph_gives_nothing() -> None:
    assert find_communities(nx.Graph()) == ()
    assert positions(nx.Graph(), ()) == {}


def test_large_communities_and_many_discs_are_laid_out_too() -> None:
    star = nx.star_graph([f"n{at:04d}" for at in range(500)])

    places = positions(star, [sorted(star)])

    assert len(set(places.values())) == len(star)


def clubs(count: int, members: int) -> nx.Graph[str]:
    """Return a ring of clubs, in each of which everybody knows three others."""
    graph = nx.Graph()
    for club in range(count):
        names = [f"{club:02d}-{at:03d}" for at in range(members)]
        for step in (1, 2, 5):
            graph.add_edges_from(zip(names, names[step:] + names[:step], strict=True))
        graph.add_edge(names[0], f"{(club + 1) % count:02d}-001")
    return graph


def test_a_large_community_is_laid_out_by_its_own_communities() -> None:
    graph = clubs(20, 50)

    places = positions(graph, [sorted(graph)])

    near = math.dist(places["03-010"], places["03-012"])
    far = max(math.dist(places["03-010"], at) for at in places.values())
    assert len(set(places.values())) == 1000
    assert near < far / 4


def test_communities_do_not_overlap() -> None:
    graph = clubs(12, 30)
    groups = find_communities(graph)

    places = positions(graph, groups)

    assert len(groups) == 12
    discs = []
    for group in groups:
        at = [places[node] for node in group]
        x = sum(one for one, _ in at) / len(at)
        y = sum(other for _, other in at) / len(at)
        discs.append((x, y, max(math.dist((x, y), one) for one in at)))
    for index, (x, y, radius) in enumerate(discs):
        for other_x, other_y, other in discs[:index]:
            assert math.dist((x, y), (other_x, other_y)) > 0.9 * (radius + other)

"""Forces among nodes."""

from __future__ import annotations

import numpy as np

from kg.view.forces import rest, spiral


def distance(places: np.ndarray, one: int, other: int) -> float:
    return float(np.hypot(*(places[one] - places[other])))


def test_linked_nodes_come_nearer_than_others() -> None:
    chain = np.array([(at, at + 1) for at in range(11)])

    places = rest(12, chain)

    linked = np.mean([distance(places, at, at + 1) for at in range(11)])
    apart = np.mean([distance(places, at, at + 6) for at in range(6)])
    assert 2 * linked < apart


def test_places_fill_the_unit_disc_evenly() -> None:
    star = np.array([(0, at) for at in range(1, 200)])

    places = rest(200, star)

    reach = np.sort(np.hypot(*places.T))
    assert reach[-1] < 1.0001
    assert np.allclose(reach**2, (np.arange(200) + 0.5) / 200, atol=0.01)


def test_few_nodes_need_no_forces() -> None:
    assert rest(1, np.zeros((0, 2), dtype=np.int64)).tolist() == [[0.0, 0.0]]
    assert np.array_equal(rest(2, np.array([(0, 1)])), spiral(2))


def test_every_node_has_a_place_of_its_own() -> None:
    places = rest(5, np.array([(0, 1), (0, 2), (0, 3), (0, 4)]))

    assert len({tuple(place) for place in places.tolist()}) == 5

from __future__ import annotations

import numpy as np
import pytest

from kg.annotate.names.features import BASE
from kg.annotate.names.templates import Template


SIZES = {0: 5, 1: 3}
COLUMNS = {
    0: np.array([0, 0, 4, 2, 4, 1, 0, 0]),
    1: np.array([0, 0, 2, 1, 0, 2, 0, 0]),
}
CASES = {
    "one": ((1, 0),),
    "two": ((0, 0), (1, 1)),
    "three": ((0, -1), (1, 0), (0, 1)),
}


def number(places: tuple[tuple[int, int], ...], word: int) -> int:
    """Return the key of what a template sees at a word."""
    found = 0
    for column, by in places:
        found = found * BASE + int(COLUMNS[column][word + 2 + by])
    return found


@pytest.mark.parametrize("places", CASES.values(), ids=CASES.keys())
def test_known_values_add_their_weights(places: tuple[tuple[int, int], ...]) -> None:
    seen = [number(places, word) for word in range(4)]
    keys = [-1, *sorted({seen[0], seen[2]})]
    weights = np.array([[9, 9], *([n, -n] for n in range(1, len(keys)))], np.float16)
    wanted = [
        [keys.index(key), -keys.index(key)] if key in keys else [0, 0] for key in seen
    ]
    total = np.zeros((4, 2), dtype=np.float32)
    template = Template(places, SIZES, np.array(keys), weights)

    template.add(total, COLUMNS, 2)

    assert total.tolist() == wanted

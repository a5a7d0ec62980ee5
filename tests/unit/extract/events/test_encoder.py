"""Words in their context: what they start as, and what layers add."""

from __future__ import annotations

import numpy as np
import pytest

from kg.extract.events.encoder import (
    AFFIXES,
    Layer,
    Lookup,
    affix_rows,
    encode,
    normalize,
    spread,
    sums_of,
    to_form,
)


LOOKUP = Lookup(
    rows={"کتاب": 0, "شعر": 1},
    vectors=np.array([[1, 0], [2, 0], [0, 1]], np.float32),
    affixes=np.array([[row, 1] for row in range(AFFIXES)], np.float32),
    tags={"?": 0, "NOUN": 1},
    tag_vectors=np.array([[0, 0], [100, 0]], np.float32),
    kinds={"?": 0, "place": 1},
    kind_vectors=np.array([[0, 0], [1000, 0]], np.float32),
)


def test_sums_are_of_each_set_of_rows() -> None:
    vectors = np.array([[1, 0], [2, 1], [4, 1]], np.float32)

    assert sums_of(vectors, [[0, 2], [], [1]]).tolist() == [[5, 1], [0, 0], [2, 1]]


def one_that_looks(reach: int) -> Layer:
    """Return a layer that adds to a word's first number that of the word before it."""
    inner = np.zeros((6, 1), np.float32)
    inner[0] = 1
    outer = np.array([[1, 0]], np.float32)
    return Layer(reach, inner, np.zeros(1, np.float32), outer, np.zeros(2, np.float32))


def test_common_word_starts_as_its_vectors() -> None:
    start = LOOKUP.look_up(["شعر", "کتاب"], ["NOUN", "VERB"], ["", "place"])

    assert start.tolist() == [[102, 0], [1001, 0]]


def test_rare_word_starts_as_its_beginnings_and_endings() -> None:
    rows = affix_rows["خوزستان"]

    start = LOOKUP.look_up(["خوزستان"], [""], [""])

    assert len(rows) == 6
    assert start.tolist() == [[sum(rows), 1 + len(rows)]]


def test_short_word_has_fewer_beginnings_and_endings() -> None:
    assert [len(affix_rows[word]) for word in ("از", "کتب", "کتاب")] == [0, 2, 4]
    assert affix_rows["۱۴۰۳"] == affix_rows["1399"]
    assert to_form("۱۴۰۳") == "0000"


@pytest.mark.parametrize("reach", [1, 2, 4])
def test_word_sees_those_at_its_reach_and_nothing_beyond_the_ends(reach: int) -> None:
    rows = np.arange(1, 4, dtype=np.float32)[:, None]

    seen = spread(rows, reach).tolist()

    for at, (before, itself, after) in enumerate(seen):
        assert itself == at + 1
        assert before == (at + 1 - reach if at >= reach else 0)
        assert after == (at + 1 + reach if at + reach < 3 else 0)


def test_rows_are_normalized() -> None:
    even, scale = normalize(np.array([[1, 3], [5, 5]], np.float32))

    assert even == pytest.approx(np.array([[-1, 1], [0, 0]]), abs=1e-4)
    assert scale[0, 0] == pytest.approx(1, abs=1e-4)


def test_layer_adds_what_stands_before() -> None:
    start = np.array([[1, -1], [0, 3], [0, 3]], np.float32)

    plain = encode(start, [])
    looking = encode(start, [one_that_looks(2)])

    assert looking[:2].tolist() == plain[:2].tolist()
    assert looking[2, 0] > plain[2, 0]


def test_no_words_are_encoded_as_none() -> None:
    nothing = np.zeros((0, 2), np.float32)

    assert encode(nothing, [one_that_looks(1)]).shape == (0, 2)

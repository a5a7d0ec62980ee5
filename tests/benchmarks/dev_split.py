"""The halves of the dev gold: A is developed on, B is looked at only as a number."""

from __future__ import annotations

import random
from collections.abc import Iterable


SEED = 1403


def halve(ids: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Halve article ids at random, the same way each time.

    Returns:
        Half A (development) and half B (held out).
    """
    order = sorted(ids)
    random.Random(SEED).shuffle(order)  # noqa: S311 — a split, not a secret
    middle = len(order) // 2
    return frozenset(order[:middle]), frozenset(order[middle:])

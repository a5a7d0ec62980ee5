"""Finding listed phrases of several words, whatever became of their half-spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Phrases:
    """Finds phrases in match keys, longest first.

    Args:
        entries: Joined match key and number of each phrase.
    """

    def __init__(self, entries: Iterable[tuple[str, int]]) -> None:
        self._values = dict(entries)
        self._prefixes = frozenset(
            key[:size] for key in self._values for size in range(1, len(key) + 1)
        )

    def may_start(self, key: str) -> bool:
        """Say whether a phrase may start with the word of this key."""
        return key in self._prefixes

    def match(self, keys: Sequence[str], first: int) -> tuple[int, int] | None:
        """Return where the longest phrase at ``first`` ends (exclusive) and its number.

        Only phrases of two words or more in ``keys`` count.
        """
        found = None
        joined = keys[first]
        prefixes, values = self._prefixes, self._values
        for last in range(first + 1, len(keys)):
            if not keys[last]:
                break
            joined += keys[last]
            if joined not in prefixes:
                break
            value = values.get(joined)
            if value is not None:
                found = (last + 1, value)
        return found

"""Reading the word lists of ``kg/lexicons`` and finding their entries in tokens.

A list is a TSV file: UTF-8, ``#`` comments, one entry a line, columns described in
``kg/lexicons/README.md``. Entries are compared by :func:`kg.normalize.match_key`, so
half-spaces and letter variants never matter.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct

from kg.errors import LexiconError
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


Value = TypeVar("Value")


@cache
def rows(name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """Return the rows of ``kg/lexicons/{name}.tsv``, in file order.

    Args:
        name: File name without ending.
        columns: How many columns each row has; missing last ones are ``""``.

    Raises:
        LexiconError: If a row has too many columns or an empty first one.
    """
    text = (files("kg") / "lexicons" / f"{name}.tsv").read_text(encoding="utf-8")
    found: list[tuple[str, ...]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#") or not line or line.isspace():
            continue
        cells = tuple(map(str.strip, line.split("\t")))
        if len(cells) > columns or not cells[0]:
            raise LexiconError(f"{name}.tsv:{number}: not {columns} columns: {line!r}")
        missing = columns - len(cells)
        found.append(cells + ("",) * missing if missing else cells)
    return tuple(found)


@cache
def word_keys(name: str) -> frozenset[str]:
    """Return the match keys of the first column of ``kg/lexicons/{name}.tsv``."""
    return frozenset(match_key(row[0]) for row in rows(name, 8))


@cache
def common_first_names() -> frozenset[str]:
    """Return the match keys of given names that are no surnames as often."""
    return frozenset(
        match_key(name) for name, use in rows("first_names", 2) if use == "common"
    )


class PhraseMatch(Struct, Generic[Value], frozen=True):
    """A lexicon entry found at tokens ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    value: Value


class PhraseMatcher(Generic[Value]):
    """Finds entries of one or more words, longest first, in a row of token keys.

    An entry written «رئیس جمهور» is found in the tokens «رئیس‌جمهور», «رئیسجمهور» and
    «رئیس», «جمهور» alike, because keys are compared after joining.

    >>> matcher = PhraseMatcher([("رئیس جمهور", 1), ("رئیس", 2)])
    >>> matcher.match([match_key(word) for word in ["رییس", "جمهور", "گفت"]], 0)
    PhraseMatch(first=0, last=2, value=1)
    """

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        self._values = {match_key(entry): value for entry, value in entries}
        self._prefixes = frozenset(
            key[:size] for key in self._values for size in range(1, len(key) + 1)
        )

    @property
    def starts(self) -> frozenset[str]:
        """Return all that a token's key may be at which an entry begins."""
        return self._prefixes

    def may_start(self, key: str) -> bool:
        """Say whether an entry may start with the token of this key."""
        return key in self._prefixes

    def may_match(self, keys: Sequence[str], first: int) -> bool:
        """Say whether the token ``first`` is an entry, or one with the next begins it.

        Sooner told than an entry is found; most words that only begin one are no more.
        """
        key = keys[first]
        if key in self._values:
            return True
        return first + 1 < len(keys) and key + keys[first + 1] in self._prefixes

    def match(
        self, keys: Sequence[str], first: int, limit: int | None = None
    ) -> PhraseMatch[Value] | None:
        """Return the longest entry that starts at token ``first``, if any.

        Args:
            keys: ``match_key`` of each token.
            first: Index of the token to start at.
            limit: Index of the token that an entry ends before; by default the end.
        """
        prefixes, values = self._prefixes, self._values
        if first < len(keys) and keys[first] not in prefixes:
            return None  # as mostly: sooner told than anything else
        end = len(keys) if limit is None else min(limit, len(keys))
        if first >= end:
            return None
        found: tuple[int, str] | None = None
        joined, last = keys[first], first + 1
        while joined in prefixes:
            if joined in values:
                found = (last, joined)
            if last == end:
                break
            joined += keys[last]
            last += 1
        return None if found is None else PhraseMatch(first, found[0], values[found[1]])

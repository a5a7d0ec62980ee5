"""Word classes of role phrases, and finding listed phrases within a sentence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar

from kg.lexicon import word_keys


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.lexicon import PhraseMatch, PhraseMatcher


Value = TypeVar("Value")
_LONGEST_ENTRY = 12  # tokens, of a title or a field


def match_at(
    matcher: PhraseMatcher[Value], keys: Sequence[str], first: int, limit: int
) -> PhraseMatch[Value] | None:
    """Return the longest entry at token ``first`` that ends by ``limit``."""
    return matcher.match(keys, first, min(limit, first + _LONGEST_ENTRY))


@cache
def boundaries() -> frozenset[str]:
    """Return the match keys of words that end a chain."""
    return word_keys("role_boundaries")


@cache
def bodies() -> frozenset[str]:
    """Return the match keys of nouns that begin the name of a body."""
    return frozenset(
        spelling
        for key in word_keys("role_bodies")
        for spelling in (key, key + "ی", key + "ها", key + "های")
    )


@cache
def origins() -> frozenset[str]:
    """Return the match keys of adjectives of origin («لهستانی»): no part of a role."""
    return word_keys("role_origins")

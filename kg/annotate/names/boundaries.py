"""From labelled words to mentions: where a name begins and ends."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import word_keys
from kg.model import EntityKind, Mention, Span


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.annotate.names.labeling import Labeled, Name
    from kg.model import Token


_KINDS = {
    "PER": EntityKind.PERSON,
    "ORG": EntityKind.ORGANIZATION,
    "LOC": EntityKind.PLACE,
    "FAC": EntityKind.FACILITY,
    "EVE": EntityKind.EVENT,
}


def to_mentions(labeled: Labeled, tokens: Sequence[Token]) -> tuple[Mention, ...]:
    """Return the mentions of a labelled document."""
    return tuple(_mention(name, labeled.keys, tokens) for name in labeled.names)


def _mention(name: Name, keys: Sequence[str], tokens: Sequence[Token]) -> Mention:
    first = name.first
    honorifics: tuple[str, ...] = ()
    if name.kind == "PER":
        first = _after_honorifics(name, keys)
        start = _before_honorifics(first, keys)
        honorifics = tuple(tokens[index].form for index in range(start, first))
    return Mention(
        span=Span(tokens[first].span.start, tokens[name.last - 1].span.end),
        first=first,
        last=name.last,
        kind=_KINDS[name.kind],
        honorifics=honorifics,
        confidence=round(1 / (1 + math.exp(-name.margin / 2)), 3),
        rule=name.rule,
    )


@cache
def _honorifics() -> frozenset[str]:
    return word_keys("honorifics")


def _after_honorifics(name: Name, keys: Sequence[str]) -> int:
    """Return where the name begins once honorifics at its front are taken off."""
    listed = _honorifics()
    first = name.first
    while first < name.last - 1 and keys[first] in listed and keys[first] != "امام":
        first += 1
    return first


def _before_honorifics(first: int, keys: Sequence[str]) -> int:
    """Return where the honorifics before a name begin."""
    listed = _honorifics()
    start = first
    while start > 0 and keys[start - 1] in listed:
        start -= 1
    return start

"""Which place of the gazetteer a venue or body lies in, where the text says so."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.annotate import gazetteer
from kg.annotate.names.places import candidates, resolve_places
from kg.lexicon import rows
from kg.model import Seat, Span
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.annotate.names.labeling import Labeled, Name
    from kg.model import Token


_IN = match_key("در")
_AND = match_key("و")
_ENDING_KINDS = frozenset({"city", "capital", "island"})
_DIVISIONS = frozenset({"county", "province"})  # «بیمارستان استان یزد»
_LONGEST_ENDING = 3  # words of a city at the end of a venue's name


def find_seats(
    labeled: Labeled, meant: Mapping[int, str | None], tokens: Sequence[Token]
) -> dict[int, Seat]:
    """Return where venues lie, by the first token of their mentions.

    A venue lies in the city that ends its name («تالار سپید شیراز») and in the place
    that follows it with «در» or an ezafe («برج سپید در یزد»). A road lies in no city
    that its name leads to, and a hall that has a city's name alone («هتل شیراز»,
    «خیابان اصفهان») may stand anywhere. A body that is housed («دانشگاه شیراز») lies
    in the city that ends its name.

    Args:
        labeled: The document's words, and its names with their right bounds.
        meant: Keys of the places that its place mentions mean, by their first token.
        tokens: The document's tokens.
    """
    reader = _Reader(labeled, meant, tokens)
    found: dict[int, Seat | None] = {}
    for name in labeled.names:
        if name.kind == "FAC":
            found[name.first] = reader.named(name) or reader.joined(name)
        elif name.kind == "ORG" and reader.is_housed(name):
            found[name.first] = reader.named(name)
    return {first: seat for first, seat in found.items() if seat is not None}


class _Reader:
    """The words around the venues of one document."""

    def __init__(
        self,
        labeled: Labeled,
        meant: Mapping[int, str | None],
        tokens: Sequence[Token],
    ) -> None:
        self._keys, self._starts = labeled.keys, labeled.starts
        self._tokens = tokens
        self._ends = {n.first: n.last for n in labeled.names if n.kind == "LOC"}
        self._meant = meant
        self._known = {key for key in meant.values() if key is not None}
        places = self._ends.items()
        self._words = [self._keys[first:last] for first, last in places]

    def is_housed(self, body: Name) -> bool:
        """Say whether a body is one that a city has few of («دانشگاه»)."""
        return self._keys[body.first] in _nouns("sited")

    def named(self, venue: Name) -> Seat | None:
        """Return the city that ends a venue's or body's name."""
        head = self._keys[venue.first]
        if head in _nouns("road"):
            return None
        least = venue.first + (1 if head in _nouns("sited") else 2)
        for first in range(max(least, venue.last - _LONGEST_ENDING), venue.last):
            key = self._city(self._keys[first : venue.last])
            if key is not None:
                return self._seat(key, venue.first, venue.last)
        return None

    def _city(self, words: Sequence[str]) -> str | None:
        """Return the city that words mean, if nothing else is likelier."""
        if not candidates(words):
            return None
        key = resolve_places([*self._words, words])[-1]
        kinds = _ENDING_KINDS if len(words) == 1 else _ENDING_KINDS | _DIVISIONS
        if key is None or gazetteer.place(key).kind not in kinds:
            return None
        if key in self._known:
            return key
        doubtful = len(words) == 1 and words[0] in _nouns("homonym")
        return None if doubtful or gazetteer.is_small_town(key) else key

    def joined(self, venue: Name) -> Seat | None:
        """Return the one place that follows a venue, with «در» or an ezafe."""
        at = venue.last
        if at >= len(self._keys) or at in self._starts:
            return None
        if self._keys[at] == _IN:
            at += 1
        elif not self._tokens[venue.last - 1].ezafe:
            return None
        key = self._meant.get(at)
        if key is None or at in self._starts or self._goes_on(self._ends[at]):
            return None
        return self._seat(key, venue.first, self._ends[at])

    def _goes_on(self, at: int) -> bool:
        """Say whether another place is named beside one («در یزد و شیراز»)."""
        follows = self._keys[at : at + 1] in ((_AND,), ("،",))
        return follows and at + 1 in self._ends

    def _seat(self, key: str, first: int, last: int) -> Seat:
        span = Span(self._tokens[first].span.start, self._tokens[last - 1].span.end)
        return Seat(place=key, span=span)


@cache
def _nouns(use: str) -> frozenset[str]:
    """Return the match keys of ``venue_seats.tsv`` of one use."""
    return frozenset(
        match_key(word) for word, kind in rows("venue_seats", 2) if kind == use
    )

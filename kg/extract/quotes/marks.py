"""Which quotation marks of a document belong together.

«…» and “…” nest and may run over paragraphs. Straight marks take turns: the first
opens, the next closes; an opened one that its paragraph leaves open stays open only if
the next paragraph has an odd number of them, which is how a quotation that runs over
paragraphs is told from a forgotten mark.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.model import Sentence


_OPENING = {"«": "»", "“": "”", "„": "“", "‹": "›", "<<": ">>"}
_CLOSING = {"»": "«", "”": "“", "›": "‹", ">>": "<<"}
_STRAIGHT = frozenset({'"', "''", "``", "″", "٬٬"})
_REACH = 1500


@dataclass(frozen=True, slots=True)
class Marks:
    """Quotation marks by token.

    Attributes:
        partners: Of each paired mark, the token of the other.
        openings: Tokens of opening marks, paired or not.
        closings: Tokens of closing marks, paired or not.
    """

    partners: Mapping[int, int]
    openings: frozenset[int]
    closings: frozenset[int]

    def partner(self, token: int) -> int | None:
        """Return the token of the mark that belongs to the one at ``token``."""
        return self.partners.get(token)

    def is_opening(self, token: int) -> bool:
        """Say whether a mark opens at ``token``."""
        return token in self.openings

    def is_closing(self, token: int) -> bool:
        """Say whether a mark closes at ``token``."""
        return token in self.closings

    def opens_beyond(self, token: int, last: int) -> bool:
        """Say whether a mark opens at ``token`` and does not close before ``last``."""
        return self.is_opening(token) and self.partners.get(token, last) >= last

    def closes_after(self, token: int) -> int | None:
        """Return the outermost closing mark of the marks open at ``token``."""
        around = [
            close
            for first, close in self.partners.items()
            if first in self.openings and first < token < close
        ]
        return max(around, default=None)


def pair_marks(keys: Sequence[str], sentences: Sequence[Sentence]) -> Marks:
    """Pair the quotation marks of a document.

    Args:
        keys: ``match_key`` of each token.
        sentences: The document's sentences, for its paragraphs.
    """
    found = _Pairing()
    straight = _straight_openings(keys, sentences)
    for token, key in enumerate(keys):
        if key in _OPENING and key != "„":
            found.open(token, key)
        elif key in _CLOSING:
            found.close(token, _CLOSING[key])
        elif key in _STRAIGHT:
            if token in straight:
                found.open(token, '"')
            else:
                found.close(token, '"')
    return Marks(found.partners, frozenset(found.openings), frozenset(found.closings))


class _Pairing:
    """A stack of open marks."""

    def __init__(self) -> None:
        self.partners: dict[int, int] = {}
        self.openings: list[int] = []
        self.closings: list[int] = []
        self._open: list[tuple[int, str]] = []

    def open(self, token: int, kind: str) -> None:
        """Note an opening mark."""
        self.openings.append(token)
        self._open.append((token, kind))

    def close(self, token: int, kind: str) -> None:
        """Pair a closing mark with the nearest open one of its kind."""
        self.closings.append(token)
        for index in range(len(self._open) - 1, -1, -1):
            start, opened = self._open[index]
            if opened == kind and token - start <= _REACH:
                self.partners[start] = token
                self.partners[token] = start
                del self._open[index:]
                return


def _straight_openings(
    keys: Sequence[str], sentences: Sequence[Sentence]
) -> frozenset[int]:
    """Return the straight marks that open."""
    paragraphs: dict[int, list[int]] = {}
    for sentence in sentences:
        for token in range(sentence.first, sentence.last):
            if keys[token] in _STRAIGHT:
                paragraphs.setdefault(sentence.paragraph, []).append(token)
    openings: list[int] = []
    opened = False
    for marks in paragraphs.values():
        opened = opened and len(marks) % 2 == 1
        for token in marks:
            if not opened:
                openings.append(token)
            opened = not opened
    return frozenset(openings)

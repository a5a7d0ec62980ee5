"""Noun phrases: a head and everything that ezafe links to it.

«اداره کل راه و شهرسازی استان خوزستان» is one chain. A chain also goes on over «و» or
a comma where the second part is a modifier like the first («مسائل سیاسی و اقتصادی»),
a name that an organization is known by («وزارت راه و شهرسازی»), or carries the ezafe
on to what follows both.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import PhraseMatcher, rows, word_keys
from kg.model import NounPhrase, Span
from kg.normalize import key_of, match_key


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Sentence, Token


_HEADS = frozenset({"NOUN", "PROPN"})
_MEMBERS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PRON", "DET", "ADV", "X"})
_NAMES = frozenset({"PROPN"})
_JOINERS = frozenset({"و", "،"})
_BEFORE_HEAD = frozenset({"DET", "NUM"})


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the chains of one sentence; indices count the document's tokens."""

    tokens: Sequence[Token]
    keys: Sequence[str]
    end: int

    def chain(self, first: int) -> int:
        """Return the index after the chain whose head is ``first``."""
        last = first
        while True:
            step = self._step(first, last)
            if step is None:
                return last + 1
            last = step

    def _step(self, first: int, last: int) -> int | None:
        """Return the next member after ``last``, if the chain goes on."""
        following = last + 1
        if following >= self.end:
            return None
        token, after = self.tokens[last], self.tokens[following]
        if token.ezafe:
            return self._linked(following)
        if token.pos in _NAMES and after.pos in _NAMES:
            return following
        if self.keys[last] in _titles() and after.pos in _NAMES:
            return following
        if self.keys[following] in _JOINERS:
            return self._joined(first, last, following + 1)
        return None

    def _linked(self, following: int) -> int | None:
        """Return the member that ezafe leads to, over «این» and numbers."""
        index = following
        while index < self.end and self.tokens[index].pos in _BEFORE_HEAD:
            if self.tokens[index].ezafe or index + 1 == self.end:
                return index
            if self.tokens[index + 1].pos not in _MEMBERS:
                return index
            index += 1
        opens = index < self.end and self.tokens[index].pos in _MEMBERS
        return index if opens else None

    def _joined(self, first: int, last: int, other: int) -> int | None:
        """Return the last word of a coordinated member that belongs to the chain."""
        if other >= self.end or last == first:
            return None
        pair = _coordinations().match(self.keys[last : min(self.end, other + 4)], 0)
        if pair is not None and pair.last > other - last:
            return last + pair.last - 1
        linked = self.tokens[last - 1].ezafe
        return other if linked and self._is_alike(last, other) else None

    def _is_alike(self, last: int, other: int) -> bool:
        """Say whether the members on both sides of «و» modify in the same way."""
        left, right = self.tokens[last], self.tokens[other]
        if left.pos == right.pos == "ADJ":
            return True
        carries = left.pos == right.pos == "NOUN" and right.ezafe
        listed = self.keys[other - 1] != "و"  # after «،» a new phrase is likelier
        if listed or not carries or self.keys[other] in _new_heads():
            return False
        plural = left.form.endswith(("ان", "ها")), right.form.endswith(("ان", "های"))
        return plural[0] == plural[1]


def find_noun_phrases(
    text: str, tokens: Sequence[Token], sentences: Sequence[Sentence]
) -> tuple[NounPhrase, ...]:
    """Return the ezafe chains of a document in order; they do not overlap.

    Args:
        text: Normalized text.
        tokens: Its tagged tokens.
        sentences: Its sentences; no chain crosses their borders.
    """
    del text  # the tokens say it all
    keys = [key_of[token.form] or token.form for token in tokens]
    found: list[NounPhrase] = []
    for sentence in sentences:
        reader = _Reader(tokens, keys, sentence.last)
        index = sentence.first
        while index < sentence.last:
            if tokens[index].pos not in _HEADS:
                index += 1
                continue
            last = reader.chain(index)
            span = Span(tokens[index].span.start, tokens[last - 1].span.end)
            found.append(NounPhrase(span=span, first=index, last=last, head=index))
            index = last
    return tuple(found)


@cache
def _titles() -> frozenset[str]:
    """Words that stand before a name without ezafe («دکتر»)."""
    return frozenset(
        match_key(row[0]) for row in rows("linking_words", 2) if row[1] == "title"
    )


@cache
def _new_heads() -> frozenset[str]:
    """Nouns that begin a chain of their own after «و» («رئیس»، «سازمان»)."""
    return word_keys("chain_heads")


@cache
def _coordinations() -> PhraseMatcher[int]:
    """Pairs that are one name («راه و شهرسازی»)."""
    return PhraseMatcher(
        [(row[0], number) for number, row in enumerate(rows("fixed_pairs", 1))]
    )

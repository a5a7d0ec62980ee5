"""Stretches of articles with what is highlighted in them.

A passage is a row of pieces; joined, they are the text. The templates escape each
piece and link or mark it.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.report.wording import plain


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.report.values import Mention, Statement


_SENTENCE_END = re.compile(r"[.!?؟…]+[»”\")\]]*\s|\n")
_WORD = re.compile(r"\w")
_CONTEXT = 240
_LONGEST = 700
_SHORTEST_FORM = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with one highlighting.

    Attributes:
        text: Safe to show, not escaped.
        entity: IRI of the entity that it names, or ``""``.
        statements: Numbers of the statements that it is evidence of.
        starts: Numbers of those whose first evidence begins here.
    """

    text: str
    entity: str = ""
    statements: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()


def excerpt(text: str, evidence: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """Return the longest evidence in its sentence, all evidence within it marked.

    Args:
        text: The article's text.
        evidence: Stretches in order of their places.

    Returns:
        Marked pieces have the statement number 1; none for no evidence in the text.
    """
    inside = [one for one in evidence if one[0] < one[1] <= len(text)]
    if not inside:
        return ()
    start, end = max(inside, key=lambda one: (one[1] - one[0], -one[0]))
    first, last = _sentence(text, start, min(end, start + _LONGEST))
    marks = [(max(first, s), min(last, e)) for s, e in inside if s < last and e > first]
    pieces = list(_cut(text, first, last, marks))
    if end > last:
        pieces.append(Piece(" …"))
    return tuple(pieces)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentences that a stretch lies in, less blanks."""
    before = text[max(0, start - _CONTEXT) : start]
    ends = [found.end() for found in _SENTENCE_END.finditer(before)]
    first = start - len(before) + (ends[-1] if ends else 0)
    if not ends and len(before) == _CONTEXT:
        first += before.find(" ") + 1
    following = _SENTENCE_END.search(text, max(start, end - 1), end + _CONTEXT)
    last = following.end() if following else min(len(text), end + _CONTEXT)
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _cut(
    text: str, first: int, last: int, marks: Iterable[tuple[int, int]]
) -> Iterator[Piece]:
    at = first
    for start, end in _merged(marks):
        if start > at:
            yield Piece(plain(text[at:start]))
        yield Piece(plain(text[start:end]), statements=(1,))
        at = end
    if at < last:
        yield Piece(plain(text[at:last]))


def _merged(marks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def find_occurrences(
    text: str, mentions: Sequence[Mention]
) -> list[tuple[int, int, str]]:
    """Return where entities are named: mentions, and their forms said again.

    A graph keeps each form of a name once; the others are found by the form, as whole
    words, where it names one entity only. Stretches do not overlap.
    """
    taken: list[tuple[int, int, str]] = []
    covered = bytearray(len(text))
    longest = sorted(mentions, key=lambda one: (one.start - one.end, one.start))
    stretches = [(one.start, one.end, one.entity) for one in longest]
    for start, end, entity in (*stretches, *_again(text, mentions)):
        if start < end <= len(text) and not any(covered[start:end]):
            covered[start:end] = b"\x01" * (end - start)
            taken.append((start, end, entity))
    return sorted(taken)


def _again(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int, str]]:
    named: dict[str, set[str]] = {}
    for one in mentions:
        named.setdefault(text[one.start : one.end], set()).add(one.entity)
    certain = {form: min(some) for form, some in named.items() if len(some) == 1}
    forms = [form for form in certain if len(form) >= _SHORTEST_FORM]
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        at = text.find(form)
        while at >= 0:
            if _is_whole(text, at, at + len(form)):
                yield at, at + len(form), certain[form]
            at = text.find(form, at + len(form))


def _is_whole(text: str, start: int, end: int) -> bool:
    """Say whether a stretch begins and ends with its words."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return not any(_WORD.match(char) or char == "\u200c" for char in around)


def paragraphs(
    text: str, mentions: Sequence[Mention], statements: Sequence[Statement]
) -> Iterator[tuple[Piece, ...]]:
    """Yield an article's paragraphs with all that is highlighted.

    Args:
        text: The article's text.
        mentions: Where it names entities.
        statements: What it states; numbered from 1 in this order.
    """
    names = {
        start: (end, entity) for start, end, entity in find_occurrences(text, mentions)
    }
    spans = [
        (start, end, number)
        for number, one in enumerate(statements, start=1)
        for start, end in one.evidence
        if start < end <= len(text)
    ]
    begins: dict[int, list[int]] = {}
    for number, one in enumerate(statements, start=1):
        begins.setdefault(one.evidence[0][0] if one.evidence else -1, []).append(number)
    edges = {edge for start, end, _ in spans for edge in (start, end)}
    edges |= {edge for start, (end, _) in names.items() for edge in (start, end)}
    at = 0
    for line in text.split("\n"):
        if line.strip():
            inside = {edge for edge in edges if at < edge < at + len(line)}
            cuts = sorted({at, at + len(line), *inside})
            yield tuple(_pieces(text, cuts, names, (spans, begins)))
        at += len(line) + 1


def _pieces(
    text: str,
    cuts: Sequence[int],
    names: Mapping[int, tuple[int, str]],
    statements: tuple[Sequence[tuple[int, int, int]], Mapping[int, list[int]]],
) -> Iterator[Piece]:
    """Yield the pieces of a paragraph between its cuts."""
    spans, begins = statements
    here = [span for span in spans if span[0] < cuts[-1] and span[1] > cuts[0]]
    name_end, entity = 0, ""
    for start, end in itertools.pairwise(cuts):
        if start in names:
            name_end, entity = names[start]
        numbers = {number for s, e, number in here if s <= start and end <= e}
        yield Piece(
            plain(text[start:end]),
            entity=entity if start < name_end else "",
            statements=tuple(sorted(numbers)),
            starts=tuple(begins.get(start, ())),
        )

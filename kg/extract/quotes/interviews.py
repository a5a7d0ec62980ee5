"""Interviews: paragraphs that ask, and paragraphs that answer without a cue."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.model import Part


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Sentence


_QUESTION_MARKS = frozenset({"؟", "?"})
_FEWEST = 3
_LONGEST_LABEL = 3
_SHORTEST = 4


def question_paragraphs(
    keys: Sequence[str], sentences: Sequence[Sentence], finite: Sequence[int]
) -> frozenset[int]:
    """Return the numbers of the paragraphs that an interviewer asks.

    Paragraphs of the body that end in a question mark, if they are at least three, and
    those that begin with the same label («روزنامه: …») as one of them. None that tells
    who asks («وی گفت: چرا …؟»).

    Args:
        keys: ``match_key`` of each token.
        sentences: The document's sentences.
        finite: For each token, whether it ends a finite verb.
    """
    firsts: dict[int, int] = {}
    lasts: dict[int, int] = {}
    for sentence in sentences:
        if sentence.part is Part.BODY:
            firsts.setdefault(sentence.paragraph, sentence.first)
            lasts[sentence.paragraph] = sentence.last
    asking = [
        number
        for number, last in lasts.items()
        if keys[last - 1] in _QUESTION_MARKS
        and last - firsts[number] >= _SHORTEST
        and not _is_reported(keys, finite, firsts[number], last)
    ]
    if len(asking) < _FEWEST:
        return frozenset()
    labels = {number: _label(keys, first) for number, first in firsts.items()}
    shared = Counter(labels[number] for number in asking if labels[number])
    askers = {label for label, count in shared.items() if count >= _FEWEST - 1}
    return frozenset(asking) | {n for n, label in labels.items() if label in askers}


def _is_reported(
    keys: Sequence[str], finite: Sequence[int], first: int, last: int
) -> bool:
    """Say whether a verb before a colon introduces what is asked."""
    return any(keys[at] == ":" and finite[at - 1] for at in range(first + 1, last))


def _label(keys: Sequence[str], first: int) -> str:
    """Return the words before a colon that begins a paragraph, ``""`` for none."""
    for last in range(first + 1, min(first + _LONGEST_LABEL + 1, len(keys))):
        if keys[last] == ":":
            return " ".join(keys[first:last])
    return ""

"""Whether the verb of a date's clause looks back or ahead."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import rows
from kg.normalize import fold


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Sentence, Token


_NEAR = 6
_TO_COME = 2
_AHEAD = frozenset({"قرار", "استانه", "مهلت"})
_FUTURE = re.compile(r"ن?خواه(?:م|ی|د|یم|ید|ند)")
_PRESENT = re.compile(r"ن?می\u200c?(?!ان|دان|لاد|نا|ز)(\w{2,})")
_PAST_STEM = re.compile(
    r"(?:شد|کرد|رفت|داد|گرفت|گفت|زد|امد|داشت|خواست|توانست|یافت|دید|شنید|رسید|کوشید"
    r"|گذشت|نوشت|ساخت|پرداخت|انداخت|سپرد|نمود|افزود|فرمود|بود)(?:م|ی|یم|ید|ند)?"
)


@cache
def tense_words() -> dict[str, int]:
    """Return words of ``time_tenses.tsv`` that tell the tense by themselves."""
    return {fold(word): int(value) for word, value in rows("time_tenses", 2)}


def direction_around(
    tokens: Sequence[Token], where: tuple[int, int], sentences: Sequence[Sentence]
) -> int:
    """Return the tense of the next verb after a date.

    Args:
        tokens: All tokens of the document.
        where: First token of the date and the one after its last.
        sentences: All sentences of the document.

    Returns:
        -1 for the past, 1 for the present, 2 for what is plainly to come («خواهد»,
        «قرار است»), 0 where no verb follows in the sentence.
    """
    index = bisect_right(sentences, where[0], key=lambda sentence: sentence.first) - 1
    sentence = sentences[max(index, 0)]
    for at in range(max(sentence.first, where[0] - _NEAR), where[0]):
        if fold(tokens[at].form) in _AHEAD:
            return _TO_COME
    for at in range(where[1], sentence.last):
        found = direction_of(tokens[at].form)
        if found:
            future = _FUTURE.fullmatch(fold(tokens[at].form))
            return _TO_COME if future else found
    return 0


def direction_of(form: str) -> int:
    """Return -1 for a past verb, 1 for a present or future one, 0 for other words.

    >>> [direction_of(form) for form in ("شد", "می‌شود", "خواهد", "می‌شد", "کتاب")]
    [-1, 1, 1, -1, 0]
    """
    word = fold(form)
    known = tense_words().get(word)
    if known is not None:
        return known
    if _FUTURE.fullmatch(word):
        return 1
    match = _PRESENT.fullmatch(word)
    if match is None:
        return 0
    return -1 if _PAST_STEM.fullmatch(match[1]) else 1

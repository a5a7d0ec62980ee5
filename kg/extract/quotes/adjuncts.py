"""To whom, where and when something was said: adjuncts of the cue's clause."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.extract.quotes.subjects import governed_end
from kg.lexicon import PhraseMatcher, word_keys
from kg.model import Precision, TimeKind


if TYPE_CHECKING:
    from kg.extract.quotes.reading import Reading


_ADDRESSING = PhraseMatcher(
    (phrase, True)
    for phrase in (
        "خطاب به",
        "در گفت وگو با",
        "در گفتگو با",
        "در مصاحبه با",
        "در جمع",
        "در پاسخ به",
        "در دیدار با",
    )
)
_HEARERS = frozenset({"خبرنگاران", "خبرنگار", "اصحاب", "نمایندگان"})
_QUESTIONS = frozenset({"سوال", "سیوال", "پرسش", "سوالی", "پرسشی", "این", "اینکه"})
_TALKS = frozenset({"گفتوگو", "گفتگو", "مصاحبه", "تماس", "دیدار"})
_EXACT = frozenset({Precision.DAY, Precision.MINUTE})
_BESIDE = frozenset({"حاشیه", "جریان", "ادامه", "پایان", "ابتدای", "خلال", "طول"})


@cache
def _occasions() -> frozenset[str]:
    return word_keys("occasion_nouns")


def find_addressee(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    """Return the tokens that tell to whom: «خطاب به …», «در گفت‌وگو با …».

    Args:
        reading: The document.
        first: First token of the cue's clause.
        last: First token of the cue.
    """
    for token in range(first, last):
        match = _ADDRESSING.match(reading.keys, token)
        if (
            match is not None
            and match.last < last
            and reading.keys[match.last] not in _QUESTIONS
        ):
            return match.last, governed_end(reading, match.last, last)
        if reading.keys[token] == "به" and reading.key(token + 1) in _HEARERS:
            return token + 1, governed_end(reading, token + 1, last)
    return None


def find_occasion(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    """Return the tokens that tell at which event: «در حاشیهٔ نشست …».

    Args:
        reading: The document.
        first: First token of the cue's clause.
        last: First token of the cue.
    """
    for token in range(first, last - 1):
        if reading.keys[token] != "در":
            continue
        head = token + 1
        if reading.keys[head] in _BESIDE:
            head += 1
        if reading.key(head) in {"این", "یک"}:
            head += 1
        if head < last and reading.keys[head] in _occasions():
            end = governed_end(reading, head, last)
            if end > head + 1 or reading.keys[head] not in _TALKS:
                return head, end
    return None


def find_date(reading: Reading, first: int, last: int) -> str | None:
    """Return the ISO date of saying, where the cue's clause gives one.

    Args:
        reading: The document.
        first: First token of the cue's clause.
        last: First token of the cue.
    """
    if first >= last:
        return None
    span = reading.context.document.tokens_span(first, last)
    for time in reading.context.document.times:
        if not span.covers(time.span) or time.kind is not TimeKind.DATE:
            continue
        if time.precision in _EXACT:
            return time.iso
    return None

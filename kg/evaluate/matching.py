"""When two facts count as the same."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.lexicon import word_keys
from kg.normalize import fold


if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


Fact: TypeAlias = dict[str, Any]
"""A role, event or quote of the exchange format."""


@lru_cache(maxsize=1 << 16)
def squeeze(text: str) -> str:
    """Return the folded letters and digits of ``text``, and nothing else.

    >>> squeeze("رئيس‌جمهور") == squeeze("رییس جمهور")
    True
    """
    folded = fold(unicodedata.normalize("NFKC", text))
    return "".join(
        char for char in folded if char.isalnum() and not unicodedata.combining(char)
    )


def likeness(one: str | None, other: str | None) -> float:
    """Return the Dice similarity of the letter trigrams of two texts, 0–1."""
    first, second = squeeze(one or ""), squeeze(other or "")
    if first == second:
        return 1.0
    if not first or not second:
        return 0.0
    grams, more = _trigrams(first), _trigrams(second)
    return 2 * (grams & more).total() / (grams.total() + more.total())


def _trigrams(text: str) -> Counter[str]:
    return Counter(text[i : i + 3] for i in range(max(1, len(text) - 2)))


def is_same_person(one: str | None, other: str | None) -> bool:
    """Say whether two names are one; one may be the other's beginning or end."""
    first, second = _bare_name(one), _bare_name(other)
    if not first or not second:
        return first == second
    short, long = sorted((first, second), key=len)
    if likeness(first, second) >= 0.8:
        return True
    starts = long.startswith(short) and 2 * len(short) >= len(long)
    return len(short) >= 4 and (long.endswith(short) or starts)


def _bare_name(name: str | None) -> str:
    """Return a name squeezed, without honorifics unless it has nothing else."""
    words = _words(name)
    skipped = word_keys("compared_honorifics")
    return "".join([word for word in words if word not in skipped] or words)


def _words(text: str | None) -> list[str]:
    return [word for word in map(squeeze, (text or "").split()) if word]


def is_same_title(one: str | None, other: str | None) -> bool:
    """Say whether two role titles are one; one may add words to the other."""
    first, second = squeeze(one or ""), squeeze(other or "")
    if likeness(one, other) >= 0.6:
        return True
    within = first in second or second in first
    long_enough = min(len(first), len(second)) >= 4
    return long_enough and within and _words(one)[:1] == _words(other)[:1]


def is_among(value: str | None, right: str | None, others: Sequence[str]) -> bool:
    """Say whether ``value`` is the right answer or another accepted one."""
    if not value:
        return not right
    if not right:
        return any(likeness(value, one) >= 0.5 for one in others)
    return any(_is_alike(value, one) for one in (right, *others))


def _is_alike(value: str, answer: str) -> bool:
    first, second = squeeze(value), squeeze(answer)
    within = first in second or second in first
    return likeness(value, answer) >= 0.5 or (
        within and min(len(first), len(second)) >= 3
    )


def is_same_event(predicted: Fact, gold: Fact) -> bool:
    """Say whether two events are one: by name, or by trigger and date."""
    one, other = predicted.get("event"), gold.get("event")
    alike = likeness(one, other)
    first, second = squeeze(one or ""), squeeze(other or "")
    within = first in second or second in first
    if alike >= 0.5 or (within and min(len(first), len(second)) >= 6):
        return True
    trigger = squeeze(predicted.get("trigger") or "")
    if not trigger or trigger != squeeze(gold.get("trigger") or ""):
        return False
    date = predicted.get("date")
    return alike >= 0.3 or bool(date and date == gold.get("date"))


def is_same_role(predicted: Fact, gold: Fact) -> bool:
    """Say whether person and title agree."""
    return is_same_person(predicted.get("person"), gold.get("person")) and (
        is_same_title(predicted.get("role"), gold.get("role"))
    )


def _is_same_post(predicted: Fact, gold: Fact) -> bool:
    others = gold.get("organization_alt") or []
    return is_same_role(predicted, gold) and is_among(
        predicted.get("organization"), gold.get("organization"), others
    )


def _is_same_occurrence(predicted: Fact, gold: Fact) -> bool:
    dates = [gold.get("date") or None, *(gold.get("date_alt") or [])]
    return (
        is_same_event(predicted, gold)
        and (predicted.get("date") or None) in dates
        and is_among(
            predicted.get("location"),
            gold.get("location"),
            gold.get("location_alt") or [],
        )
    )


def is_same_quote(predicted: Fact, gold: Fact) -> bool:
    """Say whether the contents of two quotes agree, a little of their extent aside."""
    return likeness(predicted.get("text"), gold.get("text")) >= 0.7


def _is_same_saying(predicted: Fact, gold: Fact) -> bool:
    one, other = predicted.get("speaker"), gold.get("speaker")
    return is_same_quote(predicted, gold) and (
        is_same_person(one, other) or likeness(one, other) >= 0.6
    )


@dataclass(frozen=True, slots=True)
class Measure:
    """A way to compare facts.

    Attributes:
        name: As reports name it.
        kind: Key of the compared facts in a record.
        is_same: Whether a predicted fact is a gold one.
    """

    name: str
    kind: str
    is_same: Callable[[Fact, Fact], bool]


MEASURES = (
    Measure("roles.triple", "roles", _is_same_post),
    Measure("roles.pair", "roles", is_same_role),
    Measure("events.triple", "events", _is_same_occurrence),
    Measure("events.found", "events", is_same_event),
    Measure("quotes.triple", "quotes", _is_same_saying),
    Measure("quotes.found", "quotes", is_same_quote),
)

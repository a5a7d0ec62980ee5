"""Reports within a report: which of them are told by somebody else, and until when.

«وی افزود: شورای شهر اعلام کرده است راه باز می‌شود، اما کار کند است.»: what the council
announced is a report of its own. It ends where the one who tells of it goes on himself,
mostly sooner than the sentence.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from kg.extract.quotes.extents import next_report
from kg.extract.quotes.reading import COMMAS
from kg.extract.quotes.subjects import find_subject
from kg.model import Tense


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.quotes.cues import Cue
    from kg.extract.quotes.reading import Reading


_LEAST = 3
_TOLD = frozenset({"name", "body", "description", "demonstrative"})


def nested_end(reading: Reading, cues: Sequence[Cue], first: int, last: int) -> int:
    """Return where the content of a nested report ends, at the latest at ``last``.

    Args:
        reading: The document.
        cues: The cues after the report's own; one that reports anew ends it.
        first: First token of the content.
        last: End of its sentence.
    """
    cut = next_report(reading, cues, first, direct=False)
    last = last if cut is None else min(cut, last)
    for token in range(first + _LEAST, last):
        if _goes_on_himself(reading, token):
            return token
    return last


def _goes_on_himself(reading: Reading, token: int) -> bool:
    """Say whether the outer speaker goes on, after a finite verb («…، اما …»)."""
    if reading.keys[token] == "؛":
        return True
    ended = token - (reading.keys[token - 1] in COMMAS)
    if not reading.finite[ended - 1]:
        return False
    keys = reading.keys[token : token + 2]
    return keys[0] in _CONTRASTS or keys in _RETURNS


_CONTRASTS = frozenset({"اما", "ولی", "لیکن", "بنابراین", "لذا"})
_RETURNS = frozenset(
    {("در", "حالی"), ("این", "در"), ("به", "همین"), ("از", "این"), ("که", "ما")}
    | {("که", "من"), ("و", "من"), ("و", "ما"), ("و", "بنده"), ("و", "وقتی")}
    | {("و", "این")}
)


def names_its_speaker(reading: Reading, cue: Cue, floor: int) -> bool:
    """Say whether the clause of a verb names who says so («شورا اعلام کرده راه …»).

    «چیزی که شورا می‌گوید …», «اینکه شورا می‌گوید …» only tell which thing.
    """
    start = reading.segment_start(cue.first, floor)
    pointing = reading.keys[start : start + 2] == ("این", "که")
    if pointing or reading.keys[start] in _WHICH:
        return False
    if start > floor and _tells_which(reading, start):
        return False
    subject = find_subject(reading, start, cue.first)
    return subject is not None and subject.form in _TOLD


_WHICH = frozenset({"اینکه", "انچه", "انکه", "چیزی"})


def _tells_which(reading: Reading, start: int) -> bool:
    """Say whether a clause is relative («تعبیری که | رضایی گفته»)."""
    before = reading.keys[start - 2]
    told = reading.finite[start - 2] and not before.endswith("ی")  # «شنیدم که | …»
    return reading.keys[start - 1] == "که" and not told


def recalls(reading: Reading, cue: Cue) -> bool:
    """Say whether a speaker tells what he said before («قبلا هم گفته‌ام که …»)."""
    told = cue.inflection
    if told is None or told.tense not in _EARLIER:
        return False
    start = reading.segment_start(cue.first, reading.sentence(cue.first).first)
    clause = reading.keys[start : cue.first]
    return not _ALREADY.isdisjoint(clause) or any(
        pair in _BEFORE for pair in itertools.pairwise(clause)
    )


_EARLIER = frozenset({Tense.PAST, Tense.PRESENT_PERFECT, Tense.PAST_PERFECT})
_ALREADY = frozenset({"قبلا", "پیشتر", "پیشاپیش"})
_BEFORE = frozenset({("پیش", "از"), ("قبل", "از"), ("پیش", "هم"), ("پیش", "نیز")})

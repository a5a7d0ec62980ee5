"""Where no ezafe can be, whatever the tagger's model says.

Its features see classes of neighbouring words, not grammar over three of them. Two
kinds of ezafe that it finds are taken away: from an office to a word of time or a
predicate («رئیس جمهور | صبح امروز», «وزیر | عازم یزد شد») and from a land to people or
things that are counted in it («در کشور | ۲۰ نفر»).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import rows
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


_TIMES = frozenset({"weekday", "day_word", "part_of_day"})  # of time_words.tsv
_OFFICES = frozenset({"body", "field", "ministry", "place"})  # of role_titles.tsv


def is_barred(forms: Sequence[str], index: int) -> bool:
    """Say whether no ezafe can lead from the word at ``index`` to the next.

    >>> is_barred(["در", "کشور", "۲۰", "هزار", "نفر", "آمدند"], 1)
    True
    >>> is_barred(["در", "کشور", "۸۰", "میلیون", "نفری", "ایران"], 1)
    False
    """
    kinds = _kinds(forms[index])
    if "office" in kinds:
        return index + 1 < len(forms) and not _said(forms[index + 1])
    return "land" in kinds and _counts(forms, index + 1)


def _said(form: str) -> bool:
    """Say whether a word may be what an office is of."""
    return _kinds(form).isdisjoint({"time", "predicate"})


def _counts(forms: Sequence[str], index: int) -> bool:
    """Say whether a number and what it counts begin at ``index``."""
    if index >= len(forms) or not forms[index].isdigit():
        return False
    index += 1
    while index < len(forms) and "magnitude" in _kinds(forms[index]):
        index += 1
    return index < len(forms) and "unit" in _kinds(forms[index])


@cache
def _kinds(form: str) -> frozenset[str]:
    return _words().get(match_key(form), frozenset())


@cache
def _words() -> Mapping[str, frozenset[str]]:
    """Return the kinds of each word that matters, by match key."""
    found: dict[str, frozenset[str]] = {}
    entries = [
        *rows("ezafe_bars", 2),
        *((row[0], "time") for row in rows("time_words", 3) if row[1] in _TIMES),
        *((row[0], "office") for row in rows("role_titles", 6) if row[5] in _OFFICES),
    ]
    for word, kind in entries:
        if " " not in word:
            key = match_key(word)
            found[key] = found.get(key, frozenset()) | {kind}
    return found

"""Two spellings of a name: do they name one person?

Only the names are looked at here; what the persons do is :mod:`kg.resolve.persons`'
part. Foreign names are transliterated in several ways («پمپئو», «پامپئو»), so names
are also compared by their consonant skeleton.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.normalize import fold, match_key


_SAYYED = frozenset({"سید", "سیده", "سیدة"})
# Letters of one sound, and vowel letters, which transliterations add and drop.
_SOUNDS = str.maketrans(
    {
        "ط": "ت",
        "ص": "س",
        "ث": "س",
        "ذ": "ز",
        "ض": "ز",
        "ظ": "ز",
        "غ": "ق",
        "ح": "ه",
        "ا": "",
        "و": "",
        "ی": "",
        "ع": "",
    }
)


@dataclass(frozen=True, slots=True)
class Score:
    """How alike two things are, and why.

    Attributes:
        value: 0 (different) to 1 (same).
        reason: For people to read.
    """

    value: float
    reason: str


_DIFFERENT = Score(0.0, "different names")


@lru_cache(maxsize=1 << 16)
def name_words(name: str) -> tuple[str, ...]:
    """Return the match keys of the words of a name, without «سید».

    Honorifics are no part of a name (many of them, «امیر», are given names too).

    >>> name_words("سید علی رضایی")
    ('علی', 'رضایی')
    """
    keys = [match_key(word) for word in fold(name).split()]
    kept = tuple(key for key in keys if key and key not in _SAYYED)
    return kept or tuple(key for key in keys if key)


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """Return what two spellings of one name share: its words, joined.

    >>> name_key("محمد علی رضایی") == name_key("محمدعلی رضايي")
    True
    """
    return "".join(name_words(name))


@lru_cache(maxsize=1 << 16)
def skeleton(key: str) -> str:
    """Return the consonants of a match key, one letter for each sound.

    >>> skeleton("پمپیو") == skeleton("پامپیو")
    True
    """
    return key.translate(_SOUNDS)


def edit_distance(one: str, other: str, *, limit: int) -> int:
    """Return the Levenshtein distance, or ``limit + 1`` where it is larger."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, start=1):
        diagonal, row[0] = row[0], at
        for to, target in enumerate(other, start=1):
            cost = diagonal + (char != target)
            diagonal, row[to] = row[to], min(cost, row[to] + 1, row[to - 1] + 1)
    return min(row[-1], limit + 1)


def compare_names(one: str, other: str) -> Score:
    """Compare two names of persons.

    Returns:
        1.0 for one name in two spellings, 0.85 for two transliterations of one name,
        0.8 where a given name is left out or shortened to its initial, 0.6 where one
        is the other's surname, 0 otherwise.
    """
    if name_key(one) == name_key(other):
        return Score(1.0, "same name")
    short, long = sorted((name_words(one), name_words(other)), key=_length)
    for judge in (_shortened, _transliterated):
        score = judge(short, long)
        if score is not None:
            return score
    return _DIFFERENT


def _length(words: tuple[str, ...]) -> tuple[int, int]:
    return len(words), sum(map(len, words))


def _shortened(short: tuple[str, ...], long: tuple[str, ...]) -> Score | None:
    """Judge a name that leaves words out or gives initials."""
    if long[-len(short) :] == short and len(short) < len(long):
        if len(short) == 1:
            return Score(0.6, "surname of the other")
        return Score(0.8, "a given name left out")
    if len(short) > 1 and short[-1] == long[-1] and short[0] == long[0]:
        return Score(0.8, "a middle name left out")
    initial = short[0].rstrip(".")
    if len(short) > 1 and short[1:] == long[1:] and len(initial) == 1:
        return Score(0.8, "initial") if long[0].startswith(initial) else None
    return None


def _transliterated(short: tuple[str, ...], long: tuple[str, ...]) -> Score | None:
    """Judge two transliterations, which differ in vowels or one consonant."""
    if len(short) != len(long) or len(short) < 2:
        return None
    one, other = "".join(short), "".join(long)
    skeletons = skeleton(one), skeleton(other)
    if min(map(len, skeletons)) >= 4 and skeletons[0] == skeletons[1]:
        return Score(0.85, "two transliterations")
    if len(one) >= 8 and edit_distance(one, other, limit=1) == 1:
        return Score(0.75, "one letter differs")
    return None

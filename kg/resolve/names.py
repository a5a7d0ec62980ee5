"""Two spellings of a name: do they name one person?

Only the names are looked at here; what the persons do is :mod:`kg.resolve.persons`'
part. Foreign names are transliterated in several ways («پمپئو», «پامپئو»), so names
are also compared by their consonant skeleton.
"""

from __future__ import annotations

from functools import cache, lru_cache
from operator import ne
from typing import TYPE_CHECKING, NamedTuple

from kg.kept import Kept
from kg.lexicon import rows, word_keys
from kg.normalize import fold, match_key


if TYPE_CHECKING:
    from collections.abc import Iterable


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


class Score(NamedTuple):
    """How alike two things are, and why.

    Attributes:
        value: 0 (different) to 1 (same).
        reason: For people to read.
    """

    value: float
    reason: str


_SAME = Score(1.0, "same name")
_DIFFERENT = Score(0.0, "different names")


@cache
def first_name_keys() -> frozenset[str]:
    """Return the match keys of given names."""
    return word_keys("first_names")


@cache
def common_first_names() -> frozenset[str]:
    """Return the match keys of given names that many people have."""
    return frozenset(
        match_key(row[0]) for row in rows("first_names", 2) if row[1] == "common"
    )


@cache
def _surname_parts() -> dict[str, str]:
    return {match_key(row[0]): row[1] for row in rows("surname_parts", 2)}


@cache
def _bynames() -> dict[str, str]:
    """Return the usual name by the joined match keys of another one."""
    return {match_key(row[0]): row[1] for row in rows("bynames", 2)}


def name_words(name: str) -> tuple[str, ...]:
    """Return the match keys of the words of a name, without «سید».

    Honorifics are no part of a name (many of them, «امیر», are given names too). What
    is only part of a surname is joined to the rest of it. Of a well-known byname, the
    words are those of the usual name.

    >>> name_words("سید علی رضایی"), name_words("سیدعلی رضایی")
    (('علی', 'رضایی'), ('علی', 'رضایی'))
    >>> name_words("علی رضایی نژاد") == name_words("علی رضایی‌نژاد")
    True
    >>> name_words("امام راحل")
    ('امام', 'خمینی')
    """
    return _name_words[name]


def _words_of_usual(name: str) -> tuple[str, ...]:
    """Return the words of a name, of its bearer's usual name for a byname."""
    words = _words(name)
    usual = _bynames().get("".join(words))
    return words if usual is None else _words(usual)


_name_words = Kept(_words_of_usual, most=1 << 18)


def take_name_words(names: Iterable[str], words: Iterable[tuple[str, ...]]) -> None:
    """Take for granted what :func:`name_words` gives for names."""
    _name_words.update(zip(names, words, strict=True))


def _words(name: str) -> tuple[str, ...]:
    keys = [key for word in fold(name).split() if (key := match_key(word))]
    kept = [_without_sayyed(key) for key in keys if key not in _SAYYED]
    return tuple(_with_parts(kept or keys))


def _without_sayyed(key: str) -> str:
    """Take «سید» off a given name that it is written together with («سیدجلال»)."""
    for sayyed in ("سیده", "سید"):
        rest = key.removeprefix(sayyed)
        if rest != key and rest in first_name_keys():
            return rest
    return key


def _with_parts(keys: list[str]) -> list[str]:
    """Join words that are only part of a surname to the rest of it."""
    parts, joined = _surname_parts(), list[str]()
    for at, key in enumerate(keys):
        before = parts.get(keys[at - 1]) == "before" if at else False
        # «علی زاده» may be a whole name, or its surname; «احمدی زاده» is a surname.
        given = len(joined) == 1 and joined[0] in first_name_keys()
        after = parts.get(key) == "after" and bool(joined) and not given
        if (before and joined) or after:
            joined[-1] += key
        else:
            joined.append(key)
    return joined


@lru_cache(maxsize=1 << 18)
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
    if limit == 1 and len(one) == len(other):  # one letter may be another
        return min(2, list(map(ne, one, other)).count(True))
    one, other = _less_common_ends(one, other)
    if limit == 1 and one and other:  # one edit is all that may be left
        return min(2, max(len(one), len(other)))
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, start=1):
        diagonal, row[0] = row[0], at
        for to, target in enumerate(other, start=1):
            cost = diagonal + (char != target)
            diagonal, row[to] = row[to], min(cost, row[to] + 1, row[to - 1] + 1)
        if min(row) > limit:  # no later row has less
            return limit + 1
    return min(row[-1], limit + 1)


def _less_common_ends(one: str, other: str) -> tuple[str, str]:
    """Return two strings without what both begin and end with."""
    shorter = min(len(one), len(other))
    start = 0
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]


def compare_names(one: str, other: str) -> Score:
    """Compare two names of persons.

    Returns:
        1.0 for one name in two spellings, 0.85 for two transliterations of one name,
        0.8 where a given name is left out or shortened to its initial, 0.6 where one
        is the other's surname, 0 otherwise.
    """
    return _scores[one, other]


def _compare(pair: tuple[str, str]) -> Score:
    one, other = pair
    keys = name_key(one), name_key(other)
    if keys[0] == keys[1]:
        return _SAME
    short, long = name_words(one), name_words(other)
    if (len(long), len(keys[1])) < (len(short), len(keys[0])):
        short, long = long, short
    if _is_tail(
        long, short
    ):  # «محمد باقر کیانفر» has as many words as «آقا محمدباقر …»
        short, long = long, short
    for judge in (_shortened, _transliterated):
        score = judge(short, long)
        if score is not None:
            return score
    return _DIFFERENT


_scores = Kept(_compare, most=1 << 20)


def take_scores(pairs: Iterable[tuple[str, str]], scores: Iterable[Score]) -> None:
    """Take for granted what :func:`compare_names` gives for pairs of names."""
    _scores.update(zip(pairs, scores, strict=True))


def _shortened(short: tuple[str, ...], long: tuple[str, ...]) -> Score | None:
    """Judge a name that leaves words out or gives initials."""
    if len(short) < len(long) or _is_tail(short, long):
        if _is_tail(short, long):
            return _beginning_left_out(short, long)
        ends = short[-1] == long[-1] and short[0] == long[0]
        return _middle_left_out(short, long) if len(short) > 1 and ends else None
    initial = short[0].rstrip(".")
    if len(short) > 1 and short[1:] == long[1:] and len(initial) == 1:
        return Score(0.8, "initial") if long[0].startswith(initial) else None
    return None


def _is_tail(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Say whether a name is the end of another, however its words are parted."""
    whole = "".join(short)
    if not long or not whole.endswith(long[-1]):  # nearly always, told at once
        return False
    return any("".join(long[at:]) == whole for at in range(1, len(long)))


def _beginning_left_out(short: tuple[str, ...], long: tuple[str, ...]) -> Score:
    """Judge a name that is the end of another."""
    if len(short) == 1:
        return Score(0.6, "surname of the other")
    if long[0] not in first_name_keys() and short[0] in first_name_keys():
        # «سرلیست محمدباقر کیانفر»: what stands before is no part of the name.
        return Score(0.8, "a word too much")
    return Score(0.8, "a given name left out")


def _middle_left_out(short: tuple[str, ...], long: tuple[str, ...]) -> Score | None:
    """Judge a name that has another's first and last word."""
    if not set(short) <= set(long):
        return None
    if "".join(long[:2]) in first_name_keys():
        # «محمد مهدی کیانفر» is seldom called «محمد کیانفر».
        return Score(0.8, "half a given name left out")
    return Score(0.8, "a middle name left out")


def _transliterated(short: tuple[str, ...], long: tuple[str, ...]) -> Score | None:
    """Judge two transliterations, which differ in vowels or one consonant."""
    if len(short) != len(long) or len(short) < 2:
        return None
    one, other = "".join(short), "".join(long)
    consonants = skeleton(one)
    if consonants == skeleton(other) and len(consonants) >= 4:
        return Score(0.85, "two transliterations")
    if len(one) >= 8 and edit_distance(one, other, limit=1) == 1:
        return Score(0.75, "one letter differs")
    return None

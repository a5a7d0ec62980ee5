"""Words stuck together where a space or a line break was lost: «استوی» for «است. وی».

Pages that lost their links or line breaks on the way have «گزارشخبرگزاری», «تهرانبه»,
«… شده استوزیر نفت گفت». A word that hardly ever comes is cut where both of its parts
are common words, and one of them is listed as found there (``glued_words.tsv``). After
a verb that ends sentences a line ended, but for words that go on a sentence; likewise
between a headline and the post that begins the next line, and before each number of a
list whose lines run on («… حزب آبادی۲سارا …»).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg.annotate.halfspace import repairer
from kg.kept import Kept
from kg.lexicon import rows, word_keys
from kg.normalize import ZWNJ, match_key


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


_NUMBER = re.compile(r"(?<![\d./])(\d{1,2})[ \u200c.-]{0,2}(?=[^\W\d_]{2})")
_LEAST_NUMBERS = 3  # that follow one another make a list
_WORD = re.compile(r"[^\W\d_]{5,}|[^\W\d_]+(?:\u200c[^\W\d_]+)*\u200c[^\W\d_]{4,}")
_SHORTEST = 5  # letters of two words
_RARE = 12  # how often a glued word may come in the news that words were counted in
_COMMON = 200  # how often a part must come that is not listed
_SHORT = 3  # letters; so short a word and a particle may be a name («تیمبا»)
_PARTICLE = 2  # letters
_COMMONER = 150  # how many times as often as the glued word
_SURNAME = 20  # how often a name before a post must come
_GIVEN = 10  # how often a first name after a verb must come («… شدپیروز»)
_SHORTEST_LINE = 20  # characters; what ends earlier is a name, and no headline
_KEPT = 1 << 16


class _Cut(NamedTuple):
    """How common the rarer part is, where a word is cut, and what belongs there."""

    rarer: int
    at: int
    gap: str


@cache
def _places() -> Mapping[str, frozenset[str]]:
    """Return where listed words are found."""
    listed = rows("glued_words", 2)
    return {word: frozenset(places.split("|")) for word, places in listed}


@cache
def _names() -> frozenset[str]:
    return word_keys("surnames") | word_keys("first_names")


@cache
def _name_parts() -> frozenset[str]:
    return frozenset(match_key(part) for part, _ in rows("surname_parts", 2))


def _listed(word: str, place: str) -> bool:
    return place in _places().get(word, ())


def _cut(word: str) -> tuple[int, str] | None:
    """Return where a word is cut and what belongs there, ``None`` for most words."""
    unit = word.rpartition(ZWNJ)[2]
    known = repairer().known
    count = known(word)
    if len(unit) < _SHORTEST or max(count, known(unit)) > _RARE:
        return None
    if match_key(word) in _names():
        return None
    head = len(word) - len(unit)
    cuts = (_cut_at(unit, at, count) for at in range(2, len(unit) - 1))
    best = max((cut for cut in cuts if cut is not None), default=None)
    return None if best is None else (head + best.at, best.gap)


def _cut_at(unit: str, at: int, count: int) -> _Cut | None:
    left, right = unit[:at], unit[at:]
    known = repairer().known
    rarer = min(known(left), known(right))
    if _listed(right, "post"):
        least = _SURNAME
    else:
        named = _listed(left, "end") and match_key(right) in word_keys("first_names")
        least = _GIVEN if named else _COMMON
    if rarer < max(least, _COMMONER * count) or not _may_part(left, right):
        return None
    return _Cut(rarer, at, "\n" if _is_break(left, right) else " ")


def _is_break(left: str, right: str) -> bool:
    """Whether a line ended: after a verb, or before a post that follows no name."""
    if _listed(right, "goes_on"):
        return False
    titled = _listed(right, "post") and match_key(left) not in _names()
    return titled or _listed(left, "end")


def _may_part(left: str, right: str) -> bool:
    """Whether words like these are found stuck together."""
    if _listed(right, "never"):
        return False
    if _listed(left, "end"):
        part = len(right) > 2 and match_key(right) not in _name_parts()
        return right != "را" and (part or _listed(right, "start"))
    if _listed(right, "start") or _listed(right, "post"):
        return len(left) > _SHORT or (len(left) == _SHORT and len(right) > _PARTICLE)
    return _listed(left, "first") and len(right) > 2


_cuts = Kept(_cut, most=_KEPT)


def _is_glued(written: str) -> bool:
    """Say whether what stands between white space holds a glued word."""
    return any(_cuts[match[0]] is not None for match in _WORD.finditer(written))


_glued = Kept(_is_glued, most=_KEPT)


def find_gaps(text: str) -> Iterator[tuple[int, int, str]]:
    r"""Yield the edits that part the glued words of normalized ``text``, in order.

    >>> list(find_gaps("آب رودخانهٔ شهر کم استوی گفت"))
    [(22, 22, '\n')]
    """
    rows_of_lists = _find_rows(text)
    if any(map(_glued.__getitem__, set(text.split()))):
        yield from sorted([*rows_of_lists, *_find_words(text)])
    else:  # as in most texts: sooner told than each word is looked at
        yield from rows_of_lists


def _find_words(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _WORD.finditer(text):
        cut = _cuts[match[0]]
        if cut is not None:
            at = match.start() + cut[0]
            begins = at - text.rfind("\n", 0, at) <= _SHORTEST_LINE
            yield at, at, " " if begins else cut[1]


def _find_rows(text: str) -> list[tuple[int, int, str]]:
    """Return breaks before the numbers of a list that stick to the row before."""
    found: list[tuple[int, int, str]] = []
    run: list[re.Match[str]] = []
    for match in (*_NUMBER.finditer(text), None):
        if match and (not run or int(match[1]) == int(run[-1][1]) + 1):
            run.append(match)
            continue
        if len(run) >= _LEAST_NUMBERS:
            starts = [one.start() for one in run]
            found += [(at, at, "\n") for at in starts if text[at - 1 : at].isalpha()]
        run = [] if match is None else [match]
    return found

r"""Typed words as patterns that the store itself matches.

Reading every name into Python takes seconds on a large graph; the store filters a
hundred thousand texts in less than one. So a word becomes a regular expression (of
XPath, as SPARQL has it) that matches a text whose folded form holds the folded word:
each letter as any of its variants, with half-spaces, blanks, marks and tatweel
between.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.normalize import fold, match_key


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_GAP = r"[\s\p{Cf}\p{Mn}\p{Lm}]*"
_LETTER_BLOCKS = (range(0x30, 0x3A), range(0x600, 0x700))
_ENDINGS = ("هایی", "های", "ها", "ات", "ان", "ی")
# What stands apart where the half-space before it was lost or never typed.
_LOOSE = frozenset(map(match_key, (*_ENDINGS[:3], "ی", "ای", "ام", "اش", "تر", "ترین")))
_LEAST = 3
_WORD = re.compile(r"[^\W_]+")


@cache
def _variants() -> Mapping[str, str]:
    """Return the code points that fold to each letter or digit."""
    found: dict[str, list[str]] = {}
    for block in _LETTER_BLOCKS:
        for char in map(chr, block):
            folded = fold(char)
            if folded != char:
                found.setdefault(folded, [folded]).append(char)
    return {folded: "".join(sorted(set(some))) for folded, some in found.items()}


def loose_pattern(key: str) -> str:
    """Return the pattern of the texts that hold a key (:func:`match_key`)."""
    return _GAP.join(_letter(char) for char in key)


def _letter(char: str) -> str:
    variants = _variants().get(char)
    return f"[{variants}]" if variants else re.escape(char)


def holds(variable: str, keys: Iterable[str]) -> str:
    """Return the SPARQL condition that a variable's text holds all keys.

    Args:
        variable: With its question mark.
        keys: As :func:`match_key` gives them; none is always true.
    """
    tests = [
        f'REGEX({variable}, {ox.Literal(loose_pattern(key))}, "i")'
        for key in keys
        if key
    ]
    return " && ".join(tests) or "true"


def stem(key: str) -> str:
    """Cut plural and ezafe endings off a key, unless too little would be left.

    >>> stem("کارخانههای"), stem("جان")
    ('کارخانه', 'جان')
    """
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= _LEAST:
            return key[: -len(ending)]
    return key


def word_keys(words: str | None) -> tuple[str, ...]:
    """Return the stems of typed words; endings that stand apart are left out.

    >>> word_keys("كارخانه هاي بزرگ")
    ('کارخانه', 'بزرگ')
    """
    keys = [match_key(word) for word in (words or "").split()]
    told = [key for key in keys if key and key not in _LOOSE]
    return tuple(dict.fromkeys(stem(key) for key in told or filter(None, keys)))


def nearness(text: str, keys: Iterable[str]) -> int:
    """Say how near a text is to typed words: 0 holds them as words, in a row.

    1 is that each begins a word, 2 that they stand somewhere.
    """
    keys = tuple(keys)
    words = [match_key(word) for word in _WORD.findall(text)]
    starts = [
        [at for at, word in enumerate(words) if word.startswith(key)] for key in keys
    ]
    if not all(starts):
        return 2
    in_row = any(
        all(first + step in starts[step] for step in range(len(keys)))
        for first in starts[0]
    )
    return 0 if in_row else 1

"""Folding of letters: the spellings that count as one, whatever was typed.

Pure ``str → str`` functions. :func:`fold` keeps every code point in its place;
:func:`match_key` is what lexicon entries and text are compared by.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from kg.kept import Kept


if TYPE_CHECKING:
    from collections.abc import Mapping


ZWNJ = "\u200c"

_LETTERS = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ې": "ی",
        "ك": "ک",
        "ڪ": "ک",
        "ة": "ه",
        "ۀ": "ه",
        "ھ": "ه",
        "ہ": "ه",
        "أ": "ا",
        "إ": "ا",
        "ٱ": "ا",
        "ؤ": "و",
        "ئ": "ی",
        "آ": "ا",
    }
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩0123456789", "۰۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷۸۹")
_PERSIAN = str.maketrans("يىك", "ییک")
_FOLDED: dict[int, int | str] = {**_LETTERS, **_DIGITS}
_FOLDED_CHARACTERS = {chr(code): chr(code).translate(_FOLDED) for code in _FOLDED}
_LONG = 64  # code points from which replacing is quicker than translating


def fold(text: str) -> str:
    """Fold letter variants and digits one for one; length is kept.

    >>> fold("رئيس كميسيون 12")
    'رییس کمیسیون ۱۲'
    """
    if len(text) < _LONG:
        return text.translate(_FOLDED)
    for char, becomes in _FOLDED_CHARACTERS.items():  # which is no key itself
        text = text.replace(char, becomes)
    return text


def persian_letters(text: str) -> str:
    """Give letters of the Arabic keyboard their Persian form; spaces become one.

    >>> persian_letters("رئيس  كميسيون")
    'رئیس کمیسیون'
    """
    return " ".join(text.translate(_PERSIAN).split())


class _Keys(dict[int, str | None]):
    """What each code point becomes in a key; filled as they come."""

    def __missing__(self, code: int) -> str | None:
        char = fold(chr(code))
        dropped = char.isspace() or unicodedata.category(char) in {"Cf", "Mn", "Lm"}
        self[code] = becomes = None if dropped else char
        return becomes


_keys = _Keys()


def match_key(text: str) -> str:
    """Fold ``text`` and drop spaces, half-spaces, marks and tatweel.

    Two spellings of one word that differ in half-spaces, letter variants or
    diacritics have one key.

    >>> match_key("رئیس‌جمهور") == match_key("رییس جمهور") == match_key("رئيسجمهور")
    True
    """
    return unicodedata.normalize("NFC", text).translate(_keys)


key_of: Mapping[str, str] = Kept(match_key, most=1 << 17)
"""``match_key`` of words, kept; for what asks every word of a text."""

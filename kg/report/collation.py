"""Persian alphabetical order.

As the Unicode collation for Persian orders: the letters «آ» to «ی» by their places in
the alphabet, digits before them and other scripts after; half-spaces, marks and the
Arabic forms of letters make no difference.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache


ALPHABET = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"

_PLACES = {letter: chr(0xE000 + at) for at, letter in enumerate(ALPHABET)}
_VARIANTS = str.maketrans(
    {
        **dict.fromkeys("أإٱء", "ا"),
        **dict.fromkeys("يىئې", "ی"),
        **dict.fromkeys("كڪ", "ک"),
        **dict.fromkeys("ةۀھہ", "ه"),
        "ؤ": "و",
    }
)
_OTHER = "\uf000"


@lru_cache(maxsize=1 << 17)
def collation_key(name: str) -> str:
    """Return what sorts ``name`` into Persian alphabetical order.

    >>> sorted(["یزد", "آبادان", "اراک", "پارس", "گرگان", "كرج"], key=collation_key)
    ['آبادان', 'اراک', 'پارس', 'كرج', 'گرگان', 'یزد']
    """
    folded = unicodedata.normalize("NFC", name).translate(_VARIANTS).casefold()
    return "".join(
        _PLACES.get(char) or _other(char)
        for char in folded
        if unicodedata.category(char) not in {"Cf", "Mn", "Lm"}
    )


def _other(char: str) -> str:
    category = unicodedata.category(char)
    if category[0] == "L":
        return _OTHER + char
    return char if category[0] == "N" or char == " " else ""


def initial(name: str) -> str:
    """Return the letter that an index lists ``name`` under; ``#`` for no letter.

    >>> initial("كرج"), initial("«آبان»"), initial("NATO"), initial("۲۲ بهمن")
    ('ک', 'آ', 'A–Z', '#')
    """
    folded = unicodedata.normalize("NFC", name).translate(_VARIANTS)
    for char in folded:
        if char in _PLACES:
            return char
        if char.isalpha() and unicodedata.category(char) != "Lm":
            return "A–Z"
        if char.isdigit():
            break
    return "#"

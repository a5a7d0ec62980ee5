"""Which names of bodies mean one organization.

Names of organizations are nearly unique, so they are joined by a key: folded letters,
no half-spaces, no words that only say whose country a body belongs to, and one full
name for abbreviations, short and earlier names (``organization_aliases.tsv``).
"""

from __future__ import annotations

from functools import cache, lru_cache

from kg.lexicon import rows
from kg.normalize import match_key


# Words that one writer adds and another leaves out: «… جمهوری اسلامی ایران», «… کشور».
_TAILS = tuple(
    match_key(tail)
    for tail in (
        "جمهوری اسلامی ایران",
        "ج.ا.ایران",
        "ج.ا.ا",
        "جمهوری اسلامی",
        "کشورمان",
        "کشور",
    )
)
_KEPT = frozenset(
    match_key(name)
    for name in (
        "خبرگزاری جمهوری اسلامی",
        "حزب جمهوری اسلامی",
        "وزارت کشور",
        "وزیر کشور",
    )
)
_PUNCTUATION = str.maketrans("", "", "،,.«»\"'()؛:-–")


@cache
def _aliases() -> dict[str, str]:
    return {match_key(row[0]): row[1] for row in rows("organization_aliases", 2)}


@lru_cache(maxsize=1 << 16)
def organization_key(name: str) -> str:
    """Return the key under which the names of one body meet.

    >>> organization_key("ناجا") == organization_key("نیروی انتظامی")
    True
    >>> organization_key("ارتش جمهوري اسلامي ايران") == organization_key("ارتش")
    True
    """
    key = match_key(name.translate(_PUNCTUATION))
    full = _aliases().get(key)
    if full is not None:
        key = match_key(full.translate(_PUNCTUATION))
    if key in _KEPT:
        return key
    for tail in _TAILS:
        if key.endswith(tail) and len(key) - len(tail) >= 3:
            return key[: -len(tail)]
    return key

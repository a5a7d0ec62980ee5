"""Women and men among persons, as far as first names tell.

A first name tells only what it is usually given for; many names, foreign ones above
all, tell nothing. So the count comes with what is not known, and the share with two
ranges: Wilson's interval for those that names tell of, and what the share of all would
be if every other person were a man, or a woman.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import rows
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_Z = 1.96
_WOMAN_PREFIXES = ("سیده", "بی بی", "حاجیه")
_MAN_PREFIXES = ("سید", "حاج", "حاجی", "ملا", "میر", "آیت الله", "حجت الاسلام")
_MAN_BEGINNINGS = tuple(map(match_key, ("عبدال", "غلام", "محمد", "امیر")))
_MAN_ENDINGS = tuple(map(match_key, ("الله", "الدین", "علی", "رضا", "محمد")))
_WOMAN_ENDINGS = tuple(map(match_key, ("سادات", "السادات", "دخت", "بانو")))


@cache
def _genders() -> Mapping[str, str]:
    return {match_key(name): gender for name, gender in rows("first_name_genders", 2)}


@cache
def _prefixes() -> Mapping[str, str]:
    women = {match_key(one): "f" for one in _WOMAN_PREFIXES}
    return women | {match_key(one): "m" for one in _MAN_PREFIXES}


def gender_of(name: str) -> str:
    """Return ``f`` or ``m`` as the first name of a full name tells, else ``""``.

    A name of one word is taken for a family name, which tells nothing.

    >>> [gender_of(one) for one in ("مریم سپهرفر", "بهرام کیانفر", "کیانفر")]
    ['f', 'm', '']
    """
    words = [match_key(word) for word in name.replace("\u200c", " ").split()]
    if len(words) < 2:
        return ""
    before = _prefixes().get(words[0])
    if before is not None:
        return before
    for key in ("".join(words[:2]) if len(words) > 2 else "", words[0]):
        known = _genders().get(key)
        if known is not None:
            return "" if known == "mf" else known
    return _by_form(words[0])


def _by_form(key: str) -> str:
    """Return what the form of a name that is not listed tells."""
    if key.endswith(_WOMAN_ENDINGS):
        return "f"
    return "m" if key.startswith(_MAN_BEGINNINGS) or key.endswith(_MAN_ENDINGS) else ""


@dataclass(frozen=True, slots=True)
class GenderCount:
    """How many are women, men, or not known."""

    women: int = 0
    men: int = 0
    unknown: int = 0

    @property
    def known(self) -> int:
        """How many the names tell of."""
        return self.women + self.men

    @property
    def total(self) -> int:
        """All that were counted."""
        return self.known + self.unknown

    @property
    def share(self) -> float:
        """Share of women among the known, 0–1; 0 for none."""
        return self.women / self.known if self.known else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of :attr:`share` (Wilson 1927)."""
        if not self.known:
            return 0.0, 1.0
        count, share = self.known, self.share
        spread = _Z * math.sqrt(share * (1 - share) / count + (_Z / count / 2) ** 2)
        middle, scale = share + _Z**2 / (2 * count), 1 + _Z**2 / count
        return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)

    @property
    def bounds(self) -> tuple[float, float]:
        """Share of women among all if the unknown were all men, or all women."""
        if not self.total:
            return 0.0, 1.0
        return self.women / self.total, (self.women + self.unknown) / self.total


def count_genders(names: Iterable[tuple[str, int]]) -> GenderCount:
    """Count weighted full names.

    >>> count_genders([("مریم سپهرفر", 2), ("بهرام کیانفر", 1), ("کیانفر", 4)])
    GenderCount(women=2, men=1, unknown=4)
    """
    found = {"f": 0, "m": 0, "": 0}
    for name, weight in names:
        found[gender_of(name)] += weight
    return GenderCount(found["f"], found["m"], found[""])

"""Which names of places mean one place.

A place with a gazetteer entry is that. Others are compared by their words, less what
only says what kind of place it is or in which country («شهر ووهان چین», «ووهان»): where
the rest is a name that the corpus knows a gazetteer entry of, it is that entry. «کشور»
is the country that the article is about; what else is no name («این شهر», «بیمارستان»)
stays the article's own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kg.lexicon import word_keys
from kg.model import EntityKind
from kg.normalize import key_of, match_key
from kg.resolve.naming import spelling


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.resolve.profile import EntityProfile, Profile


IRAN = "IR"
_COUNTRY_CODE = 2
_POINTING = frozenset(map(match_key, ("این", "آن", "همین", "همان")))
_OWN = frozenset(map(match_key, ("خود", "خویش", "مختلف")))
_COUNTRY = frozenset(map(match_key, ("کشور", "کشورمان", "سراسر کشور", "کل کشور")))
_KINDS = frozenset(map(match_key, ("شهر", "کشور")))
"""What a name may begin with that is then the name of one and the same place."""


@cache
def _nouns() -> frozenset[str]:
    return word_keys("venue_nouns") | _OWN


class PlaceNames:
    """The names of places that a corpus knows gazetteer entries of."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        told: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for profile in profiles:
            for one in profile.entities:
                if one.kind is EntityKind.PLACE and one.place:
                    told[spelling(one.name)][one.place] += 1
        self._entries = {
            name: min(keys, key=lambda key: (-keys[key], key))
            for name, keys in told.items()
        }

    def block(self, profile: Profile, entity: EntityProfile) -> str:
        """Return what a place or facility of an article is looked up by.

        Returns:
            ``gazetteer:KEY``, ``described:ARTICLE:SPELLING`` for what is no name, or
            the spelling.
        """
        is_place = entity.kind is EntityKind.PLACE
        if is_place and entity.place is not None:
            return f"gazetteer:{entity.place}"
        if is_place and key_of[entity.name] in _COUNTRY:
            country = country_code(profile)
            if country:
                return f"gazetteer:{country}"
        if entity.described or _is_description(entity.name):
            return f"described:{profile.article_id}:{spelling(entity.name)}"
        entry = self._entry(entity.name.split()) if is_place else None
        if entry is not None:
            return f"gazetteer:{entry}"
        return spelling(entity.name) or f"unnamed:{entity.name}"

    def _entry(self, words: Sequence[str]) -> str | None:
        """Return the entry of a name less its kind and the country it lies in."""
        if len(words) > 1 and key_of[words[0]] in _KINDS:
            words = words[1:]
        country = self._entries.get(spelling(words[-1])) if len(words) > 1 else None
        if country is None or len(country) != _COUNTRY_CODE:
            return self._entries.get(spelling(" ".join(words)))
        rest = words[:-1]
        entry = self._entries.get(spelling(" ".join(rest)))
        if entry is None or key_of[rest[0]] in _nouns():
            return None
        return entry if _may_lie_in(entry, country) else None


def _may_lie_in(entry: str, country: str) -> bool:
    """Say whether an entry may be in a country, as far as its key tells."""
    code = entry.partition("-")[0]
    return code == country or (len(code) != _COUNTRY_CODE and country != IRAN)


@lru_cache(maxsize=1 << 17)
def _is_description(name: str) -> bool:
    """Say whether a place's name is no name («این شهر», «خانه خود», «بیمارستان»)."""
    keys = [key_of[word] for word in name.split()]
    return bool(keys) and (keys[0] in _POINTING or all(key in _nouns() for key in keys))


def country_codes(profile: Profile) -> frozenset[str]:
    """Return the codes of the countries that an article names, or places in them."""
    codes = {one.place.partition("-")[0] for one in profile.entities if one.place}
    return frozenset(code for code in codes if len(code) == _COUNTRY_CODE)


def country_code(profile: Profile) -> str | None:
    """Return the code of the country that an article is about.

    Iran where it is named or no country is; ``None`` where several others are.
    """
    codes = country_codes(profile)
    if IRAN in codes or not codes:
        return IRAN
    return next(iter(codes)) if len(codes) == 1 else None

"""The word lists of events, as typed and cached readers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.kept import Kept
from kg.lexicon import PhraseMatcher, rows, word_keys
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Mapping


_SUFFIXES = (
    "هایشان",
    "هایی",
    "هایش",
    "های",
    "ها",
    "اتی",
    "یش",
    "شان",
    "یی",
    "ای",
    "اش",
    "ی",
    "ش",
    "ئی",
)
HOLD = "hold"
STATIVE = "stative"
_NO_EVENT = frozenset({HOLD, STATIVE})
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class EventNoun:
    """A noun that names an event.

    Attributes:
        key: Match key of the noun itself, without endings.
        type: Key of the event type.
        is_weak: Whether it needs a date or place of its own.
    """

    key: str
    type: str
    is_weak: bool


@cache
def event_nouns() -> Mapping[str, EventNoun]:
    """Return the nouns of ``event_nouns.tsv`` by match key."""
    return MappingProxyType(
        {
            match_key(noun): EventNoun(match_key(noun), kind, strength == "weak")
            for noun, kind, strength in rows("event_nouns", 3)
        }
    )


@cache
def verbal_nouns() -> Mapping[str, EventNoun]:
    """Return the non-verbal parts of event verbs as weak nouns («شناسایی شدن»)."""
    nouns = event_nouns()
    found: dict[str, EventNoun] = {}
    for verb, kind in rows("event_verbs", 2):
        noun, _, light = verb.rpartition(" ")
        key = match_key(noun)
        is_event = light in {"شدن", "کردن", "یافتن", "دادن"} and kind not in _NO_EVENT
        if is_event and " " not in noun and len(key) >= _SHORTEST and key not in nouns:
            found[key] = EventNoun(key, kind, is_weak=True)
    return MappingProxyType(found)


@lru_cache(maxsize=1 << 16)
def event_noun(key: str) -> EventNoun | None:
    """Return the event noun that ``key`` is a form of («جلسه‌ای», «حملات», «سفرش»)."""
    nouns = event_nouns()
    found = nouns.get(key)
    if found is not None:
        return found
    for suffix in _SUFFIXES:
        if key.endswith(suffix) and len(key) - len(suffix) >= 3:
            found = nouns.get(key[: -len(suffix)])
            if found is not None:
                return found
    return None


@cache
def event_verbs() -> Mapping[str, str]:
    """Return the class of each infinitive of ``event_verbs.tsv`` by match key."""
    return MappingProxyType(
        {match_key(verb): kind for verb, kind in rows("event_verbs", 2)}
    )


def may_start(key: str) -> bool:
    """Say whether a word may be an event noun or infinitive, or begin a compound."""
    return (
        key in compound_starts()
        or key in verbal_nouns()
        or key in event_verbs()
        or event_noun(key) is not None
    )


starting: Mapping[str, bool] = Kept(may_start, most=1 << 16)
"""``may_start`` of words, kept."""


@cache
def event_types() -> tuple[str, ...]:
    """Return the types of event nouns, sorted."""
    return tuple(sorted({noun.type for noun in event_nouns().values()}))


@cache
def type_order() -> Mapping[str, float]:
    """Return where each type stands in :func:`event_types`, as trees see it."""
    return MappingProxyType({kind: float(at) for at, kind in enumerate(event_types())})


@cache
def verb_ends() -> frozenset[str]:
    """Return everything that may end the key of an infinitive («شدن» of «کشته شدن»)."""
    return frozenset(
        key[at:] for key in event_verbs() for at in range(len(key)) if key[-1] == "ن"
    )


@cache
def reporting_verbs() -> frozenset[str]:
    """Return the match keys of the infinitives that report speech."""
    return frozenset(
        match_key(verb) for verb, kind in rows("reporting_verbs", 2) if kind != "none"
    )


@cache
def _titles() -> frozenset[str]:
    """Return the match keys of one-word titles of roles («استاندار»)."""
    return frozenset(match_key(title) for title, *_ in rows("role_titles", 6))


@lru_cache(maxsize=1 << 14)
def is_title(key: str) -> bool:
    """Say whether a word is a title, whose place is a jurisdiction («استاندار»)."""
    return key in _titles()


@cache
def venue_nouns() -> Mapping[str, bool]:
    """Return the nouns that head the name of a place, by match key.

    The value says whether the noun is enough («سالن») or a recognized name must stand
    in its phrase («شهر», «منطقه»).
    """
    return MappingProxyType(
        {
            match_key(noun): strength == "venue"
            for noun, strength in rows("venue_nouns", 2)
        }
    )


@lru_cache(maxsize=1 << 14)
def venue(key: str) -> bool | None:
    """Return what ``venue_nouns`` says of a word, endings taken off («روستای»)."""
    nouns = venue_nouns()
    for ending in ("", "ی", "یی", "های", "ها", "ای"):
        if key.endswith(ending):
            found = nouns.get(key[: len(key) - len(ending)])
            if found is not None:
                return found
    return None


_TOWNS = frozenset({"country", "capital", "province", "city"})
_PEOPLE = 100_000  # of a city abroad whose bare name is taken for it


@cache
def towns() -> frozenset[str]:
    """Return the match keys of countries, provinces, their capitals and large cities.

    Without those that are common words («نور», «کابل»: ``no_places.tsv``).
    """
    words = {match_key(word) for row in rows("no_places", 1) for word in row[0].split()}
    found = {
        match_key(written)
        for table in ("places", "places_more")
        for key, name, variants, kind, *_, people in rows(table, 8)
        if kind in _TOWNS and not (kind == "city" and int(people or 0) < _PEOPLE)
        for written in (name, *variants.split("|"))
        if written
    }
    found |= {match_key(town) for _, town, *_ in rows("province_capitals", 3)}
    return frozenset(key for key in found - words if len(key) > 2)


@cache
def grounds() -> PhraseMatcher[str]:
    """Return the matcher of stadiums whose name tells no venue («آنفیلد»)."""
    return PhraseMatcher((name, name) for (name,) in rows("grounds", 1))


@cache
def town_starts() -> frozenset[str]:
    """Return the towns and everything that the first word of a ground's key may be."""
    keys = [match_key(name) for (name,) in rows("grounds", 1)]
    prefixes = {key[:size] for key in keys for size in range(2, len(key) + 1)}
    return towns() | prefixes


@cache
def place_leads() -> frozenset[str]:
    """Return the words before a place: those of place and of motion."""
    return event_words("at") | event_words("way")


@cache
def compound_nouns() -> PhraseMatcher[EventNoun]:
    """Return the matcher of event nouns that may be typed as several words."""
    return PhraseMatcher(
        (noun, event_nouns()[match_key(noun)])
        for noun, *_ in rows("event_nouns", 3)
        if "\u200c" in noun or " " in noun
    )


@cache
def event_words(role: str) -> frozenset[str]:
    """Return the match keys of the words of ``event_words.tsv`` with a role."""
    return frozenset(
        match_key(word) for word, kind in rows("event_words", 2) if kind == role
    )


@cache
def compound_starts() -> frozenset[str]:
    """Return everything that the key of a compound noun's first word may be."""
    keys = [
        match_key(n) for n, *_ in rows("event_nouns", 3) if "\u200c" in n or " " in n
    ]
    return frozenset(key[:size] for key in keys for size in range(2, len(key) + 1))


@cache
def companions(event_type: str) -> frozenset[str]:
    """Return the prepositions that go on an event's name («دیدار با …»)."""
    of_type = f"with_{event_type}"
    return event_words("with") | event_words(of_type)


@cache
def breaks() -> frozenset[str]:
    """Return the words and marks that no name of a verbal event runs over."""
    return frozenset("،,:;؛./-–") | event_words("break")


cached = lru_cache(maxsize=1 << 14)


@cache
def number_words() -> Mapping[str, int]:
    """Return the small cardinal numbers by match key."""
    return MappingProxyType(
        {match_key(word): int(value) for word, value in rows("number_words", 2)}
    )


@cache
def counted_nouns() -> frozenset[str]:
    """Return the match keys of nouns for people, in the singular, and of origins."""
    origins = {match_key(row[0]) for row in rows("role_origins", 1)}
    return word_keys("counted_nouns") | word_keys("person_nouns") | origins

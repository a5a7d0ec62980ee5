"""From labelled words to mentions: where a name begins and ends."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg.annotate import gazetteer
from kg.annotate.names.labeling import Name
from kg.annotate.names.places import (
    candidates,
    is_common_word,
    is_division,
    resolve_places,
)
from kg.annotate.names.venues import find_seats
from kg.lexicon import rows, word_keys
from kg.model import EntityKind, Mention, Span
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.annotate.names.labeling import Labeled
    from kg.model import Token


_KINDS = {
    "PER": EntityKind.PERSON,
    "ORG": EntityKind.ORGANIZATION,
    "LOC": EntityKind.PLACE,
    "FAC": EntityKind.FACILITY,
    "EVE": EntityKind.EVENT,
}


@cache
def name_words(use: str) -> frozenset[str]:
    """Return the match keys of ``name_words.tsv`` of one use."""
    return frozenset(
        match_key(word) for word, kind in rows("name_words", 2) if kind == use
    )


def to_mentions(labeled: Labeled, tokens: Sequence[Token]) -> tuple[Mention, ...]:
    """Return the mentions of a labelled document.

    Honorifics and salutations are left outside, «سید» and «استان» taken inside.
    """
    keys = labeled.keys
    names: list[Name] = []
    for found in labeled.names:
        free = names[-1].last if names else 0
        if found.first in labeled.starts:
            free = found.first
        name = _bound(_reread(found, keys), free, keys)
        if name is not None and not _is_money(name, tokens):
            names.append(name)
    names = sorted([*names, *_governed(names, labeled)], key=lambda name: name.first)
    places = [name for name in names if name.kind == "LOC"]
    known = resolve_places([keys[name.first : name.last] for name in places])
    meant = {name.first: key for name, key in zip(places, known, strict=True)}
    bounded = replace(labeled, names=tuple(names))
    seats = find_seats(bounded, meant, tokens)
    return tuple(
        Mention(
            span=Span(tokens[name.first].span.start, tokens[name.last - 1].span.end),
            first=name.first,
            last=name.last,
            kind=_KINDS[name.kind],
            honorifics=_honorifics_of(name, labeled, tokens),
            place=meant.get(name.first),
            seat=seats.get(name.first),
            confidence=_confidence(name.margin),
            rule=name.rule,
        )
        for name in names
    )


def _governed(names: Sequence[Name], labeled: Labeled) -> Iterator[Name]:
    """Yield the towns directly after an office of one («فرماندار نور»)."""
    keys = labeled.keys
    offices = name_words("governor")
    after = [at for at, key in enumerate(keys[:-1], start=1) if key in offices]
    if not after:
        return
    taken = {at for name in names for at in range(name.first, name.last)}
    for at in after:
        if at not in taken and at not in labeled.starts and _is_town(keys[at]):
            yield Name(at, at + 1, "LOC", rule="office")


def _is_town(key: str) -> bool:
    """Say whether a word names a seat of a county, or a county or province."""
    found = candidates((key,))
    return bool(found) and not gazetteer.is_small_town(found[0])


def _reread(name: Name, keys: Sequence[str]) -> Name:
    """Read «ولایت هرات» as a place and «ین ژاپن» as Japan, whatever was thought."""
    if keys[name.first] in name_words("unit"):
        country = candidates(keys[name.first + 1 : name.last])
        if country and gazetteer.place(country[0]).kind == "country":
            return replace(name, first=name.first + 1, kind="LOC")
    if name.kind == "FAC" and is_division(keys[name.first : name.last]):
        return replace(name, kind="LOC")
    return name


@cache
def _units() -> frozenset[str]:
    """Return the units of money as they are written: as keys, «رئال» would be one."""
    return frozenset(word for word, kind in rows("name_words", 2) if kind == "unit")


def _is_money(name: Name, tokens: Sequence[Token]) -> bool:
    """Say whether a name is but a unit of money, which «رئال» is not («ریال»)."""
    if name.last - name.first > 1:
        return False
    return tokens[name.first].form.replace("ي", "ی") in _units()


def _bound(name: Name, free: int, keys: Sequence[str]) -> Name | None:
    """Return a name with its right bounds, or ``None`` if it is none.

    Args:
        name: As labelled.
        free: Index of the first token that no other name has.
        keys: Match key of each token.
    """
    first, last = _trim(name.first, name.last, keys)
    if first >= last:
        return None
    if name.kind == "PER":
        first, last = _bound_person(first, last, keys)
        if all(key in name_words("title") for key in keys[first:last]):
            return None
    elif name.kind == "LOC":
        if last - first == 1 and _is_no_place(keys, first):
            return None
        first, last = _bound_place(first, last, free, keys)
    if last - first > 1 and keys[last - 1] in _months():
        last -= 1  # «سد چشمه‌زار | مهرماه»
    if keys[first - 1] in name_words("given") and name.kind == "PER" and first > free:
        first -= 1
    return replace(name, first=first, last=last)


@cache
def _months() -> frozenset[str]:
    """Return the months' names with «ماه», which end no name («مهرماه»)."""
    listed = rows("time_words", 3)
    return frozenset(match_key(m) for m, kind, _ in listed if kind == _MONTH)


_MONTH = "strong_jalali_month"


def _bound_place(
    first: int, last: int, free: int, keys: Sequence[str]
) -> tuple[int, int]:
    """Leave praise after a country outside, take «استان» before a name inside."""
    if _is_praised(keys[first:last]):
        last -= 1
    if keys[first - 1] in name_words("place") and first > free:
        first -= 1
    return first, last


def _is_praised(words: Sequence[str]) -> bool:
    """Say whether a word of praise follows the name of a country («ایران عزیز»)."""
    if len(words) < 2 or words[-1] not in name_words("epithet"):
        return False
    found = candidates(words[:-1])
    return bool(found) and gazetteer.place(found[0]).kind == "country"


def _trim(first: int, last: int, keys: Sequence[str]) -> tuple[int, int]:
    """Leave out marks at both ends; a closing mark stays if its opening one does."""
    while first < last and not keys[first][:1].isalnum():
        first += 1
    while first < last and not keys[last - 1][-1:].isalnum():
        closing = keys[last - 1]
        opening = _OPENINGS.get(closing[-1:])
        if opening is not None and opening in (*keys[first : last - 1], closing[0]):
            break  # «تالار سپیدار (نو)», also where «(نو)» is one token
        last -= 1
    return first, last


_OPENINGS = {"»": "«", ")": "(", "”": "“"}


def _bound_person(first: int, last: int, keys: Sequence[str]) -> tuple[int, int]:
    """Leave honorifics and adverbs before a person's name outside, salutations after.

    «دکتر | علی رضایی», «به‌تازگی | علی رضایی», «علی رضایی | علیه‌السلام».
    """
    outside, salutations = _outside(), _salutations()
    while first < last - 1 and keys[first] in outside:
        first += 1
    while last - first > 1 and (keys[last - 1].strip("()") in salutations):
        last -= 1
    return first, last


@cache
def _outside() -> frozenset[str]:
    honorifics = _honorifics() - name_words("given") - name_words("kept")
    return honorifics | word_keys("linking_phrases")


@cache
def _salutations() -> frozenset[str]:
    return name_words("salutation") | {""}


@cache
def _origins() -> frozenset[str]:
    return word_keys("role_origins")


def _is_no_place(keys: Sequence[str], at: int) -> bool:
    """Say whether a word read as a place names people or a common thing."""
    return _is_demonym(keys[at]) or is_common_word(keys, at, at + 1)


def _is_demonym(key: str) -> bool:
    """Say whether a word names people of a place and no place («خوزستانی»)."""
    return key in _origins() and key not in gazetteer.names()


def _confidence(margin: float) -> float:
    """Turn a margin a word into a number between 0 and 1."""
    return round(1 / (1 + math.exp(-margin / 2)), 3)


@cache
def _honorifics() -> frozenset[str]:
    return word_keys("honorifics")


def _honorifics_of(
    name: Name, labeled: Labeled, tokens: Sequence[Token]
) -> tuple[str, ...]:
    """Return the honorifics directly before a person's name, in its sentence."""
    if name.kind != "PER":
        return ()
    start, listed = name.first, _honorifics()
    while start not in labeled.starts and start and labeled.keys[start - 1] in listed:
        start -= 1
    return tuple(tokens[index].form for index in range(start, name.first))

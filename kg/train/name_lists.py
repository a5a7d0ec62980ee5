"""What the word lists say of words and phrases, as the recogniser's features."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.annotate.names.features import KINDS
from kg.lexicon import rows
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


# Lists whose entries of one word are features of that word: (file, column, name).
_WORD_LISTS = (
    ("honorifics", "honorific"),
    ("role_titles", "title"),
    ("organization_heads", "head"),
    ("role_bodies", "head"),
    ("venue_nouns", "venue"),
    ("organization_names", "organization"),
    ("role_origins", "origin"),
    ("surnames", "surname"),
    ("news_agencies", "agency"),
    ("media_nouns", "media"),
    ("occasion_nouns", "occasion"),
)
_PLACE_LISTS = {
    "country": "country",
    "province": "province",
    "region": "area",
    "continent": "area",
    "capital": "city",
    "city": "city",
    "county": "district",
}
# Where a word stands in several lists, the first of these is its kind in pairs.
LISTS = (
    "honorific",
    "agency",
    "title",
    "head",
    "venue",
    "organization",
    "country",
    "first",
    "province",
    "city",
    "surname",
    "rare",
    "origin",
    "media",
    "area",
    "occasion",
    "district",
)
PHRASE_KINDS = ("place", "organization", "honorific", "title", "person")


def listed_words() -> dict[str, tuple[str, ...]]:
    """Return the names of the lists in which each word stands, by match key."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for entry, name in _entries():
        if " " not in entry:
            found[match_key(entry)].add(name)
    for name, common in rows("first_names", 2):
        if " " not in name:
            found[match_key(name)].add("first" if common == "common" else "rare")
    return {key: tuple(sorted(names)) for key, names in sorted(found.items())}


def _entries() -> Iterator[tuple[str, str]]:
    for file, name in _WORD_LISTS:
        for row in rows(file, 8):
            yield row[0], name
    for name, kind in place_names():
        yield name, _PLACE_LISTS.get(kind, "area")


def place_names() -> Iterator[tuple[str, str]]:
    """Yield each name of the gazetteer's places and its kind."""
    kinds = {row[0]: row[3] for row in rows("places", 8)}
    for key, name, variants, kind, *_ in (*rows("places", 8), *rows("places_more", 8)):
        for written in (name, *variants.split("|")):
            if written:
                yield written, kind or kinds[key]


def listed_phrases() -> Mapping[str, int]:
    """Return the kind, from 1, of each listed phrase of several words, by key."""
    found: dict[str, int] = {}
    for file, kind in (
        ("role_titles", "title"),
        ("honorifics", "honorific"),
        ("organization_names", "organization"),
    ):
        for row in rows(file, 8):
            if " " in row[0] or "\u200c" in row[0]:
                found[match_key(row[0])] = PHRASE_KINDS.index(kind) + 1
    for name, _ in place_names():
        if " " in name or "\u200c" in name:
            found[match_key(name)] = PHRASE_KINDS.index("place") + 1
    return found


def phrase_codes(usual: Mapping[str, str]) -> dict[str, int]:
    """Return the numbers of phrases that usually name something of a kind."""
    return {
        key: len(PHRASE_KINDS) + 1 + KINDS.index(kind) for key, kind in usual.items()
    }

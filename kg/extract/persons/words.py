"""Words of names and words that are in none, as the lists and the tagger have them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.extract.roles.titles import title_matcher, title_starts
from kg.extract.roles.vocabulary import bodies, boundaries, match_at, origins, places
from kg.lexicon import common_first_names, rows, word_keys
from kg.normalize import match_key


if TYPE_CHECKING:
    from kg.extract.context import Context


LONGEST_NAME = 5
LONGEST_TITLE = 3
SHORTEST_SURNAME = 4
NOT_NAMES = frozenset(
    {"VERB", "AUX", "ADP", "CCONJ", "SCONJ", "PRON", "DET", "NUM", "PUNCT", "INTJ"}
)
COMMAS = frozenset({"،", ",", "-", "ـ", "_", "–", "—", "("})
AFTER_SPEAKER = frozenset(
    {"در", "با", "گفت", "افزود", "امروز", "روز", "ضمن", "اظهار", "نیز", "که", "شامگاه"}
    | {"ظهر", "دیروز", "دیشب", "امشب", "بعدازظهر", "همچنین", "پیش", "شنبه", "اضافه"}
    | {"بیان", "تاکید", "تأکید", "تصریح", "اعلام", "خاطرنشان", "عصر", "صبح", "هم", "به"}
)
AFTER_SUBJECT = frozenset({"VERB", "AUX", "ADP", "ADV", "PUNCT", "SCONJ"})
_ORDINALS = frozenset({"اول", "یکم", "دوم", "سوم"})  # «سرتیپ دوم»


@cache
def first_names() -> frozenset[str]:
    """Common first names and titles of descent, as keys."""
    return common_first_names() | {"سید", "سیده"}


@cache
def plain_first_names() -> frozenset[str]:
    """First names that are no title of descent and no place."""
    return first_names() - {"سید", "سیده"} - places()


def is_listed(key: str) -> bool:
    """Whether a word is a first name or surname of the lists."""
    return key in first_names() or key in word_keys("surnames")


@cache
def common_words() -> frozenset[str]:
    """Words that are no part of a name, whatever the tagger thinks."""
    deeds = word_keys("event_nouns") - first_names() - word_keys("surnames")
    return boundaries() | bodies() | origins() | honorifics() | _ORDINALS | deeds


@cache
def honorifics() -> frozenset[str]:
    """Words that address a person, as keys."""
    return word_keys("honorifics")


@cache
def person_words() -> frozenset[str]:
    """Nouns that tell of a person («شهروند», «مربی»), as keys."""
    listed = (*rows("speaker_nouns", 2), *rows("person_nouns", 1))
    return frozenset(match_key(row[0]) for row in listed) | title_starts()


def is_surname(key: str) -> bool:
    """Whether a word is long enough for a bare surname."""
    return len(key) >= SHORTEST_SURNAME


@cache
def everyday_words() -> frozenset[str]:
    """Words that news uses often and that are in no list of names."""
    names = word_keys("surnames") | word_keys("first_names") | common_first_names()
    return word_keys("ordinary_words") - names


def is_deed(context: Context, token: int) -> bool:
    """Whether a word is «پاس», or «گل» before what goes on no first name."""
    after = context.keys[token + 1 : token + 2]
    named = bool(after) and (after[0] in common_first_names() or after[0] == "اقا")
    return context.keys[token] in _PLAYS and not named


_PLAYS = frozenset({"گل", "پاس", "شوت", "دروازه", "ضربه", "سانتر", "تکل", "سوپرگل"})
HONORED = frozenset({"اقای", "خانم", "جناب"})


def starts_title(context: Context, token: int) -> bool:
    """Whether a listed title starts at a token."""
    limit = min(len(context.keys), token + LONGEST_TITLE)
    return match_at(title_matcher(), context.keys, token, limit) is not None


@cache
def is_first_name(key: str) -> bool:
    """Whether a word is a first name, or two in one («علی‌محمد»)."""
    names = first_names()
    return key in names or any(
        key[:size] in names and key[size:] in names for size in range(2, len(key) - 1)
    )


SURNAME_ENDINGS = ("پور", "زاده", "نژاد", "نیا", "وند", "منش", "دوست", "زادگان")

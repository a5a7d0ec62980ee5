"""Word classes of role phrases, and finding listed phrases within a sentence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar

from kg.lexicon import rows, word_keys
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.lexicon import PhraseMatch, PhraseMatcher


Value = TypeVar("Value")
_LONGEST_ENTRY = 12  # tokens, of a title or a field


def match_at(
    matcher: PhraseMatcher[Value], keys: Sequence[str], first: int, limit: int
) -> PhraseMatch[Value] | None:
    """Return the longest entry at token ``first`` that ends by ``limit``."""
    return matcher.match(keys, first, min(limit, first + _LONGEST_ENTRY))


@cache
def boundaries() -> frozenset[str]:
    """Return the match keys of words that end a chain."""
    return word_keys("role_boundaries") | word_keys("likening_words")


# «مدرس کوهی», «واعظ کوهی»: titles that are the first part of many a surname
SURNAME_STARTS = frozenset(
    {"مدرس", "واعظ", "معمار", "فقیه", "دهقان", "محقق", "مجتهد", "والی", "زارع", "نجار"}
)


# how judges are addressed: «بازپرس اسماعیلی»
ADDRESSES = frozenset({"قاضی", "بازپرس", "دادیار"})


# before where somebody is from or lives («اهل پرو», «مقیم پرو»)
ORIGINATING = frozenset({"اهل", "مقیم", "ساکن"})


# words that end a chain elsewhere, after the word that they belong to
KEPT_TOGETHER = frozenset(
    {("امور", "خانواده"), ("نیروهای", "واکنش"), ("نیروی", "واکنش"), ("یگان", "واکنش")}
    | {("امور", "خبر"), ("معاونت", "خبر"), ("یگانهای", "واکنش")}
    | {(league, rank) for league in ("لیگ", "دسته") for rank in ("یک", "دو", "سه")}
)


@cache
def bodies() -> frozenset[str]:
    """Return the match keys of nouns that begin the name of a body."""
    return frozenset(
        spelling
        for key in word_keys("role_bodies")
        for spelling in (key, key + "ی", key + "ها", key + "های")
    )


@cache
def origins() -> frozenset[str]:
    """Return the match keys of adjectives of origin («لهستانی»): no part of a role."""
    return word_keys("role_origins")


@cache
def no_bodies() -> frozenset[str]:
    """Return the match keys of words that follow a title and begin no body («وزن»)."""
    return word_keys("role_no_bodies")


@cache
def qualities() -> frozenset[str]:
    """Return the match keys of words that tell what a holder is like («گلزن»)."""
    return word_keys("role_qualities")


def is_spaced_quality(keys: Sequence[str], at: int) -> bool:
    """Say whether «با تجربه», «تازه وارد», written as two words, begins at a token."""
    return keys[at] in {"با", "تازه"} and "".join(keys[at : at + 2]) in qualities()


@cache
def sports() -> frozenset[str]:
    """Return the match keys of sports and disciplines («کشتی فرنگی»)."""
    return word_keys("sports")


@cache
def honors() -> frozenset[str]:
    """Return the match keys of words of courtesy within a chain («وزیر محترم نیرو»)."""
    listed = rows("role_qualities", 2)
    return frozenset(match_key(word) for word, use in listed if use == "honor")


@cache
def field_words() -> frozenset[str]:
    """Return the match keys of nouns that listed fields of work are made of («فناوری»).

    Words of three letters or more that are no bodies' nouns, and no adjectives beside
    which «و» may join anything.
    """
    listed = {
        match_key(word)
        for row in rows("role_fields", 1)
        for word in row[0].replace("،", " ").split()
    }
    long = {key for key in listed if len(key) >= _SHORTEST_FIELD_WORD}
    return frozenset(long - bodies() - boundaries() - origins() - qualities())


_SHORTEST_FIELD_WORD = 3


@cache
def heads_of_state() -> frozenset[str]:
    """Return the match keys of names of heads of state («وزیر خارجه ترامپ»)."""
    return word_keys("heads_of_state")


@cache
def places() -> frozenset[str]:
    """Return the match keys of the listed names of places."""
    listed = (*rows("places", 8), *rows("places_more", 8))
    return frozenset(match_key(row[1]) for row in listed)


def is_of_origin(key: str) -> bool:
    """Say whether a word is an adjective of origin («ایتالیایی», «بروجردی»)."""
    told = key in origins() and key not in countries()  # «چک» is both
    if key.endswith(("ایی", "های")) and key[:-2] in countries():
        return True  # «کاستاریکایی», «گینه‌ای»
    return told or (key.endswith("ی") and key[:-1] in places())


@cache
def countries() -> frozenset[str]:
    """Return the match keys, joined, of the names of countries."""
    places = (*rows("places", 8), *rows("places_more", 8))
    named = [
        (name, variants) for _, name, variants, kind, *_ in places if kind == "country"
    ]
    forms = [form for form, _ in rows("country_forms", 2)]
    forms += [one for name, variants in named for one in (name, *variants.split("|"))]
    return frozenset(match_key(form) for form in forms if form)


def is_ordinal(key: str) -> bool:
    """Say whether a word is an ordinal before its noun («هشتمین», «نخستین»)."""
    return key in _FIRST or (key.endswith("مین") and key[:-3] in _NUMBERS)


_FIRST = frozenset({"نخستین", "اولین"})
# what «مین» follows in an ordinal, joined («سوم», «بیست و یکم» end so)
_NUMBERS = frozenset(
    {"دو", "سو", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "یازده", "دوازده"}
    | {"سیزده", "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده", "بیست", "سی"}
    | {"چهل", "پنجاه", "یک", "صد"}
)


def term_size(keys: Sequence[str], at: int) -> int:
    """Return how many words tell when a post was held, before its body.

    «سرمربی | فصل گذشته | سپاهان», «بازیکن | دهه ۹۰ | باشگاه …», «کاپیتان | حال حاضر |
    تیم …», else ``0``.
    """
    if at + 2 >= len(keys):
        return 0
    told = keys[at + 1]
    if (keys[at], told) == ("حال", "حاضر"):
        return 2
    if keys[at] not in _PERIODS:
        return 0
    ordinal = keys[at] in _NUMBERED and told in _ORDINALS
    if keys[at + 1 : at + 3] == ("نهچندان", "دور"):
        return 3  # «سال‌های نه‌چندان دور»
    return 2 if told in _GONE or told.isdigit() or ordinal else 0


def shirt_size(keys: Sequence[str], at: int) -> int:
    """Return how many words tell a player's number («شماره ۱۰», «شماره یک»), else 0."""
    if keys[at] != "شماره" or at + 1 >= len(keys):
        return 0
    return 2 if keys[at + 1].isdigit() or keys[at + 1] in _SHIRTS else 0


_SHIRTS = frozenset({"یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده"})


def weight_size(keys: Sequence[str], at: int) -> int:
    """Return how many words tell an athlete's weight, else ``0``.

    «وزن ۸۴ کیلوگرم», «وزن منفی ۸۴ کیلوگرم», «وزن ۸۴- کیلوگرم».
    """
    if keys[at] != "وزن":
        return 0
    for end in range(at + 1, min(at + _LONGEST_WEIGHT, len(keys))):
        if keys[end] in {"کیلوگرم", "کیلو"}:
            return end + 1 - at
        if not (keys[end].isdigit() or keys[end] in _SIGNS):
            break
    return 0


_LONGEST_WEIGHT = 5
_SIGNS = frozenset({"-", "–", "+", "منفی", "مثبت"})

_PERIODS = frozenset(
    {"فصل", "فصلهای", "سال", "سالهای", "دهه", "دوره", "دورههای", "ادوار", "نیمفصل"}
)
_NUMBERED = frozenset({"دوره", "نیمفصل"})
_GONE = frozenset({"قبل", "گذشته", "پیش", "دور", "اخیر", "پیشین", "مختلف", "جاری"})
_ORDINALS = frozenset(
    {"اول", "دوم", "سوم", "چهارم", "پنجم", "ششم", "هفتم", "هشتم", "نهم", "دهم"}
    | {"یازدهم", "دوازدهم", "سیزدهم"}
)

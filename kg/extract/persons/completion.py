"""What a name lacks: «محمد | نیازی», «آوا فان | در نوواک»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg.extract.persons.words import (
    AFTER_SPEAKER,
    LONGEST_TITLE,
    NOT_NAMES,
    SHORTEST_SURNAME,
    SURNAME_ENDINGS,
    common_words,
    first_names,
    honorifics,
    is_first_name,
    person_words,
    plain_first_names,
    starts_title,
)
from kg.extract.roles.titles import status_words, title_matcher
from kg.extract.roles.vocabulary import SURNAME_STARTS, match_at, places
from kg.lexicon import common_first_names, word_keys
from kg.model import EntityKind, Mention


if TYPE_CHECKING:
    from kg.extract.context import Context


def completed(context: Context, mention: Mention) -> Mention:
    """Take the surname to a first name that stands alone («محمد» of «محمد نیازی»)."""
    if mention.kind is not EntityKind.PERSON:
        return mention
    first, last = _first_of_name(context, mention), mention.last
    while first < last - 1 and context.keys[first] in _TITLES_OF_CLERGY:
        first += 1
    while last > mention.first + 1 and _is_never_last(context, mention, last - 1):
        last -= 1
    particled = last == mention.last and _goes_on_after_van(context, last)
    if particled or (last == mention.last and _goes_on_hyphened(context, last)):
        last += 2
    elif last == mention.last and _lacks_surname(context, mention):
        last += 1
    if (first, last) == (mention.first, mention.last):
        return mention
    span = context.document.tokens_span(first, last)
    return replace(mention, first=first, last=last, span=span)


def _goes_on_after_van(context: Context, last: int) -> bool:
    """«آوا فان | در نوواک»: the Dutch and German particles of a surname."""
    keys, tokens = context.keys[last - 1 : last + 2], context.document.tokens
    if len(keys) < 3 or keys[0] not in {"فان", "فون", "ون"} or keys[1] != "در":
        return False
    return (
        tokens[last + 1].pos in {"PROPN", "NOUN"} and context.mention_of[last + 1] < 0
    )


def _goes_on_hyphened(context: Context, last: int) -> bool:
    """«پارک مین-هو»: whether a hyphen without spaces joins one more word to a name."""
    document = context.document
    tokens = document.tokens[last - 1 : last + 2]
    if len(tokens) < 3 or tokens[1].form not in {"-", "‐", "‑"}:
        return False
    name, hyphen, word = tokens
    tight = name.span.end == hyphen.span.start and hyphen.span.end == word.span.start
    return tight and word.form.isalpha() and context.mention_of[last + 1] < 0


_TITLES_OF_CLERGY = frozenset({"المسلمین", "والمسلمین", "الاسلام"})


def _is_never_last(context: Context, mention: Mention, token: int) -> bool:
    """«محمد نیازی | وارد», «نوواک | فرانسوی»: a predicate, or whence one comes."""
    key, first = context.keys[token], context.keys[mention.first]
    abroad = key in _FROM_AFAR and first not in first_names()
    whole = token - mention.first > 1  # a first name and a surname stand before it
    fallen = key == "قربانی" and _falls(context, token)
    reminds = key == "خاطر" and context.keys[token + 1 : token + 2] == ("نشان",)
    born = key == "زاده" and _is_dated(context, token)
    return key in _NEVER_LAST or abroad or (whole and (fallen or reminds or born))


def _falls(context: Context, token: int) -> bool:
    """«رضا نیازی | قربانی کرونا شد»: whom something befell, and no surname."""
    after = context.keys[token + 1 : token + 1 + _FALL_REACH]
    return not _FALLEN.isdisjoint(after[1:])


_FALL_REACH = 4  # tokens of «سقوط یک هواپیما شد»
_FALLEN = frozenset({"شد", "شدند", "شده", "میشود", "گرفت"})


# adjectives of origin that hardly anybody is called by («عراقی» is a surname)
_FROM_AFAR = frozenset(
    {"فرانسوی", "ایتالیایی", "المانی", "اسپانیایی", "برزیلی", "ارژانتینی", "پرتغالی"}
    | {"انگلیسی", "هلندی", "بلژیکی", "کروات", "صربستانی", "لهستانی", "اوکراینی"}
    | {"امریکایی", "کانادایی", "استرالیایی", "ژاپنی", "سوییسی", "سویدی", "نروژی"}
    | {"اروگویهای", "شیلیایی", "کلمبیایی", "مکزیکی", "اتریشی", "دانمارکی", "کرهای"}
)
# what a predicate begins with: «محمد نیازی | وارد تهران شد»
_NEVER_LAST = frozenset(
    {"وارد", "عازم", "راهی", "مشغول", "حاضر", "گفت", "افزود", "اظهار", "تصریح"}
    | {"خاطرنشان"}
)


def _first_of_name(context: Context, mention: Mention) -> int:
    """Take a first name to a name («شکرالله | حسن نیازی», «بهنام | نیک‌زاده»).

    So with the first part of a surname («مدرس | کوهی»).
    """
    first = mention.first
    before = first - 1
    if before < context.sentence_at(first).first or context.mention_of[before] >= 0:
        return first
    key = context.keys[before]
    divine = context.keys[first] in {"الله", "اله"}
    if divine and key + "الله" in word_keys("first_names"):
        return before  # «ولی | الله نیازی»
    if mention.last - first == 1 and _is_introduced(context, before):
        return before
    if mention.last - first == 1 and _is_next_of_list(context, before):
        return before
    named = key.endswith("الله") and key not in honorifics() | _NO_FIRST_NAMES
    part = key in SURNAME_STARTS and context.keys[first] not in first_names()
    alone = mention.last - first == 1 and (part or _is_plain_first(context, before))
    return before if named or alone else first


def _is_introduced(context: Context, token: int) -> bool:
    """«سناتورها | سوزان | نوواک»: any first name between a title and a name."""
    key = context.keys[token]
    named = key in word_keys("first_names") and key not in word_keys("ordinary_words")
    titled = _ends_title(context, token)
    return titled and named and not starts_title(context, token) and key not in places()


def _is_next_of_list(context: Context, token: int) -> bool:
    """«مارتا نوری و | رون | نوواک»: a rare word between a list and a name."""
    before = context.mention_at(token - 2) if token > 1 else None
    joined = context.keys[token - 1] == "و"
    listed = joined and before is not None and before.kind is EntityKind.PERSON
    word = context.document.tokens[token]
    plain = word.pos in {"NOUN", "PROPN"} and not word.ezafe
    key = context.keys[token]
    lists = (word_keys("ordinary_words"), common_words(), person_words())
    return listed and plain and not any(key in words for words in lists)


def _ends_title(context: Context, token: int) -> bool:
    return any(
        (found := match_at(title_matcher(), context.keys, start, token)) is not None
        and found.last == token
        for start in range(max(0, token - LONGEST_TITLE), token)
    )


def _is_plain_first(context: Context, token: int) -> bool:
    """«بهنام | نیک‌زاده»: a first name, no other word, that no ezafe ties before."""
    key, pos = context.keys[token], context.document.tokens[token].pos
    if key not in plain_first_names() or pos not in {"PROPN", "NOUN"}:
        return False
    plain = key not in word_keys("ordinary_words") and key not in honorifics()
    return plain and not starts_title(context, token)


_NO_FIRST_NAMES = frozenset({"الله", "حزبالله", "انصارالله", "ثارالله", "بقیهالله"})


def _lacks_surname(context: Context, mention: Mention) -> bool:
    """Whether the word after a name is the rest of it.

    A first name alone takes its surname; a word that nothing else explains, before the
    person's title, is one, too («مهدی جهان | تیغی فعال فرهنگی»).
    """
    keys, after = context.keys, mention.last
    if after >= context.sentence_at(mention.first).last:
        return False
    if mention.last - mention.first == 1:
        return is_first_name(keys[mention.first]) and not is_common(context, after)
    token = context.document.tokens[after]
    if _is_second_surname(context, mention):
        return True
    free = context.mention_of[after] < 0 and token.pos in {"PROPN", "NOUN", "ADJ"}
    lettered = any(map(str.isalnum, keys[after]))  # no «_»
    if not free or not lettered or token.ezafe or keys[after] in common_words():
        return False
    shaped = token.pos == "PROPN" or keys[after].endswith("ی")
    told = keys[after] in status_words() or keys[after][:-1] in person_words()
    return (
        shaped
        and not told
        and not starts_title(context, after)
        and starts_title(context, after + 1)
    )


def _is_second_surname(context: Context, mention: Mention) -> bool:
    """«علی باقری | کنی», «جیم دبلیو | دین»: a surname that no ezafe ties to a name."""
    keys, after = context.keys, mention.last
    token = context.document.tokens[after]
    if context.mention_of[after] >= 0 or token.pos == "PUNCT":
        return False
    initial = keys[after - 1] in word_keys("letter_names")
    if not (initial or keys[after] in word_keys("surnames")):
        return False
    if starts_title(context, after) or _is_born(context, after):
        return False
    if keys[after] == "زاده" and _is_dated(context, after):
        return False
    if initial:
        return token.pos in {"PROPN", "NOUN"} and keys[after] not in common_words()
    sets = (common_words(), first_names(), word_keys("ordinary_words"))
    listed = any(keys[after] in words for words in sets)
    return not listed and not context.document.tokens[after - 1].ezafe


def _is_dated(context: Context, token: int) -> bool:
    """«رضا نیازی نوری | زاده سال ۱۳۲۴», no «حسین‌زاده» nor «فتح‌الله‌زاده»."""
    after = context.keys[token + 1 : token + 3]
    year = after[:1] == ("سال",) and after[-1].isdigit()
    before = context.keys[token - 1]
    joined = before.endswith("الله") or before in common_first_names()
    return (year or (bool(after) and after[0].isdigit())) and not joined


def _is_born(context: Context, token: int) -> bool:
    """«فتحعلی نیازی | زاده ۱۳۲۴ در …» tells when somebody was born."""
    follows = context.document.tokens[token + 1 : token + 2]
    told = bool(follows) and (follows[0].form.isdigit() or follows[0].form == "در")
    return context.keys[token] == "زاده" and told


def is_common(context: Context, token: int) -> bool:
    """Whether a word after a first name is no surname."""
    key, pos = context.keys[token], context.document.tokens[token].pos
    return (
        context.mention_of[token] >= 0
        or not (key in word_keys("surnames") or _acts_as_surname(context, token))
        or key in common_words()
        or (pos in NOT_NAMES and not key.endswith("ی"))
    )


def _acts_as_surname(context: Context, token: int) -> bool:
    """Whether a word shaped like a surname stands before a speaker's verb.

    «محمد نیازی که در جمع مدیران سخن می‌گفت»: «نیازی» is a word of its own, too.
    """
    key = context.keys[token]
    after = context.keys[token + 1 : token + 2]
    if len(key) > SHORTEST_SURNAME and key.endswith(SURNAME_ENDINGS):
        return True
    shaped = key.endswith("ی") and len(key) >= SHORTEST_SURNAME
    return shaped and not AFTER_SPEAKER.isdisjoint(after)

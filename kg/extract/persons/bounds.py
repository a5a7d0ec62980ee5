"""What is no part of a name: «دایی | عمر رضایی», «مدیرعامل | علی رضایی»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg.extract.persons.words import everyday_words, first_names, is_deed, is_listed
from kg.extract.roles.titles import Rest, title_matcher
from kg.extract.roles.vocabulary import bodies, match_at, origins
from kg.lexicon import word_keys
from kg.model import EntityKind, Mention


if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.extract.roles.titles import TitleEntry
    from kg.lexicon import PhraseMatch


def bounded(context: Context, mention: Mention) -> Mention | None:
    """Cut a name before what stands in none; ``None`` where nothing is left.

    «علی رضایی | دامت برکاته», «گران‌قیمت‌ترین», «سلبریتی‌ها», «اسید اوریک».
    """
    if mention.kind is not EntityKind.PERSON:
        return mention
    first = mention.first + _is_privative(context, mention)
    first += _is_deed_of(context, first, mention.last)
    first += 2 * _is_of_rank(context, first, mention.last)
    first += _is_kin(context, first, mention.last)
    while first < mention.last and _is_owned(context, first):
        first += 1
    inside = range(first, mention.last)
    at = next((at for at in inside if _is_in_no_name(context, at)), mention.last)
    at = _after_number(context, first, at)
    if at == first or _is_medium(context, first) or _is_no_person(context, first, at):
        return None
    if at < mention.last and at - first == 1 and not is_listed(context.keys[first]):
        return None  # «هت | تریک»
    if _names_nobody(context, first, at):
        return None
    if (first, at) == (mention.first, mention.last):
        return mention
    return replace(
        mention, first=first, last=at, span=context.document.tokens_span(first, at)
    )


def _is_no_person(context: Context, first: int, last: int) -> bool:
    """«با | قائم‌مقامی | معاون …» tells an office, «طرح | هادی …» what is planned."""
    keys = context.keys
    joined = "".join(keys[first:last])
    acting = joined == "قایممقامی" and keys[first - 1] in {"به", "با"}
    plan = keys[first] == "هادی" and keys[first - 1] in {"طرح", "طرحهای"}
    return bool(first) and (acting or plan or _is_one_of(context, first, last))


def as_maker(context: Context, mention: Mention) -> Mention:
    """«به کارگردانی | پل نوواک»: who made a film is a person, and no bridge."""
    at = mention.first - 1
    if mention.kind is not EntityKind.FACILITY or at < 1:
        return mention
    craft = match_at(title_matcher(), context.keys, at, mention.first)
    made = craft is not None and craft.value.craft
    return replace(mention, kind=EntityKind.PERSON) if made else mention


def _is_medium(context: Context, first: int) -> bool:
    """«روزنامه مصری | الیوم السابع»: what stands there is the name of a paper.

    But «خبرنگار روزنامه مصری | علی رضایی» names a person.
    """
    keys = context.keys
    told = first > 2 and keys[first - 1] in origins() and keys[first - 2] in _MEDIA
    return told and match_at(title_matcher(), keys, first - 3, first) is None


_MEDIA = frozenset(
    {"روزنامه", "هفتهنامه", "ماهنامه", "نشریه", "مجله", "شبکه", "سایت", "وبسایت"}
    | {"پایگاه", "خبرگزاری", "وبگاه", "تارنمای"}
)


def _after_number(context: Context, first: int, last: int) -> int:
    """«عبدالله دوم | شاه»: a ruler's number ends the name."""
    numbered = (at for at in range(first + 1, last) if context.keys[at] in _NUMBERS)
    return next(numbered, last - 1) + 1


_NUMBERS = frozenset(
    {"اول", "دوم", "سوم", "چهارم", "پنجم", "ششم", "هفتم", "هشتم", "دهم", "شانزدهم"}
)


def _is_one_of(context: Context, first: int, last: int) -> bool:
    """«یک | روحانی شیعه»: one of many, and nobody's name."""
    return last - first == 1 and first > 0 and context.keys[first - 1] == "یک"


def _names_nobody(context: Context, first: int, last: int) -> bool:
    """Whether all words of a name are everyday words («حساب کاربری», «جام حذفی»).

    One such word may be a surname («دکتر محرز»).
    """
    plain = all(key in everyday_words() for key in context.keys[first:last])
    return last - first > 1 and plain


def _is_kin(context: Context, first: int, last: int) -> bool:
    """«دایی | عمر رضایی»: whose kin is told, before a first name."""
    keys, size = context.keys, last - first
    full = size > _LEAST_NAME and keys[first + 1] in first_names()
    return keys[first] in _KIN and (full or (size > 1 and keys[first] not in _UNCLES))


_UNCLES = frozenset({"دایی", "عمو"})  # «دایی» is a surname, too
_KIN = frozenset({"دایی", "عمو", "برادر", "خواهر", "پسر", "دختر", "همسر", "داماد"})


def _is_of_rank(context: Context, first: int, last: int) -> bool:
    """«امیر دریادار | علی رضایی»: how an officer is addressed."""
    return last - first > 2 and context.keys[first : first + 2] in _RANKS


_RANKS = frozenset(
    ("امیر", rank)
    for rank in ("دریادار", "سرتیپ", "سرلشکر", "دریابان", "سپهبد", "ارتشبد", "سرهنگ")
)


def _is_deed_of(context: Context, first: int, last: int) -> bool:
    """«پاس | آوا نوواک», «گل | نوواک»: what a player does is no word of the name.

    «گل‌محمد» is a first name.
    """
    return last - first > 1 and is_deed(context, first)


def _is_owned(context: Context, token: int) -> bool:
    """«مهاجم | اروگوئه‌ای‌اش | آبل هرناندز»: somebody's, and so no word of a name."""
    return context.document.tokens[token].form.endswith("\u200cاش")


def _is_privative(context: Context, mention: Mention) -> bool:
    """«حملات | بی‌امان رضایی»: an adjective before a name, and no «بی‌نظیر»."""
    word = context.document.tokens[mention.first].form
    listed = context.keys[mention.first] in word_keys("first_names")
    return word.startswith("بی‌") and not listed


def _is_in_no_name(context: Context, token: int) -> bool:
    """Whether a word is a blessing, listed, a plural, or a comparison."""
    key, form = context.keys[token], context.document.tokens[token].form
    if key in word_keys("no_persons"):
        return True
    after = context.keys[token + 1 : token + 2]
    blessed = key in _BLESSINGS and (key not in {"دام", "زید"} or after in _BLESSED)
    return blessed or form.endswith(_NO_NAME_ENDINGS)


_BLESSINGS = frozenset(
    {"حفظه", "دامت", "دام", "زید", "مدظله", "دامظله", "مدظلهالعالی", "توفیقه"}
)
_BLESSED = frozenset(
    {("ظله",), ("عزه",), ("عزهم",), ("توفیقه",), ("توفیقاته",), ("برکاته",), ("مجده",)}
)
_NO_NAME_ENDINGS = ("\u200cها", "\u200cهای", "\u200cهایی", "ترین")


def without_title(context: Context, mention: Mention) -> Mention | None:
    """Take a title off the front of a name; ``None`` where nothing is left."""
    if mention.kind not in {EntityKind.PERSON, EntityKind.ORGANIZATION}:
        return mention
    found = match_at(title_matcher(), context.keys, mention.first, mention.last)
    if found is None or found.value.craft:
        return mention if found is None else _after_craft_noun(context, mention, found)
    first = found.last
    if first == mention.first + 1 and context.keys[mention.first] in first_names():
        return mention  # «ستاره» and «مالک» are first names too
    body = next(
        (t for t in range(mention.first + 1, first) if context.keys[t] in bodies()),
        None,
    )
    first = first if body is None else body
    while first < mention.last and context.keys[first] in origins():
        first += 1
    if first >= mention.last or (
        mention.kind is EntityKind.PERSON and found.value.rest is Rest.MINISTRY
    ):
        return None
    kind: EntityKind = mention.kind
    key = context.keys[first]
    if key in bodies():
        kind = EntityKind.ORGANIZATION
    elif found.value.rest is Rest.PLACE and not is_listed(key):
        kind = EntityKind.PLACE  # «صدراعظم آلمان»
    return replace(
        mention,
        first=first,
        span=context.document.tokens_span(first, mention.last),
        kind=kind,
    )


def _after_craft_noun(
    context: Context, mention: Mention, found: PhraseMatch[TitleEntry]
) -> Mention:
    """«به کارگردانی رضایی و | نویسندگی | آوا نوواک»: the work is no part of a name."""
    first = found.last
    if mention.kind is not EntityKind.PERSON or mention.last - first < _LEAST_NAME:
        return mention
    return replace(
        mention, first=first, span=context.document.tokens_span(first, mention.last)
    )


_LEAST_NAME = 2  # words of a first name and a surname

"""Where a noun's name ends that its ezafe chain breaks off in the middle of a phrase.

A chain ends where no ezafe is read: before «و» («جلسه ستاد پیشگیری | و مقابله با …»),
a number's second half («سال‌های ۹۷ | و ۹۸»), what an adjective governs («بیماران مبتلا
| به کرونا»). Each rule here says how one such phrase goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events import lexicon
from kg.extract.events.phrases import chain_end
from kg.extract.marks import OPENING_QUOTES
from kg.model import EntityKind


if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.extract.events.scene import Candidate


_NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
_COUNTED = frozenset({"NOUN", "ADJ"})
_LED = frozenset({"به", "از", "بر"})
_PERSON = EntityKind.PERSON
_MOST_STEPS = 4
_LONGEST = 18  # words of a name that is completed
_MOST_LISTED = 5  # parts of a list
_ORDERING = frozenset({"پیش", "قبل", "پس", "بعد"})
_OPPONENTS = frozenset({"با", "برابر", "مقابل"})


def completed(context: Context, candidate: Candidate, last: int) -> int:
    """Return the end of a noun's name that breaks off in the middle of a phrase.

    Args:
        context: The document.
        candidate: What the noun tells.
        last: Where its name ends by its chain.
    """
    limit = _limit(context, candidate)
    for _ in range(_MOST_STEPS):
        if last + 1 >= limit:
            break
        found = next(
            (end for each in RULES if (end := each(context, candidate, last))), last
        )
        if not last < found <= min(limit, candidate.first + _LONGEST):
            break
        last = found
    return last


def _limit(context: Context, candidate: Candidate) -> int:
    """Return the token that a name does not go beyond: its clause's verb follows."""
    predicate = candidate.clause.predicate
    last = context.sentence_at(candidate.first).last
    if predicate is not None and candidate.last <= predicate.first < last:
        return predicate.first
    return last


def with_both(context: Context, candidate: Candidate, last: int) -> int | None:
    """«مذاکرات میان ایران (و عمان)»."""
    keys, tokens = context.keys, context.document.tokens
    if {"بین", "میان"}.isdisjoint(keys[candidate.last : last]) or keys[last] != "و":
        return None
    if "و" in keys[candidate.last : last] or tokens[last + 1].pos not in _NOMINAL:
        return None
    return chain_end(context, last + 1)


def with_governed(context: Context, _: Candidate, last: int) -> int | None:
    """«دیدار با جمعی (از مردم)», «بیماران مبتلا (به کرونا)», «مقابله (با سیل)»."""
    word, led = context.keys[last - 1 : last + 1]
    governs = (
        (led == "از" and word in lexicon.event_words("some"))
        or (led in _LED and word in lexicon.event_words("governor"))
        or (led == "با" and word in lexicon.event_words("governor_with"))
    )
    if not governs or context.document.tokens[last + 1].pos not in _NOMINAL:
        return None
    return chain_end(context, last + 1)


def with_counted(context: Context, candidate: Candidate, last: int) -> int | None:
    """«کشف ۱۰۵ فقره (سرقت)», «دیدار دو (مدعی)», «کالای کشف (شده)»."""
    keys, tokens = context.keys, context.document.tokens
    counted = keys[last - 1] in lexicon.event_words("classifier")
    counts = counted and tokens[last - 2].pos == "NUM" and tokens[last].pos == "NOUN"
    number = last - 1 > candidate.last and tokens[last - 1].pos == "NUM"
    number = number and keys[last - 2] != "بر"  # «پیروزی ۳ بر صفر»
    told = number and not keys[last - 1].isdigit() and tokens[last].pos in _COUNTED
    return chain_end(context, last) if counts or told or keys[last] == "شده" else None


def with_titled(context: Context, _: Candidate, last: int) -> int | None:
    """«درگذشت استاد (علی نوری)»: a title goes on to who has it."""
    mention = context.mention_at(last)
    if mention is None or mention.first != last or mention.kind is not _PERSON:
        return None
    return mention.last if lexicon.is_title(context.keys[last - 1]) else None


def with_year(context: Context, _: Candidate, last: int) -> int | None:
    """«جام جهانی سال (۲۰۲۲)»."""
    is_year = context.keys[last].isdigit() and context.keys[last - 1] == "سال"
    return last + 1 if is_year else None


def with_result(context: Context, _: Candidate, last: int) -> int | None:
    """«پیروزی ۳ (بر صفر تیم ملی)»."""
    is_result = context.keys[last] == "بر" and is_number(context, last - 1)
    if not is_result or not is_number(context, last + 1):
        return None
    return _from_number(context, last + 1)


def with_other_number(context: Context, _: Candidate, last: int) -> int | None:
    """«حوادث سال‌های ۹۷ (و ۹۸)», «جلسه یکصد (و هفتادم ستاد)»."""
    keys = context.keys
    if keys[last] != "و" or not is_number(context, last - 1):
        return None
    is_ordinal = keys[last + 1].endswith("م") and (
        context.document.tokens[last + 1].pos == "ADJ"
    )
    other = is_ordinal or is_number(context, last + 1)
    return _from_number(context, last + 1) if other else None


def _from_number(context: Context, at: int) -> int:
    """Return the end of what a number that counts nothing starts."""
    return chain_end(context, at) if context.document.tokens[at].ezafe else at + 1


def with_ordering(context: Context, _: Candidate, last: int) -> int | None:
    """«نشست خبری پیش (از دیدار با سپیدرود)»."""
    keys, tokens = context.keys, context.document.tokens
    if keys[last] != "از" or keys[last - 1] not in _ORDERING:
        return None
    if tokens[last + 1].pos not in _NOMINAL:
        return None
    end = chain_end(context, last + 1)
    plays = lexicon.event_noun(keys[last + 1])
    is_match = plays is not None and plays.type in {"match", "meeting"}
    sentence = context.sentence_at(last).last
    if is_match and end + 1 < sentence and keys[end] in _OPPONENTS:
        return chain_end(context, end + 1)
    return end


def with_lacking(context: Context, _: Candidate, last: int) -> int | None:
    """«حمله هواپیماهای (بدون سرنشین)»."""
    is_lacking = context.keys[last] == "بدون"
    if not is_lacking or context.document.tokens[last + 1].pos not in _NOMINAL:
        return None
    return chain_end(context, last + 1)


def with_another(context: Context, candidate: Candidate, last: int) -> int | None:
    """«آیین تودیع (و معارفه بخشدار)», «قهرمانان فوتبال(، شنا و کشتی)».

    Not another event: «سفر به ساری | و دیدار با کارگران».
    """
    if last == candidate.last or candidate.type == "birth":
        return None
    keys, at = context.keys, last
    for _ in range(_MOST_LISTED):
        if at + 1 >= _limit(context, candidate) or keys[at] not in {"و", "،"}:
            return None
        is_last = keys[at] == "و"
        if not _is_alike(context, candidate, last - 1, at + 1):
            return None
        at = chain_end(context, at + 1)
        if is_last:
            return at
    return None


def _is_alike(context: Context, candidate: Candidate, one: int, other: int) -> bool:
    """Say whether two words may be parts of one list: both deeds, or neither."""
    tokens, keys = context.document.tokens, context.keys
    if keys[other] in lexicon.event_words("carrier"):
        return False
    if tokens[one].pos == "ADJ" or tokens[other].pos == "ADJ":
        return tokens[one].pos == tokens[other].pos
    if keys[other] in OPENING_QUOTES:
        return context.mention_at(other + 1) is not None
    if tokens[other].pos not in _NOMINAL:
        return False
    return _is_deed(context, one, candidate) == _is_deed(context, other, candidate)


def _is_deed(context: Context, at: int, candidate: Candidate) -> bool:
    """Say whether a word within a name tells of what is done («تودیع»)."""
    if at < candidate.last:
        return False
    key = context.keys[at]
    is_told = lexicon.event_noun(key) is not None or key in lexicon.verbal_nouns()
    return is_told and context.mention_at(at) is None


def is_number(context: Context, at: int) -> bool:
    """Say whether a word is a number, in digits or words."""
    key = context.keys[at]
    if key.isdigit() or context.document.tokens[at].pos == "NUM":
        return True
    return key == "صفر" or key in lexicon.number_words()


RULES = (
    with_both,
    with_governed,
    with_counted,
    with_titled,
    with_year,
    with_result,
    with_other_number,
    with_ordering,
    with_lacking,
    with_another,
)

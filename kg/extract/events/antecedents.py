"""What «این موسسه» means in a name: the phrase that called it in full before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events import lexicon
from kg.extract.events.composing import is_day
from kg.extract.events.phrases import chain_end
from kg.extract.marks import CLOSING_QUOTES, OPENING_QUOTES
from kg.lexicon import word_keys
from kg.model import EntityKind


if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.extract.events.composing import Name
    from kg.extract.events.scene import Scene


_THIS = "این"
_POINTING = frozenset(
    {_THIS, "ان", "همین", "همان", "یک", "هر", "چند", "هیچ", "او", "وی"}
)
_ABSTRACT = frozenset(
    {
        *("امر", "موضوع", "اقدام", "کار", "زمینه", "باره", "رابطه", "مدت", "دلیل"),
        *("ترتیب", "حال", "صورت", "میان", "راستا", "مورد", "سال", "روز", "ماه", "هفته"),
        *("شب", "فصل", "ایام", "زمان", "کشور", "ها", "که", "نوع", "گونه", "بار"),
        *("افراد", "نفر", "مسئله", "مساله", "اتفاق", "خبر", "گزارش", "بخش", "دو"),
        *("تاریخ", "اضافه", "سیستم", "شرایط", "وضعیت"),
    }
)
_CLUBS = frozenset({"تیم", "باشگاه"})
_TEAMS = frozenset({EntityKind.ORGANIZATION, EntityKind.PLACE})
_LONGEST = 8  # words of a phrase that is named instead
_FARTHEST = 250  # words back


def with_antecedents(scene: Scene, name: Name) -> Name:
    """Return a name with what «این موسسه» means, if that was called in full before."""
    for number, (first, last) in enumerate(name):
        for at in range(first, last - 1):
            found = _antecedent(scene, at)
            if found is None:
                continue
            parts = ((first, at), found, (at + 2, last))
            told = [each for each in parts if each[0] < each[1]]
            return (*name[:number], *told, *name[number + 1 :])
    return name


def _antecedent(scene: Scene, at: int) -> tuple[int, int] | None:
    """Return the last full phrase of the noun that «این» at a token points to.

    Nothing is looked for of what stands for whole sentences («این امر»), of persons,
    and of a longer phrase («این شرکت بزرگ»).
    """
    context = scene.context
    keys, tokens = context.keys, context.document.tokens
    noun = keys[at + 1]
    if keys[at] != _THIS or at in scene.date_at or noun in _ABSTRACT:
        return None
    if tokens[at + 1].pos not in {"NOUN", "PROPN"} or noun in word_keys("person_nouns"):
        return None
    if chain_end(context, at + 1) > at + 2:
        return None
    for start in range(at - 1, max(-1, at - _FARTHEST), -1):
        is_pointed = start > 0 and keys[start - 1] in _POINTING
        if keys[start] == noun and not is_pointed:
            end = _end_of(context, start)
            if _is_called(scene, start, end):
                return (start, end) if _is_last(context, start, end, at) else None
    return None


def _end_of(context: Context, start: int) -> int:
    """Return the end of a phrase, before whose it is and with its quotation mark."""
    end = chain_end(context, start)
    persons = (
        at
        for at in range(start + 1, end)
        if (mention := context.mention_at(at)) is not None
        if mention.kind is EntityKind.PERSON and mention.first == at
    )
    stop = next(persons, end)
    opens = not OPENING_QUOTES.isdisjoint(context.keys[start:end])
    if (
        opens
        and stop == end < len(context.keys)
        and context.keys[end] in CLOSING_QUOTES
    ):
        return end + 1
    return stop


def _is_called(scene: Scene, first: int, last: int) -> bool:
    """Say whether a phrase tells which it is, with no pronoun or day in it."""
    context = scene.context
    keys = context.keys[first:last]
    if not 2 <= last - first <= _LONGEST or _POINTING.intersection(keys):
        return False
    if lexicon.event_words("own").intersection(keys):
        return False
    if any(is_day(scene, at) for at in range(first, last)):
        return False
    is_named = any(context.mentions[at] is not None for at in range(first, last))
    return is_named or last - first > 2


def _is_last(context: Context, first: int, last: int, at: int) -> bool:
    """Say whether a phrase is the last that «این تیم» may mean.

    A club is often told by its name alone: none may stand between.
    """
    if context.keys[first] not in _CLUBS:
        return True
    entity_at = context.coreference.entity_at
    own = {context.mention_of[each] for each in range(first, last)} - {-1}
    named = {entity_at(each) for each in own}
    since = {context.mention_of[each] for each in range(last, at)} - {-1}
    return not any(
        context.document.mentions[each].kind in _TEAMS and entity_at(each) not in named
        for each in sorted(since)
    )

"""The phrases of a clause that no preposition leads: subjects and bare objects.

Persian marks an object by «را» and what else belongs to a verb by a preposition; what
stands loose is its subject, or a noun that the verb is made of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kg.extract.events.phrases import chain_end
from kg.extract.marks import DASH_KEYS
from kg.model import EntityKind


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.context import Context
    from kg.extract.events.scene import Scene


_HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X"})
_NOUNS = frozenset({"NOUN", "PROPN", "X"})
_MODIFYING = frozenset({"NUM", "DET", "ADJ"})
_SOME = frozenset({"یکی", "برخی", "بعضی", "بسیاری", "تعدادی", "شماری", "گروهی", "جمعی"})
_THESE = frozenset({"ان", "او", "وی", "انها", "اینها"})
_OBJECT = "را"
_AND = "و"


class Loose(Struct, frozen=True, kw_only=True):
    """A phrase at tokens ``first`` to ``last`` (exclusive) that nothing leads.

    Attributes:
        first: First token.
        last: Token after the last.
        is_apart: Whether a mark, a date or a verb stands before it, or nothing, rather
            than a led phrase whose end it may be.
    """

    first: int
    last: int
    is_apart: bool


def find_loose(scene: Scene, tokens: Sequence[int]) -> list[Loose]:
    """Return the loose phrases among some words of a clause, objects left out."""
    wanted = frozenset(tokens)
    found: list[Loose] = []
    after, is_apart = -1, True
    for at in sorted(wanted):
        if at < after:
            continue
        pos = scene.context.document.tokens[at].pos
        if scene.context.keys[at] == _OBJECT:
            del found[-1:]  # «خبر | در شهر را»
        elif at in scene.date_at:
            after, is_apart = scene.date_at[at].last, True
        elif scene.context.keys[at] == "(":
            after = _closing(scene.context, at, wanted)
        elif pos == "ADP":
            after, is_apart = _led_end(scene.context, at, wanted), False
        elif pos in _HEADS:
            after = _phrase_end(scene, at, wanted)
            found.extend(_split(scene.context, at, after, is_apart=is_apart))
        else:
            is_apart = True
    return found


def _closing(context: Context, at: int, wanted: frozenset[int]) -> int:
    """Return the token after the bracket that closes one, else the next."""
    keys = context.keys
    ends = (each for each in range(at, max(wanted) + 1) if keys[each] == ")")
    return next(ends, at) + 1


def _split(
    context: Context, first: int, last: int, *, is_apart: bool
) -> Iterator[Loose]:
    """Yield a phrase, and the pronoun that «را» marks at its end («باشگاه | آن را»)."""
    keys, end = context.keys, last
    is_object = last < len(keys) and keys[last] == _OBJECT
    if is_object and last - first > 1 and keys[last - 1] in _THESE:
        end = last - 1
    yield Loose(first=first, last=end, is_apart=is_apart)
    if end < last:
        yield Loose(first=end, last=last, is_apart=False)


def holds_noun(context: Context, phrase: Loose) -> bool:
    """Say whether a phrase holds a noun («۴-۰» and «وارد» are none)."""
    tokens = context.document.tokens
    return any(tokens[at].pos in _NOUNS for at in range(phrase.first, phrase.last))


def _led_end(context: Context, at: int, wanted: frozenset[int]) -> int:
    """Return the end of what a preposition leads («پس از اولین جلسه»)."""
    words = context.document.tokens
    while at in wanted and words[at].pos == "ADP":
        at += 1
    while (
        {at, at + 1} <= wanted
        and words[at].pos in _MODIFYING
        and words[at + 1].pos in _NOUNS
    ):
        at += 1
    return _end_within(context, at, wanted)


def _phrase_end(scene: Scene, first: int, wanted: frozenset[int]) -> int:
    """Return the end of a phrase, with who has the title and of whom it is one."""
    context = scene.context
    last = _end_within(context, first, wanted)
    last = next((at for at in range(first + 1, last) if at in scene.date_at), last)
    if last not in wanted:
        return last
    mention = context.mention_at(last)
    if (
        mention is not None
        and mention.first == last
        and mention.kind is EntityKind.PERSON
    ):
        return mention.last  # «شهید | علی نوری»
    if context.keys[last] == "از" and context.keys[last - 1] in _SOME:
        return _led_end(context, last, wanted)
    if context.keys[last] in DASH_KEYS and last + 1 in wanted:
        return _end_within(context, last + 1, wanted)
    return last


def _end_within(context: Context, first: int, wanted: frozenset[int]) -> int:
    """Return the end of a chain with what «و» joins to it, within some words."""
    if first not in wanted:
        return first
    tokens, last = context.document.tokens, first
    while True:
        end = chain_end(context, last)
        last = next((at for at in range(last, end) if at not in wanted), end)
        joined = {last, last + 1} <= wanted and context.keys[last] == _AND
        if not joined or tokens[last + 1].pos not in _HEADS:
            return last
        last += 1

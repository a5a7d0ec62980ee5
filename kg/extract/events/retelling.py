"""Which listed events are told again under another name.

:mod:`~kg.extract.events.merging` joins tellings by their words, before anybody knows
when and where each took place. What is listed has a date and a place
(:mod:`~kg.extract.events.settling`); two that agree in both and are of one noun
(«جلسه ستاد», «این جلسه»), or of one kind where one of them is named by nothing else
(«جلسه امروز کمیسیون», «نشست»), are one event, which keeps the likelier's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events import lexicon
from kg.extract.events.merging import best_named, content_words


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.extract.context import Context
    from kg.extract.events.merging import Event
    from kg.extract.events.phrases import Dated, Place
    from kg.extract.events.scene import Candidate


def find_retold(
    context: Context,
    events: Sequence[Event],
    listed: Sequence[float],
    chosen: Sequence[int],
) -> Mapping[int, int]:
    """Return for each chosen event that is told again the event that it is.

    Args:
        context: The document.
        events: Its proposed events, those chosen with date and place settled.
        listed: How likely each is listed.
        chosen: Which are listed.
    """
    kept: list[int] = []
    found: dict[int, int] = {}
    for at in sorted(chosen, key=lambda at: (-listed[at], at)):
        same = next((k for k in kept if _is_one(context, events[k], events[at])), None)
        if same is None:
            kept.append(at)
        else:
            found[at] = same
    return found


def _is_one(context: Context, event: Event, other: Event) -> bool:
    """Say whether two listed events are one."""
    one, two = best_named(context, event), best_named(context, other)
    if _row_words(context, one) != _row_words(context, two):
        return False
    if count_others(context, one, two):
        return False
    same_day = _is_same_day(event.settled.date, other.settled.date)
    near = _may_be_one_place(context, event.settled.place, other.settled.place)
    if same_day is False or not near:
        return False
    if name_others(context, one, two):
        return False
    stems = {each.stem for each in event.candidates}
    if not stems.isdisjoint(each.stem for each in other.candidates):
        shared = content_words(context, one) & content_words(context, two)
        return bool(shared) or not (one.is_verbal and two.is_verbal)
    alike = same_day is True and one.type == two.type
    apart = one.is_verbal and two.is_verbal
    return alike and not apart and _adds_nothing(context, one, two)


def name_others(context: Context, one: Candidate, two: Candidate) -> bool:
    """Say whether both names hold names, and not one of them is in both."""
    first, second = named_words(context, one), named_words(context, two)
    return bool(first) and bool(second) and first.isdisjoint(second)


def count_others(context: Context, one: Candidate, two: Candidate) -> bool:
    """Say whether both names count, and not the same: «دو نفر»، «چهار نفر»."""
    first, second = _numbers(context, one), _numbers(context, two)
    return bool(first) and bool(second) and first.isdisjoint(second)


def _numbers(context: Context, candidate: Candidate) -> frozenset[str]:
    """Return the numbers of an event's name, with «یکی»."""
    tokens, keys = context.document.tokens, context.keys
    return frozenset(
        "یک" if keys[at] == "یکی" else keys[at]
        for at in range(*candidate.name)
        if tokens[at].pos == "NUM" or keys[at] == "یکی"
    )


def named_words(context: Context, candidate: Candidate) -> frozenset[str]:
    """Return the words of an event's name that are of persons, bodies or places."""
    return frozenset(
        context.keys[at]
        for at in range(candidate.last, candidate.name[1])
        if context.mention_at(at) is not None
    )


def _is_same_day(one: Dated | None, two: Dated | None) -> bool | None:
    """Say whether two dates are equal; ``None`` where one is not told."""
    if one is None or two is None or one.time.iso is None or two.time.iso is None:
        return None
    return one.time.iso == two.time.iso


def _may_be_one_place(context: Context, one: Place | None, two: Place | None) -> bool:
    """Say whether one place is untold or lies in the other's words."""
    if one is None or two is None:
        return True
    first = "".join(context.keys[one.first : one.last])
    second = "".join(context.keys[two.first : two.last])
    return first in second or second in first


def _adds_nothing(context: Context, one: Candidate, two: Candidate) -> bool:
    """Say whether one name has no words of its own beside the other's."""
    first, second = content_words(context, one), content_words(context, two)
    return first <= second or second <= first


def _row_words(context: Context, candidate: Candidate) -> frozenset[str]:
    """Return the words that tell an event from others of its row («دومین», «دیگر»)."""
    words = lexicon.event_words("another")
    return frozenset(
        key
        for key in context.keys[candidate.name[0] : candidate.name[1]]
        if key in words or key.isdigit() or key.endswith("مین")
    )

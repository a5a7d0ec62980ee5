"""Names of events put together from parts of the article.

A name is read apart from its article, in a list or a graph: a day within it («جلسه |
امروز | کمیسیون») would be another day there. What is left out, or taken from another
sentence, makes a name of several stretches; each is the article's own words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from kg.extract.events.constituents import find_loose, holds_noun
from kg.extract.events.phrases import chain_start


if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.extract.events.phrases import Dated
    from kg.extract.events.scene import Candidate, Scene


Name: TypeAlias = tuple[tuple[int, int], ...]  # token ranges, first to exclusive last

CALENDAR_RULES = frozenset({"day_month", "named_day"})
_LEADING = frozenset({"در", "طی", "ظرف", "حدود", "حوالی", "تقریبا"})
_JOINING = frozenset({"و", "یا", "تا", "الی", "لغایت"})
_BEFORE = _JOINING | {"بامداد", "روز", "شبانه"}


def worded(context: Context, name: Name) -> str:
    """Return a name as the article has its parts, with a space between them."""
    return " ".join(context.verbatim(*part) for part in name)


def without_days(scene: Scene, first: int, last: int, *, told_by_verb: bool) -> Name:
    """Return a stretch of words without the days within it that are told from today.

    A day of the calendar stays («جلسه ۱۸ دی شورا»), and so does what something lasts
    from or to, and in a clause what a noun's phrase ends with («در جلسه امروز | …»).
    """
    keys, parts, at = scene.context.keys, [], first
    for dated in _days_within(scene, first, last):
        if told_by_verb and _ends_phrase(scene.context, dated):
            continue
        end = dated.first
        while end > at and keys[end - 1] in _LEADING:
            end -= 1
        if end > at:
            parts.append((at, end))
        at = dated.last + (keys[dated.last] == "،" and dated.last + 1 < last)
    return (*parts, (at, last))


def _days_within(scene: Scene, first: int, last: int) -> list[Dated]:
    """Return the days between the first and the last word of a stretch."""
    inner = dict.fromkeys(
        dated
        for at in range(first + 1, last - 1)
        if (dated := scene.date_at.get(at)) is not None
        if first < dated.first and dated.last < last
    )
    return [
        dated
        for dated in inner
        if _is_moment(dated) and not _is_held(scene.context, dated)
    ]


def _is_held(context: Context, dated: Dated) -> bool:
    """Say whether a word before or after a day needs it («تا فردا», «امروز و فردا»)."""
    before, after = context.keys[dated.first - 1], context.keys[dated.last]
    is_led = context.document.tokens[dated.first - 1].pos == "ADP"
    if (is_led and before not in _LEADING) or has_written_ezafe(context, dated.first):
        return True
    return before in _BEFORE or after in _JOINING


def has_written_ezafe(context: Context, at: int) -> bool:
    """Say whether a word is written as one that goes on («توپ طلای | امسال»)."""
    before = context.document.tokens[at - 1]
    is_plural = before.form.endswith("های")
    return before.ezafe and before.form.endswith(("ای", "وی")) and not is_plural


def _ends_phrase(context: Context, dated: Dated) -> bool:
    """Say whether a day ends what a preposition leads («در جلسه امروز | لغو شد»)."""
    tokens, at = context.document.tokens, dated.first - 1
    if not tokens[at].ezafe or tokens[dated.last - 1].ezafe:
        return False
    start = chain_start(context, at)
    return start > 0 and tokens[start - 1].pos == "ADP"


def with_shared_verb(scene: Scene, verb: Candidate, name: Name) -> Name:
    """Return a clause with the verb that it shares with the one after «و».

    «سه نفر کشته | و ۱۱ نفر زخمی | شدند».
    """
    keys, end = scene.context.keys, verb.last
    is_open = keys[end : end + 1] == ("و",) and keys[end - 1].endswith("ه")
    after = scene.clause_of.get(end + 1) if is_open and name[-1][1] == end else None
    predicate = None if after is None else after.predicate
    if predicate is None or not predicate.group.lemma.endswith(" شدن"):
        return name
    tokens = scene.context.document.tokens
    own = (at for at in predicate.group.tokens if tokens[at].pos in {"VERB", "AUX"})
    first = next(own, predicate.last)
    return name if first == predicate.last else (*name, (first, predicate.last))


def without_visitors(scene: Scene, name: Name) -> Name:
    """Return a clause without who was there («نمایشگاه | با حضور وزیر | گشایش یافت»).

    Not before it is said what happened to whom, nor «با حضور در …».
    """
    keys, tokens = scene.context.keys, scene.context.document.tokens
    for number, (first, last) in enumerate(name):
        for at in range(first, last - 2):
            is_manner = keys[at] == "با" and keys[at + 1] == "حضور"
            if not is_manner or not tokens[at + 1].ezafe:
                continue
            before = (*name[:number], (first, at - (keys[at - 1] == "و")))
            end = next((to for to in range(at + 2, last) if _resumes(scene, to)), last)
            if end == last or not any(_tells_whom(scene, part) for part in before):
                return name
            kept = (part for part in before if part[0] < part[1])
            return (*kept, (end, last), *name[number + 1 :])
    return name


def _tells_whom(scene: Scene, part: tuple[int, int]) -> bool:
    """Say whether a part of a clause holds a phrase that nothing leads."""
    loose = find_loose(scene, range(*part)) if part[0] < part[1] else []
    return any(holds_noun(scene.context, each) for each in loose)


def _resumes(scene: Scene, at: int) -> bool:
    """Say whether a clause goes on at a word after who was there."""
    clause = scene.clause_of.get(at)
    predicate = None if clause is None else clause.predicate
    is_verb = predicate is not None and predicate.first <= at < predicate.last
    return is_verb or scene.context.keys[at] in _GOING_ON


_GOING_ON = frozenset({"در", "به", "برای", "که"})


def is_day(scene: Scene, at: int) -> bool:
    """Say whether a word is part of a day that is told from the article's own day."""
    dated = scene.date_at.get(at)
    return dated is not None and _is_moment(dated)


def _is_moment(dated: Dated) -> bool:
    """Say whether a date is relative: «امروز (شنبه)», «هفته گذشته»."""
    time = dated.time
    return time.calendar is None and time.rule not in CALENDAR_RULES

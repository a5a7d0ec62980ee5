"""Names of events put together from parts of the article.

A name is read apart from its article, in a list or a graph: a day within it («جلسه |
امروز | کمیسیون») would be another day there. What is left out, or taken from another
sentence, makes a name of several stretches; each is the article's own words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias


if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.extract.events.phrases import Dated
    from kg.extract.events.scene import Scene


Name: TypeAlias = tuple[tuple[int, int], ...]  # token ranges, first to exclusive last

_NAMING = frozenset({"day_month", "named_day"})
_LEADING = frozenset({"در", "طی", "ظرف"})
_JOINING = frozenset({"و", "یا", "تا", "الی", "لغایت"})
_BEFORE = _JOINING | {"از", "به", "برای", "بامداد", "روز"}
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PUNCT"})


def worded(context: Context, name: Name) -> str:
    """Return a name as the article has its parts, with a space between them."""
    return " ".join(context.verbatim(*part) for part in name)


def without_days(scene: Scene, first: int, last: int) -> Name:
    """Return a stretch of words without the days within it that are told from today.

    A day of the calendar stays («جلسه ۱۸ دی شورا»), and so does what something lasts
    from or to.
    """
    keys, parts, at = scene.context.keys, [], first
    for dated in _days_within(scene, first, last):
        end = dated.first - (keys[dated.first - 1] in _LEADING)
        if end > at:
            parts.append((at, end))
            at = dated.last + (keys[dated.last] == "،" and dated.last + 1 < last)
    return (*parts, (at, last))


def _days_within(scene: Scene, first: int, last: int) -> list[Dated]:
    """Return the days between the first and the last word of a stretch."""
    keys = scene.context.keys
    inner = dict.fromkeys(
        dated
        for at in range(first + 1, last - 1)
        if (dated := scene.date_at.get(at)) is not None
        if first < dated.first and dated.last < last
    )
    return [
        dated
        for dated in inner
        if _is_moment(dated) and not _ends_phrase(scene.context, dated)
        if keys[dated.first - 1] not in _BEFORE and keys[dated.last] not in _JOINING
    ]


def _ends_phrase(context: Context, dated: Dated) -> bool:
    """Say whether a day ends a noun's phrase («جلسات هفته آینده | لغو شد»)."""
    tokens = context.document.tokens
    hangs = tokens[dated.first - 1].ezafe and not tokens[dated.last - 1].ezafe
    return hangs and tokens[dated.last].pos not in _NOMINAL


def is_day(scene: Scene, at: int) -> bool:
    """Say whether a word is part of a day that is told from the article's own day."""
    dated = scene.date_at.get(at)
    return dated is not None and _is_moment(dated)


def _is_moment(dated: Dated) -> bool:
    """Say whether a date is relative: «امروز (شنبه)», «هفته گذشته»."""
    time = dated.time
    return time.calendar is None and time.rule not in _NAMING

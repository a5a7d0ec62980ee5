"""Which of the events that may be listed are one event, told in other words.

«نشست سران», «دومین دور گفت‌وگوها» and «وارد وین شدند» may tell of one meeting that no
shared word gives away (:mod:`~kg.extract.events.merging` joins those). Every two events
that are likely listed are weighed by boosted trees over what their names, words, days,
places and sentences have in common, learnt from tellings that were read as one (event
coreference by mention pairs: Bejan and Harabagiu, ACL 2010).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kg.extract.events import lexicon
from kg.extract.events.merging import best_named, points_back
from kg.extract.events.model import to_probability
from kg.extract.events.retelling import count_others, name_others, named_words
from kg.extract.events.standing import find_standing, names


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extract.events.merging import Event
    from kg.extract.events.model import Words
    from kg.extract.events.phrases import Dated, Place
    from kg.extract.events.scene import Scene
    from kg.extract.events.standing import Standing


ONE = 0.4  # the least probability that two are one, so that one is not listed
SURE = 0.6  # and that it is another telling of the other; or though much differs
_FARTHEST = 12  # sentences
_MOST_WORDS = 12.0
_LONG_WAY = 200.0  # words
_DIFFER, _BOTH_UNTOLD, _UNTOLD, _WITHIN, _EQUAL = -1.0, 0.0, 1.0, 2.0, 3.0


def find_same(
    scene: Scene,
    events: Sequence[Event],
    listed: Sequence[float],
    chosen: Sequence[int],
) -> Mapping[int, tuple[int, float]]:
    """Return for each listed event that tells what a likelier one does that one.

    Args:
        scene: The article.
        events: Its proposed events.
        listed: How likely each is listed.
        chosen: Which are listed.

    Returns:
        By the number of the event the other's, and the probability that they are one.
    """
    same = scene.models.same
    if same is None or len(chosen) < 2:
        return {}
    order = sorted(chosen, key=lambda at: (-listed[at], at))
    told = {at: Told(scene, events[at]) for at in order}
    pairs = [(one, two) for n, two in enumerate(order) for one in order[:n]]
    words = scene.models.listed.words
    rows = np.array(
        [row_of(words, told[one], told[two]) for one, two in pairs], dtype=np.float32
    )
    odds = dict(zip(pairs, same.log_odds(rows).tolist(), strict=True))
    kept: list[int] = []
    found: dict[int, tuple[int, float]] = {}
    for two in order:
        one, sure = _likeliest(two, kept, told, odds)
        if one is None:
            kept.append(two)
        else:
            found[two] = one, sure
    return found


def _likeliest(
    two: int,
    kept: Sequence[int],
    told: Mapping[int, Told],
    odds: Mapping[tuple[int, int], float],
) -> tuple[int | None, float]:
    """Return the kept event that another most surely is, if any, and how surely."""
    best: tuple[int | None, float] = None, 0.0
    for one in kept:
        sure = to_probability(odds[one, two])
        if sure > best[1] and sure >= _needed(told[one], told[two]):
            best = one, sure
    return best


def _needed(one: Told, two: Told) -> float:
    """Return the least probability for two to be one: more if much tells them apart."""
    first, second = one.standing, two.standing
    differ = (
        first.group != second.group
        or _agreement(first.date, second.date) == _DIFFER
        or name_others(one.context, one.named, two.named)
        or count_others(one.context, one.named, two.named)
    )
    return SURE if differ else ONE


class Told:
    """What is compared of an event."""

    def __init__(self, scene: Scene, event: Event) -> None:
        """Read an event of an article."""
        context = scene.context
        named = best_named(context, event)
        self.context = context
        self.named = named
        self.standing: Standing = find_standing(scene, event)
        self.stems = frozenset(each.stem for each in event.candidates)
        self.points_back = points_back(context, named)
        self.names = named_words(context, named)
        self.settled = event.settled
        self.count = len(event.candidates)
        self.trigger = context.keys[named.first : named.last]
        self.date_at = _at(event.settled.date)
        self.place_at = _at(event.settled.place)


def _at(phrase: Dated | Place | None) -> int:
    """Return where a phrase starts, -1 for none."""
    return -1 if phrase is None else phrase.first


def row_of(words: Words, one: Told, two: Told) -> list[float]:
    """Return what two events have in common, as numbers, the earlier's first.

    Args:
        words: Vectors of common words.
        one: An event.
        two: Another of the same article.
    """
    if two.standing.first < one.standing.first:
        one, two = two, one
    first, second = one.standing, two.standing
    return [
        *_of_kinds(one, two),
        *_of_words(words, one, two),
        *_of_stand(first, second),
        *_of_when_and_where(one, two),
    ]


def _of_kinds(one: Told, two: Told) -> Iterator[float]:
    first, second = one.standing, two.standing
    order = lexicon.type_order()
    yield float(first.stem == second.stem)
    yield float(not one.stems.isdisjoint(two.stems))
    yield float(first.type == second.type)
    yield float(first.group == second.group)
    yield float(first.is_verbal)
    yield float(second.is_verbal)
    yield order.get(first.type, -1.0)
    yield order.get(second.type, -1.0)
    yield float(one.points_back)
    yield float(two.points_back)
    yield float(min(one.count, 5))
    yield float(min(two.count, 5))


def _of_words(words: Words, one: Told, two: Told) -> Iterator[float]:
    first, second = one.standing, two.standing
    shared = len(first.words & second.words)
    shorter = min(len(first.words), len(second.words))
    yield float(shared)
    yield shared / shorter if shorter else -1.0
    yield min(float(len(first.words)), _MOST_WORDS)
    yield min(float(len(second.words)), _MOST_WORDS)
    yield float(names(first, second))
    yield float(names(second, first))
    yield float(first.name[0] <= second.first < first.name[1])
    yield float(second.name[0] <= first.first < second.name[1])
    yield float(count_others(one.context, one.named, two.named))
    yield float(name_others(one.context, one.named, two.named))
    yield float(len(one.names & two.names))
    yield _likeness(words, one.trigger, two.trigger)
    yield _likeness(words, sorted(first.words), sorted(second.words))


def _likeness(words: Words, one: Sequence[str], two: Sequence[str]) -> float:
    """Return the rounded cosine of two mean vectors, 0 where one is unknown."""
    first, second = words.mean(one), words.mean(two)
    size = float(np.linalg.norm(first)) * float(np.linalg.norm(second))
    return round(float(first @ second) / size, 3) if size else 0.0


def _of_stand(first: Standing, second: Standing) -> Iterator[float]:
    yield float(first.clause == second.clause)
    yield float(min(second.sentence - first.sentence, _FARTHEST))
    yield float(first.is_title)
    yield float(second.is_title)
    yield float(min(first.sentence, _FARTHEST))
    yield float(min(second.sentence, _FARTHEST))
    yield min(float(second.first - first.first), _LONG_WAY)


def _of_when_and_where(one: Told, two: Told) -> Iterator[float]:
    first, second = one.standing, two.standing
    yield _agreement(first.date, second.date)
    yield _agreement("".join(first.place), "".join(second.place))
    yield float(one.date_at >= 0 and one.date_at == two.date_at)
    yield float(one.place_at >= 0 and one.place_at == two.place_at)
    for each in (one, two):
        yield each.settled.date_sure
        yield each.settled.place_sure


def _agreement(one: str, two: str) -> float:
    """Return how far two days or places agree."""
    if not one or not two:
        return _UNTOLD if one or two else _BOTH_UNTOLD
    if one == two:
        return _EQUAL
    return _WITHIN if one in two or two in one else _DIFFER

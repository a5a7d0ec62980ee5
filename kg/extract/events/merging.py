"""Which candidates tell of one event: its title, its report and «این مراسم»."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec import Struct

from kg.extract.events import lexicon
from kg.extract.events.scene import How


if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.extract.context import Context
    from kg.extract.events.phrases import Dated, Place
    from kg.extract.events.scene import Candidate
    from kg.model import TimeExpression


_GROUPS = {
    "meeting": "gathering",
    "conference": "gathering",
    "interview": "gathering",
    "ceremony": "gathering",
    "festival": "gathering",
    "exhibition": "gathering",
    "visit": "gathering",
    "accident": "incident",
    "attack": "incident",
    "crime": "incident",
    "disaster": "incident",
    "death": "incident",
}
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_RANK = {how: rank for rank, how in enumerate(How)}
_LONGEST_NAME = 16
_SCENE = 6
_ALIKE = 2
_LIKELY = 0.5  # that a telling has a date or place of its own


class Settled(Struct, frozen=True, kw_only=True):
    """The date and the place that an event has as a whole.

    Attributes:
        date: Its date, if any.
        date_how: Where that stands beside its nearest telling.
        date_sure: The probability that it, or having none, is right.
        place: Its place, if any.
        place_how: Where that stands.
        place_sure: The probability that it, or having none, is right.
    """

    date: Dated | None = None
    date_how: How = How.NONE
    date_sure: float = 0.0
    place: Place | None = None
    place_how: How = How.NONE
    place_sure: float = 0.0


@dataclass(slots=True)
class Event:
    """Candidates that tell of one event, in order of appearance.

    Attributes:
        candidates: The candidates.
        settled: The date and place of the event as a whole; those of its tellings,
            until :mod:`~kg.extract.events.settling` has weighed the article's.
        retold: Tellings under another name (:mod:`~kg.extract.events.retelling`).
    """

    candidates: list[Candidate] = field(default_factory=list)
    settled: Settled = field(default_factory=Settled)
    retold: list[Candidate] = field(default_factory=list)

    def take_told(self) -> None:
        """Take the date and the place that are told most closely."""
        dated = self.dated or self.candidates[0]
        placed = self.placed or self.candidates[0]
        self.settled = Settled(
            date=dated.date,
            date_how=dated.date_how,
            date_sure=dated.date_sure,
            place=placed.place,
            place_how=placed.place_how,
            place_sure=placed.place_sure,
        )

    @property
    def dated(self) -> Candidate | None:
        """The candidate whose date is told most closely."""
        if len(self.candidates) == 1:
            only = self.candidates[0]
            return None if only.date is None else only
        return _closest(
            [item for item in self._telling if item.date is not None],
            lambda item: (
                item.date is None or item.date.time.iso is None,
                _RANK[item.date_how],
                item.first,
            ),
        )

    @property
    def placed(self) -> Candidate | None:
        """The candidate whose place is told most closely."""
        if len(self.candidates) == 1:
            only = self.candidates[0]
            return None if only.place is None else only
        return _closest(
            [item for item in self._telling if item.place is not None],
            lambda item: (
                item.place is None or not item.place.is_named,
                _RANK[item.place_how],
                item.first,
            ),
        )

    @property
    def _telling(self) -> list[Candidate]:
        """The candidates that likely have a date or place, all if none has."""
        sure = [item for item in self.candidates if item.some_sure >= _LIKELY]
        return sure or self.candidates


def _closest(
    items: list[Candidate], key: Callable[[Candidate], tuple[bool, int, int]]
) -> Candidate | None:
    return min(items, key=key) if len(items) > 1 else items[0] if items else None


def merge(context: Context, candidates: Sequence[Candidate]) -> list[Event]:
    """Group the candidates of a document into events, in order of first mention."""
    events: list[Event] = []
    akin: defaultdict[str, set[int]] = defaultdict(set)  # events by stem and by group
    for candidate in candidates:
        stem, group = candidate.stem, group_of(candidate)
        is_same = _refers_to if is_anaphoric(context, candidate) else _is_same
        number = next(
            (
                number
                for number in sorted(akin[stem] | akin[group], reverse=True)
                if is_same(context, events[number], candidate)
            ),
            len(events),
        )
        if number == len(events):
            events.append(Event())
        events[number].candidates.append(candidate)
        akin[stem].add(number)
        akin[group].add(number)
    return events


def group_of(candidate: Candidate) -> str:
    """Return what the types that may tell of one event have in common."""
    return _GROUPS.get(candidate.type, candidate.type)


def _is_same(context: Context, event: Event, candidate: Candidate) -> bool:
    """Say whether a noun or verb tells of an event: its stem or its group is there."""
    stem, group = candidate.stem, group_of(candidate)
    for other in event.candidates:
        if other.stem == stem:
            alike = _names_agree(context, other, candidate)
        else:
            alike = group_of(other) == group and _tell_alike(context, other, candidate)
        if alike:
            return _agree(event, candidate)
    return False


def _tell_alike(context: Context, one: Candidate, other: Candidate) -> bool:
    """Say whether two words tell of one event: «زلزله …» and «زلزله‌ای … لرزاند».

    They are of one kind, stand in two sentences, and their names share words; two
    verbs («شلیک کرد», «مجروح کرد») must also tell of one day.
    """
    if not (one.is_verbal or other.is_verbal):
        return False
    if context.sentence_of[one.first] == context.sentence_of[other.first]:
        return False
    verbs = one.is_verbal and other.is_verbal
    if verbs and not _same_day(one, other):
        return False
    shared = content_words(context, one) & content_words(context, other)
    return len(shared) >= _ALIKE + verbs


def _refers_to(_: Context, event: Event, candidate: Candidate) -> bool:
    """Say whether «این …» may take up an event: the same noun or a similar kind."""
    group = group_of(candidate)
    alike = any(
        other.stem == candidate.stem or group_of(other) == group
        for other in event.candidates
    )
    return alike and _agree(event, candidate)


def _agree(event: Event, candidate: Candidate) -> bool:
    """Say whether a candidate's date contradicts none of an event's."""
    if candidate.date is None:
        return True
    mine = candidate.date.time
    return all(
        other.date is None or _overlap(mine, other.date.time)
        for other in event.candidates
    )


def _overlap(one: TimeExpression, other: TimeExpression) -> bool:
    """Say whether two dates share a day, or one of them is open."""
    if one.begin is None or other.begin is None:
        return True
    return one.begin <= (other.end or other.begin) and other.begin <= (
        one.end or one.begin
    )


def share_places(context: Context, events: Sequence[Event]) -> None:
    """Give events that have none the place of the scene they are part of.

    A report of an attack or accident names its place once; what follows («سه نفر
    زخمی شدند») happened there as long as no other place is named.
    """
    last: Candidate | None = None
    for event in events:
        first = event.candidates[0]
        placed = event.placed
        if placed is not None:
            named = placed.place is not None and placed.place.is_named
            last = placed if named else last
        elif event.dated is None and last is not None and _is_incident(first):
            near = context.sentence_of[first.first] - context.sentence_of[last.first]
            if 0 <= near <= _SCENE:
                first.place, first.place_how = last.place, How.SCENE


def _is_incident(candidate: Candidate) -> bool:
    return _GROUPS.get(candidate.type) == "incident"


def is_anaphoric(context: Context, candidate: Candidate) -> bool:
    """Say whether a noun takes up an event told before («این مراسم»)."""
    before = candidate.first - 1
    if candidate.is_verbal or before < 0:
        return False
    return context.keys[before] in lexicon.event_words("anaphor")


def _names_agree(context: Context, one: Candidate, other: Candidate) -> bool:
    """Say whether two names may be of one event: one is bare, or they share a word."""
    first, second = content_words(context, one), content_words(context, other)
    if one.is_verbal and other.is_verbal and first and second:
        return len(first & second) >= 2 or _same_day(one, other)
    return not first or not second or bool(first & second)


def _same_day(one: Candidate, other: Candidate) -> bool:
    """Say whether both have one and the same date."""
    if one.date is None or other.date is None or one.date.time.iso is None:
        return False
    return one.date.time.iso == other.date.time.iso


def content_words(context: Context, candidate: Candidate) -> frozenset[str]:
    """Return the keys of the words that tell an event from others of its kind."""
    found = candidate.words
    if found is None:
        tokens, keys = context.document.tokens, context.keys
        found = candidate.words = frozenset(
            [
                keys[at]
                for at in range(*candidate.name)
                if tokens[at].pos in _CONTENT
                and not candidate.first <= at < candidate.last
            ]
        )
    return found


def points_back(context: Context, candidate: Candidate) -> bool:
    """Say whether a noun is or hangs on what was told before («امضای این توافق»)."""
    if candidate.is_verbal:
        return False
    words = lexicon.event_words("anaphor")
    after = context.keys[candidate.last : candidate.last + 1]
    return is_anaphoric(context, candidate) or (bool(after) and after[0] in words)


def best_named(context: Context, event: Event) -> Candidate:
    """Return the candidate with the most telling name."""
    if len(event.candidates) == 1:
        return event.candidates[0]

    def telling(candidate: Candidate) -> tuple[bool, bool, int, int]:
        words = len(content_words(context, candidate))
        length = candidate.name[1] - candidate.name[0]
        return (
            not points_back(context, candidate),
            not candidate.is_verbal,
            words if length <= _LONGEST_NAME else 0,
            -candidate.first,
        )

    return max(event.candidates, key=telling)

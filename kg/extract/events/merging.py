"""Which candidates tell of one event: its title, its report and «این مراسم»."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extract.events import lexicon
from kg.extract.events.candidates import How


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.context import Context
    from kg.extract.events.candidates import Candidate


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
_RANK = {how: rank for rank, how in enumerate(How)}
_LONGEST_NAME = 16


@dataclass(slots=True)
class Event:
    """Candidates that tell of one event, in order of appearance."""

    candidates: list[Candidate] = field(default_factory=list)

    @property
    def dated(self) -> Candidate | None:
        """The candidate whose date is told most closely."""
        return _closest(
            [item for item in self.candidates if item.date is not None],
            lambda item: (
                item.date is None or item.date.time.iso is None,
                _RANK[item.date_how],
                item.first,
            ),
        )

    @property
    def placed(self) -> Candidate | None:
        """The candidate whose place is told most closely."""
        return _closest(
            [item for item in self.candidates if item.place is not None],
            lambda item: (
                item.place is None or not item.place.is_named,
                _RANK[item.place_how],
                item.first,
            ),
        )


def _closest(items: list[Candidate], key: object) -> Candidate | None:
    return min(items, key=key, default=None)  # type: ignore[call-overload, no-any-return]


def merge(context: Context, candidates: Sequence[Candidate]) -> list[Event]:
    """Group the candidates of a document into events, in order of first mention."""
    events: list[Event] = []
    for candidate in candidates:
        found = next(
            (
                event
                for event in reversed(events)
                if _is_same(context, event, candidate)
            ),
            None,
        )
        if found is None:
            events.append(Event([candidate]))
        else:
            found.candidates.append(candidate)
    return events


def _is_same(context: Context, event: Event, candidate: Candidate) -> bool:
    if not _agree(event, candidate):
        return False
    if is_anaphoric(context, candidate):
        return _may_refer(event, candidate)
    return any(
        other.stem == candidate.stem and _names_agree(context, other, candidate)
        for other in event.candidates
    )


def _may_refer(event: Event, candidate: Candidate) -> bool:
    """Say whether «این …» may take up an event: the same noun or a similar kind."""
    group = _GROUPS.get(candidate.type, candidate.type)
    return any(
        other.stem == candidate.stem or _GROUPS.get(other.type, other.type) == group
        for other in event.candidates
    )


def _agree(event: Event, candidate: Candidate) -> bool:
    """Say whether date and place of a candidate do not contradict an event's."""
    dated = event.dated
    if dated is None or dated.date is None or candidate.date is None:
        return True
    mine, theirs = candidate.date.time, dated.date.time
    if mine.begin is None or theirs.begin is None:
        return True
    ends = (mine.end or mine.begin, theirs.end or theirs.begin)
    return mine.begin <= ends[1] and theirs.begin <= ends[0]


def is_anaphoric(context: Context, candidate: Candidate) -> bool:
    """Say whether a noun takes up an event told before («این مراسم»)."""
    before = candidate.first - 1
    if candidate.is_verbal or before < 0:
        return False
    return context.keys[before] in lexicon.event_words("anaphor")


def _names_agree(context: Context, one: Candidate, other: Candidate) -> bool:
    """Say whether two names may be of one event: one is bare, or they share a word."""
    first, second = content_words(context, one), content_words(context, other)
    if one.is_verbal and other.is_verbal:
        return len(first & second) >= 2
    return not first or not second or bool(first & second)


def content_words(context: Context, candidate: Candidate) -> frozenset[str]:
    """Return the keys of the words that tell an event from others of its kind."""
    tokens = context.document.tokens
    return frozenset(
        context.keys[at]
        for at in range(*candidate.name)
        if tokens[at].pos in {"NOUN", "PROPN", "ADJ", "NUM", "X"}
        and not candidate.first <= at < candidate.last
    )


def best_named(context: Context, event: Event) -> Candidate:
    """Return the candidate with the most telling name."""

    def telling(candidate: Candidate) -> tuple[bool, bool, int, int]:
        words = len(content_words(context, candidate))
        length = candidate.name[1] - candidate.name[0]
        return (
            not is_anaphoric(context, candidate),
            not candidate.is_verbal,
            words if length <= _LONGEST_NAME else 0,
            -candidate.first,
        )

    return max(event.candidates, key=telling)

"""What the network that judges events (:mod:`~kg.extract.events.network`) reads.

The words of an article, where each stands, and for each event the stretches of words
that tell it: trigger, name, clause, date, place, other tellings, sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.events.merging import best_named
from kg.model import Part


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.context import Context
    from kg.extract.events.merging import Event
    from kg.extract.events.scene import Candidate, Scene


LONGEST = 900  # words of an article that are read
_PARTS = tuple(Part)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read of an article.

    Attributes:
        keys: Match keys of its words.
        tags: Their parts of speech, with «+» where they have ezafe.
        kinds: The kinds of the names that they are part of, else ``""``.
        marks: Where each stands: a row of ``MARKS``.
        slots: For each event ``SLOTS`` stretches of words, then the title's words.
        types: The column of each event's type.
    """

    keys: Sequence[str]
    tags: Sequence[str]
    kinds: Sequence[str]
    marks: Sequence[int]
    slots: Sequence[Sequence[int]]
    types: Sequence[str]


def read_events(scene: Scene, events: Sequence[Event]) -> Reading:
    """Return what is read of an article to judge some of its events."""
    context = scene.context
    tokens = context.document.tokens[:LONGEST]
    named = [(event, best_named(context, event)) for event in events]
    slots = [slot for event, best in named for slot in _slots(scene, event, best)]
    mentions = context.mentions[:LONGEST]
    return Reading(
        keys=context.keys[:LONGEST],
        tags=[token.pos + "+" if token.ezafe else token.pos for token in tokens],
        kinds=["" if mention is None else mention.kind for mention in mentions],
        marks=_marks(scene, len(tokens)),
        slots=[
            *(_read_of(slot, len(context.keys)) for slot in slots),
            _title(context),
        ],
        types=[f"{best.type}{'&verb' * best.is_verbal}" for _, best in named],
    )


def _read_of(slot: Sequence[int], length: int) -> Sequence[int]:
    """Return those of a stretch's words that are read of an article of ``length``."""
    return slot if length <= LONGEST else [at for at in slot if at < LONGEST]


def _marks(scene: Scene, length: int) -> list[int]:
    found = [0] * length
    for sentence in scene.context.document.sentences:
        part = 2 * _PARTS.index(sentence.part)
        for at in range(sentence.first, min(sentence.last, length)):
            found[at] = part + (at in scene.date_at)
    return found


def _title(context: Context) -> list[int]:
    """Return the words of the headline, without one those of the first sentence."""
    sentences = context.document.sentences
    titles = [each for each in sentences if each.part is Part.TITLE] or sentences[:1]
    last = min(titles[-1].last, LONGEST) if titles else 0
    return list(range(titles[0].first if titles else 0, last))


def _slots(scene: Scene, event: Event, best: Candidate) -> tuple[Sequence[int], ...]:
    """Return the stretches of words that are looked at of an event."""
    dated = None if event.dated is None else event.dated.date
    placed = None if event.placed is None else event.placed.place
    sentence = scene.context.sentence_at(best.first)
    return (
        [best.first],
        [best.last - 1],
        range(*best.name),
        best.clause.tokens,
        () if dated is None else range(dated.first, dated.last),
        () if placed is None else range(placed.first, placed.last),
        [at for each in event.candidates for at in range(each.first, each.last)],
        range(sentence.first, sentence.last),
    )

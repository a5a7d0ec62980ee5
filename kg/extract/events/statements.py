"""From events to statements: name, date, place, modality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events import lexicon
from kg.extract.events.casualties import find_casualties
from kg.extract.events.merging import Event, best_named
from kg.extract.events.participants import find_participants
from kg.model import (
    EventStatement,
    Modality,
    Polarity,
    Precision,
    Tense,
)


if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.context import Context
    from kg.extract.events.scene import Candidate, Scene
    from kg.model import Evidence


def to_statement(scene: Scene, event: Event, confidence: float) -> EventStatement:
    """Turn an event into the statement that people and the graph get."""
    context = scene.context
    named = best_named(context, event)
    dated, placed = event.dated, event.placed
    date = None if dated is None else dated.date
    place = None if placed is None else placed.place
    where = scene.dateline if place is None else (place.first, place.last)
    referent = None if where is None else context.referent(*where)
    return EventStatement(
        event=context.verbatim(named.name[0], named_until(scene, named)),
        trigger=context.verbatim(named.first, named.last),
        type=named.type,
        date=None if date is None else date.time.iso,
        date_text=None if date is None else context.verbatim(date.first, date.last),
        location=None if place is None else context.verbatim(place.first, place.last),
        evidence=tuple(find_evidence(context, event)),
        rule=rule_of(named),
        confidence=round(confidence, 3),
        participants=tuple(find_participants(scene, event)),
        casualties=tuple(find_casualties(scene, event)),
        modality=modality_of(context, named),
        time=None if date is None else date.time,
        location_key=None if referent is None else referent.key,
        location_weak=place is None and referent is not None,
    )


def named_until(scene: Scene, candidate: Candidate) -> int:
    """Return the end of a name without a day or preposition at its end.

    «رونمایی فردا» and «ایجاد منطقه امن در» name no more than «رونمایی» and «ایجاد
    منطقه امن»; a year belongs to a name («جام ۲۰۱۸»).
    """
    last = candidate.name[1]
    while not candidate.is_verbal and last > candidate.last:
        dated = scene.date_at.get(last - 1)
        if dated is not None and dated.time.precision is Precision.DAY:
            last = dated.first
        elif scene.context.document.tokens[last - 1].pos == "ADP":
            last -= 1
        else:
            break
    return max(last, candidate.last)


def rule_of(candidate: Candidate) -> str:
    """Name the rule that found a candidate: its kind and where date and place stand."""
    kind = "verb" if candidate.is_verbal else "noun"
    return f"event_{kind}_date_{candidate.date_how}_place_{candidate.place_how}"


def find_evidence(context: Context, event: Event) -> Iterator[Evidence]:
    """Yield the stretches that state an event: name, date and place of each telling."""
    sentences: set[int] = set()
    for candidate in event.candidates:
        sentence = context.sentence_of[candidate.first]
        if sentence in sentences:
            continue
        sentences.add(sentence)
        parts = [candidate.name, (candidate.first, candidate.last)]
        if candidate.date is not None:
            parts.append((candidate.date.first, candidate.date.last))
        if candidate.place is not None:
            parts.append((candidate.place.first, candidate.place.last))
        bounds = context.document.sentences[sentence]
        first = max(bounds.first, min(part[0] for part in parts))
        last = min(bounds.last, max(part[1] for part in parts))
        yield context.evidence(first, last)


# ------------------------------------------------------------------------ modality


def modality_of(context: Context, candidate: Candidate) -> Modality:
    """Return what the article claims of an event."""
    keys = context.keys
    clause = candidate.held or candidate.clause
    before = keys[candidate.first - 1] if candidate.first else ""
    if before in lexicon.event_words("negator"):
        return Modality.DENIED
    predicate = clause.predicate
    words = {keys[token] for token in clause.tokens}
    if predicate is None:
        return Modality.ASSERTED
    group = predicate.group
    tells = candidate.is_verbal or predicate.kind == "hold"
    if tells and group.polarity is Polarity.NEGATIVE:
        return Modality.DENIED
    if words & lexicon.event_words("modal"):
        return Modality.HYPOTHETICAL
    planned = group.tense in {Tense.FUTURE, Tense.SUBJUNCTIVE}
    if tells and (planned or _is_ahead(candidate)):
        return Modality.PLANNED
    return Modality.ASSERTED


def _is_ahead(candidate: Candidate) -> bool:
    """Say whether a present verb announces: «شنبه برگزار می‌شود»."""
    clause = candidate.held or candidate.clause
    predicate = clause.predicate
    dated = candidate.date is not None
    return dated and predicate is not None and predicate.group.tense is Tense.PRESENT

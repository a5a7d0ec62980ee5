"""From events to statements: evidence, modality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events import lexicon
from kg.extract.events.casualties import find_casualties
from kg.extract.events.composing import worded
from kg.extract.events.merging import Event, best_named
from kg.extract.events.naming import find_name, find_telling, find_trigger
from kg.extract.events.participants import find_participants
from kg.model import EntityKind, EventStatement, Modality, Polarity, Tense


if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.context import Context
    from kg.extract.events.composing import Name
    from kg.extract.events.scene import Candidate, How, Scene
    from kg.model import Evidence


def to_statement(scene: Scene, event: Event, confidence: float) -> EventStatement:
    """Turn an event into the statement that people and the graph get."""
    context = scene.context
    best, named = best_named(context, event), find_telling(scene, event)
    date, place = event.settled.date, event.settled.place
    where = scene.dateline if place is None else (place.first, place.last)
    referent = None if where is None else context.referent(*where)
    name, told = find_name(scene, named), find_trigger(event, named)
    return EventStatement(
        event=worded(context, name),
        trigger=context.verbatim(told.first, told.last),
        type=type_of(context, event, best, name),
        date=None if date is None else date.time.iso,
        date_text=None if date is None else context.verbatim(date.first, date.last),
        location=None if place is None else context.verbatim(place.first, place.last),
        evidence=tuple(find_evidence(context, event, name)),
        rule=rule_of(named, event.settled.date_how, event.settled.place_how),
        confidence=round(confidence, 3),
        participants=tuple(find_participants(scene, event)),
        casualties=tuple(find_casualties(scene, event)),
        modality=modality_of(context, named),
        time=None if date is None else date.time,
        location_key=None if referent is None else referent.key,
        location_weak=place is None and referent is not None,
    )


def type_of(context: Context, event: Event, best: Candidate, name: Name) -> str:
    """Return the type of an event, as its name tells more than its own word.

    Teams meet in a match («دیدار تیم‌های …»), who enrols for no office elects nobody
    («ثبت‌نام دانش‌آموزان»), and what goes nowhere visits nothing («فراتر رفت»). Who does
    what a noun tells of («دیدار و گفت‌وگو کرد») does an event of that noun's type.
    """
    keys = context.keys
    words = {keys[at] for part in name for at in range(*part)}
    if best.stem == "دیدار" and words & _TEAMS:
        return "match"
    if best.stem == "ثبتنام" and not words & _ELECTED:
        return "occurrence"
    if best.is_verbal and best.type == "visit" and not _has_goal(context, event, name):
        return "occurrence"
    done = keys[best.last - 2] if best.is_verbal and best.last > 1 else ""
    noun = lexicon.event_noun(done) if best.type == "occurrence" and done else None
    return best.type if noun is None or noun.is_weak else noun.type


def _has_goal(context: Context, event: Event, name: Name) -> bool:
    """Say whether an event has a place, or a place or body is in its name."""
    named = (context.mentions[at] for part in name for at in range(*part))
    kinds = {each.kind for each in named if each is not None}
    return event.settled.place is not None or not kinds.isdisjoint(_GOALS)


_GOALS = frozenset({EntityKind.PLACE, EntityKind.FACILITY, EntityKind.ORGANIZATION})
_TEAMS = frozenset({"تیمهای", "تیمها", "لیگ"})
_ELECTED = frozenset({"انتخابات", "داوطلبان", "نامزدها", "نامزدهای", "کاندیداها"})


def rule_of(candidate: Candidate, date: How, place: How) -> str:
    """Name the rule that found an event: its kind and where date and place stand."""
    kind = "verb" if candidate.is_verbal else "noun"
    return f"event_{kind}_date_{date}_place_{place}"


def find_evidence(context: Context, event: Event, name: Name) -> Iterator[Evidence]:
    """Yield the stretches that state an event: each telling, its date and its place.

    A date, a place or a part of the name in a sentence that tells of the event is in
    that stretch; another has a stretch of its own.

    Args:
        context: The document.
        event: The event.
        name: The tokens of its name, part by part.
    """
    settled = event.settled
    phrases = [
        (phrase.first, phrase.last)
        for phrase in (settled.date, settled.place)
        if phrase is not None
    ]
    phrases += name
    sentences: set[int] = set()
    for candidate in [*event.candidates, *event.retold]:
        sentence = context.sentence_of[candidate.first]
        if sentence in sentences:
            continue
        sentences.add(sentence)
        near = [each for each in phrases if context.sentence_of[each[0]] == sentence]
        parts = [candidate.name, (candidate.first, candidate.last), *near]
        bounds = context.document.sentences[sentence]
        first = max(bounds.first, min(part[0] for part in parts))
        last = min(bounds.last, max(part[1] for part in parts))
        yield context.evidence(first, last)
    for first, last in phrases:
        if context.sentence_of[first] not in sentences:
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

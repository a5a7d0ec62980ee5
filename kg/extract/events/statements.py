"""From events to statements: name, date, place, modality, participants, casualties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events import lexicon
from kg.extract.events.merging import Event, best_named
from kg.model import (
    EntityKind,
    EventStatement,
    Modality,
    Participant,
    Polarity,
    Precision,
    Tense,
)


if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.context import Context
    from kg.extract.events.candidates import Candidate, Scene
    from kg.model import Evidence


_MOST_PARTICIPANTS = 12
_OPENING = 4  # sentences in which a dateline may stand
_CREDIT = 12  # words within which «به گزارش … از …» ends
_DASHES = frozenset({"-", "–", "—", ""})  # "" is the key of a lone tatweel «ـ»
_COUNTED = ("killed", "injured", "arrested", "rescued")


def to_statement(scene: Scene, event: Event, confidence: float) -> EventStatement:
    """Turn an event into the statement that people and the graph get."""
    context = scene.context
    named = best_named(context, event)
    dated, placed = event.dated, event.placed
    date = None if dated is None else dated.date
    place = None if placed is None else placed.place
    where = dateline(context) if place is None else (place.first, place.last)
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


def dateline(context: Context) -> tuple[int, int] | None:
    """Return the tokens of the place an article was sent from, if it names one.

    «اهواز ـ ایرنا» at the start, or «به گزارش خبرگزاری … از اهواز»; a weak default for
    the place of its events.
    """
    for sentence in context.document.sentences[:_OPENING]:
        mention = context.mention_at(sentence.first)
        if mention is not None and mention.kind is EntityKind.PLACE:
            after = context.keys[mention.last : mention.last + 1]
            if after and after[0] in _DASHES:
                return mention.first, mention.last
        keys = context.keys[sentence.first : sentence.first + _CREDIT]
        if "گزارش" not in keys or "از" not in keys:
            continue
        mention = context.mention_at(sentence.first + keys.index("از") + 1)
        if mention is not None and mention.kind is EntityKind.PLACE:
            return mention.first, mention.last
    return None


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


# -------------------------------------------------------- participants, casualties


def find_participants(scene: Scene, event: Event) -> Iterator[Participant]:
    """Yield the persons and bodies named in the clauses of an event."""
    context = scene.context
    seen: set[str] = set()
    for candidate in event.candidates:
        for clause in {candidate.clause.index: candidate.clause}.values():
            if clause.kind == "report":
                continue
            for name, key, part in _named_in(context, clause.tokens, candidate):
                if key not in seen and len(seen) < _MOST_PARTICIPANTS:
                    seen.add(key)
                    yield Participant(name=name, part=part, key=key)


def _named_in(
    context: Context, tokens: list[int], candidate: Candidate
) -> Iterator[tuple[str, str, str]]:
    wanted = {EntityKind.PERSON, EntityKind.ORGANIZATION}
    previous = -1
    for token in tokens:
        index = context.mention_of[token]
        if index < 0 or index == previous:
            continue
        previous = index
        mention = context.document.mentions[index]
        entity = context.referent(mention.first, mention.last)
        if mention.kind in wanted and entity is not None:
            part = "participant"
            if candidate.type in {"death", "arrest", "trial", "appointment"}:
                part = "subject" if mention.kind is EntityKind.PERSON else part
            yield entity.name, entity.key, part


def find_casualties(scene: Scene, event: Event) -> Iterator[tuple[str, int]]:
    """Yield kinds and counts of people killed, injured, arrested or rescued."""
    found: dict[str, int] = {}
    for candidate in event.candidates:
        if candidate.type in _HARMING:
            for kind, count in _counts_in(scene.context, candidate):
                found.setdefault(kind, count)
    yield from sorted(found.items())


_HARMING = frozenset(
    ["accident", "attack", "arrest", "crime", "death", "disaster", "rescue", "protest"]
)


def _counts_in(context: Context, candidate: Candidate) -> Iterator[tuple[str, int]]:
    """Yield what the sentence of a candidate counts («۳ کشته و ۱۰ زخمی»)."""
    sentence = context.sentence_at(candidate.first)
    count: int | None = None
    for at in range(sentence.first, sentence.last):
        number = read_count(context.keys[at])
        if number is not None:
            count = number
            continue
        for kind in _COUNTED:
            if count is not None and context.keys[at] in lexicon.event_words(kind):
                yield kind, count
                count = None
                break


@lexicon.cached
def read_count(key: str) -> int | None:
    """Read a number in digits or a word up to ninety-nine."""
    if key.isdigit():
        return int(key) if len(key) <= 6 else None
    return lexicon.number_words().get(key)

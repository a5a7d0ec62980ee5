"""From events to statements: name, date, place, modality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events import lexicon
from kg.extract.events.casualties import find_casualties
from kg.extract.events.merging import (
    Event,
    best_named,
    content_words,
    group_of,
    points_back,
)
from kg.extract.events.participants import find_participants
from kg.extract.events.phrases import body_at, chain_end
from kg.model import (
    EntityKind,
    EventStatement,
    Modality,
    Polarity,
    Precision,
    Tense,
)


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.context import Context
    from kg.extract.events.scene import Candidate, How, Scene
    from kg.model import Evidence


_NAMING = frozenset({"day_month", "named_day"})
_SITES = frozenset({EntityKind.PLACE, EntityKind.FACILITY, EntityKind.ORGANIZATION})
_HANGING = frozenset({"ADP", "CCONJ", "SCONJ", "DET"})
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
_OPENING = frozenset({"(", "«", "["})
_CLOSING = frozenset({")", "»", "]"})
_WITH_OTHERS = frozenset({"gathering", "match", "agreement", "incident"})
_LONGEST_CLAUSE = 20  # words before «را» that are still named


def to_statement(scene: Scene, event: Event, confidence: float) -> EventStatement:
    """Turn an event into the statement that people and the graph get."""
    context = scene.context
    best, named = best_named(context, event), find_telling(context, event)
    date, place = event.settled.date, event.settled.place
    where = scene.dateline if place is None else (place.first, place.last)
    referent = None if where is None else context.referent(*where)
    return EventStatement(
        event=context.verbatim(*find_name(scene, named)),
        trigger=context.verbatim(named.first, named.last),
        type=best.type,
        date=None if date is None else date.time.iso,
        date_text=None if date is None else context.verbatim(date.first, date.last),
        location=None if place is None else context.verbatim(place.first, place.last),
        evidence=tuple(find_evidence(context, event)),
        rule=rule_of(named, event.settled.date_how, event.settled.place_how),
        confidence=round(confidence, 3),
        participants=tuple(find_participants(scene, event)),
        casualties=tuple(find_casualties(scene, event)),
        modality=modality_of(context, named),
        time=None if date is None else date.time,
        location_key=None if referent is None else referent.key,
        location_weak=place is None and referent is not None,
    )


def find_telling(context: Context, event: Event) -> Candidate:
    """Return the telling that an event is named by: whose date, else place, it has.

    What an article tells again and again is named where its date stands: «رئیس شورا
    دیروز استعفا داد», not «استعفای او» of a headline. A name that points back («این
    نشست») gives way to the most telling one, a bare word to what is told with the
    place, else to the nearest telling of that word that says more.
    """
    if len(event.candidates) == 1:
        return event.candidates[0]
    settled = event.settled
    dated = _surest(
        [
            (sure, -each.first, each)
            for each in event.candidates
            for option, sure in each.dates
            if option.value == settled.date
        ]
    )
    placed = _surest(
        [
            (sure, -each.first, each)
            for each in event.candidates
            for option, sure in each.places
            if option.value == settled.place
        ]
    )
    found = dated or placed
    if found is None or points_back(context, found):
        return best_named(context, event)
    if content_words(context, found):
        return found
    fuller = [
        (each is placed, -abs(each.first - found.first), each)
        for each in event.candidates
        if each is placed or each.stem == found.stem
        if content_words(context, each) and not points_back(context, each)
    ]
    return _surest(fuller) or found


def _surest(tellings: Sequence[tuple[float, int, Candidate]]) -> Candidate | None:
    """Return the likeliest of tellings, of equals the first."""
    return max(tellings, key=lambda each: each[:2])[2] if tellings else None


def find_name(scene: Scene, candidate: Candidate) -> tuple[int, int]:
    """Return the tokens of a candidate's name as a reader would give it.

    Without a day or preposition at its end: «رونمایی فردا» and «ایجاد منطقه امن در»
    name no more than «رونمایی» and «ایجاد منطقه امن»; a year belongs to a name
    («جام ۲۰۱۸»). How it went is no part of it («نشست ستاد با حضور وزیر»).
    A bare noun takes whose it is after the day («جلسه امروز کمیسیون»), who was born
    before it, or, if it is no event by itself, its place («حضور در ساری»).
    """
    context = scene.context
    first, last = candidate.name
    if candidate.is_verbal:
        return _named_clause(context, candidate), last
    last = _without_manner(context, candidate)
    while last > candidate.last:
        dated = scene.date_at.get(last - 1)
        if dated is not None and dated.time.precision is Precision.DAY:
            last = dated.first
        elif _hangs(context, last - 1):
            last -= 1
        else:
            break
    last = _whole(context, candidate, max(last, candidate.last))
    if last > candidate.last or first < candidate.first:
        return first, last
    return _born(context, candidate), _before_verb(
        candidate, _completed(scene, candidate)
    )


def _hangs(context: Context, at: int) -> bool:
    """Say whether a word ends no name: a preposition, «خود» of «سفر خود».

    Without it «نیروهای خود» would break off.
    """
    token = context.document.tokens[at]
    if context.keys[at] in lexicon.event_words("own"):
        return not context.document.tokens[at - 1].form.endswith("ی")
    return token.pos in _HANGING


def _before_verb(candidate: Candidate, last: int) -> int:
    """Return where a noun's name ends that its clause's verb ends too.

    «جلسه ستاد تصویب شد» names a «جلسه ستاد».
    """
    predicate = candidate.clause.predicate
    if predicate is not None and candidate.last < predicate.first < last:
        return predicate.first
    return last


def _named_clause(context: Context, candidate: Candidate) -> int:
    """Return where the name of a verb's event starts.

    After «به گزارش …», «با اشاره به اینکه», a heading («اختصاصی|») and what closes a
    bracket that opens before it; what «را» belongs to is in it.
    """
    first = candidate.name[0]
    keys, start = context.keys, context.sentence_at(candidate.first).first
    if keys[first] == "را":
        own = [at for at in candidate.clause.tokens if at < first]
        near = bool(own) and first - max(start, own[0]) <= _LONGEST_CLAUSE
        first = max(start, own[0]) if near else first + 1
    if keys[first : first + 2] in {("به", "گزارش"), ("به", "نقل")}:
        agency = context.mention_at(first + 2)
        after = first + 3 if agency is None else agency.last
        first = after if after < candidate.first else first
    first = _after_that(context, first, candidate.first)
    open_marks = 0
    for at in range(first, candidate.first):
        open_marks += (keys[at] in _OPENING) - (keys[at] in _CLOSING)
        if open_marks < 0 or keys[at] == "|":
            first, open_marks = at + 1, 0
    return _opened(context, first, candidate.first)


def _opened(context: Context, first: int, trigger: int) -> int:
    """Return the token after what opens a clause: «، و», «پس از آن نیز»."""
    joints, openers = lexicon.event_words("joint"), lexicon.event_words("opener")
    keys, tokens, at = context.keys, context.document.tokens, first
    while at < trigger:
        sizes = (size for size in (3, 2, 1) if at + size <= trigger)
        found = next((n for n in sizes if "".join(keys[at : at + n]) in openers), 0)
        if found and tokens[at + found - 1].ezafe:
            return at  # «در ادامه هفته …»
        if not found and keys[at] not in joints:
            return at
        at += found or 1
    return first


def _after_that(context: Context, first: int, trigger: int) -> int:
    """Return the token after the last «اینکه» before a trigger, else ``first``."""
    keys = context.keys
    for at in range(trigger - 1, first, -1):
        if keys[at - 1] == "اینکه" or keys[at - 2 : at] == ("این", "که"):
            return at
    return first


def _without_manner(context: Context, candidate: Candidate) -> int:
    """Return where a noun's name ends before how it went («با حضور …»، «با ۳ گل»)."""
    keys, tokens = context.keys, context.document.tokens
    chain, last = candidate.chain, candidate.name[1]
    at = next((at for at in range(chain, last) if keys[at] == "با"), last)
    if at + 1 >= last:
        return last
    counted = tokens[at + 1].pos == "NUM" and group_of(candidate) not in _WITH_OTHERS
    if counted or keys[at + 1] in lexicon.event_words("manner"):
        return at
    return last


def _whole(context: Context, candidate: Candidate, last: int) -> int:
    """Return the end of a noun's name that breaks off in the middle of a phrase.

    «دیدار با جمعی (از مردم)», «مذاکرات میان ایران (و عمان)», «محموله کشف (شده)»,
    «کشف ۱۰۵ فقره (سرقت)»; a verb begins no further word of it («سانحه درگذشت»).
    """
    keys, tokens = context.keys, context.document.tokens
    limit = context.sentence_at(candidate.first).last
    end = _before_verb(candidate, last)
    if end < last or last + 1 >= limit:
        return end
    between = not {"بین", "میان"}.isdisjoint(keys[candidate.last : last])
    pairs = between and "و" not in keys[candidate.last : last] and keys[last] == "و"
    some = keys[last - 1] in lexicon.event_words("some") and keys[last] == "از"
    if (pairs or some) and tokens[last + 1].pos in _NOMINAL:
        return chain_end(context, last + 1)
    counted = keys[last - 1] in lexicon.event_words("classifier")
    counts = counted and tokens[last - 2].pos == "NUM" and tokens[last].pos == "NOUN"
    return chain_end(context, last) if counts or keys[last] == "شده" else last


def _born(context: Context, candidate: Candidate) -> int:
    """Return where the name of who was born starts, or the trigger itself."""
    before = context.mention_at(candidate.first - 1)
    is_born = candidate.type == "birth" and before is not None
    if is_born and before is not None and before.kind is EntityKind.PERSON:
        return before.first
    return candidate.first


def _completed(scene: Scene, candidate: Candidate) -> int:
    """Return where a bare noun's name ends with what tells it from others.

    Whose it is after its day or right beside it («جلسه امروز کمیسیون», «حادثه مسجد
    گوهرشاد»), its opponent («دیدار فردا برابر فولاد»), its day («راهپیمایی ۲۲ بهمن»);
    if it is no event by itself, its place («حضور در ساری»).
    """
    context, last = scene.context, candidate.last
    dated = scene.date_at.get(last)
    is_day = dated is not None and dated.time.precision is Precision.DAY
    after = dated.last if dated is not None and is_day else last
    if after + 1 >= len(context.keys) or after not in scene.clause_of:
        return last
    if is_day and _goes_on(context, after):
        return chain_end(context, after)
    if context.keys[after] in lexicon.event_words("opponent"):
        return chain_end(context, after + 1)
    if dated is not None and dated.time.rule in _NAMING:
        return after
    beside = None if is_day else context.mention_at(last)
    if beside is not None and beside.first == last and beside.kind in _SITES:
        return beside.last
    is_led = candidate.is_weak and context.keys[last] == "در"
    place = scene.place_at(last + 1) if is_led else None
    return last if place is None or last + 1 not in scene.clause_of else place.last


def _goes_on(context: Context, after: int) -> bool:
    """Say whether a noun's phrase goes on after its day («دیدار امشبِ تیم ملی»)."""
    tokens = context.document.tokens
    led = tokens[after - 1].ezafe and tokens[after].pos in _NOMINAL
    return led or body_at(context, after) is not None


def rule_of(candidate: Candidate, date: How, place: How) -> str:
    """Name the rule that found an event: its kind and where date and place stand."""
    kind = "verb" if candidate.is_verbal else "noun"
    return f"event_{kind}_date_{date}_place_{place}"


def find_evidence(context: Context, event: Event) -> Iterator[Evidence]:
    """Yield the stretches that state an event: each telling, its date and its place.

    A date or place of a sentence that tells of the event is in that stretch; another
    has a stretch of its own.
    """
    settled = event.settled
    phrases = [
        (phrase.first, phrase.last)
        for phrase in (settled.date, settled.place)
        if phrase is not None
    ]
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

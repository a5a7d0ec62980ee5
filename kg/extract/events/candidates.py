"""Candidates: nouns and verbs that may tell of an event, with their date and place.

A date or place belongs to an event by its position, nearest first: within the noun's
own phrase («نشست روز شنبه»، «زلزله بم»), right after it («توافق در ژنو»), in its
relative clause («مراسمی که در شهر برگزار شد»), or in its clause.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.extract.events import lexicon
from kg.extract.events.clauses import OTHER, REPORT, Clause, find_clauses
from kg.extract.events.phrases import (
    Dated,
    Place,
    chain_end,
    chain_start,
    find_dates,
    last_place,
    place_at,
)
from kg.model import EntityKind, Precision


if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.context import Context


_MOVING = frozenset({"visit", "movement", "dismissal"})
_AIMED = _MOVING | {"attack"}
_TAKING = frozenset({"attack", "disaster", "visit", "movement"})


class How(StrEnum):
    """Where the date or place of a candidate stands."""

    INSIDE = "inside"
    BESIDE = "beside"
    RELATIVE = "relative"
    CLAUSE = "clause"
    COORDINATED = "coordinated"
    OCCASION = "occasion"
    GOAL = "goal"
    OUTER = "outer"
    SCENE = "scene"
    NONE = "none"


@dataclass(slots=True, kw_only=True)
class Candidate:
    """A noun or verb that may tell of an event.

    Attributes:
        is_verbal: Whether a verb tells it.
        first: First token of the trigger.
        last: Token after the trigger's last.
        name: Token range of its name.
        type: Key of the event type.
        stem: What mentions of one event share («دیدار» for «دیدار کردند» too).
        clause: The clause it stands in.
        is_weak: Whether its noun is no event by itself.
        carrier: The word before it in its chain («برگزاری»), or ``""``.
        is_free: Whether its clause's adverbs may tell of it: it is subject, object or
            occasion («در نشست …»), not «درباره …».
        chain: Token after its ezafe chain; its name may go on («دیدار با …»).
        date: Its date.
        date_how: Where that stands.
        place: Its place.
        place_how: Where that stands.
        held: The clause whose verb says that it took place, if any.
        about: Nouns that a verb's event is about («توافق … امضا شد»).
    """

    is_verbal: bool
    first: int
    last: int
    name: tuple[int, int]
    type: str
    stem: str
    clause: Clause
    is_weak: bool = False
    carrier: str = ""
    is_free: bool = True
    chain: int = 0
    date: Dated | None = None
    date_how: How = How.NONE
    place: Place | None = None
    place_how: How = How.NONE
    held: Clause | None = None
    about: list[Candidate] = field(default_factory=list)


@dataclass(slots=True)
class Scene:
    """A document's clauses, dates and places, and which clause holds what."""

    context: Context
    clauses: list[Clause] = field(init=False)
    clause_of: dict[int, Clause] = field(init=False)
    dates: list[Dated] = field(init=False)
    date_at: dict[int, Dated] = field(init=False)
    dates_of: dict[int, list[Dated]] = field(init=False)
    places_of: dict[int, list[tuple[int, Place]]] = field(init=False)
    relatives: dict[int, list[Clause]] = field(init=False)

    def __post_init__(self) -> None:
        self.clauses = find_clauses(self.context)
        self.clause_of = {
            token: clause for clause in self.clauses for token in clause.tokens
        }
        self.dates = find_dates(self.context)
        self.date_at = {
            token: dated
            for dated in self.dates
            for token in range(dated.first, dated.last)
        }
        self.dates_of = {}
        for dated in self.dates:
            clause = self.clause_of.get(dated.first)
            if clause is not None:
                self.dates_of.setdefault(clause.index, []).append(dated)
        self.places_of = {}
        for token, place in find_places(self):
            clause = self.clause_of[token]
            self.places_of.setdefault(clause.index, []).append((token, place))
        self.relatives = {}
        for clause in self.clauses:
            if clause.antecedent is not None:
                self.relatives.setdefault(clause.antecedent, []).append(clause)


def find_places(scene: Scene) -> Iterator[tuple[int, Place]]:
    """Yield the places after «در» and the like, with the preposition's token."""
    context = scene.context
    at_words = lexicon.event_words("at")
    for token in scene.clause_of:
        if context.keys[token] not in at_words or token + 1 >= len(context.keys):
            continue
        if token + 1 in scene.date_at or token + 1 not in scene.clause_of:
            continue
        place = place_at(context, token + 1, scene.date_at)
        if place is not None:
            yield token, place


def find_candidates(scene: Scene) -> list[Candidate]:
    """Return all candidates, in order of their trigger."""
    nouns = _outermost(list(_nominal(scene)))
    verbs = list(_verbal(scene, nouns))
    for candidate in verbs:
        _take_from_occasion(scene, candidate, nouns)
    kept: list[Candidate] = []
    for noun in nouns:
        verb = _told_by(scene, noun, verbs)
        (kept if verb is None else verb.about).append(noun)
    found = [*kept, *verbs]
    return sorted(found, key=lambda candidate: (candidate.first, candidate.last))


def _told_by(scene: Scene, noun: Candidate, verbs: list[Candidate]) -> Candidate | None:
    """Return the event verb that a noun of its clause is subject or object of.

    «توافق … امضا شد» is one event, told by the verb.
    """
    if not noun.is_free or _is_occasion(scene.context, noun):
        return None
    for verb in verbs:
        within = verb.clause is noun.clause and verb.name[0] <= noun.first < verb.first
        alike = verb.date is noun.date and noun.place in {None, verb.place}
        if within and alike and verb.stem != noun.stem:
            return verb
    return None


def _outermost(nouns: list[Candidate]) -> list[Candidate]:
    """Leave out nouns within the name of another («رقابت‌های جام قهرمانان»)."""
    kept: list[Candidate] = []
    for noun in nouns:
        within = any(
            not other.is_weak and other.name[0] <= noun.first < other.chain
            for other in kept[-3:]
        )
        if not within:
            kept.append(noun)
    return kept


# ------------------------------------------------------------------------- nominal


def _nominal(scene: Scene) -> Iterator[Candidate]:
    context = scene.context
    compounds, starts = lexicon.compound_nouns(), lexicon.compound_starts()
    taken = 0
    for token, key in enumerate(context.keys):
        if token < taken:
            continue
        match = compounds.match(context.keys, token) if key in starts else None
        noun = lexicon.event_noun(key) if match is None else match.value
        last = token + 1 if match is None else match.last
        if noun is not None and _is_event_noun(scene, token, noun, last):
            taken = last
            yield _nominal_at(scene, token, last, noun)


def _is_event_noun(
    scene: Scene, token: int, noun: lexicon.EventNoun, last: int
) -> bool:
    """Say whether the word at ``token`` is a noun of its own, no part of a name."""
    context = scene.context
    if token not in scene.clause_of or token in scene.date_at:
        return False
    pos = context.document.tokens[token].pos
    if last == token + 1 and pos not in {"NOUN", "X", "PROPN"}:
        return pos == "ADJ" and noun.type == "birth"
    mention = context.mention_at(token)
    if mention is not None and mention.kind is not EntityKind.EVENT:
        return False
    predicate = scene.clause_of[token].predicate
    return predicate is None or not predicate.first <= token < predicate.last


def _nominal_at(
    scene: Scene, token: int, last: int, noun: lexicon.EventNoun
) -> Candidate:
    context = scene.context
    candidate = Candidate(
        is_verbal=False,
        first=token,
        last=last,
        name=(_name_start(context, token), chain_end(context, last - 1)),
        type=noun.type,
        stem=noun.key,
        clause=scene.clause_of[token],
        is_weak=noun.is_weak,
        carrier=_carrier(context, token),
        is_free=_is_free(scene, token),
        chain=chain_end(context, last - 1),
    )
    candidate.held = _holding(scene, candidate)
    candidate.name = (candidate.name[0], _with_companion(scene, candidate))
    attach_date(scene, candidate)
    attach_place(scene, candidate)
    return candidate


def _name_start(context: Context, token: int) -> int:
    """Return the first token of a name: an ordinal or number belongs to it."""
    tokens = context.document.tokens
    first = context.sentence_at(token).first
    key = context.keys[token - 1] if token > first else ""
    if key.endswith("مین") or (key and tokens[token - 1].pos == "NUM"):
        return token - 1
    return token


def _carrier(context: Context, token: int) -> str:
    """Return the noun that the word at ``token`` hangs on by ezafe, or ``""``."""
    if token == context.sentence_at(token).first:
        return ""
    before = context.document.tokens[token - 1]
    return context.keys[token - 1] if before.ezafe else ""


def _is_free(scene: Scene, token: int) -> bool:
    """Say whether the clause's date and place may belong to the noun at ``token``.

    Not to one that hangs on another noun or a preposition like «درباره», but «برگزاری»,
    «دومین» and the like hand them on.
    """
    context = scene.context
    least = context.sentence_at(token).first
    at = token - 1
    carriers = lexicon.event_words("carrier")
    while at >= least:
        key, word = context.keys[at], context.document.tokens[at]
        if key in carriers or word.pos in {"NUM", "DET"}:
            at -= 1
        elif word.ezafe:
            return False
        else:
            return word.pos != "ADP" or key in lexicon.event_words("in")
    return True


def _with_companion(scene: Scene, candidate: Candidate) -> int:
    """Return the end of a name with «با …», «میان …», «به …» after its chain."""
    context = scene.context
    at = candidate.name[1]
    if at in scene.date_at:
        after = scene.date_at[at].last
        at = after if after < len(context.keys) else at
    allowed = lexicon.companions(candidate.type)
    if at >= context.sentence_at(candidate.first).last - 1:
        return candidate.name[1]
    if context.keys[at] not in allowed or at + 1 not in scene.clause_of:
        return candidate.name[1]
    return chain_end(context, at + 1)


def _holding(scene: Scene, candidate: Candidate) -> Clause | None:
    """Return the clause whose verb says that the noun's event took place."""
    for token in range(candidate.first, candidate.name[1]):
        for clause in scene.relatives.get(token, ()):
            if clause.kind == "hold":
                return clause
    return candidate.clause if candidate.clause.kind == "hold" else None


# -------------------------------------------------------------------------- verbal


def _verbal(scene: Scene, nouns: list[Candidate]) -> Iterator[Candidate]:
    held = {
        noun.held.index for noun in nouns if noun.held is not None and not noun.is_weak
    }
    for clause in scene.clauses:
        predicate = clause.predicate
        if predicate is None or predicate.kind in {"stative", REPORT}:
            continue
        if predicate.kind == "hold" and clause.index in held:
            continue
        candidate = _verbal_at(scene, clause)
        if candidate.date or candidate.place or predicate.kind != OTHER:
            yield candidate


def _verbal_at(scene: Scene, clause: Clause) -> Candidate:
    predicate = clause.predicate
    if predicate is None:
        raise ValueError(f"clause {clause.index} has no verb")
    kind = {"hold": "occurrence", OTHER: "occurrence"}.get(
        predicate.kind, predicate.kind
    )
    candidate = Candidate(
        is_verbal=True,
        first=predicate.first,
        last=predicate.last,
        name=(_clause_start(scene, clause), predicate.last),
        type=kind,
        stem=_stem(predicate.infinitive),
        clause=clause,
    )
    attach_date(scene, candidate)
    attach_place(scene, candidate)
    return candidate


def _stem(infinitive: str) -> str:
    """Return the non-verbal part of a compound («دیدار» of «دیدار کردن»)."""
    for light in ("کردن", "شدن", "داشتن", "گردیدن", "یافتن", "دادن", "نمودن"):
        if infinitive.endswith(light) and len(infinitive) > len(light) + 2:
            return infinitive[: -len(light)]
    return infinitive


def _clause_start(scene: Scene, clause: Clause) -> int:
    """Return where the name of a verbal event starts: after adverbs and dates.

    A relative clause without words of its own starts with what it tells of
    («ماهواره‌ای که پرتاب شد»).
    """
    context = scene.context
    predicate = clause.predicate
    end = clause.tokens[-1] if predicate is None else predicate.first
    start = end
    for token in reversed(clause.tokens):
        if token >= end:
            continue
        is_break = context.keys[token] in lexicon.breaks()
        if token != start - 1 or (is_break and token not in scene.date_at):
            break
        start = token
    while start < end:
        after = _after_adverbial(scene, start)
        if after == start:
            break
        start = after
    start = min(start, end)
    if end - start < 2 and clause.antecedent is not None:
        return chain_start(context, clause.antecedent)
    return start


def _after_adverbial(scene: Scene, token: int) -> int:
    """Return the token after the adverb, date or mark at ``token``, if it is one."""
    if token in scene.date_at:
        return scene.date_at[token].last
    pos = scene.context.document.tokens[token].pos
    if pos in {"ADV", "PUNCT", "CCONJ", "SCONJ"}:
        return token + 1
    if pos == "ADP":
        for ahead in (token + 1, token + 2):
            if ahead in scene.date_at:
                return scene.date_at[ahead].last
    return token


def _take_from_occasion(
    scene: Scene, candidate: Candidate, nouns: list[Candidate]
) -> None:
    """Give a verb the date and place of its occasion («در زلزله بم کشته شدند»)."""
    inside = lexicon.event_words("in")
    for noun in nouns:
        if noun.clause is not candidate.clause or noun.first >= candidate.first:
            continue
        if scene.context.keys[noun.name[0] - 1] not in inside:
            continue
        if candidate.date is None and noun.date is not None:
            candidate.date, candidate.date_how = noun.date, How.OCCASION
        if candidate.place is None and noun.place is not None:
            candidate.place, candidate.place_how = noun.place, How.OCCASION


# ---------------------------------------------------------------------- attachment


def attach_date(scene: Scene, candidate: Candidate) -> None:
    """Give a candidate the date that belongs to it, if any."""
    for how, dates in _dates_around(scene, candidate):
        if dates:
            candidate.date = _nearest_date(dates, candidate.first)
            candidate.date_how = how
            return


def _dates_around(
    scene: Scene, candidate: Candidate
) -> Iterator[tuple[How, list[Dated]]]:
    first, last = candidate.name
    inside = [d for d in scene.dates if first <= d.first < last]
    if not candidate.is_verbal:
        yield How.INSIDE, inside
        if candidate.is_free or candidate.clause.kind != REPORT:
            yield How.BESIDE, [d for d in scene.dates if d.first == last]
    if candidate.held is not None and candidate.held is not candidate.clause:
        yield How.RELATIVE, scene.dates_of.get(candidate.held.index, [])
    if not candidate.is_free and candidate.held is None:
        return
    own = scene.dates_of.get(candidate.clause.index, [])
    yield How.CLAUSE, [d for d in own if not _belongs_to_noun(scene, d, candidate)]
    before = _coordinated(scene, candidate.clause)
    if before is not None:
        yield How.COORDINATED, scene.dates_of.get(before.index, [])
    parent = candidate.clause.parent
    if parent is not None and parent.kind != REPORT:
        yield How.OUTER, scene.dates_of.get(parent.index, [])


def _coordinated(scene: Scene, clause: Clause) -> Clause | None:
    """Return the clause that «و» joins this one to, if it tells no speech."""
    if clause.index == 0 or not clause.tokens:
        return None
    before = scene.clauses[clause.index - 1]
    joined = scene.context.keys[clause.tokens[0]] == "و"
    same = before.sentence == clause.sentence and before.parent is clause.parent
    return before if joined and same and before.kind != REPORT else None


def _belongs_to_noun(scene: Scene, dated: Dated, candidate: Candidate) -> bool:
    """Say whether a date is part of another noun's phrase («حوادث آبان‌ماه»)."""
    if dated.time.rule == "cued_year":  # «جام جهانی ۲۰۱۸» is a name
        return not candidate.name[0] <= dated.first < candidate.name[1]
    before = dated.first - 1
    if before < 0 or not scene.context.document.tokens[before].ezafe:
        return False
    key = scene.context.keys[before]
    event = lexicon.event_noun(key)
    return event is not None and before != candidate.first


def _nearest_date(dates: list[Dated], token: int) -> Dated:
    """Return the date that tells most: one with a value, a day, the nearest."""
    return min(
        dates,
        key=lambda d: (
            d.time.iso is None,
            d.time.precision is not Precision.DAY,
            abs(d.first - token),
        ),
    )


def attach_place(scene: Scene, candidate: Candidate) -> None:
    """Give a candidate the place that belongs to it, if any."""
    for how, place in _places_around(scene, candidate):
        if place is not None:
            candidate.place = place
            candidate.place_how = how
            return


def _places_around(
    scene: Scene, candidate: Candidate
) -> Iterator[tuple[How, Place | None]]:
    context = scene.context
    if not candidate.is_verbal:
        yield How.BESIDE, _place_beside(scene, candidate.name[1])
        yield How.INSIDE, _place_inside(scene, candidate)
    else:
        yield How.INSIDE, _place_of_motion(scene, candidate)
    if candidate.held is not None and candidate.held is not candidate.clause:
        yield How.RELATIVE, _place_of(scene, candidate.held, candidate.first)
    if not candidate.is_free and candidate.held is None:
        return
    if candidate.clause.kind != REPORT or _is_occasion(context, candidate):
        yield How.CLAUSE, _place_of(scene, candidate.clause, candidate.first)
    if candidate.is_verbal or candidate.type in _AIMED:
        yield How.GOAL, _goal(scene, candidate)
    before = _coordinated(scene, candidate.clause)
    if before is not None:
        yield How.COORDINATED, _place_of(scene, before, candidate.first)
    parent = candidate.clause.parent
    if parent is not None and parent.kind != REPORT:
        yield How.OUTER, _place_of(scene, parent, candidate.first)


def _goal(scene: Scene, candidate: Candidate) -> Place | None:
    """Return the place that «به», «از», «تا» … of a verb's clause lead to."""
    context = scene.context
    words = lexicon.event_words("goal")
    for token in reversed(candidate.clause.tokens):
        if context.keys[token] in words and token + 1 in scene.clause_of:
            place = place_at(context, token + 1, scene.date_at)
            if place is not None and place.is_named:
                return place
    return None


def _is_occasion(context: Context, candidate: Candidate) -> bool:
    """Say whether a noun tells where something was said («در نشست … گفت»)."""
    before = candidate.name[0] - 1
    return before >= 0 and context.keys[before] in lexicon.event_words("in")


def _place_beside(scene: Scene, last: int) -> Place | None:
    """Return the place right after a noun's phrase («توافق در ژنو»)."""
    context = scene.context
    at = scene.date_at[last].last if last in scene.date_at else last
    if at + 1 >= len(context.keys) or at not in scene.clause_of:
        return None
    if context.keys[at] not in lexicon.event_words("at"):
        return None
    return place_at(context, at + 1, scene.date_at)


def _place_inside(scene: Scene, candidate: Candidate) -> Place | None:
    """Return the place at the end of the noun's own chain («زلزله بم»)."""
    context = scene.context
    last = candidate.name[1]
    for at in range(candidate.first + 1, last - 1):
        if context.keys[at] in lexicon.event_words("at"):
            place = place_at(context, at + 1, scene.date_at)
            if place is not None:
                return place
    if candidate.type in _AIMED and last > candidate.chain:
        return place_at(context, candidate.chain + 1, scene.date_at)
    place = last_place(context, candidate.first, _undated(scene, candidate))
    if place is None or place.is_venue or _is_sited(candidate):
        return place
    return None if lexicon.venue(context.keys[place.first]) is None else place


def _undated(scene: Scene, candidate: Candidate) -> int:
    """Return the end of a noun's chain without its date («انتخابات چین سال ۹۰»)."""
    last = candidate.chain
    while last - 1 > candidate.first and last - 1 in scene.date_at:
        last = scene.date_at[last - 1].first
    return max(last, candidate.first + 1)


def _is_sited(candidate: Candidate) -> bool:
    """Say whether a place at the end of its name is where an event of its kind is.

    «زلزله بم» is in Bam; «حمله اسرائیل» is by Israel.
    """
    if candidate.stem in lexicon.event_words("sited_noun"):
        return True
    return candidate.type in lexicon.event_words("sited")


def _place_of_motion(scene: Scene, candidate: Candidate) -> Place | None:
    """Return where «به …» or «از …» of a verb of motion leads, or what it takes.

    «به ایران بازگشت»، «از آلمان اخراج شد»، «شهر را لرزاند».
    """
    context = scene.context
    words: set[str] = set()
    if candidate.type in _MOVING:
        words |= lexicon.event_words("to") | lexicon.event_words("from")
    elif candidate.type == "attack":
        words |= lexicon.event_words("to")
    for token in candidate.clause.tokens:
        if context.keys[token] in words and token + 1 in scene.clause_of:
            place = place_at(context, token + 1, scene.date_at)
            if place is not None and place.is_named:
                return place
    return _place_taken(scene, candidate) if candidate.type in _TAKING else None


def _place_taken(scene: Scene, candidate: Candidate) -> Place | None:
    """Return the place that is the object of a verb («شهر … را لرزاند»)."""
    context = scene.context
    for token in candidate.clause.tokens:
        mention = context.mention_at(token - 1) if context.keys[token] == "را" else None
        if mention is None or token - 1 not in scene.clause_of:
            continue
        first = mention.first
        if first - 1 in scene.clause_of and lexicon.venue(context.keys[first - 1]):
            first -= 1
        place = place_at(context, first, scene.date_at)
        if place is not None and place.is_named:
            return place
    return None


def _place_of(scene: Scene, clause: Clause, token: int) -> Place | None:
    """Return the most telling place of a clause: a venue, else the nearest name."""
    places = [place for _, place in scene.places_of.get(clause.index, ())]
    if not places:
        return None
    return min(places, key=lambda place: (not place.is_venue, abs(place.first - token)))

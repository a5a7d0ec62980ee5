"""Which dates and places an event might have, nearest in the sentence's build first.

Within the noun's own phrase («نشست روز شنبه»، «زلزله بم»), right after it («توافق در
ژنو»), in its relative clause («مراسمی که در شهر برگزار شد»), in its clause, in the
clause that its clause is joined to or embedded in, elsewhere in its sentence, in the
sentence before, in the article's opening.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct

from kg.extract.events import lexicon
from kg.extract.events.clauses import REPORT, Clause
from kg.extract.events.phrases import Dated, Place, body_at, last_place
from kg.extract.events.scene import Candidate, How, Scene
from kg.model import EntityKind, Precision


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.extract.context import Context


_MOVING = frozenset({"visit", "movement", "dismissal"})
_AIMED = _MOVING | {"attack"}
_HOLDING = frozenset({EntityKind.EVENT, EntityKind.ORGANIZATION})
_TAKING = frozenset({"attack", "disaster", "visit", "movement"})


Value = TypeVar("Value", bound=Dated | Place)
_MOST_BEFORE = 2
_OPENING = 3


class Option(Struct, Generic[Value], frozen=True):
    """A date or place that an event might have, and where it stands."""

    how: How
    value: Value


def date_options(scene: Scene, candidate: Candidate) -> list[Option[Dated]]:
    """Return the dates that a candidate might have, the likeliest place first."""
    found: list[Option[Dated]] = []
    seen: set[int] = set()
    for how, dates in _dates_around(scene, candidate):
        if len(dates) > 1:
            dates = sorted(dates, key=lambda d: _telling(d, candidate.first))  # noqa: PLW2901
        for dated in dates:
            if dated.first not in seen:
                seen.add(dated.first)
                found.append(Option(how, dated))
    return found


def _dates_around(
    scene: Scene, candidate: Candidate
) -> Iterator[tuple[How, list[Dated]]]:
    sentence = scene.context.sentence_of[candidate.first]
    around = scene.dates_in.get(sentence, [])
    first, last = candidate.name
    if around and not candidate.is_verbal:
        yield How.INSIDE, [d for d in around if first <= d.first < last]
        if candidate.is_free or candidate.clause.kind != REPORT:
            yield How.BESIDE, [d for d in around if d.first == last]
    if around:
        yield from _dates_of_clauses(scene, candidate)
        said = not candidate.is_free and candidate.clause.kind == REPORT
        yield (
            How.SENTENCE,
            [
                dated
                for dated in around  # «درباره انتخابات … امروز گفت»
                if not said or scene.clause_of.get(dated.first) is not candidate.clause
            ],
        )
    else:
        before = scene.dates_in.get(sentence - 1, [])
        yield How.BEFORE, before[:_MOST_BEFORE]
        for opening in range(_OPENING):
            yield How.OPENING, scene.dates_in.get(opening, [])[:1]


def _dates_of_clauses(
    scene: Scene, candidate: Candidate
) -> Iterator[tuple[How, list[Dated]]]:
    if candidate.held is not None and candidate.held is not candidate.clause:
        yield How.RELATIVE, scene.dates_of.get(candidate.held.index, [])
    if not candidate.is_free and candidate.held is None:
        return
    own = scene.dates_of.get(candidate.clause.index, [])
    yield How.CLAUSE, [d for d in own if not belongs_to_noun(scene, d, candidate)]
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


def belongs_to_noun(scene: Scene, dated: Dated, candidate: Candidate) -> bool:
    """Say whether a date is part of another noun's phrase («حوادث آبان‌ماه»)."""
    if dated.time.rule == "cued_year":  # «جام جهانی ۲۰۱۸» is a name
        return not candidate.name[0] <= dated.first < candidate.name[1]
    before = dated.first - 1
    if before < 0 or not scene.context.document.tokens[before].ezafe:
        return False
    key = scene.context.keys[before]
    event = lexicon.event_noun(key)
    return event is not None and before != candidate.first


def _telling(dated: Dated, token: int) -> tuple[bool, bool, int]:
    """Order dates by what they tell: a value, a day, nearness to a token."""
    return (
        dated.time.iso is None,
        dated.time.precision is not Precision.DAY,
        abs(dated.first - token),
    )


def place_options(scene: Scene, candidate: Candidate) -> list[Option[Place]]:
    """Return the places that a candidate might have, the likeliest first."""
    return with_far_places(scene, candidate, near_places(scene, candidate))


def near_places(scene: Scene, candidate: Candidate) -> list[Option[Place]]:
    """Return the places of its sentence that a candidate might have."""
    return _without_overlaps([], _near_places(scene, candidate))


def with_far_places(
    scene: Scene, candidate: Candidate, near: list[Option[Place]]
) -> list[Option[Place]]:
    """Return the places of a sentence, and others where it names none."""
    sentence = scene.context.sentence_of[candidate.first]
    if scene.places_in(sentence):
        return near
    return _without_overlaps(near, _far_places(scene, sentence))


def _without_overlaps(
    options: list[Option[Place]], more: Iterable[tuple[How, Place]]
) -> list[Option[Place]]:
    """Return options and those of ``more`` that share no token with one before."""
    found = list(options)
    taken = [(option.value.first, option.value.last) for option in options]
    for how, place in more:
        begin, end = place.first, place.last
        if not [1 for first, last in taken if begin < last and first < end]:
            found.append(Option(how, place))
            taken.append((begin, end))
    return found


def _near_places(scene: Scene, candidate: Candidate) -> Iterator[tuple[How, Place]]:
    for how, place in _places_around(scene, candidate):
        if place is not None:
            yield how, place
    for place in scene.places_in(scene.context.sentence_of[candidate.first]):
        if candidate.type != "attack" or not acts(candidate, place):
            yield How.SENTENCE, place


def acts(candidate: Candidate, place: Place) -> bool:
    """Say whether a country in an event's name may be who does it: «حمله اسرائیل»."""
    own = not candidate.is_verbal and candidate.last <= place.first < candidate.chain
    return own and not place.is_venue and not _is_sited(candidate)


def _far_places(scene: Scene, sentence: int) -> Iterator[tuple[How, Place]]:
    """Yield the places of the sentence before and of the article's opening."""
    far = [(How.BEFORE, sentence - 1)] if sentence else []
    far += [(How.OPENING, place) for place in range(_OPENING) if place != sentence]
    last = len(scene.context.document.sentences)
    for how, where in far:
        if where >= last:
            return
        for place in scene.places_in(where)[:_MOST_BEFORE]:
            yield how, place


def _places_around(
    scene: Scene, candidate: Candidate
) -> Iterator[tuple[How, Place | None]]:
    yield from _places_of_phrase(scene, candidate)
    if candidate.held is not None and candidate.held is not candidate.clause:
        yield How.RELATIVE, _place_of(scene, candidate.held, candidate.first)
    if candidate.is_free or candidate.held is not None:
        yield from _places_of_clauses(scene, candidate)


def _places_of_phrase(
    scene: Scene, candidate: Candidate
) -> Iterator[tuple[How, Place | None]]:
    if candidate.is_verbal:
        yield How.INSIDE, _place_of_motion(scene, candidate)
        return
    yield How.BESIDE, _place_beside(scene, candidate.name[1])
    yield How.INSIDE, _place_inside(scene, candidate)
    yield How.INSIDE, _place_in_name(scene, candidate)


def _places_of_clauses(
    scene: Scene, candidate: Candidate
) -> Iterator[tuple[How, Place | None]]:
    if candidate.clause.kind != REPORT or is_occasion(scene.context, candidate):
        yield How.CLAUSE, _place_of(scene, candidate.clause, candidate.first)
    if candidate.is_verbal or candidate.type in _AIMED:
        yield How.GOAL, _goal(scene, candidate)
    if candidate.type in _MOVING:
        yield How.GOAL, _body_visited(scene, candidate)
    before = _coordinated(scene, candidate.clause)
    if before is not None:
        yield How.COORDINATED, _place_of(scene, before, candidate.first)
    parent = candidate.clause.parent
    if parent is not None and parent.kind != REPORT:
        yield How.OUTER, _place_of(scene, parent, candidate.first)


@cache
def _ways() -> frozenset[str]:
    """Return the words before where a movement leads or comes from."""
    return lexicon.event_words("to") | lexicon.event_words("from")


def _goal(scene: Scene, candidate: Candidate) -> Place | None:
    """Return the place that «به», «از», «تا» … of a verb's clause lead to."""
    context = scene.context
    words = lexicon.event_words("goal")
    for token in reversed(candidate.clause.tokens):
        if context.keys[token] in words and token + 1 in scene.clause_of:
            place = scene.place_at(token + 1)
            if place is not None and place.is_named:
                return place
    return None


def _body_visited(scene: Scene, candidate: Candidate) -> Place | None:
    """Return the body that a visit goes to («بازدید از وزارت نیرو»)."""
    context = scene.context
    words = _ways()
    for token in candidate.clause.tokens:
        if token >= candidate.first and context.keys[token] in words:
            found = body_at(context, token + 1)
            if found is not None:
                return found
    return None


def is_occasion(context: Context, candidate: Candidate) -> bool:
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
    return scene.place_at(at + 1)


def _place_inside(scene: Scene, candidate: Candidate) -> Place | None:
    """Return the place at the end of the noun's own chain («زلزله بم»)."""
    context = scene.context
    last = candidate.name[1]
    for at in range(candidate.first + 1, last - 1):
        if context.keys[at] in lexicon.event_words("at"):
            place = scene.place_at(at + 1)
            if place is not None:
                return place
    if candidate.type in _AIMED and last > candidate.chain:
        return scene.place_at(candidate.chain + 1)
    place = last_place(context, candidate.first, _undated(scene, candidate))
    if place is None or place.is_venue or _is_sited(candidate):
        return place
    return None if lexicon.venue(context.keys[place.first]) is None else place


def _place_in_name(scene: Scene, candidate: Candidate) -> Place | None:
    """Return the place that a longer name within an event's name ends in.

    «جلسه شورای اداری استان کرمان» names the province, «جشنواره فیلم ونیز» what the
    article elsewhere takes for a place.
    """
    context = scene.context
    mention = context.mention_at(candidate.chain - 1)
    if mention is None or mention.kind not in _HOLDING or mention.last < 2:
        return None
    last = mention.last
    for first in range(last - 2, max(mention.first, last - 4), -1):
        if context.keys[first] in lexicon.event_words("division"):
            return Place(first=first, last=last, is_named=True, is_venue=False)
    if mention.kind is EntityKind.EVENT and _is_town(context, context.keys[last - 1]):
        return Place(first=last - 1, last=last, is_named=True, is_venue=False)
    return None


def _is_town(context: Context, key: str) -> bool:
    """Say whether an article elsewhere names a place with this one word."""
    return any(
        mention.kind is EntityKind.PLACE
        and mention.last == mention.first + 1
        and context.keys[mention.first] == key
        for mention in context.document.mentions
    )


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
    words: frozenset[str] = frozenset()
    if candidate.type in _MOVING:
        words = _ways()
    elif candidate.type == "attack":
        words = lexicon.event_words("to")
    for token in candidate.clause.tokens if words else ():
        if context.keys[token] in words and token + 1 in scene.clause_of:
            place = scene.place_at(token + 1)
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
        place = scene.place_at(first)
        if place is not None and place.is_named:
            return place
    return None


def _place_of(scene: Scene, clause: Clause, token: int) -> Place | None:
    """Return the most telling place of a clause: a venue, else the nearest name."""
    places = [place for _, place in scene.places_of.get(clause.index, ())]
    if len(places) < 2:
        return places[0] if places else None
    return min(
        places,
        key=lambda place: (
            not place.is_named,
            not place.is_venue,
            abs(place.first - token),
        ),
    )

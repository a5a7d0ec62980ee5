"""Which date and place a listed event has, now that its whole article is known.

:mod:`~kg.extract.events.attachment` gives each telling the date and place that stand
nearest in the build of its sentence. Here an event as a whole is given one of all the
dates of its article, and one of all its places, or none: by what its tellings chose and
how surely, in how many sentences a date is told and how far from the event, and by what
the other events of the article have. Boosted trees over these numbers decide, learnt by
:mod:`kg.train.events`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic

import numpy as np

from kg.extract.events import lexicon
from kg.extract.events.attachment import (
    place_kind,
    relation_of,
    sort_of,
    tense_of,
    word_before,
)
from kg.extract.events.merging import Settled, best_named, group_of
from kg.extract.events.options import Option, Value
from kg.extract.events.phrases import Dated, Place
from kg.extract.events.scene import How
from kg.model import Anchor, Part, Precision, TimeKind


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from kg.extract.context import Context
    from kg.extract.events.merging import Event
    from kg.extract.events.model import Forest
    from kg.extract.events.scene import Candidate, Scene
    from kg.model import TimeExpression


_ABSENT = -9.0
_FAR = 99.0
_ALONE = 20.0  # how far ahead of the others the only one is
_MOST_RIVALS = 30.0
_LIKELY = 0.3  # to be listed
_LEAST = 0.2  # less likely to be listed, an event hands on no date
_SOME = 0.05
_MOST_DAYS = 2000
_DAY = 10  # letters of a whole date
_COUNTRY = 2  # letters of its key
_RANKED = 5  # its odds and its weight
_WIDTH = 80  # numbers of an alternative, the last ones none
_HOWS = tuple(How)
_PRECISIONS = tuple(Precision)
_ANCHORS = tuple(Anchor)
_TENSES = ("none", "past", "present", "future")
_CLAUSES = ("report", "other", "hold", "stative", "none")
_RELATIONS = ("far", "name", "same", "other", "parent", "held", "child")
_SORTS = ("motion", "gathering", "incident", "other")
_BEFORE = ("", "از", "تا", "در", "برای", "و", "که", "به", "با", "را", "،")
_KINDS = ("plain", "general", "venue", "body", "headed", "town", "country", "iran")
_WORDS = (
    *("در", "به", "از", "تا", "سوی", "علیه", "میان", "بین", "با", "برای", "را", "و"),
    *("event", "title", "noun", "name", "start", "ADP", "PUNCT", "VERB"),
)


@dataclass(frozen=True, slots=True)
class Telling(Generic[Value]):
    """A telling of an event, with the dates or places that it may have."""

    candidate: Candidate
    options: list[tuple[Option[Value], float]]
    none: float


@dataclass(frozen=True, slots=True)
class Choices(Generic[Value]):
    """The dates, or the places, of an article as its events see them.

    Attributes:
        mentions: All mentions of each, by a key that they share.
        tellings: The tellings of each event.
        chosen: For each event, the key of what its tellings chose, if anything.
    """

    mentions: dict[str, list[Value]]
    tellings: list[list[Telling[Value]]]
    chosen: list[str | None]


class Weighed:
    """An article's events, with all its dates and places."""

    def __init__(
        self, scene: Scene, events: Sequence[Event], listed: Sequence[float]
    ) -> None:
        """Gather what the events of an article may have.

        Args:
            scene: The article.
            events: Its proposed events.
            listed: How likely each is listed.
        """
        context = scene.context
        self.scene, self.events, self.listed = scene, events, listed
        self.named = [best_named(context, event) for event in events]
        self.sentences = [
            sorted({context.sentence_of[each.first] for each in event.candidates})
            for event in events
        ]
        self.dates = _date_choices(scene, events)
        self.places = _place_choices(scene, events)
        self._of_place: dict[str, tuple[float, float]] = {}
        self._nested: dict[tuple[str, int], tuple[float, float]] = {}

    def date_rows(self, at: int) -> tuple[list[Dated | None], NDArray[np.float32]]:
        """Return the dates that an event may have, last none, and what is weighed."""
        return _rows(self, self.dates, at, _of_time)

    def of_place(self, key: str) -> tuple[float, float]:
        """Return how many names of events hold a place, and how often «در» is there."""
        found = self._of_place.get(key)
        if found is None:
            mentions = self.places.mentions[key]
            words = [word_before(self.scene, each) for each in mentions]
            names = sum([_is_named_in(each, mentions) for each in self.named])
            found = self._of_place[key] = (float(names), float(words.count("در")))
        return found

    def nested_of(self, key: str, place: Place) -> tuple[float, float]:
        """Say whether places within a place are told, and places that it is in."""
        found = self._nested.get((key, place.first))
        if found is None:
            found = self._nested[key, place.first] = _nested(self, key, place)
        return found

    def place_rows(self, at: int) -> tuple[list[Place | None], NDArray[np.float32]]:
        """Return the places that an event may have, last none, and what is weighed."""
        return _rows(self, self.places, at, _of_site)


def settle(
    scene: Scene, events: Sequence[Event], listed: Sequence[float], chosen: list[int]
) -> None:
    """Give the chosen of an article's events the date and place of each as a whole."""
    if not chosen:
        return
    weighed = Weighed(scene, events, listed)
    dates = [weighed.date_rows(at) for at in chosen]
    places = [weighed.place_rows(at) for at in chosen]
    dated = shares(scene.models.settled_date, [rows for _, rows in dates])
    placed = shares(scene.models.settled_place, [rows for _, rows in places])
    for number, at in enumerate(chosen):
        events[at].settled = likeliest(
            events[at],
            (dates[number][0], dated[number]),
            (places[number][0], placed[number]),
        )


def shares(
    forest: Forest, alternatives: Sequence[NDArray[np.float32]]
) -> list[list[float]]:
    """Return for each event how likely each of its alternatives is, together 1."""
    odds = np.exp(forest.log_odds(np.concatenate(alternatives)))
    found: list[list[float]] = []
    first = 0
    for each in alternatives:
        own = odds[first : first + len(each)]
        found.append((own / own.sum()).tolist())
        first += len(each)
    return found


def likeliest(
    event: Event,
    dates: tuple[Sequence[Dated | None], Sequence[float]],
    places: tuple[Sequence[Place | None], Sequence[float]],
) -> Settled:
    """Return the likeliest pair of a date and a place that is not without both."""
    _, when, where = max(
        (date_sure * place_sure, when, where)
        for when, date_sure in enumerate(dates[1])
        for where, place_sure in enumerate(places[1])
        if dates[0][when] is not None or places[0][where] is not None
    )
    dated, placed = dates[0][when], places[0][where]
    return Settled(
        date=dated,
        date_sure=dates[1][when],
        date_how=_how(dated, [each.dates for each in event.candidates]),
        place=placed,
        place_sure=places[1][where],
        place_how=_how(placed, [each.places for each in event.candidates]),
    )


def _how(
    value: Value | None, options: Sequence[Sequence[tuple[Option[Value], float]]]
) -> How:
    """Name where what was chosen stands beside the telling that is surest of it."""
    if value is None:
        return How.NONE
    near = [
        (sure, one.how) for each in options for one, sure in each if one.value == value
    ]
    return max(near)[1] if near else How.ARTICLE


# ------------------------------------------------------------------------ gathering


def _date_choices(scene: Scene, events: Sequence[Event]) -> Choices[Dated]:
    context = scene.context
    mentions: dict[str, list[Dated]] = {}
    for dated in scene.dates:
        mentions.setdefault(_date_key(context, dated), []).append(dated)
    return Choices(
        mentions,
        [
            [Telling(each, each.dates, each.undated_sure) for each in event.candidates]
            for event in events
        ],
        [
            None
            if event.dated is None or event.dated.date is None
            else _date_key(context, event.dated.date)
            for event in events
        ],
    )


def _date_key(context: Context, dated: Dated) -> str:
    """Return what mentions of one date share: its value, else its words."""
    return dated.time.iso or "".join(context.keys[dated.first : dated.last])


def _place_choices(scene: Scene, events: Sequence[Event]) -> Choices[Place]:
    context = scene.context
    every = {
        (place.first, place.last): place
        for number in range(len(context.document.sentences))
        for place in scene.places_in(number)
    }
    for event in events:
        for telling in event.candidates:
            for option, _ in telling.places:
                place = option.value
                every.setdefault((place.first, place.last), place)
    mentions: dict[str, list[Place]] = {}
    for place in every.values():
        mentions.setdefault(_place_key(context, place), []).append(place)
    return Choices(
        mentions,
        [
            [
                Telling(each, each.places, each.unplaced_sure)
                for each in event.candidates
            ]
            for event in events
        ],
        [
            None
            if event.placed is None or event.placed.place is None
            else _place_key(context, event.placed.place)
            for event in events
        ],
    )


def _place_key(context: Context, place: Place) -> str:
    """Return what mentions of one place share: its gazetteer key, else its words."""
    mention = context.mention_at(place.last - 1)
    is_whole = mention is not None and mention.first - place.first <= 1
    if is_whole and mention is not None and mention.place is not None:
        return mention.place
    return "".join(context.keys[place.first : place.last])


# ------------------------------------------------------------------------- weighing


@dataclass(frozen=True, slots=True)
class _Choice(Generic[Value]):
    """One of the dates or places of an article, beside an event.

    Attributes:
        key: What its mentions share.
        mentions: Its mentions.
        value: The mention that is nearest to the event.
        telling: The telling that it is nearest to.
        how: Where it stands beside that, if in its reach.
        odds: Log-odds: the surest telling's, the mean, the best named telling's and
            the first telling's.
        weight: How many other events have it, each as far as it is listed.
    """

    key: str
    mentions: list[Value]
    value: Value
    telling: Candidate
    how: How | None
    odds: tuple[float, float, float, float]
    weight: float


def _rows(
    weighed: Weighed,
    choices: Choices[Value],
    at: int,
    more: Callable[[Weighed, int, _Choice[Value]], Iterator[float]],
) -> tuple[list[Value | None], NDArray[np.float32]]:
    """Return what an event may have, last none, and the numbers of each."""
    tellings = choices.tellings[at]
    nones: list[float] = [_log_odds(each.none) for each in tellings]
    mean: float = sum(nones) / len(nones)
    shared: list[float] = [
        *_of_event(weighed, at),
        *(min(nones), max(nones), mean),
        float(len(choices.mentions)),
    ]
    others = _listed_others(weighed, choices, at)
    values: list[Value | None] = []
    told: list[list[float]] = []  # of each choice: its odds, its weight, the rest
    for key in choices.mentions:
        choice = _choice(weighed, choices, key, at)
        values.append(choice.value)
        told.append(
            [
                *choice.odds,
                choice.weight,
                float(len(_HOWS) if choice.how is None else _HOWS.index(choice.how)),
                *_of_mentions(weighed, choice, at),
                *_of_position(weighed, choice),
                *_of_others(weighed, choices, choice, at, whole=others),
                *more(weighed, at, choice),
            ]
        )
    values.append(None)
    columns = [[row[at] for row in told] for at in range(_RANKED)]
    highest = [max(column, default=_ABSENT) for column in columns]
    ahead = [_ahead(column) for column in columns]
    rows = [
        [*shared, 0.0, *[each[number] for each in ahead], *row]
        for number, row in enumerate(told)
    ]
    behind = [mean - each for each in highest[:-1]]
    rows.append([*shared, 1.0, *behind, highest[-1], max(nones), mean])
    whole = np.full((len(rows), _WIDTH), _ABSENT, dtype=np.float32)
    for number, row in enumerate(rows):
        whole[number, : len(row)] = row
    return values, whole


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))


def _ahead(numbers: Sequence[float]) -> list[float]:
    """Return how far each number is ahead of the highest of the others."""
    if len(numbers) < 2:
        return [_ALONE] * len(numbers)
    top, second = sorted(numbers, reverse=True)[:2]
    first = numbers.index(top)
    return [
        number - (second if at == first else top) for at, number in enumerate(numbers)
    ]


def _choice(
    weighed: Weighed, choices: Choices[Value], key: str, at: int
) -> _Choice[Value]:
    """Return what is known of a date or place beside an event."""
    event, named = weighed.events[at], weighed.named[at]
    mentions = choices.mentions[key]
    held = {(each.first, each.last) for each in mentions}
    within = [
        (sure, option, telling.candidate)
        for telling in choices.tellings[at]
        for option, sure in telling.options
        if (option.value.first, option.value.last) in held
    ]
    sums = [
        sum([sure for sure, _, telling in within if telling is each])
        for each in event.candidates
    ]
    how, best = None, _ABSENT
    if within:
        sure, option, telling = max(within, key=lambda each: each[0])
        value, how, best = option.value, option.how, _log_odds(sure)
    else:
        value, telling = min(
            ((one, each) for one in mentions for each in event.candidates),
            key=lambda pair: abs(pair[0].first - pair[1].first),
        )
    own = event.candidates.index(named)
    mean = _log_odds(sum(sums) / len(sums))
    return _Choice(
        key=key,
        mentions=mentions,
        value=value,
        telling=telling,
        how=how,
        odds=(best, mean, _log_odds(sums[own]), _log_odds(sums[0])),
        weight=sum(_rivals(weighed, choices, key, at).values()),
    )


def _rivals(
    weighed: Weighed, choices: Choices[Value], key: str, at: int
) -> dict[int, float]:
    """Return the other events that chose something, and how likely each is listed."""
    return {
        other: weighed.listed[other]
        for other, chosen in enumerate(choices.chosen)
        if chosen == key and other != at
    }


def _of_event(weighed: Weighed, at: int) -> Iterator[float]:
    """Yield what an event is like and how it is told."""
    scene, event, named = weighed.scene, weighed.events[at], weighed.named[at]
    context = scene.context
    titles = [
        context.sentence_at(each.first).part is Part.TITLE for each in event.candidates
    ]
    yield weighed.listed[at]
    yield max([each.some_sure for each in event.candidates])
    yield float(len(event.candidates))
    yield float(len(weighed.events))
    yield float(any(titles))
    yield from _of_named(scene, named)


def _of_named(scene: Scene, named: Candidate) -> Iterator[float]:
    """Yield what the telling is like that names an event best."""
    context = scene.context
    number = context.sentence_of[named.first]
    clause = named.held or named.clause
    yield float(named.is_verbal)
    yield float(number)
    yield float(context.sentence_at(named.first).part is Part.TITLE)
    yield float(named.is_free)
    yield float(named.held is not None)
    yield _index(_CLAUSES, clause.kind)
    yield _index(_TENSES, tense_of(named))
    yield float(len(scene.dates_in.get(number, ())))
    yield float(len(scene.places_in(number)))
    yield float(named.name[1] - named.name[0])
    yield float(len(context.document.sentences))
    yield _index(lexicon.event_types(), named.type)
    yield _index(_SORTS, sort_of(named))


def _index(known: Sequence[str], word: str) -> float:
    """Return where a word stands in a list, its length for others."""
    return float(known.index(word) if word in known else len(known))


def _of_mentions(weighed: Weighed, choice: _Choice[Value], at: int) -> Iterator[float]:
    """Yield how often it is told, how early, and how many sentences away."""
    context = weighed.scene.context
    told = sorted({context.sentence_of[each.first] for each in choice.mentions})
    parts = [context.document.sentences[number].part for number in told]
    named = context.sentence_of[weighed.named[at].first]
    yield float(len(choice.mentions))
    yield float(len(told))
    yield float(told[0])
    yield float(Part.TITLE in parts)
    yield float(_nearest(told, weighed.sentences[at]))
    yield float(_nearest(told, [named]))


def _nearest(told: Sequence[int], sentences: Sequence[int]) -> int:
    """Return how many sentences are between the nearest two, negative if before."""
    away = [one - other for one in told for other in sentences]
    return min(away, key=lambda number: (abs(number), number))


def _of_position(weighed: Weighed, choice: _Choice[Value]) -> Iterator[float]:
    """Yield where the nearest mention stands beside the telling."""
    scene, value, telling = weighed.scene, choice.value, choice.telling
    context = scene.context
    near = context.sentence_of[value.first] == context.sentence_of[telling.first]
    after = value.first >= telling.last
    low, high = (telling.last, value.first) if after else (value.last, telling.first)
    clause = scene.clause_of.get(value.first)
    noun = scene.named_at.get(value.first, scene.named_at.get(value.first - 1))
    before = context.keys[value.first - 1] if value.first else ""
    between = scene.event_count[max(low, high)] - scene.event_count[low]
    yield float(high - low if after else low - high) if near else _FAR
    yield float(max(0, between)) if near else _MOST_RIVALS
    yield float(clause is telling.clause)
    yield float(telling.held is not None and clause is telling.held)
    yield _index(_RELATIONS, relation_of(scene, telling, clause, value.first))
    yield float(telling.is_verbal)
    yield 0.0 if noun is None else 1.0 if noun == telling.first else 2.0
    yield _index(_BEFORE, before)
    yield float(value.first > 0 and context.document.tokens[value.first - 1].ezafe)


def _listed_others(weighed: Weighed, choices: Choices[Value], at: int) -> float:
    """Return how many other events have one of the choices, as far as listed."""
    return sum(
        [
            weighed.listed[other]
            for other, chosen in enumerate(choices.chosen)
            if other != at and chosen is not None
        ]
    )


def _of_others(
    weighed: Weighed,
    choices: Choices[Value],
    choice: _Choice[Value],
    at: int,
    *,
    whole: float,
) -> Iterator[float]:
    """Yield which other events of the article have it; ``whole`` have any."""
    named = weighed.named[at]
    rivals = _rivals(weighed, choices, choice.key, at)
    sentence_of = weighed.scene.context.sentence_of
    yield float(len(rivals))
    yield choice.weight
    yield float(sum(sure >= _LIKELY for sure in rivals.values()))
    yield choice.weight / whole if whole > _SOME else -1.0
    alike = [
        (group_of(weighed.named[other]) == group_of(named), sure, other)
        for other, sure in rivals.items()
    ]
    yield sum([sure for is_alike, sure, _ in alike if is_alike])
    stems = [
        sure for _, sure, other in alike if weighed.named[other].stem == named.stem
    ]
    yield sum(stems)
    sentences = weighed.sentences[at]
    yield sum(
        [
            sure
            for other, sure in rivals.items()
            if sentence_of[weighed.named[other].first] in sentences
        ]
    )
    yield _of_former(weighed, choices, choice.key, at)


def _of_former(weighed: Weighed, choices: Choices[Value], key: str, at: int) -> float:
    """Say whether the likely event before has it; -1 where none has any."""
    first = weighed.named[at].first
    former = [
        (weighed.named[other].first, chosen)
        for other, chosen in enumerate(choices.chosen)
        if chosen is not None
        and weighed.listed[other] >= _LEAST
        and weighed.named[other].first < first
    ]
    return float(max(former)[1] == key) if former else -1.0


# ---------------------------------------------------------------------------- dates


def _of_time(weighed: Weighed, _: int, choice: _Choice[Dated]) -> Iterator[float]:
    """Yield what sort of date it is and how it stands to the article's others."""
    time = choice.value.time
    others = [
        each[0].time
        for key, each in weighed.dates.mentions.items()
        if key != choice.key
    ]
    yield float(_PRECISIONS.index(time.precision))
    yield float(time.iso is None)
    yield float(time.kind is TimeKind.RANGE)
    yield from _days(weighed.scene.context, choice.value)
    yield float(_ANCHORS.index(time.anchor))
    yield float(time.rule == "cued_year")
    yield float(time.rule == "named_day")
    yield float(any(_holds(time, other) for other in others))
    yield float(any(_holds(other, time) for other in others))
    yield float(choice.value.last - choice.value.first)


def _holds(whole: TimeExpression, part: TimeExpression) -> bool:
    """Say whether one period lies within another."""
    if not (whole.begin and whole.end and part.begin and part.end):
        return False
    return whole.begin <= part.begin and part.end <= whole.end


def _days(context: Context, dated: Dated) -> tuple[float, float]:
    """Return how many days a date is from publication, negative before, and has."""
    begin, end = dated.time.begin, dated.time.end
    published = context.document.article.published
    if begin is None or end is None:
        return _ABSENT, _ABSENT
    first, last = date.fromisoformat(begin), date.fromisoformat(end)
    span = float((last - first).days)
    if published is None or len(published.day) < _DAY:
        return _ABSENT, span
    now = date.fromisoformat(published.day)
    away = max(0, (first - now).days) + min(0, (last - now).days)
    return float(max(-_MOST_DAYS, min(_MOST_DAYS, away))), span


# --------------------------------------------------------------------------- places


def _of_site(weighed: Weighed, at: int, choice: _Choice[Place]) -> Iterator[float]:
    """Yield what sort of place it is and how it stands to the article's others."""
    scene = weighed.scene
    own = weighed.named[at]
    yield from _of_kind(scene, choice.value)
    yield from _of_dateline(scene, choice.key)
    yield float(_is_named_in(own, choice.mentions))
    yield from weighed.of_place(choice.key)
    yield from weighed.nested_of(choice.key, choice.value)


def _of_kind(scene: Scene, place: Place) -> Iterator[float]:
    """Yield what a place is and what stands before it."""
    mention = scene.context.mention_at(place.last - 1)
    known = None if mention is None else mention.place
    yield _index(_KINDS, place_kind(scene, place))
    yield _index(_WORDS, word_before(scene, place))
    yield float(known is not None and len(known) == _COUNTRY)
    yield float(known == "IR")
    yield float(known is not None)
    yield float(known is not None and not known.startswith("IR"))
    yield float(place.is_body)
    yield float(place.is_named)
    yield float(place.is_venue)
    yield float(place.last - place.first)


def _is_named_in(candidate: Candidate, mentions: Sequence[Place]) -> bool:
    """Say whether an event's name holds one of the mentions of a place."""
    first, last = candidate.name
    return any(first <= each.first < last for each in mentions)


def _of_dateline(scene: Scene, key: str) -> tuple[float, float]:
    """Say whether it is where the article was sent from, and whether that is told."""
    if scene.dateline is None:
        return 0.0, 0.0
    first, last = scene.dateline
    sent = Place(first=first, last=last, is_named=True, is_venue=False)
    return float(_place_key(scene.context, sent) == key), 1.0


def _nested(weighed: Weighed, own: str, place: Place) -> tuple[float, float]:
    """Say whether places within it are told, and places that it is in.

    1 where anywhere in the article, 2 where in its own sentence.
    """
    sentence_of = weighed.scene.context.sentence_of
    sentence = sentence_of[place.first]
    finer = coarser = 0
    for key, mentions in weighed.places.mentions.items():
        if key == own:
            continue
        is_finer = key.startswith(own) or any(_within(place, e) for e in mentions)
        is_coarser = own.startswith(key) or any(_within(e, place) for e in mentions)
        if not (is_finer or is_coarser):
            continue
        near = 1 + any(sentence_of[each.first] == sentence for each in mentions)
        finer = max(finer, near * is_finer)
        coarser = max(coarser, near * is_coarser)
    return float(finer), float(coarser)


def _within(one: Place, other: Place) -> bool:
    return other.first <= one.first and one.last <= other.last

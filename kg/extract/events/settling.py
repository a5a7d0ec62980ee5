"""Which date and place a listed event has, now that its whole article is known.

:mod:`~kg.extract.events.attachment` gives each telling the date and place that stand
nearest in the build of its sentence. Here an event as a whole is given one of all the
dates of its article, and one of all its places, or none: by what its tellings chose and
how surely, in how many sentences a date is told and how far from the event, and by what
the other events of the article have. Boosted trees over these numbers decide, learnt by
:mod:`kg.train.events`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic

import numpy as np
from msgspec import Struct

from kg.extract.events import lexicon
from kg.extract.events.attachment import (
    place_kind,
    relation_of,
    sort_of,
    tense_of,
    word_before,
)
from kg.extract.events.merging import Settled, best_named, group_of
from kg.extract.events.model import to_log_odds
from kg.extract.events.options import Option, Value
from kg.extract.events.phrases import Dated, Place, days_away
from kg.extract.events.scene import How
from kg.model import Anchor, Part, Precision, TimeKind


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

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
_PRECISIONS = tuple(Precision)
_ANCHORS = tuple(Anchor)


def _order(names: Iterable[str]) -> Mapping[str, float]:
    """Return where each name stands in a list."""
    return {name: float(at) for at, name in enumerate(names)}


_HOWS = _order(How)
_TENSES = _order(("none", "past", "present", "future"))
_CLAUSES = _order(("report", "other", "hold", "stative", "none"))
_RELATIONS = _order(("far", "name", "same", "other", "parent", "held", "child"))
_SORTS = _order(("motion", "gathering", "incident", "other"))
_BEFORE = _order(("", "از", "تا", "در", "برای", "و", "که", "به", "با", "را", "،"))
_KINDS = _order(
    ("plain", "general", "venue", "body", "headed", "town", "country", "iran")
)
_WORDS = _order(
    (
        *(
            "در",
            "به",
            "از",
            "تا",
            "سوی",
            "علیه",
            "میان",
            "بین",
            "با",
            "برای",
            "را",
            "و",
        ),
        *("event", "title", "noun", "name", "start", "ADP", "PUNCT", "VERB"),
    )
)


class Telling(Struct, Generic[Value], frozen=True):
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
        told: Where the mentions of each key stand.
        keys_at: The keys of what stands at a token range.
        events_of: The events whose tellings chose each key, in order.
    """

    mentions: dict[str, list[Value]]
    tellings: list[list[Telling[Value]]]
    chosen: list[str | None]
    told: dict[str, Told]
    keys_at: dict[tuple[int, int], list[str]]
    events_of: dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Told:
    """Where the mentions of a date or place stand.

    Attributes:
        sentences: The sentences that they stand in, in order.
        numbers: How many mentions and sentences, the first sentence, and whether one is
            a title.
    """

    sentences: list[int]
    numbers: tuple[float, float, float, float]


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
        self.groups = [group_of(each) for each in self.named]
        self.sentences = [
            sorted({context.sentence_of[each.first] for each in event.candidates})
            for event in events
        ]
        self.dates = _date_choices(scene, events)
        self.places = _place_choices(scene, events)
        self._of_place: dict[str, tuple[float, float]] = {}
        self._nested: dict[tuple[str, int], tuple[float, float]] = {}
        self._times: dict[tuple[str, int, int], tuple[float, ...]] = {}
        self._sites: dict[tuple[str, int, int], tuple[float, ...]] = {}

    def date_rows(self, at: int) -> tuple[list[Dated | None], NDArray[np.float32]]:
        """Return the dates that an event may have, last none, and what is weighed."""
        return _rows(self, self.dates, at, _of_time)

    def of_time(self, key: str, dated: Dated) -> tuple[float, ...]:
        """Return what sort of date a mention is."""
        asked = key, dated.first, dated.last
        found = self._times.get(asked)
        if found is None:
            found = self._times[asked] = _time(self, key, dated)
        return found

    def of_site(self, key: str, place: Place) -> tuple[float, ...]:
        """Return what sort of place a mention is, and whether the dateline names it."""
        asked = key, place.first, place.last
        found = self._sites.get(asked)
        if found is None:
            dateline = _of_dateline(self.scene, key)
            found = self._sites[asked] = (*_of_kind(self.scene, place), *dateline)
        return found

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


def _choices(
    context: Context,
    mentions: dict[str, list[Value]],
    tellings: list[list[Telling[Value]]],
    chosen: list[str | None],
) -> Choices[Value]:
    """Return the dates or places of an article with what is known of each key."""
    keys_at: dict[tuple[int, int], list[str]] = {}
    for key, values in mentions.items():
        for span in {(each.first, each.last) for each in values}:
            keys_at.setdefault(span, []).append(key)
    events_of: dict[str, list[int]] = {}
    for at, one in enumerate(chosen):
        if one is not None:
            events_of.setdefault(one, []).append(at)
    told = {key: _told(context, values) for key, values in mentions.items()}
    return Choices(mentions, tellings, chosen, told, keys_at, events_of)


def _told(context: Context, mentions: Sequence[Value]) -> Told:
    """Return how often something is told, how early, and in which sentences."""
    sentences = sorted({context.sentence_of[each.first] for each in mentions})
    every = context.document.sentences
    titled = any(every[number].part is Part.TITLE for number in sentences)
    counted = float(len(mentions)), float(len(sentences))
    return Told(sentences, (*counted, float(sentences[0]), float(titled)))


def _date_choices(scene: Scene, events: Sequence[Event]) -> Choices[Dated]:
    context = scene.context
    mentions: dict[str, list[Dated]] = {}
    for dated in scene.dates:
        mentions.setdefault(_date_key(context, dated), []).append(dated)
    return _choices(
        context,
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
    return _choices(
        context,
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
class _Beside(Generic[Value]):
    """What is known of an event, whatever date or place it is weighed with.

    Attributes:
        at: Which of the article's events it is.
        own: Which of its tellings names it best.
        within: By key, what is in reach of its tellings: how sure, which, and whose.
        others: How many other events have any of the choices, as far as listed.
        former: What the likely event before has, if one has any.
    """

    at: int
    own: int
    within: dict[str, list[tuple[float, Option[Value], Candidate]]]
    others: float
    former: str | None


class _Choice(Struct, Generic[Value], frozen=True):
    """One of the dates or places of an article, beside an event.

    Attributes:
        key: What its mentions share.
        value: The mention that is nearest to the event.
        telling: The telling that it is nearest to.
        how: Where it stands beside that, if in its reach.
        odds: Log-odds: the surest telling's, the mean, the best named telling's and
            the first telling's.
    """

    key: str
    value: Value
    telling: Candidate
    how: How | None
    odds: tuple[float, float, float, float]


def _rows(
    weighed: Weighed,
    choices: Choices[Value],
    at: int,
    more: Callable[[Weighed, int, _Choice[Value]], tuple[float, ...]],
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
    beside = _beside(weighed, choices, at)
    found = [_choice(weighed, choices, key, beside) for key in choices.mentions]
    told = [
        _of_choice(weighed, choices, one, beside) + more(weighed, at, one)
        for one in found
    ]
    return [*[one.value for one in found], None], _filled(shared, told, nones)


def _of_choice(
    weighed: Weighed,
    choices: Choices[Value],
    choice: _Choice[Value],
    beside: _Beside[Value],
) -> tuple[float, ...]:
    """Return the numbers that dates and places have in common."""
    others = _of_others(weighed, choices, choice.key, beside)
    return (
        *choice.odds,
        others[1],
        float(len(_HOWS)) if choice.how is None else _HOWS[choice.how],
        *_of_mentions(weighed, choices.told[choice.key], beside.at),
        *_of_position(weighed, choice),
        *others,
    )


def _filled(
    shared: Sequence[float], told: Sequence[tuple[float, ...]], nones: Sequence[float]
) -> NDArray[np.float32]:
    """Return the rows of an event's alternatives.

    Args:
        shared: What they have in common.
        told: Of each, the first ``_RANKED`` numbers those that rank it.
        nones: The log-odds of none, by telling.
    """
    whole = np.full((len(told) + 1, _WIDTH), _ABSENT, dtype=np.float32)
    start = len(shared)
    first = start + 1 + _RANKED
    whole[:, :start] = shared
    whole[:-1, start] = 0
    columns = list(zip(*told, strict=True))[:_RANKED]
    for number, column in enumerate(columns, start + 1):
        whole[:-1, number] = _ahead(column)
    if told:
        whole[:-1, first : first + len(told[0])] = told
    mean = sum(nones) / len(nones)
    highest = [max(column) for column in columns] or [_ABSENT] * _RANKED
    behind = [mean - each for each in highest[:-1]]
    last = (1.0, *behind, highest[-1], max(nones), mean)
    whole[-1, start : start + len(last)] = last
    return whole


def _log_odds(probability: float) -> float:
    return to_log_odds(probability, 1e-4)


_NEVER = _log_odds(0.0)
_NO_ODDS = (_ABSENT, _NEVER, _NEVER, _NEVER)  # of what is out of every telling's reach


def _ahead(numbers: Sequence[float]) -> list[float]:
    """Return how far each number is ahead of the highest of the others."""
    if len(numbers) < 2:
        return [_ALONE] * len(numbers)
    top, second = sorted(numbers, reverse=True)[:2]
    first = numbers.index(top)
    return [
        number - (second if at == first else top) for at, number in enumerate(numbers)
    ]


def _beside(weighed: Weighed, choices: Choices[Value], at: int) -> _Beside[Value]:
    """Return what is known of an event whatever it is weighed with."""
    within: dict[str, list[tuple[float, Option[Value], Candidate]]] = {}
    for telling in choices.tellings[at]:
        for option, sure in telling.options:
            for key in choices.keys_at.get((option.value.first, option.value.last), ()):
                within.setdefault(key, []).append((sure, option, telling.candidate))
    first = weighed.named[at].first
    chosen = [
        (weighed.listed[other], weighed.named[other].first, key)
        for other, key in enumerate(choices.chosen)
        if key is not None and other != at
    ]
    former = [
        (begin, key) for sure, begin, key in chosen if sure >= _LEAST and begin < first
    ]
    return _Beside(
        at=at,
        own=weighed.events[at].candidates.index(weighed.named[at]),
        within=within,
        others=sum([sure for sure, _, _ in chosen]),
        former=max(former)[1] if former else None,
    )


def _choice(
    weighed: Weighed, choices: Choices[Value], key: str, beside: _Beside[Value]
) -> _Choice[Value]:
    """Return what is known of a date or place beside an event."""
    candidates = weighed.events[beside.at].candidates
    within = beside.within.get(key)
    if within is None:
        value, telling = _nearest_pair(choices.mentions[key], candidates)
        return _Choice(key, value, telling, None, _NO_ODDS)
    sums = [
        sum([sure for sure, _, telling in within if telling is each])
        for each in candidates
    ]
    sure, option, telling = max(within, key=lambda each: each[0])
    mean = _log_odds(sum(sums) / len(sums))
    odds = _log_odds(sure), mean, _log_odds(sums[beside.own]), _log_odds(sums[0])
    return _Choice(key, option.value, telling, option.how, odds)


def _nearest_pair(
    mentions: Sequence[Value], candidates: Sequence[Candidate]
) -> tuple[Value, Candidate]:
    """Return the mention and the telling that stand nearest, of equals the first."""
    pairs = [(one, each) for one in mentions for each in candidates]
    if len(pairs) == 1:
        return pairs[0]
    away = [abs(one.first - each.first) for one, each in pairs]
    return pairs[away.index(min(away))]


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
    yield _index(lexicon.type_order(), named.type)
    yield _index(_SORTS, sort_of(named))


def _index(known: Mapping[str, float], word: str) -> float:
    """Return where a word stands in a list, its length for others."""
    return known.get(word, float(len(known)))


def _of_mentions(weighed: Weighed, told: Told, at: int) -> tuple[float, ...]:
    """Return how often it is told, how early, and how many sentences away."""
    named = weighed.scene.context.sentence_of[weighed.named[at].first]
    own = weighed.sentences[at]
    near = _nearest(told.sentences, [named])
    every = near if len(own) == 1 else _nearest(told.sentences, own)
    return (*told.numbers, float(every), float(near))


def _nearest(told: Sequence[int], sentences: Sequence[int]) -> int:
    """Return how many sentences are between the nearest two, negative if before."""
    away = [one - other for one in told for other in sentences]
    least = min([abs(number) for number in away])
    return -least if -least in away else least


def _of_position(weighed: Weighed, choice: _Choice[Value]) -> tuple[float, ...]:
    """Return where the nearest mention stands beside the telling."""
    scene, value, telling = weighed.scene, choice.value, choice.telling
    context = scene.context
    first = value.first
    clause = scene.clause_of.get(first)
    noun = scene.named_at.get(first, scene.named_at.get(first - 1))
    away, between = _FAR, _MOST_RIVALS
    if context.sentence_of[first] == context.sentence_of[telling.first]:
        after = first >= telling.last
        low, high = (telling.last, first) if after else (value.last, telling.first)
        away = float(high - low if after else low - high)
        counted = scene.event_count[max(low, high)] - scene.event_count[low]
        between = float(max(0, counted))
    return (
        away,
        between,
        float(clause is telling.clause),
        float(telling.held is not None and clause is telling.held),
        _index(_RELATIONS, relation_of(scene, telling, clause, first)),
        float(telling.is_verbal),
        0.0 if noun is None else 1.0 if noun == telling.first else 2.0,
        _index(_BEFORE, context.keys[first - 1] if first else ""),
        float(first > 0 and context.document.tokens[first - 1].ezafe),
    )


def _of_others(
    weighed: Weighed, choices: Choices[Value], key: str, beside: _Beside[Value]
) -> tuple[float, ...]:
    """Return which other events of the article have it, how many in second place."""
    former = -1.0 if beside.former is None else float(beside.former == key)
    listed, named, own = weighed.listed, weighed.named, beside.at
    rivals = [other for other in choices.events_of.get(key, ()) if other != own]
    weight = sum([listed[other] for other in rivals])
    share = weight / beside.others if beside.others > _SOME else -1.0
    if not rivals:
        return (0.0, 0.0, 0.0, share, 0.0, 0.0, 0.0, former)
    group, stem = weighed.groups[own], named[own].stem
    alike = [other for other in rivals if weighed.groups[other] == group]
    sentences, sentence_of = weighed.sentences[own], weighed.scene.context.sentence_of
    near = [other for other in rivals if sentence_of[named[other].first] in sentences]
    return (
        float(len(rivals)),
        weight,
        float(sum([listed[other] >= _LIKELY for other in rivals])),
        share,
        sum([listed[other] for other in alike]),
        sum([listed[other] for other in rivals if named[other].stem == stem]),
        sum([listed[other] for other in near]),
        former,
    )


# ---------------------------------------------------------------------------- dates


def _of_time(weighed: Weighed, _: int, choice: _Choice[Dated]) -> tuple[float, ...]:
    """Return what sort of date it is and how it stands to the article's others."""
    return weighed.of_time(choice.key, choice.value)


def _time(weighed: Weighed, own: str, dated: Dated) -> tuple[float, ...]:
    time = dated.time
    others = [
        each[0].time for key, each in weighed.dates.mentions.items() if key != own
    ]
    return (
        float(_PRECISIONS.index(time.precision)),
        float(time.iso is None),
        float(time.kind is TimeKind.RANGE),
        *_days(weighed.scene.context, dated),
        float(_ANCHORS.index(time.anchor)),
        float(time.rule == "cued_year"),
        float(time.rule == "named_day"),
        float(any(_holds(time, other) for other in others)),
        float(any(_holds(other, time) for other in others)),
        float(dated.last - dated.first),
    )


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
    away = days_away(first, last, now)
    return float(max(-_MOST_DAYS, min(_MOST_DAYS, away))), span


# --------------------------------------------------------------------------- places


def _of_site(weighed: Weighed, at: int, choice: _Choice[Place]) -> tuple[float, ...]:
    """Return what sort of place it is and how it stands to the article's others."""
    key, place = choice.key, choice.value
    return (
        *weighed.of_site(key, place),
        float(_is_named_in(weighed.named[at], weighed.places.mentions[key])),
        *weighed.of_place(key),
        *weighed.nested_of(key, place),
    )


def _of_kind(scene: Scene, place: Place) -> tuple[float, ...]:
    """Return what a place is and what stands before it."""
    mention = scene.context.mention_at(place.last - 1)
    known = None if mention is None else mention.place
    return (
        _index(_KINDS, place_kind(scene, place)),
        _index(_WORDS, word_before(scene, place)),
        float(known is not None and len(known) == _COUNTRY),
        float(known == "IR"),
        float(known is not None),
        float(known is not None and not known.startswith("IR")),
        float(place.is_body),
        float(place.is_named),
        float(place.is_venue),
        float(place.last - place.first),
    )


def _is_named_in(candidate: Candidate, mentions: Sequence[Place]) -> bool:
    """Say whether an event's name holds one of the mentions of a place."""
    first, last = candidate.name
    return bool([1 for each in mentions if first <= each.first < last])


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
    first, last = place.first, place.last
    sentence = sentence_of[first]
    finer = coarser = 0
    for key, mentions in weighed.places.mentions.items():
        if key == own:
            continue
        touching = [e for e in mentions if e.first < last and first < e.last]
        is_finer = key.startswith(own) or any(_within(place, e) for e in touching)
        is_coarser = own.startswith(key) or any(_within(e, place) for e in touching)
        if not (is_finer or is_coarser):
            continue
        near = 1 + any(sentence_of[each.first] == sentence for each in mentions)
        finer = max(finer, near * is_finer)
        coarser = max(coarser, near * is_coarser)
    return float(finer), float(coarser)


def _within(one: Place, other: Place) -> bool:
    return other.first <= one.first and one.last <= other.last

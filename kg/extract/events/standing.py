"""How each of an article's events stands among the others.

Whether an editor lists an event depends on what else there is: of two tellings of one
event under two names one is listed, a preparation beside what it prepares is not, and
where nothing happened but one meeting the meeting is. So each event that may be listed
is weighed once more by a forest that sees what was said of it and how likely the others
are listed that share its word, day, place, sentence or name (stacking: Wolpert 1992).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.events.merging import best_named, content_words, group_of
from kg.extract.events.model import to_log_odds, to_probability
from kg.model import Part


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.events.merging import Event
    from kg.extract.events.scene import Scene


_NOBODY = -12.0  # log-odds where no other event stands so
_LIKELY = 0.0  # log-odds of one half
_PERHAPS = -0.85  # of three tenths
_OPENING = 3
_LEAST = 1e-9  # probability, and distance from 1
_ALIKE = 0.5  # of the words of the shorter name
_ROUNDED = 3  # decimals of log-odds: another machine's sums differ in the seventh


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What an event shares with others, and what else is looked at of it.

    Attributes:
        stem: What its tellings share («دیدار»).
        key: Match key of its trigger's first word.
        type: Key of its type.
        group: What types that may tell of one event have in common.
        is_verbal: Whether a verb tells it.
        date: Its date as an ISO prefix, ``""`` for none.
        place: The match keys of its place, none for no place.
        words: Match keys of the content words of its name.
        first: First token of its trigger.
        name: Tokens of its name.
        sentence: Number of its sentence.
        clause: Number of its clause.
        is_title: Whether it stands in the headline.
        numbers: What else is counted and measured of it.
    """

    stem: str
    key: str
    type: str
    group: str
    is_verbal: bool
    date: str
    place: tuple[str, ...]
    words: frozenset[str]
    first: int
    name: tuple[int, int]
    sentence: int
    clause: int
    is_title: bool
    numbers: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Odds:
    """What the models of what is listed say of an event, in rounded log-odds.

    Attributes:
        mixed: All together.
        linear: The logistic model.
        trees: The forest.
        network: The network.
    """

    mixed: float
    linear: float
    trees: float
    network: float


def round_odds(odds: float) -> float:
    """Return log-odds that are the same on all machines."""
    return round(odds, _ROUNDED)


def to_odds(probability: float) -> float:
    """Return the rounded log-odds of a probability, those of 0 and 1 bounded.

    >>> to_odds(0.5), to_odds(1.0)
    (0.0, 20.723)
    """
    return round_odds(to_log_odds(probability, _LEAST))


def find_standing(scene: Scene, event: Event) -> Standing:
    """Return what an event shares with others, and what else is looked at of it."""
    context = scene.context
    named, settled = best_named(context, event), event.settled
    sentence = context.sentence_of[named.first]
    date, place = settled.date, settled.place
    words = content_words(context, named)
    sentences = len(context.document.sentences)
    return Standing(
        stem=named.stem,
        key=context.keys[named.first],
        type=named.type,
        group=group_of(named),
        is_verbal=named.is_verbal,
        date="" if date is None else date.time.iso or "",
        place=() if place is None else context.keys[place.first : place.last],
        words=words,
        first=named.first,
        name=named.name,
        sentence=sentence,
        clause=named.clause.index,
        is_title=context.sentence_at(named.first).part is Part.TITLE,
        numbers=(
            float(sentence),
            float(sentences),
            sentence / sentences,
            float(len(event.candidates)),
            float(len(words)),
            float(len(words & scene.title_words)),
            float(len(scene.title_words)),
            float(any(each.stem in scene.title_stems for each in event.candidates)),
            settled.date_sure,
            settled.place_sure,
            max(each.some_sure for each in event.candidates),
            float(date is not None),
            float(named.name[1] - named.name[0]),
        ),
    )


# ---------------------------------------------------------------------- relations


class _Shared(NamedTuple):
    """What two events of an article have in common.

    Attributes:
        date: Whether they have one date.
        place: Whether they have one place.
        group: Whether types like theirs may tell of one event.
        relations: In which ways the second stands to the first, in a fixed order.
    """

    date: bool
    place: bool
    group: bool
    relations: tuple[bool, ...]


def _compare(one: Standing, other: Standing) -> _Shared:
    """Return what an event has in common with another."""
    date = bool(one.date) and one.date == other.date
    place = bool(one.place) and one.place == other.place
    group = one.group == other.group
    stem = one.stem == other.stem
    words = len(one.words & other.words)
    shorter = min(len(one.words), len(other.words))
    # two names that share two words, and most of the shorter one's
    alike = words > 1 and words >= _ALIKE * shorter
    sentence, clause = one.sentence == other.sentence, one.clause == other.clause
    before = other.first < one.first
    return _Shared(
        date,
        place,
        group,
        (
            before,
            not before,
            stem,
            stem and (words > 0 or not shorter),  # no two names that share nothing
            group,
            one.type == other.type and one.is_verbal == other.is_verbal,
            date,
            place,
            date and place,
            date and group,
            place and group,
            sentence and before,
            sentence and not before,
            one.sentence == other.sentence + 1,
            one.sentence + 1 == other.sentence,
            clause,
            before and alike,
            not before and alike,
            names(one, other),
            names(other, one),
            one.name[0] <= other.first < one.name[1],
            other.name[0] <= one.first < other.name[1],
            other.is_title,
            other.sentence <= _OPENING,
        ),
    )


def names(one: Standing, other: Standing) -> bool:
    """Say whether an event's name has the word of another («مراسم افتتاح …»)."""
    return other.stem in one.words or other.key in one.words


_RELATIONS = 24


# --------------------------------------------------------------------------- rows


def to_rows(standings: Sequence[Standing], odds: Sequence[Odds]) -> list[list[float]]:
    """Return what the forest sees of each of an article's events.

    Args:
        standings: The events that may be listed, in order.
        odds: What was said of each.
    """
    order = sorted([each.mixed for each in odds], reverse=True)
    expected = sum([to_probability(each) for each in order])
    article = (
        float(len(order)),
        expected,
        float(sum([each >= _LIKELY for each in order])),
        float(sum([each >= _PERHAPS for each in order])),
    )
    return [
        [
            *article,
            *_of_rank(odds[at].mixed, order),
            expected - to_probability(odds[at].mixed),
            odds[at].mixed,
            odds[at].linear,
            odds[at].trees,
            odds[at].network,
            *_of_others(standings, odds, at),
            float(at),
            float(standings[at].is_title),
            float(standings[at].is_verbal),
            *standings[at].numbers,
        ]
        for at in range(len(standings))
    ]


def _of_rank(mine: float, order: Sequence[float]) -> Iterator[float]:
    """Yield how many are likelier, and how far away the likeliest and the next are."""
    likelier = [each for each in order if each > mine]
    less = [each for each in order if each < mine]
    yield float(len(likelier))
    yield order[0] - mine
    yield likelier[-1] - mine if likelier else -1.0
    yield mine - (less[0] if less else _NOBODY)


def _of_others(
    standings: Sequence[Standing], odds: Sequence[Odds], at: int
) -> Iterator[float]:
    """Yield how likely others are listed that have something in common with one."""
    one = standings[at]
    others = [number for number in range(len(standings)) if number != at]
    shared = [_compare(one, standings[number]) for number in others]
    mixed = [odds[number].mixed for number in others]
    if not others:
        yield from (_NOBODY,) * _RELATIONS
    for held in zip(*[each.relations for each in shared], strict=True):
        yield max(compress(mixed, held), default=_NOBODY)
    perhaps = [
        each for each, sure in zip(shared, mixed, strict=True) if sure >= _PERHAPS
    ]
    yield float(sum([each.date for each in perhaps]))
    yield float(sum([each.place for each in perhaps]))
    yield float(sum([each.group for each in perhaps]))

"""How likely it is that an editor would list each of an article's events.

A logistic model over readable features (:mod:`~kg.extract.events.selection`) knows each
word that its examples had; boosted trees see numbers, combine them, and know words they
never saw by vectors learnt from raw news. A network
(:mod:`~kg.extract.events.network`) reads the words themselves in their context, and
nothing that is counted. Their log-odds and the weighted mean of these are what a last
forest starts from, which sees how each event stands among the article's others
(:mod:`~kg.extract.events.standing`) and what the first one saw, vectors left out, and
decides.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from kg.extract.events.clauses import REPORT
from kg.extract.events.merging import best_named, content_words
from kg.extract.events.model import to_probability
from kg.extract.events.phrases import days_away
from kg.extract.events.reading import read_events
from kg.extract.events.selection import find_features
from kg.extract.events.standing import (
    Odds,
    find_standing,
    round_odds,
    to_odds,
    to_rows,
)
from kg.model import EntityKind, Part


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from kg.extract.context import Context
    from kg.extract.events.clauses import Clause
    from kg.extract.events.merging import Event
    from kg.extract.events.model import Listing
    from kg.extract.events.phrases import Dated, Place
    from kg.extract.events.scene import Candidate, Scene


HOPELESS = 0.08  # to the logistic model: the others are not asked
_NETWORK = 0.3  # the network's share
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "X"})
_FAR = 99.0
_ABSENT = -9.0
_KINDS = tuple(EntityKind)


def listing_probabilities(scene: Scene, events: Sequence[Event]) -> list[float]:
    """Return for each event of an article the probability that it is listed."""
    listing = scene.models.listed
    features = [find_features(scene, event) for event in events]
    found = [listing.linear.probability_of(each) for each in features]
    asked = [at for at, sure in enumerate(found) if sure >= HOPELESS]
    if not asked or listing.network is None or listing.standing is None:
        return found
    told = [
        to_told(
            listing,
            [column for each in features[at] for column in listing.of_bundles[each]],
            numbers,
        )
        for at, numbers in zip(asked, find_numbers(scene, events, asked), strict=True)
    ]
    rows = [
        to_row(listing, each, find_words(scene, events[at]))
        for at, each in zip(asked, told, strict=True)
    ]
    trees = listing.forest.log_odds(np.array(rows))
    network = listing.network.log_odds(read_events(scene, events))
    odds = [
        mixed(found[at], float(tree), network[at])
        for at, tree in zip(asked, trees, strict=True)
    ]
    standings = [find_standing(scene, events[at]) for at in asked]
    stands = np.array(to_rows(standings, odds), dtype=np.float32)
    last = listing.standing.log_odds(np.concatenate([stands, told], axis=1))
    for at, each in zip(asked, last, strict=True):
        found[at] = to_probability(float(each))
    return found


def mixed(probability: float, trees: float, network: float) -> Odds:
    """Return what three models say of an event, and a mean of it.

    Args:
        probability: The logistic model's.
        trees: The forest's log-odds.
        network: The network's log-odds.
    """
    linear, trees = to_odds(probability), round_odds(trees)
    counted = (linear + trees) / 2
    together = (1 - _NETWORK) * counted + _NETWORK * network
    return Odds(round_odds(together), linear, trees, network)


def to_told(
    listing: Listing, columns: Sequence[int], numbers: Sequence[float]
) -> NDArray[np.float32]:
    """Return what both forests see of an event: yes and no, numbers.

    Args:
        listing: What the forests know.
        columns: The columns of the event's features.
        numbers: What is counted and measured of it (:func:`find_numbers`).
    """
    told = np.zeros(len(listing.columns) + len(numbers), dtype=np.float32)
    told[columns] = 1
    told[len(listing.columns) :] = numbers
    return told


def to_row(
    listing: Listing, told: NDArray[np.float32], words: Sequence[Sequence[str]]
) -> NDArray[np.float32]:
    """Return what the first forest sees of an event, which are also word vectors.

    Args:
        listing: What the forest knows.
        told: What both forests see.
        words: Its words (:func:`find_words`).
    """
    return np.concatenate([told, *(listing.words.mean(keys) for keys in words)])


# --------------------------------------------------------------------------- words


def find_words(scene: Scene, event: Event) -> tuple[list[str], ...]:
    """Return the words of an event whose vectors are looked at.

    Those of its trigger, of its clause's verb, before its name, of its name and of its
    clause, and the clause's first noun.
    """
    context = scene.context
    named = best_named(context, event)
    keys, tokens = context.keys, context.document.tokens
    clause = named.held or named.clause
    predicate = clause.predicate
    verb = () if predicate is None else range(predicate.first, predicate.last)
    first, last = named.name
    start = context.sentence_at(named.first).first
    content = [at for at in named.clause.tokens if tokens[at].pos in _CONTENT]
    nouns = (at for at in content if tokens[at].pos in {"NOUN", "PROPN"})
    subject = next((keys[at] for at in nouns if at not in scene.date_at), "")
    return (
        list(keys[named.first : named.last]),
        [keys[at] for at in verb],
        list(keys[max(start, first - 1) : first]),
        [
            keys[at]
            for at in range(first, last)
            if tokens[at].pos in _CONTENT and not named.first <= at < named.last
        ],
        [keys[at] for at in content if not first <= at < last],
        [subject],
    )


# ------------------------------------------------------------------------- numbers


def find_numbers(
    scene: Scene, events: Sequence[Event], chosen: Iterable[int]
) -> list[list[float]]:
    """Return what is counted and measured of the chosen of an article's events."""
    context = scene.context
    named = [best_named(context, event) for event in events]
    words = [content_words(context, each) for each in named]
    return [
        [
            float(len(events)),
            *_alike(words, at),
            *_of_telling(scene, events[at], named[at]),
            *_of_clause(scene, named[at]),
            *_of_kinds(context, named[at]),
            *_of_date(scene, events[at], named[at]),
            *_of_place(scene, events[at], named[at]),
        ]
        for at in chosen
    ]


def _alike(words: Sequence[frozenset[str]], at: int) -> tuple[float, float]:
    """Return how much of a name's words an event before it has, and one after it."""
    return (
        max([_shared(words[at], other) for other in words[:at]], default=0.0),
        max([_shared(words[at], other) for other in words[at + 1 :]], default=0.0),
    )


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / min(len(one), len(other)) if shared else 0.0


def _of_telling(scene: Scene, event: Event, named: Candidate) -> Iterator[float]:
    """Yield how long an article is, where in it an event is told, and how often."""
    context = scene.context
    sentences = len(context.document.sentences)
    number = context.sentence_of[named.first]
    yield float(sentences)
    yield float(number)
    yield number / sentences
    yield float(len(scene.dates))
    yield float(len(event.candidates))
    yield float(len({context.sentence_of[each.first] for each in event.candidates}))
    yield max([each.some_sure for each in event.candidates])
    yield float(context.sentence_at(named.first).part is Part.TITLE)


def _of_clause(scene: Scene, named: Candidate) -> Iterator[float]:
    """Yield how long its sentence, clause and name are, and what they hold."""
    context, tokens = scene.context, scene.context.document.tokens
    sentence = context.sentence_at(named.first)
    clauses, before = _clauses_around(scene, named)
    held = named.clause.tokens
    yield float(sentence.last - sentence.first)
    yield float(len(clauses))
    yield float(before)
    yield float(any(each.kind == REPORT for each in clauses))
    yield float(len(held))
    yield float(sum(tokens[at].pos in _CONTENT for at in held))
    yield float(named.name[1] - named.name[0])
    yield float(sum(tokens[at].pos in _CONTENT for at in range(*named.name)))
    for where in (held, range(*named.name)):
        counted = (at for at in where if tokens[at].pos == "NUM")
        yield float(any(at not in scene.date_at for at in counted))


def _clauses_around(scene: Scene, named: Candidate) -> tuple[list[Clause], int]:
    """Return the clauses of an event's sentence, and how many come before its own."""
    own = named.clause
    first, last = own.index, own.index + 1
    while first and scene.clauses[first - 1].sentence == own.sentence:
        first -= 1
    while last < len(scene.clauses) and scene.clauses[last].sentence == own.sentence:
        last += 1
    return scene.clauses[first:last], own.index - first


def _of_kinds(context: Context, named: Candidate) -> Iterator[float]:
    """Yield which kinds of names stand in its clause and in its own name."""
    mentions = context.mentions
    in_clause = [mentions[at] for at in named.clause.tokens]
    for where in (in_clause, mentions[named.name[0] : named.name[1]]):
        kinds = {each.kind for each in where if each is not None}
        for kind in _KINDS:
            yield float(kind in kinds)


def _of_date(scene: Scene, event: Event, named: Candidate) -> Iterator[float]:
    """Yield how sure its date is, how far away in words and in days, and how long."""
    dated = event.dated
    if dated is None or dated.date is None:
        yield from (_ABSENT,) * 6
        return
    yield dated.date_sure
    yield from _distance(scene, dated.date, named)
    yield float(scene.clause_of.get(dated.date.first) is named.clause)
    yield from _days(scene, dated.date)


def _days(scene: Scene, dated: Dated) -> tuple[float, float]:
    """Return how many days a date is from publication, and how many it has."""
    published = scene.context.document.article.published
    begin, end = dated.time.begin, dated.time.end
    if published is None or begin is None or end is None:
        return _ABSENT, _ABSENT
    try:
        first, last, now = map(date.fromisoformat, (begin, end, published.day))
    except ValueError:  # a month or a year
        return _ABSENT, _ABSENT
    return float(days_away(first, last, now)), float((last - first).days)


def _of_place(scene: Scene, event: Event, named: Candidate) -> Iterator[float]:
    """Yield how sure its place is, how far away in words, and what it is."""
    placed = event.placed
    if placed is None or placed.place is None:
        yield from (_ABSENT,) * 6
        return
    place = placed.place
    yield placed.place_sure
    yield from _distance(scene, place, named)
    yield float(place.is_named)
    yield float(place.is_venue)
    yield float(scene.clause_of.get(place.first) is named.clause)


def _distance(
    scene: Scene, phrase: Dated | Place, named: Candidate
) -> tuple[float, float]:
    """Return how many words are between a phrase and a trigger, and which is first."""
    after = phrase.first >= named.last
    context = scene.context
    if context.sentence_of[phrase.first] != context.sentence_of[named.first]:
        return _FAR, float(after)
    between = phrase.first - named.last if after else named.first - phrase.last
    return float(between), float(after)

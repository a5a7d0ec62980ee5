"""Learn which events an editor would list, and which date and place belong to each.

``annotations/events.tsv`` holds our own judgements (:mod:`kg.train.event_annotations`).
The dates and the places that a listed event might have, and none, are alternatives of
which those judged to be the event's are right; every event that
:func:`kg.extract.events.propose_events` proposes is an example, positive where one of
its tellings has a listed trigger. Logistic models over readable features
(:mod:`kg.train.logistic`) decide with boosted trees (:mod:`kg.train.forest`), and of
what is listed also a network that reads words in their context
(:mod:`kg.train.network`).

Figures are cross-validated over whole articles: dates and places are attached to the
events of an article by models learnt without it, and so is what is listed.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from kg.annotate import annotate
from kg.extract.context import Context
from kg.extract.events import propose_events
from kg.extract.events.attachment import date_alternatives, place_alternatives
from kg.extract.events.bundles import features_of
from kg.extract.events.candidates import find_nouns_and_verbs
from kg.extract.events.listing import (
    HOPELESS,
    find_numbers,
    find_words,
    mixed,
    to_row,
    to_told,
)
from kg.extract.events.model import (
    Choice,
    Forest,
    Listing,
    Model,
    Models,
    Words,
    adapt_forest,
    to_probability,
)
from kg.extract.events.network import adapt_network
from kg.extract.events.options import date_options, place_options
from kg.extract.events.reading import LONGEST, read_events
from kg.extract.events.scene import Scene
from kg.extract.events.selection import find_features, right_features
from kg.extract.events.settling import Weighed, likeliest, shares
from kg.extract.events.standing import (
    Odds,
    Standing,
    find_standing,
    to_rows,
)
from kg.extract.persons import with_persons
from kg.model import Problem
from kg.read import read
from kg.train.clusters import learn_vectors
from kg.train.event_annotations import ANNOTATIONS, Judged, Stretch, read_annotations
from kg.train.event_pairs import (
    cross_same,
    find_pairs,
    fit_same,
    report_pairs,
    without_retold,
)
from kg.train.event_tellings import TELLINGS, Telling, read_tellings
from kg.train.forest import fit_choosing_forest, fit_forest
from kg.train.logistic import Alternatives, Example, fit, fit_choice
from kg.train.network import ROLES, Lesson, fit_network, to_arrays


if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from kg.extract.events.merging import Event
    from kg.extract.events.phrases import Dated, Place
    from kg.extract.events.scene import Candidate
    from kg.model import Document


FOLDS = 5
RIDGE = 4.0
LISTED_RIDGE = 3.0
STANDING_COLUMNS = 0.1  # that a split of the last forest of what is listed looks at
STANDING_RATE = 0.05  # its other answers were learnt already: little by little
STANDING_LEAF = 60
COLUMN_SHARE = 0.01  # of the events: a readable feature of so many is a column
WORDS = 15_000
CONTEXTS = 1_500
DIMENSIONS = 32
RIGHT_RIDGE = 16.0  # a confidence near the ends must not be told by a few examples
NEAR_BEST = 0.001  # of F1: of thresholds about as good, the one that lists most
_ALL = Model({}, 0.0)
_ANY = Choice({})
_NONE = np.zeros(0, dtype=np.intp)
_BARE = _NONE.astype(np.float32)
_BARE_FOREST = Forest(0.0, 0, _NONE, _NONE, _BARE, _NONE, _BARE)
_EVERY = Listing(
    _ALL,
    _BARE_FOREST,
    {},
    Words({}, np.zeros((0, 1), dtype=np.float32)),
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposed event of an annotated article.

    Attributes:
        listed: The example of whether it tells a listed event.
        counted: Whether it also counts as that: of two that tell one only one does.
        numbers: What is counted and measured of it.
        words: The words whose vectors are looked at.
        lesson: Its article as the network reads it, shared by all events of it.
        standing: What it shares with other events.
    """

    listed: Example
    counted: bool
    numbers: Sequence[float]
    words: Sequence[Sequence[str]]
    lesson: Lesson
    standing: Standing


@dataclass(frozen=True, slots=True)
class Settling:
    """An event with all that it may have of its article's dates and places.

    Attributes:
        article: The article's id.
        event: The event.
        listed: The probability that it is listed.
        told: The judgement, ``None`` where nobody listed it.
        dates: The dates and the numbers of each, last of none.
        places: The places and the numbers of each, last of none.
        right_dates: Which of the dates are right.
        right_places: Which of the places are right.
    """

    article: str
    event: Event
    listed: float
    told: Judged | None
    dates: tuple[list[Dated | None], NDArray[np.float32]]
    places: tuple[list[Place | None], NDArray[np.float32]]
    right_dates: list[bool]
    right_places: list[bool]

    @property
    def right(self) -> tuple[bool, bool]:
        """Whether the date and the place are right that the event was given."""
        settled = self.event.settled
        return (
            self.right_dates[self.dates[0].index(settled.date)],
            self.right_places[self.places[0].index(settled.place)],
        )


# ------------------------------------------------------------------------- learning


def fold_of(articles: Sequence[str]) -> dict[str, int]:
    """Deal articles into folds, the same way each time."""
    return {article: index % FOLDS for index, article in enumerate(sorted(articles))}


def cross_validate(
    examples: Sequence[Example], folds: Mapping[str, int], ridge: float = RIDGE
) -> list[float]:
    """Return the probability of each example, learnt without its fold."""
    found = [0.0] * len(examples)
    for fold in sorted(set(folds.values())):
        learnt = fit([e for e in examples if folds[e.article] != fold], ridge)
        model = Model(learnt, 0.5)
        for index, example in enumerate(examples):
            if folds[example.article] == fold:
                found[index] = model.probability(example.features)
    return found


def cross_fit(
    examples: Sequence[Alternatives], folds: Mapping[str, int]
) -> dict[int, Choice]:
    """Return for each fold a model learnt without it."""
    return {
        fold: Choice(
            fit_choice([e for e in examples if folds[e.article] != fold], RIDGE)
        )
        for fold in sorted(set(folds.values()))
    }


def cross_choose(
    examples: Sequence[Alternatives],
    folds: Mapping[str, int],
    models: Mapping[int, Choice],
) -> list[tuple[float, bool]]:
    """Return how likely the chosen alternative is and whether it is right.

    Each is chosen by the model of its fold, which is learnt without it.
    """
    found: list[tuple[float, bool]] = []
    for example in examples:
        sure = models[folds[example.article]].probabilities(example.features)
        best = max(range(len(sure)), key=sure.__getitem__)
        found.append((sure[best], example.right[best]))
    return found


# ----------------------------------------------------------------- dates and places


def attaching(date: Choice, place: Choice) -> Models:
    """Return models that attach dates and places and list everything."""
    return Models(date, place, _BARE_FOREST, _BARE_FOREST, _EVERY, _ALL)


def option_examples(
    document: Document, judged: Sequence[Judged]
) -> tuple[list[Alternatives], list[Alternatives]]:
    """Return the dates and the places that listed events might have."""
    context = Context(with_persons(document))
    scene = Scene(context, attaching(_ANY, _ANY))
    nouns, verbs = find_nouns_and_verbs(scene)
    dates: list[Alternatives] = []
    places: list[Alternatives] = []
    for candidate in sorted([*nouns, *verbs], key=lambda each: each.first):
        event = told_event(context, candidate, judged)
        if event is not None and event.is_whole:
            dates.append(date_example(scene, candidate, event))
            places.append(place_example(scene, candidate, event))
    return dates, places


def date_example(scene: Scene, candidate: Candidate, event: Judged) -> Alternatives:
    """Return the dates that a listed event might have, and none."""
    options = date_options(scene, candidate)
    features = map(features_of, date_alternatives(scene, candidate, options))
    right = [is_right_date(scene.context, event, option.value) for option in options]
    article = scene.context.document.article.id
    return Alternatives(article, tuple(map(tuple, features)), (*right, not any(right)))


def place_example(scene: Scene, candidate: Candidate, event: Judged) -> Alternatives:
    """Return the places that a listed event might have, and none."""
    options = place_options(scene, candidate)
    features = map(features_of, place_alternatives(scene, candidate, options))
    right = [is_right_place(scene.context, event, option.value) for option in options]
    none = is_right_place(scene.context, event, None) or not any(right)
    article = scene.context.document.article.id
    return Alternatives(article, tuple(map(tuple, features)), (*right, none))


def told_event(
    context: Context, candidate: Candidate, judged: Sequence[Judged]
) -> Judged | None:
    """Return the listed event that a candidate tells.

    One with its trigger, else one whose name both share: «دیدار» of «دیدار … برگزار
    شد» where the verb was judged, «مراسم» of «مراسم جشن …» where «جشن» was.
    """
    trigger = context.evidence(candidate.first, candidate.last)
    for event in judged:
        if event.trigger.overlaps(trigger.start, trigger.end):
            return event
    if candidate.is_verbal:
        return None
    told = [context.evidence(*candidate.name)]
    predicate = None if candidate.held is None else candidate.held.predicate
    if predicate is not None:
        told.append(context.evidence(predicate.first, predicate.last))
    for event in judged:
        named = event.name is not None and event.name.overlaps(
            trigger.start, trigger.end
        )
        if named and any(event.trigger.overlaps(e.start, e.end) for e in told):
            return event
    return None


def is_right_date(context: Context, event: Judged, date: Dated | None) -> bool:
    """Say whether a date is an event's: the phrase judged, or one of equal value."""
    if date is None or event.date is None:
        return date is None and event.date is None
    stretch = context.evidence(date.first, date.last)
    if event.date.overlaps(stretch.start, stretch.end):
        return True
    iso = iso_of(context, event.date)
    return iso is not None and iso == date.time.iso


def iso_of(context: Context, date: Stretch) -> str | None:
    """Return the value of the date that stands at a stretch."""
    for time in context.document.times:
        stretch = context.document.evidence(time.span)
        if date.overlaps(stretch.start, stretch.end):
            return time.iso
    return None


def is_right_place(context: Context, event: Judged, place: Place | None) -> bool:
    """Say whether a place is an event's: one of those judged, or of equal words."""
    if place is None:
        return event.no_place or not event.places
    found = context.evidence(place.first, place.last)
    if any(right.overlaps(found.start, found.end) for right in event.places):
        return True
    text = context.document.article.text
    return any(
        text[right.start : right.end] in found.text
        or found.text in text[right.start : right.end]
        for right in event.places
    )


# --------------------------------------------------------------------------- events


def propose(
    document: Document, judged: Sequence[Judged], models: Models
) -> list[Proposed]:
    """Return the proposed events of one article."""
    context = Context(with_persons(document))
    scene = Scene(context, models)
    events = propose_events(scene)
    listed = [listed_event(context, event, judged) is not None for event in events]
    counted = [told is not None for told in told_events(context, events, judged)]
    lesson = Lesson(read_events(scene, events), listed, find_roles(context, judged))
    every = find_numbers(scene, events, range(len(events)))
    return [
        Proposed(
            Example(
                document.article.id, tuple(features_of(find_features(scene, event))), so
            ),
            counts,
            numbers,
            find_words(scene, event),
            lesson,
            find_standing(scene, event),
        )
        for event, so, counts, numbers in zip(
            events, listed, counted, every, strict=True
        )
    ]


def find_roles(context: Context, judged: Sequence[Judged]) -> NDArray[np.bool_]:
    """Return for each word its part in a listed event: trigger, name, date, place."""
    tokens = range(min(LONGEST, len(context.document.tokens)))
    found = np.zeros((len(tokens), ROLES), dtype=np.bool_)
    if not judged:
        return found
    stretches = [context.evidence(at, at + 1) for at in tokens]
    for event in judged:
        told = (event.trigger, event.name, event.date, next(iter(event.places), None))
        for role, right in enumerate(told):
            if right is not None:
                found[:, role] |= [
                    right.overlaps(each.start, each.end) for each in stretches
                ]
    return found


def told_events(
    context: Context, events: Sequence[Event], judged: Sequence[Judged]
) -> list[Judged | None]:
    """Return for each event the listed event that it tells, each of these once.

    Of several that tell one it is the first that has its trigger, else the first: two
    listed for one would be one too many.
    """
    told = [listed_event(context, event, judged) for event in events]
    direct = [
        one is not None and _has_trigger(context, event, one)
        for event, one in zip(events, told, strict=True)
    ]
    teller: dict[Judged, int] = {}
    for at, one in enumerate(told):
        if one is None:
            continue
        if one not in teller or direct[at] > direct[teller[one]]:
            teller[one] = at
    return [
        one if one is not None and teller[one] == at else None
        for at, one in enumerate(told)
    ]


def _has_trigger(context: Context, event: Event, told: Judged) -> bool:
    """Say whether one of an event's tellings is the word that was judged."""
    stretches = (context.evidence(each.first, each.last) for each in event.candidates)
    return any(told.trigger.overlaps(each.start, each.end) for each in stretches)


def listed_event(
    context: Context, event: Event, judged: Sequence[Judged]
) -> Judged | None:
    """Return the listed event that one of an event's tellings has the trigger of."""
    for candidate in [
        *event.candidates,
        *(n for c in event.candidates for n in c.about),
    ]:
        told = told_event(context, candidate, judged)
        if told is not None:
            return told
    return None


# --------------------------------------------------------------------------- report


def best_threshold(
    judged: Sequence[tuple[float, bool]], wanted: int
) -> tuple[float, float, float, float]:
    """Return the lowest threshold of nearly the highest F1.

    A second reader lists a good part of what the first left out and the models list, so
    that more is right than is counted.

    Returns:
        Threshold, precision, recall and F1.
    """
    tried: list[tuple[float, float, float, float]] = []
    for step in range(10, 80):
        least = step / 100
        made = [so for probability, so in judged if probability >= least]
        right = sum(made)
        if not right:
            continue
        score = 2 * right / (len(made) + wanted)
        tried.append((least, right / len(made), right / wanted, score))
    best = max((score for *_, score in tried), default=0.0)
    near = (each for each in tried if each[3] >= best - NEAR_BEST)
    return next(near, (0.5, 0.0, 0.0, 0.0))


def calibration(judged: Sequence[tuple[float, bool]]) -> str:
    """Return a reliability table: bins of probability with their share that is so."""
    lines = []
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        hits = [so for p, so in judged if low <= p < low + 0.2 or p == low + 0.2]
        if hits:
            share = sum(hits) / len(hits)
            lines.append(f"  {low:.1f}-{low + 0.2:.1f}  {len(hits):4}  {share:.2f}")
    return "\n".join(lines)


# ---------------------------------------------------------------------- command line


def load_documents(news: Path, articles: Mapping[str, object]) -> list[Document]:
    """Annotate the judged articles of a JSONL file, in order of their id."""
    found = [
        annotate(item)
        for item in read([news])
        if not isinstance(item, Problem) and item.id in articles
    ]
    return sorted(found, key=lambda document: document.article.id)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command line of ``python -m kg.train events``."""
    parser.add_argument("news", type=Path, help="articles as JSONL")
    parser.add_argument(
        "-o", "--output", type=Path, default=Path("kg/models/events.json")
    )


def run(arguments: argparse.Namespace, report: Callable[[str], object]) -> None:
    """Train and write the models."""
    annotations = read_annotations(ANNOTATIONS)
    words = learn_words(arguments.news)
    documents = load_documents(arguments.news, annotations)
    tellings = read_tellings(TELLINGS)
    models, arrays = learn(documents, annotations, tellings, words, report)
    np.savez_compressed(arguments.output.with_suffix(".npz"), **arrays)
    arguments.output.write_text(
        json.dumps(models, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
        encoding="utf-8",
    )


def learn_words(news: Path) -> Words:
    """Return vectors of the common words of all articles, a byte for each number."""
    rows, vectors = learn_vectors(
        _lines(news), words=WORDS, contexts=CONTEXTS, dimensions=DIMENSIONS
    )
    scaled = np.round(vectors * (127 / np.abs(vectors).max()))
    return Words(MappingProxyType(rows), scaled.astype(np.float32))


def _lines(news: Path) -> Iterator[str]:
    for article in read([news]):
        if not isinstance(article, Problem):
            yield from article.text.split("\n")


def learn(
    documents: Sequence[Document],
    annotations: Mapping[str, Sequence[Judged]],
    tellings: Mapping[str, Sequence[Telling]],
    words: Words,
    report: Callable[[str], object],
) -> tuple[dict[str, object], dict[str, NDArray[np.generic]]]:
    """Learn the models and report their cross-validated figures.

    Returns:
        What ``events.json`` and what ``events.npz`` hold.
    """
    folds = fold_of([document.article.id for document in documents])
    dates, places = _all_options(documents, annotations)
    without = _cross_attach(dates, places, folds, words, report)
    proposed = [
        each
        for d in documents
        for each in propose(d, annotations[d.article.id], without(d.article.id))
    ]
    wanted = sum(len(events) for events in annotations.values())
    odds = cross_list(proposed, words, folds)
    read = [
        (Context(with_persons(d)), tellings[d.article.id])
        for d in documents
        if d.article.id in tellings
    ]
    pairs = [
        pair
        for context, told in read
        for pair in find_pairs(context, told, without(context.document.article.id))
    ]
    forests = cross_same(pairs, folds)
    report_pairs(pairs, folds, forests, report)
    sure = without_retold(
        (Context(with_persons(d)) for d in documents),
        lambda article: replace(without(article), same=forests[folds[article]]),
        cross_stand(proposed, odds, folds),
    )
    threshold = _report_listed(proposed, sure, wanted, report)
    settling = list(_cross_weigh(documents, annotations, without, sure, threshold))
    columns = common_columns(proposed)
    listed, arrays = _fit_listing(proposed, columns, words)
    arrays |= _fit_network(proposed, words) | _fit_settled(settling)
    arrays |= _fit_last(to_stands(proposed, odds, columns))
    arrays |= _prefixed("same_", fit_same(pairs))
    told: dict[str, object] = {
        "date": {"weights": fit_choice(dates, RIDGE)},
        "place": {"weights": fit_choice(places, RIDGE)},
        "columns": list(columns),
        "listed": {"threshold": threshold, "weights": listed},
        "right": _learn_right(settling, threshold, folds, report),
    }
    return told, arrays | _word_arrays(words)


def _all_options(
    documents: Sequence[Document], annotations: Mapping[str, Sequence[Judged]]
) -> tuple[list[Alternatives], list[Alternatives]]:
    """Return the dates and the places that the listed events of all might have."""
    options = [option_examples(d, annotations[d.article.id]) for d in documents]
    return (
        [example for each, _ in options for example in each],
        [example for _, each in options for example in each],
    )


def _cross_attach(
    dates: Sequence[Alternatives],
    places: Sequence[Alternatives],
    folds: Mapping[str, int],
    words: Words,
    report: Callable[[str], object],
) -> Callable[[str], Models]:
    """Return what gives models that were learnt without an article and list all."""
    date, place = cross_fit(dates, folds), cross_fit(places, folds)
    _report_attached("dates", cross_choose(dates, folds, date), report)
    _report_attached("places", cross_choose(places, folds, place), report)

    def without(article: str) -> Models:
        attached = attaching(date[folds[article]], place[folds[article]])
        return replace(attached, listed=replace(_EVERY, words=words))

    return without


def _word_arrays(words: Words) -> dict[str, NDArray[np.generic]]:
    return {
        "words": np.frombuffer(" ".join(words.rows).encode(), dtype=np.uint8),
        "vectors": words.vectors.astype(np.int8),
    }


def _report_attached(
    name: str, chosen: Sequence[tuple[float, bool]], report: Callable[[str], object]
) -> None:
    """Report how often the date or the place is right that tellings are given."""
    share = sum(so for _, so in chosen) / max(1, len(chosen))
    report(f"{name}: {len(chosen)} tellings, {share:.3f} right\n{calibration(chosen)}")


def common_columns(proposed: Sequence[Proposed]) -> dict[str, int]:
    """Return the readable features that are common enough to be a forest's columns."""
    counts = Counter(
        itertools.chain.from_iterable(each.listed.features for each in proposed)
    )
    least = COLUMN_SHARE * len(proposed)
    common = sorted(name for name, count in counts.items() if count >= least)
    return {name: column for column, name in enumerate(common)}


def cross_list(
    proposed: Sequence[Proposed], words: Words, folds: Mapping[str, int]
) -> list[Odds]:
    """Return what the three models say of each event, learnt without its fold."""
    columns = common_columns(proposed)
    found = [Odds(0.0, 0.0, 0.0, 0.0)] * len(proposed)
    for fold in sorted(set(folds.values())):
        others = [each for each in proposed if folds[each.listed.article] != fold]
        weights, arrays = _fit_listing(others, columns, words)
        listing = Listing(Model(weights, 0.5), adapt_forest(arrays), columns, words)
        network = adapt_network(_fit_network(others, words), words.rows)
        held = [at for at, e in enumerate(proposed) if folds[e.listed.article] == fold]
        events = [proposed[at] for at in held]
        trees = listing.forest.log_odds(_rows(events, listing))
        contexts = itertools.chain.from_iterable(
            network.log_odds(lesson.reading) for lesson in lessons_of(events)
        )
        for at, tree, context in zip(held, trees, contexts, strict=True):
            linear = listing.linear.probability(proposed[at].listed.features)
            found[at] = mixed(linear, float(tree), context)
    return found


@dataclass(frozen=True, slots=True)
class Stand:
    """How one event that may be listed stands among the others of its article.

    Attributes:
        at: Its number among all proposed events.
        article: The article's id.
        row: What the last forest sees.
        so: Whether it is listed.
    """

    at: int
    article: str
    row: NDArray[np.float32]
    so: bool


def to_stands(
    proposed: Sequence[Proposed], odds: Sequence[Odds], columns: Mapping[str, int]
) -> list[Stand]:
    """Return how the events stand that are not hopeless, in order.

    Args:
        proposed: The proposed events, those of an article in a row.
        odds: What was said of each by models learnt without its fold.
        columns: The readable features that the last forest sees.
    """
    listing = replace(_EVERY, columns=columns)
    found: list[Stand] = []
    numbered = enumerate(zip(proposed, odds, strict=True))
    for _, article in itertools.groupby(
        numbered, lambda each: each[1][0].listed.article
    ):
        asked = [
            (at, one, said)
            for at, (one, said) in article
            if to_probability(said.linear) >= HOPELESS
        ]
        rows = to_rows(
            [one.standing for _, one, _ in asked], [said for _, _, said in asked]
        )
        found += [
            Stand(
                at,
                one.listed.article,
                np.concatenate([np.array(row, np.float32), _told(one, listing)]),
                one.counted,
            )
            for (at, one, _), row in zip(asked, rows, strict=True)
        ]
    return found


def _fit_standing(stands: Sequence[Stand]) -> dict[str, NDArray[np.generic]]:
    """Learn what is listed from how events stand among others."""
    rows = np.array([each.row for each in stands])
    target = np.array([each.so for each in stands])
    return fit_forest(
        rows, target, STANDING_COLUMNS, rate=STANDING_RATE, leaf=STANDING_LEAF
    )


def _fit_last(stands: Sequence[Stand]) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of the last forest as ``events.npz`` holds them."""
    return _prefixed("standing_", _fit_standing(stands))


def cross_stand(
    proposed: Sequence[Proposed], odds: Sequence[Odds], folds: Mapping[str, int]
) -> list[float]:
    """Return how likely each event is listed, the last forest learnt without its fold.

    What it starts from was said by models that had not seen the event's own fold.
    """
    stands = to_stands(proposed, odds, common_columns(proposed))
    found = [to_probability(said.linear) for said in odds]
    for fold in sorted(set(folds.values())):
        others = [each for each in stands if folds[each.article] != fold]
        held = [each for each in stands if folds[each.article] == fold]
        if not held:
            continue
        forest = adapt_forest(_fit_standing(others))
        rows = np.array([each.row for each in held])
        for each, said in zip(held, forest.log_odds(rows), strict=True):
            found[each.at] = to_probability(float(said))
    return found


def _prefixed(
    prefix: str, arrays: Mapping[str, NDArray[np.generic]]
) -> dict[str, NDArray[np.generic]]:
    return {prefix + name: array for name, array in arrays.items()}


def lessons_of(proposed: Sequence[Proposed]) -> list[Lesson]:
    """Return the articles of proposed events as the network reads them, in order."""
    return list({id(each.lesson): each.lesson for each in proposed}.values())


def _fit_network(
    proposed: Sequence[Proposed], words: Words
) -> dict[str, NDArray[np.generic]]:
    """Learn the network of what is listed; its arrays as ``events.npz`` holds them."""
    return to_arrays(*fit_network(lessons_of(proposed), words))


def _rows(proposed: Sequence[Proposed], listing: Listing) -> NDArray[np.float32]:
    return np.array([to_row(listing, _told(e, listing), e.words) for e in proposed])


def _told(proposed: Proposed, listing: Listing) -> NDArray[np.float32]:
    columns = listing.columns_of(proposed.listed.features)
    return to_told(listing, columns, proposed.numbers)


def _fit_listing(
    proposed: Sequence[Proposed], columns: Mapping[str, int], words: Words
) -> tuple[dict[str, float], dict[str, NDArray[np.generic]]]:
    """Learn the logistic model and the forest of what is listed."""
    blank = Listing(_ALL, _EVERY.forest, columns, words)
    examples = [each.listed for each in proposed]
    forest = fit_forest(_rows(proposed, blank), np.array([e.so for e in examples]))
    return fit(examples, LISTED_RIDGE), forest


def _report_listed(
    proposed: Sequence[Proposed],
    sure: Sequence[float],
    wanted: int,
    report: Callable[[str], object],
) -> float:
    """Report how well what is listed is told, and return the threshold."""
    judged = [(p, each.counted) for p, each in zip(sure, proposed, strict=True)]
    threshold, *figures = best_threshold(judged, wanted)
    articles = len({each.listed.article for each in proposed})
    report(
        f"listed: {articles} articles, {len(proposed)} proposed, {wanted} listed; "
        f"at {threshold:.2f} precision {figures[0]:.3f}, recall {figures[1]:.3f}, "
        f"F1 {figures[2]:.3f}\n{calibration(judged)}"
    )
    return threshold


# ------------------------------------------------------------------------- settling


def _cross_weigh(
    documents: Sequence[Document],
    annotations: Mapping[str, Sequence[Judged]],
    models: Callable[[str], Models],
    sure: Sequence[float],
    threshold: float,
) -> Iterator[Settling]:
    """Yield the judged and the listed events with all that they may have.

    Args:
        documents: The articles.
        annotations: The judgements of each.
        models: Returns what attaches dates and places, learnt without an article.
        sure: How likely each proposed event of all articles is listed.
        threshold: The least probability of those listed.
    """
    first = 0
    for document in documents:
        article = document.article.id
        scene = Scene(Context(with_persons(document)), models(article))
        events = propose_events(scene)
        listed = sure[first : first + len(events)]
        first += len(events)
        yield from weigh(scene, events, listed, annotations[article], threshold)


def weigh(
    scene: Scene,
    events: Sequence[Event],
    listed: Sequence[float],
    judged: Sequence[Judged],
    threshold: float,
) -> Iterator[Settling]:
    """Yield the judged and the listed events of an article."""
    context = scene.context
    told = told_events(context, events, judged)
    chosen = [
        at for at, p in enumerate(listed) if p >= threshold or told[at] is not None
    ]
    weighed = Weighed(scene, events, listed)
    for at in chosen:
        dates, date_rows = weighed.date_rows(at)
        places, place_rows = weighed.place_rows(at)
        one = told[at]
        yield Settling(
            article=context.document.article.id,
            event=events[at],
            listed=listed[at],
            told=one,
            dates=(dates, np.array(date_rows, dtype=np.float32)),
            places=(places, np.array(place_rows, dtype=np.float32)),
            right_dates=[
                one is not None and is_right_date(context, one, date) for date in dates
            ],
            right_places=[
                one is not None and is_right_place(context, one, place)
                for place in places
            ],
        )


def _fit_settling(
    settling: Sequence[Settling],
) -> tuple[dict[str, NDArray[np.generic]], dict[str, NDArray[np.generic]]]:
    """Learn which date and which place of its article an event has."""
    judged = [each for each in settling if each.told is not None and each.told.is_whole]
    return (
        _fit_alternatives(
            [each.dates[1] for each in judged], [each.right_dates for each in judged]
        ),
        _fit_alternatives(
            [each.places[1] for each in judged], [each.right_places for each in judged]
        ),
    )


def _fit_settled(settling: Sequence[Settling]) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of both forests as ``events.npz`` holds them."""
    forests = zip(("date_", "place_"), _fit_settling(settling), strict=True)
    found: dict[str, NDArray[np.generic]] = {}
    for prefix, each in forests:
        found |= _prefixed(prefix, each)
    return found


def _fit_alternatives(
    rows: Sequence[NDArray[np.float32]], right: Sequence[Sequence[bool]]
) -> dict[str, NDArray[np.generic]]:
    """Learn which rows are right; where none is, the last, of having none, is."""
    return fit_choosing_forest(
        rows, [(*each[:-1], each[-1] or not any(each)) for each in right]
    )


def _cross_settle(settling: Sequence[Settling], folds: Mapping[str, int]) -> None:
    """Give each event its date and place by forests learnt without it."""
    for fold in sorted(set(folds.values())):
        date, place = map(
            adapt_forest,
            _fit_settling([e for e in settling if folds[e.article] != fold]),
        )
        held = [each for each in settling if folds[each.article] == fold]
        dated = shares(date, [each.dates[1] for each in held])
        placed = shares(place, [each.places[1] for each in held])
        for one, when, where in zip(held, dated, placed, strict=True):
            one.event.settled = likeliest(
                one.event, (one.dates[0], when), (one.places[0], where)
            )


def _report_settled(
    settling: Sequence[Settling], threshold: float, report: Callable[[str], object]
) -> None:
    """Report how often date and place of what is rightly listed are right."""
    found = [
        each.right
        for each in settling
        if each.told is not None and each.told.is_whole and each.listed >= threshold
    ]
    count = max(1, len(found))
    report(
        f"settled: {len(found)} rightly listed; "
        f"date right {sum(date for date, _ in found) / count:.3f}, "
        f"place {sum(place for _, place in found) / count:.3f}, "
        f"both {sum(date and place for date, place in found) / count:.3f}"
    )


def _learn_right(
    settling: Sequence[Settling],
    threshold: float,
    folds: Mapping[str, int],
    report: Callable[[str], object],
) -> dict[str, object]:
    """Learn how likely all of what is stated is right."""
    _cross_settle(settling, folds)
    _report_settled(settling, threshold, report)
    certain = [
        Example(
            each.article,
            tuple(right_features(each.event, each.listed)),
            all(each.right),
        )
        for each in settling
        if each.listed >= threshold and (each.told is None or each.told.is_whole)
    ]
    checked = cross_validate(certain, folds, RIGHT_RIDGE)
    share = sum(e.so for e in certain) / max(1, len(certain))
    report(
        f"event, date and place right, of what is listed: {share:.3f}\n"
        + calibration([(p, e.so) for p, e in zip(checked, certain, strict=True)])
    )
    return {"threshold": 0.0, "weights": fit(certain, RIGHT_RIDGE)}

"""Learn which events an editor would list, and which date and place belong to each.

``annotations/events.tsv`` holds our own judgements (:mod:`kg.train.event_annotations`).
The dates and the places that a listed event might have, and none, are alternatives of
which those judged to be the event's are right; every event that
:func:`kg.extract.events.propose_events` proposes is an example, positive where one of
its tellings has a listed trigger. All models are ridge-penalized logistic models over
readable features (:mod:`kg.train.logistic`).

Figures are cross-validated over whole articles: dates and places are attached to the
events of an article by models learnt without it, and so is what is listed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.annotate import annotate
from kg.extract.context import Context
from kg.extract.events import propose_events
from kg.extract.events.attachment import date_alternatives, place_alternatives
from kg.extract.events.candidates import find_nouns_and_verbs
from kg.extract.events.model import Choice, Model, Models
from kg.extract.events.options import date_options, place_options
from kg.extract.events.scene import Scene
from kg.extract.events.selection import find_features, right_features
from kg.extract.persons import with_persons
from kg.model import Problem
from kg.read import read
from kg.train.event_annotations import ANNOTATIONS, Judged, Stretch, read_annotations
from kg.train.logistic import Alternatives, Example, fit, fit_choice


if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping, Sequence

    from kg.extract.events.merging import Event
    from kg.extract.events.phrases import Dated, Place
    from kg.extract.events.scene import Candidate
    from kg.model import Document


FOLDS = 10
RIDGE = 4.0
RIGHT_RIDGE = 16.0  # a confidence near the ends must not be told by a few examples
LEAST_PRECISION = 0.5
NEAR_BEST = 0.005  # of F1: of thresholds about as good, the one that lists most
_ALL = Model({}, 0.0)
_ANY = Choice({})


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposed event of an annotated article.

    Attributes:
        listed: The example of whether it is listed.
        event: The event, for whether all of it is right.
        right: Whether event, date and place are right; ``None`` where not judged.
    """

    listed: Example
    event: Event
    right: bool | None


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


def cross_choose(
    examples: Sequence[Alternatives], folds: Mapping[str, int]
) -> list[tuple[float, bool]]:
    """Return how likely the chosen alternative is and whether it is right.

    Each is chosen by a model learnt without its fold.
    """
    found: list[tuple[float, bool]] = []
    for fold in sorted(set(folds.values())):
        learnt = fit_choice([e for e in examples if folds[e.article] != fold], RIDGE)
        model = Choice(learnt)
        for example in examples:
            if folds[example.article] == fold:
                sure = model.probabilities(example.features)
                best = max(range(len(sure)), key=sure.__getitem__)
                found.append((sure[best], example.right[best]))
    return found


# ----------------------------------------------------------------- dates and places


def option_examples(
    document: Document, judged: Sequence[Judged]
) -> tuple[list[Alternatives], list[Alternatives]]:
    """Return the dates and the places that listed events might have."""
    context = Context(with_persons(document))
    scene = Scene(context, Models(_ANY, _ANY, _ALL, _ALL))
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
    features = date_alternatives(scene, candidate, options)
    right = [is_right_date(scene.context, event, option.value) for option in options]
    article = scene.context.document.article.id
    return Alternatives(article, tuple(map(tuple, features)), (*right, not any(right)))


def place_example(scene: Scene, candidate: Candidate, event: Judged) -> Alternatives:
    """Return the places that a listed event might have, and none."""
    options = place_options(scene, candidate)
    features = place_alternatives(scene, candidate, options)
    right = [is_right_place(scene.context, event, option.value) for option in options]
    none = is_right_place(scene.context, event, None) or not any(right)
    article = scene.context.document.article.id
    return Alternatives(article, tuple(map(tuple, features)), (*right, none))


def told_event(
    context: Context, candidate: Candidate, judged: Sequence[Judged]
) -> Judged | None:
    """Return the listed event whose trigger a candidate has."""
    trigger = context.evidence(candidate.first, candidate.last)
    for event in judged:
        if event.trigger.overlaps(trigger.start, trigger.end):
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
    found = []
    for event in propose_events(scene):
        told = listed_event(context, event, judged)
        example = Example(
            document.article.id, tuple(find_features(scene, event)), told is not None
        )
        found.append(Proposed(example, event, _is_right(context, event, told)))
    return found


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


def _is_right(context: Context, event: Event, told: Judged | None) -> bool | None:
    if told is None:
        return False
    if not told.is_whole:
        return None
    date = None if event.dated is None else event.dated.date
    place = None if event.placed is None else event.placed.place
    return is_right_date(context, told, date) and is_right_place(context, told, place)


# --------------------------------------------------------------------------- report


def best_threshold(
    judged: Sequence[tuple[float, bool]], wanted: int, precision: float = 0.0
) -> tuple[float, float, float, float]:
    """Return the lowest threshold of nearly the highest F1 with at least a precision.

    Returns:
        Threshold, precision, recall and F1.
    """
    tried: list[tuple[float, float, float, float]] = []
    for step in range(10, 80):
        least = step / 100
        made = [so for probability, so in judged if probability >= least]
        right = sum(made)
        if not right or right / len(made) < precision:
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
    documents = load_documents(arguments.news, annotations)
    models = learn(documents, annotations, report)
    arguments.output.write_text(
        json.dumps(models, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
        encoding="utf-8",
    )


def learn(
    documents: Sequence[Document],
    annotations: Mapping[str, Sequence[Judged]],
    report: Callable[[str], object],
) -> dict[str, dict[str, object]]:
    """Learn the models and report their cross-validated figures."""
    folds = fold_of([document.article.id for document in documents])
    options = [option_examples(d, annotations[d.article.id]) for d in documents]
    dates = [example for each, _ in options for example in each]
    places = [example for _, each in options for example in each]
    for name, examples in (("dates", dates), ("places", places)):
        chosen = cross_choose(examples, folds)
        share = sum(so for _, so in chosen) / max(1, len(chosen))
        report(
            f"{name}: {len(chosen)} tellings, {share:.3f} right\n{calibration(chosen)}"
        )
    proposed = _cross_propose(documents, annotations, dates, places, folds)
    wanted = sum(len(events) for events in annotations.values())
    listed, right = _learn_listed(proposed, wanted, folds, report)
    return {
        "date": {"weights": fit_choice(dates, RIDGE)},
        "place": {"weights": fit_choice(places, RIDGE)},
        "listed": listed,
        "right": right,
    }


def _cross_propose(
    documents: Sequence[Document],
    annotations: Mapping[str, Sequence[Judged]],
    dates: Sequence[Alternatives],
    places: Sequence[Alternatives],
    folds: Mapping[str, int],
) -> list[Proposed]:
    """Propose the events of each article with models learnt without it."""
    found: list[Proposed] = []
    for fold in sorted(set(folds.values())):
        date = fit_choice([e for e in dates if folds[e.article] != fold], RIDGE)
        place = fit_choice([e for e in places if folds[e.article] != fold], RIDGE)
        models = Models(Choice(date), Choice(place), _ALL, _ALL)
        for document in documents:
            article = document.article.id
            if folds[article] == fold:
                found += propose(document, annotations[article], models)
    return found


def _learn_listed(
    proposed: Sequence[Proposed],
    wanted: int,
    folds: Mapping[str, int],
    report: Callable[[str], object],
) -> tuple[dict[str, object], dict[str, object]]:
    """Learn what is listed, and how likely all of what is stated is right."""
    examples = [each.listed for each in proposed]
    sure = cross_validate(examples, folds)
    judged = [(p, e.so) for p, e in zip(sure, examples, strict=True)]
    threshold, *figures = best_threshold(judged, wanted, LEAST_PRECISION)
    report(
        f"listed: {len(folds)} articles, {len(examples)} proposed, {wanted} listed; "
        f"at {threshold:.2f} precision {figures[0]:.3f}, recall {figures[1]:.3f}, "
        f"F1 {figures[2]:.3f}\n{calibration(judged)}"
    )
    certain = [
        Example(each.listed.article, tuple(right_features(each.event, p)), each.right)
        for each, p in zip(proposed, sure, strict=True)
        if each.right is not None and p >= threshold
    ]
    checked = cross_validate(certain, folds, RIGHT_RIDGE)
    share = sum(e.so for e in certain) / max(1, len(certain))
    report(
        f"event, date and place right, of what is listed: {share:.3f}\n"
        + calibration([(p, e.so) for p, e in zip(checked, certain, strict=True)])
    )
    return (
        {"threshold": threshold, "weights": fit(examples, RIDGE)},
        {"threshold": 0.0, "weights": fit(certain, RIGHT_RIDGE)},
    )

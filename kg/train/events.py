"""Learn which proposed events an editor would list.

``annotations/events.tsv`` holds our own judgements: for each article that was read,
the triggers (offsets in the received text) of the events that are listed. Every event
that :func:`kg.extract.events.propose_events` proposes in those articles is an example,
positive where one of its tellings has a listed trigger. The model is a ridge-penalized
logistic regression over the features of :mod:`kg.extract.events.selection`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kg.annotate import annotate
from kg.extract.context import Context
from kg.extract.events import propose_events
from kg.extract.events.candidates import Scene
from kg.extract.events.selection import find_features
from kg.model import Problem
from kg.read import read


if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from kg.extract.events.merging import Event
    from kg.model import Document


ANNOTATIONS = Path(__file__).parent / "annotations" / "events.tsv"
FOLDS = 10
RIDGE = 3.0
_LEAST_SEEN = 3


@dataclass(frozen=True, slots=True)
class Example:
    """A proposed event of an annotated article.

    Attributes:
        article: The article's id.
        features: Its features.
        listed: Whether it was judged to be listed.
    """

    article: str
    features: tuple[str, ...]
    listed: bool


def read_annotations(path: Path) -> dict[str, set[tuple[int, int]]]:
    """Return the listed triggers of each annotated article."""
    found: dict[str, set[tuple[int, int]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        article, start, end = line.split("\t")
        triggers = found.setdefault(article, set())
        if start:
            triggers.add((int(start), int(end)))
    return found


def examples_of(document: Document, listed: set[tuple[int, int]]) -> list[Example]:
    """Return the proposed events of one article as examples."""
    context = Context(document)
    scene = Scene(context)
    return [
        Example(
            document.article.id,
            tuple(find_features(scene, event)),
            _is_listed(context, event, listed),
        )
        for event in propose_events(scene)
    ]


def _is_listed(context: Context, event: Event, listed: set[tuple[int, int]]) -> bool:
    tellings = [*event.candidates, *(n for c in event.candidates for n in c.about)]
    for candidate in tellings:
        trigger = context.evidence(candidate.first, candidate.last)
        if any(start < trigger.end and trigger.start < end for start, end in listed):
            return True
    return False


def fit(examples: Sequence[Example], ridge: float = RIDGE) -> dict[str, float]:
    """Fit a logistic regression by Newton's method; rare features are left out."""
    counts: dict[str, int] = {}
    for example in examples:
        for feature in example.features:
            counts[feature] = counts.get(feature, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= _LEAST_SEEN)
    matrix = to_matrix(examples, names)
    target = np.array([example.listed for example in examples], dtype=np.float64)
    penalty = np.full(len(names), ridge)
    penalty[names.index("bias")] = 0.01
    weights = np.zeros(len(names))
    for _ in range(30):
        probability = 1 / (1 + np.exp(-matrix @ weights))
        gradient = matrix.T @ (target - probability) - penalty * weights
        spread = probability * (1 - probability)
        curvature = (matrix * spread[:, None]).T @ matrix + np.diag(penalty)
        weights += np.linalg.solve(curvature, gradient)
    return {
        name: round(float(weight), 4)
        for name, weight in zip(names, weights, strict=True)
        if abs(weight) >= 0.005
    }


def to_matrix(examples: Sequence[Example], names: Sequence[str]) -> NDArray[np.float64]:
    """Return one row for each example and one column for each feature name."""
    column = {name: index for index, name in enumerate(names)}
    matrix = np.zeros((len(examples), len(names)))
    for row, example in enumerate(examples):
        for feature in example.features:
            if feature in column:
                matrix[row, column[feature]] = 1.0
    return matrix


def probability_of(weights: dict[str, float], example: Example) -> float:
    """Return the probability that an example is listed."""
    total = sum(weights.get(feature, 0.0) for feature in example.features)
    return float(1 / (1 + np.exp(-total)))


def cross_validate(
    examples: Sequence[Example], ridge: float = RIDGE
) -> list[tuple[float, bool]]:
    """Return probability and judgement of each example, learnt without its fold.

    Folds are made of whole articles.
    """
    articles = sorted({example.article for example in examples})
    fold_of = {article: index % FOLDS for index, article in enumerate(articles)}
    found = []
    for fold in range(FOLDS):
        weights = fit([e for e in examples if fold_of[e.article] != fold], ridge)
        found += [
            (probability_of(weights, example), example.listed)
            for example in examples
            if fold_of[example.article] == fold
        ]
    return found


def best_threshold(judged: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Return the threshold of the highest F1 and that F1."""
    wanted = sum(listed for _, listed in judged)
    best = (0.5, 0.0)
    for step in range(10, 80):
        least = step / 100
        made = [listed for probability, listed in judged if probability >= least]
        score = 2 * sum(made) / (len(made) + wanted) if made else 0.0
        if score > best[1]:
            best = (least, score)
    return best


def calibration(judged: Sequence[tuple[float, bool]]) -> str:
    """Return a reliability table: bins of probability with their share of listed."""
    lines = []
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        listed = [hit for p, hit in judged if low <= p < low + 0.2 or p == low + 0.2]
        if listed:
            share = sum(listed) / len(listed)
            lines.append(f"  {low:.1f}-{low + 0.2:.1f}  {len(listed):4}  {share:.2f}")
    return "\n".join(lines)


def load_examples(
    news: Path, annotations: dict[str, set[tuple[int, int]]]
) -> list[Example]:
    """Annotate the judged articles of a JSONL file and return their examples."""
    found: list[Example] = []
    for item in read([news]):
        if not isinstance(item, Problem) and item.id in annotations:
            found += examples_of(annotate(item), annotations[item.id])
    return found


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command line of ``python -m kg.train events``."""
    parser.add_argument("news", type=Path, help="articles as JSONL")
    parser.add_argument(
        "-o", "--output", type=Path, default=Path("kg/models/events.json")
    )


def run(arguments: argparse.Namespace, report: Callable[[str], object]) -> None:
    """Train and write the model."""
    annotations = read_annotations(ANNOTATIONS)
    examples = load_examples(arguments.news, annotations)
    judged = cross_validate(examples)
    threshold, score = best_threshold(judged)
    listed = sum(example.listed for example in examples)
    report(f"{len(annotations)} articles, {len(examples)} proposed, {listed} listed")
    report(f"cross-validated F1 {score:.3f} at {threshold:.2f}\n{calibration(judged)}")
    model = {"threshold": threshold, "weights": fit(examples)}
    arguments.output.write_text(
        json.dumps(model, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
        encoding="utf-8",
    )

"""Learn which listed events are one, told in other words.

Every two events of an article that were read (:mod:`kg.train.event_tellings`) are an
example, positive where one word stands for both; two that tell of no event at all are
none. Boosted trees (:mod:`kg.train.forest`) see what they have in common
(:mod:`kg.extract.events.sameness`).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.extract.events import propose_events
from kg.extract.events.model import Forest, adapt_forest, to_probability
from kg.extract.events.sameness import ONE, Told, find_same, row_of
from kg.extract.events.scene import Scene
from kg.train.event_tellings import Telling, events_told
from kg.train.forest import fit_forest


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from kg.extract.context import Context
    from kg.extract.events.model import Models


LEAST = 0.1  # what is less likely listed is not compared
_COLUMNS = 0.2
_RATE = 0.05
_LEAF = 40


@dataclass(frozen=True, slots=True)
class Pair:
    """Two proposed events of an article that was read twice.

    Attributes:
        article: The article's id.
        row: What they have in common.
        same: Whether they are one event.
    """

    article: str
    row: Sequence[float]
    same: bool


def find_pairs(
    context: Context, tellings: Sequence[Telling], models: Models
) -> Iterator[Pair]:
    """Yield the pairs of an article's events that were read.

    Args:
        context: The article.
        tellings: What was read of it.
        models: What attaches dates and places, learnt without the article, and knows
            the words.
    """
    scene = Scene(context, models)
    events = propose_events(scene)
    read = events_told(context, events, tellings)
    told = {at: Told(scene, events[at]) for at in read}
    for one, two in itertools.combinations(sorted(read), 2):
        if read[one] is None and read[two] is None:
            continue
        yield Pair(
            context.document.article.id,
            row_of(models.listed.words, told[one], told[two]),
            read[one] == read[two],
        )


def fit_same(pairs: Sequence[Pair]) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of the forest that tells which pairs are one event."""
    rows = np.array([each.row for each in pairs], dtype=np.float32)
    same = np.array([each.same for each in pairs])
    return fit_forest(rows, same, _COLUMNS, rate=_RATE, leaf=_LEAF)


def cross_same(pairs: Sequence[Pair], folds: Mapping[str, int]) -> dict[int, Forest]:
    """Return for each fold a forest learnt without it."""
    return {
        fold: adapt_forest(fit_same([e for e in pairs if folds[e.article] != fold]))
        for fold in sorted(set(folds.values()))
    }


def report_pairs(
    pairs: Sequence[Pair],
    folds: Mapping[str, int],
    forests: Mapping[int, Forest],
    report: Callable[[str], object],
) -> None:
    """Report how many pairs forests learnt without them rightly say to be one."""
    said = right = 0
    for fold, forest in forests.items():
        held = [each for each in pairs if folds[each.article] == fold]
        if not held:
            continue
        odds = forest.log_odds(np.array([e.row for e in held], dtype=np.float32))
        ones = [
            each.same
            for each, sure in zip(held, odds.tolist(), strict=True)
            if to_probability(sure) >= ONE
        ]
        said += len(ones)
        right += sum(ones)
    wanted = sum(each.same for each in pairs)
    report(
        f"one event: {len(pairs)} pairs, {wanted} are; precision"
        f" {right / max(1, said):.3f}, recall {right / max(1, wanted):.3f}"
    )


def without_retold(
    contexts: Iterable[Context],
    models_of: Callable[[str], Models],
    sure: Sequence[float],
) -> list[float]:
    """Return how likely each event is listed, 0 where a likelier one tells it.

    Args:
        contexts: The articles.
        models_of: Returns what attaches dates and places and tells which events are
            one, learnt without an article.
        sure: How likely each proposed event of all articles is listed.
    """
    found = list(sure)
    first = 0
    for context in contexts:
        scene = Scene(context, models_of(context.document.article.id))
        events = propose_events(scene)
        listed = sure[first : first + len(events)]
        chosen = [at for at, p in enumerate(listed) if p >= LEAST]
        for at in find_same(scene, events, listed, chosen):
            found[first + at] = 0.0
        first += len(events)
    return found

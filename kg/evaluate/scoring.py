"""Counting what is right, wrong and missed."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Required, TypeAlias, TypedDict

import msgspec

from kg.errors import ReadError
from kg.evaluate.matching import MEASURES, Fact, Measure


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path


Record: TypeAlias = dict[str, Any]

GROUPS = ("publisher", "category", "kind", "status", "type", "rule")
"""What scores may be broken down by."""

_OF_ARTICLES = ("publisher", "category")
_SAMPLES = 1000
_SEED = 1403


@dataclass(frozen=True, slots=True)
class Outcome:
    """One article under one measure.

    Attributes:
        article: Its id.
        right: Predicted facts that are gold ones, with those.
        wrong: Other predicted facts.
        missed: Other gold facts.
    """

    article: str
    right: tuple[tuple[Fact, Fact], ...]
    wrong: tuple[Fact, ...]
    missed: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision and recall of a measure.

    Attributes:
        right: Number of facts that are right.
        predicted: Number of predicted facts.
        gold: Number of gold facts.
        low: Lower end of the 95 % interval of F1.
        high: Its upper end.
    """

    right: int
    predicted: int
    gold: int
    low: float = 0.0
    high: float = 0.0

    @property
    def precision(self) -> float:
        """Share of the predicted facts that is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold facts that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _f1(self.right, self.predicted, self.gold)

    def row(self, name: str) -> tuple[str, ...]:
        """Return the score as cells of a table."""
        interval = f"{self.low:.3f}–{self.high:.3f}" if self.high else ""
        return (
            name,
            f"{self.precision:.3f}",
            f"{self.recall:.3f}",
            f"{self.f1:.3f}",
            interval,
            str(self.gold),
            str(self.predicted),
        )


_Text: TypeAlias = "str | None"
_Texts: TypeAlias = "list[str | None] | None"


class _Role(TypedDict, total=False):
    person: _Text
    role: _Text
    organization: _Text
    organization_alt: _Texts


class _Event(TypedDict, total=False):
    event: _Text
    trigger: _Text
    date: _Text
    date_alt: _Texts
    location: _Text
    location_alt: _Texts


class _Quote(TypedDict, total=False):
    speaker: _Text
    text: _Text


class _Compared(TypedDict, total=False):
    """What is compared of a record, whatever else it holds."""

    id: Required[Any]
    roles: list[_Role] | None
    events: list[_Event] | None
    quotes: list[_Quote] | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A gold and a predicted set of records, compared.

    Attributes:
        outcomes: Measure to the outcome of each gold article.
        missing: Ids of gold articles without a predicted record.
    """

    outcomes: Mapping[str, tuple[Outcome, ...]]
    missing: tuple[str, ...]


def read_records(path: Path) -> dict[str, Record]:
    """Return the records of a JSON Lines file by id.

    Raises:
        ReadError: If a line is no record with an ``id``, or what is compared of its
            facts is no text.
    """
    records = {}
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror}") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = msgspec.json.decode(line, type=dict[str, Any])
            msgspec.convert(record, _Compared)
        except msgspec.DecodeError as error:  # a ValidationError is one
            raise ReadError(f"{path}:{number}: not a record: {error}") from error
        records[str(record["id"])] = record
    return records


def compare(gold: Mapping[str, Record], predicted: Mapping[str, Record]) -> Comparison:
    """Compare predicted records with gold ones, article by article."""
    outcomes = {
        measure.name: tuple(
            _match(measure, key, record, predicted.get(key, {}))
            for key, record in gold.items()
        )
        for measure in MEASURES
    }
    missing = tuple(sorted(gold.keys() - predicted.keys()))
    return Comparison(outcomes, missing)


def _match(measure: Measure, article: str, gold: Record, predicted: Record) -> Outcome:
    """Match facts one to one, each gold fact with the first that fits."""
    left: list[Fact] = list(predicted.get(measure.kind) or [])
    right: list[tuple[Fact, Fact]] = []
    missed: list[Fact] = []
    for wanted in gold.get(measure.kind) or []:
        found = next((one for one in left if measure.is_same(one, wanted)), None)
        if found is None:
            missed.append(wanted)
        else:
            left = [one for one in left if one is not found]
            right.append((found, wanted))
    return Outcome(article, tuple(right), tuple(left), tuple(missed))


def score(outcomes: Sequence[Outcome]) -> Score:
    """Return the score of outcomes, with a bootstrap interval over articles.

    The interval is the same each time: its random numbers have a fixed seed.
    """
    counts = [
        (len(one.right), len(one.right) + len(one.wrong), len(one.right + one.missed))
        for one in outcomes
    ]
    right, predicted, gold = _totals(counts)
    low, high = _interval(counts)
    return Score(right=right, predicted=predicted, gold=gold, low=low, high=high)


def _totals(counts: Iterable[tuple[int, int, int]]) -> tuple[int, int, int]:
    right = predicted = gold = 0
    for one in counts:
        right, predicted, gold = right + one[0], predicted + one[1], gold + one[2]
    return right, predicted, gold


def _f1(right: int, predicted: int, gold: int) -> float:
    return 2 * right / (predicted + gold) if predicted + gold else 0.0


def _interval(counts: Sequence[tuple[int, int, int]]) -> tuple[float, float]:
    if not counts:
        return 0.0, 0.0
    draw = random.Random(_SEED)  # noqa: S311 — statistics, not secrets
    found = sorted(
        _f1(*_totals(draw.choices(counts, k=len(counts)))) for _ in range(_SAMPLES)
    )
    return found[int(0.025 * _SAMPLES)], found[int(0.975 * _SAMPLES) - 1]


def grouping(name: str, records: Mapping[str, Record]) -> Callable[[str, Fact], str]:
    """Return what groups facts by one of ``GROUPS``.

    Args:
        name: ``publisher`` and ``category`` are the article's, the others the fact's.
        records: Records by id, with what they say of the article.

    Raises:
        ReadError: If ``name`` is none of ``GROUPS``.
    """
    if name not in GROUPS:
        raise ReadError(f"cannot break down by {name!r}; known: {', '.join(GROUPS)}")
    if name in _OF_ARTICLES:
        return lambda article, _fact: str(records.get(article, {}).get(name) or "?")
    return lambda _article, fact: str(fact.get(name) or "?")


def breakdown(
    outcomes: Sequence[Outcome], group_of: Callable[[str, Fact], str]
) -> dict[str, Score]:
    """Return the score of each group of facts, sorted by group.

    Args:
        outcomes: Of one measure.
        group_of: The group of a fact, by article id and fact; right facts are grouped
            as predicted, so that a rule or kind has what it produced.
    """
    right: defaultdict[str, int] = defaultdict(int)
    predicted: defaultdict[str, int] = defaultdict(int)
    gold: defaultdict[str, int] = defaultdict(int)
    for outcome in outcomes:
        for fact, _ in outcome.right:
            group = group_of(outcome.article, fact)
            for counter in (right, predicted, gold):
                counter[group] += 1
        for fact in outcome.wrong:
            predicted[group_of(outcome.article, fact)] += 1
        for fact in outcome.missed:
            gold[group_of(outcome.article, fact)] += 1
    return {
        group: Score(right=right[group], predicted=predicted[group], gold=gold[group])
        for group in sorted(predicted.keys() | gold.keys())
    }

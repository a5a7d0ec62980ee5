"""Which events an editor would list: a logistic model over readable features.

The features say how an event is told (noun or verb, where its date and place stand,
how early and how often it is told, tense, modality); the weights are learnt by
:mod:`kg.train.events` from judgements of our own and kept in ``kg/models/events.json``.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.extract.events import lexicon
from kg.extract.events.clauses import OTHER, REPORT
from kg.extract.events.merging import Event, best_named, is_anaphoric
from kg.model import Part, Polarity, Precision


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.extract.events.candidates import Candidate, Scene
    from kg.extract.events.clauses import Clause


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of features, and the least probability that is stated."""

    weights: Mapping[str, float]
    threshold: float

    def probability(self, features: Iterator[str]) -> float:
        """Return the probability that an event with these features is listed."""
        total = sum(self.weights.get(feature, 0.0) for feature in features)
        return 1.0 / (1.0 + math.exp(-total))


@cache
def model() -> Model:
    """Return the learnt model of ``kg/models/events.json``."""
    text = (files("kg") / "models" / "events.json").read_text(encoding="utf-8")
    told = json.loads(text)
    return Model(MappingProxyType(told["weights"]), told["threshold"])


def find_features(scene: Scene, event: Event) -> Iterator[str]:
    """Yield the features of an event, in a fixed order."""
    named = best_named(scene.context, event)
    yield "bias"
    yield from _of_kind(named)
    yield from _of_date(scene, event)
    yield from _of_place(event)
    yield from _of_position(scene, event)
    yield from _of_wording(scene, event, named)
    yield from _of_clause(scene, named)


def _of_kind(named: Candidate) -> Iterator[str]:
    kind = "verb" if named.is_verbal else "noun"
    yield f"kind={kind}"
    yield f"type={named.type}"
    if named.is_verbal:
        predicate = named.clause.predicate
        known = predicate is not None and predicate.kind != OTHER
        yield f"known_verb={known}"
        if predicate is not None:  # «رونمایی شد» is listed, «مقرر شد» is not
            yield f"infinitive={predicate.infinitive}"
    else:
        yield f"weak={named.is_weak}"


def _of_date(scene: Scene, event: Event) -> Iterator[str]:
    dated = event.dated
    if dated is None or dated.date is None:
        yield "date=none"
        return
    kind = "verb" if dated.is_verbal else "noun"
    time = dated.date.time
    yield f"date={dated.date_how}&{kind}"
    if time.iso is None:
        yield "date_value=open"
    else:
        day = time.precision in {Precision.DAY, Precision.MINUTE}
        yield f"date_value={'day' if day else 'period'}"
    yield f"date_rule={time.rule}"
    rivals = sum(
        1
        for token in dated.clause.tokens
        if token != dated.first and _is_strong_noun(scene, token)
    )
    yield f"rivals={min(rivals, 2)}&{kind}"


def _is_strong_noun(scene: Scene, token: int) -> bool:
    noun = lexicon.event_noun(scene.context.keys[token])
    is_noun = scene.context.document.tokens[token].pos == "NOUN"
    return noun is not None and not noun.is_weak and is_noun


def _of_place(event: Event) -> Iterator[str]:
    placed = event.placed
    if placed is None or placed.place is None:
        yield "place=none"
        return
    kind = "verb" if placed.is_verbal else "noun"
    yield f"place={placed.place_how}&{kind}"
    yield f"place_named={placed.place.is_named}"
    yield f"place_venue={placed.place.is_venue}"
    if event.dated is not None:
        yield "date_and_place"


def _of_position(scene: Scene, event: Event) -> Iterator[str]:
    context = scene.context
    parts = [context.sentence_at(item.first).part for item in event.candidates]
    sentences = [context.sentence_of[item.first] for item in event.candidates]
    yield f"in_title={Part.TITLE in parts}"
    body = [s for s, part in zip(sentences, parts, strict=True) if part != Part.TITLE]
    yield f"first_told={min(min(body, default=9), 6)}"
    yield f"told={min(len(set(sentences)), 4)}"
    yield f"told_by_both={len({item.is_verbal for item in event.candidates}) > 1}"


def _of_wording(scene: Scene, event: Event, named: Candidate) -> Iterator[str]:
    context = scene.context
    keys = context.keys
    before = keys[named.name[0] - 1] if named.name[0] else ""
    if not named.is_verbal:
        yield f"held={named.held is not None}"
        carrier = "none"
        if named.carrier:
            known = named.carrier in lexicon.event_words("carrier")
            carrier = "known" if known else "other"
        yield f"carrier={carrier}"
        yield f"before={before if before in _PREPOSITIONS else 'other'}"
        plural = keys[named.first].endswith(("ها", "های", "هایی"))
        yield f"plural={plural}"
    yield f"length={min((named.name[1] - named.name[0]) // 2, 5)}"
    yield f"anaphoric={all(is_anaphoric(context, c) for c in event.candidates)}"


_PREPOSITIONS = frozenset(
    ["در", "از", "به", "با", "برای", "درباره", "طی", "و", "را", "بر", "تا"]
)


def _of_clause(scene: Scene, named: Candidate) -> Iterator[str]:
    clause = named.held or named.clause
    predicate = clause.predicate
    kind = "verb" if named.is_verbal else "noun"
    clause_kind = clause.kind
    if clause_kind not in {REPORT, OTHER, "hold", "stative", "none"}:
        clause_kind = "event"
    yield f"clause={clause_kind}&{kind}"
    yield f"embedded={clause.parent is not None}&{kind}"
    if predicate is not None:
        yield f"tense={predicate.group.tense}&{kind}"
        yield f"negative={predicate.group.polarity is Polarity.NEGATIVE}&{kind}"
        yield f"first_person={predicate.group.person == 1}&{kind}"
    yield from _of_words(scene, clause, kind)


def _of_words(scene: Scene, clause: Clause, kind: str) -> Iterator[str]:
    keys = {scene.context.keys[token] for token in clause.tokens}
    for role in ("modal", "habit", "plan", "statistic"):
        if not keys.isdisjoint(lexicon.event_words(role)):
            yield f"has_{role}&{kind}"

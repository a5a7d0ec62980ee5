"""What is looked at to decide which events an editor would list.

The features say how an event is told (noun or verb, where its date and place stand,
how early and how often it is told, tense, modality, the words beside it); their
weights are learnt by :mod:`kg.train.events` from judgements of our own and kept in
``kg/models/events.json``. What is counted and measured stands in
:mod:`~kg.extract.events.listing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events import lexicon
from kg.extract.events.clauses import OTHER, REPORT
from kg.extract.events.merging import (
    Event,
    best_named,
    content_words,
    is_anaphoric,
)
from kg.model import Part, Polarity, Precision


if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.context import Context
    from kg.extract.events.clauses import Clause
    from kg.extract.events.scene import Candidate, Scene
    from kg.model import Sentence


def find_features(scene: Scene, event: Event) -> Iterator[str]:
    """Yield the features of an event, in a fixed order."""
    named = best_named(scene.context, event)
    yield "bias"
    yield from _of_kind(named)
    some = max([candidate.some_sure for candidate in event.candidates])
    yield f"some_sure={int(10 * some)}"
    yield from _of_date(scene, event)
    yield from _of_place(event)
    yield from _of_position(scene, event)
    yield from _of_wording(scene, event, named)
    yield from _of_clause(scene, named)
    yield from _of_article(scene, event, named)
    yield from _of_neighbours(scene.context, named)


def right_features(event: Event, listed: float) -> Iterator[str]:
    """Yield the features of whether an event, its date and its place are right.

    Args:
        event: The event.
        listed: The probability that it is listed.
    """
    yield "bias"
    settled = event.settled
    yield f"date={settled.date_how}"
    yield f"place={settled.place_how}"
    whole = listed * settled.date_sure * settled.place_sure
    for step in range(1, 10):
        if listed >= step / 10:
            yield f"listed>={step}"
        if whole >= step / 10:
            yield f"whole>={step}"


def _of_article(scene: Scene, event: Event, named: Candidate) -> Iterator[str]:
    """Yield how an event stands to the rest of its article."""
    context = scene.context
    words = content_words(context, named)
    yield f"bare={not words}"
    title = scene.title_words
    shared = len(words & title)
    yield f"title_words={min(shared, 3)}"
    yield f"title_trigger={any(c.stem in scene.title_stems for c in event.candidates)}"
    sentence = context.sentence_at(named.first)
    colon = ":" in context.keys[sentence.first : named.first]
    yield f"after_colon={colon}"
    yield f"quoted={is_quoted(context, sentence, named.first)}"
    last = len(context.document.sentences)
    yield f"part={min(4, 5 * context.sentence_of[named.first] // max(1, last))}"


def _of_neighbours(context: Context, named: Candidate) -> Iterator[str]:
    """Yield the words and parts of speech around an event's trigger and name."""
    kind = "verb" if named.is_verbal else "noun"
    sentence = context.sentence_at(named.first)
    first, last = named.name
    tokens = context.document.tokens
    around = (
        ("b1", first - 1),
        ("b2", first - 2),
        ("a1", last),
        ("a2", last + 1),
        ("t1", named.last),
        ("tb1", named.first - 1),
    )
    for name, at in around:
        inside = sentence.first <= at < sentence.last
        yield f"{name}={context.keys[at] if inside else '^'}&{kind}"
        if name in {"b1", "a1", "t1"}:
            yield f"pos_{name}={tokens[at].pos if inside else '^'}&{kind}"
    led = named.first > sentence.first and tokens[named.first - 1].ezafe
    yield f"ezafe={tokens[named.last - 1].ezafe}{led}&{kind}"
    if named.clause.tokens:
        yield f"clause_first={context.keys[named.clause.tokens[0]]}&{kind}"


def is_quoted(context: Context, sentence: Sentence, token: int) -> bool:
    """Say whether a token stands within quotation marks that its sentence opens."""
    depth = 0
    for at in range(sentence.first, token):
        form = context.document.tokens[at].form
        depth += (form == "«") - (form == "»")
    return depth > 0


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
        yield f"stem={named.stem}"


def _of_date(scene: Scene, event: Event) -> Iterator[str]:
    dated = event.dated
    if dated is None or dated.date is None:
        yield "date=none"
        return
    kind = "verb" if dated.is_verbal else "noun"
    time = dated.date.time
    yield f"date={dated.date_how}&{kind}"
    yield f"date_sure={int(10 * dated.date_sure)}"
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
    yield f"place_sure={int(10 * placed.place_sure)}"
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

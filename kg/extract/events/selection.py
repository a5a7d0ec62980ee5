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
    from kg.extract.events.bundles import Bundle
    from kg.extract.events.scene import Candidate, Scene
    from kg.model import Sentence


def find_features(scene: Scene, event: Event) -> list[Bundle]:
    """Return the features of an event, in a fixed order."""
    named = best_named(scene.context, event)
    kind = "verb" if named.is_verbal else "noun"
    some = max([candidate.some_sure for candidate in event.candidates])
    return [
        _of_kind(named),
        (_sureness, "some_sure", int(10 * some)),
        *_of_date(scene, event),
        *_of_place(event),
        _of_position(scene, event),
        *_of_wording(scene, event, named),
        *_of_clause(scene, named, kind),
        *_of_article(scene, event, named),
        *_of_neighbours(scene.context, named, kind),
    ]


def _sureness(name: str, tenths: int) -> list[str]:
    return [f"{name}={tenths}"]


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


# ------------------------------------------------------------------ in its article


def _of_article(scene: Scene, event: Event, named: Candidate) -> Iterator[Bundle]:
    """Yield how an event stands to the rest of its article."""
    context = scene.context
    words = content_words(context, named)
    told = any(each.stem in scene.title_stems for each in event.candidates)
    yield _title_features, not words, min(len(words & scene.title_words), 3), told
    number = context.sentence_of[named.first]
    sentences = context.document.sentences
    first = sentences[number].first
    colon = ":" in context.keys[first : named.first]
    quoted = is_quoted(context, sentences[number], named.first)
    yield _place_in_text, colon, quoted, min(4, 5 * number // max(1, len(sentences)))


def _title_features(is_bare: bool, shared: int, is_told: bool) -> list[str]:
    return [f"bare={is_bare}", f"title_words={shared}", f"title_trigger={is_told}"]


def _place_in_text(after_colon: bool, is_quoted: bool, fifth: int) -> list[str]:
    return [f"after_colon={after_colon}", f"quoted={is_quoted}", f"part={fifth}"]


def _of_neighbours(context: Context, named: Candidate, kind: str) -> Iterator[Bundle]:
    """Yield the words and parts of speech around an event's trigger and name."""
    number = context.sentence_of[named.first]
    sentence = context.document.sentences[number]
    first, last = named.name
    keys, tokens = context.keys, context.document.tokens
    for name, at in (
        ("b1", first - 1),
        ("b2", first - 2),
        ("a1", last),
        ("a2", last + 1),
        ("t1", named.last),
        ("tb1", named.first - 1),
    ):
        inside = sentence.first <= at < sentence.last
        yield _word, name, keys[at] if inside else "^", kind
        if name in _TAGGED:
            yield _tag, name, tokens[at].pos if inside else "^", kind
    led = named.first > sentence.first and tokens[named.first - 1].ezafe
    yield _ezafe, tokens[named.last - 1].ezafe, led, kind
    if named.clause.tokens:
        yield _word, "clause_first", keys[named.clause.tokens[0]], kind


_TAGGED = frozenset({"b1", "a1", "t1"})


def _word(name: str, word: str, kind: str) -> list[str]:
    return [f"{name}={word}&{kind}"]


def _tag(name: str, tag: str, kind: str) -> list[str]:
    return [f"pos_{name}={tag}&{kind}"]


def _ezafe(is_leading: bool, is_led: bool, kind: str) -> list[str]:
    return [f"ezafe={is_leading}{is_led}&{kind}"]


def is_quoted(context: Context, sentence: Sentence, token: int) -> bool:
    """Say whether a token stands within quotation marks that its sentence opens."""
    before = context.document.tokens[sentence.first : token]
    forms = [each.form for each in before]
    return forms.count("«") > forms.count("»")


# --------------------------------------------------------------------- how it is told


def _of_kind(named: Candidate) -> Bundle:
    if not named.is_verbal:
        return _noun, named.type, named.is_weak, named.stem
    predicate = named.clause.predicate
    if predicate is None:
        return _verb, named.type, False, None
    return _verb, named.type, predicate.kind != OTHER, predicate.infinitive


def _noun(event_type: str, is_weak: bool, stem: str) -> list[str]:
    return [
        *("bias", "kind=noun"),
        f"type={event_type}",
        f"weak={is_weak}",
        f"stem={stem}",
    ]


def _verb(event_type: str, is_known: bool, infinitive: str | None) -> list[str]:
    found = ["bias", "kind=verb", f"type={event_type}", f"known_verb={is_known}"]
    if infinitive is not None:  # «رونمایی شد» is listed, «مقرر شد» is not
        found.append(f"infinitive={infinitive}")
    return found


def _of_date(scene: Scene, event: Event) -> Iterator[Bundle]:
    dated = event.dated
    if dated is None or dated.date is None:
        yield (_undated,)
        return
    time = dated.date.time
    value = "open"
    if time.iso is not None:
        day = time.precision in {Precision.DAY, Precision.MINUTE}
        value = "day" if day else "period"
    yield _sureness, "date_sure", int(10 * dated.date_sure)
    yield _date, dated.date_how, dated.is_verbal, value, time.rule
    yield _rivals, min(_rivals_of(scene, dated), 2), dated.is_verbal


def _undated() -> list[str]:
    return ["date=none"]


def _date(how: str, is_verbal: bool, value: str, rule: str) -> list[str]:
    kind = "verb" if is_verbal else "noun"
    return [f"date={how}&{kind}", f"date_value={value}", f"date_rule={rule}"]


def _rivals(rivals: int, is_verbal: bool) -> list[str]:
    return [f"rivals={rivals}&{'verb' if is_verbal else 'noun'}"]


def _rivals_of(scene: Scene, dated: Candidate) -> int:
    """Return how many other nouns of a telling's clause are events."""
    return sum(
        token != dated.first and _is_strong_noun(scene, token)
        for token in dated.clause.tokens
    )


def _is_strong_noun(scene: Scene, token: int) -> bool:
    noun = lexicon.event_noun(scene.context.keys[token])
    is_noun = scene.context.document.tokens[token].pos == "NOUN"
    return noun is not None and not noun.is_weak and is_noun


def _of_place(event: Event) -> Iterator[Bundle]:
    placed = event.placed
    if placed is None or placed.place is None:
        yield (_unplaced,)
        return
    yield _sureness, "place_sure", int(10 * placed.place_sure)
    place, dated = placed.place, event.dated is not None
    told = placed.place_how, placed.is_verbal
    yield _place, *told, place.is_named, place.is_venue, dated


def _unplaced() -> list[str]:
    return ["place=none"]


def _place(
    how: str, is_verbal: bool, is_named: bool, is_venue: bool, is_dated: bool
) -> list[str]:
    return [
        f"place={how}&{'verb' if is_verbal else 'noun'}",
        f"place_named={is_named}",
        f"place_venue={is_venue}",
        *(["date_and_place"] if is_dated else []),
    ]


def _of_position(scene: Scene, event: Event) -> Bundle:
    context = scene.context
    every = context.document.sentences
    numbers = [context.sentence_of[item.first] for item in event.candidates]
    body = [number for number in numbers if every[number].part is not Part.TITLE]
    return (
        _position,
        len(body) < len(numbers),
        min(min(body, default=9), 6),
        min(len(set(numbers)), 4),
        len({item.is_verbal for item in event.candidates}) > 1,
    )


def _position(in_title: bool, first: int, told: int, by_both: bool) -> list[str]:
    return [
        f"in_title={in_title}",
        f"first_told={first}",
        f"told={told}",
        f"told_by_both={by_both}",
    ]


def _of_wording(scene: Scene, event: Event, named: Candidate) -> Iterator[Bundle]:
    context = scene.context
    keys = context.keys
    first, last = named.name
    if not named.is_verbal:
        before = keys[first - 1] if first else ""
        yield (
            _noun_wording,
            named.held is not None,
            _carrier_of(named),
            before if before in _PREPOSITIONS else "other",
            keys[named.first].endswith(("ها", "های", "هایی")),
        )
    anaphoric = all(is_anaphoric(context, each) for each in event.candidates)
    yield _name_wording, min((last - first) // 2, 5), anaphoric


def _carrier_of(named: Candidate) -> str:
    if not named.carrier:
        return "none"
    return "known" if named.carrier in lexicon.event_words("carrier") else "other"


def _noun_wording(
    is_held: bool, carrier: str, before: str, is_plural: bool
) -> list[str]:
    return [
        f"held={is_held}",
        f"carrier={carrier}",
        f"before={before}",
        f"plural={is_plural}",
    ]


def _name_wording(length: int, is_anaphoric: bool) -> list[str]:
    return [f"length={length}", f"anaphoric={is_anaphoric}"]


_PREPOSITIONS = frozenset(
    ["در", "از", "به", "با", "برای", "درباره", "طی", "و", "را", "بر", "تا"]
)


def _of_clause(scene: Scene, named: Candidate, kind: str) -> Iterator[Bundle]:
    clause = named.held or named.clause
    told = clause.kind if clause.kind in _CLAUSE_KINDS else "event"
    yield _clause, told, clause.parent is not None, kind
    if clause.predicate is not None:
        group = clause.predicate.group
        negative = group.polarity is Polarity.NEGATIVE
        yield _verb_group, group.tense, negative, group.person == 1, kind
    keys = {scene.context.keys[token] for token in clause.tokens}
    for role in _ROLES:
        if not keys.isdisjoint(lexicon.event_words(role)):
            yield _has, role, kind


_CLAUSE_KINDS = frozenset({REPORT, OTHER, "hold", "stative", "none"})
_ROLES = ("modal", "habit", "plan", "statistic")  # of words that a clause may have


def _clause(told: str, is_embedded: bool, kind: str) -> list[str]:
    return [f"clause={told}&{kind}", f"embedded={is_embedded}&{kind}"]


def _verb_group(tense: str, is_negative: bool, is_mine: bool, kind: str) -> list[str]:
    return [
        f"tense={tense}&{kind}",
        f"negative={is_negative}&{kind}",
        f"first_person={is_mine}&{kind}",
    ]


def _has(role: str, kind: str) -> list[str]:
    return [f"has_{role}&{kind}"]

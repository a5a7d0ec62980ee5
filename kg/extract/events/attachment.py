"""Which date and which place belong to an event.

The dates that stand near enough, and having none, are weighed against one another by a
multinomial logistic model over readable features: where a date stands
(:class:`~kg.extract.events.scene.How`), the preposition before it, the kind of event,
what stands between; and so are the places. The weights are learnt by
:mod:`kg.train.events` from judgements of our own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.extract.events import lexicon
from kg.extract.events.options import (
    Option,
    acts,
    belongs_to_noun,
    date_options,
    near_places,
    with_far_places,
)
from kg.extract.events.scene import How
from kg.model import Part, Precision, Tense


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.events.clauses import Clause
    from kg.extract.events.phrases import Dated, Place
    from kg.extract.events.scene import Candidate, Scene


_MOTION = frozenset({"visit", "movement", "dismissal"})
_GATHERING = frozenset(
    ["meeting", "conference", "interview", "ceremony", "festival", "exhibition"]
)
_INCIDENT = frozenset({"accident", "attack", "crime", "disaster", "death", "arrest"})
_NEAR = ((2, "0-2"), (5, "3-5"), (10, "6-10"), (20, "11-20"))
_LEAST = 0.5
_FAR = frozenset({How.BEFORE, How.OPENING})  # completes an event; alone it makes none
_PLACE_WORDS = frozenset(
    ["در", "به", "از", "تا", "و", "سوی", "علیه", "میان", "بین", "با", "برای", "را"]
)


def attach(scene: Scene, candidate: Candidate) -> None:
    """Give a candidate the date and the place that belong to it, if any.

    An event is listed only with a date or a place: of all pairs of a date (or none)
    and a place (or none), the likeliest is taken that is not without both, unless that
    is too unlikely.
    """
    near = near_places(scene, candidate)
    if not near and scene.context.sentence_of[candidate.first] not in scene.dates_in:
        return  # nothing within its sentence
    dates = date_options(scene, candidate)
    places = with_far_places(scene, candidate, near)
    if not (_is_any_near(dates) or _is_any_near(places)):
        return
    dated = _date_chances(scene, candidate, dates)
    placed = _place_chances(scene, candidate, places)
    some = 1 - dated[-1] * placed[-1]
    if some < _LEAST:
        return
    candidate.some_sure = some
    candidate.dates = list(zip(dates, dated[:-1], strict=True))
    candidate.places = list(zip(places, placed[:-1], strict=True))
    candidate.undated_sure, candidate.unplaced_sure = dated[-1], placed[-1]
    _, when, where = max(
        (sure * certain, when, where)
        for when, sure in enumerate(dated)
        for where, certain in enumerate(placed)
        if _is_near(dates, when) or _is_near(places, where)
    )
    candidate.date_sure, candidate.place_sure = dated[when], placed[where]
    if when < len(dates):
        candidate.date, candidate.date_how = dates[when].value, dates[when].how
    if where < len(places):
        candidate.place, candidate.place_how = places[where].value, places[where].how


def _date_chances(
    scene: Scene, candidate: Candidate, dates: Sequence[Option[Dated]]
) -> list[float]:
    """Return how likely each date is a candidate's, and last, that it has none."""
    if not dates:
        return [1.0]
    return scene.models.date.probabilities(date_alternatives(scene, candidate, dates))


def _place_chances(
    scene: Scene, candidate: Candidate, places: Sequence[Option[Place]]
) -> list[float]:
    """Return how likely each place is a candidate's, and last, that it has none."""
    if not places:
        return [1.0]
    return scene.models.place.probabilities(
        place_alternatives(scene, candidate, places)
    )


def _is_any_near(options: Sequence[Option[Any]]) -> bool:
    """Say whether an option may make an event by itself."""
    return any(_is_near(options, at) for at in range(len(options)))


def _is_near(options: Sequence[Option[Any]], chosen: int) -> bool:
    """Say whether the chosen option is one that makes an event by itself."""
    return chosen < len(options) and options[chosen].how not in _FAR


def date_alternatives(
    scene: Scene, candidate: Candidate, options: Sequence[Option[Dated]]
) -> list[list[str]]:
    """Return the features of each date as a candidate's, and last, of having none."""
    features = [
        date_features(scene, candidate, option, rank)
        for rank, option in enumerate(options)
    ]
    return [*features, none_features(scene, candidate, options)]


def place_alternatives(
    scene: Scene, candidate: Candidate, options: Sequence[Option[Place]]
) -> list[list[str]]:
    """Return the features of each place as a candidate's, and last, of having none."""
    features = [
        place_features(scene, candidate, option, rank)
        for rank, option in enumerate(options)
    ]
    return [*features, none_features(scene, candidate, options)]


def none_features(
    scene: Scene, candidate: Candidate, options: Sequence[Option[Any]]
) -> list[str]:
    """Return the features of having none of the dates or places nearby."""
    kind = _kind(candidate)
    context = scene.context
    top = options[0].how if options else How.NONE
    dated = bool(scene.dates_in.get(context.sentence_of[candidate.first]))
    before = context.keys[candidate.name[0] - 1] if candidate.name[0] else ""
    words = min(6, candidate.name[1] - candidate.name[0])
    return [
        "none",
        f"none&{kind}",
        f"none&{sort_of(candidate)}&{kind}",
        f"none&type={candidate.type}",
        f"none&free={candidate.is_free}",
        f"none&part={context.sentence_at(candidate.first).part}",
        f"none&options={min(3, len(options))}",
        f"none&top={top}",
        f"none&held={candidate.held is not None}",
        f"none&dated={dated}",
        f"none&type={candidate.type}&{top}",
        f"none&words={words}&{kind}",
        f"none&before={before}&{kind}",
        f"none&tense={tense_of(candidate)}&{top}",
        *[
            f"none&{told}{where}"
            for told in _words(candidate)
            for where in ("", f"&{top}")
        ],
    ]


def _words(candidate: Candidate) -> list[str]:
    """Return the words that tell an event: its stem, and the verb of its clause.

    «متولد» has its year right beside it, «بازدید» its place after «از».
    """
    clause = candidate.held or candidate.clause
    if candidate.is_verbal or clause.predicate is None:
        return [f"stem={candidate.stem}"]
    return [f"stem={candidate.stem}", f"verb={clause.predicate.infinitive}"]


# ---------------------------------------------------------------------------- dates


def date_features(
    scene: Scene, candidate: Candidate, option: Option[Dated], rank: int
) -> list[str]:
    """Return the features of a date as the date of a candidate."""
    dated = option.value
    kind = _kind(candidate)
    features = [
        f"how={option.how}",
        f"how={option.how}&{kind}",
        f"rank={min(rank, 2)}",
        f"rule={dated.time.rule}",
        f"precision={_precision(dated)}",
        f"free={candidate.is_free}&{option.how}",
        f"how={option.how}&type={candidate.type}",
        f"how={option.how}&rule={dated.time.rule}",
        f"first={scene.context.keys[dated.first]}",
        f"next={_key_at(scene, dated.last)}",
        *[f"how={option.how}&{told}" for told in _words(candidate)],
    ]
    if belongs_to_noun(scene, dated, candidate):
        features.append("of_noun")
        features.append(f"of_noun&{option.how}")
    before = scene.context.keys[dated.first - 1] if dated.first else ""
    if before in {"از", "تا", "در", "برای", "و", "که"}:
        features.append(f"before={before}")
    tense = tense_of(candidate)
    features.append(f"when={_when(scene, dated)}&{tense}")
    features.extend(_position(scene, candidate, dated.first, dated.last))
    return features


def _precision(dated: Dated) -> str:
    if dated.time.iso is None:
        return "open"
    if dated.time.precision in {Precision.DAY, Precision.MINUTE}:
        return "day"
    return "period"


def _when(scene: Scene, dated: Dated) -> str:
    """Say whether a date lies before, on or after the day of publication."""
    published = scene.context.document.article.published
    if published is None or dated.time.begin is None or dated.time.end is None:
        return "unknown"
    if dated.time.end < published.day:
        return "past"
    return "future" if dated.time.begin > published.day else "now"


def tense_of(candidate: Candidate) -> str:
    """Name the tense of the verb that tells an event, or of its clause's."""
    clause = candidate.held or candidate.clause
    if clause.predicate is None:
        return "none"
    tense = clause.predicate.group.tense
    if tense in {Tense.PAST, Tense.PRESENT_PERFECT, Tense.PAST_PERFECT}:
        return "past"
    return "future" if tense is Tense.FUTURE else "present"


# --------------------------------------------------------------------------- places


def place_features(
    scene: Scene, candidate: Candidate, option: Option[Place], rank: int
) -> list[str]:
    """Return the features of a place as the place of a candidate."""
    place = option.value
    kind = _kind(candidate)
    sort = sort_of(candidate)
    what = place_kind(scene, place)
    word = word_before(scene, place)
    features = [
        f"how={option.how}",
        f"how={option.how}&{kind}",
        f"how={option.how}&{sort}",
        f"rank={min(rank, 2)}",
        f"what={what}",
        f"what={what}&{option.how}",
        f"word={word}",
        f"word={word}&{kind}",
        f"word={word}&{sort}",
        f"word={word}&{option.how}",
        f"type={candidate.type}&{word == 'در'}",
        f"free={candidate.is_free}&{option.how}",
        f"how={option.how}&type={candidate.type}",
        f"word={word}&type={candidate.type}",
        f"first={scene.context.keys[place.first]}",
        f"before={_key_at(scene, place.first - 1)}",
        f"second_before={_key_at(scene, place.first - 2)}",
        f"next={_key_at(scene, place.last)}",
        *[
            f"{where}&{told}"
            for told in _words(candidate)
            for where in (f"how={option.how}", f"word={word}")
        ],
    ]
    if acts(candidate, place):
        features.extend(("acts", f"acts&{sort}", f"acts&type={candidate.type}"))
    features.extend(_position(scene, candidate, place.first, place.last))
    return features


def place_kind(scene: Scene, place: Place) -> str:
    """Name what a phrase tells of: a body, a venue, a country, a town."""
    if place.is_body:
        return "body"
    mention = scene.context.mention_at(place.last - 1)
    key = None if mention is None else mention.place
    if place.is_venue:
        return "venue" if place.is_named else "plain"
    if not place.is_named:
        return "general"
    if key == "IR":
        return "iran"
    if key is not None and len(key) == 2:
        return "country"
    head = place.first < (place.last if mention is None else mention.first)
    return "headed" if head else "town"


def word_before(scene: Scene, place: Place) -> str:
    """Name what stands before a place: a preposition, or a noun it hangs on."""
    context = scene.context
    at = place.first - 1
    if at < context.sentence_at(place.first).first:
        return "start"
    key, token = context.keys[at], context.document.tokens[at]
    if key in lexicon.event_words("at"):
        return "در"
    if key in _PLACE_WORDS:
        return key
    return _noun_before(scene, at) if token.ezafe else token.pos


def _noun_before(scene: Scene, token: int) -> str:
    """Name the sort of noun that a place hangs on by ezafe."""
    key = scene.context.keys[token]
    if lexicon.event_noun(key) is not None:
        return "event"
    if lexicon.is_title(key):
        return "title"
    return "noun" if scene.context.mention_at(token) is None else "name"


# ------------------------------------------------------------------------- position


def _key_at(scene: Scene, token: int) -> str:
    """Return the key of a token, ``""`` before the first and after the last."""
    keys = scene.context.keys
    return keys[token] if 0 <= token < len(keys) else ""


def _kind(candidate: Candidate) -> str:
    return "verb" if candidate.is_verbal else "noun"


def sort_of(candidate: Candidate) -> str:
    """Return the sort of event as far as places differ by it."""
    if candidate.type in _MOTION:
        return "motion"
    if candidate.type in _GATHERING:
        return "gathering"
    return "incident" if candidate.type in _INCIDENT else "other"


def _position(
    scene: Scene, candidate: Candidate, first: int, last: int
) -> Iterator[str]:
    """Yield where a phrase stands beside a candidate's trigger."""
    kind = _kind(candidate)
    yield f"after={first >= candidate.last}&{kind}"
    clause = scene.clause_of.get(first)
    relation = relation_of(scene, candidate, clause, first)
    yield f"relation={relation}"
    yield f"relation={relation}&{kind}"
    if clause is not None:
        yield f"clause={_clause_kind(clause)}&{relation}"
    if relation != "far":
        yield from _distance(scene, candidate, first, last)
    noun = scene.named_at.get(first, scene.named_at.get(first - 1))
    if noun is not None:
        whose = "own" if noun == candidate.first else "other"
        yield f"in_name={whose}&{kind}"
    part = scene.context.sentence_at(candidate.first).part
    yield f"title={part is Part.TITLE}"


def _distance(
    scene: Scene, candidate: Candidate, first: int, last: int
) -> Iterator[str]:
    """Yield how far a phrase of the same sentence stands, and what is between."""
    kind = _kind(candidate)
    after = first >= candidate.last
    low, high = (candidate.last, first) if after else (last, candidate.first)
    words = max(0, high - low)
    near = next((name for most, name in _NEAR if words <= most), "21+")
    yield f"near={near}"
    yield f"near={near}&{kind}&{after}"
    rivals = max(0, scene.event_count[high] - scene.event_count[low])
    yield f"rivals={min(rivals, 3)}"
    yield f"rivals={min(rivals, 2)}&{kind}&{after}"


def relation_of(
    scene: Scene, candidate: Candidate, clause: Clause | None, first: int
) -> str:
    """Name how the clause of a phrase stands to the candidate's."""
    context = scene.context
    if context.sentence_of[first] != context.sentence_of[candidate.first]:
        return "far"
    if candidate.name[0] <= first < candidate.name[1]:
        return "name"
    if clause is None or clause is candidate.clause:
        return "other" if clause is None else "same"
    near = {id(candidate.clause.parent): "parent", id(candidate.held): "held"}
    if clause.parent is candidate.clause:
        return "child"
    return near.get(id(clause), "other")


def _clause_kind(clause: Clause) -> str:
    known = {"report", "other", "hold", "stative", "none"}
    return clause.kind if clause.kind in known else "event"

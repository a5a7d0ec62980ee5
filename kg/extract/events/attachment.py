"""Which date and which place belong to an event.

The dates that stand near enough, and having none, are weighed against one another by a
multinomial logistic model over readable features: where a date stands
(:class:`~kg.extract.events.scene.How`), the preposition before it, the kind of event,
what stands between; and so are the places. The weights are learnt by
:mod:`kg.train.events` from judgements of our own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

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

    from kg.extract.events.bundles import Bundle
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
_CLAUSE_KINDS = frozenset({"report", "other", "hold", "stative", "none"})
_DATE_WORDS = frozenset({"از", "تا", "در", "برای", "و", "که"})
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
    enough = _enough(dates), _enough(places)
    if not any(map(any, enough)):
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
        if enough[0][when] or enough[1][where]
    )
    candidate.date_sure, candidate.place_sure = dated[when], placed[where]
    _take(candidate, dates[when : when + 1], places[where : where + 1])


def _take(
    candidate: Candidate,
    date: Sequence[Option[Dated]],
    place: Sequence[Option[Place]],
) -> None:
    """Give a candidate a date and a place, or none."""
    for dated in date:
        candidate.date, candidate.date_how = dated.value, dated.how
    for placed in place:
        candidate.place, candidate.place_how = placed.value, placed.how


def _date_chances(
    scene: Scene, candidate: Candidate, dates: Sequence[Option[Dated]]
) -> list[float]:
    """Return how likely each date is a candidate's, and last, that it has none."""
    if not dates:
        return [1.0]
    return scene.models.date.choose(date_alternatives(scene, candidate, dates))


def _place_chances(
    scene: Scene, candidate: Candidate, places: Sequence[Option[Place]]
) -> list[float]:
    """Return how likely each place is a candidate's, and last, that it has none."""
    if not places:
        return [1.0]
    return scene.models.place.choose(place_alternatives(scene, candidate, places))


def _enough(options: Sequence[Option[Any]]) -> list[bool]:
    """Say which options make an event by themselves; last, that none does not."""
    return [*[option.how not in _FAR for option in options], False]


def date_alternatives(
    scene: Scene, candidate: Candidate, options: Sequence[Option[Dated]]
) -> list[list[Bundle]]:
    """Return the features of each date as a candidate's, and last, of having none."""
    told = _told(candidate)
    features = [
        _date_features(scene, told, option, rank) for rank, option in enumerate(options)
    ]
    return [*features, _none_features(scene, told, options)]


def place_alternatives(
    scene: Scene, candidate: Candidate, options: Sequence[Option[Place]]
) -> list[list[Bundle]]:
    """Return the features of each place as a candidate's, and last, of having none."""
    told = _told(candidate)
    features = [
        _place_features(scene, told, option, rank)
        for rank, option in enumerate(options)
    ]
    return [*features, _none_features(scene, told, options)]


class _Told(NamedTuple):
    """A candidate and how it is told, whatever date or place it is weighed with.

    Attributes:
        candidate: The candidate.
        kind: Whether a verb or a noun tells it.
        sort: Its sort (:func:`sort_of`).
        tense: Its tense (:func:`tense_of`).
        stem: What its tellings share.
        verb: The verb of a noun's clause, if any. The two words tell an event:
            «متولد» has its year right beside it, «بازدید» its place after «از».
    """

    candidate: Candidate
    kind: str
    sort: str
    tense: str
    stem: str
    verb: str | None


def _told(candidate: Candidate) -> _Told:
    verbal = candidate.is_verbal
    predicate = None if verbal else (candidate.held or candidate.clause).predicate
    return _Told(
        candidate,
        "verb" if verbal else "noun",
        sort_of(candidate),
        tense_of(candidate),
        candidate.stem,
        None if predicate is None else predicate.infinitive,
    )


def _named(name: str, word: str) -> list[str]:
    """Return the feature that is just a word somewhere."""
    return [f"{name}={word}"]


def _words_beside(name: str, value: str, stem: str, verb: str | None) -> list[str]:
    """Return the features of the words that tell an event, beside something else."""
    stemmed = f"{name}={value}&stem={stem}"
    return [stemmed] if verb is None else [stemmed, f"{name}={value}&verb={verb}"]


# ----------------------------------------------------------------------------- none


def _none_features(
    scene: Scene, told: _Told, options: Sequence[Option[Any]]
) -> list[Bundle]:
    """Return the features of having none of the dates or places nearby."""
    candidate, context = told.candidate, scene.context
    top = options[0].how if options else How.NONE
    number = context.sentence_of[candidate.first]
    first, last = candidate.name
    before = context.keys[first - 1] if first else ""
    return [
        (_none_of_type, told.kind, told.sort, candidate.type),
        (
            _none_of_stand,
            candidate.is_free,
            candidate.held is not None,
            context.document.sentences[number].part,
            bool(scene.dates_in.get(number)),
        ),
        (_none_of_options, top, min(3, len(options)), candidate.type, told.tense),
        (_none_of_name, told.kind, before, min(6, last - first)),
        (_none_of_words, top, told.stem, told.verb),
    ]


def _none_of_type(kind: str, sort: str, event_type: str) -> list[str]:
    of_sort = f"none&{sort}&{kind}"
    return ["none", f"none&{kind}", of_sort, f"none&type={event_type}"]


def _none_of_stand(is_free: bool, is_held: bool, part: Part, dated: bool) -> list[str]:
    return [
        f"none&free={is_free}",
        f"none&held={is_held}",
        f"none&part={part}",
        f"none&dated={dated}",
    ]


def _none_of_options(top: How, options: int, event_type: str, tense: str) -> list[str]:
    return [
        f"none&top={top}",
        f"none&options={options}",
        f"none&type={event_type}&{top}",
        f"none&tense={tense}&{top}",
    ]


def _none_of_name(kind: str, before: str, words: int) -> list[str]:
    return [f"none&before={before}&{kind}", f"none&words={words}&{kind}"]


def _none_of_words(top: How, stem: str, verb: str | None) -> list[str]:
    words = [f"none&stem={stem}", *([] if verb is None else [f"none&verb={verb}"])]
    return [*words, *[f"{each}&{top}" for each in words]]


# ---------------------------------------------------------------------------- dates


def _date_features(
    scene: Scene, told: _Told, option: Option[Dated], rank: int
) -> list[Bundle]:
    """Return the features of a date as the date of a candidate."""
    how, dated = option.how, option.value
    candidate, keys = told.candidate, scene.context.keys
    first, last = dated.first, dated.last
    return [
        (
            _how_features,
            how,
            told.kind,
            candidate.type,
            candidate.is_free,
            min(rank, 2),
        ),
        (_sort_of_date, how, dated.time.rule, _precision(dated)),
        (_words_beside, "how", how, told.stem, told.verb),
        (_belonging, how, belongs_to_noun(scene, dated, candidate)),
        (_when_features, _when(scene, dated), told.tense),
        (_before_date, keys[first - 1] if first else ""),
        (_named, "first", keys[first]),
        (_named, "next", _key_at(scene, last)),
        *_position(scene, told, first, last),
    ]


def _how_features(
    how: How, kind: str, event_type: str, is_free: bool, rank: int
) -> list[str]:
    return [
        f"how={how}",
        f"how={how}&{kind}",
        f"how={how}&type={event_type}",
        f"free={is_free}&{how}",
        f"rank={rank}",
    ]


def _sort_of_date(how: How, rule: str, precision: str) -> list[str]:
    return [f"rule={rule}", f"how={how}&rule={rule}", f"precision={precision}"]


def _belonging(how: How, to_noun: bool) -> list[str]:
    return ["of_noun", f"of_noun&{how}"] if to_noun else []


def _when_features(when: str, tense: str) -> list[str]:
    return [f"when={when}&{tense}"]


def _before_date(word: str) -> list[str]:
    return [f"before={word}"] if word in _DATE_WORDS else []


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


def _place_features(
    scene: Scene, told: _Told, option: Option[Place], rank: int
) -> list[Bundle]:
    """Return the features of a place as the place of a candidate."""
    how, place = option.how, option.value
    candidate, kind, sort = told.candidate, told.kind, told.sort
    word = word_before(scene, place)
    features: list[Bundle] = [
        (_how_features, how, kind, candidate.type, candidate.is_free, min(rank, 2)),
        (_sort_of_place, how, sort, place_kind(scene, place)),
        (_word_features, word, how, kind, sort, candidate.type),
        (_words_beside, "how", how, told.stem, told.verb),
        (_words_beside, "word", word, told.stem, told.verb),
        (_named, "first", scene.context.keys[place.first]),
        (_named, "before", _key_at(scene, place.first - 1)),
        (_named, "second_before", _key_at(scene, place.first - 2)),
        (_named, "next", _key_at(scene, place.last)),
        *_position(scene, told, place.first, place.last),
    ]
    if acts(candidate, place):
        features.append((_acting, sort, candidate.type))
    return features


def _sort_of_place(how: How, sort: str, what: str) -> list[str]:
    return [f"how={how}&{sort}", f"what={what}", f"what={what}&{how}"]


def _word_features(
    word: str, how: How, kind: str, sort: str, event_type: str
) -> list[str]:
    return [
        f"word={word}",
        f"word={word}&{kind}",
        f"word={word}&{sort}",
        f"word={word}&{how}",
        f"type={event_type}&{word == 'در'}",
        f"word={word}&type={event_type}",
    ]


def _acting(sort: str, event_type: str) -> list[str]:
    return ["acts", f"acts&{sort}", f"acts&type={event_type}"]


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


def sort_of(candidate: Candidate) -> str:
    """Return the sort of event as far as places differ by it."""
    if candidate.type in _MOTION:
        return "motion"
    if candidate.type in _GATHERING:
        return "gathering"
    return "incident" if candidate.type in _INCIDENT else "other"


def _position(scene: Scene, told: _Told, first: int, last: int) -> Iterator[Bundle]:
    """Yield where a phrase stands beside a candidate's trigger."""
    candidate, kind = told.candidate, told.kind
    after = first >= candidate.last
    clause = scene.clause_of.get(first)
    relation = relation_of(scene, candidate, clause, first)
    yield _relation_features, relation, kind, after, _clause_kind(clause)
    if relation != "far":
        yield _distance(scene, told, first, last)
    noun = scene.named_at.get(first, scene.named_at.get(first - 1))
    if noun is not None:
        yield _naming, kind, noun == candidate.first
    yield _titled, scene.context.sentence_at(candidate.first).part is Part.TITLE


def _relation_features(
    relation: str, kind: str, after: bool, clause: str | None
) -> list[str]:
    found = [
        f"after={after}&{kind}",
        f"relation={relation}",
        f"relation={relation}&{kind}",
    ]
    return found if clause is None else [*found, f"clause={clause}&{relation}"]


def _naming(kind: str, own: bool) -> list[str]:
    return [f"in_name={'own' if own else 'other'}&{kind}"]


def _titled(is_title: bool) -> list[str]:
    return [f"title={is_title}"]


def _distance(scene: Scene, told: _Told, first: int, last: int) -> Bundle:
    """Return how far a phrase of the same sentence stands, and what is between."""
    candidate = told.candidate
    after = first >= candidate.last
    low, high = (candidate.last, first) if after else (last, candidate.first)
    words = max(0, high - low)
    near = next((name for most, name in _NEAR if words <= most), "21+")
    rivals = max(0, scene.event_count[high] - scene.event_count[low])
    return _distance_features, near, min(rivals, 3), told.kind, after


def _distance_features(near: str, rivals: int, kind: str, after: bool) -> list[str]:
    return [
        f"near={near}",
        f"near={near}&{kind}&{after}",
        f"rivals={rivals}",
        f"rivals={min(rivals, 2)}&{kind}&{after}",
    ]


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


def _clause_kind(clause: Clause | None) -> str | None:
    """Name the kind of a clause; all whose verbs tell events are one."""
    if clause is None:
        return None
    return clause.kind if clause.kind in _CLAUSE_KINDS else "event"

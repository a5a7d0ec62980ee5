"""What was said, what happened, what is named most, and where words stand."""

from __future__ import annotations

import difflib
import math
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from kg.ask.answers import EventRow, Hit, Quote, Ranked, Support
from kg.ask.lookup import article_counts, canonical_names, kinds_of
from kg.ask.support import supports
from kg.ask.wording import holds, nearness, word_keys
from kg.errors import QueryError
from kg.graph.subjects import describe, select_about, values_of
from kg.graph.vocab import RDFS, SCHEMA, Property
from kg.lexicon import rows
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.graph.subjects import Row, Select

_LABEL, _BEGIN, _END = f"{RDFS}label", f"{SCHEMA}startDate", f"{SCHEMA}endDate"
_EVENT_PROPERTIES = (
    *(_LABEL, _BEGIN, _END, Property.EVENT_TYPE, Property.PLACE_NAME),
    *(Property.MODALITY, Property.CONFIDENCE),
)
_NOWHERE = Support(article="", title="", publisher="", date="", exact="", source="")
# What is sought is found first and described then: joined in one query, the store
# would describe all and keep the few.
_SPOKEN = "SELECT ?statement WHERE { %s ?statement schema:text ?text . FILTER(%s) }"
_QUOTES = """
SELECT ?statement ?speaker ?text ?cue ?kind ?polarity ?day ?confidence WHERE {
  VALUES ?statement { %s }
  ?statement a kg:Quotation ; kg:speaker ?iri ; schema:text ?text ; kg:cue ?cue ;
    kg:quoteKind ?kindValue ; kg:polarity ?polarityValue ; kg:confidence ?confidence ;
    prov:wasDerivedFrom ?article .
  ?iri rdfs:label ?speaker .
  BIND(REPLACE(STR(?kindValue), "^.*#", "") AS ?kind)
  BIND(REPLACE(STR(?polarityValue), "^.*#", "") AS ?polarity)
  OPTIONAL { ?statement schema:dateCreated ?said }
  OPTIONAL { ?article schema:datePublished ?published }
  BIND(COALESCE(?said, ?published) AS ?day) }"""
_EVENT_TYPES = """
SELECT ?type ?label WHERE { ?type a kg:EventType ; skos:prefLabel ?label }"""
_RANKED = {"persons": "person", "organizations": "organization", "places": "place"}
# Sorted here, not there: the store reads each IRI anew whenever it compares two.
_NAMED_MOST = "SELECT ?one ?articles WHERE { ?one kg:articleCount ?articles }"
_QUOTED_MOST = """
SELECT ?one (COUNT(?quotation) AS ?number) WHERE { ?quotation kg:speaker ?one }
GROUP BY ?one"""
_QUOTED_IN = """
SELECT ?one (COUNT(DISTINCT ?article) AS ?articles) WHERE {
  VALUES ?one { %s } ?quotation kg:speaker ?one ; prov:wasDerivedFrom ?article }
GROUP BY ?one"""
_LOOKED_AT = 1000
_NEAR_TYPES = 2
_KINDS = ("name", "quote", "event", "role")
_NAMED_KINDS = ("person", "organization", "place", "post")
_LABELS = """
SELECT ?s ?text WHERE { ?s rdfs:label|skos:altLabel ?text . FILTER(%s) }"""
# What is said or evidence is part of its article's text, so it is sought in what holds
# the words.
_HOLDING = "SELECT ?article WHERE { ?article kg:text ?text . FILTER(%s) }"
_STATED: Mapping[str, str] = {
    "quote": "schema:text ?text",
    "role": "kg:roleTitle ?title ; kg:evidence/oa:exact ?text",
    "event": "kg:eventType ?type ; kg:evidence/oa:exact ?text",
}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``since`` to ``until``, both ISO and inclusive; ``None`` is open."""

    since: str | None = None
    until: str | None = None

    def holds(self, begin: str | None, end: str | None) -> bool:
        """Say whether a stretch of days overlaps the period.

        Undated things lie in the period that is open at both ends only. What is dated
        far more vaguely than was asked for (to a year, a decade) is not in the period:
        nothing tells that it happened there.
        """
        if self.since is None and self.until is None:
            return True
        first, last = (begin or "")[:10], (end or begin or "")[:10]
        if not first:
            return False
        overlaps = first <= (self.until or "9999") and last >= (self.since or "")
        return overlaps and _days(first, last) <= self._most_days()

    def _most_days(self) -> float:
        """Return how long a stretch may be that still lies in the period."""
        if self.since is None or self.until is None:
            return math.inf
        return max(_MONTH, _days(self.since, self.until))


_MONTH = 31


def _days(first: str, last: str) -> int:
    """Return the number of days from one ISO day to another, both included."""
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    except ValueError:  # a year or month alone, of a graph that others wrote
        return 1


ALWAYS = Period()


def find_quotes(
    select: Select,
    *,
    iri: str | None = None,
    about: str | None = None,
    period: Period = ALWAYS,
) -> tuple[Quote, ...]:
    """Return quotations, by date.

    Args:
        select: Runs a SELECT query.
        iri: The speaker, or ``None`` for all.
        about: Words that the quotation must hold, in any spelling.
        period: Days that they must lie in.
    """
    bound = "" if iri is None else f"?statement kg:speaker <{iri}> ."
    condition = holds("?text", word_keys(about))
    spoken = [row[0] for row in select(_SPOKEN % (bound, condition)) if row[0]]
    rows = [
        row
        for row in select_about(select, _QUOTES, spoken)
        if period.holds(row[6], row[6])
    ]
    found = supports(select, (row[0] for row in rows if row[0]))
    quotes = {
        row[0]: Quote(
            speaker=row[1] or "",
            text=row[2] or "",
            cue=row[3] or "",
            kind=row[4] or "",
            polarity=row[5] or "",
            date=(row[6] or "")[:10],
            confidence=float(row[7] or 0),
            support=found.get(row[0] or "", _NOWHERE),
        )
        for row in rows
    }
    return tuple(sorted(quotes.values(), key=lambda one: (one.date, one.text)))


def find_events(
    select: Select,
    *,
    participant: str | None = None,
    place: str | None = None,
    kind: str | None = None,
    period: Period = ALWAYS,
) -> tuple[EventRow, ...]:
    """Return events, by date.

    Args:
        select: Runs a SELECT query.
        participant: IRI of an entity that takes part, or ``None`` for all.
        place: Name of a place, in any spelling; venues in it count, too.
        kind: Key of an event type (``meeting``, ``accident`` …).
        period: Days that they must lie in.
    """
    bound = [
        f"?statement kg:participation/kg:participant <{participant}> ."
        if participant is not None
        else "",
        _in_place(place) if place else "",
        f"?statement kg:eventType <{find_event_type(select, kind)}> ." if kind else "",
    ]
    if period != ALWAYS:
        bound.append(_dated(period))
    sought = " ".join(filter(None, bound)) or "?statement a kg:Event"
    told = select(f"SELECT DISTINCT ?statement WHERE {{ {sought} }}")
    found = _read_events(select, (row[0] for row in told if row[0]), period)
    events = merge_accounts(select, found)
    return tuple(sorted(events, key=lambda one: (one.begin, one.event)))


def merge_accounts(select: Select, found: Mapping[str, EventRow]) -> list[EventRow]:
    """Return events with those that several articles tell of as one each.

    Args:
        select: Runs a SELECT query.
        found: Accounts by IRI; other accounts of the same events are read, too.
    """
    owners = values_of(select, found, "^kg:account")
    accounts = values_of(
        select, (owner for some in owners.values() for owner in some), "kg:account"
    )
    others = {iri for some in accounts.values() for iri in some} - found.keys()
    told = {**found, **_read_events(select, others, ALWAYS)}
    names = canonical_names(select, accounts)
    merged = [
        _merge(names.get(iri, ""), [told[one] for one in some if one in told])
        for iri, some in accounts.items()
    ]
    return merged + [
        replace(one, accounts=(one.support,))
        for iri, one in found.items()
        if iri not in owners
    ]


def _merge(name: str, told: Sequence[EventRow]) -> EventRow:
    """Return one row of some accounts of one event."""
    best = max(told, key=lambda one: (one.confidence, one.support.article))
    days = Counter((one.begin, one.end) for one in told if one.begin)
    places = Counter(one.place for one in told if one.place)
    begin, end = _most_common(days) or (best.begin, best.end)
    where = [one.support for one in told]
    happened = any(one.modality == "asserted" for one in told)
    return replace(
        best,
        event=name or best.event,
        begin=begin,
        end=end,
        place=_most_common(places) or best.place,
        modality="asserted" if happened else best.modality,
        participants=tuple(sorted({who for one in told for who in one.participants})),
        articles=len({one.article for one in where}),
        sources=len({one.source for one in where}),
        accounts=tuple(sorted(where, key=lambda one: (one.date, one.article))),
    )


_Value = TypeVar("_Value", str, tuple[str, str])


def _most_common(counts: Counter[_Value]) -> _Value | None:
    return min(counts, key=lambda one: (-counts[one], one), default=None)


def find_event_type(select: Select, name: str) -> str:
    """Return the type of events that a key or a label in any language names.

    A part of a label will do: «سفر» names «سفر و بازدید».

    Raises:
        QueryError: If none does, with those that it may mean and those there are.
    """
    wanted = match_key(name).casefold()
    known: dict[str, str] = {}
    keys: dict[str, str] = {}
    types = [(type_ or "", label or "") for type_, label in select(_EVENT_TYPES)]
    for type_, label in sorted(types):
        key = _local(type_)
        for one in (key, label, *label.split(" و ")):
            keys.setdefault(match_key(one).casefold(), key)
            if match_key(one).casefold() == wanted:
                return type_
        known[key] = f"{key} ({label})"
    near = [known[key] for key in _types_near(wanted, keys) if key in known]
    hint = f"; perhaps {' or '.join(near)} is meant" if near else ""
    listed = ", ".join(known[key] for key in sorted(known))
    raise QueryError(f"no type of event is named '{name}'{hint}; there are {listed}")


def _types_near(wanted: str, keys: Mapping[str, str]) -> Iterable[str]:
    """Return the types that a word may mean: what it tells, or what is spelled so.

    Args:
        wanted: Key of the word.
        keys: Types by the keys of their names and labels.
    """
    spelled = difflib.get_close_matches(wanted, keys, n=_NEAR_TYPES)
    return dict.fromkeys([*_told_by(wanted), *(keys[one] for one in spelled)])


def _told_by(wanted: str) -> list[str]:
    """Return the types of events that a noun tells («زلزله»), as lists of words say."""
    nouns = rows("event_nouns", 3)
    return [kind for noun, kind, _ in nouns if match_key(noun) == wanted]


def _in_place(place: str) -> str:
    """Return the pattern of statements whose place, or their venue's, has a name.

    A SELECT of its own: else the store goes through all venues for each event that
    the rest of a query finds, which takes minutes.
    """
    test = holds("?where", [match_key(word) for word in place.split()])
    return (
        f"{{ SELECT ?statement {{ {{ ?statement kg:placeName ?where . FILTER({test}) }}"
        " UNION { ?statement kg:place ?venue . ?venue a kg:Facility ; "
        f"schema:containedInPlace/rdfs:label ?where . FILTER({test}) }} }} }}"
    )


def _dated(period: Period) -> str:
    """Return the pattern of statements whose days may lie in a period."""
    tests = []
    if period.since:
        since = date.fromisoformat(period.since)
        tests.append(f'STR(COALESCE(?end, ?begin)) >= "{since}"')
    if period.until:
        tests.append(f'STR(?begin) <= "{date.fromisoformat(period.until)}"')
    return (
        "?statement schema:startDate ?begin . "
        f"OPTIONAL {{ ?statement schema:endDate ?end }} FILTER({' && '.join(tests)})"
    )


def _read_events(
    select: Select, statements: Iterable[str], period: Period
) -> dict[str, EventRow]:
    """Return the events of a period among some statements, by IRI."""
    records = describe(select, statements, _EVENT_PROPERTIES)
    kept = {
        iri: record
        for iri, record in records.items()
        if Property.EVENT_TYPE in record
        and period.holds(record.get(_BEGIN), record.get(_END))
    }
    found = supports(select, kept)
    parts = values_of(select, kept, "kg:participation/kg:participant/rdfs:label")
    return {
        iri: EventRow(
            event=record.get(_LABEL, ""),
            type=_local(record[Property.EVENT_TYPE]),
            begin=record.get(_BEGIN, "")[:10],
            end=record.get(_END, "")[:10],
            place=record.get(Property.PLACE_NAME, ""),
            modality=_local(record.get(Property.MODALITY, "")),
            participants=tuple(sorted(set(parts.get(iri, ())))),
            confidence=float(record.get(Property.CONFIDENCE, 0)),
            support=found.get(iri, _NOWHERE),
        )
        for iri, record in kept.items()
    }


def _local(iri: str) -> str:
    """Return the last part of an IRI: ``meeting`` of ``event:meeting``."""
    return iri.replace("#", "/").rpartition("/")[2]


def rank(select: Select, what: str, *, limit: int = 20) -> tuple[Ranked, ...]:
    """Return the most named persons, organizations or places, or the most quoted.

    Raises:
        QueryError: If ``what`` is none of these.
    """
    if what == "quoted":
        return _most_quoted(select, limit)
    if what not in _RANKED:
        known = ", ".join(sorted([*_RANKED, "quoted"]))
        raise QueryError(f"cannot rank '{what}'; one of {known} can be ranked")
    return _most_named(select, _RANKED[what], limit)


def _most_named(select: Select, kind: str, limit: int) -> tuple[Ranked, ...]:
    """Return the most named of a kind.

    The most named of all kinds are looked at in turn: to count them by class takes the
    store ten times as long.
    """
    ranked = _most(select(_NAMED_MOST))
    chosen: dict[str, int] = {}
    for at in range(0, len(ranked), _LOOKED_AT):
        some = dict(ranked[at : at + _LOOKED_AT])
        found = kinds_of(select, some, [kind])
        chosen.update((iri, count) for iri, count in some.items() if iri in found)
        if len(chosen) >= limit:
            break
    best = dict(list(chosen.items())[:limit])
    return _ranked(select, best, best)


def _most(rows: Iterable[Row]) -> list[tuple[str, int]]:
    """Return subjects with their numbers, the greatest first, then by IRI."""
    counts = [(iri, int(number)) for iri, number in rows if iri and number]
    return sorted(counts, key=lambda one: (-one[1], one[0]))


def _most_quoted(select: Select, limit: int) -> tuple[Ranked, ...]:
    counts = dict(_most(select(_QUOTED_MOST))[:limit])
    listed = " ".join(f"<{iri}>" for iri in sorted(counts))
    articles = dict(_most(select(_QUOTED_IN % listed)))
    return _ranked(select, counts, articles)


def _ranked(
    select: Select, counts: Mapping[str, int], articles: Mapping[str, int]
) -> tuple[Ranked, ...]:
    names = canonical_names(select, counts)
    ranked = [
        Ranked(name=names.get(iri, iri), count=count, articles=articles.get(iri, 0))
        for iri, count in counts.items()
    ]
    return tuple(sorted(ranked, key=lambda one: (-one.count, one.name)))


def find_words(select: Select, words: str, *, limit: int = 50) -> tuple[Hit, ...]:
    """Find words in names, quotations, events and roles, in any spelling.

    Events and roles are sought by their names and by their evidence. Half-spaces,
    letter variants, plural «ها» and the written ezafe «ی» do not matter.

    Returns:
        What holds the words as words and in a row first, then what holds them as
        words, then the rest; of these names first, the most named before the others,
        then the short.
    """
    keys = word_keys(words)
    if not keys:
        return ()
    condition = holds("?text", keys)
    articles = [row[0] for row in select(_HOLDING % condition) if row[0]]
    labelled = _find_labels(select, condition)
    known = {hit.iri for hit in labelled}
    stated = [
        hit
        for kind in _STATED
        for hit in _find_stated(select, kind, condition, articles)
    ]
    hits = [*labelled, *(hit for hit in stated if hit.iri not in known)]
    chosen = sorted(hits, key=lambda hit: _relevance(hit, keys))[:limit]
    where = supports(select, (hit.iri for hit in chosen if hit.kind != "name"))
    return tuple(replace(hit, support=where.get(hit.iri)) for hit in chosen)


def _find_stated(
    select: Select, kind: str, condition: str, articles: Iterable[str]
) -> list[Hit]:
    """Return one hit for each text of some articles' statements that fits."""
    query = (
        "SELECT ?s ?text WHERE { VALUES ?article { %s } "
        f"?s prov:wasDerivedFrom ?article ; {_STATED[kind]} . "
        f"FILTER({condition.replace('%', '%%')}) }}"
    )
    found = select_about(select, query, articles)
    rows = sorted((text, iri) for iri, text in found if iri and text)
    return [Hit(kind=kind, text=text, iri=iri) for text, iri in dict(rows).items()]


def _find_labels(select: Select, condition: str) -> list[Hit]:
    """Return one hit for each entity and for each text of an event's label."""
    rows = sorted((t, iri) for iri, t in select(_LABELS % condition) if iri and t)
    kinds = kinds_of(select, (iri for _, iri in rows), _NAMED_KINDS)
    matched: dict[str, list[str]] = {}
    events: dict[str, str] = {}
    for text, iri in rows:
        if iri in kinds:
            matched.setdefault(iri, []).append(text)
        else:
            events.setdefault(text, iri)
    names, counts = canonical_names(select, matched), article_counts(select, matched)
    types = values_of(select, events.values(), "kg:eventType")
    return [
        Hit(
            kind="name",
            text=_told(names.get(iri, ""), texts),
            iri=iri,
            articles=counts.get(iri, 0),
        )
        for iri, texts in matched.items()
    ] + [
        Hit(kind="event", text=text, iri=iri)
        for text, iri in events.items()
        if iri in types
    ]


def _told(name: str, matched: Sequence[str]) -> str:
    """Return a name, and where it does not hold the words, the alias that does."""
    return name if name in matched or not name else f"{name} ({matched[0]})"


def _relevance(hit: Hit, keys: Sequence[str]) -> tuple[int, int, int, int, str, str]:
    near = nearness(hit.text, keys)
    order = _KINDS.index(hit.kind)
    return near, order, -hit.articles, len(hit.text), hit.text, hit.iri

"""What was said, what happened, what is named most, and where words stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.ask.answers import EventRow, Hit, Quote, Ranked, Support
from kg.ask.support import supports
from kg.errors import QueryError
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.ask.lookup import Row, Select

_NOWHERE = Support(article="", title="", publisher="", date="", exact="", source="")
_QUOTES = """
SELECT ?statement ?speaker ?text ?cue ?kind ?polarity ?day ?confidence WHERE {
  %s
  ?statement a kg:Quotation ; kg:speaker ?iri ; schema:text ?text ; kg:cue ?cue ;
    kg:quoteKind ?kindValue ; kg:polarity ?polarityValue ; kg:confidence ?confidence ;
    prov:wasDerivedFrom ?article .
  ?iri rdfs:label ?speaker .
  BIND(REPLACE(STR(?kindValue), "^.*#", "") AS ?kind)
  BIND(REPLACE(STR(?polarityValue), "^.*#", "") AS ?polarity)
  OPTIONAL { ?statement schema:dateCreated ?said }
  OPTIONAL { ?article schema:datePublished ?published }
  BIND(COALESCE(?said, ?published) AS ?day) }"""
_EVENTS = """
SELECT ?statement ?event ?type ?begin ?end ?place ?modality ?confidence WHERE {
  %s
  ?statement a kg:Event ; rdfs:label ?event ; kg:eventType ?typeValue ;
    kg:modality ?modalityValue ; kg:confidence ?confidence .
  BIND(REPLACE(STR(?typeValue), "^.*[#/]", "") AS ?type)
  BIND(REPLACE(STR(?modalityValue), "^.*#", "") AS ?modality)
  OPTIONAL { ?statement schema:startDate ?begin ; schema:endDate ?end }
  OPTIONAL { ?statement kg:placeName ?place } }"""
_PARTICIPANTS = """
SELECT ?event ?name WHERE {
  ?event kg:participation/kg:participant/rdfs:label ?name }"""
_RANKS = {
    "persons": """
SELECT ?name ?articles (?articles AS ?number) WHERE {
  ?one a kg:Person ; rdfs:label ?name ; kg:articleCount ?articles }
ORDER BY DESC(?articles) ?name LIMIT %d""",
    "organizations": """
SELECT ?name ?articles (?articles AS ?number) WHERE {
  ?one a kg:Organization ; rdfs:label ?name ; kg:articleCount ?articles }
ORDER BY DESC(?articles) ?name LIMIT %d""",
    "places": """
SELECT ?name ?articles (?articles AS ?number) WHERE {
  VALUES ?type { kg:Place kg:Facility }
  ?one a ?type ; rdfs:label ?name ; kg:articleCount ?articles }
ORDER BY DESC(?articles) ?name LIMIT %d""",
    "quoted": """
SELECT ?name (COUNT(DISTINCT ?article) AS ?articles)
  (COUNT(DISTINCT ?quotation) AS ?number) WHERE {
  ?quotation a kg:Quotation ; kg:speaker ?one ; prov:wasDerivedFrom ?article .
  ?one rdfs:label ?name }
GROUP BY ?one ?name ORDER BY DESC(?number) ?name LIMIT %d""",
}
_WORDS = {
    "name": "SELECT ?s ?text WHERE { ?s a ?type ; rdfs:label ?text . "
    "VALUES ?type { kg:Person kg:Organization kg:Place kg:Facility kg:Post } }",
    "quote": "SELECT ?s ?text WHERE { ?s a kg:Quotation ; schema:text ?text }",
    "event": "SELECT ?s ?text WHERE { ?s a kg:Event ; rdfs:label ?text }",
    "role": "SELECT ?s ?text WHERE { ?s a kg:Membership ; kg:evidence/oa:exact ?text }",
}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``since`` to ``until``, both ISO and inclusive; ``None`` is open."""

    since: str | None = None
    until: str | None = None

    def holds(self, begin: str | None, end: str | None) -> bool:
        """Say whether a stretch of days overlaps the period.

        Undated things lie in the period that is open at both ends only.
        """
        if self.since is None and self.until is None:
            return True
        first, last = (begin or "")[:10], (end or begin or "")[:10]
        if not first:
            return False
        return first <= (self.until or "9999") and last >= (self.since or "")


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
    bound = "" if iri is None else f"VALUES ?iri {{ <{iri}> }}"
    wanted = _word_keys(about)
    rows = [
        row
        for row in select(_QUOTES % bound)
        if period.holds(row[6], row[6]) and _has_words(row[2] or "", wanted)
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
        place: Name of a place, in any spelling.
        kind: Key of an event type (``meeting``, ``accident`` …).
        period: Days that they must lie in.
    """
    bound = (
        ""
        if participant is None
        else f"?statement kg:participation/kg:participant <{participant}> ."
    )
    wanted = match_key(place or "")
    rows = [
        row
        for row in select(_EVENTS % bound)
        if period.holds(row[3], row[4])
        and (kind is None or row[2] == kind)
        and wanted in match_key(row[5] or "")
    ]
    return tuple(sorted(_to_events(select, rows), key=lambda e: (e.begin, e.event)))


def _to_events(select: Select, rows: Sequence[Row]) -> list[EventRow]:
    found = supports(select, (row[0] for row in rows if row[0]))
    parts: dict[str, set[str]] = {}
    for event, name in select(_PARTICIPANTS) if rows else ():
        if event and name:
            parts.setdefault(event, set()).add(name)
    events = {
        row[0]: EventRow(
            event=row[1] or "",
            type=row[2] or "",
            begin=(row[3] or "")[:10],
            end=(row[4] or "")[:10],
            place=row[5] or "",
            modality=row[6] or "",
            participants=tuple(sorted(parts.get(row[0] or "", ()))),
            confidence=float(row[7] or 0),
            support=found.get(row[0] or "", _NOWHERE),
        )
        for row in rows
    }
    return list(events.values())


def rank(select: Select, what: str, *, limit: int = 20) -> tuple[Ranked, ...]:
    """Return the most named persons, organizations or places, or the most quoted.

    Raises:
        QueryError: If ``what`` is none of these.
    """
    query = _RANKS.get(what)
    if query is None:
        known = ", ".join(sorted(_RANKS))
        raise QueryError(f"cannot rank '{what}'; one of {known} can be ranked")
    return tuple(
        Ranked(name=name or "", count=int(count or 0), articles=int(articles or 0))
        for name, articles, count in select(query % limit)
    )


def find_words(select: Select, words: str, *, limit: int = 50) -> tuple[Hit, ...]:
    """Find words in names, quotations, events and roles, in any spelling.

    Half-spaces, letter variants, plural «ها» and the written ezafe «ی» do not matter.

    Returns:
        Names first, then the others, each by text.
    """
    wanted = _word_keys(words)
    hits: list[tuple[str, str, str]] = []
    for kind, query in _WORDS.items():
        rows = sorted((row[1] or "", row[0] or "") for row in select(query))
        hits.extend(
            (kind, text, iri)
            for text, iri in dict(rows).items()
            if _has_words(text, wanted)
        )
    chosen = hits[:limit]
    found = supports(select, (iri for kind, _, iri in chosen if kind != "name"))
    return tuple(
        Hit(kind=kind, text=text, support=found.get(iri)) for kind, text, iri in chosen
    )


_ENDINGS = tuple(map(match_key, ("هایی", "های", "ها", "ان", "ی")))


def _stem(key: str) -> str:
    """Cut plural and ezafe endings off a key, unless too little would be left."""
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= 3:
            return key[: -len(ending)]
    return key


def _word_keys(words: str | None) -> tuple[str, ...]:
    return tuple(
        filter(None, (_stem(match_key(word)) for word in (words or "").split()))
    )


def _has_words(text: str, wanted: Iterable[str]) -> bool:
    key = match_key(text)
    return all(word in key for word in wanted)

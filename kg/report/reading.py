"""A graph, or what surrounds one thing in it, as a :class:`~kg.report.values.Corpus`.

The whole graph is read by a fixed number of queries. Each walks one class or one
property from end to end, which is what a store does fastest; what belongs together is
put together here. So a graph of a hundred thousand statements takes fifty queries, not
a hundred thousand. What surrounds one thing comes from :mod:`kg.report.surroundings`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

from kg.graph.vocab import GEO, ORG, PROV, RDFS, SCHEMA, SKOS, Class, Property
from kg.report.values import (
    Article,
    Corpus,
    Entity,
    Event,
    Kind,
    Mention,
    Quote,
    Role,
)
from kg.report.wording import plain


Row: TypeAlias = Sequence[str | None]
Select: TypeAlias = Callable[[str], Iterable[Row]]
"""Runs a SELECT query (the ontology's prefixes are declared) and gives its rows: the
lexical form of each value, ``None`` where unbound."""
Tell: TypeAlias = Callable[[str], None]
"""Is told what is being done, in a few words."""

_Record: TypeAlias = dict[str, str]
_Many: TypeAlias = Mapping[Property, Mapping[str, Sequence[str]]]

_KINDS = {
    Class.PERSON: Kind.PERSON,
    Class.ORGANIZATION: Kind.ORGANIZATION,
    Class.PLACE: Kind.PLACE,
    Class.FACILITY: Kind.PLACE,
}
_MEMBERS = "SELECT ?s WHERE {{ ?s a <{}> }}"
_PAIRS = "SELECT ?s ?o WHERE {{ ?s <{}> ?o }}"
_TYPES = """
SELECT ?type ?label WHERE {{
  ?type a kg:EventType ; skos:prefLabel ?label FILTER(LANG(?label) = "{}") }}"""

_ENTITY_PROPERTIES = (
    *(f"{RDFS}label", f"{SCHEMA}containedInPlace", f"{GEO}lat", f"{GEO}long"),
    *(Property.ARTICLE_COUNT, Property.PLACE_KIND),
)
_STATEMENT_PROPERTIES = (
    *(f"{PROV}wasDerivedFrom", Property.RULE, Property.CONFIDENCE),
    *(f"{ORG}member", f"{ORG}organization", Property.ROLE_TITLE, Property.STATUS),
    *(Property.AS_OF, f"{SCHEMA}startDate", f"{SCHEMA}endDate", f"{RDFS}label"),
    *(Property.EVENT_TYPE, Property.MODALITY, Property.PLACE, Property.PLACE_NAME),
    *(Property.PLACE_IS_WEAK, Property.TIME, Property.PARTICIPANT, Property.PART),
    *(Property.CASUALTY_KIND, Property.COUNT, f"{SCHEMA}text", Property.CUE),
    *(Property.SPEAKER, Property.SPEAKER_NAME, Property.SPEAKER_ROLE),
    *(Property.QUOTE_KIND, Property.POLARITY, Property.OCCASION, Property.ADDRESSEE),
    f"{SCHEMA}dateCreated",
)
_MANY = (Property.EVIDENCE, Property.PARTICIPATION, Property.CASUALTIES)
_STATEMENT_CLASSES = (
    *(Class.MEMBERSHIP, Class.EVENT, Class.QUOTATION),
    *(Class.PARTICIPATION, Class.CASUALTY_COUNT),
)

# An article's IRI and a stretch of it, as kg.graph.iri mints them (RFC 5147).
_MENTION = re.compile(r"(?P<article>.+)#char=(?P<start>\d+),(?P<end>\d+)")
_LONGEST_TITLE = 120


class Triples(Protocol):
    """Triples, by class and by property."""

    def members(self, kind: str) -> Iterable[str]:
        """Return the members of a class."""

    def pairs(self, predicate: str) -> Iterable[tuple[str, str]]:
        """Return the subjects of a property with its values' lexical forms."""


@dataclass(frozen=True, slots=True)
class WholeGraph:
    """All triples of a graph, asked for as they are needed."""

    select: Select

    def members(self, kind: str) -> Iterable[str]:
        """Return the members of a class."""
        for (iri,) in self.select(_MEMBERS.format(kind)):
            if iri is not None:
                yield iri

    def pairs(self, predicate: str) -> Iterable[tuple[str, str]]:
        """Return the subjects of a property with its values' lexical forms."""
        for subject, value in self.select(_PAIRS.format(predicate)):
            if subject is not None and value is not None:
                yield subject, value


def read_corpus(select: Select, *, lang: str, tell: Tell) -> Corpus:
    """Read all that a site shows.

    Args:
        select: Runs a SELECT query on the graph.
        lang: Language of the names of event types, ``fa`` or ``en``.
        tell: Is told what is being read.
    """
    return to_corpus(WholeGraph(select), event_types(select, lang), tell)


def event_types(select: Select, lang: str) -> dict[str, str]:
    """Return the names of the types of events in a language, by IRI."""
    return {iri: label for iri, label in select(_TYPES.format(lang)) if iri and label}


def to_corpus(triples: Triples, types: Mapping[str, str], tell: Tell) -> Corpus:
    """Return what some triples say.

    Args:
        triples: The triples.
        types: Names of the types of events, by IRI.
        tell: Is told what is being read.
    """
    tell("reading entities")
    entities = _read_entities(triples)
    articles = _read_articles(triples)
    tell("reading statements")
    read = _read_statements(triples)
    roles = tuple(_to_role(iri, read) for iri in read.members[Class.MEMBERSHIP])
    tell("reading mentions")
    return Corpus(
        entities=entities,
        articles=articles,
        roles=tuple(one for one in roles if one.person in entities),
        events=_events(triples, read),
        quotes=tuple(
            _to_quote(iri, read, articles) for iri in read.members[Class.QUOTATION]
        ),
        mentions=_read_mentions(triples, entities),
        named=_read_named(triples, entities),
        event_types=types,
        copies=_pairs(triples, Property.COPY_OF),
    )


# --------------------------------------------------------------------------- records


@dataclass(frozen=True, slots=True)
class _Read:
    """Records of some classes.

    Attributes:
        members: Each class's members, sorted.
        records: The least value of each property of each member.
        many: All values of the properties that have several.
    """

    members: Mapping[Class, list[str]]
    records: Mapping[str, _Record]
    many: _Many


def _read_statements(triples: Triples) -> _Read:
    members = {kind: _members(triples, kind) for kind in _STATEMENT_CLASSES}
    records = _records(triples, members.values(), _STATEMENT_PROPERTIES)
    many = {predicate: _lists(triples, predicate) for predicate in _MANY}
    return _Read(members, records, many)


def _members(triples: Triples, kind: str) -> list[str]:
    return sorted(set(triples.members(kind)))


def _records(
    triples: Triples, members: Iterable[Iterable[str]], predicates: Iterable[str]
) -> dict[str, _Record]:
    """Return the least value that each member has of each property."""
    found: dict[str, _Record] = {iri: {} for some in members for iri in some}
    for predicate in predicates:
        for subject, value in triples.pairs(predicate):
            record = found.get(subject)
            if record is not None:
                record[predicate] = min(value, record.get(predicate, value))
    return found


def _lists(triples: Triples, predicate: str) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for subject, value in triples.pairs(predicate):
        found[subject].append(value)
    return found


def _pairs(triples: Triples, predicate: str) -> dict[str, str]:
    """Return the least value that each subject has of a property."""
    found: dict[str, str] = {}
    for subject, value in triples.pairs(predicate):
        found[subject] = min(value, found.get(subject, value))
    return found


def _one(record: _Record, predicate: str) -> str:
    return record.get(predicate, "")


def _plain(record: _Record, predicate: str) -> str:
    return plain(_one(record, predicate))


def _term(record: _Record, predicate: str) -> str:
    """Return the last part of a term's IRI: ``current`` of ``kg:current``."""
    return _one(record, predicate).rpartition("#")[2]


# ------------------------------------------------------------- entities and articles


def _read_entities(triples: Triples) -> dict[str, Entity]:
    aliases: defaultdict[str, set[str]] = defaultdict(set)
    for iri, alias in triples.pairs(f"{SKOS}altLabel"):
        aliases[iri].add(plain(alias))
    members = {kind: _members(triples, kind) for kind in _KINDS}
    records = _records(triples, members.values(), _ENTITY_PROPERTIES)
    found = [
        _to_entity(iri, records[iri], _KINDS[type_], aliases.get(iri, set()))
        for type_, some in members.items()
        for iri in some
    ]
    return {one.iri: one for one in sorted(found, key=lambda one: one.iri)}


def _to_entity(iri: str, record: _Record, kind: Kind, aliases: set[str]) -> Entity:
    name = _plain(record, f"{RDFS}label") or "؟"
    return Entity(
        iri=iri,
        name=name,
        kind=kind,
        aliases=tuple(sorted(aliases - {name, ""})),
        articles=int(_one(record, Property.ARTICLE_COUNT) or 0),
        place_kind=_plain(record, Property.PLACE_KIND),
        container=_one(record, f"{SCHEMA}containedInPlace"),
        point=_point(record),
    )


def _point(record: _Record) -> tuple[float, float] | None:
    longitude, latitude = _one(record, f"{GEO}long"), _one(record, f"{GEO}lat")
    return (float(longitude), float(latitude)) if longitude and latitude else None


def _read_articles(triples: Triples) -> dict[str, Article]:
    titles = _pairs(triples, f"{SCHEMA}headline")
    days = _pairs(triples, f"{SCHEMA}datePublished")
    links = _pairs(triples, f"{SCHEMA}url")
    outlets = _pairs(triples, f"{SCHEMA}publisher")
    names = _pairs(triples, f"{SCHEMA}name")
    texts = _pairs(triples, Property.TEXT)
    return {
        iri: Article(
            iri=iri,
            title=plain(titles.get(iri) or _first_line(text)) or "؟",
            text=text,
            publisher=plain(names.get(outlets.get(iri, ""), "")),
            day=days.get(iri, "")[:10],
            url=links.get(iri, ""),
        )
        for iri, text in sorted(texts.items())
    }


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0][:_LONGEST_TITLE]


# ------------------------------------------------------------------------ statements


def _common(iri: str, read: _Read) -> dict[str, object]:
    """Return what every statement has, as keyword arguments."""
    record = read.records[iri]
    return {
        "iri": iri,
        "article": _one(record, f"{PROV}wasDerivedFrom"),
        "rule": _plain(record, Property.RULE),
        "confidence": float(_one(record, Property.CONFIDENCE) or 1),
        "evidence": _stretches(read.many[Property.EVIDENCE].get(iri, ())),
    }


def _stretches(mentions: Iterable[str]) -> tuple[tuple[int, int], ...]:
    found = (_MENTION.fullmatch(one) for one in mentions)
    return tuple(sorted((int(one["start"]), int(one["end"])) for one in found if one))


def _to_role(iri: str, read: _Read) -> Role:
    record = read.records[iri]
    return Role(
        **_common(iri, read),  # type: ignore[arg-type]
        person=_one(record, f"{ORG}member"),
        title=_plain(record, Property.ROLE_TITLE),
        body=_one(record, f"{ORG}organization"),
        status=_term(record, Property.STATUS),
        as_of=_one(record, Property.AS_OF)[:10],
        start=_one(record, f"{SCHEMA}startDate")[:10],
        end=_one(record, f"{SCHEMA}endDate")[:10],
    )


def _to_quote(iri: str, read: _Read, articles: Mapping[str, Article]) -> Quote:
    record = read.records[iri]
    article = articles.get(_one(record, f"{PROV}wasDerivedFrom"))
    day = _one(record, f"{SCHEMA}dateCreated") or (article.day if article else "")
    return Quote(
        **_common(iri, read),  # type: ignore[arg-type]
        text=_plain(record, f"{SCHEMA}text"),
        cue=_plain(record, Property.CUE),
        speaker=_one(record, Property.SPEAKER),
        speaker_name=_plain(record, Property.SPEAKER_NAME),
        speaker_role=_plain(record, Property.SPEAKER_ROLE),
        kind=_term(record, Property.QUOTE_KIND),
        polarity=_term(record, Property.POLARITY),
        day=day[:10],
        occasion=_plain(record, Property.OCCASION),
        addressee=_plain(record, Property.ADDRESSEE),
    )


def _events(triples: Triples, read: _Read) -> tuple[Event, ...]:
    surfaces = _pairs(triples, Property.SURFACE)
    told = {iri: _to_event(iri, read, surfaces) for iri in read.members[Class.EVENT]}
    labels = _pairs(triples, f"{RDFS}label")
    accounts: defaultdict[str, list[Event]] = defaultdict(list)
    for occurrence, iri in sorted(set(triples.pairs(Property.ACCOUNT))):
        if iri in told:
            accounts[occurrence].append(told.pop(iri))
    merged = (
        _merge_accounts(plain(labels.get(occurrence, "")), some)
        for occurrence, some in accounts.items()
    )
    return tuple(sorted([*told.values(), *merged], key=lambda one: one.iri))


def _merge_accounts(label: str, told: Sequence[Event]) -> Event:
    """Return the surest of some accounts of one event, with what all of them tell."""
    first, *others = sorted(told, key=lambda one: (-one.confidence, one.iri))
    placed = next((one for one in (first, *others) if one.place), first)
    dated = next((one for one in (first, *others) if one.begin), first)
    happened = any(one.modality == "asserted" for one in told)
    return replace(
        first,
        label=label or first.label,
        modality="asserted" if happened else first.modality,
        place=placed.place,
        place_name=placed.place_name,
        place_is_weak=placed.place_is_weak,
        begin=dated.begin,
        end=dated.end,
        surface=dated.surface,
        participants=tuple(sorted({pair for one in told for pair in one.participants})),
        casualties=tuple(sorted({pair for one in told for pair in one.casualties})),
        others=tuple(
            replace(one, iri=first.iri)
            for one in sorted(others, key=lambda one: (one.article, one.evidence))
        ),
    )


def _to_event(iri: str, read: _Read, surfaces: Mapping[str, str]) -> Event:
    record = read.records[iri]
    return Event(
        **_common(iri, read),  # type: ignore[arg-type]
        label=_plain(record, f"{RDFS}label") or "؟",
        type=_one(record, Property.EVENT_TYPE),
        modality=_term(record, Property.MODALITY),
        place=_one(record, Property.PLACE),
        place_name=_plain(record, Property.PLACE_NAME),
        place_is_weak=_one(record, Property.PLACE_IS_WEAK) == "true",
        begin=_one(record, f"{SCHEMA}startDate")[:10],
        end=_one(record, f"{SCHEMA}endDate")[:10],
        surface=plain(surfaces.get(_one(record, Property.TIME), "")),
        participants=_participants(iri, read),
        casualties=_casualties(iri, read),
    )


def _participants(iri: str, read: _Read) -> tuple[tuple[str, str], ...]:
    parts = read.many[Property.PARTICIPATION].get(iri, ())
    own = (read.records[one] for one in parts if one in read.records)
    pairs = {
        (_one(one, Property.PARTICIPANT), _plain(one, Property.PART)) for one in own
    }
    return tuple(sorted(pairs))


def _casualties(iri: str, read: _Read) -> tuple[tuple[str, int], ...]:
    counts = read.many[Property.CASUALTIES].get(iri, ())
    own = (read.records[one] for one in counts if one in read.records)
    pairs = {
        (_plain(one, Property.CASUALTY_KIND), int(_one(one, Property.COUNT) or 0))
        for one in own
    }
    return tuple(sorted(pairs))


# -------------------------------------------------------------------------- mentions


def _read_mentions(
    triples: Triples, entities: Mapping[str, Entity]
) -> dict[str, tuple[Mention, ...]]:
    found: defaultdict[str, set[tuple[int, int, str]]] = defaultdict(set)
    for iri, entity in triples.pairs(Property.DENOTES):
        place = _MENTION.fullmatch(iri)
        if place is not None and entity in entities:
            stretch = (int(place["start"]), int(place["end"]), entity)
            found[place["article"]].add(stretch)
    return {
        article: tuple(
            Mention(start=start, end=end, entity=entity)
            for start, end, entity in sorted(stretches)
        )
        for article, stretches in sorted(found.items())
    }


def _read_named(
    triples: Triples, entities: Mapping[str, Entity]
) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for article, entity in triples.pairs(f"{SCHEMA}mentions"):
        if entity in entities:
            found[article].add(entity)
    return {article: tuple(sorted(some)) for article, some in sorted(found.items())}

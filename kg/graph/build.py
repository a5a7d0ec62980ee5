"""One article's statements as the quads of its named graph.

A statement is a node of its own (n-ary), because dates, confidence and evidence need
one; short edges for simple queries are derived from it. Edges between two entities lie
with the entities (:mod:`kg.graph.entities`), so that no triple is in two named graphs:
the union of all graphs, which queries see, would hold it twice. There are no blank
nodes, and the same extraction gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from kg.graph import concepts, nquads
from kg.graph.iri import Minter, digest, slug
from kg.graph.nquads import TYPE, QuadWriter
from kg.graph.vocab import OA, ORG, PROV, RDFS, SCHEMA, Class, Property, Value
from kg.model import Calendar, Modality


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.model import (
        Article,
        EventStatement,
        Evidence,
        Extraction,
        Participant,
        QuoteStatement,
        RoleStatement,
        TimeExpression,
    )


CONTEXT_LENGTH = 24
"""Code points of ``oa:prefix`` and ``oa:suffix``."""

_IS_MENTION = f"<{TYPE}> <{Class.MENTION}>"
_HAS_SOURCE, _START, _END = f"{OA}hasSource", f"{OA}start", f"{OA}end"
_EXACT, _PREFIX, _SUFFIX = f"{OA}exact", f"{OA}prefix", f"{OA}suffix"

_CALENDARS = {
    Calendar.JALALI: Value.JALALI_CALENDAR,
    Calendar.GREGORIAN: Value.GREGORIAN_CALENDAR,
    Calendar.HIJRI: Value.HIJRI_CALENDAR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user chooses of a graph.

    Attributes:
        minter: Mints its IRIs.
        version: Version of this package, for provenance.
        min_confidence: Statements below it are left out.
    """

    minter: Minter
    version: str
    min_confidence: float = 0.0


@lru_cache(maxsize=1 << 14)
def role_of(title: str, minter: Minter) -> str:
    """Return the IRI of the role that a title names."""
    concept = concepts.role_concept(title)
    return minter.role(title) if concept is None else concepts.role_iri(concept)


def post_of(title: str, body: str, minter: Minter) -> str:
    """Return the IRI of the post of a title in an entity.

    Args:
        title: The title as written.
        body: Canonical key of the organization or place; ``""`` for none.
        minter: Mints the graph's IRIs.
    """
    return minter.post(slug(title), body.partition("/")[2])


Statement: TypeAlias = "RoleStatement | EventStatement | QuoteStatement"


@dataclass(frozen=True, slots=True)
class Marks:
    """What people's decisions touched of one article.

    Attributes:
        accepted: Accepted statements, each with the id of the decision.
        article: Ids of the decisions that took something from the article, sorted.
    """

    accepted: Mapping[Statement, str] = field(default_factory=dict)
    article: Sequence[str] = ()


_UNMARKED = Marks()


def article_quads(
    extraction: Extraction,
    canonical: Mapping[str, str],
    settings: Settings,
    marks: Marks = _UNMARKED,
) -> QuadWriter:
    """Return the named graph of one article.

    A role or quotation of an entity that has no canonical key, because a person
    rejected it, is left out.

    Args:
        extraction: What the article states; every statement's keys are set.
        canonical: The article's entity keys to canonical keys.
        settings: The graph's settings.
        marks: What decisions touched.
    """
    writer = _ArticleWriter(extraction, canonical, settings, marks)
    writer.write_article()
    writer.write_entities()
    least = settings.min_confidence
    for role in extraction.roles:
        if role.confidence >= least:
            writer.write_role(role)
    for event in extraction.events:
        if event.confidence >= least:
            writer.write_event(event)
    for quote in extraction.quotes:
        if quote.confidence >= least and not writer.is_rejected(quote.speaker_key):
            writer.write_quote(quote)
    return writer.quads


@dataclass(slots=True)
class _ArticleWriter:
    extraction: Extraction
    canonical: Mapping[str, str]
    settings: Settings
    marks: Marks
    quads: QuadWriter = field(init=False)
    article: Article = field(init=False)
    text: str = field(init=False)
    iri: str = field(init=False)
    written: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self.article = self.extraction.article
        self.text = self.article.text
        self.iri = self.settings.minter.article(self.article.id)
        self.quads = QuadWriter(self.settings.minter.article_graph(self.article.id))

    def write_article(self) -> None:
        article, quads, minter = self.article, self.quads, self.settings.minter
        quads.link(quads.graph, f"{PROV}wasDerivedFrom", self.iri)
        activity = minter.activity(self.settings.version)
        quads.link(quads.graph, f"{PROV}wasGeneratedBy", activity)
        quads.link(self.iri, TYPE, Class.ARTICLE)
        quads.text(self.iri, f"{SCHEMA}identifier", article.id)
        quads.text(self.iri, f"{SCHEMA}headline", article.title or None)
        quads.text(self.iri, Property.TEXT, self.text)
        quads.text(self.iri, f"{SCHEMA}articleSection", article.section)
        quads.text(self.iri, f"{SCHEMA}url", article.url)
        quads.text(self.iri, f"{SCHEMA}author", article.author)
        if article.publisher is not None:
            outlet = minter.outlet(article.publisher)
            quads.link(self.iri, f"{SCHEMA}publisher", outlet)
        for decision in self.marks.article:
            quads.link(self.iri, Property.DECIDED_BY, minter.decision(decision))
        if article.published is not None:
            published = nquads.date(article.published.iso)
            quads.add(self.iri, f"{SCHEMA}datePublished", published)

    def write_entities(self) -> None:
        """Write what the article mentions, and where each form of it first stands."""
        for entity in self.extraction.entities:
            target = self.entity(entity.key)
            if target is None:
                continue
            self.quads.link(self.iri, f"{SCHEMA}mentions", target)
            # Each form once: a third of all quads would say where else it stands.
            # Where it lies may be said beyond its name («تالار سپید در یزد»).
            told = (*entity.mentions, *entity.located)
            first = {one.text: one for one in reversed(told)}
            for mention in first.values():
                self.quads.link(self.mention(mention), Property.DENOTES, target)

    def entity(self, key: str | None) -> str | None:
        """Return the IRI of the entity with a local key."""
        name = None if key is None else self.canonical.get(key)
        return None if name is None else self.settings.minter.entity(name)

    def mention(self, evidence: Evidence) -> str:
        """Write a stretch of the article and what stands around it, and return its IRI.

        Each once. Half of all quads are these, so they are written without detours.
        """
        start, end = evidence.start, evidence.end
        iri = self.settings.minter.mention(self.article.id, start, end)
        if iri not in self.written:
            self.written.add(iri)
            before = self.text[max(0, start - CONTEXT_LENGTH) : start]
            after = self.text[end : end + CONTEXT_LENGTH]
            close = self.quads.end
            self.quads.lines += (
                f"<{iri}> {_IS_MENTION}{close}",
                f"<{iri}> <{_HAS_SOURCE}> <{self.iri}>{close}",
                f"<{iri}> <{_START}> {nquads.typed(str(start), 'integer')}{close}",
                f"<{iri}> <{_END}> {nquads.typed(str(end), 'integer')}{close}",
                f"<{iri}> <{_EXACT}> {nquads.literal(evidence.text)}{close}",
                f"<{iri}> <{_PREFIX}> {nquads.literal(before)}{close}",
                f"<{iri}> <{_SUFFIX}> {nquads.literal(after)}{close}",
            )
        return iri

    def statement(
        self,
        statement: Statement,
        kind: Class,
        parts: Iterable[str | None],
    ) -> str | None:
        """Write what every statement has; ``None`` if it has been written."""
        name = kind.rpartition("#")[2].lower()
        where = [f"{one.start}-{one.end}" for one in statement.evidence[:1]]
        minter = self.settings.minter
        iri = minter.within(self.article.id, name, [*parts, *where])
        if iri in self.written:
            return None
        self.written.add(iri)
        self.quads.link(iri, TYPE, kind)
        self.quads.link(iri, f"{PROV}wasDerivedFrom", self.iri)
        self.quads.text(iri, Property.RULE, statement.rule)
        confidence = nquads.decimal(statement.confidence)
        self.quads.add(iri, Property.CONFIDENCE, confidence)
        for evidence in statement.evidence:
            self.quads.link(iri, Property.EVIDENCE, self.mention(evidence))
        # An empty mapping would hash the whole statement, too.
        if self.marks.accepted and statement in self.marks.accepted:
            decision = minter.decision(self.marks.accepted[statement])
            self.quads.link(iri, Property.DECIDED_BY, decision)
        return iri

    def write_role(self, role: RoleStatement) -> None:
        parts = [role.person, role.role, role.organization, role.status]
        person = self.entity(role.person_key)
        if person is None or self.is_rejected(role.organization_key):
            return
        iri = self.statement(role, Class.MEMBERSHIP, [*parts, role.start, role.end])
        if iri is None:
            return
        minter, quads = self.settings.minter, self.quads
        key = role.organization_key
        place = None if key is None else self.canonical.get(key)
        post = post_of(role.role, place or "", minter)
        quads.link(iri, f"{ORG}member", person)
        quads.link(iri, f"{ORG}role", role_of(role.role, minter))
        quads.link(iri, Property.POST, post)
        quads.link(iri, Property.STATUS, Value[role.status.name])
        quads.text(iri, Property.ROLE_TITLE, role.role)
        if place is not None:
            quads.link(iri, f"{ORG}organization", minter.entity(place))
        if role.jurisdiction:
            quads.add(iri, Property.JURISDICTION, nquads.typed("true", "boolean"))
        self._write_tenure(iri, role)

    def _write_tenure(self, iri: str, role: RoleStatement) -> None:
        if self.article.published is not None:
            day = nquads.date(self.article.published.day)
            self.quads.add(iri, Property.AS_OF, day)
        if role.start is not None:
            start = nquads.date(role.start.split("/")[0])
            self.quads.add(iri, f"{SCHEMA}startDate", start)
        if role.end is not None:
            end = nquads.date(role.end.split("/")[-1])
            self.quads.add(iri, f"{SCHEMA}endDate", end)

    def write_event(self, event: EventStatement) -> None:
        parts = [event.event, event.trigger, event.type, event.date, event.location]
        iri = self.statement(event, Class.EVENT, parts)
        if iri is None:
            return
        quads, place = self.quads, self.entity(event.location_key)
        quads.text(iri, f"{RDFS}label", event.event)
        quads.text(iri, Property.TRIGGER, event.trigger)
        quads.link(iri, Property.EVENT_TYPE, concepts.event_type_iri(event.type))
        quads.link(iri, Property.MODALITY, Value[event.modality.name])
        quads.text(iri, Property.PLACE_NAME, event.location)
        if event.location_weak:
            quads.add(iri, Property.PLACE_IS_WEAK, nquads.typed("true", "boolean"))
        self._write_time(iri, event)
        if place is not None:
            quads.link(iri, Property.PLACE, place)
            if event.modality is Modality.ASSERTED and not event.location_weak:
                quads.link(iri, Property.TOOK_PLACE_IN, place)
        for participant in event.participants:
            self._write_participant(iri, participant, event.modality)
        for kind, number in event.casualties:
            self._write_casualties(iri, kind, number)

    def _write_time(self, iri: str, event: EventStatement) -> None:
        if event.date is not None:
            begin, _, end = event.date.partition("/")
            self.quads.add(iri, f"{SCHEMA}startDate", nquads.date(begin))
            self.quads.add(iri, f"{SCHEMA}endDate", nquads.date(end or begin))
        if event.time is not None:
            surface = event.date_text or event.time.span.slice(self.text)
            time = self._time_expression(event.time, surface)
            self.quads.link(iri, Property.TIME, time)

    def _time_expression(self, time: TimeExpression, surface: str) -> str:
        quads = self.quads
        parts = [surface, time.begin, time.end, time.precision, time.anchor]
        iri = self.settings.minter.within(self.article.id, "time", parts)
        if iri in self.written:
            return iri
        self.written.add(iri)
        quads.link(iri, TYPE, Class.TIME_EXPRESSION)
        quads.text(iri, Property.SURFACE, surface)
        quads.text(iri, Property.JALALI, time.jalali)
        quads.link(iri, Property.PRECISION, Value[time.precision.name])
        quads.link(iri, Property.ANCHOR, Value[f"{time.anchor.name}_ANCHOR"])
        if time.begin is not None:
            quads.add(iri, Property.BEGIN, nquads.date(time.begin[:10]))
        if time.end is not None:
            quads.add(iri, Property.END, nquads.date(time.end[:10]))
        if time.calendar is not None:
            quads.link(iri, Property.CALENDAR, _CALENDARS[time.calendar])
        return iri

    def _write_participant(
        self, event: str, participant: Participant, modality: Modality
    ) -> None:
        entity = self.entity(participant.key)
        if entity is None:
            return
        iri = f"{event}/{digest([participant.part, entity])}"
        self.quads.link(event, Property.PARTICIPATION, iri)
        self.quads.link(iri, TYPE, Class.PARTICIPATION)
        self.quads.link(iri, Property.PARTICIPANT, entity)
        self.quads.text(iri, Property.PART, participant.part)
        if modality is Modality.ASSERTED:
            self.quads.link(entity, Property.TOOK_PART_IN, event)

    def _write_casualties(self, event: str, kind: str, number: int) -> None:
        iri = f"{event}/{digest([kind, str(number)])}"
        self.quads.link(event, Property.CASUALTIES, iri)
        self.quads.link(iri, TYPE, Class.CASUALTY_COUNT)
        self.quads.text(iri, Property.CASUALTY_KIND, kind)
        self.quads.add(iri, Property.COUNT, nquads.typed(str(number), "integer"))

    def is_rejected(self, key: str | None) -> bool:
        """Say whether a person rejected the entity of a local key."""
        return key is not None and key not in self.canonical

    def write_quote(self, quote: QuoteStatement) -> None:
        parts = [quote.speaker, quote.cue, quote.text, quote.kind]
        iri = self.statement(quote, Class.QUOTATION, parts)
        if iri is None:
            return
        quads, speaker = self.quads, self.entity(quote.speaker_key)
        quads.text(iri, f"{SCHEMA}text", quote.text)
        quads.text(iri, Property.CUE, quote.cue)
        quads.text(iri, Property.SPEAKER_NAME, quote.speaker)
        quads.text(iri, Property.SPEAKER_ROLE, quote.speaker_role)
        quads.link(iri, Property.QUOTE_KIND, Value[quote.kind.name])
        quads.link(iri, Property.POLARITY, Value[quote.polarity.name])
        quads.text(iri, Property.OCCASION, quote.occasion)
        quads.text(iri, Property.ADDRESSEE, quote.addressee)
        if quote.date is not None:
            date = nquads.date(quote.date.split("/")[0])
            quads.add(iri, f"{SCHEMA}dateCreated", date)
        if speaker is not None:
            quads.link(iri, Property.SPEAKER, speaker)
            quads.link(speaker, Property.SAID, iri)
        for target in self._named_in(quote.evidence[0]):
            if target != speaker:
                quads.link(iri, Property.ABOUT, target)

    def _named_in(self, content: Evidence) -> Iterator[str]:
        """Yield the entities that are mentioned in a stretch of the article."""
        for entity in self.extraction.entities:
            if any(content.start <= m.start < content.end for m in entity.mentions):
                target = self.entity(entity.key)
                if target is not None:
                    yield target

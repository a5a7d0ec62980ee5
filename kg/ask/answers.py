"""What questions are answered with: frozen rows, dates as ISO prefixes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Where a fact is stated.

    Attributes:
        article: IRI of the article.
        title: Its headline, or ``""``.
        publisher: Its outlet, or ``""``.
        date: Publication day, ISO, or ``""``.
        exact: The stretch that states the fact, verbatim.
        source: The article, or the group of copies it belongs to: supports of one
            source are no confirmation of one another.
    """

    article: str
    title: str
    publisher: str
    date: str
    exact: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One person in one post.

    Attributes:
        iri: The person.
        person: Canonical name.
        role: Title as most articles write it.
        organization: Body or jurisdiction that they name with it, or ``""``.
        status: ``current``, ``former``, ``acting`` or ``elect``, as last stated.
        first: First day for which an article states it, ISO, or ``""``.
        last: Last such day.
        start: Day of appointment where an article gives it, or ``""``.
        end: Day of leaving where an article gives it, or ``""``.
        left: First day on which an article calls the person a former holder, or ``""``.
        gap: Days between this and what is attested of holders before; ``None`` for the
            first of a line.
        ago: Days between the last that is attested of this and the day asked for;
            ``None`` where that day lies within it, or none was asked for.
        articles: Number of articles that state it.
        sources: Number of independent ones; copies of one text count once.
        support: Where it is stated, by date.
        statements: IRIs of the statements that vouch for it, by date.
    """

    iri: str
    person: str
    role: str
    organization: str
    status: str
    first: str
    last: str
    start: str
    end: str
    left: str = ""
    gap: int | None = None
    ago: int | None = None
    articles: int
    sources: int
    support: tuple[Support, ...]
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Something a person or body said."""

    speaker: str
    text: str
    cue: str
    kind: str
    polarity: str
    date: str
    confidence: float
    support: Support


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event: as one article tells it, or as several do, merged.

    Attributes:
        event: What it is called.
        type: Key of the event type.
        begin: First day, ISO, or ``""``; of several, what most articles tell.
        end: Last day.
        place: As written, or ``""``.
        modality: ``asserted``, ``planned``, ``denied`` or ``hypothetical``.
        participants: Names, sorted; of all articles.
        confidence: Of the surest account.
        support: Where the surest account stands.
        articles: Number of articles that tell of it.
        sources: Number of independent ones; copies of one text count once.
        accounts: Where each account stands, by date.
    """

    event: str
    type: str
    begin: str
    end: str
    place: str
    modality: str
    participants: tuple[str, ...]
    confidence: float
    support: Support
    articles: int = 1
    sources: int = 1
    accounts: tuple[Support, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """Someone who stands in the same articles."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAnswer:
    """All that a graph has on one person."""

    iri: str
    name: str
    articles: int
    aliases: tuple[str, ...]
    roles: tuple[Holding, ...]
    quotes: tuple[Quote, ...]
    events: tuple[EventRow, ...]
    companions: tuple[Companion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A name and a count."""

    name: str
    count: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a path between two entities."""

    source: str
    relation: str
    target: str
    support: Support


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place where words were found.

    Attributes:
        kind: ``name``, ``quote``, ``event`` or ``role``.
        text: The name, or the text that holds the words.
        iri: The entity or statement.
        articles: Of a name, the number of articles that mention it.
        support: Of a statement, where it is stated.
    """

    kind: str
    text: str
    iri: str
    articles: int = 0
    support: Support | None = None

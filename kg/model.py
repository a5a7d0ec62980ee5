"""Every value that passes between stages; imports nothing of ``kg``.

``files → Article → Document → Extraction → Resolution → Dataset``: the type of a
value says which stages have run.

Two kinds of code-point offsets exist, and the type says which one is meant:

* spans in a :class:`Document` (tokens, sentences, mentions, times …) count the
  *normalized* text, ``Document.text``;
* spans in an :class:`Evidence`, and so everything in an :class:`Extraction`, count
  the text *as received*, ``Article.text``.

``Document.to_received`` and ``Document.evidence`` turn the first into the second.

What an article has hundreds of (tokens, spans, evidence …) is made by msgspec, which
takes a tenth of the time that a frozen dataclass does; the garbage collector passes
over it, since nothing in it can refer back. ``msgspec.structs.replace`` changes it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct


# ---------------------------------------------------------------- spans and dates


class Span(Struct, frozen=True, order=True, gc=False):
    """A stretch of text: code points ``start`` (inclusive) to ``end`` (exclusive)."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")

    def slice(self, text: str) -> str:
        """Return the stretch of ``text`` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Say whether ``other`` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


class Calendar(StrEnum):
    """The calendar a date was written in."""

    JALALI = "jalali"
    GREGORIAN = "gregorian"
    HIJRI = "hijri"


class Precision(StrEnum):
    """The unit a date is given in, finest first."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationDate:
    """When an article was published.

    Attributes:
        surface: The date as the source gives it.
        iso: Gregorian, ISO 8601, as precise as the source: ``2020-02-16`` or
            ``2020-02-16T00:38`` (with ``+03:30`` where the source gives a zone).
        calendar: The calendar the source used.
        precision: ``day`` or ``minute``.
    """

    surface: str
    iso: str
    calendar: Calendar
    precision: Precision

    @property
    def day(self) -> str:
        """The day alone, ``YYYY-MM-DD``, Gregorian."""
        return self.iso[:10]


class TimeKind(StrEnum):
    """What a time expression stands for."""

    DATE = "date"
    RANGE = "range"
    TIME = "time"
    DURATION = "duration"


class Anchor(StrEnum):
    """What a time expression was resolved against."""

    ABSOLUTE = "absolute"
    PUBLICATION = "publication"
    ARTICLE = "article"
    WEEKDAY = "weekday"
    NONE = "none"


class TimeExpression(Struct, frozen=True, kw_only=True, gc=False):
    """A date, range, time of day or duration in a document.

    Attributes:
        span: Its place in ``Document.text``.
        kind: Date, range, time or duration.
        calendar: The calendar it was written in; ``None`` for relative words.
        begin: First day, Gregorian ISO (``2024-06-22``), or ``None`` where the text
            and its publication date do not settle it.
        end: Last day, inclusive; equal to ``begin`` for a single day.
        precision: The unit the expression is given in.
        jalali: The same period as a Jalali label («۲ تیر ۱۴۰۳»), or ``None``.
        anchor: What it was resolved against.
        time: Time of day, ``HH:MM``, where the expression gives one.
        rule: The name of the rule that read it.
    """

    span: Span
    kind: TimeKind
    calendar: Calendar | None
    begin: str | None
    end: str | None
    precision: Precision
    jalali: str | None = None
    anchor: Anchor = Anchor.NONE
    time: str | None = None
    rule: str = ""

    @property
    def iso(self) -> str | None:
        """The value in the contract's form.

        ``YYYY-MM-DD`` for a day; ``YYYY-MM`` and ``YYYY`` for a Gregorian month and
        year; else an interval of days ``A/B``; ``None`` where unsettled.
        """
        if self.begin is None or self.end is None:
            return None
        if self.begin == self.end:
            return self.begin
        if self.kind is TimeKind.DATE and self.calendar is Calendar.GREGORIAN:
            if self.precision is Precision.MONTH:
                return self.begin[:7]
            if self.precision is Precision.YEAR:
                return self.begin[:4]
        return f"{self.begin}/{self.end}"


# ------------------------------------------------------------------------- articles


class Part(StrEnum):
    """The parts of an article, in the order of its text."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an article was read from.

    Attributes:
        path: The file as given or found, ``-`` for standard input.
        member: Name within an archive, or ``None``.
        record: 1-based line or item number within the file, or ``None``.
        encoding: The encoding it was decoded with.
    """

    path: str
    member: str | None = None
    record: int | None = None
    encoding: str = "utf-8"

    def __str__(self) -> str:
        """``path!member:record``, the form used in messages."""
        member = f"!{self.member}" if self.member else ""
        record = f":{self.record}" if self.record is not None else ""
        return f"{self.path}{member}{record}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    r"""An article as received, less the page furniture.

    Attributes:
        id: The article's own id, else one derived from its path.
        title: Headline, or ``""``.
        lead: Lead paragraph, or ``""``.
        body: Paragraphs, separated by ``"\n"``.
        publisher: Name of the outlet, or ``None``.
        section: Section or category, or ``None``.
        url: Address of the page, or ``None``.
        author: By-line, or ``None``.
        published: Publication date, or ``None`` where the source gives none.
        source: Where it was read.
    """

    id: str
    title: str
    lead: str
    body: str
    source: Source
    publisher: str | None = None
    section: str | None = None
    url: str | None = None
    author: str | None = None
    published: PublicationDate | None = None

    @property
    def text(self) -> str:
        r"""Title, lead and body, each present part separated by ``"\n"``."""
        return "\n".join(filter(None, (self.title, self.lead, self.body)))

    @property
    def parts(self) -> tuple[tuple[Part, Span], ...]:
        """The present parts and their spans in ``text``, in order."""
        found: list[tuple[Part, Span]] = []
        start = 0
        for part, value in zip(Part, (self.title, self.lead, self.body), strict=True):
            if value:
                found.append((part, Span(start, start + len(value))))
                start += len(value) + 1
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """An input, or a part of one, that gives no article, and why.

    Attributes:
        source: Where it lies.
        reason: One sentence for people, without the path.
        kind: ``error`` (bad input), ``warning`` (read, but something is missing) or
            ``skipped`` (rightly no article: a front page, a video page).
        article_id: The article concerned, for warnings.
    """

    source: Source
    reason: str
    kind: str = "error"
    article_id: str | None = None

    def __str__(self) -> str:
        """``source: reason``, the one-line message."""
        return f"{self.source}: {self.reason}"


# ------------------------------------------------------------------------ documents


class Token(Struct, frozen=True, kw_only=True, gc=False):
    """A word or punctuation mark of a document.

    Attributes:
        span: Its place in ``Document.text``.
        form: ``span.slice(Document.text)``.
        lemma: Dictionary form; verbs as ``past#present`` stems, as hazm gives them.
        pos: Universal part of speech (``NOUN``, ``PROPN``, ``VERB``, ``ADP`` …).
        ezafe: Whether the word is linked to the next by ezafe.
    """

    span: Span
    form: str
    lemma: str
    pos: str
    ezafe: bool = False


class Sentence(Struct, frozen=True, kw_only=True, gc=False):
    """A sentence of a document.

    Attributes:
        span: Its place in ``Document.text``.
        first: Index of its first token in ``Document.tokens``.
        last: Index after its last token.
        part: Title, lead or body.
        paragraph: Number of its paragraph, counted from 0 over the whole document
            (the title is a paragraph, and so is each line of the body).
    """

    span: Span
    first: int
    last: int
    part: Part
    paragraph: int


class NounPhrase(Struct, frozen=True, kw_only=True, gc=False):
    """An ezafe chain: a nominal head with everything ezafe links to it.

    Attributes:
        span: Its place in ``Document.text``.
        first: Index of its first token.
        last: Index after its last token.
        head: Index of the head noun's token.
    """

    span: Span
    first: int
    last: int
    head: int


class Polarity(StrEnum):
    """Whether a verb or statement affirms or denies."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Tense(StrEnum):
    """Tense and mood of a verb group, as far as news needs them told apart."""

    PAST = "past"
    PRESENT_PERFECT = "present_perfect"
    PAST_PERFECT = "past_perfect"
    PRESENT = "present"
    FUTURE = "future"
    SUBJUNCTIVE = "subjunctive"
    IMPERATIVE = "imperative"
    INFINITIVE = "infinitive"


class Voice(StrEnum):
    """Voice of a verb group."""

    ACTIVE = "active"
    PASSIVE = "passive"


class VerbGroup(Struct, frozen=True, kw_only=True, gc=False):
    """A finite verb with its auxiliaries and the non-verbal part of a compound verb.

    Attributes:
        span: Its place in ``Document.text``.
        tokens: Indices of its tokens, ascending; not always adjacent.
        lemma: Infinitive, with the non-verbal part («تصریح کردن»).
        tense: Tense or mood.
        polarity: Negative for «نگفت».
        voice: Passive for «برگزار شد», «گفته شد».
        person: 1, 2 or 3; ``None`` where there is none.
        plural: Whether the ending is plural.
    """

    span: Span
    tokens: tuple[int, ...]
    lemma: str
    tense: Tense
    polarity: Polarity = Polarity.POSITIVE
    voice: Voice = Voice.ACTIVE
    person: int | None = None
    plural: bool = False


class EntityKind(StrEnum):
    """The kinds of entity that a mention may name."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    FACILITY = "facility"
    EVENT = "event"


class Seat(Struct, frozen=True, kw_only=True, gc=False):
    """Where a venue lies, as the text says.

    Attributes:
        place: Key of the gazetteer entry.
        span: The words that say so, in ``Document.text``: the venue's name, to the end
            of the place's.
    """

    place: str
    span: Span


class Mention(Struct, frozen=True, kw_only=True, gc=False):
    """A span naming an entity.

    Attributes:
        span: Its place in ``Document.text``, without honorifics and titles.
        first: Index of its first token.
        last: Index after its last token.
        kind: What it names.
        honorifics: «دکتر», «آیت‌الله» … that stand before it, in order.
        place: Key of the gazetteer entry it resolves to, or ``None``.
        seat: Where a facility lies, if its name or what follows it tells, or ``None``.
        confidence: 0–1.
        rule: What found it: ``model``, ``gazetteer``, ``document`` …
    """

    span: Span
    first: int
    last: int
    kind: EntityKind
    honorifics: tuple[str, ...] = ()
    place: str | None = None
    seat: Seat | None = None
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry of the gazetteer.

    Attributes:
        key: Its key, as in ``Mention.place``.
        name: Persian name.
        kind: ``country``, ``province``, ``county``, ``city``, ``capital``, ``sea`` …
        parent: Key of what contains it, or ``None``.
        lat: Latitude in degrees, or ``None``.
        lon: Longitude in degrees, or ``None``.
    """

    key: str
    name: str
    kind: str
    parent: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where each code point of a normalized text came from.

    Attributes:
        starts: For each normalized code point ``i``, the offset in the received text
            where what it came from starts; non-decreasing.
        ends: Likewise where it ends (exclusive); non-decreasing, ``ends[i] >=
            starts[i]``; equal where the code point was inserted.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.starts) != len(self.ends):
            raise ValueError("starts and ends differ in length")

    def to_received(self, span: Span) -> Span:
        """Turn a span of the normalized text into one of the received text."""
        if span.start == span.end:
            at = (
                self.starts[span.start]
                if span.start < len(self.starts)
                else (self.ends[-1] if self.ends else 0)
            )
            return Span(at, at)
        start = self.starts[span.start]
        return Span(start, max(start, self.ends[span.end - 1]))


class Evidence(Struct, frozen=True, kw_only=True, gc=False):
    """Characters of an article that state something.

    Attributes:
        start: First code point in ``Article.text``.
        end: Code point after the last.
        text: ``Article.text[start:end]``.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A normalized, segmented and annotated article.

    Everything is in order of position and counts the code points of ``text``.

    Attributes:
        article: What it was made from.
        text: Normalized text.
        alignment: From ``text`` back to ``article.text``.
        sentences: They cover all tokens and do not overlap.
        tokens: Words and punctuation marks.
        noun_phrases: Ezafe chains.
        verb_groups: Finite verbs with their parts.
        mentions: Names; they do not overlap.
        times: Dates, times and durations; they do not overlap.
    """

    article: Article
    text: str
    alignment: Alignment
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    noun_phrases: tuple[NounPhrase, ...] = ()
    verb_groups: tuple[VerbGroup, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    _token_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _sentence_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        token_starts = tuple([token.span.start for token in self.tokens])
        sentence_starts = tuple([s.span.start for s in self.sentences])
        object.__setattr__(self, "_token_starts", token_starts)
        object.__setattr__(self, "_sentence_starts", sentence_starts)

    def to_received(self, span: Span) -> Span:
        """Turn a span of ``text`` into one of ``article.text``."""
        return self.alignment.to_received(span)

    def verbatim(self, span: Span) -> str:
        """Return what the article itself has at ``span``."""
        return self.to_received(span).slice(self.article.text)

    def evidence(self, span: Span) -> Evidence:
        """Return ``span`` as evidence: offsets and characters of the article."""
        received = self.to_received(span)
        return Evidence(
            start=received.start,
            end=received.end,
            text=received.slice(self.article.text),
        )

    def token_at(self, offset: int) -> int:
        """Return the index of the last token that starts at or before ``offset``.

        ``-1`` where no token does.
        """
        return bisect_right(self._token_starts, offset) - 1

    def sentence_at(self, offset: int) -> int:
        """Return the index of the last sentence that starts at or before ``offset``.

        ``0`` where none does.
        """
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def tokens_span(self, first: int, last: int) -> Span:
        """Return the span from token ``first`` to the token before ``last``."""
        return Span(self.tokens[first].span.start, self.tokens[last - 1].span.end)


# ----------------------------------------------------------------------- extraction


class Status(StrEnum):
    """How a role is held."""

    CURRENT = "current"
    FORMER = "former"
    ACTING = "acting"
    ELECT = "elect"


class Modality(StrEnum):
    """What the article claims of an event."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class QuoteKind(StrEnum):
    """Whether the speaker's words or their sense are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntity:
    """What the coreferent mentions of one article refer to.

    Attributes:
        key: Unique within the article, stable for the same input («e3»).
        kind: Person, organization, place …
        name: The fullest form in the article, verbatim, without honorifics.
        aliases: Other forms in the article, verbatim, in order of appearance.
        honorifics: Honorifics used of it, in order of appearance.
        place: Key of the gazetteer entry, for places.
        mentions: Where it is named.
        described: ``True`` where ``name`` is a description («سخنگوی وزارت خارجه»).
        within: Keys of the gazetteer entries that a facility or body lies in, sorted.
        located: The stretches that say so, one a key.
    """

    key: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    honorifics: tuple[str, ...] = ()
    place: str | None = None
    mentions: tuple[Evidence, ...] = ()
    described: bool = False
    within: tuple[str, ...] = ()
    located: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleStatement:
    """One person's role in one organization.

    Attributes:
        person: Fullest name in the article, verbatim, without honorifics.
        role: Title without the organization, verbatim.
        organization: Body or jurisdiction, verbatim; ``None`` where not told.
        status: Current, former, acting or elect.
        evidence: The stretches that state it; never empty.
        rule: Name of the rule that found it.
        confidence: Calibrated probability, 0–1.
        start: ISO date or interval since when, where the text says so.
        end: ISO date or interval until when, where the text says so.
        person_key: Key of the person's ``DocumentEntity``.
        organization_key: Key of the organization's or place's ``DocumentEntity``.
        jurisdiction: Whether ``organization`` is a place or a domain of government
            («خوزستان», «نفت») and not a body's own name.
    """

    person: str
    role: str
    organization: str | None
    status: Status
    evidence: tuple[Evidence, ...]
    rule: str
    confidence: float
    start: str | None = None
    end: str | None = None
    person_key: str | None = None
    organization_key: str | None = None
    jurisdiction: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Someone or something that takes part in an event.

    Attributes:
        name: Verbatim name.
        part: What it does: ``participant``, or what it undergoes: ``victim``,
            ``arrested``, ``accused``, ``appointee``, ``dismissed``, ``winner``.
        key: Key of its ``DocumentEntity``.
    """

    name: str
    part: str = "participant"
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventStatement:
    """An occurrence with its date and place.

    Attributes:
        event: Name or shortest noun phrase naming it, verbatim.
        trigger: The word that evokes it, verbatim.
        type: Key of the event type in the SKOS scheme (``meeting``, ``accident`` …).
        date: ISO date or interval, or ``None``.
        date_text: The expression as written, or ``None``.
        location: Most specific named place or venue, verbatim, or ``None``.
        participants: In order of appearance.
        casualties: Kind (``killed``, ``injured`` …) and count, where given.
        modality: What the article claims of it.
        evidence: The stretches that state it; never empty.
        rule: Name of the rule that found it.
        confidence: Calibrated probability, 0–1.
        time: The date's full value (calendar, precision, anchor), or ``None``;
            its span counts ``Article.text``.
        location_key: Key of the place's ``DocumentEntity``.
        location_weak: Whether the place is only the dateline's.
    """

    event: str
    trigger: str
    type: str
    date: str | None
    date_text: str | None
    location: str | None
    evidence: tuple[Evidence, ...]
    rule: str
    confidence: float
    participants: tuple[Participant, ...] = ()
    casualties: tuple[tuple[str, int], ...] = ()
    modality: Modality = Modality.ASSERTED
    time: TimeExpression | None = None
    location_key: str | None = None
    location_weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteStatement:
    """What someone said.

    Attributes:
        speaker: Fullest name in the article, or a description, verbatim.
        speaker_role: Title by which the article introduces the speaker, or ``None``.
        cue: Reporting expression, verbatim.
        text: The content, verbatim, without the outer quotation marks.
        kind: Direct or indirect.
        polarity: Negative for denials.
        evidence: First the content, then cue and speaker; never empty.
        rule: Name of the rule that found it.
        confidence: Calibrated probability, 0–1.
        speaker_key: Key of the speaker's ``DocumentEntity``.
        occasion: Event at which it was said, verbatim, or ``None``.
        addressee: To whom, verbatim, or ``None``.
        date: ISO date of saying where the text gives one.
    """

    speaker: str
    cue: str
    text: str
    kind: QuoteKind
    evidence: tuple[Evidence, ...]
    rule: str
    confidence: float
    speaker_role: str | None = None
    polarity: Polarity = Polarity.POSITIVE
    speaker_key: str | None = None
    occasion: str | None = None
    addressee: str | None = None
    date: str | None = None


class Dropped(Struct, frozen=True, kw_only=True, gc=False):
    """A candidate that was not stated, and why.

    Attributes:
        rule: The rule that proposed it.
        reason: A short, fixed reason («no speaker», «overlaps a longer quote»).
        evidence: Where it stands.
    """

    rule: str
    reason: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was extracted from one article; offsets count ``Article.text``.

    Attributes:
        article: The article it came from.
        entities: Persons, organizations, places … of the article.
        roles: In order of appearance.
        events: In order of appearance.
        quotes: In order of appearance.
        dropped: Candidates that were not stated.
    """

    article: Article
    entities: tuple[DocumentEntity, ...] = ()
    roles: tuple[RoleStatement, ...] = ()
    events: tuple[EventStatement, ...] = ()
    quotes: tuple[QuoteStatement, ...] = ()
    dropped: tuple[Dropped, ...] = ()


# ----------------------------------------------------------------------- resolution


class Member(NamedTuple):
    """One article's entity as a member of a canonical entity.

    A named tuple: a corpus has hundreds of thousands, which are made on every build.
    """

    article_id: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CanonicalEntity:
    """What the entities of several articles are resolved to.

    Attributes:
        key: Canonical key, unique in the graph; its IRI is a function of it.
        kind: Person, organization, place …
        name: Canonical name.
        aliases: Other names, sorted.
        place: Key of the gazetteer entry, for places.
        members: The articles' entities, sorted.
        reason: Why they were joined, for people to read.
        decisions: Ids of people's decisions that made it what it is, sorted.
        within: Keys of the gazetteer entries that articles say a facility lies in,
            sorted.
        part_of: Canonical key of the body that a body is a part of, or ``None``.
    """

    key: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    place: str | None = None
    members: tuple[Member, ...] = ()
    reason: str = ""
    decisions: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    part_of: str | None = None


class Verdict(StrEnum):
    """What a comparison of two entities came to; only ``same`` joins."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Why names were taken for one entity, or two entities were kept apart.

    Attributes:
        one: Canonical key of the entity that is spoken of.
        other: Canonical key of what it was compared with: its own for ``same``.
        name: The other's name; for ``same`` the form that was taken in.
        verdict: Same, different or unsure.
        score: How alike the two are, 0–1: the highest of the comparisons.
        reason: For people to read.
        articles: In how many articles the other form stands.
    """

    one: str
    other: str
    name: str
    verdict: Verdict
    score: float
    reason: str
    articles: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One article's account of an event.

    Attributes:
        article_id: The article.
        parts: What the statement's IRI is made of: name, trigger, type, date and place
            as stated, and where it stands.
    """

    article_id: str
    parts: tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """An event that several articles tell of.

    Attributes:
        key: Canonical key, unique in the graph; its IRI is a function of it.
        name: What most accounts call it.
        type: Key of the event type.
        modality: Asserted where any account says that it happened.
        accounts: The articles' accounts; two and more.
        decisions: Ids of people's decisions on the accounts, sorted.
    """

    key: str
    name: str
    type: str
    modality: Modality
    accounts: tuple[Account, ...]
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The canonical entities of a corpus, and what decisions made of them.

    Attributes:
        entities: Sorted by kind and key.
        judgements: Merges and refusals, sorted by entity, verdict and score.
        unapplied: Ids of decisions that no longer apply, and why; sorted.
        rejected: Article ids and the id of the decision that took an entity from it.
    """

    entities: tuple[CanonicalEntity, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    unapplied: tuple[tuple[str, str], ...] = ()
    rejected: tuple[tuple[str, str], ...] = ()

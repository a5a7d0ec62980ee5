"""A corpus by who and what its statements are about, built once for all pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from kg.ask.answers import Support
from kg.ask.posts import by_post
from kg.ask.tenures import Membership, to_holdings
from kg.normalize import match_key
from kg.report.values import Kind


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.ask.answers import Holding as AskedHolding
    from kg.report.values import (
        Article,
        Corpus,
        Entity,
        Event,
        Quote,
        Role,
        Statement,
    )

    Key = Callable[["_Statement"], Iterable[str]]

_Statement = TypeVar("_Statement", bound="Statement")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One person in one post, as ``kg who`` tells it.

    Attributes:
        role: The latest statement of it that names the post as most do.
        status: ``current``, ``former``, ``acting`` or ``elect``, as last stated;
            ``former`` also where :attr:`left` says so.
        first: First day on which it is stated, ``""`` for none.
        last: Last day.
        start: First day in office, where an article gives it.
        end: Last day in office.
        left: First day on which an article calls the person a former holder.
        gap: Days between this and what is attested of the post before.
        articles: How many articles state it.
        sources: How many independent ones.
        statements: All statements, in order of time.
    """

    role: Role
    status: str
    first: str
    last: str
    start: str
    end: str
    left: str
    gap: int
    articles: int
    sources: int
    statements: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidQuote:
    """A quote, and how many articles have it word for word."""

    quote: Quote
    articles: int


def _group(
    statements: Iterable[_Statement], keys: Callable[[_Statement], Iterable[str]]
) -> dict[str, list[_Statement]]:
    found: defaultdict[str, list[_Statement]] = defaultdict(list)
    for one in statements:
        for key in dict.fromkeys(keys(one)):
            if key:
                found[key].append(one)
    return dict(found)


@dataclass(frozen=True, slots=True)
class Index:
    """Look-ups over a corpus; lists are in the order of time, latest first."""

    corpus: Corpus
    _roles: Mapping[str, list[Role]] = field(init=False)
    _events: Mapping[str, list[Event]] = field(init=False)
    _quotes: Mapping[str, list[Quote]] = field(init=False)
    _by_article: Mapping[str, list[Statement]] = field(init=False)
    _articles: Mapping[str, list[Article]] = field(init=False)
    _contained: Mapping[str, list[Entity]] = field(init=False)

    def __post_init__(self) -> None:
        corpus = self.corpus
        statements: tuple[Statement, ...] = (
            *corpus.roles,
            *(account for event in corpus.events for account in event.accounts),
            *corpus.quotes,
        )
        values = {
            "_roles": _group(corpus.roles, lambda one: (one.person, one.body)),
            "_events": _group(corpus.events, _about),
            "_quotes": _group(corpus.quotes, lambda one: (one.speaker,)),
            "_by_article": _group(statements, lambda one: (one.article,)),
            "_articles": self._articles_of_entities(),
            "_contained": self._contained_places(),
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def _articles_of_entities(self) -> dict[str, list[Article]]:
        found: defaultdict[str, list[Article]] = defaultdict(list)
        articles = sorted(self.corpus.articles.values(), key=lambda one: one.iri)
        for article in sorted(articles, key=lambda one: one.day, reverse=True):
            for entity in self.corpus.named.get(article.iri, ()):
                found[entity].append(article)
        return dict(found)

    def _contained_places(self) -> dict[str, list[Entity]]:
        found: defaultdict[str, list[Entity]] = defaultdict(list)
        for entity in self.corpus.entities.values():
            if entity.container:
                found[entity.container].append(entity)
        for some in found.values():
            some.sort(key=lambda one: (-one.articles, one.name, one.iri))
        return dict(found)

    def articles_of(self, entity: str) -> Sequence[Article]:
        """Return the articles that name an entity, latest first."""
        return self._articles.get(entity, ())

    def contained(self, place: str) -> Sequence[Entity]:
        """Return the places in a place, the most named first."""
        return self._contained.get(place, ())

    def statements_of(self, article: str) -> list[Statement]:
        """Return what an article states, in the order of its text."""
        some = self._by_article.get(article, [])
        return sorted(some, key=lambda one: (one.evidence[:1], one.iri))

    def roles_of(self, entity: str) -> list[Holding]:
        """Return the posts of a person, or who held those of a body; latest first.

        As ``kg who`` groups them: one line for a post, over many articles. What a
        single source states comes last: most errors are among it.
        """
        told = {one.iri: one for one in self._roles.get(entity, ())}
        known = {iri: self._membership(one) for iri, one in sorted(told.items())}
        found = {iri: self._support(one) for iri, one in told.items()}
        own = [one for one in known.values() if one.iri == entity]
        held = [
            holding
            for post in (by_post(own) if own else _by_title(known.values()))
            for holding in to_holdings(post, found)
        ]
        held.sort(key=lambda one: (one.person, one.role, one.organization))
        held.sort(key=_latest, reverse=True)
        return [self._holding(one, told, known) for one in held]

    def _membership(self, role: Role) -> Membership:
        return Membership(
            statement=role.iri,
            iri=role.person,
            person=self.corpus.entities[role.person].name,
            role=role.title,
            organization=self._name(role.body),
            status=role.status,
            as_of=role.as_of,
            start=role.start,
            end=role.end,
        )

    def _name(self, entity: str) -> str:
        known = self.corpus.entities.get(entity)
        return known.name if known else ""

    def _support(self, role: Role) -> Support:
        source = self.corpus.copies.get(role.article, role.article)
        return Support(
            article=role.article,
            title="",
            publisher="",
            date=role.as_of,
            exact="",
            source=source,
        )

    @staticmethod
    def _holding(
        one: AskedHolding, told: Mapping[str, Role], known: Mapping[str, Membership]
    ) -> Holding:
        statements = [told[iri] for iri in one.statements]
        written = [
            role
            for role in statements
            if (known[role.iri].role, known[role.iri].organization)
            == (one.role, one.organization)
        ]
        return Holding(
            role=written[-1],
            status="former" if one.left else one.status,
            first=one.first,
            last=one.last,
            start=one.start,
            end=one.end,
            left=one.left,
            gap=one.gap or 0,
            articles=one.articles,
            sources=one.sources,
            statements=tuple(statements),
        )

    def events_of(self, entity: str) -> list[Event]:
        """Return the events that an entity takes part in or is the place of."""
        some = sorted(self._events.get(entity, ()), key=lambda one: one.iri)
        return sorted(some, key=lambda one: one.begin, reverse=True)

    def quotes_of(self, speaker: str) -> list[SaidQuote]:
        """Return what an entity said; the same words of several articles once."""
        groups: defaultdict[str, list[Quote]] = defaultdict(list)
        for one in self._quotes.get(speaker, ()):
            groups[" ".join(one.text.split())].append(one)
        found = [
            SaidQuote(
                quote=min(group, key=lambda one: (one.day or "9999", one.iri)),
                articles=len({one.article for one in group}),
            )
            for group in groups.values()
        ]
        found.sort(key=lambda one: one.quote.iri)
        return sorted(found, key=lambda one: one.quote.day, reverse=True)

    def quote_counts(self, kind: Kind) -> Counter[str]:
        """Return how many quotes each entity of a kind speaks."""
        entities = self.corpus.entities
        return Counter(
            {
                iri: len(quotes)
                for iri, quotes in self._quotes.items()
                if iri in entities and entities[iri].kind is kind
            }
        )

    def companions(self, person: str, *, limit: int) -> list[tuple[Entity, int]]:
        """Return the persons of the same articles with how many they share."""
        entities, named = self.corpus.entities, self.corpus.named
        counts = Counter(
            other
            for article in self.articles_of(person)
            for other in named[article.iri]
            if other != person and entities[other].kind is Kind.PERSON
        )
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return [(entities[iri], count) for iri, count in ranked[:limit]]


def _about(event: Event) -> list[str]:
    return [event.place, *(entity for entity, _ in event.participants)]


def _by_title(statements: Iterable[Membership]) -> list[list[Membership]]:
    """Return the statements of each post of one body."""
    posts: defaultdict[str, list[Membership]] = defaultdict(list)
    for one in statements:
        posts[match_key(one.role)].append(one)
    return [posts[key] for key in sorted(posts)]


def _latest(one: AskedHolding) -> tuple[bool, str, str]:
    """Order the latest last, and before them what a single source states."""
    return one.sources > 1, one.last or one.left, one.first or one.left

"""A corpus by who and what its statements are about, built once for all pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from kg.normalize import match_key
from kg.report.values import Kind


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

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
    """What articles state of one person's holding of one role.

    Attributes:
        role: The latest statement of it.
        first: First day on which it is stated, ``""`` for none.
        last: Last day.
        start: First day in office, where an article gives it.
        end: Last day in office.
        statements: All statements, in order of time.
    """

    role: Role
    first: str
    last: str
    start: str
    end: str
    statements: tuple[Role, ...]

    @property
    def articles(self) -> int:
        """How many articles state it."""
        return len({one.article for one in self.statements})


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
        """Return the roles of a person, or those held in a body; latest first."""
        groups: defaultdict[tuple[str, ...], list[Role]] = defaultdict(list)
        for one in self._roles.get(entity, ()):
            former = "former" if one.status == "former" else ""
            groups[one.person, match_key(one.title), one.body, former].append(one)
        found = [_to_holding(group) for group in groups.values()]
        found.sort(key=lambda one: one.role.iri)
        return sorted(found, key=lambda one: (one.last, one.first), reverse=True)

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


def _to_holding(group: list[Role]) -> Holding:
    ordered = sorted(group, key=lambda one: (one.as_of, one.iri))
    days = [one.as_of for one in ordered if one.as_of]
    return Holding(
        role=ordered[-1],
        first=days[0] if days else "",
        last=days[-1] if days else "",
        start=next((one.start for one in ordered if one.start), ""),
        end=next((one.end for one in ordered if one.end), ""),
        statements=tuple(ordered),
    )

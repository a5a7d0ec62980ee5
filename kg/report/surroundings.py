"""What surrounds one thing in a graph, as the corpus of that thing's page.

A page shows a thing, its statements, the articles that state them and the things that
these name. A handful of queries follow those links; what they find is then read as a
whole graph is (:mod:`kg.report.reading`), so that a page made alone is the page that a
site has. Its time grows with what the page shows, not with the graph.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.graph.vocab import OA, ORG, PROV, RDF, SCHEMA, Class, Property
from kg.report.reading import event_types, to_corpus


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.report.reading import Select
    from kg.report.values import Corpus

_STATEMENTS = f"""
SELECT DISTINCT ?s WHERE {{{{
  {{{{ ?s <{ORG}member> <{{0}}> }}}} UNION {{{{ ?s <{ORG}organization> <{{0}}> }}}}
  UNION {{{{ ?s <{Property.SPEAKER}> <{{0}}> }}}}
  UNION {{{{ ?s <{Property.PLACE}> <{{0}}> }}}}
  UNION {{{{ ?part <{Property.PARTICIPANT}> <{{0}}> .
           ?s <{Property.PARTICIPATION}> ?part }}}}
  UNION {{{{ ?s <{PROV}wasDerivedFrom> <{{0}}> ; <{Property.RULE}> ?rule }}}} }}}}"""
_EVENTS = f"""
SELECT DISTINCT ?s WHERE {{{{ VALUES ?account {{{{ {{0}} }}}}
  ?s <{Property.ACCOUNT}> ?account }}}}"""
_ARTICLES = f"SELECT DISTINCT ?s WHERE {{{{ ?s <{SCHEMA}mentions> <{{0}}> }}}}"
_CONTAINED = f"SELECT DISTINCT ?s WHERE {{{{ ?s <{SCHEMA}containedInPlace> <{{0}}> }}}}"
_DENOTED = f"""
SELECT ?s ?o WHERE {{{{
  ?s <{OA}hasSource> <{{0}}> ; <{Property.DENOTES}> ?o }}}}"""
_DESCRIPTION = "SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {0} }} ?s ?p ?o }}"
_AT_ONCE = 2000
_TYPE = f"{RDF}type"
_PARTS = (Property.PARTICIPATION, Property.CASUALTIES, Property.TIME)
_SOURCE = f"{PROV}wasDerivedFrom"
_NAMED = (
    *(f"{ORG}member", f"{ORG}organization", Property.SPEAKER, Property.PLACE),
    *(Property.PARTICIPANT, f"{SCHEMA}mentions", f"{SCHEMA}publisher"),
    f"{SCHEMA}containedInPlace",
)


class Surroundings:
    """The triples whose subjects are near a thing."""

    def __init__(self, select: Select) -> None:
        self._select = select
        self._described: set[str] = set()
        self._pairs: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        self._types: defaultdict[str, list[str]] = defaultdict(list)

    def members(self, kind: str) -> Iterable[str]:
        """Return the members of a class."""
        return self._types.get(kind, ())

    def pairs(self, predicate: str) -> Iterable[tuple[str, str]]:
        """Return the subjects of a property with its values' lexical forms."""
        return self._pairs.get(predicate, ())

    def describe(self, subjects: Iterable[str]) -> None:
        """Add all triples of some subjects."""
        new = sorted(set(subjects) - self._described)
        self._described.update(new)
        for at in range(0, len(new), _AT_ONCE):
            listed = " ".join(f"<{iri}>" for iri in new[at : at + _AT_ONCE])
            for subject, predicate, value in self._select(_DESCRIPTION.format(listed)):
                if subject and predicate and value is not None:
                    self._add(subject, predicate, value)

    def values(self, *predicates: str) -> list[str]:
        """Return the values of some properties."""
        return [value for one in predicates for _, value in self.pairs(one)]

    def add_accounts(self) -> None:
        """Add the other accounts of the events that several articles tell of."""
        told = sorted(self.members(Class.EVENT))
        for at in range(0, len(told), _AT_ONCE):
            listed = " ".join(f"<{iri}>" for iri in told[at : at + _AT_ONCE])
            self.describe(_found(self._select, _EVENTS, listed))
        self.describe(self.values(Property.ACCOUNT))

    def add_mentions(self, article: str) -> None:
        """Add what each mention in an article denotes."""
        for mention, entity in self._select(_DENOTED.format(article)):
            if mention and entity:
                self._add(mention, Property.DENOTES, entity)

    def _add(self, subject: str, predicate: str, value: str) -> None:
        if predicate == _TYPE:
            self._types[value].append(subject)
        else:
            self._pairs[predicate].append((subject, value))


def read_surroundings(select: Select, iri: str, *, lang: str) -> Corpus:
    """Read what the page of one thing shows.

    Args:
        select: Runs a SELECT query on the graph.
        iri: A person, organization, place, event or article.
        lang: Language of the names of event types, ``fa`` or ``en``.

    Returns:
        A corpus with the thing; without it if the graph has no such thing.
    """
    found = Surroundings(select)
    found.describe([iri, *_found(select, _STATEMENTS, iri)])
    found.add_accounts()
    found.describe(found.values(*_PARTS))
    articles = [*_found(select, _ARTICLES, iri), *found.values(_SOURCE)]
    found.describe([*articles, *_found(select, _CONTAINED, iri)])
    if iri in found.members(Class.ARTICLE):
        found.add_mentions(iri)
    found.describe(found.values(*_NAMED, Property.DENOTES))
    return to_corpus(found, event_types(select, lang), _say_nothing)


def _found(select: Select, query: str, iri: str) -> Iterator[str]:
    """Yield the first column of a query about ``iri``, or about listed IRIs."""
    for row in select(query.format(iri)):
        if row[0]:
            yield row[0]


def _say_nothing(_: str) -> None:
    """Take no notice: a page alone is quick."""

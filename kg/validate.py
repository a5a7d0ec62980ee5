"""Does a graph keep the contract of ``ontology/shapes.ttl``?

pyshacl checks article by article, each named graph together with the entities that it
refers to, so that memory stays flat; of a large graph an even sample is checked unless
all is asked for, because pyshacl takes about a second for thirty articles.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pyshacl
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH

from kg.graph.ontology import ontology_file
from kg.query import construct, select


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rdflib.term import Node

    from kg.query import Source


BATCH = 20
"""Articles that are checked together."""

_ARTICLES = """
SELECT ?graph ?id WHERE {
  GRAPH ?graph { ?article a kg:Article ; schema:identifier ?id }
} ORDER BY ?graph
"""
_GRAPHS = """
CONSTRUCT { ?s ?p ?o } WHERE { VALUES ?graph { %s } GRAPH ?graph { ?s ?p ?o } }
"""
_REFERRED = """
CONSTRUCT { ?s ?p ?o } WHERE {
  { SELECT DISTINCT ?s WHERE {
      VALUES ?graph { %s }
      GRAPH ?graph { ?one schema:mentions|schema:publisher|kg:post ?s } } }
  GRAPH ?home { ?s a ?class ; ?p ?o }
}
"""
_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Violation:
    """A broken shape.

    Attributes:
        article: Id of the article concerned; ``""`` where it is not one article's.
        node: IRI of what breaks the shape.
        path: The property concerned.
        message: What should be.
        value: The wrong value, or ``""``.
    """

    article: str
    node: str
    path: str
    message: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """The outcome of a check.

    Attributes:
        checked: Number of articles checked.
        total: Number of articles of the graph.
        violations: Sorted by article.
    """

    checked: int
    total: int
    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Whether no shape is broken."""
        return not self.violations

    def lines(self) -> list[str]:
        """Return the outcome for people to read: violations by article, a verdict."""
        lines = []
        for article, found in groupby(self.violations, key=lambda one: one.article):
            lines.append(f"article {article}:" if article else "entities:")
            lines += [f"  {one.node}: {one.message} ({one.path})" for one in found]
        checked = f"{self.checked} of {self.total} articles checked"
        verdict = "conforms" if self.conforms else f"{len(self.violations)} violations"
        return [*lines, f"{verdict}; {checked}"]


def validate(
    source: Source,
    *,
    sample: int | None = None,
    on_progress: Callable[[int], None] = lambda _done: None,
) -> Validation:
    """Check a graph against the shapes.

    Args:
        source: The graph.
        sample: How many articles to check, spread evenly; ``None`` for all.
        on_progress: Told how many articles are done.
    """
    articles = [
        (_value(row["graph"]), _value(row["id"])) for row in select(source, _ARTICLES)
    ]
    if not articles:
        found = tuple(sorted(_check(construct(source, _ALL), {})))
        return Validation(checked=0, total=0, violations=found)
    chosen = _spread(articles, sample)
    violations: set[Violation] = set()
    for first in range(0, len(chosen), BATCH):
        batch = chosen[first : first + BATCH]
        violations.update(_check_articles(source, batch))
        on_progress(first + len(batch))
    return Validation(
        checked=len(chosen), total=len(articles), violations=tuple(sorted(violations))
    )


def _spread(
    articles: Sequence[tuple[str, str]], sample: int | None
) -> Sequence[tuple[str, str]]:
    """Return ``sample`` articles at even distances, the same ones each time."""
    if sample is None or sample >= len(articles):
        return articles
    return [articles[i * len(articles) // sample] for i in range(sample)]


def _check_articles(
    source: Source, articles: Sequence[tuple[str, str]]
) -> Iterator[Violation]:
    names = " ".join(f"<{graph}>" for graph, _ in articles)
    own = list(construct(source, _GRAPHS % names))
    referred = list(construct(source, _REFERRED % names))
    owners = {}
    for graph, article in articles:
        subjects = f"SELECT DISTINCT ?s {{ GRAPH <{graph}> {{ ?s a ?c }} }}"
        for row in select(source, subjects):
            owners[_value(row["s"])] = article
    return _check([*own, *referred], owners)


def _check(triples: Iterable[ox.Triple], owners: dict[str, str]) -> Iterator[Violation]:
    graph = Graph()
    for triple in triples:
        graph.add(
            (
                _to_rdflib(triple.subject),
                _to_rdflib(triple.predicate),
                _to_rdflib(triple.object),
            )
        )
    conforms, report, _ = pyshacl.validate(
        graph, shacl_graph=_shapes(), advanced=False, inplace=True
    )
    if conforms:
        return
    for result in report.subjects(RDF.type, SH.ValidationResult):
        node = _text(report.value(result, SH.focusNode))
        yield Violation(
            article=owners.get(node, ""),
            node=node,
            path=_text(report.value(result, SH.resultPath)),
            message=_text(report.value(result, SH.resultMessage)),
            value=_text(report.value(result, SH.value)),
        )


@cache
def _shapes() -> Graph:
    return Graph().parse(data=ontology_file("shapes.ttl"), format="turtle")


def _to_rdflib(term: object) -> Node:
    """Return a term of the store as one of rdflib's; there are no blank nodes."""
    if isinstance(term, ox.Literal):
        datatype = None if term.language else URIRef(term.datatype.value)
        return Literal(term.value, lang=term.language, datatype=datatype)
    return URIRef(_value(term))


def _value(term: object) -> str:
    """Return a term's IRI or text."""
    return str(getattr(term, "value", ""))


def _text(node: Node | None) -> str:
    return "" if node is None else str(node)

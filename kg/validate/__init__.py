"""Does a graph keep the contract of ``ontology/shapes.ttl``?

Article by article: each named graph is checked by itself, and each entity that it
refers to once, with all that the graph says of it. So memory stays flat, and all of a
large graph can be checked (75 articles a second on a busy core); an even sample is
checked unless all is asked for, and the verdict says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph.nquads import TYPE
from kg.graph.vocab import ORG, SCHEMA, Property
from kg.query import construct, select
from kg.validate.shapes import Properties, targets, text_of


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.query import Source


BATCH = 50
"""Articles after which progress is told."""

_ENTITIES_AT_ONCE = 500
_TYPE = f"<{TYPE}>"
_REFERS = tuple(
    f"<{one}>"
    for one in (
        f"{SCHEMA}mentions",
        f"{SCHEMA}publisher",
        f"{SCHEMA}containedInPlace",
        f"{SCHEMA}location",
        f"{ORG}postIn",
        Property.POST,
    )
)
_ARTICLES = """
SELECT ?graph ?id WHERE {
  GRAPH ?graph { ?article a kg:Article ; schema:identifier ?id }
} ORDER BY ?graph
"""
_GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <%s> { ?s ?p ?o } }"
_NODES = "CONSTRUCT { ?s ?p ?o } WHERE { VALUES ?s { %s } ?s ?p ?o }"
_IS_A = "SELECT ?one WHERE { VALUES ?one { %s } ?one a %s }"
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
        if self.checked < self.total:
            checked += ", evenly spread (--all checks every one)"
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
    checking = _Checking(source)
    if not articles:
        checking.check(construct(source, _ALL), "")
    chosen = _spread(articles, sample)
    for done, (graph, article) in enumerate(chosen, start=1):
        checking.check(construct(source, _GRAPH % graph), article)
        if done % BATCH == 0 or done == len(chosen):
            checking.check_entities()
            on_progress(done)
    return Validation(
        checked=len(chosen),
        total=len(articles),
        violations=tuple(sorted(checking.violations)),
    )


def _spread(
    articles: Sequence[tuple[str, str]], sample: int | None
) -> Sequence[tuple[str, str]]:
    """Return ``sample`` articles at even distances, the same ones each time."""
    if sample is None or sample >= len(articles):
        return articles
    return [articles[i * len(articles) // sample] for i in range(sample)]


class _Checking:
    """A check under way.

    Attributes:
        violations: What was found.
    """

    def __init__(self, source: Source) -> None:
        self.violations: set[Violation] = set()
        self._source = source
        self._waiting: list[str] = []
        self._met: set[str] = set()

    def check(self, triples: Iterable[ox.Triple], article: str) -> None:
        """Check all nodes of some triples; what they refer to waits for its turn."""
        nodes = _nodes(triples)
        for node, properties in nodes.items():
            for name in _REFERS:
                self._meet(properties.get(name, ()))
            for shape in targets(tuple(properties.get(_TYPE, ()))):
                for path, message, value in shape.check(properties, self._is_a(nodes)):
                    self._add(article, node, path, message, value)

    def _add(
        self, article: str, node: str, path: str, message: str, value: str
    ) -> None:
        self.violations.add(
            Violation(
                article=article,
                node=text_of(node),
                path=text_of(path),
                message=message,
                value=text_of(value) if value else "",
            )
        )

    def _meet(self, nodes: Iterable[str]) -> None:
        new = [node for node in nodes if node not in self._met]
        self._met.update(new)
        self._waiting += new

    def check_entities(self) -> None:
        """Check the entities that were referred to since, and what they refer to."""
        while self._waiting:
            now = self._waiting[:_ENTITIES_AT_ONCE]
            del self._waiting[:_ENTITIES_AT_ONCE]
            self.check(construct(self._source, _NODES % " ".join(now)), "")

    def _is_a(self, nodes: dict[str, Properties]) -> Callable[[str, str], bool]:
        def is_a(value: str, kind: str) -> bool:
            here = nodes.get(value)
            if here is not None and kind in here.get(_TYPE, ()):
                return True
            if value[0] != "<":
                return False
            return any(True for _ in select(self._source, _IS_A % (value, kind)))

        return is_a


def _nodes(triples: Iterable[ox.Triple]) -> dict[str, Properties]:
    """Return the properties of each subject."""
    text = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    nodes: dict[str, Properties] = {}
    for subject, path, term in _lines(text):
        nodes.setdefault(subject, {}).setdefault(path, []).append(term)
    return nodes


def _lines(text: str) -> Iterator[tuple[str, str, str]]:
    # Not splitlines: U+2028 and others stand in texts as they are.
    for line in text.split("\n"):
        if line:
            subject, path, term = line.split(" ", 2)
            yield subject, path, term.removesuffix(" .")


def _value(term: object) -> str:
    """Return a term's IRI or text."""
    return str(getattr(term, "value", ""))

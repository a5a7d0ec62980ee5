"""How much a graph holds."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.graph.vocab import Class


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import pyoxigraph as ox


COUNTED: Mapping[str, Class] = {
    "articles": Class.ARTICLE,
    "outlets": Class.OUTLET,
    "persons": Class.PERSON,
    "organizations": Class.ORGANIZATION,
    "places": Class.PLACE,
    "facilities": Class.FACILITY,
    "posts": Class.POST,
    "roles held": Class.MEMBERSHIP,
    "events": Class.EVENT,
    "quotes": Class.QUOTATION,
}
"""What a summary counts, in its order."""


_COUNTS = """
SELECT ?kind (COUNT(DISTINCT ?one) AS ?number) WHERE {
  VALUES ?kind { %s } ?one a ?kind
} GROUP BY ?kind
"""


# A class is stated once for each instance, in one graph: nothing need be distinct.
_CLASS_COUNTS = """
SELECT ?kind (COUNT(*) AS ?number) WHERE {
  VALUES ?kind { %s } GRAPH ?graph { ?one a ?kind }
} GROUP BY ?kind
"""

_COPIES = "SELECT ?article ?group WHERE { ?article kg:copyOf ?group }"
_FACTS: Mapping[str, str] = {
    "facts of roles": """
SELECT ?person ?post ?status ?article WHERE {
  ?one a kg:Membership ; org:member ?person ; kg:post ?post ; kg:status ?status ;
    prov:wasDerivedFrom ?article }""",
    "different quotes": """
SELECT ?speaker ?text ?article WHERE {
  ?one a kg:Quotation ; kg:speakerName ?speaker ; schema:text ?text ;
    prov:wasDerivedFrom ?article }""",
    "merged events": """
SELECT ?event ?article WHERE {
  ?event a kg:Occurrence ; kg:account/prov:wasDerivedFrom ?article }""",
}
"""Facts, and in the last column the articles that state them."""


def statistics(
    select: Callable[[str], ox.QuerySolutions],
) -> list[tuple[str, int]]:
    """Return what a graph holds and how much of it, in a fixed order.

    Facts are counted once, then those of several articles, then those of several
    independent sources: copies of one text are one source.

    Args:
        select: Asks the graph in SPARQL.
    """
    kinds = " ".join(f"<{kind}>" for kind in COUNTED.values())
    found = {
        getattr(row["kind"], "value", ""): int(getattr(row["number"], "value", 0))
        for row in select(_COUNTS % kinds)
    }
    rows = [(name, found.get(kind, 0)) for name, kind in COUNTED.items()]
    copies = {row[0]: row[1] for row in _read(select, _COPIES)}
    groups = len(set(copies.values()))
    rows.append(("groups of copies", groups))
    independent = found.get(Class.ARTICLE, 0) - len(copies) + groups
    rows.append(("independent articles", independent))
    for name, query in _FACTS.items():
        rows.extend(_count_facts(name, _read(select, query), copies))
    return rows


def _read(
    select: Callable[[str], ox.QuerySolutions], query: str
) -> Iterator[tuple[str, ...]]:
    """Yield the lexical forms of a query's rows."""
    solutions = select(query)
    width = range(len(solutions.variables))
    for row in solutions:
        yield tuple(str(getattr(row[at], "value", "")) for at in width)


def _count_facts(
    name: str, rows: Iterable[tuple[str, ...]], copies: Mapping[str, str]
) -> Iterator[tuple[str, int]]:
    """Yield how many facts there are, and how many have several sources."""
    articles: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for *fact, article in rows:
        articles[tuple(fact)].add(article)
    sources = (
        {copies.get(article, article) for article in some} for some in articles.values()
    )
    yield name, len(articles)
    yield f"{name} in several articles", sum(len(s) > 1 for s in articles.values())
    yield f"{name} of several independent sources", sum(len(s) > 1 for s in sources)


def count_classes(store: ox.Store) -> dict[str, int]:
    """Return the number of instances of each counted class, asking the engine."""
    kinds = " ".join(f"<{kind}>" for kind in COUNTED.values())
    found = {
        getattr(row["kind"], "value", ""): int(getattr(row["number"], "value", 0))
        for row in store.query(_CLASS_COUNTS % kinds)  # type: ignore[union-attr]
    }
    return {name: found.get(kind, 0) for name, kind in COUNTED.items()}

"""How much a graph holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph.vocab import Class


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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

_INDEPENDENT: Mapping[str, str] = {
    "groups of copies": """
SELECT (COUNT(DISTINCT ?group) AS ?number) WHERE { ?article kg:copyOf ?group }""",
    "independent articles": """
SELECT (COUNT(DISTINCT ?source) AS ?number) WHERE {
  ?article a kg:Article . OPTIONAL { ?article kg:copyOf ?group }
  BIND(COALESCE(?group, ?article) AS ?source) }""",
    "facts of roles, copies counted once": """
SELECT (COUNT(*) AS ?number) WHERE { SELECT DISTINCT ?person ?post ?status ?source {
  ?one a kg:Membership ; org:member ?person ; kg:post ?post ; kg:status ?status ;
    prov:wasDerivedFrom ?article . OPTIONAL { ?article kg:copyOf ?group }
  BIND(COALESCE(?group, ?article) AS ?source) } }""",
    "quotes, copies counted once": """
SELECT (COUNT(*) AS ?number) WHERE { SELECT DISTINCT ?speaker ?text ?source {
  ?one a kg:Quotation ; kg:speakerName ?speaker ; schema:text ?text ;
    prov:wasDerivedFrom ?article . OPTIONAL { ?article kg:copyOf ?group }
  BIND(COALESCE(?group, ?article) AS ?source) } }""",
}
"""What is counted again with the copies of one text taken for one."""


def statistics(
    select: Callable[[str], ox.QuerySolutions],
) -> list[tuple[str, int]]:
    """Return what a graph holds and how much of it, in a fixed order.

    Args:
        select: Asks the graph in SPARQL.
    """
    kinds = " ".join(f"<{kind}>" for kind in COUNTED.values())
    found = {
        getattr(row["kind"], "value", ""): int(getattr(row["number"], "value", 0))
        for row in select(_COUNTS % kinds)
    }
    rows = [(name, found.get(kind, 0)) for name, kind in COUNTED.items()]
    for name, query in _INDEPENDENT.items():
        row = next(iter(select(query)))
        rows.append((name, int(getattr(row["number"], "value", 0))))
    return rows


def count_classes(store: ox.Store) -> dict[str, int]:
    """Return the number of instances of each counted class, asking the engine."""
    kinds = " ".join(f"<{kind}>" for kind in COUNTED.values())
    found = {
        getattr(row["kind"], "value", ""): int(getattr(row["number"], "value", 0))
        for row in store.query(_CLASS_COUNTS % kinds)  # type: ignore[union-attr]
    }
    return {name: found.get(kind, 0) for name, kind in COUNTED.items()}

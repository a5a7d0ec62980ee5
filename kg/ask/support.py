"""Where statements are stated: the evidence of query rows, and days of articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.ask.answers import Support
from kg.graph.subjects import select_about


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.graph.subjects import Row, Select

_SUPPORT = """
SELECT ?statement ?article ?title ?publisher ?day ?exact ?length ?group WHERE {
  VALUES ?statement { %s }
  ?statement kg:evidence ?mention .
  ?mention oa:hasSource ?article ; oa:exact ?exact .
  BIND(STRLEN(?exact) AS ?length)
  OPTIONAL { ?article kg:copyOf ?group }
  OPTIONAL { ?article schema:headline ?title }
  OPTIONAL { ?article schema:datePublished ?day }
  OPTIONAL { ?article schema:publisher/schema:name ?publisher } }"""


@dataclass(frozen=True, slots=True)
class _Found:
    length: int
    support: Support


def supports(select: Select, statements: Iterable[str]) -> Mapping[str, Support]:
    """Return the longest piece of evidence of each statement."""
    found: dict[str, _Found] = {}
    for row in select_about(select, _SUPPORT, statements):
        statement, one = row[0], _to_found(row)
        if statement is None or one is None:
            continue
        known = found.get(statement)
        if known is None or _better(one, known):
            found[statement] = one
    return {statement: one.support for statement, one in found.items()}


def _to_found(row: Row) -> _Found | None:
    _, article, title, publisher, day, exact, length, group = row
    if not (article and exact):
        return None
    support = Support(
        article=article,
        title=title or "",
        publisher=publisher or "",
        date=(day or "")[:10],
        exact=exact,
        source=group or article,
    )
    return _Found(int(length or 0), support)


def _better(one: _Found, known: _Found) -> bool:
    return (-one.length, one.support.exact) < (-known.length, known.support.exact)

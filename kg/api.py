"""Graphs in Python and notebooks: the same questions as on the command line.

>>> import kg
>>> graph = kg.open("examples/small.ttl")  # doctest: +SKIP
>>> graph.person("کیانفر").roles[0].role  # doctest: +SKIP
'استاندار'
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import ask
from kg.errors import QueryError
from kg.export import to_networkx
from kg.query import open_source, select_values


if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import networkx as nx

    from kg.query import Source

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a SELECT query; shows itself as a table in a notebook.

    Attributes:
        columns: Names of the variables, in the query's order.
        rows: As many values each: numbers and truth values as such, other literals
            and IRIs as text, ``None`` where unbound.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        """Iterate over the rows."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def to_dicts(self) -> list[dict[str, object]]:
        """Return each row as a mapping of column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> Any:
        """Return the rows as a ``pandas.DataFrame``.

        Raises:
            ImportError: If pandas is not installed.
        """
        import pandas as pd  # noqa: PLC0415 — only for those who have it

        return pd.DataFrame(list(self.rows), columns=list(self.columns))

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        body = "".join(_html_row(row) for row in self.rows[:_SHOWN])
        more = len(self.rows) - _SHOWN
        tail = f"<p>… {more}</p>" if more > 0 else ""
        return (
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{tail}"
        )


def _html_row(row: tuple[object, ...]) -> str:
    cells = ("" if value is None else html.escape(str(value)) for value in row)
    return "<tr>" + "".join(f'<td dir="auto">{cell}</td>' for cell in cells) + "</tr>"


def _to_value(term: Any) -> object:
    """Return a term as Python has it."""
    if term is None:
        return None
    datatype = getattr(getattr(term, "datatype", None), "value", "")
    kind = datatype.rpartition("#")[2]
    if kind in {"integer", "nonNegativeInteger", "int", "long"}:
        return int(term.value)
    if kind in {"decimal", "double", "float"}:
        return float(term.value)
    if kind == "boolean":
        return bool(term.value in {"true", "1"})
    return str(term.value)


class Graph:
    """A knowledge graph that can be asked.

    Made by :func:`kg.open`; every method reads the graph anew.
    """

    def __init__(self, source: Source, name: str) -> None:
        self._source = source
        self._name = name

    def __repr__(self) -> str:
        """Return the call that opens the graph."""
        return f"kg.open({self._name!r})"

    def query(self, text: str) -> Table:
        """Run a SELECT query; the ontology's prefixes need no declaration.

        Raises:
            QueryError: If it is not a valid SELECT query.
        """
        answer = self._source.query(text)
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryError("not a SELECT query; kg.query.open_source runs the others")
        width = range(len(answer.variables))
        rows = tuple(tuple(_to_value(row[at]) for at in width) for row in answer)
        return Table(tuple(one.value for one in answer.variables), rows)

    def _select(self, query: str) -> Iterator[tuple[str | None, ...]]:
        return select_values(self._source, query)

    def who(self, post: str, *, on: str | None = None) -> tuple[ask.Holding, ...]:
        """Return who held a post; see :func:`kg.ask.find_holders`."""
        return ask.find_holders(self._select, post, on=on)

    def person(self, name: str) -> ask.PersonAnswer:
        """Return all about one person; see :func:`kg.ask.find_person`."""
        return ask.find_person(self._select, name)

    def said(self, name: str, *, about: str | None = None) -> tuple[ask.Quote, ...]:
        """Return what someone said; see :func:`kg.ask.find_quotes`."""
        speaker = ask.find_entity(self._select, name, ("person", "organization"))
        return ask.find_quotes(self._select, iri=speaker.iri, about=about)

    def events(
        self, *, place: str | None = None, kind: str | None = None
    ) -> tuple[ask.EventRow, ...]:
        """Return what happened; see :func:`kg.ask.find_events`."""
        return ask.find_events(self._select, place=place, kind=kind)

    def top(self, what: str, *, limit: int = 20) -> tuple[ask.Ranked, ...]:
        """Return the most named or most quoted; see :func:`kg.ask.rank`."""
        return ask.rank(self._select, what, limit=limit)

    def path(self, one: str, other: str) -> tuple[ask.Step, ...]:
        """Return how two entities are connected; see :func:`kg.ask.find_path`."""
        return ask.find_path(self._select, one, other)

    def find(self, words: str, *, limit: int = 50) -> tuple[ask.Hit, ...]:
        """Return where words stand; see :func:`kg.ask.find_words`."""
        return ask.find_words(self._select, words, limit=limit)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return entities and their derived edges as a networkx graph."""
        return to_networkx(self._source)


def open_graph(graph: str | Path) -> Graph:
    """Open a graph folder, an RDF file or a SPARQL endpoint.

    Raises:
        GraphError: If it cannot be opened.
    """
    return Graph(open_source(str(graph)), str(graph))

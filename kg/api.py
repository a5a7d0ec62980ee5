"""Graphs in Python and notebooks: the same questions as on the command line.

>>> import kg
>>> graph = kg.open("graphs/example/graph.trig")
>>> graph.person("كيانفر").name
'بهرام کیانفر'
>>> graph.who("استاندار یزد", on="1403/06/01")[0].person
'بهرام کیانفر'
>>> graph.query("SELECT (COUNT(?a) AS ?n) { ?a a kg:Article }").to_dicts()
[{'n': 17}]
>>> graph.to_networkx().number_of_nodes() > 50
True

In a notebook a graph, a table and every answer show themselves as tables.
"""

from __future__ import annotations

import html
from dataclasses import asdict, dataclass, fields
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import pyoxigraph as ox

from kg import ask
from kg.errors import QueryError
from kg.export import to_networkx
from kg.graph.summary import statistics
from kg.jalali import to_iso_day
from kg.query import open_source, select, select_values


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import networkx as nx

    from kg.query import Source

_SHOWN = 50
_SPEAKERS = ("person", "organization")


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
        return _html_table(self.columns, self.rows)


Answer = TypeVar("Answer")


class Answers(tuple[Answer, ...]):
    """The rows of an answer; shows itself as a table in a notebook."""

    def to_dicts(self) -> list[dict[str, object]]:
        """Return each row as a mapping of field to value."""
        return [asdict(one) for one in self]  # type: ignore[call-overload]

    def to_pandas(self) -> Any:
        """Return the rows as a ``pandas.DataFrame``.

        Raises:
            ImportError: If pandas is not installed.
        """
        import pandas as pd  # noqa: PLC0415 — only for those who have it

        return pd.DataFrame(self.to_dicts())

    def _repr_html_(self) -> str:
        return _html_answers(self)


class Person:
    """What a graph has on one person; shows itself in a notebook.

    All fields of :class:`kg.ask.PersonAnswer` are its attributes.
    """

    def __init__(self, answer: ask.PersonAnswer) -> None:
        self.answer = answer

    def __getattr__(self, name: str) -> Any:
        """Return a field of the answer."""
        return getattr(self.answer, name)

    def __repr__(self) -> str:
        """Return what the answer shows."""
        return repr(self.answer)

    def _repr_html_(self) -> str:
        aliases = html.escape("، ".join(self.answer.aliases))
        parts = (self.answer.roles, self.answer.quotes, self.answer.events)
        return (
            f'<h3 dir="auto">{html.escape(self.answer.name)}</h3>'
            f'<p dir="auto">{aliases}</p>'
            + "".join(_html_answers(part) for part in parts if part)
        )


def _html_answers(answers: Sequence[object]) -> str:
    """Return rows as a table; where they are stated as headline and day."""
    names = [one.name for one in fields(answers[0])] if answers else []  # type: ignore[arg-type]
    rows = [tuple(_shown(getattr(one, name)) for name in names) for one in answers]
    return _html_table(names, rows)


def _shown(value: object) -> object:
    if isinstance(value, ask.Support):
        return f"{value.title} · {value.date}"
    if isinstance(value, tuple):
        return "، ".join(str(_shown(one)) for one in value[:5])
    return value


def _html_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    head = "".join(f"<th>{html.escape(name)}</th>" for name in columns)
    body = "".join(_html_row(row) for row in rows[:_SHOWN])
    more = len(rows) - _SHOWN
    tail = f"<p>… {more}</p>" if more > 0 else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{tail}"


def _html_row(row: Sequence[object]) -> str:
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

    def _repr_html_(self) -> str:
        counts = [
            (str(what), int(number))
            for what, number in statistics(partial(select, self._source))
        ]
        return (
            f"<p>{html.escape(repr(self))}</p>{_html_table(('what', 'number'), counts)}"
        )

    def who(self, post: str, *, on: str | None = None) -> Answers[ask.Holding]:
        """Return who held a post; see :func:`kg.ask.find_holders`.

        Days here and below are ISO or Jalali («1399/05/03»).
        """
        return Answers(ask.find_holders(self._select, post, on=_day(on)))

    def person(self, name: str) -> Person:
        """Return all about one person; see :func:`kg.ask.find_person`."""
        return Person(ask.find_person(self._select, name))

    def said(
        self,
        name: str,
        *,
        about: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Answers[ask.Quote]:
        """Return what someone said; see :func:`kg.ask.find_quotes`."""
        speaker = ask.find_entity(self._select, name, _SPEAKERS)
        period = ask.Period(_day(since), _day(until))
        return Answers(
            ask.find_quotes(self._select, iri=speaker.iri, about=about, period=period)
        )

    def events(
        self,
        *,
        place: str | None = None,
        kind: str | None = None,
        since: str | None = None,
        until: str | None = None,
        with_: str | None = None,
    ) -> Answers[ask.EventRow]:
        """Return what happened; see :func:`kg.ask.find_events`."""
        who = ask.find_entity(self._select, with_, _SPEAKERS).iri if with_ else None
        period = ask.Period(_day(since), _day(until))
        return Answers(
            ask.find_events(
                self._select, participant=who, place=place, kind=kind, period=period
            )
        )

    def top(self, what: str, *, limit: int = 20) -> Answers[ask.Ranked]:
        """Return the most named or most quoted; see :func:`kg.ask.rank`."""
        return Answers(ask.rank(self._select, what, limit=limit))

    def path(self, one: str, other: str) -> Answers[ask.Step]:
        """Return how two entities are connected; see :func:`kg.ask.find_path`."""
        return Answers(ask.find_path(self._select, one, other))

    def find(self, words: str, *, limit: int = 50) -> Answers[ask.Hit]:
        """Return where words stand; see :func:`kg.ask.find_words`."""
        return Answers(ask.find_words(self._select, words, limit=limit))

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return entities and their derived edges as a networkx graph."""
        return to_networkx(self._source)


def _day(text: str | None) -> str | None:
    return None if text is None else to_iso_day(text)


def open_graph(graph: str | Path) -> Graph:
    """Open a graph folder, an RDF file or a SPARQL endpoint.

    Raises:
        GraphError: If it cannot be opened.
    """
    return Graph(open_source(str(graph)), str(graph))

"""Running queries in a process that can be ended.

An Oxigraph query cannot be stopped from outside; its process can.
"""

from __future__ import annotations

import multiprocessing
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pyoxigraph as ox

from kg.errors import KgError, QueryError
from kg.query import first_triples, open_source, rows_as_json


if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

    from kg.graph.sources import Result
    from kg.query import Graphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one query.

    Attributes:
        seconds: Longest time.
        rows: Most rows or triples; further ones are cut off and the cut is told.
        workers: Number of processes, and so of queries at a time.
    """

    seconds: float = 30.0
    rows: int = 100_000
    workers: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The answer to a query.

    Attributes:
        kind: ``solutions``, ``boolean`` or ``triples``.
        payload: SPARQL JSON results, or N-Triples.
        cut: Whether there were more rows than the limit.
    """

    kind: str
    payload: bytes
    cut: bool


_START_SECONDS = 60.0


class TimeLimitError(QueryError):
    """A query took longer than it may."""


# ---------------------------------------------------------------- in the worker


def work(graph: str, rows: int, connection: Connection) -> None:
    """Answer queries from ``connection`` until it closes; runs in a process."""
    fixed = None if Path(graph).is_dir() else open_source(graph)
    connection.send("ready")
    while True:
        try:
            query, graphs = connection.recv()
        except EOFError:
            return
        try:
            source = fixed if fixed is not None else open_source(graph)
            connection.send(answer(source.query(query, graphs), rows))
        except KgError as error:
            connection.send(str(error))


def answer(result: Result, rows: int) -> Outcome:
    """Keep at most ``rows`` rows or triples of a query's answer."""
    if isinstance(result, ox.QuerySolutions):
        payload, cut = rows_as_json(result, rows)
        return Outcome(kind="solutions", payload=payload, cut=cut)
    if isinstance(result, ox.QueryBoolean):
        payload = msgspec.json.encode({"head": {}, "boolean": bool(result)})
        return Outcome(kind="boolean", payload=payload, cut=False)
    triples, cut = first_triples(result, rows)
    payload = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return Outcome(kind="triples", payload=payload, cut=cut)


# ---------------------------------------------------------------- in the server


class _Worker:
    """A process that answers one query at a time."""

    def __init__(self, graph: str, rows: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, other = context.Pipe()
        self.process = context.Process(
            target=work, args=(graph, rows, other), daemon=True
        )
        self.process.start()
        other.close()
        # Starting is no part of a query's time.
        if not self.connection.poll(_START_SECONDS) or not self.connection.recv():
            raise QueryError("the query's process did not start")

    def end(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()


class Runner:
    """Runs queries on a graph within limits; safe to share between threads."""

    def __init__(self, graph: str, limits: Limits) -> None:
        self._graph = graph
        self._limits = limits
        self._free: list[_Worker] = []
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(limits.workers)

    def run(self, query: str, graphs: Graphs | None = None) -> Outcome:
        """Return the answer to a query.

        Args:
            query: SPARQL.
            graphs: The graphs that it is asked of; see ``kg.query.Source``.

        Raises:
            QueryError: If the query is not valid.
            TimeLimitError: If it takes too long.
        """
        with self._places:
            worker = self._take()
            try:
                outcome = self._ask(worker, query, graphs)
            except BaseException:
                worker.end()
                raise
            with self._lock:
                self._free.append(worker)
        if isinstance(outcome, str):
            raise QueryError(outcome)
        return outcome

    def _take(self) -> _Worker:
        with self._lock:
            if self._free:
                return self._free.pop()
        return _Worker(self._graph, self._limits.rows)

    def _ask(self, worker: _Worker, query: str, graphs: Graphs | None) -> Outcome | str:
        try:
            worker.connection.send((query, graphs))
            if not worker.connection.poll(self._limits.seconds):
                raise TimeLimitError(
                    f"the query took longer than {self._limits.seconds:g} s"
                )
            found: Outcome | str = worker.connection.recv()
        except (EOFError, BrokenPipeError) as error:
            raise QueryError("the query's process died; try again") from error
        return found

    def select(self, query: str) -> Iterator[tuple[str | None, ...]]:
        """Run a SELECT query; see ``kg.ask.Select``."""
        found = msgspec.json.decode(self.run(query).payload)
        names = found["head"]["vars"]
        for row in found["results"]["bindings"]:
            yield tuple(row[name]["value"] if name in row else None for name in names)

    def close(self) -> None:
        """End all processes."""
        with self._lock:
            while self._free:
                self._free.pop().end()

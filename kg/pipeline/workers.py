"""A pool of worker processes that survives their deaths.

``concurrent.futures`` loses every pending result when one process dies and cannot say
whose fault it was. Here each worker has a pipe and does its batches in order, so a
death or an overrun is known to belong to the first that it has not answered; the
articles of that one are then tried one by one, and one that fails alone is reported.
A worker is handed its next batches before it has answered, so that it never waits for
this process to write down what came.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, TypeAlias

from kg.pipeline.aside import Listener, may_fork
from kg.pipeline.packing import unpack_article
from kg.pipeline.worker import (
    extract_packed,
    failure_row,
    load_models,
    overrun,
    serve,
)


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerContext, ForkServerProcess

    from kg.graph.ledger import ExtractionRow


BATCH = 8
_AHEAD = 3
"""Batches a worker has at a time: the one in work and those to go on with."""
_AHEAD_BYTES = 48_000
"""Most that lies unread in a pipe: sending more might wait for a worker that hangs."""
_GRACE = 60.0
"""Seconds a batch may take beyond its timeouts: a worker loads its models first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How articles are extracted.

    Attributes:
        workers: Number of processes; ``1`` works in this one.
        extractor: Fingerprint of the extractor.
        timeout: Seconds one article may take; ``0`` for no limit.
        scheduler: Address of a Dask scheduler whose workers extract instead, or ``""``.
        shards: Address of the folder that those workers write to, or ``""``.
        few: Whether few articles are likely to come, because most are known.
    """

    workers: int
    extractor: str
    timeout: float = 0.0
    few: bool = False
    scheduler: str = ""
    shards: str = ""


Begin: TypeAlias = "Callable[[bytes], Callable[[], list[ExtractionRow]]]"
"""Begins to extract an article, and returns what gives its row."""


def _nothing() -> None:
    """Do nothing."""


def extract_all(
    packed: Iterable[bytes],
    plan: Plan,
    meanwhile: Callable[[], None] = _nothing,
    begin: Begin | None = None,
) -> Iterator[list[ExtractionRow]]:
    """Yield what comes of packed articles, in batches, in no particular order.

    Args:
        packed: The articles, as they are found.
        plan: How they are extracted. Where few are likely to come, the first is begun
            beside the search for others.
        meanwhile: Done while that one is still at work.
        begin: Begins with it, if a process is ready for it.
    """
    stream = iter(packed)
    extract_one = partial(
        extract_packed, extractor=plan.extractor, timeout=plan.timeout
    )
    is_ahead = plan.few and may_fork(plan.workers)
    begin = begin or (lambda one: Readying(plan).begin(one))
    begun = [begin(one) for one in islice(stream, 1 if is_ahead else 0)]
    first = list(islice(stream, 3 * BATCH if plan.workers > 1 else 0))
    if plan.workers > 1 and len(first) == 3 * BATCH:
        yield from _Pool(plan).run(_chain(first, stream))
    else:
        for one in _chain(first, stream):
            yield [extract_one(one)]
    for found in begun:
        meanwhile()
        yield found()


class Readying:
    """A process that loads the models while the first new article is still sought."""

    def __init__(self, plan: Plan) -> None:
        """Begin to load.

        Args:
            plan: How the article is extracted.
        """
        self._plan = plan
        self._process = Listener(partial(_extract_told, plan))

    def begin(self, packed: bytes) -> Callable[[], list[ExtractionRow]]:
        """Begin to extract the article, and return what gives its row.

        If it dies there, or hangs, a worker tells what the matter is.
        """
        plan = self._plan
        limit = plan.timeout + _GRACE if plan.timeout > 0 else None
        return self._process.tell(packed, partial(_extract_alone, packed, plan), limit)

    def dismiss(self) -> None:
        """End the process, unless its article was asked for."""
        self._process.dismiss()


def _extract_told(plan: Plan, hear: Callable[[], bytes]) -> list[ExtractionRow]:
    load_models()
    return [extract_packed(hear(), extractor=plan.extractor, timeout=plan.timeout)]


def _extract_alone(packed: bytes, plan: Plan) -> list[ExtractionRow]:
    return [row for rows in _Pool(plan).run(iter([packed])) for row in rows]


def _chain(first: Sequence[bytes], rest: Iterator[bytes]) -> Iterator[bytes]:
    yield from first
    yield from rest


def process_context() -> ForkServerContext:
    """Return how workers start: from a process that has the code and no threads."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["kg.pipeline.worker", "kg.annotate", "kg.extract"])
    _start_forkserver()
    return context


def _start_forkserver() -> None:
    """Start the process that workers come from, deaf to Ctrl-C as they are.

    Ctrl-C goes to all processes of a terminal, and this one decides; the others, if
    it came while they start, would print tracebacks. They inherit a blocked signal.
    """
    # First, because it unblocks the signal when it starts.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@dataclass(slots=True, eq=False)
class _Worker:
    """A process and the batch it has."""

    process: ForkServerProcess
    connection: Connection
    batches: deque[list[bytes]] = field(default_factory=deque)
    deadline: float = 0.0

    def can_take(self, batch: Sequence[bytes]) -> bool:
        """Return whether ``batch`` can be sent without waiting for the worker."""
        waiting = sum(map(len, chain(batch, *self.batches)))
        return not self.batches or (
            len(self.batches) < _AHEAD and waiting <= _AHEAD_BYTES
        )


class _Pool:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._context = process_context()
        self._workers: list[_Worker] = []
        self._next: deque[list[bytes]] = deque()

    def run(self, packed: Iterator[bytes]) -> Iterator[list[ExtractionRow]]:
        """Yield the rows of all articles; workers end when it ends."""
        try:
            while True:
                self._hand_out(packed)
                busy = [worker for worker in self._workers if worker.batches]
                if not busy:
                    return
                yield from self._collect(busy)
        finally:
            for worker in self._workers:
                worker.process.kill()
                worker.connection.close()

    def _hand_out(self, packed: Iterator[bytes]) -> None:
        """Give batches to whoever has fewest; start workers while there are batches."""
        while self._next or self._read(packed):
            batch = self._next[0]
            worker = min(self._workers, key=_load, default=None)
            if worker is None or worker.batches:
                if len(self._workers) < self._plan.workers:
                    worker = self._start()
                elif worker is None or not worker.can_take(batch):
                    return
            self._next.popleft()
            if not worker.batches:
                worker.deadline = self._deadline(len(batch))
            worker.batches.append(batch)
            # one that has died is found, with its batches, where answers are collected
            with suppress(OSError):
                worker.connection.send(batch)

    def _read(self, packed: Iterator[bytes]) -> bool:
        """Put the next batch of ``packed`` in line, if there is one."""
        batch = list(islice(packed, BATCH))
        if batch:
            self._next.append(batch)
        return bool(batch)

    def _deadline(self, articles: int) -> float:
        if self._plan.timeout <= 0:
            return float("inf")
        return time.monotonic() + articles * self._plan.timeout + _GRACE

    def _start(self) -> _Worker:
        try:
            worker = self._launch()
        except EOFError:
            # The process that workers come from was killed: the next starts another.
            worker = self._launch()
        self._workers.append(worker)
        return worker

    def _launch(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=serve,
            args=(theirs, self._plan.extractor, self._plan.timeout),
            daemon=True,
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _collect(self, busy: Sequence[_Worker]) -> Iterator[list[ExtractionRow]]:
        """Wait for a worker and yield its rows, or what is known of its failure."""
        by_connection = {worker.connection: worker for worker in busy}
        first = min(worker.deadline for worker in busy)
        limit = None if first == float("inf") else max(0.0, first - time.monotonic())
        for connection in wait(list(by_connection), limit):
            worker = by_connection[connection]  # type: ignore[index]
            try:
                rows: list[ExtractionRow] = worker.connection.recv()
            except (EOFError, OSError):
                yield self._bury(worker, "the process that read it died")
            else:
                worker.batches.popleft()
                if worker.batches:
                    worker.deadline = self._deadline(len(worker.batches[0]))
                yield rows
        now = time.monotonic()
        for worker in busy:
            if worker.batches and worker in self._workers and worker.deadline <= now:
                yield self._bury(worker, overrun(self._plan.timeout))

    def _bury(self, worker: _Worker, reason: str) -> list[ExtractionRow]:
        """Remove a worker; its articles are tried alone, or reported if one was."""
        worker.process.kill()
        worker.connection.close()
        self._workers.remove(worker)
        first, *others = worker.batches
        self._next.extendleft(others)
        if len(first) > 1:
            self._next.extendleft([packed] for packed in first)
            return []
        article = unpack_article(first[0])
        return [failure_row(article, self._plan.extractor, reason)]


def _load(worker: _Worker) -> int:
    """Return how much a worker has to do, in batches."""
    return len(worker.batches)

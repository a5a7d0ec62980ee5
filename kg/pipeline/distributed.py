"""Extraction spread over a Dask cluster (extra ``scale``).

The machine that builds reads the inputs as a stream and keeps a bounded number of
batches under way, so that it never holds the corpus; workers return compact rows, or
write them as shards and return the addresses. Dask gives the batches of a worker that
dies to others; the order in which rows come does not change the graph.
"""

from __future__ import annotations

import time
from collections import deque
from concurrent.futures import CancelledError
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from distributed import Client, wait
from distributed.scheduler import KilledWorker

from kg.errors import GraphError
from kg.pipeline.child import Way
from kg.pipeline.packing import unpack_article
from kg.pipeline.spread import extract_rows, extract_shard, read_shard
from kg.pipeline.worker import failure_row


if TYPE_CHECKING:
    from collections.abc import Iterator

    from distributed import Future

    from kg.graph.ledger import ExtractionRow
    from kg.pipeline.workers import Plan


BATCH = 16
"""Articles of a task: a fifth of a second of work, against a millisecond of Dask's."""

SHARD = 256
"""Articles of a shard: files of a megabyte or two."""

_AHEAD = 3
"""Tasks under way for each thread of the cluster; what bounds the memory here."""

_LOOK_SECONDS = 5.0
_CONNECT_SECONDS = 30
_ALONE_SECONDS = 120.0
"""How long a build waits while the cluster has no worker."""


def extract_distributed(
    packed: Iterator[bytes], plan: Plan
) -> Iterator[list[ExtractionRow]]:
    """Yield what comes of packed articles, in batches, in no particular order.

    Args:
        packed: Articles, read only as fast as workers take them.
        plan: How they are extracted; ``scheduler`` is the address of Dask's, and
            ``shards``, if given, of the folder that workers write to.

    Raises:
        GraphError: If the scheduler cannot be reached or is lost, has no workers, or
            they cannot do the work. What came before is the caller's to keep.
    """
    with _connected(plan.scheduler) as client:
        yield from _Spreading(client, plan).run(packed)


@contextmanager
def _connected(scheduler: str) -> Iterator[Client]:
    try:
        client = Client(scheduler, timeout=_CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise GraphError(f"{scheduler}: no scheduler answers: {error}") from error
    with client:
        yield client


class _Spreading:
    """Batches under way on a cluster."""

    def __init__(self, client: Client, plan: Plan) -> None:
        self._client = client
        self._plan = plan
        self._way = Way(plan.extractor, plan.timeout)
        self._retry: deque[bytes] = deque()
        self._pending: dict[Future[Any], list[bytes]] = {}
        self._threads = 0
        self._looked = float("-inf")
        self._worked = time.monotonic()

    def run(self, packed: Iterator[bytes]) -> Iterator[list[ExtractionRow]]:
        """Yield the rows of all articles."""
        while True:
            self._hand_out(packed)
            if not self._pending:
                return
            for future in self._done():
                yield self._rows(future, self._pending.pop(future))

    def _hand_out(self, packed: Iterator[bytes]) -> None:
        self._look()
        while len(self._pending) < _AHEAD * max(self._threads, 1):
            batch = self._next_batch(packed)
            if not batch:
                return
            self._pending[self._submit(batch)] = batch

    def _next_batch(self, packed: Iterator[bytes]) -> list[bytes]:
        if self._retry:
            return [self._retry.popleft()]
        return list(islice(packed, SHARD if self._plan.shards else BATCH))

    def _submit(self, batch: list[bytes]) -> Future[Any]:
        if self._plan.shards:
            arguments = (batch, self._way, self._plan.shards)
            return self._client.submit(extract_shard, *arguments, pure=False)
        return self._client.submit(extract_rows, batch, self._way, pure=False)

    def _look(self) -> None:
        """Ask now and then how many threads the cluster has: workers come and go."""
        now = time.monotonic()
        if now - self._looked < _LOOK_SECONDS:
            return
        self._looked = now
        try:
            self._threads = sum(self._client.nthreads().values())
        except OSError as error:
            raise self._lost() from error
        if self._threads:
            self._worked = now
        elif now - self._worked > _ALONE_SECONDS:
            raise GraphError(
                f"{self._plan.scheduler}: no worker for {_ALONE_SECONDS:.0f} s; start "
                f"some: dask worker {self._plan.scheduler}"
            )

    def _done(self) -> list[Future[Any]]:
        """Return the batches that are done, waiting for one a little while."""
        try:
            done, _ = wait(
                list(self._pending),
                timeout=_LOOK_SECONDS,
                return_when="FIRST_COMPLETED",
            )
        except TimeoutError:
            return []
        except CancelledError as error:
            raise self._lost() from error
        # the order of a set is no one's business: rows are kept by digest
        return list(done)

    def _rows(self, future: Future[Any], batch: list[bytes]) -> list[ExtractionRow]:
        error = future.exception()
        if error is None:
            answer = future.result()
            rows = read_shard(answer) if isinstance(answer, str) else answer
            return cast("list[ExtractionRow]", rows)
        if isinstance(error, KilledWorker):
            return self._bury(batch)
        if isinstance(error, CancelledError):
            raise self._lost() from error
        if isinstance(error, GraphError):
            raise error
        raise GraphError(f"a worker failed: {type(error).__name__}: {error}") from error

    def _bury(self, batch: list[bytes]) -> list[ExtractionRow]:
        """Try the articles that several workers died of alone, or report one."""
        if len(batch) > 1:
            self._retry.extend(batch)
            return []
        article = unpack_article(batch[0])
        reason = "every worker that read it died"
        return [failure_row(article, self._plan.extractor, reason)]

    def _lost(self) -> GraphError:
        return GraphError(
            f"{self._plan.scheduler}: the scheduler is lost; what is done is kept, "
            "so build again when it is back"
        )

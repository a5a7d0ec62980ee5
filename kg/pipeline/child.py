"""A process that extracts for a thread of a Dask worker.

Dask runs tasks in threads, where no signal can stop an article that takes too long and
where a crash takes the whole worker with it. So each thread keeps a process of its own,
started once (making hazm's objects takes seconds) and asked batch by batch; if it dies
or overruns, the articles of the batch are tried alone and the guilty one is reported,
as the local pool does.
"""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import threading
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, cast

from kg.pipeline.packing import unpack_article
from kg.pipeline.worker import failure_row, overrun, serve


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.graph.ledger import ExtractionRow


_GRACE = 60.0
"""Seconds a batch may take beyond its timeouts: a process loads its models first."""

_kept = threading.local()


class _LostError(Exception):
    """The process died, or took too long and was killed."""


@dataclass(frozen=True, slots=True)
class Way:
    """How articles are extracted in the process.

    Attributes:
        extractor: Fingerprint of the extractor.
        timeout: Seconds one article may take; ``0`` for no limit.
    """

    extractor: str
    timeout: float


class _Child:
    """A process and the connection to it."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self._connection, theirs = multiprocessing.Pipe()
        arguments = [str(theirs.fileno()), way.extractor, str(way.timeout)]
        # our own interpreter and module, and two values without a shell
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "kg.pipeline.child", *arguments],
            pass_fds=(theirs.fileno(),),
        )
        theirs.close()

    def ask(self, batch: Sequence[bytes]) -> list[ExtractionRow]:
        """Return what comes of a batch.

        Raises:
            _LostError: If there is no answer, and why.
        """
        limit = len(batch) * self.way.timeout + _GRACE if self.way.timeout else None
        try:
            self._connection.send(batch)
            if not self._connection.poll(limit):
                raise _LostError(overrun(self.way.timeout))
            return cast("list[ExtractionRow]", self._connection.recv())
        except (EOFError, OSError) as error:
            raise _LostError("the process that read it died") from error

    def end(self) -> None:
        """Kill the process."""
        self._connection.close()
        self._process.kill()
        self._process.wait()


def extract_batch(batch: Sequence[bytes], way: Way) -> list[ExtractionRow]:
    """Return what comes of packed articles, in their order, from this thread's process.

    An article at which the process dies, or which takes too long even so, gives a
    failure.
    """
    try:
        return _child(way).ask(batch)
    except _LostError as error:
        end_child()
        if len(batch) == 1:
            article = unpack_article(batch[0])
            return [failure_row(article, way.extractor, str(error))]
    alone = partial(extract_batch, way=way)
    return [row for one in batch for row in alone([one])]


def _child(way: Way) -> _Child:
    found: _Child | None = getattr(_kept, "child", None)
    if found is None or found.way != way:
        end_child()
        found = _kept.child = _Child(way)
    return found


def end_child() -> None:
    """End this thread's process, if it has one."""
    found: _Child | None = getattr(_kept, "child", None)
    _kept.child = None
    if found is not None:
        found.end()


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])), sys.argv[2], float(sys.argv[3]))

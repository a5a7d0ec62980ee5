"""A part of the work in a second process, at the same time.

The process is forked, so that it has all values already, and only what it found
travels back. Where there is no fork, or the process dies, the work is done in this
one: what comes out is the same.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import warnings
from contextlib import suppress
from functools import partial
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar, cast

from kg.resolve import afterwards


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.resolve import Beside


_Found = TypeVar("_Found")

_FIRST_FILE, _LAST_FILE = 3, 1 << 16
"""File descriptors after standard input, output and error."""


def may_fork(workers: int) -> bool:
    """Say whether so many processes may be had by forking this one."""
    return workers > 1 and sys.platform == "linux"


def beside(workers: int) -> Beside:
    """Return how work is done beside other work by so many processes."""
    return _forked if may_fork(workers) else afterwards


def _forked(work: Callable[[], _Found], /) -> Callable[[], _Found]:
    """Begin ``work`` in a process of its own."""
    return forked(work, work)


def forked(
    work: Callable[[], _Found],
    otherwise: Callable[[], _Found],
    seconds: float | None = None,
) -> Callable[[], _Found]:
    """Begin ``work`` in a process of its own, and return what gives what it found.

    Args:
        work: What to do; what it returns must be what pickle can carry.
        otherwise: Done here instead, if the process dies or takes too long.
        seconds: How long its answer may be waited for; ``None`` for ever.
    """
    ours, theirs = os.pipe()
    process = _fork()
    if process == 0:
        _work(work, theirs)
    os.close(theirs)
    return partial(_found, process, ours, otherwise, seconds)


class Listener(Generic[_Found]):
    """A process that begins a piece of work before all is known that it needs.

    Where its answer is not asked for, it is to be dismissed.
    """

    def __init__(self, work: Callable[[Callable[[], bytes]], _Found]) -> None:
        """Begin the work.

        Args:
            work: What to do; it is given a function that waits for what it is told,
                and what it returns must be what pickle can carry.
        """
        heard, telling = os.pipe()
        self._telling: int | None = telling
        self._answers, theirs = os.pipe()
        self._process = _fork()
        if self._process == 0:
            _work(partial(work, partial(_hear, heard)), theirs, heard)
        os.close(heard)
        os.close(theirs)
        self._is_there = True

    def tell(
        self,
        words: bytes,
        otherwise: Callable[[], _Found],
        seconds: float | None = None,
    ) -> Callable[[], _Found]:
        """Tell it what it needs, once, and return what gives what it found.

        Args:
            words: What it waits for.
            otherwise: Done here instead, if the process dies or takes too long.
            seconds: How long its answer may be waited for; ``None`` for ever.
        """
        telling, self._telling = self._telling, None
        if telling is not None:
            # one that died is found where its answer is asked for
            with suppress(BrokenPipeError), os.fdopen(telling, "wb") as stream:
                stream.write(words)
        return partial(self._answer, otherwise, seconds)

    def _answer(self, otherwise: Callable[[], _Found], seconds: float | None) -> _Found:
        """Return what it found, once."""
        self._is_there = False
        return _found(self._process, self._answers, otherwise, seconds)

    def dismiss(self) -> None:
        """End it, unless it has ended."""
        if self._is_there:
            self._is_there = False
            for pipe in (self._telling, self._answers):
                if pipe is not None:
                    os.close(pipe)
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)


def _fork() -> int:
    """Fork this process; return 0 in the new one."""
    with warnings.catch_warnings():
        # Of threads that others started: the new process takes none of their locks.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _hear(pipe: int) -> bytes:
    """Return all that is told."""
    with os.fdopen(pipe, "rb") as stream:
        return stream.read()


def _work(work: Callable[[], object], *pipes: int) -> NoReturn:
    """Do ``work``, send what came of it, and end without a trace.

    Args:
        work: What to do.
        pipes: What to send it to, and what else stays open.
    """
    failed = 1
    pipe = pipes[0]
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        # Above all the lock of the graph, which must end with the other process.
        _close_all_but(pipes)
        gc.disable()
        with os.fdopen(pipe, "wb") as stream:
            pickle.dump(work(), stream, protocol=5)
        failed = 0
    finally:
        os._exit(failed)


def _close_all_but(pipes: Iterable[int]) -> None:
    """Close all files but standard input, output, error, and some pipes."""
    first = _FIRST_FILE
    for pipe in sorted(pipes):
        os.closerange(first, pipe)
        first = pipe + 1
    os.closerange(first, max(_LAST_FILE, os.sysconf("SC_OPEN_MAX")))


def _found(
    process: int,
    pipe: int,
    otherwise: Callable[[], _Found],
    seconds: float | None,
) -> _Found:
    """Return what the process found; if it failed, what is found otherwise."""
    with os.fdopen(pipe, "rb") as stream:
        if not wait([pipe], seconds):
            os.kill(process, signal.SIGKILL)
        sent = stream.read()
    _, status = os.waitpid(process, 0)
    # our own process, and our own pipe
    return cast("_Found", pickle.loads(sent)) if status == 0 else otherwise()  # noqa: S301

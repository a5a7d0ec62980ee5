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
from functools import partial
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, NoReturn, TypeVar, cast

from kg.resolve import afterwards


if TYPE_CHECKING:
    from collections.abc import Callable

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
    with warnings.catch_warnings():
        # Of threads that others started: the new process takes none of their locks.
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process == 0:
        _work(work, theirs)
    os.close(theirs)
    return partial(_found, process, ours, otherwise, seconds)


def _work(work: Callable[[], object], pipe: int) -> NoReturn:
    """Do ``work``, send what came of it, and end without a trace."""
    failed = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        # Above all the lock of the graph, which must end with the other process.
        os.closerange(_FIRST_FILE, pipe)
        os.closerange(pipe + 1, max(_LAST_FILE, os.sysconf("SC_OPEN_MAX")))
        gc.disable()
        with os.fdopen(pipe, "wb") as stream:
            pickle.dump(work(), stream, protocol=5)
        failed = 0
    finally:
        os._exit(failed)


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

"""A time limit for what cannot be stopped from outside."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """End the process with status 1 if the block takes longer; 0 is no limit.

    An Oxigraph query cannot be interrupted, only its process ended; it lets other
    threads run, so one of them can do that.
    """
    if seconds == 0:
        yield
        return
    timer = threading.Timer(seconds, _end, (seconds,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _end(seconds: float) -> None:
    sys.stderr.write(f"kg: the query took longer than {seconds:g} s (--timeout)\n")
    sys.stderr.flush()
    os._exit(1)

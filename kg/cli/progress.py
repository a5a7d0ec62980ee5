"""How a build goes on: a bar on a terminal, quiet lines elsewhere."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from kg.cli.streams import harmless, say, words
from kg.pipeline.watching import Watcher


if TYPE_CHECKING:
    from collections.abc import Iterator


_QUIET_SECONDS = 30.0


class _Lines(Watcher):
    """Prints a line for each half-minute of work."""

    def __init__(self) -> None:
        self._last = time.monotonic()
        self._stage = ""

    def stage(self, name: str) -> None:
        self._stage = name

    def advance(self, count: int) -> None:
        if time.monotonic() - self._last >= _QUIET_SECONDS:
            self._last = time.monotonic()
            say(f"{self._stage}: {count} articles")

    def say(self, words: str) -> None:
        say(words)


class _Bar(Watcher):
    """Keeps one line of a terminal up to date."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("starting", total=None)

    def stage(self, name: str) -> None:
        self._progress.update(self._task, description=name)

    def advance(self, count: int) -> None:
        self._progress.update(self._task, completed=count)

    def say(self, words: str) -> None:
        self._progress.console.print(harmless(words), markup=False)


@contextmanager
def watching() -> Iterator[Watcher]:
    """Give the watcher that fits where standard error goes."""
    if not words.is_terminal:
        yield _Lines()
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed:.0f} articles"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=words, transient=True) as progress:
        yield _Bar(progress)

"""What Ctrl-C says: one line about what is left behind, and exit status 130."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from kg.cli.streams import say


if TYPE_CHECKING:
    from collections.abc import Iterator


STOPPED = 130
"""Exit status of a command that Ctrl-C ended: 128 and the number of SIGINT."""


@contextmanager
def stoppable(words: str) -> Iterator[None]:
    """Say ``words`` when Ctrl-C ends the block, and end the command."""
    try:
        yield
    except KeyboardInterrupt as error:
        say(f"kg: {words}")
        raise typer.Exit(STOPPED) from error

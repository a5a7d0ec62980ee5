"""Where the commands write: data on stdout or a file, words on stderr."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from rich.console import Console


if TYPE_CHECKING:
    from collections.abc import Iterator


data = Console(highlight=False, soft_wrap=True, emoji=False)
words = Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def open_output(path: str) -> Iterator[IO[bytes]]:
    """Give the binary stream to write data to; ``-`` is standard output."""
    if path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with Path(path).open("wb") as stream:
            yield stream


def say(message: object) -> None:
    """Print ``message`` for people, on stderr."""
    words.print(str(message), markup=False)

"""Where the commands write: data on stdout or a file, words on stderr."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from rich.console import Console

from kg.errors import naming


if TYPE_CHECKING:
    from collections.abc import Iterator


_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")

data = Console(highlight=False, soft_wrap=True, emoji=False)
words = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


@contextmanager
def open_output(path: str) -> Iterator[IO[bytes]]:
    """Give the binary stream to write data to; ``-`` is standard output."""
    if path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with naming(path), Path(path).open("wb") as stream:
            yield stream


def say(message: object) -> None:
    """Print ``message`` for people, on stderr; names of files are untrusted, too."""
    words.print(harmless(str(message)), markup=False)


def harmless(text: str) -> str:
    r"""Return text without what a terminal obeys.

    >>> harmless("a\x1b[31mb\u202ec")
    'a\ufffd[31mbc'
    """
    return _CONTROL.sub("\ufffd", _TURNS.sub("", text))

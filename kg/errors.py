"""The errors that callers of ``kg`` may want to catch."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class KgError(Exception):
    """Something outside the program is wrong; the message says what and where.

    The command line prints the message as one line and exits with status 1.
    """


class ReadError(KgError):
    """An input file or record cannot be read as an article."""


class LexiconError(KgError):
    """A lexicon or model file that ships with the package is damaged."""


class GraphError(KgError):
    """A graph folder is missing, locked, or of another version."""


class RemoteError(KgError):
    """A SPARQL server cannot be reached, or refuses what is written to it."""


class QueryError(KgError):
    """A query is not valid, refused, or out of time."""


@contextmanager
def naming(path: str | Path) -> Iterator[None]:
    """Let an ``OSError`` of the block name a file: that of a full disk names none."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(path)
        raise

"""Reading plain text: one article a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.read.assembling import assemble
from kg.read.cleaning import split_lines
from kg.read.decoding import decode
from kg.read.fields import Fields
from kg.read.limits import MAX_RECORD_BYTES, in_words
from kg.read.origin import RefusedError


if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from kg.model import Article, Problem
    from kg.read.fields import FieldNames
    from kg.read.origin import Origin


def read_plain(
    stream: BinaryIO, origin: Origin, names: FieldNames
) -> Iterator[Article | Problem]:
    """Yield the article of a text file: its first line is the title."""
    del names  # a text has no fields
    text, encoding = decode(read_whole(stream))
    title, *body = split_lines(text) or [""]
    fields = Fields(title=title, body="\n".join(body))
    yield from assemble(fields, origin.decoded(encoding))


def read_whole(stream: BinaryIO) -> bytes:
    """Return all of ``stream``, which must not be larger than one article may be.

    Raises:
        RefusedError: If it is larger, or empty.
    """
    data = stream.read(MAX_RECORD_BYTES + 1)
    if len(data) > MAX_RECORD_BYTES:
        raise RefusedError(f"one article of more than {in_words(MAX_RECORD_BYTES)}")
    if not data.strip(b" \t\r\n\0"):
        raise RefusedError("empty")
    return data

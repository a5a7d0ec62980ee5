"""Reading plain text: one article a file.

The first line that is no furniture is the title. Where «صاحبخبر» stands alone on a
line, as in the pages of news aggregators, the lines between are the lead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.read.assembling import assemble
from kg.read.cleaning import split_lines
from kg.read.decoding import decode
from kg.read.fields import Fields
from kg.read.furniture import is_marker, strip_furniture
from kg.read.limits import MAX_ARTICLE_LENGTH, MAX_RECORD_BYTES, in_words, too_long
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
    """Yield the article of a text file."""
    del names  # a text has no fields
    text, encoding = decode_article(stream)
    yield from assemble(split_page(text), origin.decoded(encoding))


def decode_article(stream: BinaryIO) -> tuple[str, str]:
    """Return the text of a file that is one article, and its encoding.

    Raises:
        RefusedError: If it is too large, empty, or no text.
    """
    text, encoding = decode(read_whole(stream))
    if len(text) > MAX_ARTICLE_LENGTH:
        raise RefusedError(too_long(len(text)))
    return text, encoding


def split_page(text: str) -> Fields:
    """Return title, lead and body of a page, and what its furniture says."""
    stripped = strip_furniture(split_lines(text))
    if not stripped.lines:
        return Fields(**stripped.found)
    title, *rest = stripped.lines
    marker = next((at for at, line in enumerate(rest) if is_marker(line)), None)
    lead = [] if marker is None else rest[:marker]
    body = rest if marker is None else rest[marker + 1 :]
    return Fields(
        title=title, lead="\n".join(lead), body="\n".join(body), **stripped.found
    )


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

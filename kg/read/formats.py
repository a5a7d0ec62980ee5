"""Which reader reads a stream: told by its name, else by its first bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from kg.read.decoding import recognize
from kg.read.limits import SAMPLE_BYTES
from kg.read.markdown import read_markdown
from kg.read.opening import peekable
from kg.read.origin import RefusedError
from kg.read.plain import read_plain
from kg.read.records import read_json, read_json_lines
from kg.read.tables import read_table


if TYPE_CHECKING:
    import io
    from collections.abc import Iterator, Mapping

    from kg.model import Article, Problem
    from kg.read.fields import FieldNames
    from kg.read.origin import Origin


class Reader(Protocol):
    """What every format offers."""

    def __call__(
        self, stream: BinaryIO, origin: Origin, names: FieldNames
    ) -> Iterator[Article | Problem]:
        """Yield the articles of ``stream``; ``RefusedError`` if it is none at all."""


def _read_html(
    stream: BinaryIO, origin: Origin, names: FieldNames
) -> Iterator[Article | Problem]:
    # trafilatura takes half a second to import, and most inputs are not HTML
    from kg.read.html import read_html  # noqa: PLC0415

    return read_html(stream, origin, names)


READERS: Mapping[str, Reader] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".csv": read_table,
    ".tsv": read_table,
}


def read_format(
    stream: BinaryIO, origin: Origin, names: FieldNames, *, asked: bool
) -> Iterator[Article | Problem]:
    """Yield the articles of an uncompressed stream.

    Args:
        stream: Its bytes, from the beginning.
        origin: Where it comes from.
        names: Names of fields.
        asked: Whether to look at the bytes where the name tells no format; else
            such a file is passed over.
    """
    reader = READERS.get(origin.suffix)
    if reader is not None:
        yield from reader(stream, origin, names)
    elif asked:
        stream = peekable(stream)
        head = cast("io.BufferedReader", stream).peek(SAMPLE_BYTES)
        yield from READERS[_sniff(head)](stream, origin, names)
    else:
        known = " ".join(READERS)
        reason = f"not a kind of file that is read ({known}, also as .gz .xz .zip)"
        yield origin.problem(reason, kind="skipped")


def _sniff(head: bytes) -> str:
    """Return the ending that the format of ``head`` has."""
    if not head.strip(b" \t\r\n\0"):
        raise RefusedError("empty")
    text = head.decode(recognize(head), errors="replace").lstrip("\ufeff \t\r\n")
    if text[:1] in {"{", "["}:
        return ".json"
    start = text[:512].lower()
    is_page = start.startswith("<") and ("<html" in start or "<!doctype" in start)
    return ".html" if is_page else ".txt"

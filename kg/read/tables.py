"""Reading CSV and TSV: a head with the fields' names, then one article a row."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Protocol

from kg.read.assembling import assemble
from kg.read.decoding import open_utf8
from kg.read.limits import MAX_RECORD_BYTES
from kg.read.origin import RefusedError


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from kg.model import Article, Problem
    from kg.read.fields import FieldNames
    from kg.read.origin import Origin


class Table(Protocol):
    """What ``csv.reader`` gives; its own type has a name from Python 3.13 on."""

    line_num: int

    def __next__(self) -> list[str]:
        """Return the next row."""


_DELIMITERS = "\t,;|"


def read_table(
    stream: BinaryIO, origin: Origin, names: FieldNames
) -> Iterator[Article | Problem]:
    """Yield the articles of a table; records are numbered by the line they begin in.

    The head tells whether cells are separated by commas, tabs, semicolons or bars.
    """
    reader, encoding = open_utf8(stream)
    origin = origin.decoded(encoding)
    text = io.TextIOWrapper(reader, encoding="utf-8", errors="replace", newline="")
    head_line = text.readline(MAX_RECORD_BYTES)
    delimiter = max(_DELIMITERS, key=head_line.count)
    head = next(csv.reader([head_line], delimiter=delimiter), [])
    if not names.has_text(head):
        known = ", ".join(map(repr, head))
        raise RefusedError(f"no column for the text of articles; there are: {known}")
    csv.field_size_limit(MAX_RECORD_BYTES)
    rows = csv.reader(_iter_lines(text), delimiter=delimiter)
    for number, row in _iter_rows(rows):
        yield from _read_row(head, row, origin, names, number)


def _iter_lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(MAX_RECORD_BYTES):
        yield line


def _iter_rows(rows: Table) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Yield the rows with the line of the file each begins in."""
    while True:
        number = rows.line_num + 2  # after the head, counted from 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, error
        else:
            yield number, row


def _read_row(
    head: Sequence[str],
    row: list[str] | csv.Error,
    origin: Origin,
    names: FieldNames,
    number: int,
) -> Iterator[Article | Problem]:
    if isinstance(row, csv.Error):
        yield origin.problem(f"not a row of a table: {row}", record=number)
    elif len(row) > len(head):
        reason = f"{len(row)} cells under a head of {len(head)}"
        yield origin.problem(reason, record=number)
    elif any(cell.strip() for cell in row):
        record = dict.fromkeys(head, "") | dict(zip(head, row, strict=False))
        try:
            fields = names.pick(record)
        except RefusedError as error:
            yield origin.problem(str(error), record=number)
        else:
            yield from assemble(fields, origin, record=number)

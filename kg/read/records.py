"""Reading JSON: lines of objects, an object, or a list of objects, item by item."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import ijson

from kg.read.assembling import assemble
from kg.read.decoding import open_utf8
from kg.read.limits import MAX_NESTING, MAX_RECORD_BYTES, SAMPLE_BYTES, in_words
from kg.read.origin import RefusedError


if TYPE_CHECKING:
    import io
    from collections.abc import Iterable, Iterator, Mapping
    from typing import BinaryIO

    from kg.model import Article, Problem
    from kg.read.fields import FieldNames
    from kg.read.origin import Origin


_STEPS = {"start_map": 1, "start_array": 1, "end_map": -1, "end_array": -1}


def read_json_lines(
    stream: BinaryIO, origin: Origin, names: FieldNames
) -> Iterator[Article | Problem]:
    """Yield the articles of a JSONL file; a bad line is a problem, the rest goes on."""
    lines, encoding = open_utf8(stream)
    yield from _read_lines(iter_lines(lines), origin.decoded(encoding), names)


def read_json(
    stream: BinaryIO, origin: Origin, names: FieldNames
) -> Iterator[Article | Problem]:
    """Yield the articles of a JSON file: an object or a list, or lines of objects.

    A list is read item by item and may be of any size. An object that is no article
    but holds one list of objects («articles») stands for that list.
    """
    reader, encoding = open_utf8(stream)
    origin = origin.decoded(encoding)
    if reader.peek(SAMPLE_BYTES).lstrip().startswith(b"["):
        yield from _read_items(reader, origin, names)
        return
    first = next(iter_lines(reader))
    if reader.peek(1) and _is_object(first):
        lines = (line for part in ([first], iter_lines(reader)) for line in part)
        yield from _read_lines(lines, origin, names)
        return
    whole = parse_object(first + reader.read(MAX_RECORD_BYTES + 1))
    held = _find_list(whole, names)
    if held is None:
        yield from assemble(names.pick(whole), origin)
    else:
        yield from _read_values(held, origin, names)


def iter_lines(stream: BinaryIO | io.BufferedReader) -> Iterator[bytes]:
    """Yield the lines of ``stream``; of a line that is too long only the beginning."""
    while line := stream.readline(MAX_RECORD_BYTES + 1):
        rest = line
        while len(rest) > MAX_RECORD_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(MAX_RECORD_BYTES + 1)
        yield line


def parse_object(text: bytes) -> dict[str, object]:
    """Return the JSON object that ``text`` is.

    Raises:
        RefusedError: If it is too long, is no JSON, or holds something else.
    """
    if len(text) > MAX_RECORD_BYTES:
        raise RefusedError(f"one article of more than {in_words(MAX_RECORD_BYTES)}")
    try:
        value = json.loads(text.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise RefusedError(f"not UTF-8 at byte {error.start + 1}") from error
    except RecursionError as error:
        raise RefusedError("not JSON: nested too deep") from error
    except ValueError as error:
        raise RefusedError(f"not JSON: {error}") from error
    if not isinstance(value, dict):
        raise RefusedError("not a JSON object")
    return value


def _read_lines(
    lines: Iterable[bytes], origin: Origin, names: FieldNames
) -> Iterator[Article | Problem]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            fields = names.pick(parse_object(line))
        except RefusedError as error:
            yield origin.problem(str(error), record=number)
        else:
            yield from assemble(fields, origin, record=number)


def _read_values(
    values: Iterable[object], origin: Origin, names: FieldNames
) -> Iterator[Article | Problem]:
    number = 0
    for number, value in enumerate(values, start=1):
        try:
            if not isinstance(value, dict):
                raise RefusedError("not a JSON object")  # noqa: TRY301
            fields = names.pick(value)
        except RefusedError as error:
            yield origin.problem(str(error), record=number)
        else:
            yield from assemble(fields, origin, record=number)
    if not number:
        raise RefusedError("an empty list")


def _read_items(
    reader: io.BufferedReader, origin: Origin, names: FieldNames
) -> Iterator[Article | Problem]:
    try:
        yield from _read_values(_iter_items(reader), origin, names)
    except ijson.JSONError as error:
        reason = " ".join(str(error).split("\n", 1)[0].split())
        yield origin.problem(f"not JSON, the rest of the list is not read: {reason}")


def _iter_items(reader: io.BufferedReader) -> Iterator[object]:
    """Yield the items of a list.

    ``ijson.items`` does as much, but remembers a path for each level that lists lie
    in: a file of 200,000 brackets would take all memory there is.
    """
    limited = _Limited(reader)
    builder, depth = ijson.ObjectBuilder(), 0
    for event, value in ijson.basic_parse(
        limited, use_float=True, buf_size=SAMPLE_BYTES
    ):
        depth += _STEPS.get(event, 0)
        if depth > MAX_NESTING:
            raise RefusedError("not JSON: nested too deep")
        if depth == 0 or (depth == 1 and event == "start_array"):
            continue  # the list itself
        builder.event(event, value)
        if depth == 1:
            limited.count = 0
            yield builder.value
            builder = ijson.ObjectBuilder()


class _Limited:
    """A stream that refuses to give more bytes for one item than one may have."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int) -> bytes:
        self.count += size
        if self.count > MAX_RECORD_BYTES + SAMPLE_BYTES:
            raise RefusedError(f"one article of more than {in_words(MAX_RECORD_BYTES)}")
        return self._stream.read(size)


def _is_object(line: bytes) -> bool:
    try:
        parse_object(line)
    except RefusedError:
        return False
    return True


def _find_list(
    whole: Mapping[str, object], names: FieldNames
) -> list[dict[str, object]] | None:
    """Return the one list of objects in an object that has no text of its own."""
    lists = [
        value
        for value in whole.values()
        if isinstance(value, list) and value and isinstance(value[0], dict)
    ]
    return lists[0] if len(lists) == 1 and not names.has_text(whole) else None

"""Reading JSON lines: one article a line, each line on its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.read.assembling import assemble
from kg.read.decoding import open_utf8
from kg.read.limits import MAX_RECORD_BYTES, in_words
from kg.read.origin import RefusedError


if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from kg.model import Article, Problem
    from kg.read.fields import FieldNames
    from kg.read.origin import Origin


def read_json_lines(
    stream: BinaryIO, origin: Origin, names: FieldNames
) -> Iterator[Article | Problem]:
    """Yield the articles of a JSONL file; a bad line is a problem, the rest goes on."""
    lines, encoding = open_utf8(stream)
    origin = origin.decoded(encoding)
    for number, line in enumerate(iter_lines(lines), start=1):
        if not line.strip():
            continue
        try:
            fields = names.pick(parse_object(line))
        except RefusedError as error:
            yield origin.problem(str(error), record=number)
        else:
            yield from assemble(fields, origin, record=number)


def iter_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of ``stream``; of a line that is too long only the beginning."""
    while line := stream.readline(MAX_RECORD_BYTES + 1):
        rest = line
        while len(rest) > MAX_RECORD_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(MAX_RECORD_BYTES + 1)
        yield line


def parse_object(line: bytes) -> dict[str, object]:
    """Return the JSON object of a line.

    Raises:
        RefusedError: If the line is too long, is no JSON, or holds something else.
    """
    if len(line) > MAX_RECORD_BYTES:
        raise RefusedError(f"a line of more than {in_words(MAX_RECORD_BYTES)}")
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise RefusedError(f"not UTF-8 at byte {error.start + 1}") from error
    except RecursionError as error:
        raise RefusedError("not JSON: nested too deep") from error
    except ValueError as error:
        raise RefusedError(f"not JSON: {error}") from error
    if not isinstance(value, dict):
        raise RefusedError("not a JSON object")
    return value

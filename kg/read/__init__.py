"""Reading: files, folders and standard input → articles.

:func:`read` is all that most callers need. A build that works file by file lists
them with :func:`list_files` and reads each with :func:`read_file`. What gives no
article gives a ``Problem``; nothing else is raised for bad input.
"""

from __future__ import annotations

import gzip
import lzma
import sys
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.model import Problem, Source
from kg.read.fields import FIELDS, FieldNames
from kg.read.files import STDIN, InputFile, list_files, to_input_file
from kg.read.origin import Origin, RefusedError
from kg.read.plain import read_plain
from kg.read.records import read_json_lines


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.model import Article


__all__ = ["FIELDS", "InputFile", "list_files", "read", "read_file"]

_READ_FAILURES = (OSError, EOFError, lzma.LZMAError, zlib.error, zipfile.BadZipFile)


def read(
    inputs: Iterable[str | Path],
    *,
    fields: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | Problem]:
    """Return the articles of ``inputs``, streamed, in a stable order.

    Args:
        inputs: Files and folders; ``-`` is standard input.
        fields: Own names of fields in JSON and tables, ``{"body": "news_text"}``.
        stdin: What ``-`` stands for; by default the process's standard input.

    Raises:
        ReadError: If ``fields`` names a part that articles do not have.
    """
    names = FieldNames(fields)
    return _read_all(inputs, names, stdin)


def read_file(
    file: InputFile | str | Path,
    *,
    fields: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | Problem]:
    """Return the articles of one file, as :func:`read` does.

    Raises:
        ReadError: If ``fields`` names a part that articles do not have.
    """
    return _read_file(to_input_file(file), FieldNames(fields), stdin)


def _read_all(
    inputs: Iterable[str | Path], names: FieldNames, stdin: BinaryIO | None
) -> Iterator[Article | Problem]:
    for file in list_files(inputs):
        if isinstance(file, Problem):
            yield file
        else:
            yield from _read_file(file, names, stdin)


def _read_file(
    file: InputFile, names: FieldNames, stdin: BinaryIO | None
) -> Iterator[Article | Problem]:
    origin = Origin(name=file.name, source=Source(path=file.path))
    try:
        if file.path == STDIN:
            yield from _read_stream(stdin or sys.stdin.buffer, origin, names)
        else:
            with Path(file.path).open("rb") as stream:
                yield from _read_stream(stream, origin, names)
    except (RefusedError, *_READ_FAILURES) as error:
        yield origin.problem(str(error))


def _read_stream(
    stream: BinaryIO, origin: Origin, names: FieldNames
) -> Iterator[Article | Problem]:
    name = origin.file_name
    if name.endswith(".xz"):
        stream = lzma.open(stream)
    elif name.endswith(".gz"):
        stream = gzip.open(stream)
    if ".jsonl" in name:
        yield from read_json_lines(stream, origin, names)
    else:
        yield from read_plain(stream, origin, names)

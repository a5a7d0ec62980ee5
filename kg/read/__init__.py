"""Reading: files, folders and standard input → articles.

:func:`read` is all that most callers need. A build that works file by file lists
them with :func:`list_files` and reads each with :func:`read_file`. What gives no
article gives a ``Problem``; nothing else is raised for bad input.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.model import Problem, Source
from kg.read.fields import FIELDS, FieldNames
from kg.read.files import (
    STDIN,
    InputFile,
    list_files,
    readable,
    real_path,
    to_input_file,
)
from kg.read.formats import read_format
from kg.read.lines import open_lines, plain_origin
from kg.read.opening import unfold
from kg.read.origin import Origin, RefusedError
from kg.read.remote import is_url, open_remote, version_of


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.model import Article


__all__ = [
    "FIELDS",
    "InputFile",
    "is_url",
    "list_files",
    "open_lines",
    "read",
    "read_file",
    "readable",
    "real_path",
    "version_of",
]


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
    content: BinaryIO | None = None,
) -> Iterator[Article | Problem]:
    """Return the articles of one file, as :func:`read` does.

    Args:
        file: The file, or standard input.
        fields: Own names of fields in JSON and tables.
        content: What is read in place of what :func:`open_lines` gives for it.

    Raises:
        ReadError: If ``fields`` names a part that articles do not have.
    """
    return _read_file(to_input_file(file), FieldNames(fields), content)


def _read_all(
    inputs: Iterable[str | Path], names: FieldNames, stdin: BinaryIO | None
) -> Iterator[Article | Problem]:
    for file in list_files(inputs):
        if isinstance(file, Problem):
            yield file
        else:
            yield from _read_file(file, names, stdin if file.path == STDIN else None)


def _read_file(
    file: InputFile, names: FieldNames, content: BinaryIO | None
) -> Iterator[Article | Problem]:
    source = Source(path=readable(file.path))
    if file.path == STDIN:
        origin = Origin(name=file.name, source=source)
        yield from _read_stream(content or sys.stdin.buffer, origin, names, asked=True)
        return
    origin = Origin(name=file.name, source=source, file_name=Path(source.path).name)
    if content is not None:
        with content:
            yield from _read_opened(
                plain_origin(origin), content, names, asked=file.asked
            )
        return
    try:
        stream = _open(file.path)
    except OSError as error:
        yield origin.problem(f"cannot be opened: {error.strerror or error}")
        return
    with stream:
        yield from _read_stream(stream, origin, names, asked=file.asked)


def _open(path: str) -> BinaryIO:
    return open_remote(path) if is_url(path) else Path(path).open("rb")


def _read_stream(
    stream: BinaryIO, origin: Origin, names: FieldNames, *, asked: bool
) -> Iterator[Article | Problem]:
    try:
        for opened in unfold(stream, origin):
            if isinstance(opened, Problem):
                yield opened
            else:
                yield from _read_opened(*opened, names, asked=asked)
    except (RefusedError, OSError) as error:
        yield origin.problem(_reason(error))


def _read_opened(
    origin: Origin, stream: BinaryIO, names: FieldNames, *, asked: bool
) -> Iterator[Article | Problem]:
    try:
        yield from read_format(stream, origin, names, asked=asked)
    except (RefusedError, OSError) as error:
        yield origin.problem(_reason(error))


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror or error}"
    return str(error)

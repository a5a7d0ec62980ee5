"""Files that are read line by line, each by itself: JSON Lines, compressed or not."""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO, cast

from kg.model import Problem, Source
from kg.read.decoding import recognize
from kg.read.formats import READERS
from kg.read.limits import SAMPLE_BYTES
from kg.read.opening import unfold
from kg.read.origin import Origin, RefusedError
from kg.read.records import read_json_lines
from kg.read.remote import is_url


_PACKINGS = frozenset({".gz", ".xz"})


class _Unfolded(io.BufferedReader):
    """What a compressed file holds; closed, it closes the file."""

    def __init__(self, unfolded: BinaryIO, file: BinaryIO) -> None:
        super().__init__(cast("io.RawIOBase", unfolded), SAMPLE_BYTES)
        self._file = file

    def close(self) -> None:
        super().close()
        self._file.close()


def open_lines(path: str) -> BinaryIO | None:
    """Open a file of UTF-8 that is read line by line, each by itself.

    What is compressed (``.jsonl.xz``) is unfolded. ``None`` stands for all other files,
    and for what lies behind an address or is damaged.

    Raises:
        OSError: If it cannot be opened.
    """
    origin = Origin(name=path, source=Source(path=path), file_name=Path(path).name)
    if is_url(path) or not _is_lines(origin):
        return None
    file = Path(path).open("rb", buffering=SAMPLE_BYTES)  # noqa: SIM115 — returned
    try:
        stream = _unfolded(cast("io.BufferedReader", file), origin)
        if recognize(stream.peek(SAMPLE_BYTES)) in {"utf-8", "utf-8-sig"}:
            return cast("BinaryIO", stream)
    except RefusedError:  # the reader says why
        pass
    file.close()
    return None


def plain_origin(origin: Origin) -> Origin:
    """Return the origin of what a file holds, whatever it was compressed with."""
    while origin.suffix in _PACKINGS:
        origin = origin.without_suffix()
    return origin


def _is_lines(origin: Origin) -> bool:
    return READERS.get(plain_origin(origin).suffix) is read_json_lines


def _unfolded(file: io.BufferedReader, origin: Origin) -> io.BufferedReader:
    """Return a file, or what it holds where it is compressed.

    Raises:
        RefusedError: If it is damaged.
    """
    opened = next(unfold(file, origin))
    if isinstance(opened, Problem):  # of members of archives only
        raise RefusedError(opened.reason)
    return file if opened[1] is file else _Unfolded(opened[1], file)

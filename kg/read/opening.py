"""Opening files and what is compressed in them, as streams of bytes.

Nothing is unfolded whole; a stream that is cut off, damaged or swells beyond reason
ends in a ``RefusedError`` that says so.
"""

from __future__ import annotations

import gzip
import io
import lzma
import shutil
import tempfile
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, TypeAlias, cast

from kg.read.limits import FREE_BYTES, MAX_DEPTH, MAX_RATIO, SAMPLE_BYTES
from kg.read.origin import RefusedError


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from typing_extensions import Buffer

    from kg.model import Problem
    from kg.read.origin import Origin


Opened: TypeAlias = "tuple[Origin, BinaryIO] | Problem"

_MAGIC = ((b"\x1f\x8b", ".gz"), (b"\xfd7zXZ\x00", ".xz"), (b"PK\x03\x04", ".zip"))
_UNPACKERS: dict[str, Callable[[BinaryIO], object]] = {
    ".gz": lambda stored: gzip.GzipFile(fileobj=stored),
    ".xz": lzma.LZMAFile,
}
_DAMAGES = (OSError, zlib.error, lzma.LZMAError, zipfile.BadZipFile)
_ENCRYPTED = 1
# ways of compression that Python does not know
_CLOSED = (NotImplementedError, *_DAMAGES)


def unfold(stream: BinaryIO, origin: Origin, *, depth: int = 0) -> Iterator[Opened]:
    """Yield ``stream``, or what it holds where it is compressed.

    Args:
        stream: The bytes of a file, at their beginning.
        origin: Where they come from; its ending or else the first bytes say whether
            they are compressed.
        depth: How many compressed files lie around it.

    Yields:
        Streams with their origins, in order of the members' names, each good until
        the next is asked for, and problems of members that cannot be opened.

    Raises:
        RefusedError: If the archive cannot be read at all.
    """
    if not origin.suffix:
        stream = peekable(stream)
    packing = _find_packing(stream, origin)
    if not packing:
        yield origin, stream
    elif depth >= MAX_DEPTH:
        raise RefusedError(f"more than {MAX_DEPTH} compressed files in one another")
    elif packing == ".zip":
        yield from _iter_members(stream, origin, depth)
    else:
        counted = _Counted(stream)
        source = cast("BinaryIO", io.BufferedReader(counted, SAMPLE_BYTES))
        inner = _UNPACKERS[packing](source)
        bounded = _bound(cast("BinaryIO", inner), lambda: counted.count)
        yield from unfold(bounded, origin.without_suffix(), depth=depth + 1)


def _find_packing(stream: BinaryIO, origin: Origin) -> str:
    """Return ``.gz``, ``.xz``, ``.zip`` or ``""``, by name or by the first bytes."""
    if origin.suffix:
        return origin.suffix if origin.suffix in {".gz", ".xz", ".zip"} else ""
    head = cast("io.BufferedReader", stream).peek(SAMPLE_BYTES)
    return next((ending for magic, ending in _MAGIC if head.startswith(magic)), "")


def peekable(stream: BinaryIO) -> BinaryIO:
    """Return ``stream`` as one whose first bytes can be looked at."""
    if isinstance(stream, io.BufferedReader):
        return stream
    return cast("BinaryIO", io.BufferedReader(_Counted(stream), SAMPLE_BYTES))


# ------------------------------------------------------------------------- archives


def _iter_members(stream: BinaryIO, origin: Origin, depth: int) -> Iterator[Opened]:
    with tempfile.TemporaryFile() as spool:
        if not stream.seekable() or depth:
            shutil.copyfileobj(stream, spool)
            stream = cast("BinaryIO", spool)
        try:
            archive = zipfile.ZipFile(stream)
        except _CLOSED as error:
            raise RefusedError(f"a damaged or truncated archive: {error}") from error
        with archive:
            members = [member for member in archive.infolist() if _is_wanted(member)]
            if not members:
                raise RefusedError("an archive without files")
            for member in sorted(members, key=lambda member: member.filename):
                yield from _open_member(archive, member, origin, depth)


def _open_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, origin: Origin, depth: int
) -> Iterator[Opened]:
    inner = origin.member(member.filename)
    if member.flag_bits & _ENCRYPTED:
        yield inner.problem("the member is encrypted")
        return
    try:
        stream = archive.open(member)
    except _CLOSED as error:
        yield inner.problem(f"the member cannot be opened: {error}")
        return
    bounded = _bound(cast("BinaryIO", stream), lambda: member.compress_size)
    try:
        yield from unfold(bounded, inner, depth=depth + 1)
    except RefusedError as error:
        yield inner.problem(str(error))


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename).parts
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
    return not (member.is_dir() or hidden)


# ------------------------------------------------------------------------- streams


class _Counted(io.RawIOBase):
    """A stream that counts the bytes read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer).cast("B")
        data = self._stream.read(len(view))
        view[: len(data)] = data
        self.count += len(data)
        return len(data)


class _Bounded(_Counted):
    """Unfolded bytes: refused where they are damaged or out of all proportion."""

    def __init__(self, stream: BinaryIO, stored: Callable[[], int]) -> None:
        super().__init__(stream)
        self._stored = stored

    def readinto(self, buffer: Buffer, /) -> int:
        try:
            size = super().readinto(buffer)
        except EOFError as error:
            raise RefusedError("the compressed file is cut off") from error
        except _DAMAGES as error:
            raise RefusedError(f"the compressed file is damaged: {error}") from error
        if self.count > FREE_BYTES and self.count > MAX_RATIO * self._stored():
            raise RefusedError(
                f"it unfolds to over {MAX_RATIO} times its size, as a zip bomb does"
            )
        return size


def _bound(stream: BinaryIO, stored: Callable[[], int]) -> BinaryIO:
    return cast("BinaryIO", io.BufferedReader(_Bounded(stream, stored), SAMPLE_BYTES))

"""Reading again only the lines of a JSONL file that changed, compressed or not.

A reader of lines makes the same of the same line at the same place. So the digest of
each line is kept, and of a file that changed the lines that did not are shown to the
reader as empty ones, which it passes over without a word and counts; what came of them
is taken from the ledger. A file of 11,586 articles with one changed is read in a tenth
of the time.
"""

from __future__ import annotations

import hashlib
import io
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, BinaryIO, TypeAlias, cast

from kg.graph.ledger import ArticleRow, ProblemRow
from kg.read.limits import MAX_RECORD_BYTES, SAMPLE_BYTES


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set

    from typing_extensions import Buffer

    from kg.graph.ledger import Ledger


HEAD = 2 * SAMPLE_BYTES
"""Bytes at the beginning that are always read: they tell the file's encoding."""

_SIZE = 12
"""Bytes of the digest of one line."""

Row: TypeAlias = ArticleRow | ProblemRow


@dataclass(slots=True)
class Recall:
    """What is known of the lines of one file, and what was learnt of them.

    Attributes:
        digests: Digest of each line as the file is read now, one after the other.
        unchanged: Numbers of the lines that were not shown to the reader, in order.
    """

    _rows: Mapping[int, list[Row]]
    _known: Mapping[int, bytes]
    digests: bytearray = field(default_factory=bytearray)
    unchanged: list[int] = field(default_factory=list)
    _given: int = 0

    def show(self, stream: BinaryIO) -> BinaryIO:
        """Return a file's lines with empty ones where nothing changed."""
        return cast("BinaryIO", _Shown(_Lines(stream, self), SAMPLE_BYTES))

    def note(self, line: bytes, number: int, *, may_skip: bool) -> bool:
        """Take a line's digest down and say whether the reader need not see it.

        Args:
            line: The line.
            number: Its number, from 1.
            may_skip: Whether it may be passed over at all.
        """
        digest = hashlib.blake2b(line, digest_size=_SIZE).digest()
        self.digests += digest
        skipped = may_skip and self._known.get(number) == digest
        if skipped:
            self.unchanged.append(number)
        return skipped

    @property
    def knows_lines(self) -> bool:
        """Whether there are lines that need not be shown."""
        return bool(self._known)

    def rows_before(self, number: int | None) -> Iterator[Row]:
        """Yield what the unchanged lines gave, as far as they stand before ``number``.

        ``None`` stands for the end. Nothing is yielded twice.
        """
        while self._given < len(self.unchanged):
            line = self.unchanged[self._given]
            if number is not None and line >= number:
                return
            self._given += 1
            yield from self._rows.get(line, ())


def recall(ledger: Ledger, path: str, reading: str, done: Set[str]) -> Recall:
    """Return what is known of the lines of a file that consists of lines.

    Args:
        ledger: The ledger of the graph.
        path: Absolute path of the file, the ledger's key.
        reading: All that what is read depends on besides the lines.
        done: Digests of the articles that need not be extracted again; others are
            read again.
    """
    before, digests = ledger.lines(path)
    if before != reading:
        return Recall({}, {})
    rows: defaultdict[int, list[Row]] = defaultdict(list)
    lost = set()
    for row in sorted(ledger.content(path), key=lambda row: row.position):
        number = int(row.source.rpartition(":")[2])
        rows[number].append(row)
        if isinstance(row, ArticleRow) and row.digest not in done:
            lost.add(number)
    known = {
        number: digests[at : at + _SIZE]
        for number, at in enumerate(range(0, len(digests), _SIZE), start=1)
        if number not in lost
    }
    return Recall(rows, known)


def moved(row: Row, position: int) -> Row:
    """Return a row at another place among what its file holds."""
    return row if row.position == position else replace(row, position=position)


class _Shown(io.BufferedReader):
    """Gives what there is: a line that changed without looking for what comes next.

    So the article in it can be extracted while the rest of a large file is read.
    """

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(size) if size is None or size < 0 else self.read1(size)


class _Lines(io.RawIOBase):
    """A file's lines, those that did not change as empty ones."""

    def __init__(self, stream: BinaryIO, recalled: Recall) -> None:
        self._stream = stream
        self._recalled = recalled
        self._ready = b""
        self._number = 0
        self._read = 0
        self._begun = False

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._stream.close()
        super().close()

    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer).cast("B")
        if not self._ready:
            self._ready = b"".join(self._take(len(view)))
        size = min(len(view), len(self._ready))
        view[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _take(self, size: int) -> Iterator[bytes]:
        """Yield lines of about ``size`` bytes in sum; none at the end."""
        taken = 0
        while taken < size and (line := self._stream.readline(MAX_RECORD_BYTES)):
            self._number += 1
            rest = line
            whole = len(line) < MAX_RECORD_BYTES
            may_skip = whole and self._begun and self._read >= HEAD
            self._read += len(line)
            self._begun = self._begun or not line.isspace()
            if self._recalled.note(line, self._number, may_skip=may_skip):
                line = b"\n"
            elif may_skip and self._recalled.knows_lines:
                taken = size
            taken += len(line)
            yield line
            while len(rest) == MAX_RECORD_BYTES and not rest.endswith(b"\n"):
                rest = self._stream.readline(MAX_RECORD_BYTES)
                taken += len(rest)
                yield rest

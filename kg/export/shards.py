"""A graph as several N-Quads files of like size, for the bulk loaders of stores.

A store of millions of quads is filled from files, by a loader of its own, and several
files load in parallel. Lines are sorted within each named graph and the graphs by name,
so that equal graphs give equal shards; a named graph may go on in the next shard.
"""

from __future__ import annotations

import gzip
import re
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.rdf import sorted_nquads
from kg.graph.sources import StoreSource


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.graph.sources import Source


MANIFEST = "shards.tsv"
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmg]i?b)", re.IGNORECASE)
_UNITS = {"kb": 10**3, "mb": 10**6, "gb": 10**9}
_BINARY = {"kib": 2**10, "mib": 2**20, "gib": 2**30}


@dataclass(frozen=True, slots=True)
class Shard:
    """A file that was written.

    Attributes:
        name: Its name.
        quads: Number of its lines.
        size: Its bytes before compression.
    """

    name: str
    quads: int
    size: int


@dataclass(frozen=True, slots=True)
class Division:
    """How a graph is divided: into a number of shards, or into shards of a size.

    Attributes:
        count: Number of shards, or ``0``.
        size: Most bytes of a shard before compression, or ``0``.
    """

    count: int = 0
    size: int = 0


def parse_division(text: str) -> Division:
    """Return the division that ``8`` or ``64MB`` stands for.

    Raises:
        QueryError: If it is neither a number nor a size.

    >>> parse_division("64MB")
    Division(count=0, size=64000000)
    """
    match = _SIZE.fullmatch(text.strip())
    if match is not None:
        unit = (_UNITS | _BINARY)[match[2].lower()]
        size = int(float(match[1]) * unit)
        if size:
            return Division(size=size)
    elif text.strip().isdecimal() and int(text):
        return Division(count=int(text))
    raise QueryError(f"--shards is a number (8) or a size (64MB, 1GiB), not {text!r}")


def write_shards(
    source: Source, folder: Path, division: Division, *, compress: bool = False
) -> list[Shard]:
    """Write a graph as shards into a folder, with a list of them.

    What an earlier export left in the folder is removed.

    Args:
        source: The graph.
        folder: Made if need be.
        division: Into how many, or of what size.
        compress: Whether the files are gzipped.

    Raises:
        QueryError: If the folder holds other N-Quads files or cannot be written.
    """
    ending = ".nq.gz" if compress else ".nq"
    try:
        _clear(folder)
        shards = [
            _write(folder / f"shard-{number:04}{ending}", lines)
            for number, lines in enumerate(_divided(source, division), start=1)
        ]
        rows = (f"{one.name}\t{one.quads}\t{one.size}\n" for one in shards)
        text = "".join(["file\tquads\tbytes\n", *rows])
        (folder / MANIFEST).write_text(text, encoding="utf-8")
    except OSError as error:
        raise QueryError(f"{folder}: cannot be written: {error.strerror}") from error
    return shards


def _clear(folder: Path) -> None:
    """Make a folder, or remove the shards of an earlier export from it."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / MANIFEST
    if manifest.is_file():
        for line in manifest.read_text(encoding="utf-8").splitlines()[1:]:
            (folder / Path(line.partition("\t")[0]).name).unlink(missing_ok=True)
    others = sorted(path.name for path in folder.glob("*.nq*"))
    if others:
        raise QueryError(
            f"{folder}: holds {others[0]}, which a loader would take for a shard"
        )


def _write(path: Path, lines: Iterable[bytes]) -> Shard:
    quads = size = 0
    with _opened(path) as stream:
        for line in lines:
            stream.write(line)
            quads += 1
            size += len(line)
    return Shard(path.name, quads, size)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file to write; gzipped by its ending, with neither name nor time in it."""
    with path.open("wb") as stream:
        if path.suffix != ".gz":
            yield stream
            return
        with gzip.GzipFile("", "wb", 6, stream, mtime=0) as packed:
            yield packed  # type: ignore[misc]


def _divided(source: Source, division: Division) -> Iterator[Iterable[bytes]]:
    """Yield the lines of each shard; each is to be read before the next."""
    total, lines = _lines(source)
    if division.count:
        for number in range(division.count):
            first = total * number // division.count
            yield islice(lines, total * (number + 1) // division.count - first)
        return
    waiting = next(lines, None)
    while waiting is not None:
        shard = _Sized(waiting, lines, division.size)
        yield shard
        waiting = shard.left


class _Sized:
    """The lines of a shard of a size: at least one, and no more than fit."""

    def __init__(self, first: bytes, lines: Iterator[bytes], size: int) -> None:
        self.left: bytes | None = None
        self._first = first
        self._lines = lines
        self._size = size

    def __iter__(self) -> Iterator[bytes]:
        yield self._first
        size = len(self._first)
        for line in self._lines:
            size += len(line)
            if size > self._size:
                self.left = line
                return
            yield line


def _lines(source: Source) -> tuple[int, Iterator[bytes]]:
    """Return how many quads a graph has, and its N-Quads lines by named graph."""
    if not isinstance(source, StoreSource):
        lines = sorted_nquads(source.quads())
        return len(lines), (line + b"\n" for line in lines)
    store = source.store
    graphs = [*sorted(store.named_graphs(), key=str), None]
    return len(store), (line for graph in graphs for line in _graph(store, graph))


def _graph(
    store: ox.Store, graph: ox.NamedNode | ox.BlankNode | None
) -> Iterator[bytes]:
    """Yield a named graph, or the default graph, as sorted N-Quads lines.

    The engine writes the triples itself, nearly twice as fast as quad by quad.
    """
    origin = ox.DefaultGraph() if graph is None else graph
    content = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=origin) or b""
    end = b".\n" if graph is None else f"{graph} .\n".encode()
    for line in sorted(content.splitlines()):
        yield line[:-1] + end

"""The embedded store of a graph folder: Oxigraph, in numbered generations.

A writer never touches what readers see: it clones the last committed generation (hard
links, milliseconds), changes the clone, and the ledger then names the clone as the
current one. So a build that dies leaves the last committed state, and readers go on
while a build runs.
"""

from __future__ import annotations

import shutil
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import GraphError


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future
    from pathlib import Path


_LOAD_SIZE = 96 * 1024 * 1024
"""Bytes of N-Quads that go to the store at once: pieces of a quarter of the size took
half as long again, because the store merges what each leaves, and a larger one gains
nothing."""

_NO_BULK_BELOW = 200_000
"""Bytes of N-Quads below which a plain load is faster than making new files."""


def generation_path(folder: Path, generation: int) -> Path:
    """Return where a generation of the store of a graph folder lies."""
    return folder / "store" / f"{generation:06d}"


def open_generation(folder: Path, generation: int) -> ox.Store:
    """Open a committed generation for reading."""
    path = generation_path(folder, generation)
    if generation == 0 or not path.is_dir():
        raise GraphError(f"{folder}: the graph is empty; run `kg build` first")
    return ox.Store.read_only(str(path))


@contextmanager
def new_generation(folder: Path, base: int, target: int) -> Iterator[GenerationWriter]:
    """Give a writer of generation ``target``, which starts as a copy of ``base``.

    Args:
        folder: The graph folder.
        base: Number of the committed generation, ``0`` for none.
        target: Number of the new one; remains of an interrupted build are removed.
    """
    path = generation_path(folder, target)
    shutil.rmtree(path, ignore_errors=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        if base:
            _clone(open_generation(folder, base), path)
        writer = GenerationWriter(ox.Store(str(path)), path)
        try:
            yield writer
            writer.store.flush()
        finally:
            # This closes it: the next writer of this process needs its lock.
            del writer.store
    except OSError as error:
        raise GraphError(f"{path}: cannot write the store: {error}") from error


def _clone(store: ox.Store, path: Path) -> None:
    """Copy a store by hard links."""
    try:
        store.backup(str(path))
    except RuntimeError as error:  # what RocksDB cannot do comes as this
        raise OSError(str(error)) from error


def remove_generations(folder: Path, *, keep: Iterable[int]) -> None:
    """Remove all generations but those in ``keep``."""
    kept = {generation_path(folder, generation) for generation in keep}
    for path in sorted((folder / "store").glob("[0-9]*")):
        if path not in kept:
            shutil.rmtree(path, ignore_errors=True)


def _joined(payloads: Iterable[bytes]) -> Iterator[bytes]:
    """Yield payloads joined to pieces of at least ``_LOAD_SIZE``; the last is less."""
    waiting: list[bytes] = []
    size = 0
    for payload in payloads:
        waiting.append(payload)
        size += len(payload)
        if size >= _LOAD_SIZE:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)


class GenerationWriter:
    """Changes a generation that no reader sees yet."""

    def __init__(self, store: ox.Store, path: Path) -> None:
        self.store = store
        # its length would count all quads, a second of each build
        self._fresh = next(iter(store), None) is None
        self._path = path

    def remove_graphs(self, graphs: Iterable[str]) -> None:
        """Remove named graphs, by IRI."""
        if not self._fresh:
            for graph in graphs:
                self.store.remove_graph(ox.NamedNode(graph))

    def remove_subjects(self, subjects: Iterable[str], graph: str) -> None:
        """Remove all quads of some subjects from one named graph."""
        if self._fresh:
            return
        name = ox.NamedNode(graph)
        for subject in subjects:
            node = ox.NamedNode(subject)
            for quad in list(self.store.quads_for_pattern(node, None, None, name)):
                self.store.remove(quad)

    def in_order(self, graphs: Iterable[str]) -> list[str]:
        """Return the IRIs of named graphs in the order of the store's keys.

        Half of the store's tables begin with the graph. Loads that come in its order
        have no keys between those of others there, so that the files of each need not
        be merged with all that were loaded before: a fifth of the time of loading.
        """
        told = [f"<{graph}> <{graph}> <{graph}> <{graph}> .\n" for graph in graphs]
        # the name of a generation, so that remains are removed as theirs are
        path = self._path.with_name(f"{self._path.name}.order")
        shutil.rmtree(path, ignore_errors=True)
        store = ox.Store(str(path))
        store.bulk_load("".join(told).encode(), ox.RdfFormat.N_QUADS, lenient=True)
        found = [str(getattr(name, "value", "")) for name in store.named_graphs()]
        del store
        shutil.rmtree(path, ignore_errors=True)
        return found

    def load_all(self, payloads: Iterable[bytes], loaders: int = 1) -> None:
        """Add the quads of many payloads, joined to loads of a good size.

        Threads load, because Oxigraph lets go of Python's lock meanwhile, so that
        the next payloads are made at the same time.

        Args:
            payloads: N-Quads.
            loaders: Loads at a time, of a store that is written anew.
        """
        most = loaders if self._fresh else 1
        begun: deque[Future[None]] = deque()
        with ThreadPoolExecutor(max_workers=most) as threads:
            for payload in _joined(payloads):
                if len(begun) >= most:
                    begun.popleft().result()
                begun.append(threads.submit(self.load, payload))
            for one in begun:
                one.result()

    def compact(self) -> None:
        """Merge the store's files, if it was written anew: it is then read faster.

        A lookup asks each file that may have its key; the queries of a full graph took
        2.7 times as long on the files as they were loaded.
        """
        if self._fresh:
            self.store.optimize()

    def load(self, payload: bytes) -> None:
        """Add quads, given as N-Quads."""
        # bytes, not a stream: reading one, Oxigraph would wait for Python's lock
        if self._fresh or len(payload) >= _NO_BULK_BELOW:
            self.store.bulk_load(payload, ox.RdfFormat.N_QUADS, lenient=True)
        else:
            self.store.load(payload, ox.RdfFormat.N_QUADS, lenient=True)

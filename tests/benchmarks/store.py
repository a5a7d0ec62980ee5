"""The store beside pyoxigraph's own loader and rdflib's memory store.

    python -m tests.benchmarks.store GRAPH [--quads N] [--rdflib N] [--runs N]

1. A graph's N-Quads are loaded by the build's writer (compacted, as a build leaves
   them) and by pyoxigraph's bulk loader; the ratio is of this run.
2. The shipped queries, unbound and bound, are asked of the whole graph folder, each
   time in a process of its own that has read nothing (a forked one pays for what its
   parent holds: half as much again with a million quads), the median of ``--runs``;
   and, on the first quads, of rdflib's memory store, which takes minutes and gigabytes
   for more. An answer that takes longer than ``--timeout`` seconds is given
   up. CPU seconds, because a machine is seldom alone.
"""

from __future__ import annotations

import argparse
import gc
import io
import multiprocessing
import os
import statistics
import tempfile
import time
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib import Dataset

from kg.graph.prefixes import declare_prefixes
from kg.graph.sources import open_source
from kg.graph.store import new_generation
from kg.query import bind, named_queries


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

    from pyoxigraph import Quad

BOUND = {
    "events-in-place": (("where", "تهران"), ("from", "2020-01-01")),
    "holders": (("post", "وزیر نفت"), ("role", "استاندار")),
}
"""Parameters that queries are asked with."""


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return seconds of wall and CPU time that some work takes."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def within(seconds: float, work: Callable[[], object], method: str) -> float | str:
    """Return the CPU seconds of some work in a process of its own, if it ends.

    Args:
        seconds: Longest time.
        work: What is done; nothing before it counts.
        method: How the process is started, ``spawn`` (fresh) or ``fork``.
    """
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.get_context(method).Process(  # type: ignore[attr-defined]
        target=_tell, args=(theirs, work)
    )
    child.start()
    theirs.close()
    answer = _received(ours) if ours.poll(seconds) else f"over {seconds:.0f}"
    child.kill()
    child.join()
    return answer


def _tell(theirs: Connection, work: Callable[[], object]) -> None:
    theirs.send(timed(work)[1])


def _received(ours: Connection) -> float | str:
    """Return the seconds that a process sends; it sends none where the query fails."""
    try:
        return float(ours.recv())
    except EOFError:
        return "failed"


def median(times: list[float | str]) -> str:
    """Return the median of seconds, or the first word that is none."""
    words = [one for one in times if isinstance(one, str)]
    numbers = [one for one in times if not isinstance(one, str)]
    return words[0] if words else f"{statistics.median(numbers):.2f}"


def loads(content: bytes, folder: Path) -> None:
    """Load N-Quads both ways and print the ratio."""

    def write() -> None:
        with new_generation(folder / "ours", 0, 1) as writer:
            writer.load_all([content])
            writer.compact()

    def bulk() -> None:
        store = ox.Store(str(folder / "theirs"))
        store.bulk_load(io.BytesIO(content), ox.RdfFormat.N_QUADS, lenient=True)
        store.flush()

    quads = content.count(b"\n")
    ours, theirs = timed(write), timed(bulk)
    for name, (wall, cpu) in (("kg, compacted", ours), ("bulk loader", theirs)):
        print(f"{name:14} {quads} quads {wall:7.1f} s {cpu:7.1f} s CPU")  # noqa: T201
    print(f"load speed: {theirs[1] / ours[1]:.0%} of the bulk loader's (CPU)")  # noqa: T201


def arguments() -> argparse.Namespace:
    """Return what is asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graph", metavar="GRAPH")
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--rdflib", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--timeout", type=float, default=30.0)
    return parser.parse_args()


def main() -> None:
    """Measure loads and queries and print both tables."""
    options = arguments()
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")  # noqa: T201
    quads = list(islice(open_source(options.graph).quads(), options.quads))
    with tempfile.TemporaryDirectory() as name:
        loads(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"", Path(name))
    memory = in_memory(quads[: options.rdflib])
    del quads
    gc.freeze()
    print(f"query: all quads here | {options.rdflib} quads in rdflib's memory")  # noqa: T201
    for name, query in _asked():
        text = declare_prefixes(query)
        ask = partial(_ask, options.graph, text)
        times = [within(options.timeout, ask, "spawn") for _ in range(options.runs)]
        there = within(options.timeout, partial(_ask_memory, memory, text), "fork")
        print(f"{name:24} {median(times):>8} s | {median([there]):>8} s", flush=True)  # noqa: T201


def in_memory(quads: list[Quad]) -> Dataset:
    """Return quads in rdflib's memory store."""
    memory = Dataset(default_union=True)
    memory.parse(
        data=ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"", format="nquads"
    )
    return memory


def _asked() -> Iterator[tuple[str, str]]:
    """Yield the shipped queries, and some of them bound, with what to call them."""
    for query in named_queries():
        yield query.name, query.text
        for name, value in BOUND.get(query.name, ()):
            yield f"{query.name} ?{name}", bind(query.text, {name: value})


def _ask(graph: str, text: str) -> int:
    return sum(1 for _ in open_source(graph).query(text))  # type: ignore[union-attr]


def _ask_memory(graph: Dataset, text: str) -> int:
    return sum(1 for _ in graph.query(text))


if __name__ == "__main__":
    main()

"""What a build costs: by worker, by size, by what changed.

    python -m tests.benchmarks.builds NEWS.jsonl [--articles N] [--small N]

Builds the first articles of a JSON Lines file in a temporary folder: with one worker,
with two, a smaller part (cost by article), again with nothing changed, and with one
article changed. What the machine itself gives two processes against one is measured
beside: in loops, and in work that touches much memory. Each ratio is of one run and
stands beside its absolute figures; CPU time is that of all processes together, memory
their greatest sum, looked at ten times a second. The load of the machine is printed,
because wall time depends on it.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec


if TYPE_CHECKING:
    from collections.abc import Callable


_PAGE = resource.getpagesize()
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """What a build cost: seconds of wall and CPU time, MiB at most, its own report."""

    wall: float
    cpu: float
    memory: float
    report: dict[str, object]

    @property
    def outside(self) -> float:
        """Share of the wall time outside annotation and extraction."""
        seconds = self.report["seconds"]
        return seconds["compose"] / seconds["total"]  # type: ignore[index]


class Watch(threading.Thread):
    """Looks at a process and its descendants, workers that are killed at the end, too.

    Attributes:
        most: Greatest sum of their memory, in bytes.
        seconds: CPU time of each, by process, as last seen.
    """

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self.seconds: dict[int, float] = {}
        self.over = threading.Event()
        self._root = root

    def run(self) -> None:
        while not self.over.wait(0.1):
            processes = family(self._root)
            self.most = max(self.most, sum(map(resident, processes)))
            for process in processes:
                spent = busy(process)
                self.seconds[process] = max(spent, self.seconds.get(process, 0.0))


def family(root: int) -> list[int]:
    """Return a process and its descendants."""
    found, parents = [root], {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(path.parent.name))
    for one in found:
        found += parents.get(one, ())
    return found


def resident(process: int) -> int:
    """Return the bytes of memory that are a process's own or shared; 0 if it ended."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE
    except OSError:
        return 0


def busy(process: int) -> float:
    """Return the seconds of CPU time of a process; 0 if it ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS


def build(news: Path, graph: Path, workers: int) -> Cost:
    """Build a graph in processes of its own."""
    command = [sys.executable, "-m", "kg", "build", str(news), "--graph", str(graph)]
    started = time.perf_counter()
    with subprocess.Popen(
        [*command, "--workers", str(workers)], stderr=subprocess.DEVNULL
    ) as process:
        watch = Watch(process.pid)
        watch.start()
        process.wait()
        watch.over.set()
    if process.returncode:
        raise SystemExit(f"the build failed: {process.returncode}")
    return Cost(
        wall=time.perf_counter() - started,
        cpu=sum(watch.seconds.values()),
        memory=watch.most / 2**20,
        report=msgspec.json.decode((graph / "report.json").read_bytes()),
    )


def extracting(cost: Cost) -> float:
    """Return the seconds of wall time until all articles are extracted."""
    seconds = cost.report["seconds"]
    return seconds["extract"]  # type: ignore[index, no-any-return]


def cut(source: Path, target: Path, count: int) -> int:
    """Copy the first lines of a file and return how many there were."""
    with source.open(encoding="utf-8") as stream:
        lines = list(islice(stream, count))
    target.write_text("".join(lines), encoding="utf-8")
    return len(lines)


def change_one(path: Path) -> None:
    """Add a sentence to the article in the middle of a file."""
    lines = path.read_text(encoding="utf-8").split("\n")
    at = len(lines) // 2
    article = json.loads(lines[at])
    article["body"] += "\nبهرام کیانفر استاندار کوهپایه گفت: «کار ادامه دارد.»"
    lines[at] = json.dumps(article, ensure_ascii=False)
    path.write_text("\n".join(lines), encoding="utf-8")


def loop() -> None:
    """Do nothing 20 million times."""
    for _ in range(20_000_000):
        pass


def remember() -> None:
    """Count numbers in a dictionary that no cache of a processor holds."""
    counts: dict[int, int] = {}
    numbers = random.Random(1403)  # noqa: S311 — not for secrets
    for _ in range(3_000_000):
        number = numbers.randrange(2_000_000)
        counts[number] = counts.get(number, 0) + 1


def gain(work: Callable[[], None]) -> float:
    """Return how many times as fast two processes do some work twice as one does."""
    seconds = []
    for processes in (1, 2):
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            started = time.perf_counter()
            for one in [pool.apply_async(work) for _ in range(2)]:
                one.get()
            seconds.append(time.perf_counter() - started)
    return seconds[0] / seconds[1]


def tell(name: str, cost: Cost, count: int) -> None:
    """Print a line of the table."""
    row = f"{name:28} {cost.wall:8.1f} s {cost.cpu:8.1f} s CPU {cost.memory:6.0f} MiB"
    print(f"{row} {1000 * cost.cpu / count:7.1f} ms CPU/article, {_load()}", flush=True)  # noqa: T201


def _load() -> str:
    return f"load {os.getloadavg()[0]:.1f}"


def measure(root: Path, count: int, few: int) -> None:
    """Run all builds and print the table and the ratios."""
    everything, part = root / "all.jsonl", root / "few.jsonl"
    one = build(everything, root / "one", 1)
    tell(f"{count} articles, one worker", one, count)
    two = build(everything, root / "two", 2)
    tell(f"{count} articles, two workers", two, count)
    small = build(part, root / "few", 1)
    tell(f"{few} articles, one worker", small, few)
    tell("nothing changed", build(everything, root / "two", 2), count)
    change_one(everything)
    tell("one article changed", build(everything, root / "two", 2), count)
    loops, memory = gain(loop), gain(remember)
    growth = (one.cpu / count) / (small.cpu / few)
    for line in (
        f"outside extraction: {one.outside:.0%}, with two workers {two.outside:.0%}",
        f"two workers against one: {one.wall / two.wall:.2f} times",
        f"of it reading and extracting: {extracting(one) / extracting(two):.2f} times",
        f"two processes get here: {loops:.2f} times in loops, {memory:.2f} in memory",
        f"articles a second with two workers: {count / two.wall:.1f}",
        f"CPU by article, {count} against {few}: {growth:.2f} times",
    ):
        print(line)  # noqa: T201 — a benchmark prints


def main() -> None:
    """Cut the file as the command line says, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path, metavar="NEWS.jsonl")
    parser.add_argument("--articles", type=int, default=11_586)
    parser.add_argument("--small", type=int, default=1_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        count = cut(options.news, root / "all.jsonl", options.articles)
        few = cut(options.news, root / "few.jsonl", options.small)
        measure(root, count, few)


if __name__ == "__main__":
    main()

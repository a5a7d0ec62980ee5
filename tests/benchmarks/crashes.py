"""Builds killed at random moments: is the graph readable, and are the bytes the same?

    python -m tests.benchmarks.crashes [KILLS [SEED]]

Each time a graph of a few articles is copied, a build that adds, changes and removes
some is killed (SIGKILL) at a random moment of its time, the graph is read, which must
hold what it held before or what it should hold after, and the next build must end with
the bytes of a fresh one. Exit status 1 if any is not so.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph.folder import Configuration, open_store
from kg.graph.rdf import sorted_nquads
from kg.pipeline.build import BuildRequest, build


if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess


def article(number: int, edition: int = 0) -> dict[str, str]:
    """Return a small article about invented people."""
    body = (
        f"بهرام کیانفر استاندار کوهپایه گفت: «کار بخش {number} ادامه دارد و ویرایش "
        f"{edition} است.»\nهمایش کتاب روز شنبه در بندر سپید برگزار شد."
    )
    return {"id": f"n{number}", "title": "خبر", "body": body, "date": "1403/04/02"}


def write(path: Path, *articles: dict[str, str]) -> None:
    """Write articles as JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(one, ensure_ascii=False) for one in articles)
    path.write_text("\n".join(lines), encoding="utf-8")


def request(graph: Path, news: Path) -> BuildRequest:
    """Return the request to build a folder of news, less what is gone."""
    return BuildRequest(
        folder=graph,
        inputs=(str(news),),
        configuration=Configuration(),
        prune=True,
        workers=2,
    )


def content(graph: Path) -> list[bytes]:
    """Return a graph as sorted N-Quads."""
    return sorted_nquads(open_store(graph))


def prepare(root: Path) -> float:
    """Make ``before`` and ``after``, two graphs of one folder; return a build's time.

    Seconds of the build from one to the other, without loading the models.
    """
    news = root / "news"
    write(news / "a.jsonl", *map(article, range(6)))
    write(news / "gone.jsonl", article(90), article(91))
    build(request(root / "before", news))
    write(news / "a.jsonl", article(0, 1), *map(article, range(1, 20)))
    (news / "gone.jsonl").rename(news / "moved.jsonl")
    write(news / "moved.jsonl", article(90))
    build(request(root / "after", news))
    shutil.copytree(root / "before", root / "timed")
    start(root / "timed", news).join()  # loads the models
    shutil.rmtree(root / "timed")
    shutil.copytree(root / "before", root / "timed")
    started = time.monotonic()
    start(root / "timed", news).join()
    return time.monotonic() - started


def start(graph: Path, news: Path) -> BaseProcess:
    """Start a build in a process whose models are loaded."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.benchmarks.loaded"])
    child = context.Process(target=build, args=(request(graph, news),))
    child.start()
    return child


def kill_at(root: Path, states: tuple[list[bytes], list[bytes]], seconds: float) -> str:
    """Kill a build after some time and say what came of it; ``wrong`` is a failure.

    Args:
        root: What :func:`prepare` made.
        states: The graph before and after the build, as sorted N-Quads.
        seconds: When to kill.
    """
    graph, news = root / "killed", root / "news"
    shutil.rmtree(graph, ignore_errors=True)
    shutil.copytree(root / "before", graph)
    child = start(graph, news)
    time.sleep(seconds)
    child.kill()
    child.join()
    ended = child.exitcode == 0
    after = states[1]
    found = content(graph)
    if found not in states:
        return "wrong: neither the state before nor the one after"
    build(request(graph, news))
    if content(graph) != after:
        return "wrong: the next build does not end as a fresh one"
    if ended:
        return "the build had ended"
    return "state after" if found == after else "state before"


def crash(root: Path, kills: int, seed: int) -> Counter[str]:
    """Kill builds at random moments and count what came of it."""
    whole = prepare(root)
    states = content(root / "before"), content(root / "after")
    random_ = random.Random(seed)  # noqa: S311 — not for secrets
    counts: Counter[str] = Counter()
    for number in range(1, kills + 1):
        moment = random_.uniform(0, whole)
        outcome = kill_at(root, states, moment)
        counts[outcome] += 1
        print(f"{number:3}  {moment:6.3f} of {whole:.3f} s  {outcome}", flush=True)  # noqa: T201
    return counts


def main() -> int:
    """Kill as many builds as the command line says, and print what came of it."""
    numbers = [int(one) for one in sys.argv[1:]] or [50]
    with tempfile.TemporaryDirectory() as name:
        counts = crash(Path(name), numbers[0], numbers[1] if numbers[1:] else 1403)
    for outcome, count in sorted(counts.items()):
        print(f"{count:5}  {outcome}")  # noqa: T201 — a benchmark prints
    return int(any(one.startswith("wrong") for one in counts))


if __name__ == "__main__":
    raise SystemExit(main())

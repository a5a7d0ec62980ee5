"""What each question, page and export costs on a graph, from start to end.

    python -m tests.benchmarks.questions GRAPH [--only find path]

Each is the installed command in a process of its own, loading included. CPU seconds
count where a machine is shared; wall seconds stand beside them. Names are taken from
the graph: the most quoted, the most named.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path


_KG = [sys.executable, "-m", "kg"]


def most(graph: str, what: str) -> list[str]:
    """Return the names that stand first in a ranking."""
    command = [*_KG, "top", graph, what, "--format", "json", "--limit", "5"]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    return [one["name"] for one in json.loads(found.stdout)]


def questions(graph: str, folder: Path) -> dict[str, list[str]]:
    """Return the arguments of each command that is measured."""
    (speaker, other, *_), places = most(graph, "quoted"), most(graph, "places")
    page = str(folder / "page.html")
    return {
        "who": ["who", graph, "وزیر نفت"],
        "who --on": ["who", graph, "وزیر نفت", "--on", "1398/11/15"],
        "person": ["person", graph, speaker],
        "said": ["said", graph, speaker],
        "said --about": ["said", graph, speaker, "--about", "صادرات"],
        "events": ["events", graph, "--place", places[0]],
        "events of a year": [
            *("events", graph, "--place", places[0]),
            *("--from", "2020-01-01", "--to", "2020-12-31"),
        ],
        "top": ["top", graph, "persons"],
        "path": ["path", graph, speaker, other],
        "find": ["find", graph, "صادرات نفت"],
        "view --focus": ["view", graph, "--focus", speaker, "-o", page],
        "view --limit 1500": ["view", graph, "--limit", "1500", "-o", page],
        "view --limit 20000": [
            "view",
            graph,
            "--limit",
            "20000",
            "-o",
            page,
        ],
        "dossier": ["dossier", graph, speaker, "-o", str(folder / "dossier.md")],
        "export XLSX": ["export", graph, "-o", str(folder / "tables.xlsx")],
    }


def spent(arguments: list[str]) -> tuple[float, float]:
    """Return the CPU and wall seconds that a command takes.

    Raises:
        RuntimeError: If it fails.
    """
    begin = time.monotonic()
    with subprocess.Popen(
        [*_KG, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed; run it to see why")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - begin


def main() -> None:
    """Print a line for each command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graph", metavar="GRAPH")
    parser.add_argument("--only", nargs="*", default=[], metavar="COMMAND")
    options = parser.parse_args()
    sys.stdout.write(f"load of the machine: {os.getloadavg()[0]:.1f}\n")
    with tempfile.TemporaryDirectory() as name:
        for label, arguments in questions(options.graph, Path(name)).items():
            if not options.only or arguments[0] in options.only:
                cpu, wall = spent(arguments)
                sys.stdout.write(f"{label:20} {cpu:6.1f} s CPU {wall:7.1f} s\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()

"""Show how the time of resolving grows with the corpus.

Run from the repository's root on a graph of the shared articles::

    python -m tests.benchmarks.resolution_growth G [--sizes 1000,4000,11586]

The extractions come from the graph's ledger. Each size takes articles spread evenly;
CPU seconds of entities, copies and events are told beside the milliseconds an article,
and the exponent of growth from the size before: 1 is linear, 2 quadratic.
"""

from __future__ import annotations

import argparse
import gc
import math
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from kg.resolve import complete, find_occurrences, group_copies, resolve, to_profile
from tests.benchmarks.resolution import extractions


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.resolve import Profile


def measure(profiles: Sequence[Profile]) -> tuple[float, float, float]:
    """Return the CPU seconds of resolving entities, of copies, and of events."""
    started = time.process_time()
    resolution = resolve(profiles)
    resolved = time.process_time()
    canonical: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for entity in resolution.entities:
        for member in entity.members:
            canonical[member.article_id][member.key] = entity.key
    mapped = time.process_time()
    groups = group_copies(one.signature for one in profiles if one.signature)
    copied = time.process_time()
    copies = {member: group.key for group in groups for member in group.members}
    find_occurrences(profiles, canonical, copies)
    merged = time.process_time()
    return resolved - started, copied - mapped, merged - copied


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print a table to standard output."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("graph", type=Path, help="graph folder of the shared articles")
    parser.add_argument(
        "--sizes", default="1000,4000,11586", help="numbers of articles"
    )
    given = parser.parse_args(arguments)
    profiles = [to_profile(complete(one)) for one in extractions(given.graph)]
    gc.freeze()
    sys.stdout.write(
        "articles  entities  copies  events  total s  ms/article  exponent\n"
    )
    before: tuple[int, float] | None = None
    for size in map(int, given.sizes.split(",")):
        some = profiles[:: max(1, len(profiles) // size)][:size]
        parts = measure(some)
        total = sum(parts)
        exponent = (
            ""
            if before is None
            else f"{math.log(total / before[1]) / math.log(len(some) / before[0]):.2f}"
        )
        sys.stdout.write(
            f"{len(some):8}  {parts[0]:8.2f}  {parts[1]:6.2f}  {parts[2]:6.2f}"
            f"  {total:7.2f}  {1000 * total / len(some):10.2f}  {exponent:>8}\n"
        )
        before = len(some), total
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

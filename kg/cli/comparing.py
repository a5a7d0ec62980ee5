"""``kg diff``: what changed between two graphs, or since before the last build."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.answering import FORMATS, Answer, one_of, print_answer
from kg.cli.app import app
from kg.cli.options import Graph  # noqa: TC001 — typer reads annotations
from kg.cli.streams import harmless, say
from kg.compare import KINDS, compare, open_previous_state, open_state, tell


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.compare import Change


_READABLE = 1_000
"""Differences of a kind that a table shows if not told: more are for programs."""

Other = Annotated[
    str | None,
    typer.Argument(
        help="The later graph; without it, what GRAPH's last build changed."
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", help=f"Of {', '.join(KINDS)}; repeatable."),
]
Form = Annotated[
    str,
    typer.Option(
        "--format",
        help=f"One of {', '.join(FORMATS)}, text (Persian).",
        callback=one_of(*FORMATS, "text"),
    ),
]
Most = Annotated[
    int | None,
    typer.Option(
        "--limit",
        min=0,
        help=f"Most of each kind; 0: all. Else {_READABLE} in tables and texts.",
    ),
]


@app.command()
def diff(
    graph: Graph,
    other: Other = None,
    only: Only = None,
    format: Form = "table",
    limit: Most = None,
) -> None:
    """Tell what one graph has that another has not: entities, roles, events, quotes.

    A folder keeps the state before its last build, so that one argument is enough.
    The numbers of each kind of difference come last, on standard error.

    Example: `kg diff graphs/demo --format text --limit 10`
    """
    unknown = sorted(set(only or ()) - set(KINDS))
    if unknown:
        raise typer.BadParameter(f"not a kind: {unknown[0]!r}", param_hint="--only")
    if limit is None:
        limit = _READABLE if format in {"table", "text"} else 0
    before = open_previous_state(Path(graph)) if other is None else open_state(graph)
    changes = compare(before, open_state(other or graph), only or KINDS)
    if format == "text":
        sys.stdout.write(harmless(tell(changes, limit=limit)))
    else:
        _print(changes, format, limit)


def _print(changes: Sequence[Change], format: str, limit: int) -> None:
    """Print differences, and on standard error how many of each kind there are."""
    counts: Counter[str] = Counter()
    shown = []
    for one in changes:
        counts[one.what] += 1
        if not limit or counts[one.what] <= limit:
            shown.append(asdict(one))
    columns = ("what", "kind", "change", "subject", "before", "after", "article")
    rows = [tuple(one[column] for column in columns) for one in shown]
    print_answer([Answer(columns, rows, shown)], format=format)
    if len(shown) < len(changes):
        say(f"{len(changes) - len(shown)} more (--limit 0 shows all)")
    for line in _summary(changes):
        say(line)


def _summary(changes: Sequence[Change]) -> Iterator[str]:
    """Yield how many differences of each kind there are."""
    counts = Counter((one.what, one.change) for one in changes)
    for what in KINDS:
        told = [
            f"{counts[what, change]} {change}"
            for change in ("gained", "lost", "changed")
            if counts[what, change]
        ]
        if told:
            yield f"{what}: {', '.join(told)}"

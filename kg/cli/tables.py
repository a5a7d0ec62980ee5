"""Rows as a table that reads right in a terminal, Persian or not.

Cells are isolated (U+2068 … U+2069), so that a terminal with bidirectional text does
not mix neighbouring columns, and columns of mostly Persian cells are set to the right.
Text of articles is untrusted: control characters, which a terminal obeys, and marks
that turn the direction of what follows are shown as U+FFFD or left out.
"""

from __future__ import annotations

import sys
import unicodedata
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from kg.cli.streams import harmless
from kg.query import shorten


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pyoxigraph as ox


_ISOLATE, _END = "\u2068", "\u2069"
_RIGHT = frozenset({"R", "AL"})
_WIDE = 10_000


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows on standard output."""
    cells = [[harmless(str(cell)) for cell in row] for row in rows]
    table = Table(show_edge=False, pad_edge=False)
    wide = not sys.stdout.isatty()
    for index, column in enumerate(columns):
        persian = sum(is_right_to_left(row[index]) for row in cells)
        justify = "right" if 2 * persian > len(cells) else "left"
        table.add_column(
            column,
            justify=justify,  # type: ignore[arg-type]
            overflow="fold",
            no_wrap=wide,
        )
    for row in cells:
        table.add_row(*(isolate(cell) for cell in row))
    width = _WIDE if wide else None
    Console(width=width, markup=False, highlight=False, emoji=False).print(table)


def print_solutions(solutions: ox.QuerySolutions) -> None:
    """Print the rows of an answer on standard output."""
    names = [variable.value for variable in solutions.variables]
    print_rows(names, ([readable(row[name]) for name in names] for row in solutions))


def readable(term: object) -> str:
    """Return a term as people read it: a literal's text, a shortened IRI."""
    if term is None:
        return ""
    value = str(getattr(term, "value", term))
    return shorten(value) if type(term).__name__ == "NamedNode" else value


def isolate(text: str) -> str:
    r"""Return ``text`` isolated from its neighbours, if any of it is right to left.

    Else the border behind it and a number in the next cell would join the run.

    >>> isolate("FIFA: ایران")
    '\u2068FIFA: ایران\u2069'
    """
    mixed = any(unicodedata.bidirectional(char) in _RIGHT for char in text)
    return f"{_ISOLATE}{text}{_END}" if mixed else text


def is_right_to_left(text: str) -> bool:
    """Say whether the first letter of ``text`` is written from right to left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in _RIGHT or direction == "L":
            return direction in _RIGHT
    return False

"""Rows as a table that reads right in a terminal, Persian or not.

Cells are isolated (U+2068 … U+2069), so that a terminal with bidirectional text does
not mix neighbouring columns, and columns of mostly Persian cells are set to the right.
A table that is wider than the terminal is told row by row, a line for each cell: folded
cells could not be read, nor would each of their lines be isolated.
Text of articles is untrusted: control characters, which a terminal obeys, and marks
that turn the direction of what follows are shown as U+FFFD or left out.
"""

from __future__ import annotations

import sys
import unicodedata
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from kg.cli.streams import harmless
from kg.query import shorten


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyoxigraph as ox


_ISOLATE, _END = "\u2068", "\u2069"
_RIGHT = frozenset({"R", "AL"})
_WIDE = 10_000


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows on standard output."""
    cells = [[harmless(str(cell)) for cell in row] for row in rows]
    console = Console(
        width=None if sys.stdout.isatty() else _WIDE,
        markup=False,
        highlight=False,
        emoji=False,
    )
    if not cells or _width(columns, cells) <= console.width:
        console.print(_table(columns, cells))
        return
    console.print(*_records(columns, cells), sep="\n\n", soft_wrap=True)


def _width(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> int:
    """Return how many terminal cells a table takes, lines between columns included."""
    rows = [columns, *cells]
    longest = (max(cell_len(row[at]) for row in rows) for at in range(len(columns)))
    return sum(longest) + len(" │ ") * (len(columns) - 1)


def _records(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield each row as lines of a column's name and its cell, empty ones left out."""
    name = max(map(len, columns))
    for row in cells:
        yield "\n".join(
            f"{column:{name}}  {isolate(' '.join(cell.split()))}"
            for column, cell in zip(columns, row, strict=True)
            if cell
        )


def _table(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> Table:
    table = Table(show_edge=False, pad_edge=False)
    for index, column in enumerate(columns):
        persian = sum(is_right_to_left(row[index]) for row in cells)
        justify = "right" if 2 * persian > len(cells) else "left"
        table.add_column(
            column,
            justify=justify,  # type: ignore[arg-type]
            no_wrap=True,
        )
    for row in cells:
        table.add_row(*(isolate(cell) for cell in row))
    return table


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

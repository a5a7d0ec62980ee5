"""Our own judgements of events: ``annotations/events.tsv``.

For each article that was read: the triggers of the events that an editor would list,
and for those of most articles their name, date and place. Offsets only, no text.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ReadError


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


ANNOTATIONS = Path(__file__).parent / "annotations" / "events.tsv"
_NONE = "-"
_COLUMNS = 5


@dataclass(frozen=True, slots=True)
class Stretch:
    """Code points ``start`` to ``end`` (exclusive) of an article as received."""

    start: int
    end: int

    def overlaps(self, start: int, end: int) -> bool:
        """Say whether the stretch shares a code point with another."""
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An event that is listed.

    Attributes:
        trigger: The word that tells it.
        name: Its name, ``None`` where only the trigger was judged.
        date: Its date, ``None`` where the article gives none.
        places: The phrases that name its place rightly, best first.
        no_place: Whether naming no place is right.
        is_whole: Whether date and place were judged.
    """

    trigger: Stretch
    name: Stretch | None = None
    date: Stretch | None = None
    places: tuple[Stretch, ...] = ()
    no_place: bool = False
    is_whole: bool = False


def read_annotations(path: Path) -> dict[str, list[Judged]]:
    """Return the listed events of each annotated article.

    Raises:
        ReadError: A row has not five columns or a span is none.
    """
    found: dict[str, list[Judged]] = {}
    for columns, where in read_rows(path, _COLUMNS, "five"):
        events = found.setdefault(columns[0], [])
        if columns[1]:
            events.append(_judged(columns, where))
    return found


def read_rows(path: Path, count: int, told: str) -> Iterator[tuple[list[str], str]]:
    """Yield the rows of a table and their file and line, comments left out.

    Args:
        path: The table, with tabs between its columns.
        count: How many columns each row has.
        told: The same in words, for the error.

    Raises:
        ReadError: A row has more or fewer.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if line.startswith("#"):
            continue
        columns, where = line.split("\t"), f"{path}:{number}"
        if len(columns) != count:
            raise ReadError(f"{where}: not {told} columns: {line!r}")
        yield columns, where


def _judged(columns: Sequence[str], where: str) -> Judged:
    _, trigger, name, date, places = columns
    return Judged(
        trigger=read_stretch(trigger, where),
        name=read_stretch(name, where) if name else None,
        date=read_stretch(date, where) if date not in {"", _NONE} else None,
        places=tuple(
            read_stretch(place, where)
            for place in places.split(";")
            if place not in {"", _NONE}
        ),
        no_place=places.startswith(_NONE),
        is_whole=date != "",
    )


def read_stretch(text: str, where: str) -> Stretch:
    """Read ``start-end``.

    Args:
        text: The column.
        where: File and line, for the error.

    Raises:
        ReadError: It is no span.
    """
    start, _, end = text.partition("-")
    if not (start.isdigit() and end.isdigit() and int(start) < int(end)):
        raise ReadError(f"{where}: not a span: {text!r}")
    return Stretch(int(start), int(end))

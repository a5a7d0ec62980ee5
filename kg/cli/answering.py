"""Answers as a table for people, or as JSON, CSV or Markdown for other programs."""

from __future__ import annotations

import csv
import io
import re
import sys
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from kg.cli.streams import say
from kg.cli.tables import print_rows
from kg.jalali import duration_label, gregorian_to_jalali


if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


FORMATS = ("table", "json", "csv", "md")
CALENDARS = ("both", "jalali", "gregorian")


def one_of(*known: str) -> Callable[[str], str]:
    """Return what refuses other values of an option, before anything is computed."""

    def check(value: str) -> str:
        if value not in known:
            raise typer.BadParameter(f"one of {', '.join(known)}, not {value!r}")
        return value

    return check


Format = Annotated[
    str,
    typer.Option(help=f"One of {', '.join(FORMATS)}.", callback=one_of(*FORMATS)),
]
Calendar = Annotated[
    str,
    typer.Option(
        help=f"Calendar of dates: {', '.join(CALENDARS)}.",
        callback=one_of(*CALENDARS),
    ),
]

_LONGEST = 100
"""Characters of a cell in a table that is no terminal's."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SPANS = frozenset({"gap", "ago"})
"""Columns of days, which people read in words."""
_DATES = frozenset({"date", "first", "last", "start", "end", "begin", "left"})


@dataclass(frozen=True, slots=True)
class Answer:
    """A table, and what JSON gives of it.

    Attributes:
        columns: Names of the columns.
        rows: As many values each.
        records: What JSON has instead of the rows; ``None`` leaves the table out.
        title: Heading, where an answer has several tables.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    records: Sequence[Any] | None = None
    title: str = field(default="")


def print_answer(
    answers: Sequence[Answer], *, format: str, calendar: str = "both"
) -> None:
    """Print an answer on standard output.

    Args:
        answers: Its tables.
        format: One of ``FORMATS``.
        calendar: One of ``CALENDARS``.
    """
    if format == "json":
        records = [one for answer in answers for one in answer.records or ()]
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(records)).decode())
        sys.stdout.write("\n")
        return
    if format == "csv":
        answers = [_one_table(answers)]
    for answer in answers:
        if answer.rows or len(answers) == 1:
            _print_table(answer, format, calendar)
    if not any(answer.rows for answer in answers):
        say("nothing found")


def _one_table(answers: Sequence[Answer]) -> Answer:
    """Return titled tables as one, as CSV needs it: a column tells which, none is lost.

    >>> _one_table([Answer(("a",), [(1,)]), Answer(("b",), [(2,)], title="two")]).rows
    [('a', 1, ''), ('two', '', 2)]
    """
    if len(answers) == 1 and not answers[0].title:
        return answers[0]
    columns = tuple(dict.fromkeys(one for each in answers for one in each.columns))
    rows = []
    for answer in answers:
        for row in answer.rows:
            cells = dict(zip(answer.columns, row, strict=True))
            name = answer.title or answer.columns[0]
            rows.append((name, *(cells.get(column, "") for column in columns)))
    return Answer(("table", *columns), rows)


def _print_table(answer: Answer, format: str, calendar: str) -> None:
    rows = [
        [
            to_calendar(str(value), calendar) if column in _DATES else str(value)
            for column, value in zip(answer.columns, row, strict=True)
        ]
        for row in answer.rows
    ]
    if format == "table":
        if answer.title:
            sys.stdout.write(f"\n{answer.title}\n")
        sys.stdout.flush()
        print_rows(*_for_people(answer.columns, _with_spans(answer, rows)))
    elif format == "csv":
        sys.stdout.write(_to_csv(answer, rows))
    else:
        sys.stdout.write(_to_markdown(answer, _with_spans(answer, rows)))


def _with_spans(answer: Answer, rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return rows with numbers of days in words."""
    return [
        [
            to_span(cell) if column in _SPANS else cell
            for column, cell in zip(answer.columns, row, strict=True)
        ]
        for row in rows
    ]


def _for_people(
    columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[list[str], list[list[str]]]:
    """Return what fits a table: no empty columns, each cell on one line.

    A terminal has long cells whole; elsewhere they are cut: lines stay readable.
    """
    shown = [at for at in range(len(columns)) if any(row[at] for row in rows)]
    kept = shown or list(range(len(columns)))
    whole = [[" ".join(row[at].split()) for at in kept] for row in rows]
    names = [columns[at] for at in kept]
    if sys.stdout.isatty():
        return names, whole
    cut = [[_cut(cell) for cell in row] for row in whole]
    if cut != whole:
        say("long texts are cut; --format json, csv or md has them whole")
    return names, cut


def _cut(cell: str) -> str:
    return cell if len(cell) <= _LONGEST else f"{cell[: _LONGEST - 1]}…"


def _to_csv(answer: Answer, rows: Sequence[Sequence[str]]) -> str:
    """Return CSV in which no cell is a formula, as ``kg export`` writes it."""
    # What the exports need takes most of a second to import.
    from kg.export.sheets import guard  # noqa: PLC0415

    text = io.StringIO()
    guarded = [[guard(cell) for cell in row] for row in rows]
    csv.writer(text, lineterminator="\n").writerows([answer.columns, *guarded])
    return text.getvalue()


def _to_markdown(answer: Answer, rows: Sequence[Sequence[str]]) -> str:
    heading = f"\n## {answer.title}\n\n" if answer.title else ""
    lines = [
        "| " + " | ".join(_cell(cell) for cell in row) + " |"
        for row in [answer.columns, ["---"] * len(answer.columns), *rows]
    ]
    return heading + "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """Return ``text`` such that it stays in its cell and is no markup."""
    flat = " ".join(text.split())
    return re.sub(r"([\\|<>*_`\[\]])", r"\\\1", flat) if flat != "---" else flat


def to_calendar(day: str, calendar: str) -> str:
    """Return an ISO day in one calendar or both; other text as it is.

    >>> to_calendar("2024-07-10", "both")
    '1403/04/20 (2024-07-10)'
    """
    if calendar == "gregorian" or not _DAY.fullmatch(day):
        return day
    jalali = "{}/{:02}/{:02}".format(*gregorian_to_jalali(date.fromisoformat(day)))
    return jalali if calendar == "jalali" else f"{jalali} ({day})"


def to_span(days: str) -> str:
    """Return a number of days in English and Persian words; ``""`` for none.

    >>> to_span("5840"), to_span("0")
    ('16 years (۱۶ سال)', '0 days (۰ روز)')
    """
    if not days:
        return ""
    english, persian = (duration_label(int(days), lang) for lang in ("en", "fa"))
    return f"{english} ({persian})"

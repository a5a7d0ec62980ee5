"""Roles, events and quotes as tables, each row with its evidence: XLSX or CSV.

What comes from an article is never a formula: workbooks hold it as text, and in CSV a
cell that a spreadsheet would compute gets an apostrophe before it.
"""

from __future__ import annotations

import csv
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

import xlsxwriter

from kg.report.wording import Wording, plain, safe_link


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from kg.report.values import Corpus, Event, Quote, Role, Statement

    Row = tuple[str | float, ...]

_Statement = TypeVar("_Statement", bound="Statement")

ROLES = (
    *("person", "role", "organization", "status", "start", "end", "stated"),
    *("person_iri", "organization_iri"),
)
EVENTS = (
    *("event", "type", "modality", "place", "begin", "end", "begin_jalali"),
    *("time_as_written", "participants", "casualties", "place_iri"),
)
QUOTES = (
    *("speaker", "speaker_role", "text", "cue", "kind", "polarity", "date"),
    *("date_jalali", "occasion", "addressee", "speaker_iri"),
)
_COMMON = (
    *("evidence", "confidence", "rule", "title", "publisher", "published", "url"),
    *("article_iri", "statement_iri"),
)
_COMPUTED = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_CELL = 32_767
_NO_TIME = datetime(2000, 1, 1)  # noqa: DTZ001 — equal graphs must give equal files
_WORDS = Wording("fa")


def tables(corpus: Corpus) -> Mapping[str, tuple[tuple[str, ...], Iterator[Row]]]:
    """Return the heads and rows of each table by its name."""
    return {
        "roles": ((*ROLES, *_COMMON), _rows(corpus, corpus.roles, _role)),
        "events": ((*EVENTS, *_COMMON), _rows(corpus, corpus.events, _event)),
        "quotes": ((*QUOTES, *_COMMON), _rows(corpus, corpus.quotes, _quote)),
    }


def _rows(
    corpus: Corpus,
    statements: Iterable[_Statement],
    cells: Callable[[Corpus, _Statement], Row],
) -> Iterator[Row]:
    for one in statements:
        yield (*cells(corpus, one), *_common(corpus, one))


def _common(corpus: Corpus, one: Statement) -> Row:
    article = corpus.articles.get(one.article)
    text = article.text if article else ""
    evidence = " … ".join(plain(text[start:end]) for start, end in one.evidence)
    about = (
        (article.title, article.publisher, article.day, safe_link(article.url))
        if article
        else ("", "", "", "")
    )
    return (evidence, one.confidence, one.rule, *about, one.article, one.iri)


def _name(corpus: Corpus, iri: str) -> str:
    entity = corpus.entities.get(iri)
    return "" if entity is None else entity.name


def _role(corpus: Corpus, one: Role) -> Row:
    return (
        *(_name(corpus, one.person), one.title, _name(corpus, one.body), one.status),
        *(one.start, one.end, one.as_of, one.person, one.body),
    )


def _event(corpus: Corpus, one: Event) -> Row:
    named = ((_name(corpus, iri), part) for iri, part in one.participants)
    participants = "؛ ".join(f"{name} ({part})" for name, part in named if name)
    casualties = "؛ ".join(f"{kind}: {number}" for kind, number in one.casualties)
    type_ = one.type.rpartition("/")[2]
    place = _name(corpus, one.place) or one.place_name
    return (
        *(one.label, type_, one.modality, place, one.begin, one.end),
        *(_WORDS.jalali(one.begin), one.surface, participants, casualties, one.place),
    )


def _quote(corpus: Corpus, one: Quote) -> Row:
    speaker = _name(corpus, one.speaker) or one.speaker_name
    return (
        *(speaker, one.speaker_role, one.text, one.cue, one.kind, one.polarity),
        *(one.day, _WORDS.jalali(one.day), one.occasion, one.addressee, one.speaker),
    )


def write_csv(corpus: Corpus, folder: Path) -> dict[str, int]:
    """Write ``roles.csv``, ``events.csv`` and ``quotes.csv`` into a folder.

    Args:
        corpus: What a graph states.
        folder: Made if need be.

    Returns:
        The number of rows of each table.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    for name, (heads, rows) in tables(corpus).items():
        # The mark tells spreadsheets that the file is UTF-8.
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(heads)
            counts[name] = 0
            for row in rows:
                writer.writerow(map(_inert, row))
                counts[name] += 1
    return counts


def _inert(cell: str | float) -> str | float:
    """Return a cell that no spreadsheet computes."""
    computed = isinstance(cell, str) and cell.startswith(_COMPUTED)
    return f"'{cell}" if computed else cell


def write_workbook(corpus: Corpus, path: Path) -> dict[str, int]:
    """Write one XLSX workbook with a sheet for each table, right to left.

    Args:
        corpus: What a graph states.
        path: The file; its folder is made if need be.

    Returns:
        The number of rows of each table.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    counts: dict[str, int] = {}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": _NO_TIME})
        bold = book.add_format({"bold": True})
        for name, (heads, rows) in tables(corpus).items():
            sheet = book.add_worksheet(name)
            sheet.right_to_left()
            sheet.freeze_panes(1, 1)
            sheet.set_column(0, len(heads) - 1, 22)
            sheet.write_row(0, 0, heads, bold)
            counts[name] = 0
            for at, row in enumerate(rows, start=1):
                _write_row(sheet, at, row)
                counts[name] = at
            sheet.autofilter(0, 0, counts[name], len(heads) - 1)
    return counts


def _write_row(sheet: xlsxwriter.worksheet.Worksheet, at: int, row: Row) -> None:
    """Write text as text and numbers as numbers; what is not said stays empty."""
    for column, cell in enumerate(row):
        if not isinstance(cell, str):
            sheet.write_number(at, column, cell)
        elif cell:
            sheet.write_string(at, column, cell[:_LONGEST_CELL])

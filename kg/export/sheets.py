"""The tables as CSV for spreadsheets, XLSX and Parquet."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

import xlsxwriter

from kg.errors import QueryError
from kg.export.rdf import to_xml_text
from kg.export.tables import to_tables


if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.export.tables import Cell, Table
    from kg.graph.sources import Source


_HEADINGS = {
    "roles": "نقش‌ها",
    "events": "رویدادها",
    "quotes": "نقل‌قول‌ها",
    "person": "شخص",
    "role": "سمت",
    "organization": "سازمان یا محل",
    "status": "وضعیت",
    "start": "آغاز (میلادی)",
    "start_jalali": "آغاز (شمسی)",
    "end": "پایان (میلادی)",
    "end_jalali": "پایان (شمسی)",
    "event": "رویداد",
    "type": "نوع",
    "trigger": "واژهٔ رویداد",
    "modality": "قطعیت",
    "place": "محل",
    "participants": "حاضران",
    "casualties": "تلفات",
    "speaker": "گوینده",
    "speaker_role": "سمت گوینده",
    "cue": "فعل نقل",
    "quote": "گفته",
    "kind": "نوع",
    "polarity": "مثبت یا منفی",
    "occasion": "مناسبت",
    "addressee": "مخاطب",
    "evidence": "جملهٔ شاهد",
    "title": "عنوان خبر",
    "publisher": "ناشر",
    "published": "انتشار (میلادی)",
    "published_jalali": "انتشار (شمسی)",
    "url": "نشانی",
    "confidence": "اطمینان",
    "rule": "قاعده",
    "article": "شناسهٔ خبر",
    "statement": "شناسهٔ گزاره",
    "person_iri": "شناسهٔ شخص",
    "organization_iri": "شناسهٔ سازمان یا محل",
    "place_iri": "شناسهٔ محل",
    "speaker_iri": "شناسهٔ گوینده",
}
_WIDE = frozenset({"quote", "evidence", "title", "event"})
# What spreadsheets take for a formula; the mark itself is marked, too, so that taking
# one away gives back what was there.
_FORMULA = tuple("=+-@\t\r'")
_CREATED = datetime(1980, 1, 1, tzinfo=UTC)
_LONGEST = 32_767
"""Code units that a cell of a workbook may hold."""


def to_csv_tables(source: Source) -> dict[str, bytes]:
    """Return ``roles.csv``, ``events.csv`` and ``quotes.csv`` for spreadsheets.

    They start with a byte order mark, without which Excel garbles Persian. A cell that
    starts with ``= + - @``, a tab, a line end or ``'`` gets a ``'`` before it, so that
    no spreadsheet runs it; whoever takes one leading ``'`` away has the text again.
    """
    return {f"{one.name}.csv": _to_csv(one) for one in to_tables(source)}


def _to_csv(table: Table) -> bytes:
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([guard(cell) for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def guard(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula; see ``to_csv_tables``."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell


def to_xlsx(source: Source) -> bytes:
    """Return a workbook of three sheets, right to left, headings frozen.

    All but the confidence is stored as text, so that nothing is a formula or a link.
    """
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        # a workbook bears its day; equal graphs must give equal files
        book.set_properties({"created": _CREATED})
        styles = {
            "heading": book.add_format({"bold": True}),
            "text": book.add_format({"num_format": "@"}),
            # so that it stays text when somebody edits the cell
            "formula": book.add_format({"num_format": "@", "quote_prefix": True}),
        }
        for table in to_tables(source):
            _write_sheet(book.add_worksheet(_HEADINGS[table.name]), table, styles)
    return buffer.getvalue()


def _write_sheet(sheet: Any, table: Table, styles: Mapping[str, Any]) -> None:
    sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, 60 if column in _WIDE else 18)
        sheet.write_string(0, at, _HEADINGS[column], styles["heading"])
    for number, row in enumerate(table.rows, start=1):
        for at, cell in enumerate(row):
            if isinstance(cell, str):
                style = "formula" if cell.startswith(_FORMULA) else "text"
                text = to_xml_text(cell)[:_LONGEST]
                sheet.write_string(number, at, text, styles[style])
            elif cell is not None:
                sheet.write_number(number, at, cell)


def to_parquet(source: Source) -> dict[str, bytes]:
    """Return ``roles.parquet``, ``events.parquet`` and ``quotes.parquet``.

    Raises:
        QueryError: If pyarrow is not installed.
    """
    try:
        import pyarrow  # noqa: PLC0415
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise QueryError(
            "Parquet needs pyarrow: pip install 'persian-news-kg[tables]'"
        ) from error
    files = {}
    for table in to_tables(source):
        types = {
            name: pyarrow.float64() if name == "confidence" else pyarrow.string()
            for name in table.columns
        }
        columns = [
            pyarrow.array([row[at] for row in table.rows], type=kind)
            for at, kind in enumerate(types.values())
        ]
        stream = BytesIO()
        content = pyarrow.table(columns, schema=pyarrow.schema(list(types.items())))
        parquet.write_table(content, stream)
        files[f"{table.name}.parquet"] = stream.getvalue()
    return files

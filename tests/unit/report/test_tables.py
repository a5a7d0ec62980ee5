"""Tables of roles, events and quotes, read back by other readers."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from kg.report import write_tables
from tests.reported import ARTICLE, BASE, FIELDS, PERSON, reported


def from_workbook(path: Path, name: str) -> list[dict[str, object]]:
    heads, *rows = openpyxl.load_workbook(path)[name].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def from_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_workbook_holds_names_days_and_iris_unharmed(tmp_path: Path) -> None:
    path = tmp_path / "facts.xlsx"

    counts = write_tables(reported(), path)

    assert counts == {"roles": 1, "events": 1, "quotes": 1}
    (role,) = from_workbook(path, "roles")
    assert role == {
        "person": "بهرام کیانفر",
        "role": "استاندار",
        "organization": "یزد",
        "status": "current",
        "start": "2023-01-01",
        "end": None,
        "stated": "2024-07-10",
        "person_iri": PERSON,
        "organization_iri": f"{BASE}place/yazd",
        "evidence": "بهرام کیانفر",
        "confidence": 0.9,
        "rule": "cue_colon",
        "title": FIELDS["title"],
        "publisher": "کویرنیوز",
        "published": "2024-07-10",
        "url": "https://news.example/1",
        "article_iri": ARTICLE,
        "statement_iri": f"{BASE}s/role",
    }
    (quote,) = from_workbook(path, "quotes")
    assert quote["text"] == quote["evidence"] == "کارگاه‌های تازه می‌سازیم"
    assert quote["date_jalali"] == "۲۰ تیر ۱۴۰۳"
    assert openpyxl.load_workbook(path)["events"].sheet_view.rightToLeft


def test_csv_and_workbook_say_the_same(tmp_path: Path) -> None:
    write_tables(reported(), tmp_path / "facts.xlsx")
    write_tables(reported(), tmp_path / "facts")

    for name in ("roles", "events", "quotes"):
        rows = from_workbook(tmp_path / "facts.xlsx", name)
        told = [
            {key: "" if value is None else str(value) for key, value in row.items()}
            for row in rows
        ]
        assert from_csv(tmp_path / "facts" / f"{name}.csv") == told


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_cell_of_an_article_is_computed(tmp_path: Path, cell: str) -> None:
    select = reported(quote=f"{cell}|cmd")

    write_tables(select, tmp_path / "facts.xlsx")
    write_tables(select, tmp_path / "facts")

    sheet = openpyxl.load_workbook(tmp_path / "facts.xlsx")["quotes"]
    assert {one.data_type for row in sheet.iter_rows() for one in row} <= {"s", "n"}
    assert from_workbook(tmp_path / "facts.xlsx", "quotes")[0]["text"] == f"{cell}|cmd"
    assert from_csv(tmp_path / "facts/quotes.csv")[0]["text"] == f"'{cell}|cmd"


def test_equal_graphs_give_equal_files(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_tables(reported(), tmp_path / name)

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_an_empty_graph_gives_tables_with_heads(tmp_path: Path) -> None:
    counts = write_tables(lambda _: iter(()), tmp_path / "facts")

    assert counts == {"roles": 0, "events": 0, "quotes": 0}
    assert (tmp_path / "facts/roles.csv").read_text("utf-8-sig").startswith("person,")

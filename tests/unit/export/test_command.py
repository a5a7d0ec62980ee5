"""``kg export`` from the command line: endings, parts, records, what goes wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app, load_commands
from kg.graph.folder import LEDGER
from kg.graph.ledger import ArticleRow, ExtractionRow, Ledger
from kg.pipeline.packing import pack_extraction
from kg.pipeline.records import to_record
from tests.statements import extraction, graph


if TYPE_CHECKING:
    from pathlib import Path


PART = "CONSTRUCT { ?p rdfs:label ?n } WHERE { ?p a kg:Person ; rdfs:label ?n }"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.nq"
    path.write_bytes(b"".join(graph([extraction("n1")]).values()))
    return path


def export(*arguments: str | Path) -> Result:
    load_commands(["export"])
    return CliRunner().invoke(app, ["export", *map(str, arguments)])


def test_a_format_goes_before_the_ending(news: Path, tmp_path: Path) -> None:
    path = tmp_path / "news.json"

    done = export(news, "-o", path, "--format", "cytoscape")

    assert done.exit_code == 0
    assert "elements" in json.loads(path.read_text(encoding="utf-8"))


def test_tables_go_into_a_folder(news: Path, tmp_path: Path) -> None:
    done = export(news, "-o", tmp_path / "tables", "--format", "tables")

    assert done.exit_code == 0
    found = sorted(one.name for one in (tmp_path / "tables").iterdir())
    assert found == ["events.csv", "quotes.csv", "roles.csv"]


def test_select_exports_a_part(news: Path, tmp_path: Path) -> None:
    query, path = tmp_path / "part.rq", tmp_path / "part.nq"
    query.write_text(PART, encoding="utf-8")

    done = export(news, "-o", path, "--select", query)

    assert done.exit_code == 0
    assert path.read_text(encoding="utf-8") == (
        "<https://news.example/person/بهرام_کیانفر>"
        " <http://www.w3.org/2000/01/rdf-schema#label>"
        ' "بهرام کیانفر" .\n'
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-o", "a.json"], "give --format"),
        (["-o", "a.csv", "--format", "tables"], "give a folder or a .zip"),
        (["-o", "a.xlsx", "--select", "part.rq"], "--select gives triples"),
        (["-o", "a.ttl", "--select", "no.rq"], "no.rq"),
        (["-o", "a.jsonl"], "not a graph folder"),
    ],
)
def test_what_goes_wrong_writes_no_file(
    news: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)

    done = export(news, *arguments)

    assert words in str(done.exception)
    assert [one.name for one in tmp_path.iterdir()] == ["news.nq"]


def test_records_are_those_of_the_ledger(tmp_path: Path) -> None:
    first, second = extraction("n1"), extraction("n2", title="تکرار")
    rows = [("n1", "d1"), ("n1", "d2"), ("n3", "bad")]
    ledger = Ledger(tmp_path / LEDGER)
    with ledger.transaction():
        articles = [
            ArticleRow(
                path="a",
                position=at,
                name="a",
                id=one,
                digest=digest,
                source="a",
                encoding="utf-8",
            )
            for at, (one, digest) in enumerate(rows)
        ]
        ledger.replace_file("a", "x", articles, ())
        ledger.add_extractions(
            ExtractionRow(
                digest=digest,
                extractor="kg",
                extraction=packed,
                profile=None,
                failure=failure,
            )
            for digest, packed, failure in (
                ("d1", pack_extraction(first), None),
                ("d2", pack_extraction(second), None),
                ("bad", b"", "no words"),
            )
        )
    ledger.close()

    done = export(tmp_path, "-o", tmp_path / "records.jsonl")

    assert done.exit_code == 0
    lines = (tmp_path / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [
        json.loads(json.dumps(to_record(first)))
    ]

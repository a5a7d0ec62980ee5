"""Of a JSONL file that changed only the lines that did are read again."""

from __future__ import annotations

import gzip
import json
import lzma
from contextlib import closing
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from kg.graph.ledger import ArticleRow, ExtractionRow, Ledger, ProblemRow
from kg.pipeline import recall
from kg.pipeline.scan import FileContent, Scan
from kg.read import read_file


if TYPE_CHECKING:
    from pathlib import Path


Rows = list[ArticleRow | ProblemRow]


def line(number: int, words: str = "باران بارید.", date: str = "1403/04/02") -> str:
    """Return an article as a line."""
    row = {"id": f"n{number}", "title": "خبر", "body": words, "date": date}
    return json.dumps(row, ensure_ascii=False)


LINES = [line(0), line(1), "", "{بد", line(4, date=""), '{"title": "تنها"}', line(6)]


@pytest.fixture(autouse=True)
def _no_head(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recall, "HEAD", 0)


def scanned(ledger: Ledger, path: Path) -> FileContent:
    """Scan a file and record it as a build does."""
    scan = Scan(ledger, [str(path)], {})
    list(scan.new_articles(ledger.known_digests("x")))
    [content] = scan.changed
    assert content.recalled is not None
    with ledger.transaction():
        ledger.replace_file(
            content.path, content.digest, content.articles, content.problems
        )
        ledger.change_lines(
            content.path, content.reading, bytes(content.recalled.digests)
        )
        ledger.add_extractions(
            ExtractionRow(digest=one.digest, extractor="x", extraction=b"", profile=b"")
            for one in content.articles
        )
    return content


def write(path: Path, text: str) -> None:
    """Write a file, packed as its name says."""
    pack = {".gz": gzip.compress, ".xz": lzma.compress}.get(path.suffix, bytes)
    path.write_bytes(pack(text.encode()))


def held(content: FileContent) -> Rows:
    """Return what a file holds, by position."""
    rows: Rows = [*content.articles, *content.problems]
    return sorted(rows, key=lambda row: row.position)


def test_a_changed_line_is_read_before_what_comes_after_it(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    write(path, "\n".join(map(line, range(60))))
    with closing(Ledger(tmp_path / "ledger.sqlite")) as ledger:
        scanned(ledger, path)
        changed = [
            line(at, "برف بارید." if at == 20 else "باران بارید.") for at in range(60)
        ]
        write(path, "\n".join(changed))
        scan = Scan(ledger, [str(path)], {})
        taken: list[int] = []
        note = recall.Recall.note

        def noting(
            self: recall.Recall, text: bytes, number: int, *, may_skip: bool
        ) -> bool:
            taken.append(number)
            return note(self, text, number, may_skip=may_skip)

        with mock.patch.object(recall.Recall, "note", noting):
            found = scan.new_articles(ledger.known_digests("x"))
            next(found)
            before = len(taken)
            assert list(found) == []

        assert before == 21
        assert taken == list(range(1, 61))


@pytest.mark.parametrize(
    ("after", "skipped"),
    [
        ([*LINES[:1], line(1, "برف بارید."), *LINES[2:]], [3, 4, 5, 6, 7]),
        ([*LINES[:6], line(7), line(6)], [2, 3, 4, 5, 6]),
        (LINES[:5], [2, 3, 4, 5]),
        (["", *LINES], []),
        ([*LINES, line(8), line(9)], [2, 3, 4, 5, 6, 7]),
    ],
    ids=["changed", "inserted", "removed", "all moved", "appended"],
)
@pytest.mark.parametrize("packing", ["", ".gz", ".xz"])
def test_lines_that_did_not_change_are_not_read(
    tmp_path: Path, after: list[str], skipped: list[int], packing: str
) -> None:
    path = tmp_path / f"news.jsonl{packing}"
    ledger = Ledger(tmp_path / "ledger.sqlite")
    write(path, "\n".join([*LINES, ""]))
    scanned(ledger, path)

    write(path, "\n".join([*after, ""]))
    content = scanned(ledger, path)
    fresh = scanned(Ledger(tmp_path / "fresh.sqlite"), path)

    assert content.recalled is not None
    assert content.recalled.unchanged == skipped
    assert held(content) == held(fresh)
    sources = [str(one.source) for one in read_file(path)]
    assert [row.source for row in held(content)] == sources


def test_a_file_that_got_damaged_is_read_whole(
    tmp_path: Path,
) -> None:
    path = tmp_path / "news.jsonl.gz"
    ledger = Ledger(tmp_path / "ledger.sqlite")
    lines = [line(number, f"باران {number * number} بارید.") for number in range(3000)]
    write(path, "\n".join(lines))
    scanned(ledger, path)

    path.write_bytes(path.read_bytes()[:-4000])
    content = scanned(ledger, path)
    fresh = scanned(Ledger(tmp_path / "fresh.sqlite"), path)

    assert held(content) == held(fresh)
    assert len(content.articles) > 1000
    assert [one.reason for one in content.problems] == [
        "the compressed file is cut off"
    ]


def test_lines_of_articles_that_were_not_extracted_are_read(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    ledger = Ledger(tmp_path / "ledger.sqlite")
    path.write_text("\n".join(LINES), encoding="utf-8")
    scanned(ledger, path)
    path.write_text("\n".join([*LINES, line(8)]), encoding="utf-8")

    scan = Scan(ledger, [str(path)], {})
    packed = list(scan.new_articles(set()))

    assert len(packed) == 5


def test_other_kinds_of_files_are_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(LINES), encoding="utf-16")
    scan = Scan(Ledger(tmp_path / "ledger.sqlite"), [str(path)], {})
    list(scan.new_articles(set()))

    assert scan.changed[0].recalled is None
    assert len(scan.changed[0].articles) == 4

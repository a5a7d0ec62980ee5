"""Lines of decisions.tsv say what they mean, and bad ones say what is wrong."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.decisions import (
    FILE_NAME,
    Action,
    Anchor,
    BadLine,
    Decision,
    Kind,
    add_decision,
    parse_anchor,
    parse_decision,
    read_decisions,
    remove_decision,
)
from kg.errors import GraphError


if TYPE_CHECKING:
    from pathlib import Path


MERGE = Decision(
    action=Action.MERGE,
    kind=Kind.PERSON,
    target=Anchor(("بهرام کیانفر",), ("n1",)),
    other=Anchor(("کیانفر",), ("n2", "a,b @|%")),
    author="مهسا رستگار",
    date="2026-11-29",
    reason="همان استاندار است",
)
REJECT = Decision(
    action=Action.REJECT,
    kind=Kind.QUOTE,
    target=Anchor(("کیانفر", "کار ادامه دارد"), ("n1",)),
    author="مهسا رستگار",
    date="2026-11-29",
    reason="گفتهٔ او نیست",
)
RENAME = Decision(
    action=Action.RENAME,
    kind=Kind.PERSON,
    target=Anchor(("کیانفر",)),
    name="بهرام کیان‌فر",
    author="مهسا رستگار",
    date="2026-11-29",
    reason="نام درست",
)


@pytest.mark.parametrize("decision", [MERGE, REJECT, RENAME])
def test_a_line_gives_its_decision_back(decision: Decision) -> None:
    assert parse_decision(decision.line.split("\t")) == decision


def test_a_line_reads_as_it_is_told() -> None:
    assert MERGE.line.split("\t") == [
        "merge",
        "person",
        "بهرام کیانفر @ n1",
        "کیانفر @ n2,a%2Cb%20%40%7C%25",
        "مهسا رستگار",
        "2026-11-29",
        "همان استاندار است",
    ]


def test_an_id_depends_on_every_word() -> None:
    others = [replace(MERGE, reason="دیگر"), replace(MERGE, date="2026-11-28"), RENAME]

    assert len({MERGE.id, *(one.id for one in others)}) == 4


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("علی رضایی", Anchor(("علی رضایی",))),
        ("علی رضایی @ n1 , n2", Anchor(("علی رضایی",), ("n1", "n2"))),
        (" | وزیر | نفت ", Anchor(("", "وزیر", "نفت"))),
    ],
)
def test_anchors_are_names_and_articles(text: str, anchor: Anchor) -> None:
    assert parse_anchor(text) == anchor


def test_what_divides_parts_is_no_part_of_them() -> None:
    anchor = Anchor(("a | b @ c", "d"), ("n1",))

    assert str(anchor) == "a b c | d @ n1"


LINE = ("merge", "person", "الف @ n1", "ب @ n2", "م. رستگار", "2026-11-29", "چون")


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (LINE[:6], "6 cells, not 7"),
        (("join", *LINE[1:]), "one of merge, split, rename, reject, accept, not"),
        ((LINE[0], "human", *LINE[2:]), "one of person, organization"),
        (("merge", "role", *LINE[2:]), "merge is for entities, not for: role"),
        (("accept", *LINE[1:3], "", *LINE[4:]), "accept is for statements"),
        ((*LINE[:3], "", *LINE[4:]), "merge takes the entity that goes into"),
        (("rename", *LINE[1:3], "", *LINE[4:]), "rename takes the new name"),
        (("rename", *LINE[1:3], "«»", *LINE[4:]), "not a name"),
        (("reject", *LINE[1:]), "reject takes no value"),
        (("split", *LINE[1:3], "ب", *LINE[4:]), "the value names no article"),
        (("reject", "quote", "الف | ب", "", *LINE[4:]), "the target names no article"),
        ((*LINE[:2], "", *LINE[3:]), "names nothing"),
        ((*LINE[:2], "الف @ ", *LINE[3:]), "no article after @"),
        ((*LINE[:4], " ", *LINE[5:]), "no author"),
        ((*LINE[:5], "۱۴۰۵/۹/۸", LINE[6]), "not a day as YYYY-MM-DD"),
        ((*LINE[:6], ""), "no reason"),
    ],
)
def test_a_bad_line_says_what_is_wrong(cells: tuple[str, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_decision(cells)


def test_a_folder_without_the_file_has_no_decisions(tmp_path: Path) -> None:
    assert read_decisions(tmp_path).decisions == ()


def test_bad_lines_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    content = [
        b"\xef\xbb\xbf# \xd8\xa7",
        b"action\tkind\ttarget\tvalue\tauthor\tdate\treason",
        MERGE.line.encode() + b"\r",
        b"merge\tperson",
        b"",
        MERGE.line.encode(),
        b"\xff",
        RENAME.line.encode(),
    ]
    (tmp_path / FILE_NAME).write_bytes(b"\n".join(content))

    held = read_decisions(tmp_path)

    assert held.decisions == (MERGE, RENAME)
    assert [line.number for line in held.lines] == [3, 8]
    assert [one.number for one in held.bad] == [4, 6, 7]
    assert held.bad[1] == BadLine(6, "repeats line 3")
    assert held.bad[2].reason.startswith("not UTF-8")


def test_what_a_spreadsheet_saved_as_unicode_text_is_read(tmp_path: Path) -> None:
    content = f"{MERGE.line}\r\n{RENAME.line}\r\n".encode("utf-16")
    (tmp_path / FILE_NAME).write_bytes(content)

    assert read_decisions(tmp_path).decisions == (MERGE, RENAME)


def test_decisions_are_added_once_under_a_heading(tmp_path: Path) -> None:
    first = add_decision(tmp_path, MERGE)
    add_decision(tmp_path, RENAME)

    again = add_decision(tmp_path, MERGE)

    assert again == first
    text = (tmp_path / FILE_NAME).read_text(encoding="utf-8")
    assert text.startswith("action\tkind\ttarget\t")
    assert text.splitlines()[1:] == [MERGE.line, RENAME.line]


def test_undoing_leaves_every_other_line(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_text(f"# چرا\nbad line\n{MERGE.line}\n{RENAME.line}\n", encoding="utf-8")
    line = read_decisions(tmp_path).lines[0]

    remove_decision(tmp_path, line)

    kept = path.read_text(encoding="utf-8")
    assert kept == f"# چرا\nbad line\n{RENAME.line}\n"
    with pytest.raises(GraphError, match="the line has changed"):
        remove_decision(tmp_path, line)


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()

    with pytest.raises(GraphError, match="cannot be read"):
        read_decisions(tmp_path)


def test_a_full_disk_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_decision(tmp_path, MERGE)
    before = (tmp_path / FILE_NAME).read_bytes()

    def half(path: Path, content: bytes) -> int:
        with path.open("wb") as stream:
            stream.write(content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)

    with pytest.raises(GraphError, match="cannot be written: No space"):
        add_decision(tmp_path, RENAME)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [
        (FILE_NAME, before)
    ]

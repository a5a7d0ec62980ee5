"""Answers as tables, CSV and Markdown: nothing of an article is obeyed."""

from __future__ import annotations

import io
import re
import sys

import pytest

from kg.cli.answering import Answer, print_answer
from kg.cli.streams import harmless
from kg.cli.tables import print_rows


ANSWER = Answer(
    ("name", "text", "date"),
    [("=HYPERLINK(1)", "[x](javascript:y) | <b>", "2024-07-10"), ("", "", "")],
    [{"name": "=HYPERLINK(1)"}],
)


def printed(capsys: pytest.CaptureFixture[str], answer: Answer, format: str) -> str:
    print_answer([answer], format=format)
    return capsys.readouterr().out


def test_csv_has_no_formula(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, ANSWER, "csv").splitlines()[1] == (
        "'=HYPERLINK(1),[x](javascript:y) | <b>,1403/04/20 (2024-07-10)"
    )


def test_markdown_has_no_link_and_no_markup(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert r"\[x\](javascript:y) \| \<b\>" in printed(capsys, ANSWER, "md")


def test_a_table_leaves_empty_columns_out_and_cuts_long_cells(
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = Answer(("text", "place"), [("و" * 200, "")])

    print_answer([answer], format="table")

    captured = capsys.readouterr()
    assert "place" not in captured.out
    assert "…" in captured.out
    assert "--format json" in captured.err


def test_several_tables_are_one_in_csv(capsys: pytest.CaptureFixture[str]) -> None:
    answers = [
        Answer(("name", "aliases"), [("کیانفر", "")]),
        Answer(("name", "text"), [("کیانفر", "باران")], title="quotes"),
        Answer(("event",), (), title="events"),
    ]

    print_answer(answers, format="csv")

    assert capsys.readouterr().out.splitlines() == [
        "table,name,aliases,text,event",
        "name,کیانفر,,,",
        "quotes,کیانفر,,باران,",
    ]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        ("60", ["name ┃ text", "━━━━━╇━━━━━━", " ابر │", " باد │ باران"]),
        ("10", ["name  ابر", "", "name  باد", "text  باران"]),
    ],
)
def test_a_table_wider_than_the_terminal_is_told_row_by_row(
    monkeypatch: pytest.MonkeyPatch, columns: str, shown: list[str]
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("TERM", "xterm")

    print_rows(("name", "text"), [("ابر", ""), ("باد", "باران")])

    plain = re.sub("\x1b\\[[0-9]*m|[\u2068\u2069]", "", terminal.getvalue())
    assert [line.rstrip() for line in plain.splitlines()] == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;title\x07", "\ufffd]0;title\ufffd"),
        ("\u202eچپ\u2069", "چپ"),
        ("نیم\u200cفاصله\nو", "نیم\u200cفاصله\nو"),
    ],
)
def test_a_terminal_obeys_no_article(text: str, shown: str) -> None:
    assert harmless(text) == shown

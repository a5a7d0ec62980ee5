"""Tables, progress and summaries read right, Persian or not."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pytest
from rich.console import Console

from kg.cli import progress, streams
from kg.cli.options import to_fields
from kg.cli.progress import watching
from kg.cli.tables import is_right_to_left, isolate, print_rows, print_solutions
from kg.graph.ledger import ProblemRow
from kg.pipeline.report import BuildReport


def report(**changes: object) -> BuildReport:
    """Return a report of a build of one article."""
    values: dict[str, object] = {
        "graph": "graphs/demo",
        "articles": 1,
        "extracted": 1,
        "written": 1,
        "removed": 0,
        "files_read": 1,
        "files_unchanged": 0,
        "gone": (),
        "pruned": False,
        "counts": {"articles": 1, "persons": 2},
        "encodings": {"utf-8": 1},
        "problems": (),
        "seconds": {"total": 0.5},
    }
    return BuildReport(**(values | changes))  # type: ignore[arg-type]


def problem(kind: str, number: int = 1) -> ProblemRow:
    return ProblemRow(
        path="/a", position=number, kind=kind, source=f"a:{number}", reason="why"
    )


def test_a_summary_has_counts_and_speed() -> None:
    assert report().lines() == [
        "graphs/demo: 1 articles, 2 persons",
        (
            "1 articles extracted, 1 written, 0 removed; problems: none; "
            "0.5 s, 2.0 articles/s"
        ),
    ]


def test_a_summary_shows_the_gravest_problems_first() -> None:
    problems = (problem("warning"), problem("skipped"), problem("error"))

    lines = report(problems=problems, seconds={}).lines()

    assert lines[:3] == ["error: a:1: why", "skipped: a:1: why", "warning: a:1: why"]
    assert "1 error, 1 skipped, 1 warning" in lines[-1]


def test_a_summary_leaves_the_many_to_the_report() -> None:
    problems = tuple(problem("warning", number) for number in range(25))

    lines = report(problems=problems).lines()

    assert lines[20] == "… and 5 more, see graphs/demo/report.tsv"


@pytest.mark.parametrize(
    ("text", "answer"),
    [("علی", True), ("12 علی", True), ("kg علی", False), ("12", False), ("", False)],
)
def test_the_first_letter_tells_the_direction(text: str, answer: bool) -> None:
    assert is_right_to_left(text) is answer


def test_only_right_to_left_cells_are_isolated() -> None:
    assert isolate("علی") == "\u2068علی\u2069"
    assert isolate("kg") == "kg"


def test_persian_columns_stand_on_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(("name", "number"), [("علی", 1), ("می‌شود", 22)])

    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines[2:] == ["  \u2068علی\u2069 │ 1", "\u2068می‌شود\u2069 │ 22"]


def test_markup_in_a_cell_is_text(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(("x",), [("[red]a[/red] :smile:",)])

    assert "[red]a[/red] :smile:" in capsys.readouterr().out


def test_solutions_show_short_iris_and_gaps(capsys: pytest.CaptureFixture[str]) -> None:
    solutions = ox.Store().query(
        "SELECT ?a ?b { VALUES (?a ?b) {"
        " (<https://w3id.org/persian-news-kg/ontology#said> UNDEF) } }"
    )
    assert isinstance(solutions, ox.QuerySolutions)

    print_solutions(solutions)

    assert capsys.readouterr().out.splitlines()[-1].rstrip(" │") == "kg:said"


@pytest.mark.parametrize("pair", ["body", "=x", "body="])
def test_a_field_is_a_pair(pair: str) -> None:
    with pytest.raises(Exception, match="not PART=NAME"):
        to_fields([pair])


def test_fields_become_a_mapping() -> None:
    assert to_fields(["body=متن", "title=a=b"]) == {"body": "متن", "title": "a=b"}


def console(monkeypatch: pytest.MonkeyPatch, *, terminal: bool) -> io.StringIO:
    """Put a console of ours in place of standard error."""
    stream = io.StringIO()
    made = Console(file=stream, force_terminal=terminal, width=80, highlight=False)
    for module in (streams, progress):
        monkeypatch.setattr(module, "words", made)
    return stream


def test_a_terminal_shows_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = console(monkeypatch, terminal=True)

    with watching() as watcher:
        watcher.stage("extracting")
        watcher.advance(7)
        watcher.say("[stale] articles")

    assert "[stale] articles" in stream.getvalue()
    assert "extracting 7 articles" in stream.getvalue()


def test_elsewhere_lines_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = console(monkeypatch, terminal=False)
    clock = iter([0.0, 1.0, 31.0, 31.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))

    with watching() as watcher:
        watcher.stage("extracting")
        watcher.advance(1)
        watcher.advance(50)
        watcher.say("[stale] articles")

    assert stream.getvalue() == "extracting: 50 articles\n[stale] articles\n"


def test_a_summary_counts_in_words() -> None:
    problems = (problem("error"), problem("error", 2), problem("warning"))

    told = report(problems=problems, gone=("/b",), decided=1).lines()

    assert told[3] == (
        "1 file is gone from the inputs; their articles stay (--prune removes them)"
    )
    assert told[5] == "1 decision applied"
    assert "problems: 2 errors, 1 warning;" in told[6]

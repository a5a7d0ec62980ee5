"""Ctrl-C, as it reaches the commands: raised where they do their work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from kg.cli import app, checking, deciding, load_commands, pushing


if TYPE_CHECKING:
    from pathlib import Path


def interrupted(*_arguments: object, **_options: object) -> None:
    raise KeyboardInterrupt


def run(*arguments: str) -> tuple[int, str, str]:
    load_commands([])
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.stdout, result.stderr


def test_a_check_says_that_nothing_was_changed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(checking, "open_source", interrupted)
    graph = str(tmp_path / "graph.nq")

    assert run("validate", graph) == (
        130,
        "",
        f"kg: {graph}: stopped before all was checked; nothing was changed\n",
    )


def test_a_decision_that_takes_effect_says_that_it_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(deciding, "build", interrupted)
    (tmp_path / "decisions.tsv").write_text(
        "rename\tperson\tکیانفر\tبهرام\tمهسا رستگار\t2026-11-29\tچون\n",
        encoding="utf-8",
    )

    status, _, words = run("decide", "undo", str(tmp_path), "1", "--apply")

    assert status == 130
    assert words == (
        f"kg: {tmp_path}: stopped; decisions.tsv is written, and the next build "
        "applies it\n"
    )


def test_a_write_to_a_server_goes_on_next_time(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pushing, "watching", interrupted)

    assert run("push", str(tmp_path), "http://localhost:7878") == (
        130,
        "",
        f"kg: {tmp_path}: stopped; the next push goes on from what the server has\n",
    )


def test_any_command_says_that_it_was_stopped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(checking, "statistics", interrupted)
    graph = tmp_path / "graph.nq"
    graph.write_text("")

    assert run("stats", str(graph)) == (130, "", "kg: stopped\n")

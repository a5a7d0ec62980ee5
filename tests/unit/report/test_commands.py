"""``kg report`` and ``kg dossier``."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app, load_commands
from tests.reported import turtle


load_commands([])


@pytest.fixture
def graph(tmp_path: Path) -> str:
    path = tmp_path / "خبرها.ttl"
    path.write_text(turtle(), encoding="utf-8")
    return str(path)


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.stdout, result.stderr


def test_a_report_names_its_pages_and_what_it_leaves_out(
    graph: str, tmp_path: Path
) -> None:
    site = tmp_path / "site"

    code, out, _ = run("report", graph, "-o", str(site), "--limit", "1", "--lang", "en")

    assert (code, out) == (0, "")
    assert '<html lang="en" dir="ltr">' in (site / "index.html").read_text("utf-8")
    assert len(list(site.glob("person/*.html"))) == 1


@pytest.mark.parametrize("command", ["report", "dossier"])
def test_another_language_is_refused(graph: str, tmp_path: Path, command: str) -> None:
    name = ["بهرام کیانفر"] if command == "dossier" else []

    code, _, _ = run(command, graph, *name, "-o", str(tmp_path / "x"), "--lang", "de")

    assert code == 2
    assert not (tmp_path / "x").exists()


def test_a_dossier_goes_to_standard_output_or_a_file(
    graph: str, tmp_path: Path
) -> None:
    path = tmp_path / "dossier.md"

    code, out, _ = run("dossier", graph, "كيانفر")
    written, _, _ = run("dossier", graph, "كيانفر", "-o", str(path))

    assert (code, written) == (0, 0)
    assert out == path.read_text("utf-8")
    assert out.startswith("# پرونده: بهرام کیانفر\n")

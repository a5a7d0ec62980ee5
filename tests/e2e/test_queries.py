"""The shipped queries on a graph of the example articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app, load_commands
from kg.errors import QueryError
from kg.query import bind, named_queries


pytestmark = pytest.mark.e2e
ARTICLES = Path(__file__).resolve().parents[2] / "examples" / "articles"
EMPTY = {"together"}


def run(*arguments: str) -> str:
    load_commands([])
    found = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert found.exit_code == 0, found.output
    return found.stdout


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("queries") / "graph")
    run("build", str(ARTICLES), "--graph", folder, "--workers", "1")
    return folder


@pytest.mark.parametrize("name", [one.name for one in named_queries()])
def test_answers_unbound(graph: str, name: str) -> None:
    lines = run("query", graph, "--named", name, "--format", "csv").splitlines()
    assert (len(lines) == 1) is (name in EMPTY)


def test_holders_of_a_post(graph: str) -> None:
    answer = run(
        "query", graph, "--named", "holders", "--bind", "post=استاندار", "--format=csv"
    )
    rows = answer.splitlines()[1:]
    assert rows
    assert all(row.startswith("بهرام کیانفر,استاندار,یزد,کنونی,") for row in rows)


def test_said_by_one_person(graph: str) -> None:
    bound = ("query", graph, "--named", "said", "--format", "csv", "--bind")
    rows = run(*bound, "name=بهرام کیانفر").splitlines()[1:]
    assert rows
    assert all(row.startswith("بهرام کیانفر,") for row in rows)
    hostile = 'name=a" } } SELECT * { ?s ?p ?o #'
    assert len(run(*bound, hostile).splitlines()) == 1


def test_service_is_refused(graph: str) -> None:
    load_commands([])
    text = "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }"
    found = CliRunner().invoke(app, ["query", graph, text])
    assert isinstance(found.exception, QueryError)


def test_unknown_parameters_are_told() -> None:
    with pytest.raises(QueryError, match="no variable"):
        bind("SELECT * { ?s ?p ?o }", {"name": "x"})

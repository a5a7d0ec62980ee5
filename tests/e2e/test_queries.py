"""The shipped queries on a graph of the example articles."""

from __future__ import annotations

import subprocess
import sys
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


def test_binds_an_iri_and_a_typed_literal(graph: str) -> None:
    person = "SELECT ?s { ?s a kg:Person ; rdfs:label ?name } ORDER BY ?s LIMIT 1"
    iri = run("query", graph, person, "--format", "csv").splitlines()[1]
    names = "SELECT ?name { ?s rdfs:label ?name }"
    found = run("query", graph, names, "--bind", f"s=<{iri}>", "--format", "csv")
    assert len(found.splitlines()) == 2

    day = "SELECT ?d { ?s kg:begin ?d } ORDER BY ?d LIMIT 1"
    first = run("query", graph, day, "--format", "csv").splitlines()[1]
    count = "SELECT (COUNT(*) AS ?n) { ?s kg:begin ?d }"
    typed = f'd="{first}"^^<http://www.w3.org/2001/XMLSchema#date>'
    assert run("query", graph, count, "--bind", typed, "--format=csv").split()[1] != "0"
    plain = run("query", graph, count, "--bind", f"d={first}", "--format=csv")
    assert plain.split()[1] == "0"


def test_explain_prints_the_algebra_and_runs_nothing() -> None:
    text = "SELECT ?s { ?s a kg:Person . FILTER(?s != 1) }"
    printed = run("query", "no-such-graph", text, "--explain")
    assert printed.startswith("SelectQuery")
    assert "Filter" in printed


def test_a_query_that_takes_too_long_ends_with_a_word(graph: str) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    command = [sys.executable, "-m", "kg", "query", graph, endless, "--timeout", "2"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "kg: the query took longer than 2 s (--timeout)\n"
    assert done.stdout == ""

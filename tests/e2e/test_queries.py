"""The shipped queries on a graph of the example articles."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app, load_commands
from kg.errors import QueryError
from kg.graph.vocab import PREFIXES
from kg.query import bind, named_queries


pytestmark = pytest.mark.e2e
ARTICLES = Path(__file__).resolve().parents[2] / "examples" / "articles"


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
    assert len(lines) > 1


def test_holders_of_a_post(graph: str) -> None:
    answer = run(
        "query", graph, "--named", "holders", "--bind", "post=استاندار", "--format=csv"
    )
    rows = answer.splitlines()[1:]
    assert rows
    assert all(row.startswith("بهرام کیانفر,استاندار,یزد,کنونی,") for row in rows)


def test_holders_of_a_role_in_one_body(graph: str) -> None:
    bound = ("query", graph, "--named", "holders", "--format=csv", "--bind")
    every = run("query", graph, "--named", "holders", "--format=csv").splitlines()[1:]
    body = next(row.split(",")[2] for row in every if row.split(",")[2])

    rows = run(*bound, f"organization={body}").splitlines()[1:]

    assert rows == [row for row in every if row.split(",")[2] == body]
    assert len(rows) < len(every)


MINISTER = """
GRAPH <x:entities> {
  <x:post> a kg:Post ; rdfs:label "وزیر نیرو" ; org:postIn <x:body> .
  <x:body> rdfs:label "وزارت نیرو" . <x:person> rdfs:label "بهرام کیانفر" }
GRAPH <x:article> {
  <x:m> a kg:Membership ; kg:post <x:post> ; kg:roleTitle "وزیر" ;
    kg:status kg:current ; org:member <x:person> ; org:organization <x:body> ;
    kg:evidence <x:e> .
  <x:e> oa:exact "کیانفر، وزیر نیرو" }
GRAPH <x:ontology> { kg:current a kg:Value ; rdfs:label "کنونی"@fa }
"""


@pytest.mark.parametrize(("post", "found"), [("وزیر نیرو", 1), ("وزیر نفت", 0)])
def test_a_post_is_named_as_its_label(tmp_path: Path, post: str, found: int) -> None:
    """Though its statement says «وزیر» and «وزارت نیرو»."""
    path = tmp_path / "minister.trig"
    prefixes = (f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items())
    path.write_text("\n".join([*prefixes, MINISTER]), encoding="utf-8")
    holders = ("query", str(path), "--named", "holders", "--format", "csv")

    rows = run(*holders, "--bind", f"post={post}").splitlines()[1:]

    assert rows == found * ["بهرام کیانفر,وزیر,وزارت نیرو,کنونی,,کیانفر، وزیر نیرو"]


def test_evidence_of_one_title(graph: str) -> None:
    titles = "SELECT ?t { ?a a kg:Article ; schema:headline ?t } ORDER BY ?t LIMIT 1"
    title = run("query", graph, titles, "--format", "csv").splitlines()[1].strip('"')
    evidence = ("query", graph, "--named", "evidence", "--format", "csv")

    rows = run(*evidence, "--bind", f"title={title}").splitlines()[1:]

    assert rows
    assert all(title in row for row in rows)


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

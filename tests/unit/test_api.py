"""The Python API, on a small graph."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.errors import KgError, QueryError
from kg.graph.vocab import PREFIXES


TURTLE = """
<https://x.example/p> a kg:Entity , kg:Person ; rdfs:label "بهرام <b>کیانفر" ;
  kg:articleCount 2 ; kg:said <https://x.example/s> .
"""


@pytest.fixture
def graph(tmp_path: Path) -> kg.Graph:
    path = tmp_path / "small.ttl"
    prefixes = "".join(f"@prefix {k}: <{v}> .\n" for k, v in PREFIXES.items())
    path.write_text(prefixes + TURTLE, encoding="utf-8")
    return kg.open(path)


def test_rows_have_python_values(graph: kg.Graph) -> None:
    table = graph.query("SELECT ?name ?n { ?p rdfs:label ?name ; kg:articleCount ?n }")

    assert table.to_dicts() == [{"name": "بهرام <b>کیانفر", "n": 2}]
    assert len(table) == 1


def test_a_table_shows_itself_without_markup_of_the_graph(graph: kg.Graph) -> None:
    shown = graph.query("SELECT ?name { ?p rdfs:label ?name }")._repr_html_()

    assert "<b>" not in shown
    assert "&lt;b&gt;کیانفر" in shown


def test_a_person_is_found(graph: kg.Graph) -> None:
    assert graph.person("كيانفر").iri == "https://x.example/p"
    assert graph.top("persons")[0].count == 2
    assert [hit.kind for hit in graph.find("کیانفر")] == ["name"]


def test_another_query_than_select_is_refused(graph: kg.Graph) -> None:
    with pytest.raises(QueryError, match="SELECT"):
        graph.query("ASK { ?s ?p ?o }")


def test_a_missing_graph_is_named(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="nowhere"):
        kg.open(tmp_path / "nowhere")


def test_unknown_names_are_no_part_of_the_api() -> None:
    with pytest.raises(AttributeError, match="cats"):
        _ = kg.cats  # type: ignore[attr-defined]


def test_answers_show_themselves_and_become_rows(graph: kg.Graph) -> None:
    answers = graph.top("persons")

    assert answers.to_dicts() == [
        {"name": "بهرام <b>کیانفر", "count": 2, "articles": 2}
    ]
    assert "&lt;b&gt;کیانفر" in answers._repr_html_()
    assert "<b>" not in graph.person("کیانفر")._repr_html_()


def test_a_graph_shows_what_it_holds(graph: kg.Graph) -> None:
    assert "persons" in graph._repr_html_()


def test_days_of_both_calendars_are_taken(graph: kg.Graph) -> None:
    assert graph.events(since="1403/01/01", until="2024-12-31") == ()
    with pytest.raises(ValueError, match="not a day"):
        graph.who("استاندار", on="1403/13/01")

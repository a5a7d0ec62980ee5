"""What a query's text says, and where values are bound in it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.query import bind, has_federation
from kg.query.text import to_term


XSD = "http://www.w3.org/2001/XMLSchema#"
VALUES = ' VALUES (?s) { ("x") }'
PLACES = [
    ("SELECT ?s { ?s ?p ?o }", "SELECT ?s {@ ?s ?p ?o }"),
    (
        "SELECT ?s { { SELECT ?s WHERE { ?s ?p ?o } } ?s a ?c }",
        "SELECT ?s {@ { SELECT ?s WHERE { ?s ?p ?o } } ?s a ?c }",
    ),
    (
        "CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p 1 } WHERE {@ ?s ?p ?o }",
    ),
    (
        "SELECT (EXISTS { ?s a ?c } AS ?e) { ?s ?p ?o }",
        "SELECT (EXISTS { ?s a ?c } AS ?e) {@ ?s ?p ?o }",
    ),
    (
        "SELECT ?s { ?s ?p ?o } VALUES ?p { <http://x.example/p> }",
        "SELECT ?s {@ ?s ?p ?o } VALUES ?p { <http://x.example/p> }",
    ),
    (
        'SELECT ?s # { WHERE {\n{ ?s ?p "{" }',
        'SELECT ?s # { WHERE {\n{@ ?s ?p "{" }',
    ),
]


@pytest.mark.parametrize(("query", "expected"), PLACES)
def test_values_stand_first_in_the_outermost_pattern(query: str, expected: str) -> None:
    bound = bind(query, {"s": "x"})

    assert bound == expected.replace("@", VALUES)
    ox.Store().query(bound)


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ("استاندار", ox.Literal("استاندار")),
        ("<http://x.example/a>", ox.NamedNode("http://x.example/a")),
        ('"۵"@fa', ox.Literal("۵", language="fa")),
        (
            f'"2024-09-22"^^<{XSD}date>',
            ox.Literal("2024-09-22", datatype=ox.NamedNode(XSD + "date")),
        ),
        ('"a" . <x:s> <x:p> "b"', ox.Literal('"a" . <x:s> <x:p> "b"')),
    ],
)
def test_a_value_is_one_term(value: str, term: ox.NamedNode | ox.Literal) -> None:
    assert to_term(value) == term


def test_what_looks_like_an_iri_must_be_one() -> None:
    with pytest.raises(QueryError, match="not an IRI"):
        to_term("<no iri>")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }", True),
        ("SELECT * { service silent ?x { ?s ?p ?o } }", True),
        ('SELECT * { ?s ?p "SERVICE" }', False),
        ("SELECT ?service { ?service x:SERVICE ?o } # SERVICE", False),
    ],
)
def test_federation_is_seen(query: str, *, expected: bool) -> None:
    assert has_federation(query) is expected

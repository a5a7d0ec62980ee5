"""What a query's text says, and where values are bound in it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.query import bind, has_federation
from kg.query.text import is_update, to_term


XSD = "http://www.w3.org/2001/XMLSchema#"
VALUES = ' VALUES (?s) { ("x") }'
PLACES = [
    ("SELECT ?s { ?s ?p ?o }", "SELECT ?s {@ ?s ?p ?o }"),
    (
        "SELECT ?s { { SELECT ?s WHERE { ?s ?p ?o } } ?s a ?c }",
        "SELECT ?s {@ { SELECT ?s WHERE {@ ?s ?p ?o } } ?s a ?c }",
    ),
    (
        "SELECT ?s { { SELECT ?o WHERE { ?s ?p ?o } } ?s a ?c }",
        "SELECT ?s {@ { SELECT ?o WHERE { ?s ?p ?o } } ?s a ?c }",
    ),
    (
        "SELECT * { { SELECT ?o (COUNT(?s) AS ?n) { ?s ?p ?o } GROUP BY ?o } }",
        "SELECT * {@ { SELECT ?o (COUNT(?s) AS ?n) { ?s ?p ?o } GROUP BY ?o } }",
    ),
    (
        "SELECT * { { SELECT * { { SELECT ?s { ?s ?p 1 } LIMIT 9 } } } }",
        "SELECT * {@ { SELECT * {@ { SELECT ?s {@ ?s ?p 1 } LIMIT 9 } } } }",
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
def test_values_stand_first_wherever_the_variable_is_the_same(
    query: str, expected: str
) -> None:
    bound = bind(query, {"s": "x"})

    assert bound == expected.replace("@", VALUES)
    ox.Store().query(bound)


FILTERED = [
    (
        "SELECT * { ?a ?p ?o OPTIONAL { ?a ?q ?s } }",
        "SELECT * {~ ?a ?p ?o OPTIONAL { ?a ?q ?s } }",
    ),
    (
        "SELECT ?a { { SELECT ?a ?s { ?a ?p ?o optional\n{ ?a ?q ?s } } LIMIT 9 } }",
        "SELECT ?a {@ { SELECT ?a ?s {~ ?a ?p ?o optional\n{ ?a ?q ?s } } LIMIT 9 } }",
    ),
    (
        "SELECT * { ?a ?p ?o OPTIONAL { OPTIONAL { ?a ?q ?s } ?a ?r ?t } ?a ?b ?c }",
        "SELECT * {~ ?a ?p ?o OPTIONAL { OPTIONAL { ?a ?q ?s } ?a ?r ?t } ?a ?b ?c }",
    ),
    (
        "SELECT * { ?a ?p ?o OPTIONAL { { SELECT ?a ?s { ?a ?q ?s } } } }",
        "SELECT * {~ ?a ?p ?o OPTIONAL { { SELECT ?a ?s {@ ?a ?q ?s } } } }",
    ),
    (
        "SELECT * { ?s ?p ?o OPTIONAL { ?s ?q ?r } }",
        "SELECT * {@ ?s ?p ?o OPTIONAL { ?s ?q ?r } }",
    ),
    (
        "SELECT * { OPTIONAL { ?a ?q ?r } FILTER(!bound(?s) || contains(?r, ?s)) }",
        "SELECT * {@ OPTIONAL { ?a ?q ?r } FILTER(!bound(?s) || contains(?r, ?s)) }",
    ),
]


@pytest.mark.parametrize(("query", "expected"), FILTERED)
def test_what_is_optional_is_filtered(query: str, expected: str) -> None:
    bound = bind(query, {"s": "x"})

    expected = expected.replace("~", ' FILTER(sameTerm(?s, "x"))')
    assert bound == expected.replace("@", VALUES)
    ox.Store().query(bound)


def test_rows_without_what_is_bound_are_left_out() -> None:
    store = ox.Store()
    store.update(
        "PREFIX : <http://x.example/> INSERT DATA { :a a :C ; :at 1 ; :in 'yazd' . "
        ":b a :C ; :at 2 ; :in 'qom' . :c a :C ; :at 3 }"
    )
    query = (
        "PREFIX : <http://x.example/> SELECT ?n ?where "
        "{ ?s a :C ; :at ?n OPTIONAL { ?s :in ?where } }"
    )

    rows = store.query(bind(query, {"where": "yazd"}))

    assert [row["n"].value for row in rows] == ["1"]  # type: ignore[union-attr]


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


ELSEWHERE = "SERVICE <http://elsewhere.example/> { ?x ?y ?z }"
ASKS_ELSEWHERE = [
    f"SELECT * {{ {ELSEWHERE} }}",
    f"SELECT * {{ ?s ?p ?o . {ELSEWHERE.lower()} }}",
    "SELECT * { SERVICE ?s { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT ex:here { ?s ?p ?o } }",
    "SELECT * { SERVICE# where\n<http://elsewhere.example/> { ?s ?p ?o } }",
    f"SELECT * {{ {{ SELECT * {{ FILTER EXISTS {{ {ELSEWHERE} }} }} }} }}",
    # each of these hides the keyword from a reader that tells strings from comments
    f"SELECT * {{ ?s ?p ?o # a comment ends here\r{ELSEWHERE}\n}}",
    f"SELECT * {{ ex:a\\' ?p ?o . {ELSEWHERE} ?s ?p 'x' }}",
    f"SELECT * {{ ex:a\\# ?p ?o . {ELSEWHERE} }}",
    f"SELECT * {{ <http://x.example/\u00a0'> ?p ?o . {ELSEWHERE} ?s ?p 'x' }}",
    f"SELECT * {{ FILTER(?a<?b#>'''\n) {ELSEWHERE} FILTER(?x='''y''') }}",
    # no blank before it, and letters as escapes
    f"SELECT * {{ ?s ?p -1{ELSEWHERE} }}",
    f"SELECT * {{ ?s ?p ?o.{ELSEWHERE} }}",
    f"SELECT * {{ ?s ?p true{ELSEWHERE} }}",
    "SELECT * { \\u0053ERVICE <http://elsewhere.example/> { ?s ?p ?o } }",
    "SELECT * { SERV\\U00000049CE ?s { ?s ?p ?o } }",
]
STAYS_HERE = [
    "SELECT ?service ?x { ?service ex:service ?x ; ex:my-service ?x }",
    "SELECT * { ?s ?p 'public service' FILTER(?o = 'SERVICE') }",
    "SELECT * { ?s ?p ?o } # no SERVICE",
]


@pytest.mark.parametrize("query", ASKS_ELSEWHERE)
def test_asking_elsewhere_is_seen_however_hidden(query: str) -> None:
    assert has_federation(query)


@pytest.mark.parametrize("query", STAYS_HERE)
def test_names_and_words_are_no_federation(query: str) -> None:
    assert not has_federation(query)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("INSERT DATA { <a:a> <a:b> <a:c> }", True),
        ("prefix a: <http://x.example/> load <http://x.example/a>", True),
        ("CLEAR ALL", True),
        ("WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", True),
        ("SELECT * { ?load ?delete 'DROP' } # LOAD", False),
        ("ASK { <http://x.example/LOAD> a ?clear }", False),
        ("no query at all", False),
    ],
)
def test_updates_are_told_from_queries(text: str, expected: bool) -> None:
    assert is_update(text) is expected

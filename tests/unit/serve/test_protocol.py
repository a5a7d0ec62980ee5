"""The cases of the W3C's SPARQL 1.1 Protocol test suite, under its names.

Its requests are made against three small graphs of our own. Every update case must be
refused, since the endpoint is read-only; what is a bad update is so all the more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from kg.serve import Limits, create_app


BASE = "https://x.example/data"
ONE, TWO, THREE = (f"{BASE}{number}" for number in (1, 2, 3))
DATA = "".join(
    f"<{one}/s> <{BASE}/p> <{one}/o> <{one}> .\n" for one in (ONE, TWO, THREE)
)
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
UPDATE = "application/sparql-update"


def ask_default(*graphs: str) -> str:
    """Return a query that is true if the default graph holds just these graphs."""
    inside = " ".join(f"<{one}/s> ?p{at} ?o{at} ." for at, one in enumerate(graphs))
    others = {ONE, TWO, THREE} - set(graphs)
    outside = "".join(
        f" FILTER NOT EXISTS {{ <{one}/s> ?p ?o }}" for one in sorted(others)
    )
    return f"ASK {{ {inside}{outside} }}"


def ask_named(*graphs: str) -> str:
    """Return a query that is true if these named graphs are there, and no others."""
    inside = " ".join(
        f"GRAPH <{one}> {{ <{one}/s> ?a{at} ?b{at} }}" for at, one in enumerate(graphs)
    )
    listed = ", ".join(f"<{one}>" for one in graphs)
    return (
        f"ASK {{ {inside} FILTER NOT EXISTS "
        f"{{ GRAPH ?g {{ ?s ?q ?r }} FILTER(?g NOT IN ({listed})) }} }}"
    )


@dataclass(frozen=True)
class Case:
    """A request, and what must come back."""

    name: str
    method: str = "POST"
    parameters: tuple[tuple[str, str], ...] = ()
    body: str | bytes = ""
    kind: str | None = None
    accept: str = "*/*"
    wanted: Mapping[str, Any] = field(default_factory=dict)


TRUE = {"boolean": True}
DATASET = (("default-graph-uri", ONE), ("default-graph-uri", TWO))
NAMED = (("named-graph-uri", ONE), ("named-graph-uri", TWO))
FULL = (("default-graph-uri", THREE), *NAMED)
WHOLE = f"{ask_default(THREE)[:-1]} {ask_named(ONE, TWO)[5:]}"

ASK_FORM = urlencode({"query": "ASK {}"})
QUERIES = (
    Case("query_get", "GET", (("query", "ASK {}"),), wanted=TRUE),
    Case(
        "query_post_form", body=urlencode({"query": "ASK {}"}), kind=FORM, wanted=TRUE
    ),
    Case("query_post_direct", body="ASK {}", kind=DIRECT, wanted=TRUE),
    Case(
        "query_dataset_default_graph",
        parameters=(("default-graph-uri", ONE),),
        body=ask_default(ONE),
        kind=DIRECT,
        wanted=TRUE,
    ),
    Case(
        "query_dataset_default_graphs_get",
        "GET",
        (("query", ask_default(ONE, TWO)), *DATASET),
        wanted=TRUE,
    ),
    Case(
        "query_dataset_default_graphs_post",
        parameters=DATASET,
        body=ask_default(ONE, TWO),
        kind=DIRECT,
        wanted=TRUE,
    ),
    Case(
        "query_dataset_named_graphs_get",
        "GET",
        (("query", ask_named(ONE, TWO)), *NAMED),
        wanted=TRUE,
    ),
    Case(
        "query_dataset_named_graphs_post",
        body=urlencode([("query", ask_named(ONE, TWO)), *NAMED]),
        kind=FORM,
        wanted=TRUE,
    ),
    Case("query_dataset_full", parameters=FULL, body=WHOLE, kind=DIRECT, wanted=TRUE),
    Case(
        # The protocol's dataset goes before the query's own.
        "query_multiple_dataset",
        parameters=(("default-graph-uri", TWO),),
        body=ask_default(TWO).replace("ASK", f"ASK FROM <{ONE}>"),
        kind=DIRECT,
        wanted=TRUE,
    ),
    Case(
        "query_content_type_select",
        body="SELECT (1 AS ?value) {}",
        kind=DIRECT,
        wanted={"type": "application/sparql-results+json"},
    ),
    Case(
        "query_content_type_select",
        body="SELECT (1 AS ?value) {}",
        kind=DIRECT,
        accept="application/sparql-results+xml, text/csv;q=0.5",
        wanted={"type": "application/sparql-results+xml"},
    ),
    Case(
        "query_content_type_ask",
        body="ASK {}",
        kind=DIRECT,
        accept="application/sparql-results+xml",
        wanted={"type": "application/sparql-results+xml"},
    ),
    Case(
        "query_content_type_describe",
        body=f"DESCRIBE <{ONE}/s>",
        kind=DIRECT,
        accept="application/rdf+xml, text/turtle;q=0.1",
        wanted={"type": "application/rdf+xml"},
    ),
    Case(
        "query_content_type_construct",
        body="CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        kind=DIRECT,
        wanted={"type": "text/turtle"},
    ),
)
BAD = (
    Case("bad_query_method", "PUT", (("query", "ASK {}"),)),
    Case("bad_multiple_queries", "GET", (("query", "ASK {}"), ("query", "ASK {}"))),
    Case("bad_query_wrong_media_type", body="ASK {}", kind="text/plain"),
    Case("bad_query_missing_form_type", body=ASK_FORM),
    Case("bad_query_missing_direct_type", body="ASK {}"),
    Case("bad_query_non_utf8", body="ASK {}".encode("utf-16"), kind=DIRECT),
    Case("bad_query_syntax", "GET", (("query", "ASK {"),)),
)
CLEAR = "CLEAR ALL"
INSERT = f"INSERT DATA {{ GRAPH <{ONE}> {{ <{ONE}/s> <{BASE}/new> 1 }} }}"
WHERE = f"INSERT {{ <{ONE}/s> <{BASE}/new> 1 }} WHERE {{ ?s ?p ?o }}"
USING = (("using-graph-uri", ONE), ("using-graph-uri", TWO))
UPDATES = (
    Case("update_post_form", body=urlencode({"update": INSERT}), kind=FORM),
    Case("update_post_direct", body=INSERT, kind=UPDATE),
    Case("update_dataset_default_graph", parameters=USING[:1], body=WHERE, kind=UPDATE),
    Case("update_dataset_default_graphs", parameters=USING, body=WHERE, kind=UPDATE),
    Case(
        "update_dataset_named_graphs",
        parameters=(("using-named-graph-uri", ONE),),
        body=WHERE,
        kind=UPDATE,
    ),
    Case(
        "update_dataset_full",
        parameters=(*USING, ("using-named-graph-uri", THREE)),
        body=WHERE,
        kind=UPDATE,
    ),
    Case("update_base_uri", body=f"BASE <{BASE}/> {CLEAR}", kind=UPDATE),
    Case("bad_update_get", "GET", (("update", CLEAR),)),
    Case("bad_multiple_updates", body=urlencode([("update", CLEAR)] * 2), kind=FORM),
    Case("bad_update_wrong_media_type", body=CLEAR, kind="text/plain"),
    Case("bad_update_missing_form_type", body=urlencode({"update": CLEAR})),
    Case("bad_update_missing_direct_type", body=CLEAR),
    Case("bad_update_non_utf8", body=CLEAR.encode("utf-16"), kind=UPDATE),
    Case("bad_update_syntax", body=urlencode({"update": "INSERT"}), kind=FORM),
    Case(
        "bad_update_dataset_conflict",
        parameters=USING,
        body=WHERE.replace("WHERE", f"USING <{ONE}> WHERE"),
        kind=UPDATE,
    ),
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("graph") / "three.nq"
    path.write_text(DATA, encoding="utf-8")
    app = create_app(str(path), Limits(seconds=20, workers=1))
    with TestClient(app) as found:
        yield found
    app.state.runner.close()


def send(client: TestClient, case: Case) -> Any:
    headers = {"accept": case.accept} | (
        {} if case.kind is None else {"content-type": case.kind}
    )
    body = case.body.encode() if isinstance(case.body, str) else case.body
    return client.request(
        case.method,
        "/sparql",
        params=list(case.parameters),
        content=body or None,
        headers=headers,
    )


def name_of(case: Case) -> str:
    return case.name


@pytest.mark.parametrize("case", QUERIES, ids=name_of)
def test_query(client: TestClient, case: Case) -> None:
    answer = send(client, case)

    assert answer.status_code == 200, answer.text
    if "boolean" in case.wanted:
        assert answer.headers["content-type"] == "application/sparql-results+json"
        assert answer.json()["boolean"] is True
    else:
        assert answer.headers["content-type"].split(";")[0] == case.wanted["type"]


@pytest.mark.parametrize("case", BAD, ids=name_of)
def test_bad_query(client: TestClient, case: Case) -> None:
    answer = send(client, case)

    assert 400 <= answer.status_code < 500
    assert answer.text.strip()


@pytest.mark.parametrize("case", UPDATES, ids=name_of)
def test_update_is_refused(client: TestClient, case: Case) -> None:
    answer = send(client, case)

    assert 400 <= answer.status_code < 500
    left = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"}).json()
    assert len(left["results"]["bindings"]) == 3


def test_a_dataset_leaves_out_what_it_does_not_name(client: TestClient) -> None:
    false = [
        Case("default", "GET", (("query", ask_default(ONE, TWO)), DATASET[0])),
        Case("named", "GET", (("query", ask_named(ONE, THREE)), *NAMED)),
        Case("no default", "GET", (("query", "ASK { ?s ?p ?o }"), *NAMED)),
    ]

    answers = [send(client, case).json()["boolean"] for case in false]

    assert answers == [False, False, False]

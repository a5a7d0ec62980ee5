"""The server: SPARQL 1.1 Protocol, JSON answers, pages, refusals."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from kg.graph.vocab import PREFIXES
from kg.query import has_federation
from kg.serve import Limits, create_app
from kg.serve.protocol import choose


GRAPH = """
<https://x.example/p> a kg:Entity , kg:Person ; rdfs:label "بهرام کیانفر" ;
  kg:articleCount 2 .
<https://x.example/q> a kg:Entity , kg:Person ; rdfs:label "شیرین آذرنوش" ;
  kg:articleCount 1 .
"""
NAMES = "SELECT ?name { ?p a kg:Person ; rdfs:label ?name } ORDER BY ?name"
SLOW = (
    "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{i} {{ {' '.join(map(str, range(60)))} }}" for i in range(6))
    + " }"
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("graph") / "small.ttl"
    prefixes = "".join(f"@prefix {k}: <{v}> .\n" for k, v in PREFIXES.items())
    path.write_text(prefixes + GRAPH, encoding="utf-8")
    app = create_app(str(path), Limits(seconds=5, rows=3))
    with TestClient(app) as found:
        yield found
    app.state.runner.close()


def test_get_gives_json_results(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": NAMES})

    assert answer.headers["content-type"] == "application/sparql-results+json"
    assert [row["name"]["value"] for row in answer.json()["results"]["bindings"]] == [
        "بهرام کیانفر",
        "شیرین آذرنوش",
    ]


@pytest.mark.parametrize("kind", ["application/sparql-query", "form"])
def test_post_gives_the_same(client: TestClient, kind: str) -> None:
    if kind == "form":
        answer = client.post("/sparql", data={"query": NAMES})
    else:
        headers = {"content-type": kind}
        answer = client.post("/sparql", content=NAMES.encode(), headers=headers)

    assert answer.json() == client.get("/sparql", params={"query": NAMES}).json()


def test_csv_is_given_when_asked_for(client: TestClient) -> None:
    answer = client.get(
        "/sparql", params={"query": NAMES}, headers={"accept": "text/csv"}
    )

    rows = list(csv.reader(io.StringIO(answer.text)))
    assert rows == [["name"], ["بهرام کیانفر"], ["شیرین آذرنوش"]]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "text/turtle"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_construct_gives_rdf(client: TestClient, accept: str, kind: str) -> None:
    query = "CONSTRUCT { ?p rdfs:label ?n } WHERE { ?p rdfs:label ?n }"

    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})

    assert answer.headers["content-type"].split(";")[0] == kind
    assert "کیانفر" in answer.text


def test_ask_gives_a_boolean(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "ASK { ?p a kg:Person }"})

    assert answer.json()["boolean"] is True


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"params": {}}, 400),
        ({"params": [("query", NAMES), ("query", NAMES)]}, 400),
        ({"params": {"query": "SELEKT"}}, 400),
        ({"params": {"query": NAMES, "update": "DROP ALL"}}, 403),
        ({"params": {"query": "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }"}}, 403),
        ({"params": {"query": "LOAD <http://x/>"}}, 400),
        ({"params": {"query": NAMES, "default-graph-uri": "no IRI"}}, 400),
        ({"params": {"query": NAMES}, "headers": {"accept": "image/png"}}, 406),
    ],
)
def test_what_is_refused_says_why(
    client: TestClient, request_: dict[str, object], status: int
) -> None:
    answer = client.get("/sparql", **request_)  # type: ignore[arg-type]

    assert answer.status_code == status
    assert answer.text.strip()


def test_an_endless_query_is_refused(client: TestClient) -> None:
    assert client.post("/sparql", data={"query": "#" * 200_000}).status_code == 413


def test_updates_are_refused(client: TestClient) -> None:
    headers = {"content-type": "application/sparql-update"}

    answer = client.post("/sparql", content=b"DROP ALL", headers=headers)

    assert answer.status_code == 403
    assert client.get("/sparql", params={"query": NAMES}).status_code == 200


def test_rows_are_cut_at_the_limit(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})

    assert len(answer.json()["results"]["bindings"]) == 3
    assert answer.headers["x-rows-cut"] == "true"


def test_a_long_query_is_ended_and_the_next_one_answered(tmp_path: Path) -> None:
    path = tmp_path / "g.ttl"
    path.write_text("<https://x.example/a> <https://x.example/b> 1 .", encoding="utf-8")
    app = create_app(str(path), Limits(seconds=1.5, workers=1))
    with TestClient(app) as client:
        slow = client.get("/sparql", params={"query": SLOW})
        quick = client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"})
    app.state.runner.close()

    assert slow.status_code == 503
    assert "1.5 s" in slow.text
    assert quick.json()["boolean"] is True


def test_a_host_that_is_not_ours_is_refused(client: TestClient) -> None:
    answer = client.get("/api", headers={"host": "evil.example"})

    assert answer.status_code == 400


def test_questions_answer_in_json(client: TestClient) -> None:
    answer = client.get(f"/api/person?name={quote('كيانفر')}")

    assert answer.json()["name"] == "بهرام کیانفر"


@pytest.mark.parametrize(
    ("path", "status"),
    [("/api/person", 400), ("/api/person?name=zzz", 404), ("/api/top?what=cats", 400)],
)
def test_wrong_questions_say_why(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)

    assert answer.status_code == status
    assert answer.json()["error"]


def test_every_question_is_described(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    page = client.get("/api").text

    assert "/api/who" in paths
    assert all(path in page for path in paths if path.startswith("/api/"))


def test_the_query_page_is_for_browsers(client: TestClient) -> None:
    answer = client.get("/sparql", headers={"accept": "text/html,*/*;q=0.8"})

    assert "yasgui.min.js" in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert client.get("/assets/yasgui.min.js").status_code == 200
    assert client.get("/assets/app.py").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SELECT * { service SILENT ?x { ?s ?p ?o } }", True),
        ("SELECT * { ?service ?p 'SERVICE' }", False),
        ('SELECT * { ?s ?p """a "SERVICE" b""" }', False),
        ("SELECT * { ?s <http://SERVICE> ?o } # SERVICE", False),
        ("SELECT * { ?s kg:SERVICE ?o }", False),
        ("SELECT * {?s ?p 'a\\'' SERVICE<http://x>{}}", True),
    ],
)
def test_federation_is_seen(query: str, found: bool) -> None:
    assert has_federation(query) is found


def test_the_first_of_equals_is_chosen() -> None:
    assert choose("text/html, text/csv", {"text/csv": 1}, "x") == "text/csv"
    assert choose("text/*", {"a/b": 1, "text/csv": 1}, "x") == "text/csv"
    assert choose("text/csv;q=0", {"text/csv": 1}, "x") is None


def test_the_report_is_live(client: TestClient) -> None:
    home = client.get("/")
    lists = client.get("/report/persons-1.html").text
    (person,) = re.findall(r'href="(person/[0-9a-f]{16}\.html)"[^>]*><bdi>بهرام', lists)

    page = client.get(f"/report/{person}")

    assert home.url.path == "/report/index.html"
    assert "<h1>" in home.text
    assert page.headers["content-type"].startswith("text/html")
    assert "بهرام کیانفر" in page.text
    assert 'href="/sparql"' in page.text
    dossier = client.get(f"/report/{person.replace('.html', '.md')}")
    assert dossier.text.startswith("# ")
    assert (
        client.get("/report/style.css").headers["content-type"].startswith("text/css")
    )


@pytest.mark.parametrize(
    "path",
    ["person/0000000000000000.html", "person/x", "x/y.html", "x.html", "../app.py"],
)
def test_the_report_has_no_other_files(client: TestClient, path: str) -> None:
    assert client.get(f"/report/{path}").status_code == 404

"""Queries over files, folders and endpoints, and their answers as text."""

from __future__ import annotations

import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.export import FORMATS, export, format_of, to_networkx
from kg.graph.sources import EndpointSource, StoreSource, construct
from kg.query import declare_prefixes, open_source, select, serialize, shorten
from tests.statements import extraction, graph, source


if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


NAMES = "SELECT ?name { ?p a kg:Person ; rdfs:label ?name }"


@pytest.fixture(scope="module")
def news() -> StoreSource:
    return source(graph([extraction("n1"), extraction("n2")]).values())


def written(made: StoreSource, name: str) -> bytes:
    """Return an export as bytes."""
    from io import BytesIO  # noqa: PLC0415

    stream = BytesIO()
    export(made, stream, name)
    return stream.getvalue()


def test_union_of_all_graphs_counts_each_edge_once(news: StoreSource) -> None:
    rows = select(news, "SELECT (COUNT(*) AS ?n) { ?p kg:holdsRole ?post }")

    assert [row["n"].value for row in rows] == ["1"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("csv", "name\r\nبهرام کیانفر\r\n"),
        ("tsv", '?name\n"بهرام کیانفر"\n'),
        (
            "json",
            (
                '{"head":{"vars":["name"]},"results":{"bindings":'
                '[{"name":{"type":"literal","value":"بهرام کیانفر"}}]}}\n'
            ),
        ),
    ],
)
def test_rows_as_files(news: StoreSource, name: str, content: str) -> None:
    assert serialize(news.query(NAMES), name).decode() == content


@pytest.mark.parametrize(("text", "word"), [("kg:Person", b"true"), ("77", b"false")])
def test_a_yes_or_no_is_a_word(news: StoreSource, text: str, word: bytes) -> None:
    assert serialize(news.query(f"ASK {{ ?s ?p {text} }}"), "table") == word + b"\n"


def test_a_yes_or_no_is_json_too(news: StoreSource) -> None:
    answer = json.loads(serialize(news.query("ASK { ?s ?p ?o }"), "json"))

    assert answer["boolean"] is True


@pytest.mark.parametrize(
    "query",
    ["CONSTRUCT WHERE { ?p a kg:Person ; rdfs:label ?n }", "DESCRIBE role:governor"],
)
@pytest.mark.parametrize("name", ["turtle", "nq", "json", "table"])
def test_a_graph_is_written_alike_each_time(
    news: StoreSource, query: str, name: str
) -> None:
    first, second = (serialize(news.query(query), name) for _ in range(2))

    assert first == second
    assert first.endswith(b"\n")


@pytest.mark.parametrize(
    ("query", "name"), [(NAMES, "turtle"), ("DESCRIBE kg:Person", "csv")]
)
def test_an_answer_that_does_not_fit_a_format_is_refused(
    news: StoreSource, query: str, name: str
) -> None:
    with pytest.raises(QueryError, match=name):
        serialize(news.query(query), name)


@pytest.mark.parametrize("query", ["SELEC ?x", "SELECT ?x { ?x no:such ?y }", ""])
def test_a_wrong_query_is_refused(news: StoreSource, query: str) -> None:
    with pytest.raises(QueryError, match="not a valid query"):
        news.query(query)


def test_kinds_of_queries_are_not_confused(news: StoreSource) -> None:
    with pytest.raises(QueryError, match="SELECT"):
        select(news, "ASK {}")
    with pytest.raises(QueryError, match="CONSTRUCT"):
        construct(news, NAMES)


def test_own_prefixes_stay(news: StoreSource) -> None:
    query = "PREFIX kg: <https://other.example/> SELECT ?x { ?x a kg:Person }"

    assert list(select(news, query)) == []
    assert declare_prefixes(query).count("PREFIX kg:") == 1


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("https://w3id.org/persian-news-kg/ontology#said", "kg:said"),
        ("https://a.example/%D8%A8", "https://a.example/ب"),
    ],
)
def test_iris_are_shortened_for_people(iri: str, short: str) -> None:
    assert shorten(iri) == short


@pytest.mark.parametrize(
    ("name", "ending"),
    [("trig", "trig"), ("nquads", "nq"), ("jsonld", "jsonld"), ("turtle", "ttl")],
)
def test_an_exported_file_answers_as_the_graph_does(
    news: StoreSource, tmp_path: Path, name: str, ending: str
) -> None:
    path = tmp_path / f"news.{ending}"
    path.write_bytes(written(news, name))

    again = open_source(str(path))

    assert serialize(again.query(NAMES), "csv") == serialize(news.query(NAMES), "csv")
    if name != "turtle":
        assert written(again, "nquads") == written(news, "nquads")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", FORMATS)
def test_exports_are_the_same_each_time(name: str) -> None:
    made = [source(graph([extraction("n1"), extraction("n2")]).values())]
    made.append(source(graph([extraction("n2"), extraction("n1")]).values()))

    assert written(made[0], name) == written(made[1], name)


def test_a_packed_file_is_read(news: StoreSource, tmp_path: Path) -> None:
    path = tmp_path / "news.nq.gz"
    path.write_bytes(gzip.compress(written(news, "nquads")))

    assert serialize(open_source(str(path)).query(NAMES), "csv").count(b"\n") == 2


@pytest.mark.parametrize(("name", "content"), [("a.txt", "x"), ("a.ttl", "no turtle")])
def test_a_file_that_is_no_graph_is_refused(
    tmp_path: Path, name: str, content: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")

    with pytest.raises(QueryError, match=name):
        open_source(str(tmp_path / name))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cut.nq.gz", gzip.compress(b"<urn:a> <urn:b> <urn:c> .\n" * 99)[:30]),
        ("bad.nq.gz", b"x"),
        ("bad.nq.xz", b"x"),
    ],
)
def test_a_damaged_packed_file_is_named(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(QueryError, match=f"{name}: cannot be read: "):
        open_source(str(tmp_path / name))


def test_an_unknown_ending_is_refused() -> None:
    with pytest.raises(QueryError, match="--format"):
        format_of("graph.doc")


def test_an_unknown_format_is_refused(news: StoreSource) -> None:
    with pytest.raises(QueryError, match="unknown format"):
        written(news, "doc")


def test_the_network_has_entities_and_weighted_edges(news: StoreSource) -> None:
    network = to_networkx(news)

    labels = {node: data["label"] for node, data in network.nodes(data=True)}
    edges = sorted(
        (labels[start], data["kind"], labels[end], data["weight"])
        for start, end, data in network.edges(data=True)
    )

    assert edges == [
        ("بهرام کیانفر", "holdsRole", "استاندار مهرگان", 2),
        ("بهرام کیانفر", "tookPartIn", "همایش کتاب", 1),
        ("بهرام کیانفر", "tookPartIn", "همایش کتاب", 1),
        ("بهرام کیانفر", "worksFor", "مهرگان", 2),
        ("همایش کتاب", "tookPlaceIn", "بندر سپید", 1),
        ("همایش کتاب", "tookPlaceIn", "بندر سپید", 1),
    ]


def test_rdflib_sees_the_graph(news: StoreSource) -> None:
    dataset = news.dataset()

    rows = dataset.query("SELECT ?name { ?p a kg:Person ; rdfs:label ?name }")

    assert [str(row[0]) for row in rows] == ["بهرام کیانفر"]  # type: ignore[index]


class _Endpoint(BaseHTTPRequestHandler):
    """A SPARQL endpoint over a store, for one test."""

    store: ClassVar[ox.Store]

    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        query = parse_qs(self.rfile.read(size).decode())["query"][0]
        if self.path != "/query":
            self.send_error(404)
            return
        try:
            answer = self.store.query(query, use_default_graph_as_union=True)
        except SyntaxError as error:
            self.send_error(400, str(error))
            return
        rows = not isinstance(answer, ox.QueryTriples)
        form = ox.QueryResultsFormat.JSON if rows else ox.RdfFormat.N_TRIPLES
        content = answer.serialize(format=form) or b""  # type: ignore[arg-type]
        self.send_response(200)
        self.send_header("Content-Type", form.media_type)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def endpoint(news: StoreSource) -> Iterator[str]:
    _Endpoint.store = news.store
    with HTTPServer(("127.0.0.1", 0), _Endpoint) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/query"
        server.shutdown()
        thread.join()


def test_an_endpoint_answers_as_the_graph_does(
    news: StoreSource, endpoint: str
) -> None:
    remote = open_source(endpoint)

    for query, name in ((NAMES, "csv"), ("DESCRIBE role:governor", "nq")):
        assert serialize(remote.query(query), name) == serialize(
            news.query(query), name
        )
    assert written(remote, "nquads") == written(news, "nquads")  # type: ignore[arg-type]


def test_an_endpoint_tells_what_is_wrong(endpoint: str) -> None:
    with pytest.raises(QueryError, match="400"):
        open_source(endpoint).query("SELEC")


def test_the_address_of_a_whole_server_gets_a_hint(endpoint: str) -> None:
    server = endpoint.removesuffix("/query")

    with pytest.raises(QueryError, match=f"Oxigraph answers at {endpoint}$"):
        open_source(server).query(NAMES)


def test_an_endpoint_that_is_not_there_is_reported() -> None:
    with pytest.raises(QueryError, match="cannot be reached"):
        EndpointSource("http://127.0.0.1:9/", timeout=1).query(NAMES)

"""A graph on two real servers: Oxigraph and Virtuoso 7."""

from __future__ import annotations

import json
import subprocess
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.errors import RemoteError
from kg.graph.folder import reading_ledger
from kg.graph.rdf import sorted_nquads
from kg.graph.sources import open_source, select_values
from kg.remote import Client, Credentials, find_endpoints, push, pushing
from tests.e2e.test_commands import kg, within
from tests.servers import OXIGRAPH, free_port, oxigraph, virtuoso
from tests.unit.pipeline.test_build import article, run, write


if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


pytestmark = pytest.mark.e2e
DBA = Credentials("dba", "dba")
ALL = """
SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o }
  FILTER(STRSTARTS(STR(?g), "https://kg.example/") ||
         STR(?g) = "https://w3id.org/persian-news-kg/ontology") }"""
QUESTIONS = (
    """SELECT ?name (COUNT(*) AS ?n) { ?p a kg:Person ; rdfs:label ?name ; kg:said ?q }
GROUP BY ?name ORDER BY ?name""",
    """SELECT ?text ?id { ?q a kg:Quotation ; schema:text ?text ;
  prov:wasDerivedFrom/schema:identifier ?id } ORDER BY ?id ?text""",
    """SELECT ?post ?day { ?m a kg:Membership ; kg:asOf ?day ;
  kg:post/rdfs:label ?post } ORDER BY ?post""",
)


@dataclass
class Server:
    """A running server: its address, and who is let in."""

    url: str
    credentials: Credentials

    @property
    def query(self) -> str:
        return find_endpoints(self.url).query

    def client(self) -> Client:
        return Client(find_endpoints(self.url), self.credentials)


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    with ExitStack() as stack:
        if request.param == "oxigraph":
            yield Server(stack.enter_context(oxigraph()), Credentials())
        else:
            folder = tmp_path_factory.mktemp("virtuoso")
            yield Server(stack.enter_context(virtuoso(folder)), DBA)


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    write(tmp_path, "a.jsonl", article(1), article(2), article(3))
    run(tmp_path / "g", tmp_path / "a.jsonl")
    return tmp_path / "g"


def quads(target: str) -> list[tuple[str | None, ...]]:
    """Return all quads of a graph; Virtuoso writes the same truth as 1."""
    rows = select_values(open_source(target), ALL)
    return sorted((*row[:3], "1" if row[3] == "true" else row[3]) for row in rows)


def rows(target: str) -> list[list[tuple[str | None, ...]]]:
    return [list(select_values(open_source(target), one)) for one in QUESTIONS]


def test_a_server_gets_the_graph_and_then_only_what_changed(
    server: Server, graph: Path, tmp_path: Path
) -> None:
    first = push(graph, server.client())

    assert (first.graphs, first.removed) == (5, 0)
    assert quads(server.query) == quads(str(graph))
    assert rows(server.query) == rows(str(graph))
    again = push(graph, server.client())
    assert (again.graphs, again.entities, again.removed) == (0, 0, 0)

    write(tmp_path, "a.jsonl", article(1), article(2, edition=7))
    run(graph, tmp_path / "a.jsonl")
    third = push(graph, server.client())

    assert third.graphs == 1
    assert third.removed >= 1
    assert quads(server.query) == quads(str(graph))
    assert rows(server.query) == rows(str(graph))


def test_a_change_is_one_transaction_where_that_is_offered(
    server: Server, graph: Path
) -> None:
    pushed = push(graph, server.client())

    assert pushed.transaction is bool(server.client().endpoints.transaction)


def test_batches_of_updates_alone_end_in_the_same_graph(
    server: Server, graph: Path, tmp_path: Path
) -> None:
    client = server.client()
    client.endpoints = replace(client.endpoints, graphs=None, transaction=0)
    with reading_ledger(graph) as ledger:
        assert not ledger.pushed(client.endpoints.update, "graphs")

    push(graph, client)
    write(tmp_path, "a.jsonl", article(1), article(5))
    run(graph, tmp_path / "a.jsonl")
    pushed = push(graph, client)

    assert not pushed.transaction
    assert quads(server.query) == quads(str(graph))


def test_an_interrupted_write_in_batches_goes_on_with_what_is_new(
    server: Server, graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = server.client()
    client.endpoints = replace(client.endpoints, transaction=0)
    monkeypatch.setattr(pushing, "_BATCH_BYTES", 1)
    batches = []

    def add_and_break(quads: bytes) -> None:
        batches.append(quads)
        Client.add_quads(client, quads)
        if len(batches) == 2:
            raise RemoteError("cut off")

    monkeypatch.setattr(client, "add_quads", add_and_break)
    if client.endpoints.quads is not None:
        with pytest.raises(RemoteError, match="cut off"):
            push(graph, client)
    write(tmp_path, "a.jsonl", article(1, edition=7), article(2, edition=7), article(4))
    run(graph, tmp_path / "a.jsonl")

    push(graph, client)

    assert quads(server.query) == quads(str(graph))
    again = push(graph, server.client())
    assert (again.graphs, again.entities, again.removed) == (0, 0, 0)


def test_a_server_that_lost_its_data_gets_all_again(
    server: Server, graph: Path
) -> None:
    client = server.client()
    push(graph, client)
    for name in client.values("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"):
        if name.startswith("https://kg.example/"):
            client.delete(name)

    pushed = push(graph, client)

    assert pushed.graphs == 5
    assert quads(server.query) == quads(str(graph))


def test_build_writes_to_the_store_as_well(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE_USER", server.credentials.user)
    monkeypatch.setenv("KG_STORE_PASSWORD", server.credentials.password)
    path = write(tmp_path, "a.jsonl", article(1))
    arguments = ("build", path, "--graph", tmp_path / "g", "--store", server.url)

    first, second = within(*arguments), within(*arguments)

    assert first.exit_code == 0, first.output
    assert f"{server.url}: 3 named graphs" in first.stderr
    assert f"{server.url}: 0 named graphs and 0 entities" in second.stderr
    query = "SELECT ?name { ?p a kg:Person ; rdfs:label ?name }"
    there = kg("query", server.query, query, "--format", "json")
    here = kg("query", tmp_path / "g", query, "--format", "json")
    assert there.returncode == 0
    assert json.loads(there.stdout) == json.loads(here.stdout)


def test_what_the_server_refuses_is_told(server: Server, graph: Path) -> None:
    client = server.client()

    with pytest.raises(RemoteError, match=r"/.*: 4\d\d: "):
        client.update("INSERT nonsense")


def test_the_bulk_loader_of_virtuoso_takes_shards(tmp_path: Path, graph: Path) -> None:
    sql = free_port()
    shards = tmp_path / "shards"
    within("export", graph, "-o", shards, "--shards", "3", "--gzip")
    load = f"ld_dir('{shards}', '*.nq.gz', 'urn:x'); rdf_loader_run(); checkpoint;"
    with virtuoso(tmp_path, sql=sql) as url:
        command = ["isql-vt", str(sql), "dba", "dba", f"exec={load}"]
        subprocess.run(command, check=True, capture_output=True, timeout=60)

        assert quads(url) == quads(str(graph))


def test_the_bulk_loader_of_oxigraph_takes_shards(tmp_path: Path, graph: Path) -> None:
    within("export", graph, "-o", tmp_path / "shards", "--shards", "64KB", "--gzip")
    files = sorted((tmp_path / "shards").glob("*.nq.gz"))
    location = tmp_path / "store"
    arguments = ["--location", str(location), "--file", *map(str, files)]
    subprocess.run([str(OXIGRAPH), "load", *arguments], check=True, capture_output=True)

    loaded = ox.Store.read_only(str(location))

    assert len(files) > 1
    assert sorted_nquads(loaded) == sorted_nquads(open_source(str(graph)).quads())


def test_who_may_not_write_is_told_what_to_set(tmp_path: Path, graph: Path) -> None:
    with virtuoso(tmp_path) as url:
        nobody = Client(find_endpoints(url))
        stranger = Client(find_endpoints(url), Credentials("dba", "wrong"))

        with pytest.raises(RemoteError, match=r"401: not let in.*are not set"):
            push(graph, nobody)
        with pytest.raises(RemoteError, match=r"401: not let in.*are they right"):
            push(graph, stranger)

"""Addresses of servers, retries, and what is told when a server fails."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from kg.errors import GraphError, RemoteError
from kg.remote import Client, Credentials, Endpoints, find_endpoints, push
from tests.servers import free_port


if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


H = "http://h:1"


def test_pushing_no_graph_makes_none(tmp_path: Path) -> None:
    client = Client(find_endpoints(H), Credentials("", "", ""))

    with pytest.raises(GraphError, match="not a graph folder"):
        push(tmp_path / "typo", client)

    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("url", "query", "update", "graphs"),
    [
        (H, "/query", "/update", "/store"),
        (f"{H}/update", "/query", "/update", "/store"),
        (f"{H}/sparql", "/sparql", "/sparql-auth", "/sparql-graph-crud-auth"),
        (
            f"{H}/repositories/news",
            "/repositories/news",
            "/repositories/news/statements",
            "/repositories/news/rdf-graphs/service",
        ),
        (f"{H}/news/sparql", "/news/query", "/news/update", "/news/data"),
        (f"{H}/a/b", "/a/b", "/a/b", None),
    ],
)
def test_the_address_tells_the_product(
    url: str, query: str, update: str, graphs: str | None
) -> None:
    found = find_endpoints(url)

    assert found.url == url
    assert (found.query, found.update) == (H + query, H + update)
    assert found.graphs == (None if graphs is None else H + graphs)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://h", "not the address of a server"),
        ("graphs/demo", "not the address of a server"),
        ("http://dba:secret@h/sparql", "no password in an address"),
    ],
)
def test_an_address_that_is_none_is_refused(url: str, words: str) -> None:
    with pytest.raises(RemoteError, match=words) as caught:
        find_endpoints(url)

    assert "secret" not in str(caught.value)


class _Answers(BaseHTTPRequestHandler):
    """Answers with the next of the statuses, and notes what was sent."""

    statuses: list[int]
    sent: list[tuple[str, str, str | None]]
    challenge = 'Basic realm="x"'
    body = b""

    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.sent.append((self.command, self.path, self.headers.get("Authorization")))
        status = self.statuses.pop(0) if self.statuses else 200
        self.send_response(status)
        if status == 401:
            self.send_header("WWW-Authenticate", self.challenge)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815 — the base class's

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def answering(*statuses: int, body: bytes = b"") -> Iterator[type[_Answers]]:
    """Give the handler of a server that answers so, and then with 200."""

    class Handler(_Answers):
        pass

    Handler.statuses, Handler.sent, Handler.body = list(statuses), [], body
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Handler.port = server.server_port  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Handler
        server.shutdown()


def client(
    handler: type[_Answers] | None, credentials: Credentials | None = None
) -> Client:
    port = free_port() if handler is None else handler.port  # type: ignore[attr-defined]
    url = f"http://127.0.0.1:{port}"
    return Client(find_endpoints(url), credentials, pause=0.001)


def test_a_busy_server_is_asked_again() -> None:
    with answering(503, 429, 502) as handler:
        client(handler).put("urn:g", b"")

        assert [one[:2] for one in handler.sent] == [
            ("PUT", "/store?graph=urn%3Ag")
        ] * 4


def test_a_server_that_stays_busy_is_given_up() -> None:
    with answering(*[503] * 9) as handler:
        with pytest.raises(RemoteError, match="503"):
            client(handler).update("CLEAR ALL")

        assert len(handler.sent) == 6


def test_nobody_there_is_one_line() -> None:
    with pytest.raises(
        RemoteError, match=r"^http:[^ ]* cannot be reached: [^:]*refused$"
    ):
        client(None).update("CLEAR ALL")


def test_the_password_is_sent_when_asked_for() -> None:
    with answering(401) as handler:
        client(handler, Credentials("u", "p")).update("CLEAR ALL")

        assert [one[2] for one in handler.sent] == [None, "Basic dTpw"]


def test_a_token_is_always_sent() -> None:
    with answering() as handler:
        client(handler, Credentials("", "", "t")).update("CLEAR ALL")

        assert handler.sent[0][2] == "Bearer t"


def test_removing_what_is_not_there_is_done() -> None:
    with answering(404) as handler:
        client(handler).delete("urn:g")


def test_an_answer_that_is_no_table_is_told() -> None:
    with (
        answering(body=b"<html>") as handler,
        pytest.raises(RemoteError, match="not an answer: '<html>'"),
    ):
        client(handler).values("SELECT * {}")


def test_a_refusal_tells_what_the_server_says() -> None:
    with (
        answering(400, body=b"line 1:\n  no such verb") as handler,
        pytest.raises(RemoteError, match="400: line 1: no such verb"),
    ):
        client(handler).update("x")


def test_graphs_need_the_protocol() -> None:
    with pytest.raises(ValueError, match="no graph store protocol"):
        Client(Endpoints(url=H, query=H, update=H)).put("urn:g", b"")
    with pytest.raises(ValueError, match="no quads of many graphs"):
        Client(Endpoints(url=H, query=H, update=H)).add_quads(b"")

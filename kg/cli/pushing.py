"""``kg push``, and what ``kg build --store`` ends with."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import app
from kg.cli.progress import watching
from kg.cli.stopping import stoppable
from kg.cli.streams import say
from kg.errors import KgError


if TYPE_CHECKING:
    from kg.remote import Client


Folder = Annotated[Path, typer.Argument(help="Graph folder.")]
Server = Annotated[
    str,
    typer.Argument(
        help="http://host:7878 (Oxigraph), …/sparql (Virtuoso), …/repositories/NAME "
        "(GraphDB, RDF4J), …/NAME/update (Fuseki), or a SPARQL 1.1 endpoint."
    ),
]


@app.command()
def push(graph: Folder, url: Server) -> None:
    """Write to a SPARQL server what it lacks of a graph; the rest is left alone.

    The server's graphs below the graph's base IRI become those of the folder. Who must
    log in sets KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN.

    Example: `kg push graphs/demo http://localhost:7878`
    """
    push_graph(graph, client_of(url))


def client_of(url: str) -> Client:
    """Return what talks to a server, with the credentials of the environment.

    Raises:
        KgError: If the extra that this needs is not installed.
        RemoteError: If it is not the address of a server.
    """
    try:
        from kg.remote import Client, Credentials, find_endpoints  # noqa: PLC0415
    except ImportError as error:
        raise KgError(
            "a SPARQL server needs an extra: pip install 'persian-news-kg[remote]'"
        ) from error
    names = ("KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN")
    given = Credentials(*(os.environ.get(name, "") for name in names))
    return Client(find_endpoints(url), given)


def push_graph(graph: Path, client: Client) -> None:
    """Write a graph to a server and say what was written."""
    from kg.remote import push as write  # noqa: PLC0415 — the same extra

    words = f"{graph}: stopped; the next push goes on from what the server has"
    with stoppable(words), watching() as watcher:
        watcher.stage("writing to the server")
        pushed = write(graph, client, watcher.advance)
    say(str(pushed))

"""Where a server takes queries, updates and graphs, by the address that people know.

Each product has its own paths; the protocols (SPARQL 1.1 Protocol, and Graph Store HTTP
Protocol with ``?graph=``) are the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from kg.errors import RemoteError


if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """The addresses of one graph store.

    Attributes:
        url: The address as given.
        query: Where it takes queries.
        update: Where it takes updates; what is written is recorded under it.
        graphs: Where it takes whole named graphs, or ``None`` if nowhere.
        quads: Where it takes N-Quads of many named graphs, or ``None`` if nowhere.
        transaction: Triples that one update may hold where the server applies it as a
            whole or not at all; ``0`` where it does not.
    """

    url: str
    query: str
    update: str
    graphs: str | None = None
    quads: str | None = None
    transaction: int = 0


_TRANSACTION = 200_000


def find_endpoints(url: str) -> Endpoints:
    """Return the endpoints behind an address.

    Known are Oxigraph (``http://host:7878``), Virtuoso (``…/sparql``), RDF4J and
    GraphDB (``…/repositories/NAME``) and Jena Fuseki (``…/NAME/update``); any other
    address is one that takes queries and updates.

    Raises:
        RemoteError: If it is no address of a server, or holds a password.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise RemoteError(f"not the address of a server: {url!r}")
    if "@" in parts.netloc:
        raise RemoteError(
            "no password in an address; set KG_STORE_USER and KG_STORE_PASSWORD"
        )
    path = parts.path.rstrip("/")
    for layout in (_virtuoso, _oxigraph, _rdf4j, _fuseki):
        found = layout(url, path, lambda to: urlunsplit((*parts[:2], to, "", "")))
        if found is not None:
            return found
    return Endpoints(url=url, query=url, update=url)


def _virtuoso(url: str, path: str, at: Callable[[str], str]) -> Endpoints | None:
    if path not in {"/sparql", "/sparql-auth"}:
        return None
    return Endpoints(
        url=url,
        query=at("/sparql"),
        update=at("/sparql-auth"),
        graphs=at("/sparql-graph-crud-auth"),
    )


def _oxigraph(url: str, path: str, at: Callable[[str], str]) -> Endpoints | None:
    if path not in {"", "/query", "/update", "/store"}:
        return None
    return Endpoints(
        url=url,
        query=at("/query"),
        update=at("/update"),
        graphs=at("/store"),
        # Its bulk loader: a third of the time, and less memory, than a transaction.
        quads=at("/store") + "?no_transaction",
        transaction=_TRANSACTION,
    )


def _rdf4j(url: str, path: str, at: Callable[[str], str]) -> Endpoints | None:
    parent, _, name = path.removesuffix("/statements").rpartition("/")
    if not parent.endswith("/repositories") or not name:
        return None
    repository = f"{parent}/{name}"
    return Endpoints(
        url=url,
        query=at(repository),
        update=at(f"{repository}/statements"),
        graphs=at(f"{repository}/rdf-graphs/service"),
        quads=at(f"{repository}/statements"),
        transaction=_TRANSACTION,
    )


def _fuseki(url: str, path: str, at: Callable[[str], str]) -> Endpoints | None:
    parent, _, service = path.rpartition("/")
    if not parent or service not in {"update", "sparql", "query", "data"}:
        return None
    return Endpoints(
        url=url,
        query=at(f"{parent}/query"),
        update=at(f"{parent}/update"),
        graphs=at(f"{parent}/data"),
        quads=at(f"{parent}/data"),
        transaction=_TRANSACTION,
    )

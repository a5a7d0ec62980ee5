"""What a query is asked of: a graph folder, an RDF file, or a SPARQL endpoint."""

from __future__ import annotations

import gzip
import io
import lzma
import urllib.error
import urllib.parse
import urllib.request
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.folder import open_store
from kg.graph.prefixes import declare_prefixes
from kg.graph.vocab import PREFIXES


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rdflib import Dataset as RdflibDataset


Result: TypeAlias = "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples"

RDF_FORMATS = {
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".ttl": ox.RdfFormat.TURTLE,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}
_UNPACK: Mapping[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.decompress,
    ".xz": lzma.decompress,
}
_DAMAGES = (OSError, EOFError, zlib.error, lzma.LZMAError)
_NOT_FOUND = 404
_UNION = {"union-default-graph": "true"}
"""Asks Oxigraph for what most servers do anyway; they do not know the parameter."""

_ALL_QUADS = """
SELECT ?g ?s ?p ?o WHERE { { GRAPH ?g { ?s ?p ?o } } UNION
  { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?h { ?s ?p ?o } } } }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graphs:
    """The graphs that a query is asked of, instead of those that it names itself.

    Attributes:
        default: IRIs of the graphs that are searched outside of ``GRAPH``.
        named: IRIs of the graphs that ``GRAPH`` may name.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Source(Protocol):
    """A graph that can be asked."""

    def query(self, text: str, graphs: Graphs | None = None) -> Result:
        """Return the answer to a SPARQL query.

        Args:
            text: The query.
            graphs: Its dataset; where ``None``, what its ``FROM`` says, or else all.

        Raises:
            QueryError: If the query is not valid, or the graph cannot be reached.
        """

    def quads(self) -> Iterator[ox.Quad]:
        """Yield all quads, in no particular order."""


def select(source: Source, query: str) -> ox.QuerySolutions:
    """Return the rows of a SELECT query.

    Raises:
        QueryError: If it is no valid SELECT query.
    """
    answer = source.query(query)
    if not isinstance(answer, ox.QuerySolutions):
        raise QueryError("not a SELECT query")
    return answer


def select_values(source: Source, query: str) -> Iterator[tuple[str | None, ...]]:
    """Yield the rows of a SELECT query: lexical forms, ``None`` where unbound.

    Raises:
        QueryError: If it is no valid SELECT query.
    """
    answer = select(source, query)
    width = range(len(answer.variables))
    for row in answer:
        yield tuple(_lexical(row[at]) for at in width)


def _lexical(term: object) -> str | None:
    return None if term is None else str(getattr(term, "value", term))


def construct(source: Source, query: str) -> ox.QueryTriples:
    """Return the triples of a CONSTRUCT or DESCRIBE query.

    Raises:
        QueryError: If it is neither.
    """
    answer = source.query(query)
    if not isinstance(answer, ox.QueryTriples):
        raise QueryError("not a CONSTRUCT or DESCRIBE query")
    return answer


class StoreSource:
    """A graph in an Oxigraph store: a graph folder's, or a file's in memory."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    def query(self, text: str, graphs: Graphs | None = None) -> Result:
        """Return the answer to a SPARQL query; see :class:`Source`."""
        try:
            return self.store.query(text, prefixes=dict(PREFIXES), **_dataset(graphs))
        except (SyntaxError, ValueError, OSError) as error:
            raise QueryError(f"not a valid query: {error}") from error

    def quads(self) -> Iterator[ox.Quad]:
        """Yield all quads."""
        return iter(self.store)

    def dataset(self) -> RdflibDataset:
        """Return the graph through rdflib's API."""
        # rdflib takes a quarter of a second to import, and most commands do without.
        from oxrdflib import OxigraphStore  # noqa: PLC0415
        from rdflib import Dataset  # noqa: PLC0415

        dataset = Dataset(store=OxigraphStore(store=self.store), default_union=True)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset


class EndpointSource:
    """A graph behind a SPARQL 1.1 endpoint."""

    def __init__(self, url: str, *, timeout: float = 300.0) -> None:
        self.url = url
        self._timeout = timeout

    def query(self, text: str, graphs: Graphs | None = None) -> Result:
        """Return the answer to a SPARQL query; see :class:`Source`."""
        answer, media_type = self._post(declare_prefixes(text), graphs)
        if "json" in media_type:
            return ox.parse_query_results(answer, ox.QueryResultsFormat.JSON)
        store = ox.Store()
        store.load(io.BytesIO(answer), ox.RdfFormat.N_TRIPLES)
        return store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")

    def quads(self) -> Iterator[ox.Quad]:
        """Yield all quads."""
        for row in select(self, _ALL_QUADS):
            graph = row["g"] or ox.DefaultGraph()
            yield ox.Quad(row["s"], row["p"], row["o"], graph)

    def _post(self, query: str, graphs: Graphs | None) -> tuple[bytes, str]:
        """Return the endpoint's answer and its media type."""
        form = [("query", query)]
        if graphs is None:
            form += _UNION.items()
        else:
            form += [("default-graph-uri", iri) for iri in graphs.default]
            form += [("named-graph-uri", iri) for iri in graphs.named]
        request = urllib.request.Request(  # noqa: S310 — open_source allows http(s) only
            self.url,
            data=urllib.parse.urlencode(form).encode(),
            headers={
                "Accept": "application/sparql-results+json, application/n-triples"
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=self._timeout) as answer:  # noqa: S310
                return answer.read(), answer.headers.get_content_type()
        except urllib.error.HTTPError as error:
            reason = error.read(500).decode(errors="replace").strip()
            raise QueryError(
                f"{self.url}: {error.code}: {reason}{self._hint(error.code)}"
            ) from error
        except OSError as error:
            raise QueryError(f"{self.url}: cannot be reached: {error}") from error

    def _hint(self, code: int) -> str:
        """Return what may be missing from an address that is a whole server's."""
        path = urllib.parse.urlsplit(self.url).path.strip("/")
        if path or code != _NOT_FOUND:
            return ""
        return f"; Oxigraph answers at {self.url.rstrip('/')}/query"


def _dataset(graphs: Graphs | None) -> dict[str, Any]:
    """Return what tells the store which graphs a query is asked of."""
    if graphs is None:
        return {"use_default_graph_as_union": True}
    return {
        "default_graph": [ox.NamedNode(iri) for iri in graphs.default],
        "named_graphs": [ox.NamedNode(iri) for iri in graphs.named],
    }


def open_source(target: str) -> StoreSource | EndpointSource:
    """Open a graph folder, an RDF file (also ``.gz``, ``.xz``), or an endpoint.

    Raises:
        GraphError: If a folder is no graph folder.
        QueryError: If a file is no RDF.
    """
    if target.startswith(("http://", "https://")):
        return EndpointSource(target)
    path = Path(target)
    if path.is_file():
        return StoreSource(_load_file(path))
    return StoreSource(open_store(path))


def _load(store: ox.Store, content: bytes, form: ox.RdfFormat, path: Path) -> None:
    """Load RDF; triples go to a graph named after the file, as by SPARQL's LOAD.

    So queries that speak of named graphs find them, too.
    """
    stream = io.BytesIO(content)
    if form.supports_datasets:
        store.bulk_load(stream, form)
    else:
        graph = ox.NamedNode(path.absolute().as_uri())
        store.bulk_load(stream, form, to_graph=graph)


def _load_file(path: Path) -> ox.Store:
    suffixes = path.suffixes
    packing = suffixes.pop() if suffixes and suffixes[-1] in _UNPACK else ""
    ending = suffixes[-1] if suffixes else ""
    if ending not in RDF_FORMATS:
        known = " ".join(RDF_FORMATS)
        raise QueryError(f"{path}: not a graph folder or RDF file ({known})")
    store = ox.Store()
    try:
        content = path.read_bytes()
        content = _UNPACK[packing](content) if packing else content
    except _DAMAGES as error:
        reason = getattr(error, "strerror", None) or error
        raise QueryError(f"{path}: cannot be read: {reason}") from error
    try:
        _load(store, content, RDF_FORMATS[ending], path)
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"{path}: {error}") from error
    return store

"""A graph as a file: RDF, networks, tables, and what other programs import.

Output is sorted and bears no times, so that equal graphs give equal files.
"""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.errors import QueryError
from kg.export.files import to_zip, write_folder
from kg.export.framed import to_framed
from kg.export.money import to_followthemoney
from kg.export.network import (
    to_cytoscape,
    to_dated_networkx,
    to_gexf,
    to_graphml,
    to_networkx,
)
from kg.export.property_graph import to_cypher, to_neo4j
from kg.export.rdf import (
    select_part,
    to_jsonld,
    to_nquads,
    to_rdfxml,
    to_trig,
    to_turtle,
)
from kg.export.shards import parse_division, write_shards
from kg.export.sheets import to_csv_tables, to_parquet, to_xlsx


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.graph.sources import Source


__all__ = [
    "FORMATS",
    "RECORDS",
    "check_part",
    "export",
    "export_folder",
    "format_of",
    "needs_folder",
    "parse_division",
    "select_part",
    "to_bytes",
    "to_dated_networkx",
    "to_networkx",
    "write_shards",
]

_RDF: Mapping[str, Callable[[Source], bytes]] = {
    "trig": to_trig,
    "nquads": to_nquads,
    "turtle": to_turtle,
    "jsonld": to_jsonld,
    "rdfxml": to_rdfxml,
    "framed": to_framed,
}
_FILE: Mapping[str, Callable[[Source], bytes]] = {
    **_RDF,
    "graphml": to_graphml,
    "gexf": to_gexf,
    "cytoscape": to_cytoscape,
    "cypher": to_cypher,
    "xlsx": to_xlsx,
    "ftm": to_followthemoney,
}
_FOLDER: Mapping[str, Callable[[Source], dict[str, bytes]]] = {
    "tables": to_csv_tables,
    "neo4j": to_neo4j,
    "parquet": to_parquet,
}
FORMATS = (*_FILE, *_FOLDER)
"""What :func:`export` writes."""

RECORDS = "records"
"""What ``kg extract`` prints; it comes from a ledger, not from a graph."""

ENDINGS = {
    ".trig": "trig",
    ".nq": "nquads",
    ".ttl": "turtle",
    ".jsonld": "jsonld",
    ".framed.jsonld": "framed",
    ".rdf": "rdfxml",
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".cyjs": "cytoscape",
    ".cypher": "cypher",
    ".xlsx": "xlsx",
    ".ftm.json": "ftm",
    ".ftm.jsonl": "ftm",
    ".jsonl": RECORDS,
}
_AMBIGUOUS = {
    ".json": ("jsonld", "framed", "cytoscape", "ftm"),
    ".zip": tuple(_FOLDER),
    ".csv": ("tables", "neo4j"),
    ".parquet": ("parquet",),
    "": tuple(_FOLDER),
}


def format_of(path: str) -> str:
    """Return the format that a file's ending stands for.

    Raises:
        QueryError: If it stands for none, or for several.

    >>> format_of("facts.nq")
    'nquads'
    """
    for ending, name in sorted(ENDINGS.items(), key=lambda one: -len(one[0])):
        if path.endswith(ending):
            return name
    choice = _AMBIGUOUS.get(Path(path).suffix)
    if choice is not None and path != "-":
        raise QueryError(f"{path}: give --format; it may be {', '.join(choice)}")
    known = " ".join(ENDINGS)
    raise QueryError(f"{path}: unknown ending; known are {known}, or give --format")


def export(source: Source, stream: IO[bytes], name: str) -> None:
    """Write a graph to ``stream`` in one of ``FORMATS``; several files as a zip.

    Raises:
        QueryError: If the format is unknown.
    """
    stream.write(to_bytes(source, name))


def to_bytes(source: Source, name: str) -> bytes:
    """Return what :func:`export` writes.

    Raises:
        QueryError: If the format is unknown.
    """
    _check(name)
    return _FILE[name](source) if name in _FILE else to_zip(_FOLDER[name](source))


def export_folder(source: Source, folder: Path, name: str) -> None:
    """Write the files of ``tables``, ``neo4j`` or ``parquet`` into a folder.

    Raises:
        QueryError: If the format is unknown.
    """
    _check(name)
    write_folder(_FOLDER[name](source), folder)


def _check(name: str) -> None:
    if name not in FORMATS:
        raise QueryError(f"unknown format {name!r}; known are {', '.join(FORMATS)}")


def needs_folder(name: str, path: str) -> bool:
    """Say whether a format's files go into a folder of that path.

    Raises:
        QueryError: If the format is of several files and the path is that of one.
    """
    if name not in _FOLDER or path == "-" or path.endswith(".zip"):
        return False
    if Path(path).suffix and not Path(path).is_dir():
        raise QueryError(f"{path}: {name} are several files: give a folder or a .zip")
    return True


def check_part(name: str) -> None:
    """Refuse a format in which a part of a graph cannot be written.

    Raises:
        QueryError: If it is not RDF.
    """
    if name not in _RDF:
        raise QueryError(f"--select gives triples, which fit {', '.join(_RDF)} only")

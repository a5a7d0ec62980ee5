"""``kg export``."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from kg.cli.app import app
from kg.cli.options import Graph, Output
from kg.cli.selecting import read_query
from kg.cli.streams import open_output, say
from kg.export import (
    RECORDS,
    check_part,
    export_folder,
    format_of,
    needs_folder,
    parse_division,
    select_part,
    to_bytes,
    write_shards,
)
from kg.query import open_source


class FileFormat(StrEnum):
    """How a graph is written."""

    TRIG = "trig"
    NQUADS = "nquads"
    TURTLE = "turtle"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"
    FRAMED = "framed"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CYTOSCAPE = "cytoscape"
    CYPHER = "cypher"
    NEO4J = "neo4j"
    TABLES = "tables"
    XLSX = "xlsx"
    PARQUET = "parquet"
    FTM = "ftm"
    RECORDS = "records"


ExportFormat = Annotated[
    FileFormat | None, typer.Option(help="Of the file; else by its ending.")
]
Part = Annotated[
    Path | None,
    typer.Option("--select", help="CONSTRUCT query; only what it gives, as RDF."),
]


Shards = Annotated[
    str,
    typer.Option(help="N-Quads files in a folder: how many (8), or how large (64MB)."),
]
Packed = Annotated[bool, typer.Option("--gzip", help="Gzip the shards.")]


@app.command(name="export")
def export_graph(  # noqa: PLR0913, PLR0917 — one parameter for each option
    graph: Graph,
    output: Output,
    format: ExportFormat = None,
    part: Part = None,
    shards: Shards = "",
    packed: Packed = False,
) -> None:
    """Write a graph for other programs: RDF, networks, tables, Neo4j, FollowTheMoney.

    Several files (`tables`, `neo4j`, `parquet`) go into a folder or a `.zip`;
    `records` is what `kg extract` printed of each article. `--shards` is for the bulk
    loaders of QLever, Virtuoso, Jena and GraphDB.

    Example: `kg export graphs/demo -o demo.trig`
    """
    if shards:
        _export_shards(graph, Path(output), shards, packed=packed)
        return
    name = format_of(output) if format is None else format.value
    if part is not None:
        check_part(name)
    if name == RECORDS:
        _write_records(graph, output)
    elif needs_folder(name, output):
        export_folder(open_source(graph), Path(output), name)
    else:
        source = open_source(graph)
        if part is not None:
            source = select_part(source, read_query(part))
        content = to_bytes(source, name)
        with open_output(output) as stream:
            stream.write(content)
    say(f"{output}: {name}")


def _export_shards(graph: str, folder: Path, division: str, *, packed: bool) -> None:
    divided = parse_division(division)
    written = write_shards(open_source(graph), folder, divided, compress=packed)
    quads = sum(one.quads for one in written)
    say(f"{folder}: {len(written)} shards, {quads} quads, listed in shards.tsv")


def _write_records(graph: str, output: str) -> None:
    # The extractor's modules take seconds to import.
    from kg.pipeline.stored import stored_records  # noqa: PLC0415

    records = stored_records(Path(graph))
    with open_output(output) as stream:
        for record in records:
            stream.write(msgspec.json.encode(record) + b"\n")

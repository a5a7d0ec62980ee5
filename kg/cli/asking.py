"""``kg query``, ``kg export``, ``kg validate`` and ``kg stats``."""

import sys
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import msgspec
import pyoxigraph as ox
import typer

from kg.cli.app import app
from kg.cli.options import Graph, Output
from kg.cli.streams import open_output, say
from kg.cli.tables import print_rows, print_solutions
from kg.errors import QueryError
from kg.export import (
    RECORDS,
    check_part,
    export_folder,
    format_of,
    needs_folder,
    select_part,
    to_bytes,
)
from kg.graph.summary import statistics
from kg.pipeline.stored import stored_records
from kg.query import open_source, select, serialize
from kg.validate import validate


Query = Annotated[str | None, typer.Argument(help="SPARQL; `-` is standard input.")]
QueryFile = Annotated[Path | None, typer.Option("--file", "-f", help="Query file.")]


class AnswerFormat(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    TURTLE = "turtle"
    NQ = "nq"


class FileFormat(StrEnum):
    """How a graph is written."""

    TRIG = "trig"
    NQUADS = "nquads"
    TURTLE = "turtle"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"
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


Format = Annotated[AnswerFormat, typer.Option(help="Of the answer.")]
ExportFormat = Annotated[
    FileFormat | None, typer.Option(help="Of the file; else by its ending.")
]
Part = Annotated[
    Path | None,
    typer.Option("--select", help="CONSTRUCT query; only what it gives, as RDF."),
]
Sample = Annotated[int, typer.Option(min=1, help="Articles to check, spread evenly.")]
All = Annotated[bool, typer.Option("--all", help="Check every article.")]


@app.command()
def query(
    graph: Graph,
    query: Query = None,
    file: QueryFile = None,
    format: Format = AnswerFormat.TABLE,
    output: Output = "-",
) -> None:
    """Ask a graph in SPARQL; the usual prefixes need no declaration.

    Example: `kg query graphs/demo "SELECT ?name { ?p a kg:Person ; rdfs:label ?name }"`
    """
    answer = open_source(graph).query(_query_text(query, file))
    if (
        format is AnswerFormat.TABLE
        and isinstance(answer, ox.QuerySolutions)
        and output == "-"
    ):
        print_solutions(answer)
        return
    with open_output(output) as stream:
        stream.write(serialize(answer, format))


def _query_text(query: str | None, file: Path | None) -> str:
    """Return the query from the argument, a file, or standard input."""
    if (query is None) == (file is None):
        raise typer.BadParameter("give a query or --file")
    if query is not None:
        return sys.stdin.read() if query == "-" else query
    try:
        return Path(str(file)).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{file}: {error}") from error


@app.command(name="validate")
def validate_graph(graph: Graph, sample: Sample = 500, all: All = False) -> None:
    """Check a graph against `ontology/shapes.ttl`; exit status 1 if it breaks them.

    Example: `kg validate graphs/demo --all`
    """
    outcome = validate(open_source(graph), sample=None if all else sample)
    for line in outcome.lines():
        say(line)
    raise typer.Exit(0 if outcome.conforms else 1)


@app.command(name="export")
def export_graph(
    graph: Graph,
    output: Output,
    format: ExportFormat = None,
    part: Part = None,
) -> None:
    """Write a graph for other programs: RDF, networks, tables, Neo4j, FollowTheMoney.

    Several files (`tables`, `neo4j`, `parquet`) go into a folder or a `.zip`;
    `records` is what `kg extract` printed of each article.

    Example: `kg export graphs/demo -o demo.trig`
    """
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
            source = select_part(source, _query_text(None, part))
        content = to_bytes(source, name)
        with open_output(output) as stream:
            stream.write(content)
    say(f"{output}: {name}")


def _write_records(graph: str, output: str) -> None:
    records = stored_records(Path(graph))
    with open_output(output) as stream:
        for record in records:
            stream.write(msgspec.json.encode(record) + b"\n")


@app.command()
def stats(graph: Graph) -> None:
    """Print how much a graph holds.

    Example: `kg stats graphs/demo`
    """
    print_rows(("what", "number"), statistics(partial(select, open_source(graph))))

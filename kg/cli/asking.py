"""``kg query``, ``kg export``, ``kg validate`` and ``kg stats``."""

import sys
from collections.abc import Iterable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import msgspec
import pyoxigraph as ox
import typer

from kg.cli.app import app
from kg.cli.limits import time_limit
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
from kg.query import (
    bind,
    has_federation,
    named_queries,
    named_query,
    open_source,
    select,
    serialize,
)
from kg.query import explain as algebra
from kg.validate import validate


Query = Annotated[str | None, typer.Argument(help="SPARQL; `-` is standard input.")]
Named = Annotated[
    str | None, typer.Option(help="A shipped query; `kg queries` lists them.")
]
Bindings = Annotated[
    list[str] | None,
    typer.Option(
        "--bind",
        help="NAME=VALUE: a string, <IRI>, or literal as in N-Triples; repeatable.",
    ),
]
Timeout = Annotated[
    float, typer.Option(min=0, help="Longest time in seconds; 0 is none.")
]
Explain = Annotated[
    bool, typer.Option(help="Print the query's SPARQL algebra (no plan), run nothing.")
]
Federation = Annotated[bool, typer.Option(help="Let SERVICE ask other endpoints.")]
QueryName = Annotated[str | None, typer.Argument(help="Print this one.")]
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
def query(  # noqa: PLR0913, PLR0917 — one parameter for each option
    graph: Graph,
    query: Query = None,
    file: QueryFile = None,
    named: Named = None,
    bindings: Bindings = None,
    timeout: Timeout = 30.0,
    explain: Explain = False,
    federation: Federation = False,
    format: Format = AnswerFormat.TABLE,
    output: Output = "-",
) -> None:
    """Ask a graph in SPARQL; the usual prefixes need no declaration.

    Example: `kg query graphs/demo --named holders --bind "post=استاندار"`
    """
    text = _prepared(_query_text(query, file, named), bindings or (), federation)
    if explain:
        typer.echo(algebra(text))
        return
    with time_limit(timeout):
        answer = open_source(graph).query(text)
        if (
            format is AnswerFormat.TABLE
            and isinstance(answer, ox.QuerySolutions)
            and output == "-"
        ):
            print_solutions(answer)
            return
        content = serialize(answer, format)
    with open_output(output) as stream:
        stream.write(content)


@app.command()
def queries(name: QueryName = None) -> None:
    """List the queries that ship with `kg`, or print one.

    Example: `kg queries holders`
    """
    if name is not None:
        typer.echo(named_query(name).text.rstrip())
        return
    rows = ((one.name, " ".join(one.parameters), one.about) for one in named_queries())
    print_rows(("name", "parameters", "about"), rows)


def _prepared(text: str, bindings: Iterable[str], federation: bool) -> str:
    """Return a query with its parameters bound; refuse one that asks elsewhere."""
    if has_federation(text) and not federation:
        raise QueryError("SERVICE asks another endpoint; allow it by --federation")
    values = {}
    for pair in bindings:
        name, equals, value = pair.partition("=")
        if not (name and equals):
            raise typer.BadParameter(f"not NAME=VALUE: {pair!r}", param_hint="--bind")
        values[name.removeprefix("?")] = value
    return bind(text, values)


def _query_text(query: str | None, file: Path | None, named: str | None) -> str:
    """Return the query from the argument, a file, standard input, or by name."""
    if sum(one is not None for one in (query, file, named)) != 1:
        raise typer.BadParameter("give one of: a query, --file, --named")
    if named is not None:
        return named_query(named).text
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
            source = select_part(source, _query_text(None, part, None))
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

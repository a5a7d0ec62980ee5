"""``kg query`` and ``kg queries``."""

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pyoxigraph as ox
import typer

from kg.cli.app import app
from kg.cli.limits import time_limit
from kg.cli.options import Graph, Output
from kg.cli.selecting import read_query
from kg.cli.streams import open_output, say
from kg.cli.tables import print_rows, print_solutions
from kg.errors import QueryError
from kg.query import (
    bind,
    bound,
    has_federation,
    is_update,
    named_queries,
    named_query,
    open_source,
    serialize,
)
from kg.query import explain as algebra


Query = Annotated[str | None, typer.Argument(help="SPARQL; `-` is standard input.")]
Named = Annotated[
    str | None, typer.Option(help="A shipped query; `kg queries` lists them.")
]
Bindings = Annotated[
    list[str] | None,
    typer.Option(
        "--bind",
        help="NAME=VALUE: a string, `<IRI>`, or literal as in N-Triples; repeatable.",
    ),
]
Timeout = Annotated[
    float, typer.Option(min=0, help="Longest time in seconds; 0 is none.")
]
Rows = Annotated[
    int, typer.Option("--rows", min=0, help="Most rows of the answer; 0 is no limit.")
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


Format = Annotated[AnswerFormat, typer.Option(help="Of the answer.")]


@app.command()
def query(  # noqa: PLR0913, PLR0917 — one parameter for each option
    graph: Graph,
    query: Query = None,
    file: QueryFile = None,
    named: Named = None,
    bindings: Bindings = None,
    timeout: Timeout = 30.0,
    rows: Rows = 100_000,
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
        if rows:
            answer, cut = bound(answer, rows)
            if cut:
                say(f"cut off after {rows} rows (--rows)")
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
    if is_update(text):
        raise QueryError("an update, not a query: kg changes graphs by `kg build` only")
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
    return read_query(Path(str(file)))

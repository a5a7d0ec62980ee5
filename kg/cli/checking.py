"""``kg validate`` and ``kg stats``."""

from functools import partial
from typing import Annotated

import typer

from kg.cli.app import app
from kg.cli.options import Graph
from kg.cli.progress import watching
from kg.cli.stopping import stoppable
from kg.cli.streams import say
from kg.cli.tables import print_rows
from kg.graph.summary import statistics
from kg.query import open_source, select


Sample = Annotated[int, typer.Option(min=1, help="Articles to check, spread evenly.")]
All = Annotated[bool, typer.Option("--all", help="Check every article.")]


@app.command(name="validate")
def validate_graph(graph: Graph, sample: Sample = 500, all: All = False) -> None:
    """Check a graph against `ontology/shapes.ttl`; exit status 1 if it breaks them.

    Of a large graph an even sample of articles is checked, the same ones each time;
    `--all` checks every article (some minutes for ten thousand).

    Example: `kg validate graphs/demo --all`
    """
    from kg.validate import validate  # noqa: PLC0415 — rdflib takes its time

    words = f"{graph}: stopped before all was checked; nothing was changed"
    with stoppable(words), watching() as watcher:
        watcher.stage("checking")
        outcome = validate(
            open_source(graph),
            sample=None if all else sample,
            on_progress=watcher.advance,
        )
    for line in outcome.lines():
        say(line)
    raise typer.Exit(0 if outcome.conforms else 1)


@app.command()
def stats(graph: Graph) -> None:
    """Print how much a graph holds.

    Example: `kg stats graphs/demo`
    """
    print_rows(("what", "number"), statistics(partial(select, open_source(graph))))

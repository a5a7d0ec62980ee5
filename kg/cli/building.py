"""``kg build``."""

import os
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import app
from kg.cli.options import Fields, Paths, to_fields
from kg.cli.progress import watching
from kg.cli.pushing import client_of, push_graph
from kg.cli.stopping import stoppable
from kg.cli.streams import say
from kg.graph.folder import configure
from kg.pipeline.build import BuildRequest, build
from kg.pipeline.report import BuildReport


GraphFolder = Annotated[
    Path, typer.Option("--graph", help="Folder of the graph; made if need be.")
]
BaseIri = Annotated[
    str | None, typer.Option(help="What every IRI starts with; kept in `kg.toml`.")
]
MinConfidence = Annotated[
    float | None, typer.Option(help="Leave out statements of lower confidence.")
]
Workers = Annotated[
    int,
    typer.Option(
        min=1,
        help="Number of processes that extract. 1 works in this one, where an article "
        "that crashes the interpreter ends the build; of more, only it is lost.",
    ),
]
Timeout = Annotated[float, typer.Option(min=0, help="Seconds per article; 0: any.")]
Strict = Annotated[bool, typer.Option(help="Exit with 1 if any input was bad.")]
Scheduler = Annotated[
    str, typer.Option(help="Dask scheduler whose workers extract, `tcp://host:8786`.")
]
Shards = Annotated[
    str, typer.Option(help="Folder or URL that those workers write what they find to.")
]
Store = Annotated[
    str, typer.Option(help="SPARQL server that gets the graph, too; see `kg push`.")
]
_CORES = os.cpu_count() or 1
Prune = Annotated[
    bool, typer.Option(help="Remove articles whose files are gone; else they stay.")
]


@app.command(name="build")
def build_graph(  # noqa: PLR0913 — one parameter for each option
    paths: Paths,
    *,
    graph: GraphFolder = Path("graphs/news"),
    base_iri: BaseIri = None,
    min_confidence: MinConfidence = None,
    field: Fields = None,
    workers: Workers = _CORES,
    timeout: Timeout = 60.0,
    strict: Strict = False,
    prune: Prune = False,
    scheduler: Scheduler = "",
    shards: Shards = "",
    store: Store = "",
) -> None:
    """Build or update a graph from articles; only what changed is done again.

    Example: `kg build examples/articles --graph graphs/demo`
    """
    client = client_of(store) if store else None
    if shards and not scheduler:
        raise typer.BadParameter("needs --scheduler", param_hint="--shards")
    request = BuildRequest(
        folder=graph,
        inputs=tuple(paths),
        configuration=configure(graph, base_iri, min_confidence),
        fields=to_fields(field),
        workers=workers,
        timeout=timeout,
        prune=prune,
        scheduler=scheduler,
        shards=shards,
    )
    report = _build(request)
    for line in report.lines():
        say(line)
    if client is not None:
        push_graph(graph, client)
    raise typer.Exit(1 if strict and report.errors else 0)


def _build(request: BuildRequest) -> BuildReport:
    words = (
        f"{request.folder}: stopped; the graph is as last committed, and the next "
        "build goes on from here"
    )
    with stoppable(words), watching() as watcher:
        return build(request, watcher)

"""``kg serve``."""

from typing import Annotated

import typer

from kg.cli.app import app
from kg.cli.options import Graph
from kg.cli.reporting import Lang
from kg.cli.selecting import check_language
from kg.cli.streams import say
from kg.errors import KgError
from kg.query import open_source


Port = Annotated[int, typer.Option(min=1, max=65535, help="Port to bind.")]
Host = Annotated[str, typer.Option(help="Address to bind; loopback by default.")]
Seconds = Annotated[float, typer.Option("--timeout", help="Most seconds a query runs.")]
Rows = Annotated[int, typer.Option("--rows", min=1, help="Most rows of an answer.")]


@app.command()
def serve(  # noqa: PLR0913, PLR0917 — one argument an option
    graph: Graph,
    port: Port = 7878,
    host: Host = "127.0.0.1",
    seconds: Seconds = 30.0,
    rows: Rows = 100_000,
    lang: Lang = "fa",
) -> None:
    """Serve a graph: report pages, SPARQL endpoint, query page, JSON API; read-only.

    Example: `kg serve graphs/demo --port 7878`, then open http://127.0.0.1:7878
    """
    check_language(lang)
    try:
        from kg.serve import Limits  # noqa: PLC0415 — an optional extra
        from kg.serve import serve as run  # noqa: PLC0415
    except ImportError as error:
        raise KgError(
            "kg serve needs an extra: pip install 'persian-news-kg[serve]'"
        ) from error
    open_source(graph)
    say(f"http://{host}:{port}/ serves {graph}; Ctrl-C ends it")
    limits = Limits(seconds=seconds, rows=rows)
    run(graph, host=host, port=port, limits=limits, lang=lang)

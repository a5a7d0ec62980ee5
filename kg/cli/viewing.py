"""``kg view``."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import app
from kg.cli.options import Graph
from kg.cli.selecting import (
    Since,
    Until,
    check_language,
    find_named,
    find_places,
    select_of,
)
from kg.cli.streams import say
from kg.view import Selection, write_page


_FOCUSED = ("person", "organization", "place")
PAGE_KINDS = ("person", "organization", "place", "event")

Page = Annotated[Path, typer.Option("--output", "-o", help="The HTML file to write.")]
Focus = Annotated[
    str | None, typer.Option(help="Name of an entity to start from, or its IRI.")
]
Depth = Annotated[int, typer.Option(min=0, help="Steps around --focus.")]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", help=f"Kind of node; repeatable: {', '.join(PAGE_KINDS)}."),
]
Place = Annotated[str | None, typer.Option(help="Only what names this place.")]
MinSources = Annotated[
    int,
    typer.Option(min=1, help="Least number of independent articles that state a fact."),
]
Limit = Annotated[
    int, typer.Option(min=1, help="Most nodes; the most central ones are kept.")
]
Title = Annotated[str | None, typer.Option(help="Heading of the page.")]
Lang = Annotated[str, typer.Option(help="Language of the page's own texts: fa or en.")]


@app.command()
def view(  # noqa: PLR0913, PLR0917 — one argument an option
    graph: Graph,
    output: Page,
    focus: Focus = None,
    depth: Depth = 1,
    kind: Kinds = None,
    since: Since = None,
    until: Until = None,
    place: Place = None,
    min_sources: MinSources = 1,
    limit: Limit = 2000,
    title: Title = None,
    lang: Lang = "fa",
) -> None:
    """Write a graph as one interactive HTML page that opens offline.

    Example: `kg view graphs/demo -o demo.html --focus "بهرام کیانفر" --depth 2`
    """
    check_language(lang)
    select = select_of(graph)
    entity = None if focus is None else find_named(select, focus, _FOCUSED)
    selection = Selection(
        focus=None if entity is None else entity.iri,
        depth=depth,
        kinds=_to_kinds(kind),
        since=since,
        until=until,
        places=frozenset() if place is None else find_places(select, place),
        min_sources=min_sources,
        limit=limit,
    )
    heading = title or _heading(
        lang, Path(graph).name if entity is None else entity.name
    )
    shown = write_page(select, output, title=heading, lang=lang, selection=selection)
    more = f", {shown.left_out} left out (--limit)" if shown.left_out else ""
    say(f"{output}: {len(shown.nodes)} nodes, {len(shown.edges)} edges{more}")
    if not shown.nodes:
        say("nothing in the graph fits these options")


def _heading(lang: str, name: str) -> str:
    return f"گراف {name}" if lang == "fa" else f"Graph: {name}"


def _to_kinds(kinds: list[str] | None) -> frozenset[str]:
    unknown = sorted(set(kinds or ()) - set(PAGE_KINDS))
    if unknown:
        raise typer.BadParameter(f"not a kind: {unknown[0]!r}", param_hint="--kind")
    return frozenset(kinds or ())

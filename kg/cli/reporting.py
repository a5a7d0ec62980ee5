"""``kg report`` and ``kg dossier``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import app
from kg.cli.options import Graph, Output  # noqa: TC001 — typer reads annotations
from kg.cli.selecting import check_language, find_named, select_of
from kg.cli.streams import open_output, say
from kg.report import Options, dossier_of, write_site


Folder = Annotated[
    Path, typer.Option("--output", "-o", file_okay=False, help="The folder to write.")
]
Lang = Annotated[str, typer.Option(help="Language of the pages' own texts: fa or en.")]
Title = Annotated[str | None, typer.Option(help="Heading of every page.")]
Limit = Annotated[
    int, typer.Option(min=1, help="Most pages of each kind; the most named have one.")
]
Dossiers = Annotated[
    bool, typer.Option("--dossiers", help="Each person's page as Markdown, too.")
]
Name = Annotated[str, typer.Argument(help="A person's name, however typed, or IRI.")]


@app.command()
def report(  # noqa: PLR0913, PLR0917 — one argument an option
    graph: Graph,
    output: Folder,
    lang: Lang = "fa",
    title: Title = None,
    limit: Limit = 20_000,
    dossiers: Dossiers = False,
) -> None:
    """Write a graph as a static site: overview, charts, a page for each thing, search.

    It opens from a folder, offline. Example: `kg report graphs/demo -o site/`
    """
    check_language(lang)
    heading = title or Path(graph).name
    options = Options(title=heading, lang=lang, limit=limit, dossiers=dossiers)
    written = write_site(select_of(graph), output, options, say)
    left_out = ", ".join(f"{n} {kind}s" for kind, n in written.left_out.items() if n)
    more = f"; without a page (--limit): {left_out}" if left_out else ""
    say(f"{output / 'index.html'}: {written.pages} pages{more}")


@app.command()
def dossier(graph: Graph, name: Name, output: Output = "-", lang: Lang = "fa") -> None:
    """Write what a graph has on a person as Markdown: roles, events, quotes, sources.

    Example: `kg dossier graphs/demo "بهرام کیانفر" -o dossier.md`
    """
    check_language(lang)
    select = select_of(graph)
    person = find_named(select, name, ["person"])
    text = dossier_of(select, person.iri, lang=lang)
    with open_output(output) as stream:
        stream.write(text.encode())

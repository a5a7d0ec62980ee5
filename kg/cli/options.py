"""Arguments and options that several commands share, and what they are parsed to."""

from __future__ import annotations

from typing import Annotated

import typer


Paths = Annotated[
    list[str], typer.Argument(help="Files and folders; `-` is standard input.")
]
Graph = Annotated[
    str,
    typer.Argument(help="Graph folder, RDF file, or URL of a SPARQL endpoint."),
]
Output = Annotated[
    str, typer.Option("--output", "-o", help="File to write; `-` is standard output.")
]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        help="Own name of a field in JSON and tables, `body=news_text`; repeatable.",
    ),
]


def to_fields(pairs: list[str] | None) -> dict[str, str]:
    """Return the pairs of ``--field part=name`` as a mapping.

    Raises:
        typer.BadParameter: If one is no pair.
    """
    fields = {}
    for pair in pairs or ():
        part, equals, name = pair.partition("=")
        if not (part and equals and name):
            raise typer.BadParameter(f"not PART=NAME: {pair!r}", param_hint="--field")
        fields[part] = name
    return fields

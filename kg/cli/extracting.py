"""``kg extract``: statements as JSON lines."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from kg.cli.app import app
from kg.cli.streams import open_output, say
from kg.pipeline import extract_records


@app.command()
def extract(
    paths: Annotated[list[str], typer.Argument(help="Files, folders; `-` is stdin.")],
    output: Annotated[str, typer.Option("-o", help="File; `-` is stdout.")] = "-",
) -> None:
    """Print what each article states, one JSON object a line.

    Example: `kg extract examples/articles -o facts.jsonl`
    """
    with open_output(output) as stream:
        for record in extract_records(paths, on_problem=say):
            stream.write(msgspec.json.encode(record) + b"\n")

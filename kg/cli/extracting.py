"""``kg extract``: statements as JSON lines."""

from pathlib import Path

import msgspec
import typer

from kg.cli.app import app
from kg.cli.options import Fields, Output, Paths, to_fields
from kg.cli.streams import open_output, say
from kg.pipeline import extract_records
from kg.pipeline.collector import seldom_collecting


@app.command()
def extract(paths: Paths, output: Output = "-", field: Fields = None) -> None:
    """Print what each article states: roles, events, quotes, one JSON object a line.

    Ends with status 1 if no path gives an article.

    Example: `kg extract examples/articles -o facts.jsonl`
    """
    names = to_fields(field)
    if any(_is_one_file(output, path) for path in paths):
        raise typer.BadParameter("also an input", param_hint="--output")
    empty = True
    with open_output(output) as stream, seldom_collecting():
        for record in extract_records(paths, fields=names, on_problem=say):
            stream.write(msgspec.json.encode(record) + b"\n")
            empty = False
    if empty:
        raise typer.Exit(1)


def _is_one_file(one: str, other: str) -> bool:
    """Say whether two paths are one file that is there, ``-`` being none."""
    paths = [Path(path) for path in (one, other) if path != "-"]
    both = len(paths) == 2 and all(path.is_file() for path in paths)
    return both and paths[0].samefile(paths[1])

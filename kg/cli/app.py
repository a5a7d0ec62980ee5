"""The application that the command modules add themselves to."""

from __future__ import annotations

import typer


app = typer.Typer(
    name="kg",
    help="Build, query and view knowledge graphs from Persian news articles.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)


@app.callback()
def _kg() -> None:
    """Build, query and view knowledge graphs from Persian news articles."""

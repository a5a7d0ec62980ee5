"""The application that the command modules add themselves to."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from kg.cli.commands import COMMANDS
from kg.cli.stopping import stoppable


class _Commands(TyperGroup):
    """The commands, in the order of a user's work; Ctrl-C ends each with a line."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the commands in the order in which help lists them."""
        loaded = super().list_commands(ctx)
        return [name for name in COMMANDS if name in loaded]

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        with stoppable("stopped"):
            return super().invoke(ctx)


app = typer.Typer(
    name="kg",
    cls=_Commands,
    help="Build, query and view knowledge graphs from Persian news articles.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)


@app.callback()
def _kg() -> None:
    """Build, query and view knowledge graphs from Persian news articles."""

"""The command line: parse, call one function, print."""

from __future__ import annotations

import sys
from importlib import import_module
from types import MappingProxyType

from kg.cli.app import app
from kg.errors import KgError


__all__ = ["COMMANDS", "app", "load_commands", "main"]

COMMANDS = MappingProxyType(
    {
        "annotate": "reading",
        "build": "building",
        "conflicts": "linking",
        "decide": "deciding",
        "diff": "comparing",
        "dossier": "reporting",
        "eval": "judging",
        "events": "questions",
        "explain": "reading",
        "explain-entity": "linking",
        "export": "exporting",
        "extract": "extracting",
        "find": "questions",
        "path": "questions",
        "person": "questions",
        "push": "pushing",
        "queries": "querying",
        "query": "querying",
        "report": "reporting",
        "said": "questions",
        "serve": "serving",
        "stats": "checking",
        "top": "questions",
        "validate": "checking",
        "view": "viewing",
        "who": "questions",
    }
)
"""Each command's module, so that one command need not wait for the others' imports."""


def load_commands(arguments: list[str]) -> None:
    """Import the module of the command that is asked for; of all, if none is."""
    wanted = [COMMANDS[one] for one in arguments[:1] if one in COMMANDS]
    for module in wanted or dict.fromkeys(COMMANDS.values()):
        import_module(f"kg.cli.{module}")


def main() -> None:
    """Run ``kg``; a :class:`KgError` becomes one line and exit status 1."""
    load_commands(sys.argv[1:])
    try:
        app()
    except KgError as error:
        sys.stderr.write(f"kg: {error}\n")
        sys.exit(1)

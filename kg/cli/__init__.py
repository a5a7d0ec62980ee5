"""The command line: parse, call one function, print."""

from __future__ import annotations

import sys
from importlib import import_module

from kg.cli.app import app
from kg.errors import KgError


__all__ = ["app", "main"]

for _module in ("building", "extracting", "asking", "viewing", "questions"):
    import_module(f"kg.cli.{_module}")


def main() -> None:
    """Run ``kg``; a :class:`KgError` becomes one line and exit status 1."""
    try:
        app()
    except KgError as error:
        sys.stderr.write(f"kg: {error}\n")
        sys.exit(1)

"""The command line: parse, call one function, print."""

from __future__ import annotations

import sys

from kg.cli.app import app
from kg.cli.extracting import extract
from kg.errors import KgError


__all__ = ["app", "extract", "main"]


def main() -> None:
    """Run ``kg``; a :class:`KgError` becomes one line and exit status 1."""
    try:
        app()
    except KgError as error:
        sys.stderr.write(f"kg: {error}\n")
        sys.exit(1)

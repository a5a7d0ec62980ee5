"""The command line: parse, call one function, print."""

from __future__ import annotations

import errno
import gc
import sys
from importlib import import_module

from kg.cli.app import app
from kg.cli.commands import COMMANDS
from kg.cli.streams import say
from kg.errors import KgError


__all__ = ["COMMANDS", "app", "load_commands", "main"]


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""Errors of writing; those of a file name it."""


def load_commands(arguments: list[str]) -> None:
    """Import the module of the command that is asked for; of all, if none is."""
    wanted = [COMMANDS[one] for one in arguments[:1] if one in COMMANDS]
    for module in wanted or dict.fromkeys(COMMANDS.values()):
        import_module(f"kg.cli.{module}")


def main() -> None:
    """Run ``kg``; what cannot be done becomes one line and exit status 1.

    That is a :class:`KgError`, or an :class:`OSError`: a folder that is not there, a
    full disk behind standard output, no more processes.
    """
    load_commands(sys.argv[1:])
    try:
        app()
    except KgError as error:
        say(f"kg: {error}")
        sys.exit(1)
    except OSError as error:
        full = "standard output" if error.errno in _FULL else ""
        place = error.filename or full
        say(f"kg: {place}{': ' if place else ''}{error.strerror or error}")
        sys.exit(1)
    finally:
        # Python would look through all that is kept once more before it ends: most of
        # a second after a build of ten thousand articles.
        gc.freeze()

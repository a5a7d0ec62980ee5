"""``python -m kg.train SUBCOMMAND``: train one of the models that are shipped."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from importlib.util import find_spec


_SUBCOMMANDS = {
    "halfspace": "count where half-spaces are written",
    "pos": "parts of speech and ezafe",
    "names": "names of persons, organizations and places",
    "places": "the gazetteer",
    "events": "which events are listed",
    "clusters": "word clusters",
}


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(prog="python -m kg.train", description=__doc__)
    subparsers = parser.add_subparsers(required=True, metavar="SUBCOMMAND")
    for name, about in _SUBCOMMANDS.items():
        if find_spec(f"kg.train.{name}") is None:
            continue
        module = import_module(f"kg.train.{name}")
        if not hasattr(module, "run"):
            continue
        subparser = subparsers.add_parser(name, help=about, description=module.__doc__)
        module.add_arguments(subparser)
        subparser.set_defaults(run=module.run)
    arguments = parser.parse_args()
    arguments.run(arguments, lambda line: sys.stderr.write(f"{line}\n"))


if __name__ == "__main__":
    main()

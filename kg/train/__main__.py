"""``python -m kg.train SUBCOMMAND``: train one of the models that are shipped."""

from __future__ import annotations

import argparse
import sys

from kg.train import events, halfspace, names, places, pos


_SUBCOMMANDS = (
    ("halfspace", "count where half-spaces are written", halfspace),
    ("pos", "parts of speech and ezafe", pos),
    ("names", "names of persons, organizations and places", names),
    ("places", "the gazetteer", places),
    ("events", "which events are listed", events),
)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; ``run`` is set to what trains."""
    found = argparse.ArgumentParser(prog="python -m kg.train", description=__doc__)
    subparsers = found.add_subparsers(required=True, metavar="SUBCOMMAND")
    for name, about, module in _SUBCOMMANDS:
        subparser = subparsers.add_parser(name, help=about, description=module.__doc__)
        module.add_arguments(subparser)
        subparser.set_defaults(run=module.run)
    return found


def main() -> None:
    """Parse the command line and train."""
    arguments = parser().parse_args()
    arguments.run(arguments, lambda line: sys.stderr.write(f"{line}\n"))


if __name__ == "__main__":
    main()

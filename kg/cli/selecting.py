"""A graph as what the view and the questions ask it through."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import ask
from kg.cli.streams import say
from kg.errors import QueryError
from kg.jalali import to_iso_day
from kg.normalize import match_key
from kg.query import open_source, select_values


if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.ask import Candidate, Select


def to_day(text: str | None) -> str | None:
    """Return a typed day of either calendar as an ISO date: what an option becomes.

    Raises:
        typer.BadParameter: If it is no day.
    """
    try:
        return None if text is None else to_iso_day(text)
    except ValueError as error:
        raise typer.BadParameter(f"not a day: {text!r}") from error


Since = Annotated[
    str | None,
    typer.Option(
        "--from", help="First day, Jalali (1399/05/03) or Gregorian.", callback=to_day
    ),
]
Until = Annotated[str | None, typer.Option("--to", help="Last day.", callback=to_day)]


def select_of(graph: str) -> Select:
    """Return a function that runs SELECT queries on ``graph``."""
    return partial(select_values, open_source(graph))


def find_named(select: Select, name: str, kinds: Iterable[str]) -> Candidate:
    """Return the entity that a typed name means, and say so if that is not plain.

    Raises:
        NotFoundError: If a name fits no entity, or several.
    """
    found = ask.find_entity(select, name, kinds)
    if match_key(found.found_by) != match_key(name):
        say(f"«{name}» is taken for «{found.name}» ({found.articles} articles)")
    return found


def find_places(select: Select, name: str) -> frozenset[str]:
    """Return all places that a typed name fits.

    Raises:
        NotFoundError: If it fits none, with near names.
    """
    found = ask.find_candidates(select, name, ["place"])
    if not found:
        ask.find_entity(select, name, ["place"])
    return frozenset(one.iri for one in found)


def check_language(lang: str) -> None:
    """Raise ``typer.BadParameter`` if pages do not come in a language."""
    if lang not in {"fa", "en"}:
        raise typer.BadParameter(f"fa or en, not {lang!r}", param_hint="--lang")


def read_query(path: Path) -> str:
    """Return the text of a query file.

    Raises:
        QueryError: If it cannot be read, or is not UTF-8.
    """
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: {error}") from error
